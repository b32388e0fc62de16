//! A service of the system's OpenRC.

use super::{file, marker, name, said, Plan};
use crate::place::{failure, path, shown_user, text, user_name};
use companion::{Answer, Failure};
use openrc::build_options::SVCDIR;
use openrc::paths::Paths;
use openrc::service::membership;
use openrc::{Context, Environment, Error};
use std::io::Write;
use std::path::PathBuf;

/// The runlevel of the system in which it is.
const LEVEL: &[u8] = b"default";

/// The script.
pub fn script(plan: &Plan) -> Result<Vec<u8>, Failure> {
    let root = &plan.root[..];
    let start = as_owner(plan, "default")?;
    let mut script = [b"#!/sbin/openrc-run\n", &marker(root)[..]].concat();
    script.extend_from_slice(b"\n\ndescription=\"OpenRC in the Prefix ");
    script.extend_from_slice(root);
    script.extend_from_slice(
        b"\"\n\ndepend() {\n\tuse net logger\n\tafter localmount netmount bootmisc\n\tkeyword -prefix\n}\n\n\
          start() {\n\tebegin \"Bringing up the Prefix ",
    );
    script.extend_from_slice(root);
    script.extend_from_slice(b"\"\n\t");
    script.extend_from_slice(&start);
    script.extend_from_slice(b"\n\teend $?\n}\n\nstop() {\n\tebegin \"Bringing down the Prefix ");
    script.extend_from_slice(root);
    script.extend_from_slice(b"\"\n");
    script.extend_from_slice(&stop(plan)?);
    script.extend_from_slice(b"\n\teend $?\n}\n");
    Ok(script)
}

/// `openrc shutdown` of the superuser notes the Prefix's runlevel as the one that the
/// system is to come back to, unless the system goes down itself and has noted its own;
/// then again `openrc off` would enter that one. An ordinary user can note nothing.
fn stop(plan: &Plan) -> Result<Vec<u8>, Failure> {
    let shutdown = as_owner(plan, "shutdown")?;
    if plan.owner != 0 {
        return Ok([b"\t", &shutdown[..]].concat());
    }
    let krunlevel = format!("\tif [ -e {SVCDIR}/krunlevel ]; then\n\t\t");
    let off = as_owner(plan, "off")?;
    Ok([
        krunlevel.as_bytes(),
        &shutdown,
        b"\n\telse\n\t\t",
        &off,
        b"\n\tfi",
    ]
    .concat())
}

/// By who owns it, with an environment of theirs.
fn as_owner(plan: &Plan, level: &str) -> Result<Vec<u8>, Failure> {
    let command = plan.command(level);
    if plan.owner == 0 {
        return Ok([b"env -i PATH=\"$PATH\" HOME=/root ", &command[..]].concat());
    }
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let user = user_name(plan.owner)
        .filter(|name| name.bytes().all(is_plain) && !name.starts_with('-'))
        .ok_or_else(|| {
            let (root, owner) = (text(&plan.root), shown_user(plan.owner));
            failure(format!("{root} belongs to {owner}, whom su cannot be told"))
        })?;
    Ok([
        b"su -l -s /bin/sh -c '",
        &command[..],
        b"' ",
        user.as_bytes(),
    ]
    .concat())
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

/// Takes it out of all runlevels of the system, and removes it.
pub fn remove(root: &[u8], out: &mut dyn Write) -> Answer {
    let system = system();
    let script = place(&system, root);
    if !file::remove(&script, &marker(root))? {
        return said(out, "not there:", &script);
    }
    said(out, "removed", &script)?;
    for level in openrc::runlevel::list(&system) {
        if membership::delete(&system, &level, name(root).as_bytes()).is_ok() {
            writeln!(out, "removed from the runlevel {}", text(&level))?;
        }
    }
    Ok(true)
}
