//! The environment that the scripts of a service share: environ/SERVICE/NAME.
//!
//! Upstream: `rc_service_setenv`, `rc_service_putenv`, `rc_service_getenv`.
#![forbid(unsafe_code)]

use crate::context::{Context, StateDir};
use crate::sys::{fs, Errno};
use crate::{bounds, name, Error, Result};
use alloc::vec::Vec;

/// `rc_service_setenv`: keeps a variable. Only the owner may read the folder.
///
/// # Errors
/// [`Error::InvalidName`], and those of writing; the old value stays then.
pub fn set(context: &Context, service: &[u8], variable: &[u8], value: &[u8]) -> Result<()> {
    let (service, variable) = (name::plain(service)?, name::plain(variable)?);
    let result = context.with_state_dir(StateDir::Environ, |environ| {
        let folder = fs::join(environ, service);
        match fs::mkdir(&folder, 0o700) {
            Ok(()) | Err(Errno::EXIST) => {}
            Err(errno) => return Err(errno),
        }
        context.replace_value(&fs::join(&folder, variable), value)
    });
    result.map_err(|errno| Error::os(errno, variable))
}

/// `rc_service_putenv`: as [`set`], from `NAME=VALUE`.
///
/// # Errors
/// [`Error::InvalidArgument`] without a `=`, else as [`set`].
pub fn put(context: &Context, service: &[u8], assignment: &[u8]) -> Result<()> {
    // As upstream, the folder is there even when nothing is put into it.
    context.state_dir(StateDir::Environ);
    let mut parts = assignment.splitn(2, |byte| *byte == b'=');
    match (parts.next(), parts.next()) {
        (Some(variable), Some(value)) => set(context, service, variable, value),
        _ => Err(Error::InvalidArgument),
    }
}

/// `rc_service_getenv`: the value of a variable.
///
/// # Errors
/// [`Error::InvalidName`], and those of reading: `ENOENT` where it is not set.
pub fn get(context: &Context, service: &[u8], variable: &[u8]) -> Result<Vec<u8>> {
    let (service, variable) = (name::plain(service)?, name::plain(variable)?);
    let path = fs::join(&context.state_file(StateDir::Environ, service), variable);
    fs::read(&path, bounds::VALUE).map_err(|errno| Error::os(errno, &path))
}
