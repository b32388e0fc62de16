//! What the parser makes of a text: flat lists of nodes and words, which refer to the
//! text and to each other by number.

use alloc::vec::Vec;

/// A node's number.
pub type NodeId = u32;
/// No node: an empty list of commands.
pub const EMPTY: NodeId = u32::MAX;

/// A stretch of one of the lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The elements of `list` that it stands for.
    pub fn of<T>(self, list: &[T]) -> &[T] {
        list.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }
}

/// A word as it stands in the text, quotes and all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub span: Span,
    /// It stands for itself: nothing in it is quoted or expanded.
    pub is_plain: bool,
}

/// An arm of `case`.
#[derive(Clone, Copy, Debug)]
pub struct Arm {
    pub patterns: Span,
    pub body: NodeId,
}

/// A command.
#[derive(Clone, Copy, Debug)]
pub enum Node {
    /// Assignments and words.
    Simple(Span),
    And(NodeId, NodeId),
    Or(NodeId, NodeId),
    Not(NodeId),
    /// One after the other; a stretch of `Program::children`.
    List(Span),
    If {
        condition: NodeId,
        then: NodeId,
        otherwise: NodeId,
    },
    For {
        name: u32,
        words: Span,
        body: NodeId,
    },
    Case {
        word: u32,
        arms: Span,
    },
    Function {
        name: u32,
        body: NodeId,
        /// Where its body stands in the text.
        text: Span,
    },
    /// Correct, but not evaluated: where it stands, and what it is.
    Opaque(u32, &'static str),
}

/// A text that was understood as a whole.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// The file's name, for messages.
    pub path: Vec<u8>,
    pub text: Vec<u8>,
    pub words: Vec<Word>,
    pub nodes: Vec<Node>,
    pub children: Vec<NodeId>,
    pub arms: Vec<Arm>,
    /// What each simple command begins with, those inside words and functions included.
    pub commands: Vec<Word>,
    pub root: NodeId,
}

impl Program {
    /// What a word looks like.
    pub fn raw(&self, word: Word) -> &[u8] {
        word.span.of(&self.text)
    }

    /// Where a part of the text is in it.
    pub fn place(&self, part: &[u8]) -> Option<Span> {
        let start = part.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        let end = start.checked_add(part.len())?;
        let is_inside = start <= end && end <= self.text.len();
        is_inside.then_some(Span {
            start: u32::try_from(start).ok()?,
            end: u32::try_from(end).ok()?,
        })
    }

    /// The word of a number.
    pub fn word(&self, number: u32) -> Option<Word> {
        self.words.get(number as usize).copied()
    }

    /// The number of the line in which a byte stands.
    pub fn line(&self, at: usize) -> usize {
        line(&self.text, at)
    }
}

/// The number of the line in which a byte stands.
pub fn line(text: &[u8], at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    let newlines = before.iter().filter(|byte| **byte == b'\n');
    newlines.count().saturating_add(1)
}

/// Whether a byte may stand in a name.
#[inline]
pub fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether this is a name as a variable's or a function's.
pub fn is_name(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| is_name_byte(*byte))
        && bytes.first().is_some_and(|first| !first.is_ascii_digit())
}
