//! Commands, one after the other.

use super::expand;
use super::syntax::{is_name, Arm, Node, NodeId, Program, Span, Word, EMPTY};
use super::variables::{assignment, is_fixed, is_the_shells, may_be_the_shells, Variables};
use super::{builtin, Answer, Environment, Host, NotStatic, Refused, Value};
use crate::bytes::{halves, part};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

/// How much a command or an expansion counts as, beside the bytes that it looks at.
const STEP: usize = 256;
/// How much may be done, in bytes looked at or compared: a hundred thousand steps.
const MOST_WORK: usize = 100_000 * STEP;
/// How much a byte counts as that is kept: all that is made stays below some megabytes.
const KEPT: usize = 8;
/// What a field takes beside its bytes.
const FIELD: usize = 64;
/// How deep commands, functions and files may be in each other while they run.
const DEEPEST: u32 = 100;

/// What comes after a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// The next one.
    Next,
    /// The end of the function or of the sourced file.
    Return,
    /// The end of the shell.
    Exit,
}

/// The result of evaluating.
pub(super) type Run<T> = Result<T, Refused>;

struct Function {
    name: Vec<u8>,
    program: Rc<Program>,
    body: NodeId,
    /// Where the body stands.
    text: Span,
}

/// A shell that stands still between calls.
pub struct Machine<'h, 'e> {
    pub(super) host: &'h mut dyn Host,
    pub(super) variables: Variables<'e>,
    functions: Vec<Function>,
    pub(super) arguments: Vec<Vec<u8>>,
    /// The status of the last command; `None` where only a shell could say.
    pub(super) status: Option<u8>,
    /// A command was substituted since this was last cleared.
    pub(super) has_substituted: bool,
    /// Whether a quoted value that is not known may stand for any that is, and whether
    /// one did.
    pub(super) tolerates_unknown: bool,
    pub(super) met_unknown: bool,
    /// What functions have made local, innermost last.
    locals: Vec<(Vec<u8>, Option<Value>)>,
    functions_running: u32,
    work: usize,
    depth: u32,
    /// Why it went no further.
    reason: Option<Box<NotStatic>>,
}

/// Where evaluation stands, for messages.
#[derive(Clone, Copy)]
pub(super) struct At<'p> {
    pub program: &'p Program,
    pub byte: usize,
}

impl<'h, 'e> Machine<'h, 'e> {
    /// A shell that was just started.
    pub fn new(host: &'h mut dyn Host, environment: &'e Environment) -> Self {
        Machine {
            host,
            variables: Variables::new(environment),
            functions: Vec::new(),
            arguments: Vec::new(),
            status: Some(0),
            has_substituted: false,
            tolerates_unknown: false,
            met_unknown: false,
            locals: Vec::new(),
            functions_running: 0,
            work: 0,
            depth: 0,
            reason: None,
        }
    }

    /// Why it went no further.
    pub fn reason(self) -> Option<Box<NotStatic>> {
        self.reason
    }

    #[cold]
    #[inline(never)]
    pub(super) fn refuse_word(&mut self, at: At, construct: &'static str, word: &[u8]) -> Refused {
        self.reason = Some(Box::new(NotStatic {
            path: at.program.path.clone(),
            line: at.program.line(at.byte),
            construct,
            word: word.to_vec(),
        }));
        Refused
    }

    #[cold]
    pub(super) fn refuse(&mut self, at: At, construct: &'static str) -> Refused {
        self.refuse_word(at, construct, b"")
    }

