//! What a file has beside its content: mode, owner, ACL and security label.

use super::{File, Metadata};
#[cfg(any(target_os = "linux", target_os = "android"))]
use crate::sys::zstr::with_cstr;
use crate::sys::SysResult;
use rustix::fs::{self, Gid, Mode, RawMode, Uid};
use rustix::io::Errno;

/// Gives a new file the mode, owner, ACL and label of the one at `path`, whose place it is to
/// take, as far as this process may. A program may be executed by those who may read it; setuid
/// and setgid were given to another content.
///
/// # Errors
/// The kernel's, but for those that say that this process may not.
pub fn give_rights(file: &File, path: &[u8], old: &Metadata, is_program: bool) -> SysResult<()> {
    let own = file.metadata()?;
    if (own.uid, own.gid) != (old.uid, old.gid) {
        give_owner(file, old)?;
    }
    copy_extended(path, file)?;
    let mode = old.mode & 0o777;
    let execute = if is_program { (mode & 0o444) >> 2 } else { 0 };
    set_mode(file, mode | execute)
}

fn give_owner(file: &File, old: &Metadata) -> SysResult<()> {
    let mut owner = Some(Uid::from_raw(old.uid));
    loop {
        match fs::fchown(file, owner, Some(Gid::from_raw(old.gid))) {
            // An ordinary user may give it to a group of theirs.
            Err(Errno::PERM) if owner.is_some() => owner = None,
            // EINVAL: the owner is nobody in this user namespace.
            Err(Errno::PERM | Errno::INVAL) => return Ok(()),
            other => return Ok(other?),
        }
    }
}

/// `fchmod`.
///
/// # Errors
/// The kernel's.
#[allow(clippy::cast_possible_truncation, clippy::unnecessary_cast)] // mode_t differs
pub fn set_mode(file: &File, mode: u32) -> SysResult<()> {
    Ok(fs::fchmod(file, Mode::from_raw_mode(mode as RawMode))?)
}

/// Copies the access ACL and SELinux' label. Other extended attributes are about the content
/// (capabilities, signatures), or are no part of what a write in place keeps.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn copy_extended(from: &[u8], file: &File) -> SysResult<()> {
    use crate::bytes::part;
    with_cstr(from, |from| {
        let mut buffer = [0; 8 << 10];
        for name in [c"system.posix_acl_access", c"security.selinux"] {
            let is_acl = name.to_bytes().starts_with(b"system");
            let copied = match fs::lgetxattr(from, name, &mut buffer) {
                Ok(length) => {
                    let value = part(&buffer, ..length);
                    fs::fsetxattr(file, name, value, fs::XattrFlags::empty())
                }
                // Its directory may have given it one.
                Err(Errno::NODATA) if is_acl => fs::fremovexattr(file, name),
                Err(errno) => Err(errno),
            };
            match copied {
                Ok(()) | Err(Errno::NODATA | Errno::NOTSUP | Errno::PERM) => {}
                // A policy has its own word on labels.
                Err(Errno::ACCESS | Errno::INVAL) if !is_acl => {}
                Err(errno) => return Err(errno.into()),
            }
        }
        Ok(())
    })
}

/// Not known here.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn copy_extended(_: &[u8], _: &File) -> SysResult<()> {
    Ok(())
}
