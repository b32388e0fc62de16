//! From a service's name to its script.
#![forbid(unsafe_code)]

use crate::context::{Context, StateDir};
use crate::sys::{fs, Errno};
use crate::{name, Error, Result};
use alloc::vec::Vec;

/// `rc_service_resolve`: the full path of a service's script. A path is its own
/// answer, whether there is something or not. A service that is started or inactive
/// keeps the script that it was started from, as long as that is there.
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
        let link = fs::join(&folder, service);
        if let Ok(script) = fs::readlink(&link) {
            if !fs::access(&link).is_err_and(is_nothing) {
                return Ok(context.link_followed(&folder, script));
            }
        }
    }
    find(context, service, |_| true)
}

/// The script of a service in the script directories that it may come from.
fn find(context: &Context, service: &[u8], may_be: impl Fn(&[u8]) -> bool) -> Result<Vec<u8>> {
    for dir in context.paths().scriptdirs() {
        let script = fs::join(&fs::join(dir, b"init.d"), service);
        if may_be(&script) && fs::is_there(&script).map_err(|errno| Error::os(errno, &script))? {
            return Ok(script);
        }
    }
    Err(Error::NoSuchService(service.to_vec()))
}

/// As [`resolve`], but a script of the state directory, which does not outlast the boot, is
/// the answer only if there is no other.
///
/// # Errors
/// As [`resolve`].
pub fn lasting(context: &Context, service: &[u8]) -> Result<Vec<u8>> {
    let lasts = |script: &[u8]| !script.starts_with(context.paths().svcdir());
    let script = resolve(context, service)?;
    if lasts(&script) || service.first() == Some(&b'/') {
        return Ok(script);
    }
    match find(context, service, lasts) {
        Err(Error::NoSuchService(_)) => Ok(script),
        lasting => lasting,
    }
}

/// Whether an error says that what a link leads to is gone.
fn is_nothing(errno: Errno) -> bool {
    matches!(errno, Errno::NOENT | Errno::NOTDIR)
}

/// Whether a link in a state folder counts. One that leads to nothing does if the script
/// of the service has only moved.
pub(super) fn is_linked(context: &Context, link: &[u8], service: &[u8]) -> bool {
    match fs::lstat(link) {
        Ok(metadata) if metadata.is_symlink() => match fs::access(link) {
            Err(errno) => is_nothing(errno) && has_moved(context, service),
            Ok(()) => true,
        },
        other => other.is_ok(),
    }
}

/// Whether a service, whose state leads to no script, has one.
pub(super) fn has_moved(context: &Context, service: &[u8]) -> bool {
    find(context, service, |_| true).is_ok()
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
