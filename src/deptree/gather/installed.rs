//! The installed gendepends.sh and what it sources: is it one whose manner is known?
//!
//! A text is recognised by its fingerprint, taken after putting the configured paths
//! back: lines that only list paths count as one whatever they list. To add a release,
//! `cargo run --example fingerprint -- sh/gendepends.sh.in …` prints those of its files.

use super::shell::Parts;
use super::{seen, Looked};
use crate::build_options::{LOCAL_PREFIX, NATIVE_GATHERING, SYSCONFDIR};
use crate::context::Context;
use crate::paths::Paths;
use crate::prefix::gendepends;
use crate::sys::fs;
use alloc::vec::Vec;

/// What a release's gendepends.sh does differently from others'.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// The script directories are listed in it, not in `RC_SCRIPTDIRS`.
    pub has_folders: bool,
    /// It knows `reexport`.
    pub has_reexport: bool,
    /// `supervisor=s6` needs `s6-svscan`.
    pub has_s6: bool,
    /// Debian's: it reads LSB headers, and a script that fails is no reason to leave it out.
    pub is_debians: bool,
}

const OLD: Manner = Manner {
    has_folders: true,
    has_reexport: false,
    has_s6: false,
    is_debians: false,
};
const R0_56: Manner = Manner {
    has_folders: false,
    ..OLD
};
const R0_63: Manner = Manner {
    has_s6: true,
    ..R0_56
};
const R0_64: Manner = Manner {
    has_reexport: true,
    ..R0_63
};

/// gendepends.sh: of 0.45, 0.56, 0.63, 0.64, Debian 12 and Debian sid.
const GENDEPENDS: &[(u64, Manner)] = &[
    (0xcc77_02ca_bc8a_014f, OLD),
    (0xe366_e2ef_64db_5fd1, R0_56),
    (0x867e_1eec_c7ef_978e, R0_63),
    (0x3634_1943_02d0_0ef2, R0_64),
    (
        0x8af4_24e4_67dd_6cb6,
        Manner {
            is_debians: true,
            ..OLD
        },
    ),
    (
        0xa3d9_89f4_39e9_ef88,
        Manner {
            is_debians: true,
            ..R0_64
        },
    ),
];

/// functions.sh: of 0.45, 0.56, 0.63 and 0.64.
const FUNCTIONS: &[u64] = &[
    0x80ec_4cf4_bff1_a9bc,
    0xe0dd_5939_9ad4_3717,
    0x4149_3672_4658_fd96,
    0x8f6c_b990_a1e2_18e3,
];

/// rc-functions.sh: of 0.45, 0.47, 0.55 and 0.63, with Linux's containers in each.
const RC_FUNCTIONS: &[(u64, &str)] = &[
    (
        0x3253_e85e_784b_ac34,
        "docker lxc openvz rkt systemd-nspawn uml vserver",
    ),
    (
        0x51bd_59d8_52d6_d652,
        "docker lxc openvz rkt systemd-nspawn uml vserver",
    ),
    (
        0x11f3_1af0_4e51_30d0,
        "docker podman lxc openvz rkt systemd-nspawn uml vserver",
    ),
    (
        0xe9fd_2cd1_f72f_f00f,
        "docker podman lxc openvz rkt systemd-nspawn uml vserver wsl",
    ),
];

/// A gendepends.sh that is known.
pub struct Installed {
    /// What it does differently from others.
    pub manner: Manner,
    /// Linux's containers, of which `keyword -containers` names each.
    pub containers: &'static str,
    /// The folders that it lists itself.
    pub folders: Vec<Vec<u8>>,
    /// Where rc.conf and rc.conf.d are for it.
    pub sysconfdir: Vec<u8>,
    /// Its text, cut so that parts can be run by themselves.
    pub parts: Parts,
}

impl Installed {
    /// Reads it; `None` where it is not known.
    ///
    /// # Errors
    /// Those of reading, if they do not say that it is not there.
    pub fn read(context: &Context) -> Looked<Option<Installed>> {
        if !NATIVE_GATHERING {
            return Ok(None);
        }
        let paths = context.paths();
        let folder = fs::join(paths.libexecdir(), b"sh");
        let mut texts = Vec::new();
        for path in [
            paths.helper(b"sh/gendepends.sh"),
            fs::join(&folder, b"functions.sh"),
            fs::join(&folder, b"rc-functions.sh"),
        ] {
            texts.extend(match fs::read(&path, crate::bounds::HELPER_SCRIPT) {
                Err(errno) if errno.means_unreadable() => None,
                other => seen(&path, other)?,
            });
        }
        Ok(Self::recognised(paths, texts))
    }

    fn recognised(paths: &Paths, texts: Vec<Vec<u8>>) -> Option<Installed> {
        let places = Places {
            libexecdir: paths.libexecdir(),
            sysconfdir: SYSCONFDIR.as_bytes(),
            local_prefix: LOCAL_PREFIX.as_bytes(),
        };
        let [gendepends, functions, rc_functions] = texts.try_into().ok()?;
        let own = fingerprint(&gendepends, &places);
        let manner = GENDEPENDS.iter().find(|(known, _)| *known == own)?.1;
        if !FUNCTIONS.contains(&fingerprint(&functions, &places)) {
            return None;
        }
        let functions = fingerprint(&rc_functions, &places);
        let (_, containers) = RC_FUNCTIONS.iter().find(|(known, _)| *known == functions)?;
        // In a Prefix the system's is told of another place.
        let path = paths.helper(b"sh/gendepends.sh");
        let (text, sysconfdir) = match gendepends::borrower(paths, &path) {
            Some(prefix) => (
                gendepends::moved_to(prefix, &gendepends),
                paths.sysconfdir(),
            ),
            None => (gendepends, SYSCONFDIR.as_bytes()),
        };
        Some(Installed {
            manner,
            containers,
            folders: listed_folders(&text),
            sysconfdir: sysconfdir.to_vec(),
            parts: Parts::cut(&text)?,
        })
    }
}

