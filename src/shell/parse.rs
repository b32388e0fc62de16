//! From text to commands. What dash, busybox ash and bash would not all read alike, or
//! not at all, is refused.

use super::scan::{scan_here_document, Scanner};
use super::syntax::{is_name, Arm, Node, NodeId, Program, Span, Word, EMPTY};
use super::variables::assignment;
use super::{is_one_of, Refusal, Refused};
use alloc::vec::Vec;

/// The longest text.
pub const MOST_BYTES: usize = 256 * 1024;

type Parsed<T> = Result<T, Refused>;

/// Parses a text.
///
/// # Errors
/// Where, and what is refused; with the text.
pub fn parse(path: &[u8], text: Vec<u8>) -> Result<Program, (Refusal, Vec<u8>)> {
    match commands(&text) {
        Ok(mut program) => {
            program.path = path.to_vec();
            program.text = text;
            Ok(program)
        }
        Err(refusal) => Err((refusal, text)),
    }
}

fn commands(text: &[u8]) -> Result<Program, Refusal> {
    if text.len() > MOST_BYTES {
        let what = "a long file";
        return Err(Refusal { at: 0, what });
    }
    // NUL ends strings in some shells, and bash marks quoting with the others.
    let odd = text.iter().position(|byte| matches!(byte, 0 | 1 | 0x7f));
    if let Some(at) = odd {
        let what = "a control character";
        return Err(Refusal { at, what });
    }
    let mut parser = Parser::new(Scanner::new(text));
    match parser.all() {
        Ok(root) => {
            parser.program.root = root;
            parser.program.commands = parser.scanner.commands;
            Ok(parser.program)
        }
        Err(Refused) => Err(parser.scanner.refusal),
    }
}

/// Parses the commands of a substitution, up to the parenthesis that ends it. The scanner
/// is there then, or knows why it went no further.
pub fn substitution(scanner: Scanner) -> (Parsed<()>, Scanner) {
    let mut parser = Parser::new(scanner);
    let result = parser.substitution();
    (result, parser.scanner)
}

/// Parses a text between backquotes, whose backslashes are already taken away.
pub fn backquoted(scanner: Scanner) -> (Parsed<NodeId>, Scanner) {
    let mut parser = Parser::new(scanner);
    let result = parser.all();
    (result, parser.scanner)
}

/// A here-document whose text is still to come.
struct HereDocument {
    end: Vec<u8>,
    strips_tabs: bool,
    is_quoted: bool,
}

struct Parser<'a> {
    scanner: Scanner<'a>,
    program: Program,
    here_documents: Vec<HereDocument>,
}

/// A term of bash's `[[`.
fn is_bash_term(words: &[&[u8]]) -> bool {
    match words {
        [b"!", rest @ ..] => is_bash_term(rest),
        [operator, _] => matches!(operator, [b'-', letter] if letter.is_ascii_alphabetic()),
        [_, operator, _] => matches!(
            *operator,
            b"=" | b"==" | b"!=" | b"=~" | b"-eq" | b"-ne" | b"-lt" | b"-le" | b"-gt" | b"-ge"
        ),
        [word] => *word != b"!",
        _ => false,
    }
}

/// The words that end a list of commands.
fn ends_list(word: &[u8]) -> bool {
    matches!(
        word,
        b"}" | b"fi" | b"do" | b"then" | b"else" | b"elif" | b"done" | b"esac"
    )
}

/// The words that begin a compound command, or are treated like it by some shells.
fn begins_command(word: &[u8]) -> bool {
    is_one_of(
        word,
        "{ ! in if while until for case [[ function select time coproc",
    )
}

/// Whether a word would be reserved if it did not go over several lines.
fn is_split_keyword(raw: &[u8]) -> bool {
    if crate::sys::find(raw, b"\\\n").is_none() {
        return false;
    }
    let kept = raw.iter().filter(|byte| !matches!(byte, b'\\' | b'\n'));
    let joined: Vec<u8> = kept.copied().collect();
    begins_command(&joined) || ends_list(&joined)
}

