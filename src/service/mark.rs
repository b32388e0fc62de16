//! Changing a service's state.
//!
//! The link for the old state becomes that of the new one, or the new one is made before
//! the old ones are removed: a service is in some state at every moment.
#![forbid(unsafe_code)]

use super::state::{self, State, FOLDERS};
use super::{interrupted, resolve, schedule};
use crate::context::{Context, StateDir};
use crate::deptree::restricted;
use crate::release::RELEASE;
use crate::sys::fs::{Metadata, Permission};
use crate::sys::{dir, fs, lock, preserve_errno, replace, Errno, SysResult};
use crate::{listing, name, Error, Result};
use alloc::vec::Vec;

/// `rc_service_mark`: puts a service into one state.
///
/// Stopping a service also removes what is kept about it. Started, stopped and inactive end
/// the exclusive hold on the service, which lets the processes that wait for it go on.
///
/// # Errors
/// [`Error::InvalidName`], [`Error::NoSuchService`], [`Error::InvalidArgument`] for
/// what is not one state, [`Error::Excluded`] for a service that its keywords keep from
/// being started here, and those of making and removing links.
pub fn mark(context: &Context, service: &[u8], state: State) -> Result<()> {
    put(context, service, state, Hold::Ends)
}

/// As [`mark`], by the process that restarts the service and holds it exclusively. Between
/// stop and start that hold stays: nobody else can start or stop the service then. Those who
/// wait for it go on, as after a stop.
///
/// # Errors
/// As [`mark`].
pub fn mark_in_restart(context: &Context, service: &[u8], state: State) -> Result<()> {
    let has_stopped = state == State::STOPPED || state == State::INACTIVE;
    let stopping = context.state_file(StateDir::Stopping, name::service(service)?);
    let hold = if has_stopped && preserve_errno(|| fs::lstat(&stopping)).is_ok() {
        Hold::Stays
    } else {
        Hold::Ends
    };
    put(context, service, state, hold)
}

/// What becomes of the exclusive hold on a service that has come to rest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hold {
    Ends,
    Stays,
}

fn put(context: &Context, service: &[u8], state: State, hold: Hold) -> Result<()> {
    context.writable()?;
    let base = name::service(service)?;
    let script = match resolve::resolve(context, service) {
        // What is left of a service that is gone can still be stopped.
        Err(Error::NoSuchService(_)) if state == State::STOPPED && is_left(context, base) => {
            Vec::new()
        }
        script => script?,
    };
    if state == State::STARTING {
        restricted::check(context, base)?;
    }
    preserve_errno(|| interrupted::before_mark(context, base, state));
    if state == State::HOTPLUGGED || state == State::FAILED {
        return link(context, base, &script, state);
    }
    let old = if state == State::STOPPED {
        others(context, base, state)?
    } else {
        enter(context, base, &script, state)?
    };
    let mut is_sure = true;
    for link in &old {
        let is_moved = leave(context, base, &script, link, state);
        is_sure &= is_moved.map_err(|errno| Error::os(errno, &link.path))?;
    }
    if !is_sure {
        make_sure(context, base, &script, state)?;
    }
    preserve_errno(|| clean_up(context, base, state, hold));
    Ok(())
}

/// How often a step is tried again when somebody else marks the service meanwhile.
const TRIES: usize = 8;

