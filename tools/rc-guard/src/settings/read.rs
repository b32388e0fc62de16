//! Finding out the values: what openrc-run reads, in its order, evaluated here where that is
//! certain, else by a shell.

use super::{origin, Settings, Values, NAMES};
use crate::children::{self, Clean, Ended, Spec};
use crate::clock::Millis;
use crate::files;
use crate::place::{path, Place};
use crate::timers;
use openrc::release::RELEASE;
use openrc::shell::{Environment, Flow, Machine, Value};
use openrc::sys::fs::Bound;
use openrc::{script_file, system};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// What is read for a service: its configuration in this order, then its script.
pub struct Sources {
    /// Those of them that are there.
    pub files: Vec<PathBuf>,
    /// Whose they are.
    name: Vec<u8>,
}

impl Sources {
    /// Those of a service; `None` without a script for openrc-run. Any other program in init.d is
    /// not read: a shell that reads sysvinit's `rcS` starts and stops services.
    pub fn of(place: &Place, name: &[u8]) -> Option<Self> {
        let script = place.script(name).filter(|it| is_for_openrc_run(it))?;
        let mut files = match RELEASE.finds_by_rc_path {
            true => by_script_directory(place, name),
            false => before_0_64(place, name, &script),
        };
        files.retain(|file| file.exists());
        files.push(script);
        Some(Sources {
            files,
            name: name.to_vec(),
        })
    }

    /// Why one of them must not be given to a shell.
    pub fn problem(&self) -> Option<String> {
        self.files
            .iter()
            .find_map(|file| files::not_for_a_shell(file))
    }

    /// What openrc-run sets before it has the script read.
    fn variables(&self, place: &Place) -> Vec<(&'static str, Vec<u8>)> {
        let paths = place.context.paths();
        let script = self.files.last().and_then(|it| it.canonicalize().ok());
        let script = script.unwrap_or_default().into_os_string();
        let system = system::detect(&place.context);
        let system = system.map_or(&b""[..], |it| it.name().to_bytes());
        let mut variables = vec![
            ("RC_SVCNAME", self.name.clone()),
            ("SVCNAME", self.name.clone()),
            ("RC_SERVICE", script.as_bytes().to_vec()),
            ("RC_CMD", b"start".to_vec()),
            ("RC_RUNLEVEL", place.runlevel()),
            ("RC_SVCDIR", paths.svcdir().to_vec()),
            ("RC_TMPDIR", [paths.svcdir(), b"/tmp"].concat()),
            ("RC_LIBEXECDIR", paths.libexecdir().to_vec()),
            ("RC_PATH", paths.scriptdirs().join(&b':')),
            ("RC_BOOTLEVEL", b"boot".to_vec()),
            ("RC_SYS", system.to_vec()),
            ("RC_UNAME", b"Linux".to_vec()),
        ];
        if let Some(prefix) = paths.prefix() {
            variables.push(("EPREFIX", prefix.root().to_vec()));
        }
        variables
    }
}

/// How much of a script is read to see whose it is: more than a first line, in bytes.
const FIRST_LINE: Bound = Bound::Beginning(4096);

/// Whether a script's interpreter is openrc-run.
fn is_for_openrc_run(script: &Path) -> bool {
    files::read(script, FIRST_LINE).is_ok_and(|text| {
        text.starts_with(b"#!") && script_file::is_for_openrc_run(&text) == Some(true)
    })
}

/// The names of the files in conf.d: for net.eth0 first net. One for the runlevel takes the
/// place of the one for all.
fn configured(name: &[u8]) -> Vec<&[u8]> {
    let kind = name.split(|byte| *byte == b'.').next();
    let kind = kind.filter(|kind| !kind.is_empty() && *kind != name);
    kind.into_iter().chain([name]).collect()
}

fn in_conf_d(dir: &Path, name: &[u8], runlevel: &[u8]) -> PathBuf {
    let conf_d = dir.join("conf.d");
    let special = conf_d.join(path(&[name, b".", runlevel].concat()));
    match special.exists() {
        true => special,
        false => conf_d.join(path(name)),
    }
}

/// rc.conf and the files of rc.conf.d.
fn common(dir: &Path) -> Vec<PathBuf> {
    let mut files = vec![dir.join("rc.conf")];
    let entries = fs::read_dir(dir.join("rc.conf.d"));
    let mut more: Vec<PathBuf> = entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|it| it.path())
        .collect();
    more.retain(|file| {
        let name = file.file_name().unwrap_or_default().as_bytes();
        name.ends_with(b".conf") && !name.starts_with(b".")
    });
    more.sort();
    files.extend(more);
    files
}