/// The paths that were put in where the text was installed.
pub struct Places<'a> {
    /// `LIBEXECDIR`
    pub libexecdir: &'a [u8],
    /// `SYSCONFDIR`
    pub sysconfdir: &'a [u8],
    /// `LOCAL_PREFIX`
    pub local_prefix: &'a [u8],
}

fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n')
}

fn begins_path(line: &[u8]) -> bool {
    matches!(line.first(), Some(b'/' | b'@'))
}

fn listed_folders(text: &[u8]) -> Vec<Vec<u8>> {
    let folders = lines(text).filter(|line| begins_path(line));
    let trimmed = folders.map(|line| line.strip_suffix(b" \\").unwrap_or(line));
    trimmed.map(<[u8]>::to_vec).collect()
}

/// FNV-1a of a text whose paths are put back.
pub fn fingerprint(text: &[u8], places: &Places) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for line in lines(text) {
        add_line(&mut hash, line, places);
        add(&mut hash, b"\n");
    }
    hash
}

fn add(hash: &mut u64, bytes: &[u8]) {
    for byte in bytes {
        *hash = (*hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    }
}

fn add_line(hash: &mut u64, line: &[u8], places: &Places) {
    let trimmed = line.trim_ascii_start();
    if line.starts_with(b"#!") {
        add(hash, b"#!");
    } else if begins_path(line) {
        add(hash, b"folder");
    } else if begins_path(trimmed) && line.ends_with(b");;") {
        add(hash, b"paths");
    } else if let Some(name) = path_assignment(line) {
        add(hash, name);
    } else {
        add_with_paths(hash, line, places);
    }
}

/// `_NAME=` before a path.
fn path_assignment(line: &[u8]) -> Option<&[u8]> {
    let equals = crate::bytes::position(b'=', line)?;
    let (name, value) = line.split_at_checked(equals)?;
    let is_own = name.starts_with(b"_")
        && name
            .iter()
            .all(|byte| byte.is_ascii_uppercase() || *byte == b'_');
    let is_path = value
        .iter()
        .all(|byte| is_path_byte(*byte) || matches!(byte, b'=' | b'@'));
    (is_own && is_path).then_some(name)
}

fn is_path_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'_' | b'-')
}

fn add_with_paths(hash: &mut u64, line: &[u8], places: &Places) {
    let mut rest = line;
    let mut before = b' ';
    while let [first, others @ ..] = rest {
        let place = (!is_path_byte(before))
            .then(|| places.at_start(rest))
            .flatten();
        if let Some((sign, length)) = place {
            add(hash, sign);
            before = b'x';
            rest = rest.get(length..).unwrap_or_default();
        } else {
            add(hash, &[*first]);
            before = *first;
            rest = others;
        }
    }
}

impl Places<'_> {
    /// The place that a text begins with, and its length.
    fn at_start(&self, text: &[u8]) -> Option<(&'static [u8], usize)> {
        let places: [(&'static [u8], &[u8]); 3] = [
            (b"\0libexecdir", self.libexecdir),
            (b"\0sysconfdir", self.sysconfdir),
            (b"\0local", self.local_prefix),
        ];
        places.into_iter().find_map(|(sign, path)| {
            let next = text.strip_prefix(path)?.first();
            let ends = next.is_none_or(|next| *next == b'/' || !is_path_byte(*next));
            (ends && !path.is_empty()).then_some((sign, path.len()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: Places = Places {
        libexecdir: b"@LIBEXECDIR@",
        sysconfdir: b"@SYSCONFDIR@",
        local_prefix: b"@LOCAL_PREFIX@",
    };

    #[test]
    fn configured_paths_make_no_difference() {
        let template = b"#!@SHELL@\n. @LIBEXECDIR@/sh/x\n@SYSCONFDIR@/init.d \\\n\t@BINDIR@|/usr/bin);;\n\
                         _PREFIX=@PREFIX@\n. \"$_dir/../conf.d/x\" \"@SYSCONFDIR@\"/y @LOCAL_PREFIX@/bin";
        let installed =
            b"#!/bin/sh\n. /opt/lib/rc/sh/x\n/opt/etc/init.d \\\n\t/opt/bin|/usr/bin);;\n\
                          _PREFIX=/opt\n. \"$_dir/../conf.d/x\" \"/opt/etc\"/y /opt/local/bin";
        let places = Places {
            libexecdir: b"/opt/lib/rc",
            sysconfdir: b"/opt/etc",
            local_prefix: b"/opt/local",
        };
        assert_eq!(
            fingerprint(template, &TEMPLATE),
            fingerprint(installed, &places)
        );
        assert_eq!(listed_folders(installed), [b"/opt/etc/init.d"]);
    }

    #[test]
    fn anything_else_does() {
        let places = Places {
            libexecdir: b"/l",
            sysconfdir: b"/etc",
            local_prefix: b"",
        };
        let one = fingerprint(b". \"$_dir/../conf.d/x\"", &places);
        assert_ne!(one, fingerprint(b". \"$_dir/../confd/x\"", &places));
        let one = fingerprint(b". /etc/x", &places);
        assert_ne!(one, fingerprint(b". /usr/etc/x", &places));
        assert_ne!(one, fingerprint(b". /etcetera/x", &places));
    }
}
