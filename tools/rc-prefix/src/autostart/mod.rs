//! Bringing a Prefix up when the machine boots, and down again where somebody says when.
//!
//! What is installed has a line that says who made it and for which Prefix. Only that is
//! replaced or removed.

mod cron;
mod file;
mod openrc;
mod systemd;

use crate::cli::Method;
use crate::place::{self, bytes, failure, text};
use crate::{environment, programs};
use ::openrc::{prefix, runlevel, sys, Context};
use companion::{Answer, Failure};
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// A Prefix that is to be brought up.
pub struct Plan {
    /// Its root.
    root: Vec<u8>,
    /// Who it belongs to.
    owner: u32,
    /// What names it: assignments whose values hold nothing that a shell acts on.
    settings: Vec<Vec<u8>>,
    /// The program, by its absolute path.
    openrc: Vec<u8>,
}

/// Prints, installs or removes it.
pub fn autostart(
    dir: &Path,
    method: Method,
    install: bool,
    remove: bool,
    out: &mut dyn Write,
) -> Answer {
    if remove {
        // Also when the Prefix itself is gone.
        let root = place::real(dir)?;
        let root = bytes(&root);
        return match method {
            Method::Cron => cron::remove(root, out),
            Method::Systemd => systemd::remove(root, out),
            Method::Openrc => openrc::remove(root, out),
        };
    }
    // The system has the owner do what is to be done. The superuser's is trusted for that.
    let is_anothers = dir.metadata().is_ok_and(|it| it.uid() != 0);
    let context = match method {
        Method::Openrc if is_anothers => place::name(dir)?,
        Method::Openrc | Method::Cron | Method::Systemd => place::open(dir)?,
    };
    let plan = Plan::new(&context, method)?;
    match (method, install) {
        (Method::Cron, false) => companion::write_content(out, &cron::line(&plan))?,
        (Method::Cron, true) => return cron::install(&plan, out),
        (Method::Systemd, false) => companion::write_content(out, &systemd::unit(&plan)?)?,
        (Method::Systemd, true) => return systemd::install(&plan, out),
        (Method::Openrc, false) => companion::write_content(out, &openrc::script(&plan)?)?,
        (Method::Openrc, true) => return openrc::install(&plan, out),
    }
    Ok(true)
}

/// Removes whatever brings a Prefix up, of those that are installed here.
pub fn remove_all(root: &[u8], out: &mut dyn Write) -> Result<(), Failure> {
    if cron::is_installed(root) {
        cron::remove(root, out)?;
    }
    if systemd::is_installed(root) {
        systemd::remove(root, out)?;
    }
    if openrc::is_installed(root) {
        if sys::process::effective_uid() == 0 {
            openrc::remove(root, out)?;
        } else {
            writeln!(
                out,
                "the system's OpenRC brings it up: as root, `rc-prefix autostart {} --method openrc \
                 --remove`",
                companion::word(root)
            )?;
        }
    }
    Ok(())
}

impl Plan {
    fn new(context: &Context, method: Method) -> Result<Self, Failure> {
        let root = context.paths().prefix().map(prefix::Prefix::root);
        let root = root.unwrap_or_default().to_vec();
        let owner = sys::fs::stat(&root)
            .map_err(|errno| failure(text(&errno.message())))?
            .uid;
        if method != Method::Openrc && owner != sys::process::effective_uid() {
            let (root, owner) = (text(&root), place::shown_user(owner));
            return Err(failure(format!(
                "{root} belongs to {owner}, who has to do this"
            )));
        }
        // A superuser's Prefix is stopped by entering an empty runlevel.
        let levels: &[&str] = match method == Method::Openrc && owner == 0 {
            true => &["default", "off"],
            false => &["default"],
        };
        for level in levels {
            if !runlevel::exists(context, level.as_bytes()) {
                return Err(failure(format!(
                    "there is no runlevel {level} in {}: `rc-prefix create` makes what is missing",
                    text(&root)
                )));
            }
        }
        let openrc = programs::find(&root, "openrc")
            .ok_or_else(|| failure("openrc is not in PATH, /usr/sbin or /sbin"))?;
        let openrc = bytes(&openrc).to_vec();
        plain(&openrc)?;
        let mut settings = Vec::new();
        for (name, value) in environment::settings(context) {
            let value = bytes(Path::new(&value)).to_vec();
            for entry in value
                .split(|byte| *byte == b':')
                .filter(|it| !it.is_empty())
            {
                plain(entry)?;
            }
            settings.push([name.as_bytes(), b"=", &value].concat());
        }
        Ok(Plan {
            root,
            owner,
            settings,
            openrc,
        })
    }

