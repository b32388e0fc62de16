//! What can go wrong.
#![forbid(unsafe_code)]

use crate::privilege::Restriction;
use crate::sys::Errno;
use alloc::vec::Vec;
use core::fmt;

/// The result of an operation of this library.
pub type Result<T, E = Error> = core::result::Result<T, E>;

/// Why an operation failed. Every case has an errno, which is what the C
/// functions hand to their callers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// A name that is empty, `.`, `..`, or holds a slash or a NUL.
    InvalidName(Vec<u8>),
    /// An argument that upstream documents as invalid.
    InvalidArgument,
    /// No such runlevel.
    NoSuchRunlevel(Vec<u8>),
    /// No such service.
    NoSuchService(Vec<u8>),
    /// The service is there but may not be executed.
    NotExecutable(Vec<u8>),
    /// The service is in the runlevel already.
    AlreadyInRunlevel(Vec<u8>),
    /// Upstream's rule: only what is in sysconfdir/init.d goes into the boot runlevel.
    NotForBootRunlevel(Vec<u8>),
    /// Stacked runlevels that lead back to one of their ancestors.
    RunlevelLoop {
        /// The runlevel that would be entered again.
        runlevel: Vec<u8>,
        /// The way there, outermost first.
        ancestors: Vec<Vec<u8>>,
    },
    /// User mode without the environment variables that name its directories.
    NoUserDirectory(&'static str),
    /// A Prefix whose root is `/`, or holds bytes that OpenRC's shell scripts would not
    /// take as part of one word.
    InvalidPrefix(Vec<u8>),
    /// A Prefix, or its state directory, is not changed or not used: it is another user's,
    /// another machine's, or cannot be told to be what it has to be.
    Refused {
        /// The line that says what and why.
        text: Vec<u8>,
        /// What C callers see.
        errno: Errno,
    },
    /// A service that its keywords exclude here.
    Excluded {
        /// The service.
        service: Vec<u8>,
        /// The keyword.
        keyword: Vec<u8>,
        /// What is not so here.
        restriction: Restriction,
    },
    /// The kernel said no.
    Os {
        /// What it said.
        errno: Errno,
        /// Of which file; empty when no file is at fault.
        path: Vec<u8>,
    },
}

impl Error {
    /// An operating system error about `path`.
    #[doc(hidden)]
    pub fn os(errno: Errno, path: &[u8]) -> Self {
        Error::Os {
            errno,
            path: path.to_vec(),
        }
    }

    /// The errno that C callers see.
    pub fn errno(&self) -> Errno {
        match self {
            Error::InvalidName(_) | Error::InvalidArgument => Errno::INVAL,
            Error::NoSuchRunlevel(_) | Error::NoSuchService(_) => Errno::NOENT,
            Error::NotExecutable(_) => Errno::NOEXEC,
            Error::AlreadyInRunlevel(_) => Errno::EXIST,
            Error::NotForBootRunlevel(_) => Errno::PERM,
            Error::RunlevelLoop { .. } => Errno::LOOP,
            Error::NoUserDirectory(_) => Errno::NOENT,
            Error::InvalidPrefix(_) => Errno::INVAL,
            Error::Refused { errno, .. } => *errno,
            Error::Excluded { restriction, .. } => restriction.errno(),
            Error::Os { errno, .. } => *errno,
        }
    }
}

impl From<Errno> for Error {
    fn from(errno: Errno) -> Self {
        Error::Os {
            errno,
            path: Vec::new(),
        }
    }
}

impl Error {
    /// What is wrong, in a line without its end. Names and paths stay as they are.
    pub fn text(&self) -> Vec<u8> {
        let service = |name: &[u8], is: &str| [b"service `", name, b"' ", is.as_bytes()].concat();
        match self {
            Error::InvalidName(name) => [b"`", &name[..], b"' is not a usable name"].concat(),
            Error::InvalidArgument => b"invalid argument".to_vec(),
            Error::NoSuchRunlevel(name) => [b"runlevel `", &name[..], b"' does not exist"].concat(),
            Error::NoSuchService(name) => service(name, "does not exist"),
            Error::NotExecutable(name) => service(name, "is not executable"),
            Error::AlreadyInRunlevel(name) => service(name, "is in the runlevel already"),
            Error::NotForBootRunlevel(name) => {
                service(name, "may not be added to the boot runlevel")
            }
            Error::RunlevelLoop { runlevel, .. } => {
                [b"stacked runlevels lead back to `", &runlevel[..], b"'"].concat()
            }
            Error::NoUserDirectory(variable) => [variable.as_bytes(), b" unset"].concat(),
            Error::InvalidPrefix(root) => [b"`", &root[..], b"' cannot be a Prefix"].concat(),
            Error::Refused { text, .. } => text.clone(),
            Error::Excluded {
                service,
                keyword,
                restriction,
            } => [
                service,
                &b": "[..],
                &restriction.text(),
                b" (",
                keyword,
                b")",
            ]
            .concat(),
            Error::Os { errno, path } if path.is_empty() => errno.message(),
            Error::Os { errno, path } => [path, &b": "[..], &errno.message()].concat(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&alloc::string::String::from_utf8_lossy(&self.text()))
    }
}

impl core::error::Error for Error {}
