//! What can go wrong.
#![forbid(unsafe_code)]

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

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let show = |bytes: &[u8]| alloc::string::String::from_utf8_lossy(bytes).into_owned();
        match self {
            Error::InvalidName(name) => write!(f, "`{}' is not a usable name", show(name)),
            Error::InvalidArgument => write!(f, "invalid argument"),
            Error::NoSuchRunlevel(name) => write!(f, "runlevel `{}' does not exist", show(name)),
            Error::NoSuchService(name) => write!(f, "service `{}' does not exist", show(name)),
            Error::NotExecutable(name) => write!(f, "service `{}' is not executable", show(name)),
            Error::AlreadyInRunlevel(name) => {
                write!(f, "service `{}' is in the runlevel already", show(name))
            }
            Error::NotForBootRunlevel(name) => {
                write!(
                    f,
                    "service `{}' may not be added to the boot runlevel",
                    show(name)
                )
            }
            Error::RunlevelLoop { runlevel, .. } => {
                write!(f, "stacked runlevels lead back to `{}'", show(runlevel))
            }
            Error::NoUserDirectory(variable) => write!(f, "{variable} unset"),
            Error::Os { errno, path } if path.is_empty() => write!(f, "{errno}"),
            Error::Os { errno, path } => write!(f, "{}: {errno}", show(path)),
        }
    }
}

impl core::error::Error for Error {}
