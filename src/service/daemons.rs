//! The daemons that start-stop-daemon has started for a service, and whether they
//! still run: daemons/SERVICE/001 and so on.
//!
//! Upstream: `rc_service_daemon_set`, `rc_service_started_daemon` and
//! `rc_service_daemons_crashed` of `librc-daemon.c`.
#![forbid(unsafe_code)]

mod crashed;
mod interpreter;
mod left;
mod record;

pub use crashed::crashed;
pub(super) use crashed::have_crashed;
pub(super) use left::{numbers, supervisor_is_gone};

use crate::config;
use crate::context::{Context, StateDir};
use crate::sys::{dir, fs, Errno, SysResult};
use crate::{listing, name, number, sort, Error, Result};
use alloc::vec::Vec;

/// How a daemon was started.
#[derive(Clone, Copy, Debug, Default)]
pub struct Daemon<'a> {
    /// Its program.
    pub exec: Option<&'a [u8]>,
    /// Its arguments.
    pub argv: &'a [&'a [u8]],
    /// The file that holds its pid.
    pub pidfile: Option<&'a [u8]>,
}

impl Daemon<'_> {
    fn to_file(self) -> Vec<u8> {
        let mut file = [&b"exec="[..], self.exec.unwrap_or_default()].concat();
        for (number, argument) in self.argv.iter().enumerate() {
            file.extend_from_slice(b"\nargv_");
            file.extend_from_slice(&number::decimal(number));
            file.push(b'=');
            file.extend_from_slice(argument);
        }
        file.extend_from_slice(b"\npidfile=");
        file.extend_from_slice(self.pidfile.unwrap_or_default());
        file.push(b'\n');
        file
    }

    /// Whether a file is about this daemon. Upstream looks for every argument as the
    /// first, so that more than one are never found.
    fn is_in(self, file: &[u8]) -> bool {
        let argv = self
            .argv
            .iter()
            .map(|argument| (&b"argv_0="[..], *argument));
        let mut wanted: Vec<(&[u8], &[u8])> = Vec::new();
        wanted.extend(self.exec.map(|exec| (&b"exec="[..], exec)));
        wanted.extend(argv);
        wanted.extend(self.pidfile.map(|pidfile| (&b"pidfile="[..], pidfile)));
        for line in config::lines(file) {
            let is_line = |(key, value): &(&[u8], &[u8])| line.strip_prefix(*key) == Some(value);
            if let Some(found) = wanted.iter().position(is_line) {
                wanted.remove(found);
            }
        }
        wanted.is_empty()
    }
}

/// The files of a service's daemons, by number.
fn files(folder: &[u8]) -> Vec<Vec<u8>> {
    let mut names = listing::names(folder);
    sort::sort(&mut names);
    names.iter().map(|name| fs::join(folder, name)).collect()
}

fn numbered(folder: &[u8], number: usize) -> Vec<u8> {
    fs::join(folder, &number::padded(number, 3))
}

/// `rc_service_daemon_set`: records a daemon of a service as started, or forgets it.
/// A daemon that is recorded already is recorded anew, as the last.
///
/// # Errors
/// [`Error::InvalidArgument`] with neither program nor pid file, [`Error::InvalidName`],
/// and those of writing.
pub fn set(context: &Context, service: &[u8], daemon: &Daemon<'_>, started: bool) -> Result<()> {
    if daemon.exec.is_none() && daemon.pidfile.is_none() {
        return Err(Error::InvalidArgument);
    }
    context.writable()?;
    let base = name::service(service)?;
    let folder = context.state_file(StateDir::Daemons, base);
    let result = if started {
        context.with_state_dir(StateDir::Daemons, |daemons| {
            match fs::mkdir(&fs::join(daemons, base), 0o755) {
                Ok(()) | Err(Errno::EXIST) => record(context, &folder, daemon),
                Err(errno) => Err(errno),
            }
        })
    } else {
        in_sequence(&folder).and_then(|files| forget(&files, files.len(), daemon))
    };
    result.map_err(|errno| Error::os(errno, base))
}

