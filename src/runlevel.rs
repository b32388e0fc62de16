//! Runlevels: the folders below `rc_runleveldir`, the current one, and stacks
//! (a link in one runlevel that leads to another).
//!
//! Upstream: the `rc_runlevel_*` functions of `librc.c`.
#![forbid(unsafe_code)]

use crate::bytes::part;
use crate::context::Context;
use crate::release::RELEASE;
use crate::service::interrupted::is_changing;
use crate::sys::{fs, Errno, SysResult};
use crate::{bounds, listing, name, Error, Result};
use alloc::vec::Vec;

mod stacks;

pub use stacks::{stacks, Stacks};

pub use crate::words::{BOOT, SHUTDOWN, SINGLE, SYSINIT};

/// The path of a runlevel's folder.
pub(crate) fn folder(context: &Context, runlevel: &[u8]) -> Vec<u8> {
    fs::join(context.paths().runleveldir(), runlevel)
}

/// `rc_runlevel_get`: the current runlevel, the first line of softlevel. `None`
/// where nothing was ever set; before 0.64 it was `sysinit` then.
pub fn get(context: &Context) -> Option<Vec<u8>> {
    current(context).ok()
}

/// As [`get`], or why there is none.
///
/// # Errors
/// Those of reading softlevel, since 0.64; `ENOENT` if it is empty.
pub fn current(context: &Context) -> SysResult<Vec<u8>> {
    let softlevel = fs::read(&context.svcdir_file(b"softlevel"), bounds::SOFTLEVEL);
    let line = softlevel.as_deref().map(first_line).unwrap_or_default();
    if !line.is_empty() {
        Ok(line.to_vec())
    } else if RELEASE.defaults_to_sysinit {
        Ok(SYSINIT.to_vec())
    } else {
        Err(softlevel.err().unwrap_or(Errno::NOENT))
    }
}

fn first_line(content: &[u8]) -> &[u8] {
    let is_end = |byte: &u8| matches!(byte, b'\n' | 0);
    let end = content.iter().position(is_end);
    part(content, ..end.unwrap_or(content.len()))
}

/// `rc_runlevel_set`: stores the current runlevel. No service is started or stopped.
///
/// # Errors
/// Those of writing; the old runlevel stays then.
pub fn set(context: &Context, runlevel: &[u8]) -> Result<()> {
    let path = context.svcdir_file(b"softlevel");
    context.writable()?;
    let result = context.replace_file(&path, runlevel);
    result.map_err(|errno| Error::os(errno, &path))
}

/// Whether a runlevel is there, or why not.
///
/// # Errors
/// [`Error::NoSuchRunlevel`], and those of looking, where they say nothing about it.
pub(crate) fn check(context: &Context, runlevel: &[u8]) -> Result<()> {
    let missing = || Error::NoSuchRunlevel(runlevel.to_vec());
    let folder = folder(context, name::plain(runlevel).map_err(|_| missing())?);
    match fs::stat(&folder) {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Err(errno) if !errno.means_absent() => Err(Error::os(errno, &folder)),
        _ => Err(missing()),
    }
}

/// `rc_runlevel_exists`.
pub fn exists(context: &Context, runlevel: &[u8]) -> bool {
    check(context, runlevel).is_ok()
}

/// `rc_runlevel_list`: all runlevels, in the kernel's order.
pub fn list(context: &Context) -> Vec<Vec<u8>> {
    listing::folders(context.paths().runleveldir())
}

/// `rc_runlevel_starting`: is a runlevel being entered?
pub fn is_starting(context: &Context) -> bool {
    is_changing(context, b"rc.starting")
}

/// `rc_runlevel_stopping`: is a runlevel being left?
pub fn is_stopping(context: &Context) -> bool {
    is_changing(context, b"rc.stopping")
}

/// `rc_runlevel_stack`: puts runlevel `stacked` into runlevel `onto`.
///
/// # Errors
/// [`Error::NoSuchRunlevel`] for either, and those of making the link.
pub fn stack(context: &Context, onto: &[u8], stacked: &[u8]) -> Result<()> {
    context.check_owner()?;
    for runlevel in [onto, stacked] {
        name::plain(runlevel)?;
        check(context, runlevel)?;
    }
    let link = fs::join(&folder(context, onto), stacked);
    let target = fs::join(b"..", stacked);
    fs::symlink(&target, &link).map_err(|errno| Error::os(errno, &link))
}

/// `rc_runlevel_unstack`: takes runlevel `stacked` out of runlevel `from`.
///
/// # Errors
/// Those of removing the link.
pub fn unstack(context: &Context, from: &[u8], stacked: &[u8]) -> Result<()> {
    context.check_owner()?;
    let link = fs::join(&folder(context, name::plain(from)?), name::plain(stacked)?);
    fs::unlink(&link).map_err(|errno| Error::os(errno, &link))
}
