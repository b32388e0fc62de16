//! With the `std` feature: paths and errors of the standard library.
#![forbid(unsafe_code)]

use crate::paths::Paths;
use crate::prefix::Prefix;
use crate::sys::Errno;
use crate::{Context, Environment, Error, Result};
use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

impl Context {
    /// The installation in the Prefix at `root`, wherever the environment says that its
    /// things are.
    ///
    /// # Errors
    /// Those of [`Prefix::open`].
    pub fn in_prefix(root: impl AsRef<Path>, environment: Environment) -> Result<Self> {
        let prefix = Prefix::try_from(root.as_ref())?;
        Ok(Context::new(Paths::in_prefix(prefix), environment))
    }
}

impl TryFrom<&Path> for Prefix {
    type Error = Error;

    fn try_from(root: &Path) -> Result<Self> {
        Prefix::open(root.as_os_str().as_bytes())
    }
}

impl AsRef<Path> for Prefix {
    fn as_ref(&self) -> &Path {
        Path::new(OsStr::from_bytes(self.root()))
    }
}

/// The kind is that of the errno; the [`Error`] itself, which knows the path, is what
/// [`io::Error::get_ref`] gives.
impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        let Errno(errno) = error.errno();
        io::Error::new(io::Error::from_raw_os_error(errno).kind(), error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_io_error_keeps_the_kind_and_the_path() {
        let Err(error) = Context::in_prefix("/nowhere/at all", Environment::empty()) else {
            panic!("there is no such Prefix");
        };
        let error = io::Error::from(error);
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
        assert!(
            error.to_string().starts_with("/nowhere/at all: "),
            "{error}"
        );
        let inner = error.get_ref().and_then(|it| it.downcast_ref::<Error>());
        assert_eq!(inner.map(Error::errno), Some(Errno::NOENT));
    }
}
