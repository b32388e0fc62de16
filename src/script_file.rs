//! Files, as the evaluator of init scripts sees them.
#![forbid(unsafe_code)]

use crate::bounds;
use crate::shell::syntax::{self, Program};
use crate::shell::variables::Variables;
use crate::shell::{parse, Answer, FileTest, Host, NotStatic};
use crate::sys::fs::{self, Metadata, Permission};
use crate::sys::SysResult;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

/// Reads and parses a file.
///
/// # Errors
/// The kernel's, and those of [`means_unreadable`](crate::sys::Errno::means_unreadable). The file's own are inside.
pub fn load(path: &[u8]) -> SysResult<Result<Rc<Program>, Box<NotStatic>>> {
    let text = fs::read(path, bounds::SCRIPT)?;
    Ok(program(path, text))
}

/// Parses a text.
///
/// # Errors
/// Where it is refused.
pub fn program(path: &[u8], text: Vec<u8>) -> Result<Rc<Program>, Box<NotStatic>> {
    match parse::parse(path, text) {
        Ok(program) => Ok(Rc::new(program)),
        Err((refusal, text)) => Err(Box::new(NotStatic {
            path: path.to_vec(),
            line: syntax::line(&text, refusal.at),
            construct: refusal.what,
            word: Vec::new(),
        })),
    }
}

/// A file that cannot be read as a script.
pub fn unreadable(path: &[u8]) -> Box<NotStatic> {
    Box::new(NotStatic {
        path: path.to_vec(),
        line: 0,
        construct: "a file that cannot be read",
        word: Vec::new(),
    })
}

/// A file that is sourced.
///
/// # Errors
/// Where it cannot be read or is refused.
pub fn source(path: &[u8]) -> Result<Rc<Program>, Box<NotStatic>> {
    match load(path) {
        Ok(program) => program,
        Err(_) => Err(unreadable(path)),
    }
}

/// The answer to a question about a file; `None` if it cannot be looked at now.
pub fn test(test: FileTest, path: &[u8]) -> Option<bool> {
    let permitted = |permission| fs::permitted(path, permission).map(|()| true);
    let stat = |is: fn(Metadata) -> bool| fs::stat(path).map(is);
    let answer = match test {
        FileTest::Exists => stat(|_| true),
        FileTest::IsFile => stat(|file| file.is_file()),
        FileTest::IsFolder => stat(|file| file.is_dir()),
        FileTest::IsNotEmpty => stat(|file| file.size > 0),
        FileTest::IsLink => fs::lstat(path).map(|file| file.is_symlink()),
        FileTest::IsReadable => permitted(Permission::Read),
        FileTest::IsExecutable => permitted(Permission::Execute),
    };
    match answer {
        Err(errno) if errno.means_absent() => Some(false),
        other => other.ok(),
    }
}

/// Whether the first line of a script names openrc-run; `None` where a shell would not read it as it
/// stands.
pub fn is_for_openrc_run(text: &[u8]) -> Option<bool> {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if crate::bytes::either_position(b'\\', 0, line).is_some() {
        return None;
    }
    let mut words = line
        .split(|byte| matches!(byte, b' ' | b'\t'))
        .filter(|word| !word.is_empty());
    let names_it = |word: &[u8]| word.ends_with(b"/openrc-run") || word.ends_with(b"/runscript");
    Some(match words.next() {
        Some(b"#!") => words.next().is_some_and(names_it),
        Some(first) => first.starts_with(b"#") && names_it(first),
        None => false,
    })
}

/// Reads and tests files, in this process's working directory, and knows no command: the host
/// of scripts of which only the variables are asked for.
#[derive(Debug)]
pub struct Plain;

impl Host for Plain {
    fn source(&mut self, path: &[u8]) -> Result<Rc<Program>, Box<NotStatic>> {
        source(path)
    }

    fn test(&mut self, test: FileTest, path: &[u8]) -> Option<bool> {
        self::test(test, path)
    }

    fn names(&mut self, _: &[u8]) -> Option<Vec<Vec<u8>>> {
        None
    }

    fn is_command(&self, _: &[u8]) -> bool {
        false
    }

    fn command(&mut self, _: &[u8], _: &[Vec<u8>], _: &mut Variables) -> Answer {
        Answer::NotMine
    }
}
