//! From a service's name to its script.
#![forbid(unsafe_code)]

use crate::context::{Context, StateDir};
use crate::sys::fs;
use crate::{name, Error, Result};
use alloc::vec::Vec;

/// `rc_service_resolve`: the full path of a service's script. A path is its own
/// answer, whether there is something or not. A service that is started or inactive
/// keeps the script that it was started from.
///
/// # Errors
/// [`Error::InvalidName`], [`Error::NoSuchService`].
pub fn resolve(context: &Context, service: &[u8]) -> Result<Vec<u8>> {
    if service.first() == Some(&b'/') {
        return Ok(service.to_vec());
    }
    let service = name::plain(service)?;
    for dir in [StateDir::Started, StateDir::Inactive] {
        // Anything but a link has no target to be read.
        let folder = context.state_dir(dir);
        if let Ok(script) = fs::readlink(&fs::join(&folder, service)) {
            return Ok(context.link_followed(&folder, script));
        }
    }
    for dir in context.paths().scriptdirs() {
        let script = fs::join(&fs::join(dir, b"init.d"), service);
        if fs::is_there(&script).map_err(|errno| Error::os(errno, &script))? {
            return Ok(script);
        }
    }
    Err(Error::NoSuchService(service.to_vec()))
}

/// `rc_service_exists`: whether a service can be run.
///
/// # Errors
/// Why not: [`Error::InvalidName`] (also for `NAME.sh` where such files are not
/// services), [`Error::NoSuchService`], [`Error::NotExecutable`].
pub fn check(context: &Context, service: &[u8]) -> Result<()> {
    if name::is_not_a_service(service) {
        return Err(Error::InvalidName(service.to_vec()));
    }
    let script = resolve(context, service)?;
    match fs::stat(&script) {
        Ok(metadata) if metadata.is_executable() => Ok(()),
        Ok(_) => Err(Error::NotExecutable(service.to_vec())),
        Err(errno) => Err(Error::os(errno, &script)),
    }
}
