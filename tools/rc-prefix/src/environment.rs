//! The environment of a Prefix.

use crate::place::{bytes, text};
use crate::{memory, place, programs};
use companion::{Answer, Failure};
use openrc::Context;
use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, ErrorKind, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitCode};

/// What an OpenRC sets for its services: of no use in another.
const FOREIGN: [&str; 29] = [
    "RC_BOOTLEVEL",
    "RC_CACHEDIR",
    "RC_CMD",
    "RC_DEFAULTLEVEL",
    "RC_GOINGDOWN",
    "RC_LIBEXECDIR",
    "RC_OPENRC_PID",
    "RC_PATH",
    "RC_PID",
    "RC_REBOOT",
    "RC_RUNLEVEL",
    "RC_RUNSCRIPT_PID",
    "RC_SCRIPTDIRS",
    "RC_SERVICE",
    "RC_SVCDIR",
    "RC_SVCNAME",
    "RC_SYS",
    "RC_TMPDIR",
    "RC_UNAME",
    "RC_USER_SERVICES",
    "RC_VERSION",
    "SVCNAME",
    "EPREFIX",
    "EINFO_INDENT",
    "EINFO_LASTCMD",
    "EINFO_LOG",
    "IN_BACKGROUND",
    "IN_DRYRUN",
    "IN_HOTPLUG",
];

/// Variables to set.
pub type Settings = Vec<(&'static str, OsString)>;

/// What names a Prefix: `RC_PREFIX`, and of what the environment says of a state directory
/// and script directories that which is the Prefix's own.
pub fn settings(context: &Context) -> Settings {
    let paths = context.paths();
    let root = paths.prefix().map(openrc::prefix::Prefix::root);
    let root = OsStr::from_bytes(root.unwrap_or_default()).to_os_string();
    let mut settings = vec![("RC_PREFIX", root)];
    let own = |name, is_own: &dyn Fn(&[u8]) -> bool| {
        let value = env::var_os(name).filter(|value| is_own(value.as_bytes()));
        value.map(|value| (name, value))
    };
    settings.extend(own("RC_SVCDIR", &|value| value == paths.svcdir()));
    // The library has taken its folders where all of them are the Prefix's.
    settings.extend(own("RC_PATH", &|value| {
        let mut entries = value
            .split(|byte| *byte == b':')
            .filter(|it| !it.is_empty());
        entries.all(|entry| paths.scriptdirs().iter().any(|dir| dir == entry))
    }));
    settings
}

/// All that a command in a Prefix is to have: what is to be unset, and what to be set.
fn changes(context: &Context) -> (Vec<&'static str>, Settings) {
    let mut settings = settings(context);
    let root = context.paths().prefix().map(openrc::prefix::Prefix::root);
    if let Some(path) = programs::completed_path(root.unwrap_or_default()) {
        settings.push(("PATH", path));
    }
    let is_set = |name: &&str| settings.iter().any(|(set, _)| set == name);
    let unset = FOREIGN.into_iter().filter(|name| !is_set(name)).collect();
    (unset, settings)
}

/// Prints them.
pub fn print(dir: &Path, null: bool, out: &mut dyn Write) -> Answer {
    let (unset, settings) = changes(&place::open(dir)?);
    if null {
        apply(&unset, settings);
        for (name, value) in env::vars_os() {
            let line = [name.as_bytes(), b"=", value.as_bytes(), b"\0"];
            out.write_all(&line.concat())?;
        }
        return Ok(true);
    }
    writeln!(out, "unset {}", unset.join(" "))?;
    for (name, value) in settings {
        write!(out, "export {name}=")?;
        out.write_all(&quoted(value.as_bytes()))?;
        out.write_all(b"\n")?;
    }
    Ok(true)
}

/// A word of a shell.
pub fn quoted(value: &[u8]) -> Vec<u8> {
    let mut word = vec![b'\''];
    for byte in value {
        match byte {
            b'\'' => word.extend_from_slice(b"'\\''"),
            other => word.push(*other),
        }
    }
    word.push(b'\'');
    word
}

fn apply(unset: &[&str], settings: Settings) {
    for name in unset {
        env::remove_var(name);
    }
    for (name, value) in settings {
        env::set_var(name, value);
    }
}

/// Becomes the command.
pub fn exec(dir: &Path, command: &[OsString]) -> ExitCode {
    let Some((program, arguments)) = command.split_first() else {
        return refused("no command", 125);
    };
    match entered(dir) {
        Ok(_) => become_command(program, arguments),
        Err(why) => refused(&why, 125),
    }
}

/// Becomes a shell in the Prefix.
pub fn enter(dir: &Path) -> ExitCode {
    let root = match entered(dir) {
        Ok(root) => root,
        Err(why) => return refused(&why, 1),
    };
    let shell = env::var_os("SHELL").filter(|shell| !shell.is_empty());
    let shell = shell.unwrap_or_else(|| "/bin/sh".into());
    eprintln!("rc-prefix: in the Prefix {}; `exit` leaves it", text(&root));
    become_command(&shell, &[])
}

/// Takes the Prefix's environment. Its root.
fn entered(dir: &Path) -> Result<Vec<u8>, String> {
    let context = place::open(dir).map_err(|failure| match failure {
        Failure::Missing(what) => what,
        Failure::Output(error) => error.to_string(),
    })?;
    let (unset, settings) = changes(&context);
    apply(&unset, settings);
    let root = context.paths().prefix().map(openrc::prefix::Prefix::root);
    let root = root.unwrap_or_default().to_vec();
    // Of no matter to the command.
    memory::remember(&root).ok();
    Ok(root)
}

fn become_command(program: &OsStr, arguments: &[OsString]) -> ExitCode {
    let error: io::Error = Command::new(program).args(arguments).exec();
    let status = match error.kind() {
        ErrorKind::NotFound => 127,
        _ => 126,
    };
    refused(
        &format!("{}: {error}", text(bytes(Path::new(program)))),
        status,
    )
}

fn refused(what: &str, status: u8) -> ExitCode {
    eprintln!("rc-prefix: {}", companion::harmless(what));
    ExitCode::from(status)
}