    /// The variables.
    pub fn variables(&mut self) -> &mut Variables<'e> {
        &mut self.variables
    }

    /// The last command's status; `None` where only a shell could say.
    pub fn status(&self) -> Option<u8> {
        self.status
    }

    /// Whether the script has defined such a function.
    pub fn has_function(&self, name: &[u8]) -> bool {
        self.function(name).is_some()
    }

    fn function(&self, name: &[u8]) -> Option<&Function> {
        self.functions.iter().find(|known| known.name == name)
    }

    /// Runs a program as `.` does.
    ///
    /// # Errors
    /// Where it is not static.
    pub fn source(&mut self, program: &Rc<Program>) -> Result<Flow, Refused> {
        // What was before is seen by a `return` that comes first.
        self.status = None;
        self.run_as_sourced(program)
    }

    fn run_as_sourced(&mut self, program: &Rc<Program>) -> Run<Flow> {
        if program.root == EMPTY {
            self.status = Some(0);
        }
        match self.run(program, program.root)? {
            Flow::Return => Ok(Flow::Next),
            other => Ok(other),
        }
    }

    /// Runs a command as if it stood in `program`: a function, or the host's.
    ///
    /// # Errors
    /// Where it is not static.
    pub fn call(
        &mut self,
        program: &Rc<Program>,
        name: &[u8],
        arguments: Vec<Vec<u8>>,
    ) -> Result<Flow, Refused> {
        let at = At { program, byte: 0 };
        self.dispatch(at, name, arguments)
    }

    /// The fields of an unquoted `$name`, names in the current folder included.
    ///
    /// # Errors
    /// Where it is not static.
    pub fn fields(&mut self, program: &Rc<Program>, value: &[u8]) -> Result<Vec<Vec<u8>>, Refused> {
        expand::split(self, At { program, byte: 0 }, value)
    }

    pub(super) fn step(&mut self, at: At) -> Run<()> {
        self.spend(at, STEP)
    }

    /// So many bytes are looked at or compared.
    pub(super) fn spend(&mut self, at: At, work: usize) -> Run<()> {
        self.work = self.work.saturating_add(work);
        if self.work > MOST_WORK {
            return Err(self.refuse(at, "too many steps"));
        }
        Ok(())
    }

    /// So many bytes are kept, in so many fields.
    pub(super) fn keep(&mut self, at: At, bytes: usize, fields: usize) -> Run<()> {
        let kept = fields.saturating_mul(FIELD).saturating_add(bytes);
        self.spend(at, kept.saturating_mul(KEPT))
    }

    fn run(&mut self, program: &Rc<Program>, node: NodeId) -> Run<Flow> {
        let Some(node) = program.nodes.get(node as usize).copied() else {
            // An empty list.
            return Ok(Flow::Next);
        };
        let at = At {
            program,
            byte: start(program, node),
        };
        self.step(at)?;
        if self.depth >= DEEPEST {
            return Err(self.refuse(at, "too deep a nesting"));
        }
        self.depth = self.depth.saturating_add(1);
        let flow = self.run_node(program, node, at)?;
        self.depth = self.depth.saturating_sub(1);
        Ok(flow)
    }

    fn run_node(&mut self, program: &Rc<Program>, node: Node, at: At) -> Run<Flow> {
        match node {
            Node::Simple(words) => self.simple(program, words, at),
            Node::And(left, right) => self.run_if(program, left, right, true, at),
            Node::Or(left, right) => self.run_if(program, left, right, false, at),
            Node::Not(inner) => {
                let flow = self.run(program, inner)?;
                if flow == Flow::Next {
                    self.status = self.status.map(|status| u8::from(status == 0));
                }
                Ok(flow)
            }
            Node::List(items) => {
                for item in items.of(&program.children) {
                    let flow = self.run(program, *item)?;
                    if flow != Flow::Next {
                        return Ok(flow);
                    }
                }
                Ok(Flow::Next)
            }
            Node::If {
                condition,
                then,
                otherwise,
            } => self.conditional(program, condition, then, otherwise, at),
            Node::For { name, words, body } => self.for_each(program, name, words, body, at),
            Node::Case { word, arms } => self.case(program, word, arms, at),
            Node::Function { name, body, text } => {
                self.spend(at, self.functions.len())?;
                self.define(program, name, body, text);
                Ok(Flow::Next)
            }
            Node::Opaque(_, what) => Err(self.refuse(at, what)),
        }
    }

    fn run_if(
        &mut self,
        program: &Rc<Program>,
        left: NodeId,
        right: NodeId,
        wanted: bool,
        at: At,
    ) -> Run<Flow> {
        let flow = self.run(program, left)?;
        if flow == Flow::Next {
            match self.status {
                Some(status) if (status == 0) == wanted => return self.run(program, right),
                Some(_) => {}
                None => {
                    self.assume(program, right, at)?;
                    self.status = None;
                }
            }
        }
        Ok(flow)
    }

    /// What only a shell knows whether it is done: assignments, whose variables are not
    /// known from then on.
    fn assume(&mut self, program: &Rc<Program>, node: NodeId, at: At) -> Run<()> {
        let one = [node];
        let nodes = match program.nodes.get(node as usize) {
            Some(Node::List(items)) => items.of(&program.children),
            _ => &one,
        };
        self.has_substituted = false;
        for node in nodes {
            let words = match program.nodes.get(*node as usize) {
                Some(Node::Simple(words)) => words.of(&program.words),
                None => &[],
                _ => return Err(self.refuse(at, "the status of a command substitution")),
            };
            for word in words {
                self.assume_assigned(program, *word, at)?;
            }
        }
        self.status = if self.has_substituted { None } else { Some(0) };
        Ok(())
    }

    fn assume_assigned(&mut self, program: &Rc<Program>, word: Word, at: At) -> Run<()> {
        let raw = program.raw(word);
        match assignment(raw) {
            Some((name, start)) if !may_assign(part(raw, start..)) => {
                self.assign_word(program, word, at)?;
                self.assign(at, name, Value::Unknown)
            }
            _ => Err(self.refuse(at, "the status of a command substitution")),
        }
    }

    fn conditional(
        &mut self,
        program: &Rc<Program>,
        condition: NodeId,
        then: NodeId,
        otherwise: NodeId,
        at: At,
    ) -> Run<Flow> {
        let flow = self.run(program, condition)?;
        if flow != Flow::Next {
            return Ok(flow);
        }
        match self.status {
            Some(0) => self.run(program, then),
            Some(_) => {
                self.status = Some(0);
                self.run(program, otherwise)
            }
            None => {
                self.assume(program, then, at)?;
                let status = self.status;
                self.assume(program, otherwise, at)?;
                self.status = self.status.and(status);
                Ok(Flow::Next)
            }
        }
    }

    fn for_each(
        &mut self,
        program: &Rc<Program>,
        name: u32,
        words: Span,
        body: NodeId,
        at: At,
    ) -> Run<Flow> {
        let name = program.word(name).map(|word| program.raw(word));
        let name = name.unwrap_or_default();
        let values = self.expand_words(program, words.of(&program.words))?;
        self.status = Some(0);
        for value in values {
            self.assign(at, name, Value::Known(value))?;
            let flow = self.run(program, body)?;
            if flow != Flow::Next {
                return Ok(flow);
            }
        }
        Ok(Flow::Next)
    }

    fn case(&mut self, program: &Rc<Program>, word: u32, arms: Span, at: At) -> Run<Flow> {
        let Some(word) = program.word(word) else {
            return Ok(Flow::Next);
        };
        self.has_substituted = false;
        let Value::Known(subject) = expand::value(self, program, word)? else {
            return Err(self.refuse(at, "a command substitution"));
        };
        for Arm { patterns, body } in arms.of(&program.arms) {
            for pattern in patterns.of(&program.words) {
                if expand::fits(self, program, *pattern, &subject)? {
                    self.status = Some(0);
                    return self.run(program, *body);
                }
            }
        }
        self.status = Some(0);
        Ok(Flow::Next)
    }

    fn define(&mut self, program: &Rc<Program>, name: u32, body: NodeId, text: Span) {
        let name = program.word(name).map(|word| program.raw(word));
        let name = name.unwrap_or_default();
        let function = Function {
            name: name.to_vec(),
            program: Rc::clone(program),
            body,
            text,
        };
        match self.functions.iter_mut().find(|known| known.name == name) {
            Some(known) => *known = function,
            None => self.functions.push(function),
        }
        self.status = Some(0);
    }

    fn simple(&mut self, program: &Rc<Program>, words: Span, at: At) -> Run<Flow> {
        let words = words.of(&program.words);
        let is_assignment = |word: &&Word| assignment(program.raw(**word)).is_some();
        let count = words.iter().take_while(is_assignment).count();
        let (assignments, words) = halves(words, count);
        if !assignments.is_empty() {
            if !words.is_empty() {
                return Err(self.refuse(at, "an assignment before a command"));
            }
            return self.assign_all(program, assignments, at);
        }
        if let Some(flow) = builtin::declare(self, program, words, at)? {
            return Ok(flow);
        }
        self.met_unknown = false;
        self.tolerates_unknown = is_test(program, words);
        let fields = self.expand_words(program, words);
        self.tolerates_unknown = false;
        let mut fields = fields?.into_iter();
        let Some(name) = fields.next() else {
            self.status = Some(0);
            return Ok(Flow::Next);
        };
        let is_unknown = self.met_unknown;
        let flow = self.dispatch(at, &name, fields.collect())?;
        if is_unknown {
            self.status = None;
        }
        Ok(flow)
    }

    fn assign_all(&mut self, program: &Rc<Program>, words: &[Word], at: At) -> Run<Flow> {
        self.has_substituted = false;
        for word in words {
            self.assign_word(program, *word, at)?;
        }
        self.status = if self.has_substituted { None } else { Some(0) };
        Ok(Flow::Next)
    }

    /// `name=value`
    pub(super) fn assign_word(&mut self, program: &Rc<Program>, word: Word, at: At) -> Run<()> {
        let raw = program.raw(word);
        let Some((name, start)) = assignment(raw) else {
            return Ok(());
        };
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let span = Span {
            start: word.span.start.saturating_add(start),
            end: word.span.end,
        };
        let value = expand::value(self, program, Word { span, ..word })?;
        self.assign(at, name, value)
    }

    pub(super) fn assign(&mut self, at: At, name: &[u8], value: Value) -> Run<()> {
        if is_fixed(name) {
            return Err(self.refuse_word(at, "an assignment to a variable of the shell", name));
        }
        self.spend(at, self.variables.count())?;
        if self.variables.set(name, value) {
            Ok(())
        } else {
            Err(self.refuse(at, "long values"))
        }
    }

    /// What a variable holds.
    pub(super) fn variable(&mut self, at: At, name: &[u8]) -> Run<Value> {
        let is_unclear = is_the_shells(name)
            || (may_be_the_shells(name)
                && self.variables.assigned(name).is_none()
                && !self.variables.is_in_environment(name));
        if is_unclear {
            return Err(self.refuse_word(at, "a variable of the shell", name));
        }
        self.spend(at, self.variables.count())?;
        let value = self.variables.get(name);
        if let Value::Known(bytes) = &value {
            self.spend(at, bytes.len())?;
        }
        Ok(value)
    }

    pub(super) fn expand_words(
        &mut self,
        program: &Rc<Program>,
        words: &[Word],
    ) -> Run<Vec<Vec<u8>>> {
        let mut fields = Vec::with_capacity(words.len());
        for word in words {
            if word.is_plain {
                let raw = program.raw(*word);
                let byte = word.span.start as usize;
                self.keep(At { program, byte }, raw.len(), 1)?;
                fields.push(raw.to_vec());
            } else {
                expand::fields(self, program, *word, &mut fields)?;
            }
        }
        Ok(fields)
    }

    fn dispatch(&mut self, at: At, name: &[u8], arguments: Vec<Vec<u8>>) -> Run<Flow> {
        if let Some(flow) = builtin::special(self, at, name, &arguments)? {
            return Ok(flow);
        }
        self.spend(at, self.functions.len())?;
        if let Some(function) = self.function(name) {
            let (program, body) = (Rc::clone(&function.program), function.body);
            return self.run_function(&program, body, arguments);
        }
        match self.host.command(name, &arguments, &mut self.variables) {
            Answer::Status(status) => self.status = Some(status),
            Answer::Unclear(what) => return Err(self.refuse_word(at, what, name)),
            Answer::NotMine => match builtin::regular(self, at, name, &arguments)? {
                Some(status) => self.status = Some(status),
                None => return Err(self.refuse_word(at, "the command", name)),
            },
        }
        Ok(Flow::Next)
    }

    fn run_function(
        &mut self,
        program: &Rc<Program>,
        body: NodeId,
        arguments: Vec<Vec<u8>>,
    ) -> Run<Flow> {
        let outer = core::mem::replace(&mut self.arguments, arguments);
        let locals = self.locals.len();
        self.functions_running = self.functions_running.saturating_add(1);
        let flow = self.run(program, body)?;
        self.functions_running = self.functions_running.saturating_sub(1);
        self.arguments = outer;
        while self.locals.len() > locals {
            if let Some((name, value)) = self.locals.pop() {
                self.variables.restore(&name, value);
            }
        }
        Ok(match flow {
            Flow::Return => Flow::Next,
            other => other,
        })
    }

    /// `local name`, the value of which shells do not agree on.
    pub(super) fn make_local(&mut self, at: At, name: &[u8]) -> Run<()> {
        if self.functions_running == 0 || is_fixed(name) {
            return Err(self.refuse(at, "local"));
        }
        self.step(at)?;
        let before = self.variables.assigned(name).cloned();
        self.locals.push((name.to_vec(), before));
        self.assign(at, name, Value::Unknown)
    }

    pub(super) fn run_sourced(&mut self, at: At, path: &[u8]) -> Run<Flow> {
        self.step(at)?;
        let program = match self.host.source(path) {
            Ok(program) => program,
            Err(reason) => {
                self.reason = Some(reason);
                return Err(Refused);
            }
        };
        if self.depth >= DEEPEST {
            return Err(self.refuse(at, "too deep a nesting"));
        }
        self.spend(at, program.text.len())?;
        self.run_as_sourced(&program)
    }

    /// Whether the commands in a stretch of a text could do no more than print.
    pub(super) fn can_be_skipped(&mut self, at: At, text: Span) -> Run<bool> {
        let mut called = Vec::new();
        let mut is_harmless = self.only_prints(at.program, text, &mut called);
        let mut next = 0usize;
        while is_harmless {
            let functions = self.functions.len().saturating_add(1);
            let commands = at.program.commands.len().saturating_mul(functions);
            self.spend(at, at.program.text.len().saturating_add(commands))?;
            let function = called.get(next).and_then(|at| self.functions.get(*at));
            let Some(function) = function else { break };
            next = next.saturating_add(1);
            is_harmless = self.only_prints(&function.program, function.text, &mut called);
        }
        Ok(is_harmless)
    }

    /// Whether the commands in a stretch of a text could do no more, but for the
    /// functions that they call: `called` gets the places of these.
    fn only_prints(&self, program: &Program, text: Span, called: &mut Vec<usize>) -> bool {
        let is_inside = |word: &&Word| text.start <= word.span.start && word.span.end <= text.end;
        let is_harmless = |name: &[u8], called: &mut Vec<usize>| {
            let mut functions = self.functions.iter();
            match functions.position(|function| function.name == name) {
                Some(function) if called.contains(&function) => true,
                Some(function) => {
                    called.push(function);
                    true
                }
                None => !self.does_more_than_print(name),
            }
        };
        crate::sys::find(text.of(&program.text), b"&3").is_none()
            && program.commands.iter().filter(is_inside).all(|command| {
                let words = self.command_words(program, *command);
                words.is_some_and(|words| {
                    let mut words = words.split(u8::is_ascii_whitespace);
                    words.all(|word| is_harmless(word, called))
                })
            })
    }

    /// What a command is called, as far as that is certain.
    fn command_words<'p>(&'p self, program: &'p Program, command: Word) -> Option<&'p [u8]> {
        let raw = program.raw(command);
        if command.is_plain || raw == b"[" {
            let rest = program.text.get(command.span.end as usize..)?;
            return (raw != b"command" || rest.starts_with(b" -v ")).then_some(raw);
        }
        let raw = raw.strip_prefix(b"\"").unwrap_or(raw).strip_prefix(b"$")?;
        let name = raw.strip_suffix(b"\"").unwrap_or(raw);
        let name = name.strip_prefix(b"{").unwrap_or(name);
        let name = name.strip_suffix(b"}").unwrap_or(name);
        let value = self.variables.known(name)?;
        (is_name(name) && !value.trim_ascii().is_empty()).then_some(value)
    }

    fn does_more_than_print(&self, command: &[u8]) -> bool {
        let is_descriptor = command.first().is_some_and(u8::is_ascii_digit);
        self.host.is_command(command)
            || (is_descriptor && !matches!(command, b"1" | b"2"))
            || super::is_one_of(command, "eval exec source . trap kill builtin")
    }
}