/// Makes the symlink for a state. If the service is in another state, that symlink is renamed,
/// so there is never none and never two. Returns the surplus symlinks; later ones belong to
/// another process.
fn enter(context: &Context, base: &[u8], script: &[u8], new: State) -> Result<Vec<Link>> {
    let folder = new.folder().ok_or(Error::InvalidArgument)?;
    is_script(script)?;
    let path = context.state_file(folder, base);
    for _ in 0..TRIES {
        let mut old = others(context, base, new)?;
        if is_transition(new) && old.iter().any(|link| link.state == State::INACTIVE) {
            keep_inactivity(context, base, script)?;
            old.retain(|link| link.state != State::WASINACTIVE);
        }
        let current = old.iter().rfind(|link| can_become(link.state, new));
        match current.filter(|link| leads_to(context, &link.path, folder, script)) {
            Some(current) => {
                let moved = current.state;
                if is_renamed(current, &path)? {
                    // Another may have come back to where the link was: that is not ours.
                    old.retain(|link| link.state != moved);
                    return Ok(old);
                }
            }
            None => match make(context, base, script, folder, replace::new_symlink) {
                // The symlink is right already, but a caller who may not write there still
                // gets the error.
                Err(Errno::EXIST) if leads_to(context, &path, folder, script) => {
                    let folder = context.state_dir(folder);
                    return match fs::permitted(&folder, Permission::Write) {
                        Ok(()) => Ok(old),
                        Err(errno) => Err(Error::os(errno, &folder)),
                    };
                }
                Err(Errno::EXIST) => {
                    make(context, base, script, folder, replace::symlink)
                        .map_err(|errno| Error::os(errno, base))?;
                }
                Err(errno) => return Err(Error::os(errno, base)),
                // Another process may have made one too: then all is looked at once more.
                Ok(()) if others(context, base, new)?.is_empty() => return Ok(Vec::new()),
                Ok(()) => {}
            },
        }
    }
    link(context, base, script, new)?;
    Ok(Vec::new())
}

/// Renames a link, if it is still there.
fn is_renamed(link: &Link, path: &[u8]) -> Result<bool> {
    match fs::rename(&link.path, path) {
        Ok(()) => Ok(true),
        Err(Errno::NOENT) => Ok(false),
        Err(errno) => Err(Error::os(errno, path)),
    }
}

/// Whether the link for one state may become that for another.
fn can_become(old: State, new: State) -> bool {
    State::EXCLUSIVE.contains(old) && State::EXCLUSIVE.contains(new) && new != State::STOPPED
}

fn is_script(script: &[u8]) -> Result<()> {
    fs::access(script).map_err(|errno| Error::os(errno, script))
}

fn is_transition(state: State) -> bool {
    state == State::STARTING || state == State::STOPPING
}

fn leads_to(context: &Context, path: &[u8], folder: StateDir, script: &[u8]) -> bool {
    let target = context.link_target(&context.state_dir(folder), script);
    fs::readlink(path).is_ok_and(|current| current == target)
}

fn keep_inactivity(context: &Context, base: &[u8], script: &[u8]) -> Result<()> {
    let folder = context.state_dir(StateDir::Wasinactive);
    let wasinactive = fs::join(&folder, base);
    let target = context.link_target(&folder, script);
    replace::symlink(&target, &wasinactive).map_err(|errno| Error::os(errno, &wasinactive))
}

/// Two processes that mark a service with a new script can still remove each other's symlink.
/// The one that finds none left makes its own again.
fn make_sure(context: &Context, base: &[u8], script: &[u8], new: State) -> Result<()> {
    if new == State::STOPPED || !State::EXCLUSIVE.contains(new) {
        return Ok(());
    }
    for _ in 0..TRIES {
        if state::is_marked(context, base) {
            break;
        }
        link(context, base, script, new)?;
    }
    Ok(())
}

fn link(context: &Context, base: &[u8], script: &[u8], state: State) -> Result<()> {
    let Some(folder) = state.folder() else {
        return Err(Error::InvalidArgument);
    };
    is_script(script)?;
    make(context, base, script, folder, replace::symlink).map_err(|errno| Error::os(errno, base))
}

/// Makes a service's symlink in a state directory.
fn make(
    context: &Context,
    base: &[u8],
    script: &[u8],
    folder: StateDir,
    symlink: fn(&[u8], &[u8]) -> SysResult<()>,
) -> SysResult<()> {
    context.with_state_dir(folder, |folder| {
        let target = context.link_target(folder, script);
        symlink(&target, &fs::join(folder, base))
    })
}

/// A link for a state, and which one it is: it may be made anew.
struct Link {
    state: State,
    path: Vec<u8>,
    identity: (u64, u64),
}

