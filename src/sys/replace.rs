//! Files and links that change in one step: a reader sees the old or the new.
//!
//! What is new is first made under a hidden name beside the old, `.NAME.PID.N`,
//! and renamed over it. Listings pass over hidden names. A process that dies in
//! between leaves its hidden name behind; the next writer of NAME removes it.

use super::fs::{self, File};
use super::{process, Errno, SysResult};
use crate::number;
use alloc::vec::Vec;
use core::sync::atomic::{AtomicUsize, Ordering};

/// How often a step is tried again when another writer gets in between.
const TRIES: usize = 64;

/// Tells our own hidden names apart, also those of a signal handler that runs
/// in the middle of another replacement.
static SERIAL: AtomicUsize = AtomicUsize::new(0);

/// NAME_MAX is 255; a long name gives up its tail, the pid and number stay.
fn shortened(name: &[u8]) -> &[u8] {
    name.get(..name.len().min(200)).unwrap_or_default()
}

/// A name beside `name` that nobody else uses, and that listings pass over.
pub(super) fn hidden(folder: &[u8], name: &[u8]) -> Vec<u8> {
    let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
    let mut path = fs::join(folder, b".");
    path.extend_from_slice(shortened(name));
    for number in [number::decimal(process::pid()), number::decimal(serial)] {
        path.push(b'.');
        path.extend_from_slice(&number);
    }
    path
}

/// Replaces the file at `path` by one that holds `content`. Its mode is 0666
/// less the umask, as C's fopen gives.
///
/// # Errors
/// The kernel's, from making, writing, closing or renaming; the old file is
/// untouched then.
pub fn file(path: &[u8], content: &[u8]) -> SysResult<()> {
    replace_by(path, &|new| write_new(new, content))
}

/// As [`file()`], one that may be executed.
///
/// # Errors
/// As [`file()`].
pub fn script(path: &[u8], content: &[u8]) -> SysResult<()> {
    replace_by(path, &|new| {
        write_new(new, content)?;
        fs::chmod(new, 0o755)
    })
}

fn replace_by(path: &[u8], write: &dyn Fn(&[u8]) -> SysResult<()>) -> SysResult<()> {
    let (folder, name) = fs::split(path);
    let mut result = Err(Errno::EXIST);
    for _ in 0..TRIES {
        let new = hidden(folder, name);
        result = write(&new).and_then(|()| {
            fs::rename(&new, path).inspect_err(|_| {
                super::preserve_errno(|| fs::unlink(&new).ok());
            })
        });
        match result {
            // Somebody swept the hidden name away, or had it: once more.
            Err(Errno::EXIST) => {}
            Err(Errno::NOENT) if fs::exists(folder) => {}
            _ => break,
        }
    }
    if result.is_ok() {
        super::preserve_errno(|| sweep(folder, name));
    }
    result
}

fn write_new(path: &[u8], content: &[u8]) -> SysResult<()> {
    let file = File::create_new(path)?;
    let result = file.write_all(content).and_then(|()| file.close());
    if result.is_err() {
        super::preserve_errno(|| fs::unlink(path).ok());
    }
    result
}

/// Makes `link` lead to `target`, whatever it was before.
///
/// # Errors
/// The kernel's; the old link is untouched then.
pub fn symlink(target: &[u8], link: &[u8]) -> SysResult<()> {
    match fs::symlink(target, link) {
        Ok(()) => {
            let (folder, name) = fs::split(link);
            super::preserve_errno(|| sweep(folder, name));
            Ok(())
        }
        Err(Errno::EXIST) => replace_by(link, &|new| fs::symlink(target, new)),
        other => other,
    }
}

/// Removes the hidden names that dead writers of `name` left in `folder`.
fn sweep(folder: &[u8], name: &[u8]) {
    let name = shortened(name);
    let Ok(names) = hidden_names(folder) else {
        return;
    };
    for hidden in names {
        let Some(rest) = hidden.get(1..).and_then(|rest| rest.strip_prefix(name)) else {
            continue;
        };
        let Some(pid) = writer(rest) else { continue };
        if !process::is_alive(pid) {
            fs::unlink(&fs::join(folder, &hidden)).ok();
        }
    }
}

fn hidden_names(folder: &[u8]) -> SysResult<Vec<Vec<u8>>> {
    let mut dir = super::dir::Dir::open(folder)?;
    let mut names = Vec::new();
    while let Some(name) = dir.next_name()? {
        if name.first() == Some(&b'.') && name != b"." && name != b".." {
            names.push(name.to_vec());
        }
    }
    Ok(names)
}

/// The PID of `.PID.N`.
fn writer(suffix: &[u8]) -> Option<i32> {
    let mut parts = suffix.strip_prefix(b".")?.split(|byte| *byte == b'.');
    let pid = i32::try_from(number::whole(parts.next()?)?).ok()?;
    usize::try_from(number::whole(parts.next()?)?).ok()?;
    parts.next().is_none().then_some(pid)
}

#[cfg(test)]
mod tests {
    use super::fs::Bound;
    use super::*;

    fn scratch(name: &str) -> Vec<u8> {
        let path =
            std::env::temp_dir().join(format!("openrc-replace-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        path.into_os_string().into_encoded_bytes()
    }

    #[test]
    fn a_file_is_replaced_and_leftovers_of_the_dead_are_swept() {
        let folder = scratch("file");
        let path = fs::join(&folder, b"softlevel");
        // No process can have this number: it is above the kernel's greatest.
        let leftover = fs::join(&folder, b".softlevel.2147483647.0");
        write_new(&leftover, b"torn").unwrap();
        file(&path, b"boot").unwrap();
        file(&path, b"default").unwrap();
        assert_eq!(fs::read(&path, Bound::Whole(99)).unwrap(), b"default");
        assert!(!fs::exists(&leftover));
        assert!(hidden_names(&folder).unwrap().is_empty());
        crate::sys::dir::remove_all(&folder).unwrap();
    }

    #[test]
    fn a_name_as_long_as_may_be() {
        let folder = scratch("long");
        let name = [b'x'; 255];
        let leftover = [&b"."[..], &name[..200], b".2147483647.0"].concat();
        write_new(&fs::join(&folder, &leftover), b"torn").unwrap();
        file(&fs::join(&folder, &name), b"1").unwrap();
        assert!(hidden_names(&folder).unwrap().is_empty());
        crate::sys::dir::remove_all(&folder).unwrap();
    }

    #[test]
    fn a_failed_replacement_leaves_the_old() {
        let folder = scratch("fail");
        let path = fs::join(&folder, b"missing/softlevel");
        assert_eq!(file(&path, b"x"), Err(Errno::NOENT));
        crate::sys::dir::remove_all(&folder).unwrap();
    }

    #[test]
    fn a_link_is_replaced_and_leftovers_of_the_dead_are_swept() {
        let folder = scratch("link");
        let path = fs::join(&folder, b"sshd");
        let leave = || fs::symlink(b"x", &fs::join(&folder, b".sshd.2147483647.0")).unwrap();
        leave();
        symlink(b"/etc/init.d/a", &path).unwrap();
        assert!(hidden_names(&folder).unwrap().is_empty());
        leave();
        symlink(b"/etc/init.d/b", &path).unwrap();
        assert_eq!(fs::readlink(&path).unwrap(), b"/etc/init.d/b");
        assert!(hidden_names(&folder).unwrap().is_empty());
        crate::sys::dir::remove_all(&folder).unwrap();
    }
}
