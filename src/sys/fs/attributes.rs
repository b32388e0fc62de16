//! What a file has beside its content: mode, owner, ACL and security label.

use super::{File, Metadata};
#[cfg(any(target_os = "linux", target_os = "android"))]
use crate::sys::zstr::with_cstr;
use crate::sys::SysResult;
use rustix::fs::{self, Gid, Mode, RawMode, Uid};

/// What a new file gets from the one whose place it takes.
#[derive(Debug)]
pub struct Attributes<'a> {
    path: &'a [u8],
    metadata: Metadata,
}

impl<'a> Attributes<'a> {
    /// Those of a regular file.
    pub fn of(path: &'a [u8], metadata: Metadata) -> Self {
        Attributes { path, metadata }
    }

    /// Gives them to a new file, as far as this process may. A program may be executed by
    /// those who may read it; setuid and setgid were given to another content.
    ///
    /// # Errors
    /// The kernel's, but for those that say that this process may not.
    pub fn give(&self, file: &File, is_program: bool) -> SysResult<()> {
        let own = file.metadata()?;
        if own.uid != self.metadata.uid || own.gid != self.metadata.gid {
            self.give_owner(file)?;
        }
        extended(self.path, file)?;
        let mode = self.metadata.mode & 0o777;
        let execute = if is_program { (mode & 0o444) >> 2 } else { 0 };
        set_mode(file, mode | execute)
    }

    fn give_owner(&self, file: &File) -> SysResult<()> {
        let group = Some(Gid::from_raw(self.metadata.gid));
        let mut owner = Some(Uid::from_raw(self.metadata.uid));
        loop {
            match fs::fchown(file, owner, group) {
                // An ordinary user may give it to a group of theirs.
                Err(rustix::io::Errno::PERM) if owner.is_some() => owner = None,
                // EINVAL: the owner is nobody in this user namespace.
                Err(rustix::io::Errno::PERM | rustix::io::Errno::INVAL) => return Ok(()),
                other => return Ok(other?),
            }
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
fn extended(from: &[u8], file: &File) -> SysResult<()> {
    use rustix::io::Errno;
    with_cstr(from, |from| {
        let mut buffer = [0; 8 << 10];
        for name in [c"system.posix_acl_access", c"security.selinux"] {
            let is_acl = name.to_bytes().starts_with(b"system");
            let copied = match fs::lgetxattr(from, name, &mut buffer) {
                Ok(length) => {
                    let value = buffer.get(..length).unwrap_or_default();
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
fn extended(_: &[u8], _: &File) -> SysResult<()> {
    Ok(())
}