/// Whether a service is in a state that can end. As upstream for one without a script, this
/// makes no folder.
fn is_left(context: &Context, base: &[u8]) -> bool {
    let mut states = FOLDERS
        .iter()
        .filter(|(state, _)| *state != State::HOTPLUGGED && *state != State::SCHEDULED);
    states.any(|(_, folder)| {
        let link = fs::join(&context.svcdir_file(folder.name()), base);
        fs::lstat(&link).is_ok_and(|it| it.is_symlink())
    })
}

fn others(context: &Context, base: &[u8], new: State) -> Result<Vec<Link>> {
    let mut links = Vec::new();
    for (state, folder) in FOLDERS {
        let stays = state == State::HOTPLUGGED || state == State::SCHEDULED;
        let path = context.state_file(folder, base);
        if state == new || stays {
            continue;
        }
        // Also one whose script is gone: it would count again when the script comes back.
        match fs::lstat(&path) {
            Err(errno) if errno.means_absent() => {}
            Err(errno) => return Err(Error::os(errno, &path)),
            Ok(Metadata { identity, .. }) => links.push(Link {
                state,
                path,
                identity,
            }),
        }
    }
    Ok(links)
}

/// Removes a symlink unless another process already has, or has remade it. If it can become
/// the new state's symlink, it is renamed, not removed: meanwhile another process may have made
/// it the service's only one. Returns false if a symlink that could have become the new one was
/// removed.
fn leave(
    context: &Context,
    base: &[u8],
    script: &[u8],
    link: &Link,
    new: State,
) -> SysResult<bool> {
    let result = match fs::lstat(&link.path) {
        Ok(metadata) if metadata.identity != link.identity => Ok(true),
        Err(errno) => Err(errno),
        Ok(_) => match new.folder().filter(|folder| {
            can_become(link.state, new) && leads_to(context, &link.path, *folder, script)
        }) {
            Some(folder) => {
                fs::rename(&link.path, &context.state_file(folder, base)).map(|()| true)
            }
            None => fs::unlink(&link.path).map(|()| !can_become(link.state, new)),
        },
    };
    match result {
        Err(Errno::NOENT) => Ok(true),
        other => other,
    }
}

/// What is left of a state that has ended. Nothing here decides whether the mark
/// succeeded: as in C, its errors are passed over.
fn clean_up(context: &Context, base: &[u8], state: State, hold: Hold) {
    let is_final = state == State::STARTED || state == State::STOPPED;
    if is_final || state == State::INACTIVE {
        let exclusive = context.state_file(StateDir::Exclusive, base);
        if hold == Hold::Ends || lock::replace_by_shared(&exclusive).is_err() {
            fs::unlink(&exclusive).ok();
        }
        interrupted::after_mark(context, base);
    }
    if state == State::STOPPED {
        dir::remove_all(&context.state_file(StateDir::Options, base)).ok();
        dir::remove_all(&context.state_file(StateDir::Daemons, base)).ok();
        remove_environment(context, base);
        schedule::clear(context, base).ok();
    }
    if is_final {
        unschedule(context, base);
    }
}

/// Its directory is made by the releases that have one for it.
fn remove_environment(context: &Context, base: &[u8]) {
    let environments = match RELEASE.numbers_environ {
        true => context.state_dir(StateDir::Environ),
        false => fs::join(context.svcdir(), StateDir::Environ.name()),
    };
    let environment = fs::join(&environments, base);
    if fs::unlink(&environment) == Err(Errno::ISDIR) {
        dir::remove_all(&environment).ok();
    }
}

/// Takes the service off every schedule, and removes schedules that are empty then.
fn unschedule(context: &Context, base: &[u8]) {
    let scheduled = context.state_dir(StateDir::Scheduled);
    for starter in listing::names(&scheduled) {
        let folder = fs::join(&scheduled, &starter);
        fs::unlink(&fs::join(&folder, base)).ok();
        fs::rmdir(&folder).ok();
    }
}
