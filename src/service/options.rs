//! Values that a service keeps while it runs: options/SERVICE/OPTION.
#![forbid(unsafe_code)]

use crate::context::{Context, StateDir};
use crate::sys::{fs, Errno};
use crate::{bounds, name, Error, Result};
use alloc::vec::Vec;

/// `rc_service_value_get`: a saved value, as it was saved.
///
/// # Errors
/// [`Error::InvalidName`], and those of reading: `ENOENT` where none is saved.
pub fn get(context: &Context, service: &[u8], option: &[u8]) -> Result<Vec<u8>> {
    let (service, option) = (name::plain(service)?, name::plain(option)?);
    context.believed()?;
    // As upstream, this one call makes no folder.
    let options = fs::join(context.paths().svcdir(), StateDir::Options.name());
    let path = fs::join(&fs::join(&options, service), option);
    fs::read(&path, bounds::VALUE).map_err(|errno| Error::os(errno, &path))
}

/// `rc_service_value_set`: saves a value, or removes it where it is `None`.
///
/// # Errors
/// [`Error::InvalidName`], and those of writing; the old value stays then.
pub fn set(context: &Context, service: &[u8], option: &[u8], value: Option<&[u8]>) -> Result<()> {
    let (service, option) = (name::plain(service)?, name::plain(option)?);
    let result = context.with_state_dir(StateDir::Options, |options| {
        let folder = fs::join(options, service);
        match fs::mkdir(&folder, 0o755) {
            Ok(()) | Err(Errno::EXIST) => {}
            Err(errno) => return Err(errno),
        }
        let path = fs::join(&folder, option);
        match value {
            Some(value) => context.replace_value(&path, value),
            None => match fs::unlink(&path) {
                Err(Errno::NOENT) => Ok(()),
                other => other,
            },
        }
    });
    result.map_err(|errno| Error::os(errno, option))
}