/// Names that cannot be a function's: special built-in commands in some shells, and
/// commands that are evaluated here as what they usually are.
fn is_reserved_function(name: &[u8]) -> bool {
    const NAMES: &str = "break continue eval exec exit export readonly return set shift times \
                         trap unset local test true false echo printf command _depend yesno \
                         shell_var _get_containers _get_containers_remove if while until for \
                         case in";
    is_one_of(name, NAMES)
}

impl<'a> Parser<'a> {
    fn new(scanner: Scanner<'a>) -> Self {
        Parser {
            scanner,
            program: Program::default(),
            here_documents: Vec::new(),
        }
    }

    /// Everything there is.
    fn all(&mut self) -> Parsed<NodeId> {
        let root = self.list()?;
        if self.peek() != 0 || !self.here_documents.is_empty() {
            return Err(self.unexpected());
        }
        Ok(root)
    }

    fn substitution(&mut self) -> Parsed<()> {
        self.list()?;
        self.expect(b')')?;
        if self.here_documents.is_empty() {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    fn refuse(&mut self, what: &'static str) -> Refused {
        self.scanner.refuse(what)
    }

    fn unexpected(&mut self) -> Refused {
        self.refuse("a syntax error")
    }

    fn add(&mut self, node: Node) -> NodeId {
        let id = number(self.program.nodes.len());
        self.program.nodes.push(node);
        id
    }

    fn opaque(&mut self, what: &'static str) -> NodeId {
        let at = number(self.scanner.at);
        self.add(Node::Opaque(at, what))
    }

    fn peek(&self) -> u8 {
        self.scanner.peek()
    }

    fn take(&mut self, byte: u8) -> bool {
        self.scanner.take(byte)
    }

    fn expect(&mut self, byte: u8) -> Parsed<()> {
        self.scanner.blanks();
        if self.take(byte) {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    /// A newline, and the here-documents that begin after it.
    fn newline(&mut self) -> Parsed<bool> {
        if !self.take(b'\n') {
            return Ok(false);
        }
        for document in core::mem::take(&mut self.here_documents) {
            scan_here_document(
                &mut self.scanner,
                &document.end,
                document.strips_tabs,
                document.is_quoted,
            )?;
        }
        Ok(true)
    }

    fn newlines(&mut self) -> Parsed<()> {
        loop {
            self.scanner.blanks();
            if !self.newline()? {
                return Ok(());
            }
        }
    }

    /// The word that stands here, if it is one that could be reserved.
    fn keyword(&mut self) -> &'a [u8] {
        self.scanner.blanks();
        self.scanner.keyword()
    }

    fn expect_keyword(&mut self, word: &[u8]) -> Parsed<()> {
        if self.keyword() == word {
            self.scanner.skip(word.len());
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    /// Commands, up to what cannot belong to them.
    fn list(&mut self) -> Parsed<NodeId> {
        self.scanner.enter()?;
        let mut items = Vec::new();
        loop {
            self.newlines()?;
            if matches!(self.peek(), 0 | b')' | b';') || ends_list(self.keyword()) {
                break;
            }
            let mut node = self.and_or()?;
            self.scanner.blanks();
            match (self.peek(), self.scanner.peek_at(1)) {
                (b'&', next) if next != b'&' => {
                    self.scanner.skip(1);
                    node = self.opaque("a command in the background");
                }
                (b';', next) if next != b';' => self.scanner.skip(1),
                (b'\n', _) => {}
                _ => {
                    items.push(node);
                    break;
                }
            }
            items.push(node);
        }
        self.scanner.leave();
        Ok(match items.as_slice() {
            [] => EMPTY,
            [one] => *one,
            _ => {
                let span = append(&mut self.program.children, &items);
                self.add(Node::List(span))
            }
        })
    }

    fn some_list(&mut self) -> Parsed<NodeId> {
        let list = self.list()?;
        if list == EMPTY {
            Err(self.unexpected())
        } else {
            Ok(list)
        }
    }

    fn and_or(&mut self) -> Parsed<NodeId> {
        let mut left = self.pipeline()?;
        loop {
            self.scanner.blanks();
            let operator = self.peek();
            if !matches!(operator, b'&' | b'|') || self.scanner.peek_at(1) != operator {
                return Ok(left);
            }
            self.scanner.skip(2);
            self.newlines()?;
            let right = self.pipeline()?;
            left = self.add(match operator {
                b'&' => Node::And(left, right),
                _ => Node::Or(left, right),
            });
        }
    }

    fn pipeline(&mut self) -> Parsed<NodeId> {
        let is_negated = self.keyword() == b"!";
        if is_negated {
            self.scanner.skip(1);
        }
        let mut node = self.command()?;
        loop {
            self.scanner.blanks();
            if self.peek() != b'|' || self.scanner.peek_at(1) == b'|' {
                break;
            }
            self.scanner.skip(1);
            self.newlines()?;
            self.command()?;
            node = self.opaque("a pipeline");
        }
        Ok(if is_negated {
            self.add(Node::Not(node))
        } else {
            node
        })
    }

    fn command(&mut self) -> Parsed<NodeId> {
        self.scanner.enter()?;
        let node = match self.compound()? {
            Some(node) => node,
            None => self.simple()?,
        };
        self.scanner.leave();
        Ok(node)
    }

    /// A command that has commands inside, and redirections after it.
    fn compound(&mut self) -> Parsed<Option<NodeId>> {
        self.scanner.blanks();
        let mut node = if self.peek() == b'(' {
            self.subshell()?
        } else {
            let found: fn(&mut Self) -> Parsed<NodeId> = match self.keyword() {
                b"{" => Self::group,
                b"if" => Self::conditional,
                b"while" | b"until" => Self::conditional_loop,
                b"for" => Self::loop_over_words,
                b"case" => Self::case,
                b"[[" => Self::bash_condition,
                b"function" | b"select" | b"time" | b"coproc" => {
                    return Err(self.refuse("a word that only some shells know"))
                }
                b"!" | b"in" => return Err(self.unexpected()),
                word if ends_list(word) => return Err(self.unexpected()),
                _ => return Ok(None),
            };
            found(self)?
        };
        while self.redirection()? {
            node = self.opaque("a redirection");
        }
        Ok(Some(node))
    }

    /// `[[ … ]]`, which is a command with arguments to other shells: only what they read
    /// alike.
    fn bash_condition(&mut self) -> Parsed<NodeId> {
        self.scanner.skip(2);
        let mut words = Vec::new();
        loop {
            self.scanner.blanks();
            match self.scanner.word()? {
                Some(word) => words.push(self.scanner.raw(word)),
                None => {
                    if !is_bash_term(&words) || !self.takes_and_or() {
                        return Err(self.refuse("a condition that only some shells know"));
                    }
                    words.clear();
                    continue;
                }
            }
            if words.last() == Some(&&b"]]"[..]) {
                words.pop();
                break;
            }
        }
        if !is_bash_term(&words) {
            return Err(self.refuse("a condition that only some shells know"));
        }
        Ok(self.opaque("a condition that only some shells know"))
    }

    fn takes_and_or(&mut self) -> bool {
        let operator = self.peek();
        let is_one = matches!(operator, b'&' | b'|') && self.scanner.peek_at(1) == operator;
        if is_one {
            self.scanner.skip(2);
        }
        is_one
    }

    fn subshell(&mut self) -> Parsed<NodeId> {
        self.scanner.skip(1);
        if self.peek() == b'(' {
            return Err(self.refuse("two parentheses"));
        }
        self.some_list()?;
        self.expect(b')')?;
        Ok(self.opaque("a subshell"))
    }

    fn group(&mut self) -> Parsed<NodeId> {
        self.scanner.skip(1);
        let body = self.some_list()?;
        self.expect_keyword(b"}")?;
        Ok(body)
    }

    /// `if` or `elif`, up to its `fi`.
    fn conditional(&mut self) -> Parsed<NodeId> {
        self.scanner.enter()?;
        let length = self.keyword().len();
        self.scanner.skip(length);
        let condition = self.some_list()?;
        self.expect_keyword(b"then")?;
        let then = self.some_list()?;
        let otherwise = match self.keyword() {
            b"elif" => self.conditional()?,
            b"else" => {
                self.scanner.skip(4);
                let list = self.some_list()?;
                self.expect_keyword(b"fi")?;
                list
            }
            _ => {
                self.expect_keyword(b"fi")?;
                EMPTY
            }
        };
        self.scanner.leave();
        Ok(self.add(Node::If {
            condition,
            then,
            otherwise,
        }))
    }

    fn conditional_loop(&mut self) -> Parsed<NodeId> {
        self.scanner.skip(5);
        self.some_list()?;
        self.loop_body()?;
        Ok(self.opaque("a loop"))
    }

    fn loop_body(&mut self) -> Parsed<NodeId> {
        self.expect_keyword(b"do")?;
        let body = self.some_list()?;
        self.expect_keyword(b"done")?;
        Ok(body)
    }

    fn loop_over_words(&mut self) -> Parsed<NodeId> {
        self.scanner.skip(3);
        self.scanner.blanks();
        let name = self.expect_word()?;
        if !name.is_plain || !is_name(self.scanner.raw(name)) {
            return Err(self.unexpected());
        }
        self.newlines()?;
        let mut words = None;
        if self.keyword() == b"in" {
            self.scanner.skip(2);
            words = Some(self.words_to_the_end_of_line()?);
        } else if self.take(b';') {
            self.newlines()?;
        }
        let body = self.loop_body()?;
        let name = self.add_word(name);
        Ok(match words {
            Some(words) => self.add(Node::For { name, words, body }),
            None => self.opaque("a loop over the arguments"),
        })
    }

    fn words_to_the_end_of_line(&mut self) -> Parsed<Span> {
        let mut words = Vec::new();
        loop {
            self.scanner.blanks();
            match self.scanner.word()? {
                Some(word) => words.push(word),
                None => break,
            }
        }
        if !self.take(b';') && self.peek() != b'\n' {
            return Err(self.unexpected());
        }
        self.newlines()?;
        Ok(append(&mut self.program.words, &words))
    }

    fn case(&mut self) -> Parsed<NodeId> {
        self.scanner.skip(4);
        self.scanner.blanks();
        let word = self.expect_word()?;
        self.newlines()?;
        self.expect_keyword(b"in")?;
        let mut arms = Vec::new();
        loop {
            self.newlines()?;
            if self.keyword() == b"esac" {
                break;
            }
            let (arm, is_last) = self.arm()?;
            arms.push(arm);
            if is_last {
                break;
            }
        }
        self.expect_keyword(b"esac")?;
        let arms = append(&mut self.program.arms, &arms);
        let word = self.add_word(word);
        Ok(self.add(Node::Case { word, arms }))
    }

    /// An arm, and whether nothing but `esac` may follow.
    fn arm(&mut self) -> Parsed<(Arm, bool)> {
        self.take(b'(');
        let mut patterns = Vec::new();
        loop {
            self.scanner.blanks();
            patterns.push(self.expect_word()?);
            self.scanner.blanks();
            if !self.take(b'|') {
                break;
            }
        }
        self.expect(b')')?;
        let body = self.list()?;
        let patterns = append(&mut self.program.words, &patterns);
        let arm = Arm { patterns, body };
        self.scanner.blanks();
        if !self.take(b';') {
            return Ok((arm, true));
        }
        // The first semicolon of two; `;&` is bash's.
        if self.take(b';') && !matches!(self.peek(), b'&' | b';') {
            Ok((arm, false))
        } else {
            Err(self.unexpected())
        }
    }

    /// Assignments, words and redirections; or a function.
    fn simple(&mut self) -> Parsed<NodeId> {
        let mut words: Vec<Word> = Vec::new();
        let start = self.scanner.at;
        let mut is_redirected = false;
        loop {
            self.scanner.blanks();
            if self.redirection()? {
                is_redirected = true;
                continue;
            }
            match self.scanner.word()? {
                Some(word) => words.push(word),
                None => break,
            }
        }
        if self.peek() == b'(' {
            return match words.as_slice() {
                [name] if !is_redirected => self.function(*name),
                _ => Err(self.unexpected()),
            };
        }
        let command = words.iter().find(|word| !self.is_assignment(word));
        self.scanner.commands.extend(command);
        if is_redirected {
            return Ok(self.add(Node::Opaque(number(start), "a redirection")));
        }
        if words.is_empty() {
            return Err(self.unexpected());
        }
        let first = words.first().map(|word| self.scanner.raw(*word));
        if first.is_some_and(is_split_keyword) {
            return Err(self.refuse("a reserved word on two lines"));
        }
        let span = append(&mut self.program.words, &words);
        Ok(self.add(Node::Simple(span)))
    }

    fn is_assignment(&self, word: &Word) -> bool {
        assignment(self.scanner.raw(*word)).is_some()
    }

    fn function(&mut self, name: Word) -> Parsed<NodeId> {
        let text = self.scanner.raw(name);
        if !name.is_plain || !is_name(text) || is_reserved_function(text) {
            return Err(self.refuse("the name of a function"));
        }
        self.scanner.skip(1);
        self.expect(b')')?;
        self.newlines()?;
        let name = self.add_word(name);
        let start = number(self.scanner.at);
        let Some(body) = self.compound()? else {
            return Err(self.refuse("a function without braces"));
        };
        let end = number(self.scanner.at);
        let text = Span { start, end };
        Ok(self.add(Node::Function { name, body, text }))
    }

    fn expect_word(&mut self) -> Parsed<Word> {
        match self.scanner.word()? {
            Some(word) => Ok(word),
            None => Err(self.unexpected()),
        }
    }

    fn add_word(&mut self, word: Word) -> u32 {
        append(&mut self.program.words, &[word]).start
    }

    /// A redirection, if one stands here.
    fn redirection(&mut self) -> Parsed<bool> {
        self.scanner.blanks();
        let Some(operator) = self.scanner.redirection_operator() else {
            return Ok(false);
        };
        self.scanner.blanks();
        let target = self.expect_word()?;
        if operator.ends_with(b"&") {
            self.scanner.commands.push(target);
        }
        if operator.starts_with(b"<<") {
            self.here_document(target, operator.len() == 3)?;
        }
        Ok(true)
    }

    fn here_document(&mut self, target: Word, strips_tabs: bool) -> Parsed<()> {
        let raw = self.scanner.raw(target);
        let bare = match raw {
            [b'\\', rest @ ..] => rest,
            [b'\'', rest @ .., b'\''] | [b'"', rest @ .., b'"'] => rest,
            all => all,
        };
        if bare.is_empty() || !bare.iter().all(|byte| super::syntax::is_name_byte(*byte)) {
            return Err(self.refuse("the end of a here-document"));
        }
        let document = HereDocument {
            end: bare.to_vec(),
            strips_tabs,
            is_quoted: bare.len() < raw.len(),
        };
        self.here_documents.push(document);
        Ok(())
    }
}

/// Texts are shorter than a number can say.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(EMPTY)
}

fn append<T: Copy>(list: &mut Vec<T>, items: &[T]) -> Span {
    let start = number(list.len());
    list.extend_from_slice(items);
    let end = number(list.len());
    Span { start, end }
}