    /// The command that enters a runlevel, for a POSIX shell.
    fn command(&self, level: &str) -> Vec<u8> {
        let openrc = word_of_a_shell(&self.openrc);
        let words = [&self.assignments(), &openrc, level.as_bytes()];
        words.join(&b' ')
    }

    /// The settings as words of a POSIX shell.
    fn assignments(&self) -> Vec<u8> {
        let words = self.settings.iter().map(|word| word_of_a_shell(word));
        words.collect::<Vec<_>>().join(&b' ')
    }
}

/// A program's path, if it can be written into what is installed.
fn plain_word(program: &Path) -> Result<Vec<u8>, Failure> {
    plain(bytes(program))?;
    Ok(word_of_a_shell(bytes(program)))
}

/// As [`prefix::check_root`] has it of the Prefix itself.
fn plain(path: &[u8]) -> Result<(), Failure> {
    prefix::check_root(path).map_err(|_| {
        failure(format!(
            "{}: a path that cannot be written there",
            text(path)
        ))
    })
}

/// A tilde after a colon is somebody's home.
fn word_of_a_shell(word: &[u8]) -> Vec<u8> {
    let escaped = |byte: &u8| match byte {
        b'~' => vec![b'\\', b'~'],
        other => vec![*other],
    };
    word.iter().flat_map(escaped).collect()
}

/// What says who made it and for which Prefix.
fn marker(root: &[u8]) -> Vec<u8> {
    [b"# made by rc-prefix for ", root].concat()
}

/// A name for a service or unit: the path, with what such names do not hold as numbers.
fn name(root: &[u8]) -> String {
    let mut name = "openrc-prefix".to_string();
    for byte in root {
        match byte {
            b'/' => name.push('-'),
            byte if byte.is_ascii_alphanumeric() || b"._".contains(byte) => {
                name.push(char::from(*byte));
            }
            other => name += &format!("_{other:02x}"),
        }
    }
    name
}

fn said(out: &mut dyn Write, what: &str, path: &Path) -> Answer {
    writeln!(out, "{what} {}", text(bytes(path)))?;
    Ok(true)
}

fn io_failure(path: &Path, error: &std::io::Error) -> Failure {
    failure(format!("{}: {error}", path.display()))
}

/// Below where a user's configuration is.
fn config_home() -> Result<PathBuf, Failure> {
    let absolute = |name: &str| {
        let value = std::env::var_os(name).map(PathBuf::from);
        value.filter(|path| path.is_absolute())
    };
    let home = || absolute("HOME").map(|home| home.join(".config"));
    let config = absolute("XDG_CONFIG_HOME").or_else(home);
    let config =
        config.ok_or_else(|| failure("neither XDG_CONFIG_HOME nor HOME says where units are"))?;
    place::check_base(&config)?;
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hold_what_names_may() {
        assert_eq!(name(b"/home/me/prefix"), "openrc-prefix-home-me-prefix");
        assert_eq!(name(b"/a-b/100%/\xff"), "openrc-prefix-a_2db-100_25-_ff");
    }

    #[test]
    fn tildes_stay_tildes() {
        assert_eq!(word_of_a_shell(b"RC_PATH=/a:~b"), b"RC_PATH=/a:\\~b");
    }

    #[test]
    fn markers_name_one_prefix() {
        assert_eq!(marker(b"/p"), b"# made by rc-prefix for /p");
    }
}
