//! Where a word ends: quotes, expansions and substitutions, passed over but checked.

use super::parse;
use super::syntax::{is_name_byte, Span, Word};
use super::{Refusal, Refused};
use crate::bytes::part;
use alloc::vec::Vec;

/// How deep commands, quotes and expansions may be in each other.
const DEEPEST: u32 = 60;

type Scanned<T> = Result<T, Refused>;

/// A place in a text.
pub struct Scanner<'a> {
    text: &'a [u8],
    pub at: usize,
    depth: u32,
    /// Why it went no further.
    pub refusal: Refusal,
    /// What the simple commands begin with that it has passed over, and descriptors that
    /// are written to.
    pub commands: Vec<Word>,
}

/// Texts are shorter than a number can say.
fn span(start: usize, end: usize) -> Span {
    let number = |at| u32::try_from(at).unwrap_or(u32::MAX);
    Span {
        start: number(start),
        end: number(end),
    }
}

/// What a byte outside of quotes is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// It stands for itself.
    Plain,
    /// It ends a word.
    Delimiter,
    /// It may mean something else than itself.
    Special,
}

/// Every byte of every script is looked up here.
const CLASSES: [Class; 256] = classes();

#[allow(clippy::indexing_slicing)] // there are as many as bytes
const fn classes() -> [Class; 256] {
    let mut classes = [Class::Plain; 256];
    let delimiters = b"\0 \t\n;&|<>()";
    let mut at = 0;
    while let Some((delimiter, _)) = delimiters.split_at(at).1.split_first() {
        classes[*delimiter as usize] = Class::Delimiter;
        at = at.saturating_add(1);
    }
    let special = b"'\"\\$`*?[~{";
    let mut at = 0;
    while let Some((special, _)) = special.split_at(at).1.split_first() {
        classes[*special as usize] = Class::Special;
        at = at.saturating_add(1);
    }
    classes
}

#[inline(always)]
fn class(byte: u8) -> Class {
    let class = CLASSES.get(usize::from(byte)).copied();
    class.unwrap_or(Class::Plain)
}

