//! Words: quotes taken away, parameters expanded, fields split, names found.

use super::arithmetic;
use super::machine::{At, Machine, Run};
use super::pattern::Text;
use super::scan;
use super::syntax::{is_name_byte, Program, Word};
use super::{Refused, Value};
use crate::bytes::{halves, part};
use crate::number::{self, leading};
use alloc::vec::Vec;

/// What a word is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Fields of a command.
    Fields,
    /// A value: one text.
    Value,
    /// A pattern.
    Pattern,
}

/// The longest field or value.
const MOST_BYTES: usize = 64 * 1024;
/// The longest text that parts are cut from by a pattern.
const MOST_CUT: usize = 2048;

/// The fields of a word.
pub fn fields(
    machine: &mut Machine,
    program: &Program,
    word: Word,
    all: &mut Vec<Vec<u8>>,
) -> Run<()> {
    let raw = program.raw(word);
    if raw == b"\"$@\"" {
        let bytes = machine.arguments.iter().map(Vec::len).sum();
        let byte = word.span.start as usize;
        machine.keep(At { program, byte }, bytes, machine.arguments.len())?;
        all.extend_from_slice(&machine.arguments);
        return Ok(());
    }
    let mut expansion = Expansion::new(machine, program, Mode::Fields, word.span.start as usize);
    expansion.range(raw, 0, Quoting::None)?;
    expansion.end_field();
    let (fields, at) = (core::mem::take(&mut expansion.fields), expansion.at());
    for field in fields {
        find_names(machine, at, field, all)?;
    }
    Ok(())
}

/// The fields of an unquoted parameter with a value.
pub fn split(machine: &mut Machine, at: At, value: &[u8]) -> Run<Vec<Vec<u8>>> {
    let mut expansion = Expansion::new(machine, at.program, Mode::Fields, at.byte);
    expansion.insert_split(value)?;
    expansion.end_field();
    let fields = core::mem::take(&mut expansion.fields);
    let mut all = Vec::with_capacity(fields.len());
    for field in fields {
        find_names(machine, at, field, &mut all)?;
    }
    Ok(all)
}

/// The value that a word has where fields are not split.
pub fn value(machine: &mut Machine, program: &Program, word: Word) -> Run<Value> {
    let raw = program.raw(word);
    if word.is_plain {
        return Ok(Value::Known(raw.to_vec()));
    }
    let expansion = Expansion::new(machine, program, Mode::Value, word.span.start as usize);
    expansion.value_of(raw, Quoting::None)
}

/// The value of `name=value` after `export` and `local`, where it would be the same if
/// fields were split: `start` is where the value begins.
pub fn declared(machine: &mut Machine, program: &Program, word: Word, start: usize) -> Run<Value> {
    let raw = program.raw(word);
    let byte = word.span.start as usize;
    let mut expansion = Expansion::new(machine, program, Mode::Value, byte);
    expansion.is_declared = true;
    expansion.value_of(part(raw, start..), Quoting::None)
}

/// Whether the pattern in a word fits all of `subject`.
pub fn fits(machine: &mut Machine, program: &Program, word: Word, subject: &[u8]) -> Run<bool> {
    let raw = program.raw(word);
    if word.is_plain {
        return Ok(raw == subject);
    }
    let expansion = Expansion::new(machine, program, Mode::Pattern, word.span.start as usize);
    let at = expansion.at();
    let text = expansion.pattern_of(raw)?;
    if !text.is_pattern() {
        return Ok(text.bytes == subject);
    }
    let Some(pattern) = text.compile() else {
        return Err(machine.refuse(at, "a pattern"));
    };
    if pattern.counts_characters() && !subject.is_ascii() {
        return Err(machine.refuse(at, "a pattern for letters beyond ASCII"));
    }
    machine.spend(at, pattern.work(subject.len()))?;
    Ok(pattern.fits(subject))
}

/// The names in the current folder that a field stands for; itself, where there are none.
fn find_names(machine: &mut Machine, at: At, field: Text, all: &mut Vec<Vec<u8>>) -> Run<()> {
    if !field.is_pattern() {
        machine.keep(at, field.bytes.len(), 1)?;
        all.push(field.bytes);
        return Ok(());
    }
    match matches(machine, at, &field)? {
        Some(names) if names.is_empty() => all.push(field.bytes),
        Some(mut names) => all.append(&mut names),
        None => return Err(machine.refuse(at, "a pattern for file names")),
    }
    Ok(())
}

