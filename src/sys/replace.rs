//! Files and links that change in one step: a reader sees the old or the new.
//!
//! What is new is first made under a hidden name beside the old, `.NAME.PID.N`,
//! and renamed over it. Listings pass over hidden names. A process that dies in
//! between leaves its hidden name behind; the next writer of NAME removes it.

use super::dir::Dir;
use super::dir_fd::DirFd;
use super::fs::{self, give_rights, set_mode, File, Metadata, Permission};
use super::{process, Errno, SysResult};
use crate::bytes::part;
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
    part(name, ..name.len().min(200))
}

/// A name beside `name` that nobody else uses, and that listings pass over.
pub(super) fn hidden(folder: &[u8], name: &[u8]) -> Vec<u8> {
    let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
    let (pid, serial) = (number::decimal(process::pid()), number::decimal(serial));
    [folder, b"/.", shortened(name), b".", &pid, b".", &serial].concat()
}

/// What a file is made as when it is not there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Its mode is 0666 less the umask, as C's fopen gives.
    Data,
    /// Its mode is 0755.
    Program,
}

/// Replaces the file at `path` by one that holds `content` and has the mode, owner and ACL
/// of the old; without an old one its mode is 0666 less the umask, as C's fopen gives. A
/// symlink that the owner of its directory made, the superuser or this user, is followed, and
/// a stranger's is replaced. If no file can be put in the place of the old, but that may be
/// written, it is written where it is.
///
/// # Errors
/// The kernel's; the old file is untouched then, unless it had to be written where it is.
pub fn file(path: &[u8], content: &[u8]) -> SysResult<()> {
    replace(path, content, Kind::Data)
}

/// As [`file()`], one that may be executed by those who may read it.
///
/// # Errors
/// As [`file()`].
pub fn script(path: &[u8], content: &[u8]) -> SysResult<()> {
    replace(path, content, Kind::Program)
}

fn replace(name: &[u8], content: &[u8], kind: Kind) -> SysResult<()> {
    let before = Errno::last();
    let mut path = name.to_vec();
    let old = follow(&mut path)?;
    match &old {
        // As with C's fopen, the right to change the directory is not that to change the file.
        Some(old) if old.is_file() => fs::permitted(&path, Permission::Write)?,
        // A link to a device, as /dev/null: no file may take its place.
        Some(old) if path != name && !old.is_symlink() => {
            return File::open_for_change(&path)?.write_all(content);
        }
        _ => {}
    }
    match replace_by(&path, &|new| {
        write_new(new, content, &path, old.as_ref(), kind)
    }) {
        Err(errno) if may_be_written_in_place(errno) && old.is_some() => {
            let Ok(file) = File::open_for_change(&path) else {
                errno.set();
                return Err(errno);
            };
            file.truncate()?;
            fill(file, content)?;
        }
        other => other?,
    }
    before.set();
    Ok(())
}

/// Links that lead to links: as many as the kernel follows.
const MOST_LINKS: usize = 40;

/// Makes a path lead where its links lead, and tells what is there: nothing, a file, or what is
/// no file.
fn follow(path: &mut Vec<u8>) -> SysResult<Option<Metadata>> {
    for _ in 0..MOST_LINKS {
        let found = match fs::lstat(path) {
            Err(Errno::NOENT) => return Ok(None),
            found => found?,
        };
        if !found.is_symlink() || !is_trusted(path, found.uid)? {
            return Ok(Some(found));
        }
        let target = fs::readlink(path)?;
        *path = match target.first() {
            Some(b'/') => target,
            _ => fs::join(fs::dirname(path), &target),
        };
    }
    Errno::LOOP.set();
    Err(Errno::LOOP)
}

/// Whether a symlink was made by whoever could put anything in its place, or by this user.
fn is_trusted(link: &[u8], owner: u32) -> SysResult<bool> {
    let is_known = owner == 0 || owner == process::effective_uid();
    Ok(is_known || owner == fs::stat(fs::dirname(link))?.uid)
}

/// Whether an error of making a file beside another, or of the rename, says nothing about
/// that other: something is mounted on it, or only its directory may not be changed.
fn may_be_written_in_place(errno: Errno) -> bool {
    matches!(
        errno,
        Errno::BUSY | Errno::ACCES | Errno::PERM | Errno::ROFS | Errno::XDEV
    )
}

