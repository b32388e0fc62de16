//! What keywords keep out.

use super::{needs, paths, sourced, Findings, Owner};
use crate::place::{bytes, path, text};
use crate::samples::SAMPLES;
use openrc::deptree::restricted;
use openrc::service::membership;
use openrc::{name, runlevel, sys, Context, Error};
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::path::Path;

/// What is found. What the scripts say is found out by running parts of them.
pub fn examine(context: &Context, owner: Owner, findings: &mut Findings) {
    let count = scripts(context).len();
    if count == 0 {
        return findings.problem("there are no init scripts");
    }
    if owner == Owner::Another {
        return findings.note(format!(
            "{count} init scripts, not read: that would run parts of another user's scripts as \
             this user"
        ));
    }
    let foreign = sourced::by_others(context);
    for (file, whose) in &foreign {
        findings.problem(format!(
            "{}: {whose}; OpenRC runs it as this user",
            file.display()
        ));
    }
    if !foreign.is_empty() {
        return findings.note(format!("{count} init scripts, not read because of that"));
    }
    for script in scripts(context).difference(&executable(context)) {
        findings.note(format!(
            "{}: may not be executed, so it is no service",
            text(script)
        ));
    }
    let excluded = match restricted::survey(context) {
        Ok(excluded) => excluded,
        Err(error) => {
            return findings.problem(format!("what the init scripts say is not known: {error}"));
        }
    };
    findings.ok(format!(
        "{count} init scripts, {} of them may not be started",
        excluded.len()
    ));
    let mut kept_out = BTreeSet::new();
    for error in &excluded {
        if let Error::Excluded { service, .. } = error {
            kept_out.insert(service.clone());
        }
        // What it provides is meant to be waited for by nobody.
        if is_the_sample(context, error) {
            continue;
        }
        let levels = levels_of(context, error);
        match levels.is_empty() {
            true => findings.note(error.to_string()),
            false => findings.problem(format!(
                "{error}; it is in the runlevel {}",
                levels.join(", ")
            )),
        }
    }
    needs::examine(context, findings);
    paths::examine(context, &kept_out, findings);
}

/// The sample that stands for the host.
fn is_the_sample(context: &Context, error: &Error) -> bool {
    let Error::Excluded { service, .. } = error else {
        return false;
    };
    let sample = SAMPLES
        .iter()
        .find(|sample| sample.path == "etc/init.d/host");
    let script = path(context.paths().sysconfdir()).join("init.d/host");
    service == b"host" && sample.is_some_and(|sample| sample.is_at(&script))
}

fn scripts(context: &Context) -> BTreeSet<Vec<u8>> {
    names(context, |_| true)
}

fn executable(context: &Context) -> BTreeSet<Vec<u8>> {
    names(context, |script| sys::fs::is_executable(bytes(script)))
}

fn names(context: &Context, is_meant: impl Fn(&Path) -> bool) -> BTreeSet<Vec<u8>> {
    let folders = context.paths().scriptdirs().iter();
    let folders = folders.filter_map(|dir| fs::read_dir(path(dir).join("init.d")).ok());
    let entries = folders
        .flatten()
        .flatten()
        .filter(|entry| entry.path().is_file() && is_meant(&entry.path()));
    let names = entries.map(|entry| entry.file_name().into_vec());
    names
        .filter(|name| name.first() != Some(&b'.') && !name::is_not_a_service(name))
        .collect()
}

fn levels_of(context: &Context, error: &Error) -> Vec<String> {
    let Error::Excluded { service, .. } = error else {
        return Vec::new();
    };
    let mut levels = runlevel::list(context);
    levels.sort();
    levels.retain(|level| membership::services(context, Some(level)).contains(service));
    levels.iter().map(|level| text(level)).collect()
}