/// The names that a pattern fits; `None` where shells may differ.
fn matches(machine: &mut Machine, at: At, field: &Text) -> Run<Option<Vec<Vec<u8>>>> {
    let slash = crate::bytes::last_position(b'/', &field.bytes);
    let start = slash.map_or(0, |slash| slash.saturating_add(1));
    let (folder, name) = halves(&field.bytes, start);
    if name.starts_with(b".") || crate::sys::find(folder, b"//").is_some() {
        return Ok(None);
    }
    let names = machine.host.names(folder);
    let (Some(pattern), Some(names)) = (field.compile_from(start), names) else {
        return Ok(None);
    };
    let (mut found, mut work) = (Vec::new(), 0usize);
    for name in names {
        if pattern.counts_characters() && !name.is_ascii() {
            return Ok(None);
        }
        work = work.saturating_add(pattern.work(name.len()));
        if pattern.fits(&name) {
            found.push([folder, &name].concat());
        }
    }
    machine.spend(at, work)?;
    machine.keep(at, found.iter().map(Vec::len).sum(), found.len())?;
    Ok(Some(found))
}

/// Within what the text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quoting {
    /// As it stands in the script.
    None,
    /// Within double quotes.
    Double,
    /// In the braces of an unquoted parameter: blanks split fields.
    Braces,
}

struct Expansion<'m, 'h, 'e, 'p> {
    machine: &'m mut Machine<'h, 'e>,
    program: &'p Program,
    mode: Mode,
    byte: usize,
    fields: Vec<Text>,
    current: Text,
    /// There is a field, even if nothing is in it.
    has_begun: bool,
    is_unknown: bool,
    is_declared: bool,
}

impl<'m, 'h, 'e, 'p> Expansion<'m, 'h, 'e, 'p> {
    fn new(
        machine: &'m mut Machine<'h, 'e>,
        program: &'p Program,
        mode: Mode,
        byte: usize,
    ) -> Self {
        Expansion {
            machine,
            program,
            mode,
            byte,
            fields: Vec::new(),
            current: Text::default(),
            has_begun: false,
            is_unknown: false,
            is_declared: false,
        }
    }

