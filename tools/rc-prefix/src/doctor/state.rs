//! The state directory.

use super::{tree, Findings, Owner};
use crate::list;
use crate::look;
use crate::place::{path, text};
use companion::word;
use openrc::boot::{self, Age};
use openrc::context::StateDir;
use openrc::process::{self, Wanted};
use openrc::service::state::{self, State};
use openrc::sys::fs;
use openrc::sys::lock::Lock;
use openrc::{Context, Environment};

/// What is found. State of an earlier boot is not looked into: that would clear it.
pub fn examine(context: &Context, owner: Owner, findings: &mut Findings) {
    let svcdir = context.paths().svcdir();
    if !fs::exists(svcdir) {
        return findings.ok(format!(
            "{} is not there yet: nothing was ever started",
            text(svcdir)
        ));
    }
    tree::folder(svcdir, "the state directory", findings);
    if owner == Owner::Me {
        locks(svcdir, findings);
    }
    match boot::age(svcdir) {
        Age::New => findings.ok("nothing was ever started"),
        Age::Unknown(error) => findings.problem(format!("{error}: what runs cannot be told")),
        Age::AnotherBoot => findings.note(
            "the state is of an earlier boot: nothing of it runs, and the next program of OpenRC \
             clears it",
        ),
        Age::Current => {
            findings.ok(list::of(context));
            failed(svcdir, findings);
            if owner == Owner::Me {
                services(context, findings);
                interrupted(context, findings);
            }
        }
    }
}

/// Whether the file system has locks, without which state cannot be cleared.
fn locks(svcdir: &[u8], findings: &mut Findings) {
    let lock = fs::join(svcdir, b".lock");
    if !path(&lock).exists() {
        return;
    }
    let error = match is_taken(&lock) {
        Ok(false) => return,
        Ok(true) => {
            return findings.note("another process is clearing the state of an earlier boot")
        }
        Err(error) => error,
    };
    findings.problem(format!("{}: cannot be locked: {error}", text(&lock)));
}

/// Whether another process has the lock on a file that is there.
fn is_taken(lock: &[u8]) -> Result<bool, String> {
    match path(lock).symlink_metadata() {
        Ok(metadata) if !metadata.is_file() => Err("is not a regular file".to_string()),
        Ok(_) => Lock::is_taken(lock).map_err(|errno| text(&errno.message())),
        Err(error) => Err(error.to_string()),
    }
}

fn failed(svcdir: &[u8], findings: &mut Findings) {
    for service in look::services(svcdir, b"failed") {
        findings.problem(format!("{} could not be started", text(&service)));
    }
}

fn services(context: &Context, findings: &mut Findings) {
    let svcdir = context.paths().svcdir();
    for service in look::services(svcdir, b"started") {
        if state::get(context, &service).is_ok_and(|it| it.contains(State::CRASHED)) {
            findings.problem(format!("{} has crashed", text(&service)));
        }
    }
    for verb in ["starting", "stopping"] {
        for service in look::services(svcdir, verb.as_bytes()) {
            let name = text(&service);
            // Held by the openrc-run that starts or stops it.
            let lock = context.state_file(StateDir::Exclusive, &service);
            match is_taken(&lock) {
                Ok(true) => findings.note(format!("{name} is {verb}")),
                _ => findings.problem(format!(
                    "{name} is stuck in `{verb}` (its openrc-run was killed): the next `openrc \
                     RUNLEVEL` starts it again, and `rc-service {} zap` forgets it",
                    word(&service)
                )),
            }
        }
    }
}

/// Whether a process may work on this Prefix: not if its environment names another one. A
/// Prefix that is built in is named by nothing.
fn may_work_on(pid: i32, context: &Context) -> bool {
    let file = format!("/proc/{pid}/environ");
    let Ok(environment) = fs::read(file.as_bytes(), openrc::bounds::PROC) else {
        return true;
    };
    let same = |one: &[u8], other: &[u8]| one == other || fs::realpath(one) == fs::realpath(other);
    let mut variables = environment.split(|byte| *byte == 0);
    variables.all(|variable| {
        if let Some(root) = variable.strip_prefix(b"RC_PREFIX=") {
            let prefix = context.paths().prefix();
            return prefix.is_none_or(|prefix| same(root, prefix.root()));
        }
        match variable.strip_prefix(b"RC_SVCDIR=") {
            Some(svcdir) => same(svcdir, context.paths().svcdir()),
            None => true,
        }
    })
}

/// What an openrc that was killed leaves behind. The next one removes it.
fn interrupted(context: &Context, findings: &mut Findings) {
    let svcdir = context.paths().svcdir();
    let wanted = Wanted {
        exec: Some(b"openrc"),
        uid: Some(openrc::sys::process::effective_uid()),
        ..Wanted::default()
    };
    for name in [&b"rc.stopping"[..], b"rc.starting"] {
        let folder = fs::join(svcdir, name);
        if !fs::exists(&folder) {
            continue;
        }
        let folder = text(&folder);
        let mut found = process::find(&Environment::process(), &wanted);
        found.retain(|pid| may_work_on(*pid, context));
        match found.is_empty() {
            true => findings.problem(format!(
                "{folder} was left by an openrc that was killed: the next `openrc RUNLEVEL` \
                 removes it, and starts what was not started"
            )),
            false => findings.note(format!("{folder} is there: openrc enters a runlevel")),
        }
    }
}