/// The new record is there before an old one goes: at every moment there is one.
fn record(context: &Context, folder: &[u8], daemon: &Daemon<'_>) -> SysResult<()> {
    let mut files = in_sequence(folder)?;
    let known = files.len();
    files.push(numbered(folder, known.saturating_add(1)));
    let new = files.last().map_or(&b""[..], Vec::as_slice);
    context.replace_value(new, &daemon.to_file())?;
    forget(&files, known, daemon)
}

/// The files of a service's daemons. Where a number is missing, because somebody died
/// while they moved up, the later ones move up now.
fn in_sequence(folder: &[u8]) -> SysResult<Vec<Vec<u8>>> {
    let mut names = match dir::names(folder) {
        Err(Errno::NOENT) => Vec::new(),
        names => names?,
    };
    sort::sort(&mut names);
    let mut files = Vec::with_capacity(names.len());
    for (before, name) in names.iter().enumerate() {
        let (file, place) = (
            fs::join(folder, name),
            numbered(folder, before.saturating_add(1)),
        );
        if file != place && name.iter().all(u8::is_ascii_digit) {
            fs::rename(&file, &place)?;
            files.push(place);
        } else {
            files.push(file);
        }
    }
    Ok(files)
}

/// Removes the first record of a daemon among the `known` first files, with the copies
/// that somebody left who died before; those after it move up.
fn forget(files: &[Vec<u8>], known: usize, daemon: &Daemon<'_>) -> SysResult<()> {
    let mut found: Option<Vec<u8>> = None;
    let mut places = files.iter();
    for (at, file) in files.iter().enumerate() {
        let content = match fs::read(file, crate::bounds::DAEMON_RECORD) {
            Ok(content) if at < known => content,
            Ok(_) | Err(Errno::NOENT) => Vec::new(),
            Err(errno) => return Err(errno),
        };
        let goes = match &found {
            None => at < known && daemon.is_in(&content),
            Some(found) => at < known && *found == content,
        };
        if goes {
            found.get_or_insert(content);
        } else if let Some(place) = places.next().filter(|place| *place != file) {
            fs::rename(file, place)?;
        }
    }
    for left in places {
        match fs::unlink(left) {
            Ok(()) | Err(Errno::NOENT) => {}
            Err(errno) => return Err(errno),
        }
    }
    Ok(())
}

/// `rc_service_started_daemon`: whether a service has started a daemon, with any
/// number or as its `number`th, counted from 1.
///
/// # Errors
/// [`Error::InvalidName`].
pub fn has_started(
    context: &Context,
    service: &[u8],
    daemon: &Daemon<'_>,
    number: Option<usize>,
) -> Result<bool> {
    let folder = context.state_file(StateDir::Daemons, name::service(service)?);
    let is_it = |file: &Vec<u8>| {
        fs::read(file, crate::bounds::DAEMON_RECORD).is_ok_and(|content| daemon.is_in(&content))
    };
    Ok(match number {
        Some(number) => is_it(&numbered(&folder, number)),
        None => files(&folder).iter().any(is_it),
    })
}

#[cfg(test)]
mod tests {
    use super::record::Record;
    use super::*;

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let daemon = Daemon {
            exec: Some(b"/bin/d"),
            argv: &[b"/bin/d", b"-x"],
            pidfile: Some(b"/run/d.pid"),
        };
        let file = daemon.to_file();
        assert_eq!(
            file,
            b"exec=/bin/d\nargv_0=/bin/d\nargv_1=-x\npidfile=/run/d.pid\n"
        );
        let record = Record::parse(&file);
        assert_eq!(record.pidfile, Some(&b"/run/d.pid"[..]));
        let without = Daemon {
            pidfile: None,
            ..daemon
        };
        let file = without.to_file();
        assert!(Record::parse(&file).is(b"/bin/d\0-x\0--more\0"));
        assert!(!Record::parse(&file).is(b"/bin/d\0--more\0"));
    }

    #[test]
    fn more_than_one_argument_is_never_found() {
        let one = Daemon {
            exec: Some(b"/d"),
            argv: &[b"a"],
            pidfile: None,
        };
        let two = Daemon {
            exec: Some(b"/d"),
            argv: &[b"a", b"b"],
            pidfile: None,
        };
        assert!(one.is_in(&one.to_file()));
        assert!(!two.is_in(&two.to_file()));
    }
}