#[inline(always)]
fn is_delimiter(byte: u8) -> bool {
    class(byte) == Class::Delimiter
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a [u8]) -> Self {
        Scanner {
            text,
            at: 0,
            depth: 0,
            refusal: Refusal::default(),
            commands: Vec::new(),
        }
    }

    /// One level deeper.
    pub fn enter(&mut self) -> Scanned<()> {
        if self.depth >= DEEPEST {
            return Err(self.refuse("too deep a nesting"));
        }
        self.depth = self.depth.saturating_add(1);
        Ok(())
    }

    /// One level back.
    pub fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// It goes no further.
    #[cold]
    #[inline(never)]
    pub fn refuse(&mut self, what: &'static str) -> Refused {
        self.refusal = Refusal { at: self.at, what };
        Refused
    }

    /// The byte that stands here; 0 at the end.
    pub fn peek(&self) -> u8 {
        self.peek_at(0)
    }

    /// The byte that stands `ahead` of here.
    pub fn peek_at(&self, ahead: usize) -> u8 {
        let at = self.at.saturating_add(ahead);
        self.text.get(at).copied().unwrap_or(0)
    }

    pub fn skip(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.text.len());
    }

    /// Passes over a byte if it stands here.
    pub fn take(&mut self, byte: u8) -> bool {
        let is_here = self.peek() == byte && self.at < self.text.len();
        if is_here {
            self.skip(1);
        }
        is_here
    }

    /// What a word looks like.
    pub fn raw(&self, word: Word) -> &'a [u8] {
        word.span.of(self.text)
    }

    fn rest(&self) -> &'a [u8] {
        part(self.text, self.at..)
    }

    /// Passes over blanks, continued lines and comments.
    pub fn blanks(&mut self) {
        loop {
            match self.peek() {
                b' ' | b'\t' => self.skip(1),
                b'\\' if self.peek_at(1) == b'\n' => self.skip(2),
                b'#' => {
                    let rest = self.rest();
                    self.skip(crate::bytes::position(b'\n', rest).unwrap_or(rest.len()));
                }
                _ => return,
            }
        }
    }

    /// The bytes up to the next delimiter, if none of them is special.
    pub fn keyword(&self) -> &'a [u8] {
        let rest = self.rest();
        // The longest reserved word has eight.
        let bytes = rest.iter().take(9);
        let length = bytes.take_while(|byte| !is_delimiter(**byte)).count();
        part(rest, ..length)
    }

    /// `<`, `2>&`, `<<-` and the like.
    pub fn redirection_operator(&mut self) -> Option<&'a [u8]> {
        let rest = self.rest();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let operator = part(rest, digits..);
        let length = match operator {
            [b'<', b'<', b'-', ..] => 3,
            [b'<', b'<' | b'&' | b'>', ..] | [b'>', b'>' | b'&' | b'|', ..] => 2,
            [b'<' | b'>', ..] => 1,
            _ => return None,
        };
        self.skip(digits.saturating_add(length));
        operator.get(..length)
    }

    /// A word, if one begins here.
    pub fn word(&mut self) -> Scanned<Option<Word>> {
        let start = self.at;
        let mut is_plain = true;
        loop {
            let rest = self.rest();
            let plain = rest.iter().position(|byte| class(*byte) != Class::Plain);
            self.at = self.at.saturating_add(plain.unwrap_or(rest.len()));
            let byte = self.peek();
            if is_delimiter(byte) {
                break;
            }
            if byte == b'\\' && self.peek_at(1) == b'\n' && is_delimiter(self.peek_at(2)) {
                break;
            }
            is_plain = false;
            self.part(byte)?;
        }
        if self.at == start {
            return Ok(None);
        }
        let span = span(start, self.at);
        Ok(Some(Word { span, is_plain }))
    }

    /// What a special byte begins, outside double quotes.
    fn part(&mut self, byte: u8) -> Scanned<()> {
        match byte {
            b'\'' => self.single_quoted(),
            b'"' => self.double_quoted(),
            b'\\' => self.escaped(),
            b'$' => self.dollar(false),
            b'`' => self.backquoted(false),
            _ => {
                self.skip(1);
                Ok(())
            }
        }
    }

    fn escaped(&mut self) -> Scanned<()> {
        if self.peek_at(1) == 0 {
            return Err(self.refuse("a backslash at the end"));
        }
        self.skip(2);
        Ok(())
    }

    fn single_quoted(&mut self) -> Scanned<()> {
        self.skip(1);
        match crate::bytes::position(b'\'', self.rest()) {
            Some(end) => {
                self.skip(end.saturating_add(1));
                Ok(())
            }
            None => Err(self.refuse("an open quote")),
        }
    }

    /// From one double quote to the other.
    pub fn double_quoted(&mut self) -> Scanned<()> {
        self.enter()?;
        self.skip(1);
        loop {
            match self.peek() {
                b'"' => break,
                0 => return Err(self.refuse("an open quote")),
                b'\\' => self.escaped()?,
                b'$' => self.dollar(true)?,
                b'`' => self.backquoted(true)?,
                _ => self.skip(1),
            }
        }
        self.skip(1);
        self.leave();
        Ok(())
    }

    /// What a dollar sign begins.
    fn dollar(&mut self, in_double_quotes: bool) -> Scanned<()> {
        self.enter()?;
        match (self.peek_at(1), self.peek_at(2)) {
            (b'(', b'(') => self.arithmetic()?,
            (b'(', _) => {
                let start = self.at.saturating_add(2);
                let (result, inner) = parse::substitution(self.nested(self.text, start));
                self.resume(inner);
                result?;
            }
            (b'{', _) => self.braces(in_double_quotes)?,
            (b'\'', _) if !in_double_quotes => {
                return Err(self.refuse("a quote after a dollar sign"))
            }
            (b'[', _) => return Err(self.refuse("a bracket after a dollar sign")),
            (b'\\', b'\n') => return Err(self.refuse("a parameter over two lines")),
            _ => self.parameter()?,
        }
        self.leave();
        Ok(())
    }

    /// One at another place, which goes on collecting commands.
    pub fn nested<'b>(&mut self, text: &'b [u8], at: usize) -> Scanner<'b> {
        let commands = core::mem::take(&mut self.commands);
        Scanner {
            text,
            at,
            depth: self.depth,
            refusal: Refusal::default(),
            commands,
        }
    }

    /// Goes on where it has got to.
    pub fn resume(&mut self, inner: Scanner) {
        self.refusal = inner.refusal;
        self.at = inner.at;
        self.commands = inner.commands;
    }

    /// `$name` or `$$`, or a dollar sign that begins nothing.
    fn parameter(&mut self) -> Scanned<()> {
        self.skip(1);
        if self.take(b'$') {
            return Ok(());
        }
        while is_name_byte(self.peek()) {
            self.skip(1);
        }
        let is_continued = self.peek() == b'\\' && self.peek_at(1) == b'\n';
        if is_continued && is_name_byte(self.peek_at(2)) {
            return Err(self.refuse("a parameter over two lines"));
        }
        Ok(())
    }

    /// `$(( … ))`
    fn arithmetic(&mut self) -> Scanned<()> {
        self.skip(3);
        let mut open = 0usize;
        loop {
            match self.peek() {
                b'(' => open = open.saturating_add(1),
                b')' if open > 0 => open = open.saturating_sub(1),
                b')' if self.peek_at(1) == b')' => break,
                b'$' => {
                    self.dollar(true)?;
                    continue;
                }
                b')' | b'\'' | b'"' | b'`' | b'\\' | 0 => {
                    return Err(self.refuse("two parentheses"))
                }
                _ => {}
            }
            self.skip(1);
        }
        self.skip(2);
        Ok(())
    }

    /// `${ … }`
    fn braces(&mut self, in_double_quotes: bool) -> Scanned<()> {
        self.skip(2);
        if !is_name_byte(self.peek())
            && !matches!(self.peek(), b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!')
        {
            return Err(self.refuse("a parameter's name"));
        }
        // `${#}` and `${#x}` alike.
        self.skip(1);
        while is_name_byte(self.peek()) {
            self.skip(1);
        }
        let is_everywhere = matches!(
            self.peek(),
            b'}' | b':' | b'-' | b'=' | b'?' | b'+' | b'%' | b'#'
        );
        self.braces_end(in_double_quotes, is_everywhere)
    }

    fn braces_end(&mut self, in_double_quotes: bool, is_everywhere: bool) -> Scanned<()> {
        loop {
            match self.peek() {
                b'}' => break,
                0 => return Err(self.refuse("an open brace")),
                b'\\' if !is_everywhere && self.peek_at(1).is_ascii_punctuation() => {
                    let next = self.peek_at(1);
                    if matches!(next, b'}' | b'"' | b'\'' | b'`' | b'$' | b'\\') {
                        return Err(self.refuse("an expansion that only some shells know"));
                    }
                    self.skip(2);
                }
                b'\'' | b'"' | b'`' | b'\\' if !is_everywhere => {
                    return Err(self.refuse("an expansion that only some shells know"))
                }
                b'\'' if in_double_quotes => return Err(self.refuse("a quote in braces in quotes")),
                b'"' if in_double_quotes => self.quoted_in_braces()?,
                b'$' => self.dollar(in_double_quotes)?,
                b'`' => self.backquoted(in_double_quotes)?,
                b'"' => self.double_quoted()?,
                b'\'' => self.single_quoted()?,
                b'\\' => self.escaped()?,
                _ => self.skip(1),
            }
        }
        self.skip(1);
        Ok(())
    }

    /// Double quotes in braces in double quotes: without a brace that shells could take
    /// for the end.
    fn quoted_in_braces(&mut self) -> Scanned<()> {
        let start = self.at;
        self.double_quoted()?;
        let quoted = part(self.text, start..self.at);
        let inside = part(quoted, 1..);
        let inside = inside.strip_suffix(b"\"").unwrap_or(inside);
        let count = |wanted: u8| inside.iter().filter(|byte| **byte == wanted).count();
        let opened = inside.windows(2).filter(|pair| *pair == b"${").count();
        let is_odd = |byte: &u8| matches!(byte, b'\\' | b'\'' | b'"' | b'\n');
        if count(b'}') != opened || (opened > 0 && inside.iter().any(is_odd)) {
            return Err(self.refuse("a quote in braces in quotes"));
        }
        Ok(())
    }

    fn backquoted(&mut self, in_double_quotes: bool) -> Scanned<()> {
        self.enter()?;
        self.skip(1);
        let start = self.at;
        let mut inside = Vec::new();
        let mut is_escaped = false;
        loop {
            let byte = self.peek();
            match byte {
                b'`' => break,
                0 => return Err(self.refuse("an open backquote")),
                b'\\' => {
                    is_escaped = true;
                    let next = self.peek_at(1);
                    if next == b'"' && in_double_quotes {
                        return Err(self.refuse("a quote in backquotes in quotes"));
                    }
                    if matches!(next, b'$' | b'`' | b'\\') {
                        self.skip(1);
                    }
                    inside.push(self.peek());
                }
                _ => inside.push(byte),
            }
            self.skip(1);
        }
        let end = self.at;
        let known = self.commands.len();
        let (text, at) = match self.text.get(..end) {
            Some(text) if !is_escaped => (text, start),
            _ => (inside.as_slice(), 0),
        };
        let (result, inner) = parse::backquoted(self.nested(text, at));
        self.resume(inner);
        if is_escaped {
            // What was found is not where it was found.
            self.commands.truncate(known);
            self.commands.push(Word {
                span: span(start, end),
                is_plain: false,
            });
        }
        self.at = end;
        self.refusal.at = end;
        result?;
        self.skip(1);
        self.leave();
        Ok(())
    }
}