/// Since 0.64: each script directory has all of it, the most important last.
fn by_script_directory(place: &Place, name: &[u8]) -> Vec<PathBuf> {
    let runlevel = place.runlevel();
    let dirs = place.context.paths().scriptdirs().iter().rev();
    let dirs: Vec<&Path> = dirs.map(|dir| path(dir)).collect();
    let mut files: Vec<PathBuf> = dirs.iter().flat_map(|dir| common(dir)).collect();
    for name in configured(name) {
        files.extend(dirs.iter().map(|dir| in_conf_d(dir, name, &runlevel)));
    }
    files
}

/// Before: sysconfdir's, the user's, and the conf.d beside the script.
fn before_0_64(place: &Place, name: &[u8], script: &Path) -> Vec<PathBuf> {
    let runlevel = place.runlevel();
    let paths = place.context.paths();
    let mut files = common(path(paths.sysconfdir()));
    let script = script.canonicalize().unwrap_or_default();
    let beside = script.parent().and_then(Path::parent);
    let own = paths.usrconfdir().map(path);
    files.extend(own.into_iter().flat_map(common));
    for dir in beside.into_iter().chain(own) {
        files.extend(
            configured(name)
                .into_iter()
                .map(|name| in_conf_d(dir, name, &runlevel)),
        );
    }
    files
}

/// The values, where they are certain without a shell.
pub fn evaluate(place: &Place, sources: &Sources) -> Option<Values> {
    let entry =
        |(name, value): (OsString, OsString)| [name.as_bytes(), b"=", value.as_bytes()].concat();
    let entries: Vec<Vec<u8>> = place.environment().into_iter().map(entry).collect();
    let environment = Environment::new(entries.iter().map(Vec::as_slice));
    let mut files = script_file::Plain;
    let mut machine = Machine::new(&mut files, &environment);
    for (name, value) in sources.variables(place) {
        machine
            .variables()
            .set(name.as_bytes(), Value::Known(value));
    }
    // What a program of another release may have set otherwise.
    machine.variables().set(b"RC_VERSION", Value::Unknown);
    for file in &sources.files {
        let program = script_file::source(file.as_os_str().as_bytes()).ok()?;
        match machine.source(&program).ok()? {
            Flow::Next | Flow::Return => {}
            Flow::Exit => return None,
        }
    }
    let mut values = Values::new();
    let mut names: Vec<String> = NAMES.iter().map(ToString::to_string).collect();
    names.extend(timers::variables(machine.variables().known(b"rc_timers")?));
    for name in names {
        let value = machine.variables().known(name.as_bytes())?;
        if !value.is_empty() {
            values.insert(name, value.to_vec());
        }
    }
    Some(values)
}

/// Reads as openrc-run.sh does, and prints each variable that is set, with a NUL after it.
const CODE: &str = r#"
exec 3>&1 >/dev/null 2>&1
_names=$1 _lib=$2
shift 2
. "$_lib/sh/functions.sh"
. "$_lib/sh/rc-functions.sh"
for _file; do
	. "$_file" || exit
done
set -f
[ -z "$rc_timers" ] || _names="$_names extra_commands extra_started_commands"
for _timer in $rc_timers; do
	case $_timer in
	*[!A-Za-z0-9_]*) continue ;;
	esac
	for _name in when do random catchup if; do
		_names="$_names rc_timer_${_timer}_$_name"
	done
done
for _name in $_names; do
	eval "[ -z \"\${$_name}\" ]" || eval "printf '%s=%s\\0' \"\$_name\" \"\${$_name}\" >&3"
done
printf 'end\0' >&3
"#;

/// The shell that says the values.
pub fn shell(place: &Place, sources: &Sources) -> Spec {
    let mut environment = place.environment();
    let variables = sources.variables(place).into_iter();
    let os = |bytes: Vec<u8>| OsStr::from_bytes(&bytes).to_os_string();
    environment.extend(variables.map(|(name, value)| (name.into(), os(value))));
    let mut arguments: Vec<OsString> = vec!["-c".into(), CODE.into(), "rc-guard".into()];
    arguments.push(NAMES.join(" ").into());
    let libexecdir = place.context.paths().libexecdir();
    arguments.push(OsStr::from_bytes(libexecdir).to_os_string());
    arguments.extend(
        sources
            .files
            .iter()
            .map(|file| file.clone().into_os_string()),
    );
    Spec {
        program: "/bin/sh".into(),
        arguments,
        environment,
        lock: None,
    }
}

/// What the shell has said; `None` where it did not come to its end.
pub fn said(output: &[u8]) -> Option<Values> {
    let output = output.strip_suffix(b"end\0")?;
    let mut values = Values::new();
    for line in output
        .split(|byte| *byte == 0)
        .filter(|line| !line.is_empty())
    {
        let equals = line.iter().position(|byte| *byte == b'=')?;
        let (name, value) = line.split_at_checked(equals)?;
        let name = std::str::from_utf8(name).ok()?;
        values.insert(name.to_string(), value.get(1..)?.to_vec());
    }
    Some(values)
}