/// Whether these are the words of a condition.
fn is_test(program: &Program, words: &[Word]) -> bool {
    let first = words.first().map(|word| program.raw(*word));
    matches!(first, Some(b"[" | b"test"))
}

/// Whether there may be an expansion in a text that assigns.
fn may_assign(raw: &[u8]) -> bool {
    crate::sys::find(raw, b"${").is_some() && crate::bytes::position(b'=', raw).is_some()
}

/// Where a node stands, as far as it says.
fn start(program: &Program, mut node: Node) -> usize {
    let word = loop {
        let first = match node {
            Node::Simple(words) | Node::For { words, .. } => {
                break words.of(&program.words).first().copied()
            }
            Node::Case { word, .. } => break program.word(word),
            Node::Opaque(at, _) => return at as usize,
            Node::And(first, _) | Node::Or(first, _) | Node::Not(first) => first,
            Node::If { condition, .. } => condition,
            Node::List(items) => items
                .of(&program.children)
                .first()
                .copied()
                .unwrap_or(EMPTY),
            Node::Function { text, .. } => return text.start as usize,
        };
        match program.nodes.get(first as usize) {
            Some(inner) => node = *inner,
            None => break None,
        }
    };
    word.map_or(0, |word| word.span.start as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::{parse, FileTest};

    /// A host with the names `a` and `b.c` and the command `say`, which is remembered.
    #[derive(Default)]
    struct Stage {
        said: Vec<String>,
    }

    impl Host for Stage {
        fn source(&mut self, path: &[u8]) -> Result<Rc<Program>, Box<NotStatic>> {
            assert_eq!(path, b"/sourced");
            Ok(Rc::new(
                parse::parse(path, b"x=sourced; return 4".to_vec()).unwrap(),
            ))
        }

        fn test(&mut self, test: FileTest, path: &[u8]) -> Option<bool> {
            Some(test == FileTest::Exists && path == b"/there")
        }

        fn names(&mut self, folder: &[u8]) -> Option<Vec<Vec<u8>>> {
            match folder {
                b"" => Some(vec![b"a".to_vec(), b"b.c".to_vec()]),
                b"/etc/x/" => Some(vec![b"c.conf".to_vec(), b"d".to_vec()]),
                _ => None,
            }
        }

        fn is_command(&self, name: &[u8]) -> bool {
            name == b"say"
        }

        fn command(&mut self, name: &[u8], arguments: &[Vec<u8>], _: &mut Variables) -> Answer {
            if name != b"say" {
                return Answer::NotMine;
            }
            let words = arguments.iter().map(|word| String::from_utf8_lossy(word));
            let words: Vec<_> = words.map(|word| format!("<{word}>")).collect();
            self.said.push(words.concat());
            Answer::Status(0)
        }
    }

    /// What a script says, and how it ends; or the line and the reason where it is refused.
    fn run(text: &str) -> Result<(String, Flow, Option<u8>), (usize, &'static str)> {
        let environment = Environment::new([&b"HOME=/root"[..], b"set=from env"].into_iter());
        let mut stage = Stage::default();
        let program =
            parse::parse(b"test", text.as_bytes().to_vec()).map_err(|(refusal, text)| {
                (super::super::syntax::line(&text, refusal.at), refusal.what)
            })?;
        let mut machine = Machine::new(&mut stage, &environment);
        let result = machine.source(&Rc::new(program));
        let status = machine.status();
        let reason = machine.reason();
        match result {
            Ok(flow) => Ok((stage.said.join(" "), flow, status)),
            Err(Refused) => reason.map_or(Err((0, "")), |why| Err((why.line, why.construct))),
        }
    }

    fn said(text: &str) -> String {
        run(text)
            .map(|(said, ..)| said)
            .unwrap_or_else(|why| format!("{why:?}"))
    }

    #[test]
    fn words_are_expanded_and_split() {
        for (text, expected) in [
            ("x='a  b'; say $x \"$x\" '$x' \\$x", "<a><b><a  b><$x><$x>"),
            (
                "say ${n:-a b} \"${n:-a b}\" ${n-} ${set+y}",
                "<a><b><a b><y>",
            ),
            (": \"${x:=1}\" ${x:=2}; say $x$n\"$n\"", "<1>"),
            (
                "x=a.b.c; say ${x%.*} ${x%%.*} ${x#*.} ${x##*.} ${#x}",
                "<a.b><a><b.c><c><5>",
            ),
            ("say a\\\n b # c \\\nsay d;say e#f", "<a><b> <d> <e#f>"),
            ("say * b* x* \"*\" .", "<a><b.c><b.c><x*><*><.>"),
            ("say $HOME \"$set\" \"\"", "</root><from env><>"),
            (
                "f() { say \"$@\" $# \"$2\"; }; f 1 '2 3'",
                "<1><2 3><2><2 3>",
            ),
            ("for x in a 'b c' $n; do say $x; done", "<a> <b><c>"),
            (
                "say /etc/x/*.conf \"/etc\"/x/[ez] /etc/x/'*'",
                "</etc/x/c.conf></etc/x/[ez]></etc/x/*>",
            ),
            (
                "x=3 n='4 5'; say $((x * 2 + 1)) $(( $x / 2 ))$n",
                "<7><14><5>",
            ),
            ("say \"${n:-\"/etc/${HOME}.x\"}\"", "</etc//root.x>"),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn branches_are_taken() {
        for (text, expected) in [
            ("[ -n \"$n\" ] && say 1 || say 2", "<2>"),
            (
                "if [ -e /there ] && ! [ -e /gone ]; then say 1; else say 2; fi",
                "<1>",
            ),
            (
                "case a.b in x|y) say 1 ;; *.b) say 2 ;; *) say 3 ;; esac",
                "<2>",
            ),
            ("case '*' in \\*) say 1 ;; esac", "<1>"),
            ("[ a = a -a 1 -lt 2 ] && say 1", "<1>"),
            ("x=1; export x=2 y=$x; say $x $y", "<2><1>"),
            (". /sourced || say $x", "<sourced>"),
            (
                "f() { local x=in; say $x; return 3; say no; }; x=out; f; say $x",
                "<in> <out>",
            ),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
        assert_eq!(
            run("say 1; exit 3; say 2").unwrap(),
            ("<1>".into(), Flow::Exit, Some(3))
        );
        for (text, status) in [("x=`a`", None), ("return", None), ("# no command", Some(0))] {
            assert_eq!(run(text).unwrap().2, status, "{text}");
        }
    }

    /// What a value that is not known decides about is not known either.
    #[test]
    fn what_may_have_been_assigned_is_not_known() {
        for text in [
            "x=$(a)\n[ -n \"$x\" ] && y=1 z=2\nsay 1",
            "[ -z \"$(a)\" -o \"$x\" = b ] || y=$x\nsay 1",
            "x=$(a)\nif [ \"$x\" != b ]; then y=1; z=$y; else y=2; fi && say 1",
        ] {
            assert_eq!(said(text), "<1>", "{text}");
            let status = "a command substitution";
            let line = text.lines().count() + 1;
            assert_eq!(
                run(&format!("{text}\nsay $y")),
                Err((line, status)),
                "{text}"
            );
        }
        for (text, construct) in [
            (
                "[ -n \"$x\" ] && say 1",
                "the status of a command substitution",
            ),
            (
                "[ -n \"$x\" ] && return",
                "the status of a command substitution",
            ),
            (
                "[ -n \"$x\" ] && y=${z:=1}",
                "the status of a command substitution",
            ),
            ("[ \"$x\" -gt 1 ] && y=1", "a number in a condition"),
            ("[ -n $x ] && y=1", "a command substitution"),
            ("say \"$x\"", "a command substitution"),
            (
                "y=1; [ -n \"$x\" ] && y=; say ${y+set}",
                "a command substitution",
            ),
        ] {
            assert_eq!(
                run(&format!("x=$(a)\n{text}")),
                Err((2, construct)),
                "{text}"
            );
        }
    }

    #[test]
    fn functions_in_substitutions_are_looked_through() {
        let skipped = "a command substitution that may do more than print";
        for (text, expected) in [
            (
                "f() { g \"$1\" 2>&1; }\ng() { x >/dev/null; echo need; }\nx=$(f a)\nsay 1",
                Ok("<1>"),
            ),
            ("x=`command -v a; say=$(b)`\nsay 1", Ok("<1>")),
            ("x=`a \\`say 1\\``", Err(1)),
            ("c=/bin/c x=$(\"${c}\" -o && $c)\nsay 1", Ok("<1>")),
            (
                "f() { f; g; }\ng() { if a; then say 1; fi; }\n\nx=$(f)",
                Err(4),
            ),
            ("f() { a=`say 1`; }\nx=\"$(f)\"", Err(2)),
            ("f() { cat <<E\n$(say 1)\nE\n}\nx=$(f)", Err(5)),
            ("x=$(a >&3)", Err(1)),
            ("x=$(a >& $y)", Err(1)),
            ("c=say\nx=$($c 1)", Err(2)),
            ("x=$($c say 1)", Err(1)),
            ("x=$(a | s\\ay 1)", Err(1)),
            ("x=$(command say 1)", Err(1)),
            ("x=$(y=1 say)", Err(1)),
        ] {
            let expected = expected.map_err(|line| (line, skipped));
            assert_eq!(
                run(text).map(|(said, ..)| said),
                expected.map(String::from),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_not_certain_is_refused() {
        for (text, line, construct) in [
            ("say 1\necho 2", 2, "the command"),
            ("x=$(date)\n\nsay $x", 3, "a command substitution"),
            (
                "x=$(say 1)",
                1,
                "a command substitution that may do more than print",
            ),
            ("x=$(a) && say 1", 1, "the status of a command substitution"),
            ("say ${n#${x:=1}}", 1, "an assignment in braces"),
            ("IFS=:", 1, "an assignment to a variable of the shell"),
            ("say $RANDOM", 1, "a variable of the shell"),
            ("say {a,b}", 1, "a brace"),
            ("false && in b", 1, "a syntax error"),
            ("say $${x##*; say 1; say 2|}", 1, "a syntax error"),
            ("say ~", 1, "a tilde"),
            ("f() {\na &\n}\nf | g", 4, "a pipeline"),
            ("say ${x/a/b}", 1, "an expansion that only some shells know"),
            ("f() { local x; say $x; }; f", 1, "a command substitution"),
            ("x='a\\b'; say $x", 1, "a backslash that is not quoted"),
            ("say 1\nfi", 2, "a syntax error"),
            ("x=(1 2)", 1, "the name of a function"),
            ("f() { f; }; f", 1, "too deep a nesting"),
            (". missing", 1, "a file found by PATH"),
            ("say $\\\n{x}", 1, "a parameter over two lines"),
            ("say \"$x\\\ny\"", 1, "a parameter over two lines"),
            ("say $?", 1, "a parameter of the shell"),
            ("export", 1, "a command that prints every variable"),
        ] {
            assert_eq!(run(text), Err((line, construct)), "{text}");
        }
        let long = "x=aaaaaaaaaaaaaaaa; x=$x$x$x$x; x=$x$x$x$x; x=$x$x$x$x; y=*$x*$x*b; \
                    for z in 1 2 3 4 5 6 7 8; do case $x$x in $y) ;; esac; done";
        for (text, construct) in [
            ("f() { f \"$@\" \"$@\"; }; f 1", "too many steps"),
            ("f() { f $@ $@; }; f 1", "too many steps"),
            (long, "too many steps"),
            ("unset say", "what is unset"),
        ] {
            assert_eq!(run(text), Err((1, construct)), "{text}");
        }
        let deep = format!("{}{}", "{ ".repeat(500), "; }".repeat(500));
        assert_eq!(run(&deep), Err((1, "too deep a nesting")));
    }

    #[test]
    fn functions_that_are_not_called_are_only_read() {
        let text = "start() {\n\tcat <<EOF | a && (b) >c 2>&1 &\n$(x 'y' `z`) \" '\nEOF\n\
                    \twhile read -r l; do [[ $l == x ]] && echo ${l//a/b} $((l + 1)); done\n}\nsay 1";
        assert_eq!(said(text), "<1>");
    }
}