/// The text of a here-document, from the beginning of its first line.
pub fn scan_here_document(
    scanner: &mut Scanner,
    end: &[u8],
    strips_tabs: bool,
    is_quoted: bool,
) -> Scanned<()> {
    let start = scanner.at;
    loop {
        let rest = scanner.rest();
        if rest.is_empty() {
            return Err(scanner.refuse("a here-document without an end"));
        }
        let length = crate::bytes::position(b'\n', rest).unwrap_or(rest.len());
        let mut line = part(rest, ..length);
        while let (true, [b'\t', shorter @ ..]) = (strips_tabs, line) {
            line = shorter;
        }
        if line == end {
            let inside = part(scanner.text, ..scanner.at);
            scanner.skip(length.saturating_add(1));
            if is_quoted {
                return Ok(());
            }
            let at = scanner.at;
            let mut inner = scanner.nested(inside, start);
            let result = expansions(&mut inner);
            scanner.resume(inner);
            scanner.at = at;
            return result;
        }
        scanner.skip(length.saturating_add(1));
    }
}

/// Checks the expansions in the text of a here-document.
fn expansions(inner: &mut Scanner) -> Scanned<()> {
    inner.enter()?;
    while inner.at < inner.text.len() {
        match inner.peek() {
            b'\\' if inner.peek_at(1) == b'\n' => {
                return Err(inner.refuse("a continued line in a here-document"))
            }
            b'\\' => inner.skip(2),
            b'$' => inner.dollar(true)?,
            b'`' => inner.backquoted(true)?,
            _ => inner.skip(1),
        }
    }
    Ok(())
}

/// Where the command substitution ends that begins at `at`, with `$(` or a backquote.
pub fn substitution_end(text: &[u8], at: usize) -> Result<usize, Refusal> {
    let mut scanner = Scanner::new(text);
    scanner.at = at;
    let result = if scanner.peek() == b'`' {
        scanner.backquoted(false)
    } else {
        scanner.dollar(false)
    };
    result.map(|()| scanner.at).map_err(|_| scanner.refusal)
}

/// Behind the brace that ends the `${` at `at`.
pub fn braces_end(text: &[u8], at: usize, in_double_quotes: bool) -> Result<usize, Refusal> {
    let mut scanner = Scanner::new(text);
    scanner.at = at;
    let result = scanner.dollar(in_double_quotes);
    result.map(|()| scanner.at).map_err(|_| scanner.refusal)
}