/// How long a shell may take, in milliseconds.
pub const LIMIT: Millis = 10_000;

/// The settings that follow from the values.
pub fn settings(values: &Values, sources: &Sources) -> Settings {
    let mut settings = Settings::new(values);
    origin::find(&mut settings.problems, sources);
    settings
}

/// The settings of a service, with a shell that is waited for where there has to be one.
///
/// # Errors
/// Why they are not known.
pub fn at_once(place: &Place, clean: &Clean, name: &[u8]) -> Result<Settings, String> {
    let sources = Sources::of(place, name).ok_or("it has no script for openrc-run")?;
    if let Some(values) = evaluate(place, &sources) {
        return Ok(settings(&values, &sources));
    }
    if let Some(why) = sources.problem() {
        return Err(why);
    }
    let child =
        children::start(clean, shell(place, &sources)).map_err(|error| error.to_string())?;
    let ended = children::wait(&child, LIMIT);
    let values = from_shell(ended, &child.said())?;
    Ok(settings(&values, &sources))
}

/// What a shell that has ended has said.
///
/// # Errors
/// Why it said nothing.
pub fn from_shell(ended: Option<Ended>, output: &[u8]) -> Result<Values, String> {
    match (said(output), ended) {
        (Some(values), _) => Ok(values),
        (None, None) => Err("the shell that reads its script hangs".into()),
        (None, Some(ended)) => Err(format!(
            "the shell that reads its script ended with {}",
            ended.text()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_for_openrc_run_are_read() {
        let script = std::env::temp_dir().join(format!("rc-guard-read-{}", std::process::id()));
        for (text, is_read) in [
            ("#!/sbin/openrc-run\n", true),
            ("#! /sbin/openrc-run -x\n", true),
            ("#!/sbin/runscript", true),
            ("#!/bin/sh\nexec /etc/init.d/rc S\n", false),
            ("#!/usr/bin/env /sbin/openrc-run\n", false),
            ("exec /etc/init.d/rc S\n", false),
            ("", false),
        ] {
            fs::write(&script, text).unwrap();
            assert_eq!(is_for_openrc_run(&script), is_read, "{text}");
        }
        fs::remove_file(&script).unwrap();
        nix::unistd::mkfifo(&script, nix::sys::stat::Mode::S_IRWXU).unwrap();
        assert!(
            !is_for_openrc_run(&script),
            "a FIFO, which nobody writes to"
        );
        fs::remove_file(&script).unwrap();
        assert!(!is_for_openrc_run(Path::new("/dev/zero")));
    }

    /// The configuration of a service that anything may be in the place of.
    #[test]
    fn no_file_holds_the_guard_up() {
        let dir = std::env::temp_dir().join(format!("rc-guard-sources-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let fifo = dir.join("fifo");
        nix::unistd::mkfifo(&fifo, nix::sys::stat::Mode::S_IRWXU).unwrap();
        let huge = dir.join("huge");
        fs::File::create(&huge).unwrap().set_len(1 << 40).unwrap();
        let plain = dir.join("plain");
        fs::write(&plain, "rc_respawnn=1\n").unwrap();
        for (file, why) in [
            (&fifo, "fifo is not read: it is a FIFO or a device"),
            (&huge, "huge is not read: File too large"),
            (
                &"/dev/zero".into(),
                "/dev/zero is not read: it is a FIFO or a device",
            ),
            (&dir, "is not read: Is a directory"),
        ] {
            let sources = Sources {
                files: vec![plain.clone(), file.clone()],
                name: b"x".to_vec(),
            };
            assert!(sources.problem().unwrap().ends_with(why), "{why}");
            let mut problems = [super::super::Problem {
                name: "rc_respawn".into(),
                what: "odd".into(),
                origin: None,
            }];
            origin::find(&mut problems, &sources);
            assert_eq!(origin::unknown_names(&sources).len(), 1);
        }
        for file in [plain, "/dev/null".into()] {
            let sources = Sources {
                files: vec![file],
                name: b"x".to_vec(),
            };
            assert_eq!(sources.problem(), None);
        }
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn instances_have_the_configuration_of_their_kind_too() {
        assert_eq!(configured(b"sshd"), [b"sshd"]);
        assert_eq!(configured(b"net.eth0"), [&b"net"[..], b"net.eth0"]);
        assert_eq!(configured(b".odd"), [b".odd"]);
    }

    #[test]
    fn what_a_shell_has_said() {
        let values = said(b"rc_respawn=always\0rc_on_crash=echo a=b\nc\0end\0").unwrap();
        assert_eq!(values["rc_respawn"], b"always");
        assert_eq!(values["rc_on_crash"], b"echo a=b\nc");
        assert_eq!(said(b"rc_respawn=always\0"), None);
        assert_eq!(said(b"end\0"), Some(Values::new()));
    }
}