    fn at(&self) -> At<'p> {
        At {
            program: self.program,
            byte: self.byte,
        }
    }

    #[inline(never)]
    fn refuse(&mut self, construct: &'static str) -> Refused {
        self.refuse_word(construct, b"")
    }

    fn refuse_word(&mut self, construct: &'static str, word: &[u8]) -> Refused {
        let at = self.at();
        self.machine.refuse_word(at, construct, word)
    }

    fn value_of(mut self, text: &[u8], quoting: Quoting) -> Run<Value> {
        self.range(text, 0, quoting)?;
        Ok(if self.is_unknown {
            Value::Unknown
        } else {
            Value::Known(self.current.bytes)
        })
    }

    fn pattern_of(mut self, text: &[u8]) -> Run<Text> {
        self.range(text, 0, Quoting::None)?;
        Ok(self.current)
    }

    fn end_field(&mut self) {
        if self.has_begun {
            self.fields.push(core::mem::take(&mut self.current));
            self.has_begun = false;
        }
    }

    fn push_quoted(&mut self, byte: u8) {
        self.has_begun = true;
        self.current.bytes.push(byte);
    }

    fn push(&mut self, byte: u8) {
        self.has_begun = true;
        if self.mode == Mode::Value {
            self.current.bytes.push(byte);
        } else {
            self.current.push(byte);
        }
    }

    /// Expands `text` from `at` to its end, or to the double quote that ends it.
    fn range(&mut self, text: &[u8], mut at: usize, quoting: Quoting) -> Run<usize> {
        self.machine.step(self.at())?;
        self.machine.spend(self.at(), text.len())?;
        while let Some(byte) = text.get(at).copied() {
            if self.current.bytes.len() > MOST_BYTES {
                return Err(self.refuse("a long word"));
            }
            at = match byte {
                b'"' if quoting == Quoting::Double => break,
                b'\\' => self.escaped(text, at, quoting)?,
                b'$' => self.dollar(text, at, quoting)?,
                b'`' => self.substitution(text, at, quoting)?,
                _ if quoting == Quoting::Double => {
                    self.push_quoted(byte);
                    at.saturating_add(1)
                }
                b'\'' => self.single_quoted(text, at),
                b'"' => {
                    self.has_begun = true;
                    let end = self.range(text, at.saturating_add(1), Quoting::Double)?;
                    end.saturating_add(1)
                }
                _ => {
                    self.bare(text, at, byte, quoting)?;
                    at.saturating_add(1)
                }
            };
        }
        Ok(at)
    }

    /// A byte that is neither quoted nor begins an expansion.
    fn bare(&mut self, text: &[u8], at: usize, byte: u8, quoting: Quoting) -> Run<()> {
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        match byte {
            b'~' if matches!(before, None | Some(b':' | b'=')) => {
                return Err(self.refuse("a tilde"))
            }
            b'{' if self.mode == Mode::Fields || self.is_declared => {
                return Err(self.refuse("a brace"))
            }
            b' ' | b'\t' | b'\n' if quoting == Quoting::Braces && self.mode == Mode::Fields => {
                self.end_field();
                return Ok(());
            }
            _ => {}
        }
        self.push(byte);
        Ok(())
    }

    fn escaped(&mut self, text: &[u8], at: usize, quoting: Quoting) -> Run<usize> {
        let next = text.get(at.saturating_add(1)).copied().unwrap_or(b'\\');
        let after = at.saturating_add(2);
        if next == b'\n' {
            return Ok(after);
        }
        if quoting == Quoting::Double && !matches!(next, b'$' | b'`' | b'"' | b'\\') {
            self.push_quoted(b'\\');
            return Ok(at.saturating_add(1));
        }
        self.push_quoted(next);
        Ok(after)
    }

    fn single_quoted(&mut self, text: &[u8], at: usize) -> usize {
        self.has_begun = true;
        let inside = part(text, at.saturating_add(1)..);
        let length = crate::bytes::position(b'\'', inside).unwrap_or(inside.len());
        let inside = part(inside, ..length);
        self.current.bytes.extend_from_slice(inside);
        at.saturating_add(length).saturating_add(2)
    }

    fn dollar(&mut self, text: &[u8], at: usize, quoting: Quoting) -> Run<usize> {
        let next = at.saturating_add(1);
        let after = at.saturating_add(2);
        match text.get(next).copied().unwrap_or(0) {
            b'(' if text.get(after) == Some(&b'(') => self.arithmetic(text, at, quoting),
            b'(' => self.substitution(text, at, quoting),
            b'{' => self.braces(text, at, quoting),
            first if first.is_ascii_alphabetic() || first == b'_' => {
                let length = name_length(text, next);
                let end = next.saturating_add(length);
                let value = self.parameter(part(text, next..end))?;
                self.insert(value, quoting)?;
                Ok(end)
            }
            b'0'..=b'9' | b'@' | b'*' | b'#' | b'?' | b'$' | b'!' | b'-' => {
                let name = part(text, next..after);
                if quoting == Quoting::Double && name == b"@" && self.machine.arguments.len() != 1 {
                    return Err(self.refuse("the arguments within a word"));
                }
                let value = self.parameter(name)?;
                self.insert(value, quoting)?;
                Ok(after)
            }
            b'"' if quoting != Quoting::Double => Err(self.refuse("a quote after a dollar sign")),
            _ => {
                self.push_quoted(b'$');
                Ok(next)
            }
        }
    }

    /// A command substitution: passed over, its value unknown.
    fn substitution(&mut self, text: &[u8], at: usize, quoting: Quoting) -> Run<usize> {
        let end = self.end_of_substitution(text, at)?;
        let commands = part(text, at..end);
        let Some(place) = self.program.place(commands) else {
            return Err(self.refuse("a command substitution"));
        };
        if !self.machine.can_be_skipped(self.at(), place)? {
            return Err(self.refuse("a command substitution that may do more than print"));
        }
        self.machine.has_substituted = true;
        self.insert(Value::Unknown, quoting)?;
        Ok(end)
    }

    fn end_of_substitution(&mut self, text: &[u8], at: usize) -> Run<usize> {
        let end = scan::substitution_end(text, at);
        end.map_err(|refusal| self.refuse(refusal.what))
    }

    /// `$(( … ))`
    fn arithmetic(&mut self, text: &[u8], at: usize, quoting: Quoting) -> Run<usize> {
        let end = self.end_of_substitution(text, at)?;
        let inside = part(text, at.saturating_add(3)..end.saturating_sub(2));
        let inner = self.inner(Mode::Value);
        let value = match inner.value_of(inside, Quoting::Double)? {
            Value::Known(value) => arithmetic::evaluate(&value, &self.machine.variables),
            _ => None,
        };
        match value {
            Some(value) => {
                self.insert(Value::Known(number::decimal(value as usize)), quoting)?;
                Ok(end)
            }
            None => Err(self.refuse("arithmetic")),
        }
    }

    /// The value of a parameter.
    fn parameter(&mut self, name: &[u8]) -> Run<Value> {
        self.machine.step(self.at())?;
        let arguments = &self.machine.arguments;
        let number = || usize::try_from(leading(name)?).ok();
        Ok(match name {
            b"#" => Value::Known(number::decimal(arguments.len())),
            b"@" | b"*" => Value::Known(arguments.join(&b' ')),
            // Before the first command of a script, $? is what gendepends.sh left there.
            b"?" | b"$" | b"!" | b"-" | b"0" => {
                return Err(self.refuse_word("a parameter of the shell", name))
            }
            _ if name.first().is_some_and(u8::is_ascii_digit) => {
                let at = number().and_then(|number| number.checked_sub(1));
                match at.and_then(|at| arguments.get(at)) {
                    Some(argument) => Value::Known(argument.clone()),
                    None => Value::Unset,
                }
            }
            _ => self.machine.variable(self.at(), name)?,
        })
    }

    fn insert(&mut self, value: Value, quoting: Quoting) -> Run<()> {
        match value {
            Value::Unset => Ok(()),
            Value::Unknown if self.mode == Mode::Value => {
                self.is_unknown = true;
                Ok(())
            }
            Value::Unknown if self.machine.tolerates_unknown && quoting == Quoting::Double => {
                self.machine.met_unknown = true;
                self.push_quoted(b'x');
                Ok(())
            }
            Value::Unknown => Err(self.refuse("a command substitution")),
            Value::Known(value) if quoting == Quoting::Double => {
                self.machine.keep(self.at(), value.len(), 0)?;
                self.current.bytes.extend_from_slice(&value);
                Ok(())
            }
            Value::Known(value) if self.mode == Mode::Fields => self.insert_split(&value),
            Value::Known(value) => {
                let is_odd = |byte: &u8| {
                    byte.is_ascii_whitespace() || matches!(byte, b'*' | b'?' | b'[' | b'\\')
                };
                if self.is_declared && value.iter().any(is_odd) {
                    return Err(self.refuse("an unquoted declaration"));
                }
                if self.mode == Mode::Pattern && value.contains(&b'\\') {
                    return Err(self.refuse("a backslash in a pattern"));
                }
                self.machine.keep(self.at(), value.len(), 0)?;
                value.iter().for_each(|byte| self.push(*byte));
                Ok(())
            }
        }
    }

    fn insert_split(&mut self, value: &[u8]) -> Run<()> {
        let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n');
        let fields = value.iter().filter(is_blank).count();
        self.machine.keep(self.at(), value.len(), fields)?;
        for byte in value {
            match byte {
                b' ' | b'\t' | b'\n' => self.end_field(),
                b'\\' => return Err(self.refuse("a backslash that is not quoted")),
                _ => self.push(*byte),
            }
        }
        Ok(())
    }

    /// `${ … }`
    fn braces(&mut self, text: &[u8], at: usize, quoting: Quoting) -> Run<usize> {
        let start = at.saturating_add(2);
        let is_double = quoting == Quoting::Double;
        let end = scan::braces_end(text, at, is_double);
        let end = end.map_err(|refusal| self.refuse(refusal.what))?;
        let inside = part(text, start..end.saturating_sub(1));
        if let [b'#', name @ ..] = inside {
            if !name.is_empty() {
                self.length(name, quoting)?;
                return Ok(end);
            }
        }
        let length = match inside.first() {
            Some(byte) if is_name_byte(*byte) => name_length(inside, 0),
            _ => 1,
        };
        let (name, rest) = halves(inside, length);
        let is_all = matches!(name, b"@" | b"*");
        if is_all && (is_double || !rest.is_empty()) {
            return Err(self.refuse("the arguments within a word"));
        }
        let value = self.parameter(name)?;
        let quoting = if is_double { quoting } else { Quoting::Braces };
        self.operate(name, value, rest, quoting)?;
        Ok(end)
    }

    /// `${#name}`
    fn length(&mut self, name: &[u8], quoting: Quoting) -> Run<()> {
        if !super::syntax::is_name(name) {
            return Err(self.refuse("an expansion that only some shells know"));
        }
        let value = match self.parameter(name)? {
            Value::Known(value) if value.is_ascii() => Value::Known(number::decimal(value.len())),
            Value::Known(_) => return Err(self.refuse("letters beyond ASCII")),
            Value::Unset => Value::Known(number::decimal(0)),
            Value::Unknown => Value::Unknown,
        };
        self.insert(value, quoting)
    }

    /// What stands after the name in braces.
    fn operate(&mut self, name: &[u8], value: Value, rest: &[u8], quoting: Quoting) -> Run<()> {
        let (has_colon, operation) = match rest {
            [b':', operation @ ..] => (true, operation),
            operation => (false, operation),
        };
        let is_there = match &value {
            Value::Known(value) => !(has_colon && value.is_empty()),
            Value::Unset => false,
            Value::Unknown => {
                if !matches!(operation, [] | [b'-' | b'%' | b'#', ..]) {
                    return Err(self.refuse("a command substitution"));
                }
                // What stands for it may have to be substituted.
                self.machine.has_substituted |=
                    crate::bytes::either_position(b'(', b'`', operation).is_some();
                true
            }
        };
        match operation {
            [] if !has_colon => self.insert(value, quoting),
            [b'-', word @ ..] if !is_there => self.word(word, quoting),
            [b'+', word @ ..] if is_there => self.word(word, quoting),
            [b'+', ..] => Ok(()),
            [b'=', word @ ..] if !is_there => self.assign(name, word, quoting),
            [b'-' | b'=', ..] => self.insert(value, quoting),
            [b'?', ..] if is_there => self.insert(value, quoting),
            [b'%' | b'#', ..] if !has_colon => self.cut(value, operation, quoting),
            _ => Err(self.refuse("an expansion that only some shells know")),
        }
    }

    fn word(&mut self, word: &[u8], quoting: Quoting) -> Run<()> {
        let word = self.without_inner_quotes(word, quoting)?;
        self.range(word, 0, quoting).map(drop)
    }

    /// Double quotes around all of a word in braces in double quotes change nothing.
    fn without_inner_quotes<'w>(&mut self, word: &'w [u8], quoting: Quoting) -> Run<&'w [u8]> {
        if quoting != Quoting::Double || crate::bytes::position(b'"', word).is_none() {
            return Ok(word);
        }
        match word {
            [b'"', inside @ .., b'"']
                if crate::bytes::either_position(b'"', b'\\', inside).is_none() =>
            {
                Ok(inside)
            }
            _ => Err(self.refuse("a quote in braces in quotes")),
        }
    }

    /// The value of a text in braces, by itself.
    fn inner(&mut self, mode: Mode) -> Expansion<'_, 'h, 'e, 'p> {
        Expansion::new(self.machine, self.program, mode, self.byte)
    }

    fn assign(&mut self, name: &[u8], word: &[u8], quoting: Quoting) -> Run<()> {
        let word = self.without_inner_quotes(word, quoting)?;
        let is_escaped =
            quoting == Quoting::Double && crate::bytes::position(b'\\', word).is_some();
        if !super::syntax::is_name(name) || is_escaped {
            return Err(self.refuse("an assignment in braces"));
        }
        let value = self.inner(Mode::Value).value_of(word, quoting)?;
        self.machine.assign(self.at(), name, value.clone())?;
        self.insert(value, quoting)
    }

    /// `${name%pattern}` and its kin.
    fn cut(&mut self, value: Value, operation: &[u8], quoting: Quoting) -> Run<()> {
        let (operator, rest) = operation.split_first().unwrap_or((&b'%', &[]));
        let longest = rest.first() == Some(operator);
        let word = part(rest, usize::from(longest)..);
        let is_quoted = word.iter().any(|byte| b"\"'\\".contains(byte));
        if quoting == Quoting::Double && is_quoted {
            return Err(self.refuse("a quote in braces in quotes"));
        }
        // What is in the pattern is not evaluated by all where there is nothing to cut.
        if crate::sys::find(word, b"${").is_some() && crate::bytes::position(b'=', word).is_some() {
            return Err(self.refuse("an assignment in braces"));
        }
        let pattern = self.inner(Mode::Pattern).pattern_of(word)?;
        let value = match value {
            Value::Known(value) => value,
            other => return self.insert(other, quoting),
        };
        if !value.is_ascii() || value.len() > MOST_CUT {
            return Err(self.refuse("a long text that is cut"));
        }
        let Some(pattern) = pattern.compile() else {
            return Err(self.refuse("a pattern"));
        };
        let tries = value.len().saturating_add(1);
        let work = pattern.work(value.len()).saturating_mul(tries);
        self.machine.spend(self.at(), work)?;
        let left = pattern.remove(&value, *operator == b'%', longest);
        self.insert(Value::Known(left.to_vec()), quoting)
    }
}

fn name_length(text: &[u8], at: usize) -> usize {
    let rest = part(text, at..);
    // A number ends where digits do.
    if rest.first().is_some_and(u8::is_ascii_digit) {
        return rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    }
    rest.iter().take_while(|byte| is_name_byte(**byte)).count()
}
