//! When a timer has run last: /var/lib/rc-guard/SERVICE:TIMER, which outlives a boot.

use crate::files;
use crate::place::{path, Place};
use jiff::Timestamp;
use openrc::bounds;
use openrc::sys::replace;
use std::env;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

/// Where the stamps are; a user's own are in his state directory.
fn folder(place: &Place) -> Option<PathBuf> {
    if let Some(folder) = place.in_prefix("var/lib/rc-guard") {
        return Some(folder);
    }
    if !place.context.paths().is_user() {
        return Some("/var/lib/rc-guard".into());
    }
    let absolute = |name: &str| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|it| it.is_absolute())
    };
    let state = absolute("XDG_STATE_HOME").or_else(|| Some(absolute("HOME")?.join(".local/state")));
    Some(state?.join("rc-guard"))
}

fn file(place: &Place, service: &[u8], timer: &str) -> Option<PathBuf> {
    let name = [service, b":", timer.as_bytes()].concat();
    Some(folder(place)?.join(path(&name)))
}

/// When it ran last; `None` if that is not known, whatever the reason.
pub fn read(place: &Place, service: &[u8], timer: &str) -> Option<Timestamp> {
    let text = files::read(file(place, service, timer)?, bounds::VALUE).ok()?;
    parse(&text)
}

fn parse(text: &[u8]) -> Option<Timestamp> {
    let text = std::str::from_utf8(text).ok()?;
    let seconds = text.strip_prefix("ran=")?.strip_suffix('\n')?;
    Timestamp::from_second(seconds.parse().ok()?).ok()
}

/// It runs now.
///
/// # Errors
/// It cannot be written.
pub fn write(place: &Place, service: &[u8], timer: &str, when: Timestamp) -> io::Result<()> {
    let file = file(place, service, timer).ok_or(io::ErrorKind::NotFound)?;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let text = format!("ran={}\n", when.as_second());
    replace::file(file.as_os_str().as_bytes(), text.as_bytes()).map_err(io::Error::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_stamp_is_none() {
        assert_eq!(
            parse(b"ran=1700000000\n").unwrap().as_second(),
            1_700_000_000
        );
        for bad in [
            &b""[..],
            b"ran=17000",
            b"ran=\n",
            b"ran=99999999999999999999\n",
            b"ran=9999999999999999\n",
            b"\xff\xfe",
            b"other=1\n",
            b"ran=1\nran=2\n",
        ] {
            assert_eq!(parse(bad), None, "{bad:?}");
        }
    }
}
