//! Whether the superuser may use what is in a Prefix.
//!
//! The superuser runs what is in a Prefix with all rights: nobody else may be able to put
//! anything there. An ordinary user's own risk is an ordinary user's.
//!
//! A path is checked from `/` on: each directory on the way, and the same for where each symlink
//! leads. To replace a component later, even between two of these steps, an attacker would have to
//! write to a directory that was already found to be writable by root alone. So nothing has to be
//! kept open, and the path can be used later as it is.
//!
//! Group write counts, however small the group: with a POSIX ACL those bits are its mask, so
//! another user's right to write shows there and nowhere else.
#![forbid(unsafe_code)]

use super::obstacle::Obstacle;
use super::{below, followed, real, within};
use crate::build_options::{LIBEXECDIR, RC_PATH, SVCDIR, SYSCONFDIR};
use crate::number::decimal;
use crate::privilege;
use crate::sys::dir_fd::DirFd;
use crate::sys::fs::{self, Metadata};
use crate::sys::{process, Errno};
use alloc::vec::Vec;

type Found = Result<(), Obstacle>;

/// Who may write: the group, everybody.
const OTHERS_WRITE: u32 = 0o022;
/// In such a directory a name can be removed by its owner alone (`S_ISVTX`).
const STICKY: u32 = 0o1000;
/// How many symlinks one path may lead through, as in the kernel.
const MOST_LINKS: usize = 40;
/// Who has no number in a user namespace.
const NOBODY_HERE: u32 = 65534;

/// Checks all of the Prefix at `root` that decides what is run.
///
/// # Errors
/// What another user could have written, and the kernel's.
pub fn check_prefix(root: &[u8]) -> Found {
    if process::effective_uid() != 0 {
        return Ok(());
    }
    // What is above it is most often the same user's: this is what to name.
    verify(&fs::stat(root)?, root, root, root, true)?;
    let sysconfdir = below(root, SYSCONFDIR.as_bytes());
    check(&below(root, SVCDIR.as_bytes()), root)?;
    for name in [&b"rc.conf"[..], b"rc.conf.d", b"runlevels"] {
        check_all_in(&sysconfdir, name, root)?;
    }
    for scriptdir in RC_PATH.as_bytes().split(|byte| *byte == b':') {
        check_scripts(&below(root, scriptdir), root)?;
    }
    // A Prefix may have an OpenRC of its own: the PATH of its services begins here, and its
    // programs have their libraries from here, in Gentoo's from the last two.
    for directory in [
        &b"usr/sbin"[..],
        b"usr/bin",
        b"sbin",
        b"bin",
        b"lib",
        b"usr/lib/openrc-rust",
        b"usr/lib64/openrc-rust",
    ] {
        check(&fs::join(root, directory), root)?;
    }
    check_all_in(&below(root, LIBEXECDIR.as_bytes()), b"sh", root)
}

/// Checks the init scripts and their configuration in a script directory.
///
/// # Errors
/// As [`check_prefix`].
pub fn check_scripts(scriptdir: &[u8], root: &[u8]) -> Found {
    check_all_in(scriptdir, b"init.d", root)?;
    check_all_in(scriptdir, b"conf.d", root)
}

/// Checks a file, or a directory and what is directly in it.
fn check_all_in(folder: &[u8], name: &[u8], root: &[u8]) -> Found {
    let path = fs::join(folder, name);
    check(&path, root)?;
    if process::effective_uid() != 0 {
        return Ok(());
    }
    let Ok(dir) = DirFd::open_followed(&path) else {
        return Ok(());
    };
    let mut found = Ok(());
    dir.each_name(&mut |name| {
        if found.is_ok() {
            let at = fs::join(&path, name);
            let metadata = dir.lstat(name)?;
            // What is above it is known by now.
            found = match metadata.is_symlink() {
                true => check(&at, root),
                false => verify(&metadata, &at, root, root, true),
            };
        }
        Ok(())
    })?;
    found
}

/// Checks each existing component of a path. Components that do not exist are safe: only root
/// can create them. Inside the Prefix at `root` nobody else may write at all; above it, an entry
/// of root's in a sticky directory such as /tmp is accepted.
///
/// # Errors
/// As [`check_prefix`].
pub fn check(path: &[u8], root: &[u8]) -> Found {
    if process::effective_uid() != 0 {
        return Ok(());
    }
    let mut path = match path.starts_with(b"/") {
        true => path.to_vec(),
        false => real(path),
    };
    let named = if root.is_empty() {
        path.clone()
    } else {
        root.to_vec()
    };
    for _ in 0..MOST_LINKS {
        match first_symlink(&path, root, &named)? {
            Some(end) => {
                let (symlink, rest) = path.split_at(end);
                let folder =
                    crate::bytes::last_position(b'/', symlink).and_then(|end| symlink.get(..end));
                let target = fs::readlink(symlink)?;
                path = [&followed(folder.unwrap_or_default(), &target), rest].concat();
            }
            None => return Ok(()),
        }
    }
    Err(Errno::LOOP.into())
}

/// Checks each component up to the end of the path or the first symlink. Returns the offset at
/// which that symlink's name ends, if there is one.
fn first_symlink(path: &[u8], root: &[u8], named: &[u8]) -> Result<Option<usize>, Obstacle> {
    verify(&fs::lstat(b"/")?, b"/", root, named, false)?;
    let ends = crate::bytes::positions(b'/', path)
        .skip(1)
        .chain([path.len()]);
    for end in ends {
        let at = path.get(..end).unwrap_or_default();
        let metadata = match fs::lstat(at) {
            Err(Errno::NOENT) => break,
            other => other?,
        };
        verify(&metadata, at, root, named, end == path.len())?;
        if metadata.is_symlink() {
            return Ok(Some(end));
        }
    }
    Ok(None)
}

/// As one word of a shell's command.
fn word(path: &[u8]) -> Vec<u8> {
    if path.iter().all(|byte| super::is_plain(*byte)) {
        return path.to_vec();
    }
    let parts: Vec<&[u8]> = path.split(|byte| *byte == b'\'').collect();
    [b"'", &parts.join(&b"'\\''"[..])[..], b"'"].concat()
}

/// Checks what is at `at`, which is the end of the path if it `is_last`.
fn verify(it: &Metadata, at: &[u8], root: &[u8], named: &[u8], is_last: bool) -> Found {
    let is_inside = within(root, at).is_some();
    let is_unknown = it.uid == NOBODY_HERE && !is_inside && privilege::is_in_user_namespace();
    let is_safe_in_it = it.mode & STICKY != 0 && !is_last && !is_inside;
    let is_roots = it.uid == 0 || is_unknown;
    if is_roots && (it.is_symlink() || it.mode & OTHERS_WRITE == 0 || is_safe_in_it) {
        return Ok(());
    }
    let begin = [b"refusing to use ", named, b" as root: "].concat();
    let (owner, argument) = (decimal(it.uid), word(at));
    Err(Obstacle::refusal(&match is_roots {
        true => [
            &begin[..],
            b"others can write to ",
            at,
            b": chmod go-w ",
            &argument,
        ],
        false if at == named => [&begin, b"owned by uid ", &owner, b"", b""],
        false => [&begin, at, b" is owned by uid ", &owner, b""],
    }))
}
