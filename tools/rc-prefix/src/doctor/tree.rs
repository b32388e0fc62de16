//! The folder and its runlevels.

use super::{Findings, Owner};
use crate::place::{self, others_who_write, path, shown_user, text};
use companion::word;
use openrc::sys::fs::{self, Permission};
use openrc::sys::process;
use openrc::{prefix, runlevel, Context};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// What is found, and whose it is.
pub fn examine(context: &Context, findings: &mut Findings) -> Owner {
    let paths = context.paths();
    let root = paths.prefix().map(prefix::Prefix::root).unwrap_or_default();
    if let Some(outer) = place::outer(path(root)) {
        findings.problem(format!(
            "{} lies in another Prefix, {}",
            text(root),
            outer.display()
        ));
    }
    if let Some(how) = place::exposed(path(root)) {
        findings.problem(format!("{}: {how}", text(root)));
    }
    folder(root, "the Prefix", findings);
    folder(paths.sysconfdir(), "its configuration", findings);
    let rc_conf = fs::join(paths.sysconfdir(), b"rc.conf");
    if !fs::exists(&rc_conf) {
        findings.note(format!(
            "{} is not there: everything is as built in",
            text(&rc_conf)
        ));
    }
    for within in ["init.d", "conf.d", "rc.conf.d", "runlevels"] {
        written_by_others(&fs::join(paths.sysconfdir(), within.as_bytes()), findings);
    }
    written_by_others(&fs::join(root, b"run"), findings);
    entered(root, findings);
    runlevels(context, findings);
    match fs::stat(root) {
        Ok(metadata) if metadata.uid == process::effective_uid() => Owner::Me,
        _ => Owner::Another,
    }
}

/// A folder that its owner has to be able to write, and should be alone in that.
pub fn folder(folder: &[u8], what: &str, findings: &mut Findings) {
    let shown = text(folder);
    let metadata = match fs::stat(folder) {
        Ok(metadata) if metadata.is_dir() => metadata,
        Ok(_) => return findings.problem(format!("{shown}: is not a directory")),
        Err(errno) => {
            return findings.problem(format!("{shown}: {}", text(&errno.message())));
        }
    };
    let me = process::effective_uid();
    let owner = shown_user(metadata.uid);
    match fs::permitted(folder, Permission::Write) {
        _ if metadata.uid != me => findings.problem(format!(
            "{shown}: {what} belongs to {owner}, and this is {}",
            shown_user(me)
        )),
        Err(errno) => findings.problem(format!(
            "{shown}: {what} cannot be written: {}",
            text(&errno.message())
        )),
        Ok(()) => findings.ok(format!("{shown}: {what} belongs to {owner}")),
    }
    if let Some(others) = others_who_write(metadata.mode) {
        let mend = mend(folder, metadata.mode);
        findings.problem(format!(
            "{shown}: {what} can be written by {others}: {mend}"
        ));
    }
}

fn mend(path: &[u8], mode: u32) -> String {
    let who = if mode & 0o002 != 0 { "go" } else { "g" };
    format!("`chmod {who}-w {}`", word(path))
}

/// A directory from which OpenRC takes what it runs, or believes.
fn written_by_others(directory: &[u8], findings: &mut Findings) {
    let Ok(metadata) = fs::stat(directory) else {
        return;
    };
    if let Some(others) = others_who_write(metadata.mode) {
        let shown = text(directory);
        let mend = mend(directory, metadata.mode);
        findings.problem(format!("{shown}: can be written by {others}: {mend}"));
    }
}

/// Daemons of a superuser's Prefix become other users, who have to get to their files.
fn entered(root: &[u8], findings: &mut Findings) {
    if process::effective_uid() != 0 {
        return;
    }
    let is_closed = |directory: &&Path| {
        let metadata = directory.metadata();
        metadata.is_ok_and(|it| it.mode() & 0o001 == 0)
    };
    if let Some(closed) = path(root).ancestors().find(is_closed) {
        findings.problem(format!(
            "{} lets no other user in: daemons that are not root, as nginx's workers, cannot read \
             what is in the Prefix (nginx answers 403); /srv is a better place",
            closed.display()
        ));
    }
}

fn runlevels(context: &Context, findings: &mut Findings) {
    if !runlevel::exists(context, b"default") {
        findings.problem("there is no runlevel default (`rc-prefix create` makes what is missing)");
    }
    let mut levels = runlevel::list(context);
    levels.sort();
    for level in levels {
        let folder = fs::join(context.paths().runleveldir(), &level);
        let entries = std::fs::read_dir(path(&folder))
            .into_iter()
            .flatten()
            .flatten();
        for link in entries
            .map(|entry| entry.path())
            .filter(|link| !link.exists())
        {
            findings.problem(format!("{}: leads to no init script", link.display()));
        }
    }
}
