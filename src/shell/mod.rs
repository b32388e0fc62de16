//! The part of the shell that init scripts are written in, evaluated without a shell:
//! exactly, or not at all.
//!
//! A script is evaluated only while everything that it does is understood and dash,
//! busybox ash and bash in POSIX mode would all do it alike. Anything else ends the
//! evaluation with [`NotStatic`], which says where and what; the caller then asks a
//! shell. Nothing is printed, started or written here, and files are seen only through
//! [`Host`].
//!
//! # What is read
//!
//! ```text
//! program    = list
//! list       = [ and-or { (";" | "&" | newline) and-or } [";" | "&"] ]
//! and-or     = pipeline { ("&&" | "||") pipeline }
//! pipeline   = ["!"] command { "|" command }
//! command    = simple | function | compound { redirection }
//! compound   = "{" list "}" | "(" list ")"
//!            | "if" list "then" list { "elif" list "then" list } [ "else" list ] "fi"
//!            | ("while" | "until") list "do" list "done"
//!            | "for" name [ "in" { word } ] "do" list "done"
//!            | "case" word "in" { ["("] word { "|" word } ")" list ";;" } "esac"
//! function   = name "(" ")" compound
//! simple     = { assignment | word | redirection }
//! word       = { character | quoted | "$" name | "${" … "}" | "$(" list ")"
//!            | "`" list "`" | "$((" … "))" }
//! ```
//!
//! with here-documents. A text is read as a whole before any of it is evaluated: a shell
//! that meets a syntax error has done what stands before it, so such a text is the shell's.
//! Functions that are never called are only read.
//!
//! # What is evaluated
//!
//! - assignments, lists, `&&`, `||`, `!`, `if`, `case`, `for … in`, functions with
//!   `local` variables, `return`, `exit`, `.` of a path;
//! - `:`, `true`, `false`, `export`, `unset`, `test` and `[`, and what the [`Host`] offers;
//! - `$name`, `${name}` with `-`, `=`, `+`, `?` (with and without a colon), `%`, `%%`, `#`,
//!   `##`, `${#name}`, the arguments; `$((…))` with `+`, `-`, `*`, `/` and `%`; field
//!   splitting with the usual `IFS`; patterns in `case` and, where only the last part of a
//!   path is one, as names of files.
//!
//! A command substitution has a value that is not known. It may be assigned, to be assigned
//! on, and decide in a condition whether something is assigned, which is not known then.
//! Where such a value reaches an argument or a pattern, or decides about anything else, the
//! script is not static.
//!
//! # Limits
//!
//! Bytes of a text ([`parse::MOST_BYTES`]), nesting, work and what is kept are limited,
//! so that any input ends soon; what goes beyond is not static.
#![forbid(unsafe_code)]
#![allow(missing_docs)]

mod arithmetic;
mod builtin;
mod condition;
mod expand;
mod machine;
pub mod parse;
mod pattern;
mod scan;
pub mod syntax;
pub mod variables;

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;
use syntax::Program;

pub use machine::{Flow, Machine};
pub use variables::{Environment, Value};

/// Where a text stops being understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The byte at which it does.
    pub at: usize,
    /// What stands there.
    pub what: &'static str,
}

/// It was not understood; who was asked knows why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// Why a script is the shell's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotStatic {
    /// The file.
    pub path: Vec<u8>,
    /// The line in it, from 1.
    pub line: usize,
    /// What was met there.
    pub construct: &'static str,
    /// The word that it is about; empty where there is none.
    pub word: Vec<u8>,
}

/// What a file is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileTest {
    /// `-e`
    Exists,
    /// `-f`
    IsFile,
    /// `-d`
    IsFolder,
    /// `-L`, `-h`
    IsLink,
    /// `-s`
    IsNotEmpty,
    /// `-r`
    IsReadable,
    /// `-x`
    IsExecutable,
}

/// What a command of the host did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It ended with this status.
    Status(u8),
    /// There is no such command.
    NotMine,
    /// There is one, but what it would do cannot be said.
    Unclear(&'static str),
}

/// What the evaluated script can see, and do.
pub trait Host {
    /// The program in a file that is sourced.
    ///
    /// # Errors
    /// Where it cannot be read as one.
    fn source(&mut self, path: &[u8]) -> Result<Rc<Program>, Box<NotStatic>>;
    /// A question about a file, the path of which may be relative to the current folder;
    /// `None` if it cannot be looked at now.
    fn test(&mut self, test: FileTest, path: &[u8]) -> Option<bool>;
    /// The names in a folder that do not begin with a dot, in the order in which the
    /// shell gives them; `None` where that is not certain. The current folder is empty,
    /// others end in a slash.
    fn names(&mut self, folder: &[u8]) -> Option<Vec<Vec<u8>>>;
    /// Whether there is such a command.
    fn is_command(&self, name: &[u8]) -> bool;
    /// Runs a command.
    fn command(
        &mut self,
        name: &[u8],
        arguments: &[Vec<u8>],
        variables: &mut variables::Variables,
    ) -> Answer;
}

/// Whether a word is one of a list with blanks between.
pub(crate) fn is_one_of(word: &[u8], list: &str) -> bool {
    let mut rest = list.as_bytes();
    loop {
        let length = crate::bytes::position(b' ', rest).unwrap_or(rest.len());
        if length == word.len() && rest.starts_with(word) {
            return true;
        }
        match rest.get(length.saturating_add(1)..) {
            Some(next) => rest = next,
            None => return false,
        }
    }
}
