//! The state directory.

use super::{tree, Findings};
use crate::list;
use crate::place::{path, text};
use openrc::boot::{self, Age};
use openrc::context::StateDir;
use openrc::process::{self, Wanted};
use openrc::service::state::{self, State};
use openrc::sys::fs;
use openrc::sys::lock::Lock;
use openrc::{Context, Environment};

/// What is found. State of another boot is not looked into: that would clear it.
pub fn examine(context: &Context, findings: &mut Findings) {
    let svcdir = context.paths().svcdir();
    if !fs::exists(svcdir) {
        return findings.ok(format!(
            "{} is not there yet: nothing was ever started",
            text(svcdir)
        ));
    }
    tree::folder(svcdir, "the state directory", findings);
    locks(svcdir, findings);
    match boot::age(svcdir) {
        Age::New => findings.ok("nothing was ever started"),
        Age::Unknown(error) => findings.problem(error.to_string()),
        Age::AnotherBoot => findings.note(
            "the state is of another boot: nothing of it runs, and the next program of OpenRC \
             clears it",
        ),
        Age::Current => {
            findings.ok(list::of(context));
            services(context, findings);
            interrupted(svcdir, findings);
        }
    }
}

/// Whether the file system has locks, without which state cannot be cleared.
fn locks(svcdir: &[u8], findings: &mut Findings) {
    let lock = fs::join(svcdir, b".lock");
    match fs::exists(&lock).then(|| Lock::is_taken(&lock)) {
        Some(Ok(true)) => findings.note("somebody is clearing the state of another boot"),
        Some(Err(errno)) => findings.problem(format!(
            "{}: cannot be locked: {}",
            text(&lock),
            text(&errno.message())
        )),
        Some(Ok(false)) | None => {}
    }
}

fn services(context: &Context, findings: &mut Findings) {
    for service in state::services(context, State::STARTED) {
        if state::get(context, &service).is_ok_and(|it| it.contains(State::CRASHED)) {
            findings.problem(format!("{} has crashed", text(&service)));
        }
    }
    for service in state::services(context, State::FAILED) {
        findings.problem(format!("{} could not be started", text(&service)));
    }
    for (state, verb) in [(State::STARTING, "starting"), (State::STOPPING, "stopping")] {
        for service in state::services(context, state) {
            let name = text(&service);
            // Whoever starts or stops it holds this.
            let lock = context.state_file(StateDir::Exclusive, &service);
            match Lock::is_taken(&lock) {
                Ok(true) => findings.note(format!("{name} is {verb}")),
                _ => findings.problem(format!(
                    "{name} was left {verb} by somebody who was killed: `rc-service {name} zap`"
                )),
            }
        }
    }
}

/// What an openrc that was killed leaves behind. The next one fails, and removes it.
fn interrupted(svcdir: &[u8], findings: &mut Findings) {
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
        let folder = path(&folder).display();
        match process::find(&Environment::process(), &wanted).is_empty() {
            true => findings.problem(format!(
                "{folder} was left by an openrc that was killed: `rmdir {folder}`, or the \
                 next openrc enters no runlevel"
            )),
            false => findings.note(format!("{folder} is there: openrc enters a runlevel")),
        }
    }
}
