//! Whether the superuser may use what is in a Prefix.
#![forbid(unsafe_code)]

use crate::sys::{fs, process};
use crate::{Error, Result};

/// The superuser runs what is in a Prefix with all rights: nobody else may have put it
/// there. An ordinary user's own risk is an ordinary user's.
///
/// # Errors
/// [`Error::Untrusted`], and those of looking.
pub fn check(path: &[u8]) -> Result<()> {
    let user = process::effective_uid();
    if user != 0 {
        return Ok(());
    }
    let metadata = fs::stat(path).map_err(|errno| Error::os(errno, path))?;
    let why = if metadata.uid != user {
        "belongs to another user"
    } else if metadata.mode & 0o002 != 0 {
        "can be written by everybody"
    } else if metadata.mode & 0o020 != 0 && metadata.gid != 0 {
        "can be written by its group"
    } else {
        return Ok(());
    };
    Err(Error::Untrusted {
        path: path.to_vec(),
        why,
    })
}
