//! Why a Prefix or its state directory cannot be used, before it is an [`Error`].
#![forbid(unsafe_code)]

use crate::einfo::line;
use crate::sys::Errno;
use crate::Error;
use alloc::vec::Vec;

/// The kernel's error, about the path that is used; or a line that says what is wrong.
#[derive(Debug)]
pub struct Obstacle {
    /// What C callers see.
    pub errno: Errno,
    /// The line; empty if the errno is all.
    pub text: Vec<u8>,
}

impl From<Errno> for Obstacle {
    fn from(errno: Errno) -> Self {
        Obstacle {
            errno,
            text: Vec::new(),
        }
    }
}

impl Obstacle {
    /// What is refused, and why.
    pub fn refusal(parts: &[&[u8]]) -> Self {
        Obstacle {
            errno: Errno::PERM,
            text: parts.concat(),
        }
    }

    /// The kernel's error, of another path than the one that is used.
    pub fn of(errno: Errno, path: &[&[u8]]) -> Self {
        let mut text = path.concat();
        text.extend_from_slice(b": ");
        text.append(&mut errno.message());
        Obstacle { errno, text }
    }

    /// Whether what is used is not there.
    pub fn is_absence(&self) -> bool {
        self.errno == Errno::NOENT && self.text.is_empty()
    }

    /// As an error, of `path` unless the line names another.
    pub fn about(&self, path: &[u8]) -> Error {
        if self.text.is_empty() {
            return Error::os(self.errno, path);
        }
        // Another user may have written what is quoted in it.
        Error::Refused {
            errno: self.errno,
            text: line::of(&self.text),
        }
    }
}
