//! The system's gendepends.sh, run for a Prefix that has none of its own: it reads the
//! rc.conf and rc.conf.d of the folder that was built into it, which is the system's.
#![forbid(unsafe_code)]

use crate::build_options::SYSCONFDIR;
use crate::paths::Paths;
use crate::prefix::Prefix;
use crate::sys::{find, fs, SysResult};
use alloc::vec::Vec;

/// The Prefix that a gendepends.sh is run for without being its own.
pub fn borrower<'p>(paths: &'p Paths, path: &[u8]) -> Option<&'p Prefix> {
    paths.prefix().filter(|prefix| !prefix.holds(path))
}

/// The script with the Prefix's configuration in the place of the system's. The root of
/// a Prefix is one word for a shell, within quotes and without.
pub fn script(prefix: &Prefix, path: &[u8]) -> SysResult<Vec<u8>> {
    Ok(moved_to(
        prefix,
        &fs::read(path, crate::bounds::HELPER_SCRIPT)?,
    ))
}

/// As [`script`], of a text that was read.
pub fn moved_to(prefix: &Prefix, script: &[u8]) -> Vec<u8> {
    moved(script, &prefix.below(SYSCONFDIR.as_bytes()))
}

fn moved(script: &[u8], sysconfdir: &[u8]) -> Vec<u8> {
    let built_in = SYSCONFDIR.as_bytes();
    let mut text = Vec::with_capacity(script.len());
    let mut rest = script;
    while let Some(at) = find(rest, built_in) {
        let after = at.saturating_add(built_in.len());
        let follows = rest.get(after..).unwrap_or_default();
        let is_whole = !text_ends_in_name(rest.get(..at).unwrap_or_default());
        let is_configuration = follows.strip_prefix(b"\"").unwrap_or(follows);
        text.extend_from_slice(rest.get(..at).unwrap_or_default());
        if is_whole && is_configuration.starts_with(b"/rc.conf") {
            text.extend_from_slice(sysconfdir);
        } else {
            text.extend_from_slice(built_in);
        }
        rest = follows;
    }
    text.extend_from_slice(rest);
    text
}

/// `/usr/etc` is not `/etc`.
fn text_ends_in_name(text: &[u8]) -> bool {
    text.last()
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || b"}_.-/".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_moves_and_nothing_else() {
        let script = b"[ -e /etc/rc.conf ] && . /etc/rc.conf\nfor f in \"/etc\"/rc.conf.d/*.conf\n\
                       . /usr/etc/rc.conf; . ${x}/etc/rc.conf; ls /etc";
        let expected = b"[ -e /p/etc/rc.conf ] && . /p/etc/rc.conf\n\
                         for f in \"/p/etc\"/rc.conf.d/*.conf\n\
                         . /usr/etc/rc.conf; . ${x}/etc/rc.conf; ls /etc";
        assert_eq!(moved(script, b"/p/etc"), expected);
    }
}