fn fill(file: File, content: &[u8]) -> SysResult<()> {
    file.write_all(content)?;
    file.close()
}

/// Removes a hidden name of this process.
fn discard(new: &[u8]) {
    super::preserve_errno(|| fs::unlink(new).ok());
}

/// Replaces the file at `path` by one of a mode of its own: at no moment may others do more with
/// it than that. Whatever was there before, a symlink too, is replaced.
///
/// # Errors
/// As [`file()`].
pub fn file_with_mode(path: &[u8], content: &[u8], mode: u32, umask: Umask) -> SysResult<()> {
    replace_by(path, &|new| {
        let (folder, name) = fs::split(new);
        DirFd::open_followed(folder)?.create(name, content, mode, umask)
    })
}

/// What the umask does to the mode of a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Umask {
    /// It takes permissions away.
    Applied,
    /// Nothing.
    Ignored,
}

fn replace_by(path: &[u8], write: &dyn Fn(&[u8]) -> SysResult<()>) -> SysResult<()> {
    let (folder, name) = fs::split(path);
    let mut result = Err(Errno::EXIST);
    for _ in 0..TRIES {
        let new = hidden(folder, name);
        result = write(&new).and_then(|()| fs::rename(&new, path).inspect_err(|_| discard(&new)));
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

fn write_new(
    new: &[u8],
    content: &[u8],
    path: &[u8],
    old: Option<&Metadata>,
    kind: Kind,
) -> SysResult<()> {
    let old = old.filter(|old| old.is_file());
    // Until it is known who may read it nobody else does.
    let mode = if old.is_some() { 0o600 } else { 0o666 };
    let file = File::create_new(new, mode)?;
    let rights = match old {
        Some(old) => give_rights(&file, path, old, kind == Kind::Program),
        None if kind == Kind::Program => set_mode(&file, 0o755),
        None => Ok(()),
    };
    let result = rights.and_then(|()| fill(file, content));
    result.inspect_err(|_| discard(new))
}

/// A new file with a hidden name beside `path`, which [`sweep`] removes if this process dies.
pub(super) fn new_file(path: &[u8], mode: u32) -> SysResult<(Vec<u8>, File)> {
    let (folder, name) = fs::split(path);
    let new = hidden(folder, name);
    File::create_new(&new, mode).map(|file| (new, file))
}

/// Makes `link` lead to `target`, whatever it was before.
///
/// # Errors
/// The kernel's; the old link is untouched then.
pub fn symlink(target: &[u8], link: &[u8]) -> SysResult<()> {
    match new_symlink(target, link) {
        Err(Errno::EXIST) => replace_by(link, &|new| fs::symlink(target, new)),
        other => other,
    }
}

/// Makes `link`, which leads to `target`.
///
/// # Errors
/// The kernel's: `EEXIST` if there is something.
pub fn new_symlink(target: &[u8], link: &[u8]) -> SysResult<()> {
    fs::symlink(target, link)?;
    let (folder, name) = fs::split(link);
    super::preserve_errno(|| sweep(folder, name));
    Ok(())
}

/// Removes the hidden names that dead writers of `name` left in `folder`.
fn sweep(folder: &[u8], name: &[u8]) {
    let name = shortened(name);
    let Ok(mut dir) = Dir::open(folder) else {
        return;
    };
    while let Ok(Some(hidden)) = dir.next_name() {
        let rest = hidden.strip_prefix(b".");
        let Some(pid) = rest.and_then(|rest| writer(rest.strip_prefix(name)?)) else {
            continue;
        };
        if !process::is_alive(pid) {
            fs::unlink(&fs::join(folder, hidden)).ok();
        }
    }
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

    fn hidden_names(folder: &[u8]) -> SysResult<Vec<Vec<u8>>> {
        let mut dir = Dir::open(folder)?;
        let mut names = Vec::new();
        while let Some(name) = dir.next_name()? {
            if name.first() == Some(&b'.') && name != b"." && name != b".." {
                names.push(name.to_vec());
            }
        }
        Ok(names)
    }

    fn scratch(name: &str) -> Vec<u8> {
        let path =
            std::env::temp_dir().join(format!("openrc-replace-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        path.into_os_string().into_encoded_bytes()
    }

    fn read(path: &[u8]) -> Vec<u8> {
        fs::read(path, Bound::Whole(99)).unwrap()
    }

    #[test]
    fn a_file_is_replaced_and_leftovers_of_the_dead_are_swept() {
        let folder = scratch("file");
        let path = fs::join(&folder, b"softlevel");
        // No process can have this number: it is above the kernel's greatest.
        let leftover = fs::join(&folder, b".softlevel.2147483647.0");
        write_new(&leftover, b"torn", b"", None, Kind::Data).unwrap();
        file(&path, b"boot").unwrap();
        file(&path, b"default").unwrap();
        assert_eq!(read(&path), b"default");
        assert!(!fs::exists(&leftover));
        assert!(hidden_names(&folder).unwrap().is_empty());
        crate::sys::dir::remove_all(&folder).unwrap();
    }

    fn mode(path: &[u8]) -> u32 {
        fs::lstat(path).unwrap().mode & 0o7777
    }

    #[test]
    fn a_new_file_has_the_mode_of_the_old() {
        let folder = scratch("mode");
        let path = fs::join(&folder, b"softlevel");
        for before in [0o644, 0o600, 0o666, 0o640, 0o444] {
            file(&path, b"one").unwrap();
            fs::chmod(&path, before).unwrap();
            file(&path, b"two").unwrap();
            assert_eq!(mode(&path), before);
            assert_eq!(read(&path), b"two");
            fs::unlink(&path).unwrap();
        }
        file(&path, b"one").unwrap();
        fs::chmod(&path, 0o6755).unwrap();
        file(&path, b"two").unwrap();
        assert_eq!(mode(&path), 0o755);
        script(&path, b"three").unwrap();
        fs::chmod(&path, 0o640).unwrap();
        script(&path, b"four").unwrap();
        assert_eq!(mode(&path), 0o750);
        fs::unlink(&path).unwrap();
        script(&path, b"five").unwrap();
        assert_eq!(mode(&path), 0o755);
        crate::sys::dir::remove_all(&folder).unwrap();
    }

    #[test]
    fn a_link_of_ours_is_written_through() {
        let folder = scratch("through");
        let path = |name: &[u8]| fs::join(&folder, name);
        fs::mkdir(&path(b"other"), 0o755).unwrap();
        fs::symlink(b"second", &path(b"first")).unwrap();
        fs::symlink(b"other/file", &path(b"second")).unwrap();
        file(&path(b"first"), b"one").unwrap();
        assert_eq!(read(&path(b"other/file")), b"one");
        file(&path(b"first"), b"two").unwrap();
        assert_eq!(read(&path(b"other/file")), b"two");
        assert_eq!(fs::readlink(&path(b"first")).unwrap(), b"second");
        assert!(hidden_names(&path(b"other")).unwrap().is_empty());
        fs::symlink(b"missing/file", &path(b"nowhere")).unwrap();
        assert_eq!(file(&path(b"nowhere"), b"x"), Err(Errno::NOENT));
        fs::symlink(b"loop", &path(b"loop")).unwrap();
        assert_eq!(file(&path(b"loop"), b"x"), Err(Errno::LOOP));
        fs::symlink(b"/dev/null", &path(b"null")).unwrap();
        assert_eq!(file(&path(b"null"), b"x"), Ok(()));
        fs::symlink(b"/dev/zero", &path(b"zero")).unwrap();
        assert_eq!(file(&path(b"zero"), b"x"), Err(Errno::INVAL));
        for device in [&b"/dev/null"[..], b"/dev/zero"] {
            assert!(!fs::lstat(device).unwrap().is_file());
        }
        crate::sys::dir::remove_all(&folder).unwrap();
    }

    #[test]
    fn errno_is_what_it_was() {
        let folder = scratch("errno");
        Errno(77).set();
        file(&fs::join(&folder, b"new"), b"x").unwrap();
        file(&fs::join(&folder, b"new"), b"y").unwrap();
        assert_eq!(Errno::last(), Errno(77));
        crate::sys::dir::remove_all(&folder).unwrap();
    }

    #[test]
    fn a_name_as_long_as_may_be() {
        let folder = scratch("long");
        let name = [b'x'; 255];
        let leftover = [&b"."[..], &name[..200], b".2147483647.0"].concat();
        write_new(
            &fs::join(&folder, &leftover),
            b"torn",
            b"",
            None,
            Kind::Data,
        )
        .unwrap();
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
