//! Which services are in which runlevel.
#![forbid(unsafe_code)]

use super::resolve;
use crate::context::Context;
use crate::release::RELEASE;
use crate::runlevel::{self, Stacks};
use crate::sys::fs;
use crate::{listing, name, Error, Result};
use alloc::vec::Vec;

fn link(context: &Context, service: &[u8], runlevel: &[u8]) -> Result<Vec<u8>> {
    let folder = runlevel::folder(context, name::plain(runlevel)?);
    Ok(fs::join(&folder, name::service(service)?))
}

/// `rc_service_in_runlevel`: whether a service, by name or path, is in a runlevel.
///
/// # Errors
/// Why not: [`Error::InvalidName`], and those of looking it up.
pub fn check(context: &Context, service: &[u8], runlevel: &[u8]) -> Result<()> {
    let link = link(context, service, runlevel)?;
    fs::access(&link).map_err(|errno| Error::os(errno, &link))
}

/// `rc_service_add`: puts a service into a runlevel.
///
/// # Errors
/// [`Error::NoSuchRunlevel`], [`Error::AlreadyInRunlevel`], [`Error::NoSuchService`]
/// (also for scripts in the state directory, which do not last),
/// [`Error::NotForBootRunlevel`], and those of making the link.
pub fn add(context: &Context, runlevel: &[u8], service: &[u8]) -> Result<()> {
    context.check_owner()?;
    runlevel::check(context, runlevel)?;
    let link = link(context, service, runlevel)?;
    if fs::is_there(&link).map_err(|errno| Error::os(errno, &link))? {
        return Err(Error::AlreadyInRunlevel(service.to_vec()));
    }
    let mut script = resolve::lasting(context, service)?;
    if runlevel == runlevel::BOOT && !context.paths().is_user() {
        script = boot_script(context, service, &script)?;
    }
    if script.starts_with(context.paths().svcdir()) {
        return Err(Error::NoSuchService(service.to_vec()));
    }
    let target = context.link_target(&runlevel::folder(context, runlevel), &script);
    fs::symlink(&target, &link).map_err(|errno| Error::os(errno, &link))
}

/// Only what is in sysconfdir/init.d may be needed before other file systems are there.
/// Any directory on the way to it may be a symlink.
fn boot_script(context: &Context, service: &[u8], script: &[u8]) -> Result<Vec<u8>> {
    let folder = fs::dirname(script);
    let initd = fs::join(context.paths().sysconfdir(), b"init.d");
    let identity = |path: &[u8]| match fs::stat(path) {
        Ok(folder) => Ok(folder.identity),
        Err(errno) => Err(Error::os(errno, path)),
    };
    if identity(folder)? != identity(&initd)? {
        return Err(Error::NotForBootRunlevel(service.to_vec()));
    }
    Ok(fs::join(&initd, name::service(service)?))
}

/// `rc_service_delete`: takes a service out of a runlevel.
///
/// # Errors
/// [`Error::InvalidName`], and those of removing the link.
pub fn delete(context: &Context, runlevel: &[u8], service: &[u8]) -> Result<()> {
    context.check_owner()?;
    let link = link(context, service, runlevel)?;
    fs::unlink(&link).map_err(|errno| Error::os(errno, &link))
}

/// `rc_services_in_runlevel`: the services of a runlevel, stacks left aside, in the
/// kernel's order; of all script directories where no runlevel is given.
pub fn services(context: &Context, runlevel: Option<&[u8]>) -> Vec<Vec<u8>> {
    let Some(runlevel) = runlevel else {
        return all_services(context);
    };
    if runlevel == runlevel::SINGLE || name::plain(runlevel).is_err() {
        return Vec::new();
    }
    listing::services(&runlevel::folder(context, runlevel))
}

fn all_services(context: &Context) -> Vec<Vec<u8>> {
    let services = |dir: &Vec<u8>| listing::services(&fs::join(dir, b"init.d"));
    let paths = context.paths();
    if RELEASE.asks_for_paths {
        return paths.scriptdirs().iter().flat_map(services).collect();
    }
    // sysconfdir came first then, the others from the least important up.
    let sysconfdir = paths.sysconfdir().to_vec();
    let others = paths
        .scriptdirs()
        .iter()
        .rev()
        .filter(|dir| **dir != sysconfdir);
    core::iter::once(&sysconfdir)
        .chain(others)
        .flat_map(services)
        .collect()
}

/// `rc_services_in_runlevel_stacked`: the services of a runlevel, then those of the
/// runlevel and all that are stacked in it (upstream names the first ones twice); of all
/// script directories if no runlevel is given.
pub fn services_stacked(
    context: &Context,
    runlevel: Option<&[u8]>,
) -> (Vec<Vec<u8>>, Option<Error>) {
    let mut found = services(context, runlevel);
    let Some(runlevel) = runlevel else {
        return (found, None);
    };
    let Stacks { runlevels, error } = runlevel::stacks(context, runlevel);
    for level in runlevels {
        found.extend(services(context, Some(&level)));
    }
    (found, error)
}
