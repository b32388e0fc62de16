//! A service of the system's OpenRC.

use super::{file, marker, name, said, Plan};
use crate::place::{failure, path, shown_user, text, user_name};
use crate::programs;
use companion::{Answer, Failure};
use openrc::build_options::SVCDIR;
use openrc::paths::Paths;
use openrc::service::membership;
use openrc::sys::Errno;
use openrc::{Context, Environment, Error};
use std::io::Write;
use std::path::PathBuf;

/// The runlevel of the system in which it is.
const LEVEL: &[u8] = b"default";

/// The script, with marks for what is another in each.
const SCRIPT: &str = include_str!("openrc.sh");
/// What it takes beside OpenRC's programs. All of them are root's and limit what the owner
/// may keep waiting.
const TOOLS: [&str; 2] = ["setsid", "timeout"];

/// The script.
pub fn script(plan: &Plan) -> Result<Vec<u8>, Failure> {
    let rc_status = programs::find(&plan.root, "rc-status")
        .ok_or_else(|| failure("rc-status is not in PATH, /usr/sbin or /sbin"))?;
    let rc_status = super::plain_word(&rc_status)?;
    let is_roots = plan.owner == 0;
    let marks: [(&str, Vec<u8>); 9] = [
        ("@MARKER@", marker(&plan.root)),
        ("@NAME@", name(&plan.root).into_bytes()),
        ("@ROOT@", plan.root.clone()),
        ("@SETTINGS@", plan.assignments()),
        ("@OPENRC@", plan.openrc.clone()),
        ("@RC_STATUS@", rc_status),
        ("@AS_OWNER@", as_owner(plan)?),
        (
            "@DOWN@",
            if is_roots {
                b"off".to_vec()
            } else {
                b"shutdown".to_vec()
            },
        ),
        (
            "@GOING_DOWN@",
            if is_roots { going_down() } else { Vec::new() },
        ),
    ];
    Ok(filled(SCRIPT, &marks))
}

/// A text with its marks replaced. What they are replaced by may look like one.
fn filled(text: &str, marks: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('@') {
        out.extend_from_slice(before.as_bytes());
        let found = marks.iter().find_map(|(mark, value)| {
            let after = from.strip_prefix(mark.strip_prefix('@')?)?;
            Some((after, value))
        });
        match found {
            Some((after, value)) => {
                out.extend_from_slice(value);
                rest = after;
            }
            None => {
                out.push(b'@');
                rest = from;
            }
        }
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

/// `openrc shutdown` of the superuser notes the Prefix's runlevel as the one that the
/// system is to come back to, unless the system goes down itself and has noted its own;
/// then again `openrc off` would enter that one. An ordinary user can note nothing.
fn going_down() -> Vec<u8> {
    format!("[ ! -e {SVCDIR}/krunlevel ] || level=shutdown\n\t").into_bytes()
}

/// What runs a command as the owner, with an environment of theirs.
fn as_owner(plan: &Plan) -> Result<Vec<u8>, Failure> {
    if plan.owner == 0 {
        return Ok(b"env -i PATH=\"${PATH}\" HOME=/root /bin/sh -c \"$2\"".to_vec());
    }
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let user = user_name(plan.owner)
        .filter(|name| name.bytes().all(is_plain) && !name.starts_with('-'))
        .ok_or_else(|| {
            let (root, owner) = (text(&plan.root), shown_user(plan.owner));
            failure(format!(
                "{root} belongs to {owner}, whose name su would not accept"
            ))
        })?;
    Ok(format!("su -l -s /bin/sh -c \"$2\" {user}").into_bytes())
}

/// The system's OpenRC, whatever the environment says of another.
fn system() -> Context {
    Context::new(Paths::system(&Environment::empty()), Environment::process())
}

fn place(system: &Context, root: &[u8]) -> PathBuf {
    path(system.paths().sysconfdir())
        .join("init.d")
        .join(name(root))
}

/// Writes it and puts it into the default runlevel of the system.
pub fn install(plan: &Plan, out: &mut dyn Write) -> Answer {
    for tool in TOOLS {
        if programs::find(b"", tool).is_none() {
            return Err(failure(format!(
                "{tool} is not in PATH: without it a Prefix could keep the system from booting"
            )));
        }
    }
    let content = script(plan)?;
    let system = system();
    let script = place(&system, &plan.root);
    file::install(&script, &content, &marker(&plan.root), true)?;
    said(out, "installed", &script)?;
    match membership::add(&system, LEVEL, name(&plan.root).as_bytes()) {
        Ok(()) | Err(Error::AlreadyInRunlevel(_)) => {}
        Err(error) => return Err(failure(format!("runlevel default: {error}"))),
    }
    writeln!(out, "in the runlevel default")?;
    Ok(true)
}

/// Whether the script is there.
pub fn is_installed(root: &[u8]) -> bool {
    place(&system(), root).symlink_metadata().is_ok()
}

/// Takes it out of all runlevels of the system, and removes it. The symlinks go first, so
/// that a run that is killed leaves nothing that the next one does not find.
pub fn remove(root: &[u8], out: &mut dyn Write) -> Answer {
    let system = system();
    let script = place(&system, root);
    let marker = marker(root);
    let is_there = file::is_ours(&script, &marker)?;
    let mut was_in = false;
    for level in openrc::runlevel::list(&system) {
        match membership::delete(&system, &level, name(root).as_bytes()) {
            Ok(()) => {
                was_in = true;
                writeln!(out, "removed from the runlevel {}", text(&level))?;
            }
            Err(error) if error.errno() == Errno::NOENT => {}
            Err(error) => return Err(failure(error)),
        }
    }
    file::sweep(&script)?;
    match (is_there, was_in) {
        (true, _) => {
            file::remove(&script, &marker)?;
            said(out, "removed", &script)
        }
        (false, true) => Ok(true),
        (false, false) => said(out, "not there:", &script),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_replaced_once() {
        let marks = [("@A@", b"@B@".to_vec()), ("@B@", b"b".to_vec())];
        assert_eq!(filled("x@A@@B@ me@home @", &marks), b"x@B@b me@home @");
    }
}
