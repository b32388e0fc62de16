//! Services that start when another has started: scheduled/STARTER/SERVICE.
#![forbid(unsafe_code)]

use super::{resolve, state};
use crate::context::{Context, StateDir};
use crate::release::RELEASE;
use crate::sys::{dir, fs, Errno};
use crate::{listing, name, Error, Result};
use alloc::vec::Vec;

/// `rc_service_schedule_start`: starts `service` once `starter` has started.
/// `starter` may be a provided name, like net.
///
/// # Errors
/// [`Error::InvalidName`], those of [`resolve::check`] for `service`, and those of
/// making the link.
pub fn start(context: &Context, starter: &[u8], service: &[u8]) -> Result<()> {
    let starter = name::service(starter)?;
    let base = name::service(service)?;
    resolve::check(context, service)?;
    let result = context.with_state_dir(StateDir::Scheduled, |scheduled| {
        let folder = fs::join(scheduled, starter);
        match fs::mkdir(&folder, 0o755) {
            Ok(()) | Err(Errno::EXIST) => Ok(folder),
            Err(errno) => Err(errno),
        }
    });
    let folder = result.map_err(|errno| Error::os(errno, starter))?;
    let link = fs::join(&folder, base);
    let script = resolve::resolve(context, service)?;
    if fs::is_there(&link).map_err(|errno| Error::os(errno, &link))? {
        return Ok(());
    }
    let target = context.link_target(&folder, &script);
    fs::symlink(&target, &link).map_err(|errno| Error::os(errno, &link))
}

/// `rc_service_schedule_clear`: forgets what `starter` would start.
///
/// # Errors
/// Those of removing: `ENOENT` where nothing was scheduled.
pub fn clear(context: &Context, starter: &[u8]) -> Result<()> {
    context.writable()?;
    let folder = context.state_file(StateDir::Scheduled, name::service(starter)?);
    dir::remove_all(&folder).map_err(|errno| Error::os(errno, &folder))
}

/// `rc_services_scheduled`: what `starter` will start, in the kernel's order.
pub fn by(context: &Context, starter: &[u8]) -> Vec<Vec<u8>> {
    match name::service(starter) {
        Ok(starter) => {
            state::linked_services(context, &context.state_file(StateDir::Scheduled, starter))
        }
        Err(_) => Vec::new(),
    }
}

/// `rc_services_scheduled_by`: who will start `service`. Before 0.62 the answers are
/// the paths of the links, since then the names.
pub fn starters(context: &Context, service: &[u8]) -> Vec<Vec<u8>> {
    let Ok(service) = name::plain(service) else {
        return Vec::new();
    };
    let scheduled = context.state_dir(StateDir::Scheduled);
    let link = |starter: &[u8]| fs::join(&fs::join(&scheduled, starter), service);
    let mut found = listing::names(&scheduled);
    found.retain(|starter| resolve::is_linked(context, &link(starter), service));
    if RELEASE.schedules_by_path {
        return found.iter().map(|starter| link(starter)).collect();
    }
    found
}
