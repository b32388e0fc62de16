//! What a file has beside its content: mode, owner, ACL and security label.

use super::File;
use crate::sys::SysResult;
use alloc::vec::Vec;
use rustix::fs::{self, Gid, Mode, RawMode, Uid};

/// What a new file gets from the one whose place it takes.
#[derive(Debug)]
pub struct Attributes {
    mode: u32,
    uid: u32,
    gid: u32,
    extended: Extended,
}

impl Attributes {
    /// Those of a regular file. Whether it is a program is not among them: setuid and setgid
    /// were given to another content.
    ///
    /// # Errors
    /// The kernel's.
    pub fn of(path: &[u8], metadata: &super::Metadata) -> SysResult<Self> {
        Ok(Attributes {
            mode: metadata.mode & 0o777,
            uid: metadata.uid,
            gid: metadata.gid,
            extended: Extended::of(path)?,
        })
    }

    /// Lets those execute it who may read it.
    pub fn executable(mut self) -> Self {
        self.mode |= (self.mode & 0o444) >> 2;
        self
    }

    /// Gives them to a new file, as far as this process may.
    ///
    /// # Errors
    /// The kernel's, but for those that say that this process may not.
    pub fn give(&self, file: &File) -> SysResult<()> {
        let own = file.metadata()?;
        if own.uid != self.uid || own.gid != self.gid {
            self.give_owner(file)?;
        }
        self.extended.give(file)?;
        set_mode(file, self.mode)
    }

    fn give_owner(&self, file: &File) -> SysResult<()> {
        let (owner, group) = (Uid::from_raw(self.uid), Gid::from_raw(self.gid));
        let whole = fs::fchown(file, Some(owner), Some(group));
        let given = match whole {
            // An ordinary user may give it to a group of theirs.
            Err(rustix::io::Errno::PERM) => fs::fchown(file, None, Some(group)),
            other => other,
        };
        match given {
            // EINVAL: the owner is nobody in this user namespace.
            Err(rustix::io::Errno::PERM | rustix::io::Errno::INVAL) => Ok(()),
            other => Ok(other?),
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

/// Extended attributes.
#[derive(Debug, Default)]
struct Extended {
    values: Vec<(&'static core::ffi::CStr, Vec<u8>)>,
}

#[cfg(any(target_os = "linux", target_os = "android"))]
impl Extended {
    /// The access ACL, and the labels of SELinux and Smack. Other attributes are about the
    /// content (capabilities, signatures) or are no part of what a write in place keeps.
    const NAMES: [&'static core::ffi::CStr; 3] =
        [Self::ACL, c"security.selinux", c"security.SMACK64"];
    const ACL: &'static core::ffi::CStr = c"system.posix_acl_access";

    fn of(path: &[u8]) -> SysResult<Self> {
        let names = crate::sys::zstr::with_cstr(path, |path| {
            let mut names = [0; 1024];
            match fs::llistxattr(path, &mut names) {
                Ok(length) => Ok(Self::known(names.get(..length).unwrap_or_default())),
                // More than fit: each is asked for.
                Err(rustix::io::Errno::RANGE) => Ok(Self::NAMES.to_vec()),
                Err(rustix::io::Errno::NOTSUP | rustix::io::Errno::NOSYS) => Ok(Vec::new()),
                Err(errno) => Err(errno.into()),
            }
        })?;
        let mut values = Vec::new();
        for name in names {
            values.extend(Self::value(path, name)?.map(|value| (name, value)));
        }
        Ok(Extended { values })
    }

    fn known(names: &[u8]) -> Vec<&'static core::ffi::CStr> {
        let is_listed =
            |name: &&core::ffi::CStr| names.split(|byte| *byte == 0).any(|n| n == name.to_bytes());
        Self::NAMES.into_iter().filter(is_listed).collect()
    }

    fn value(path: &[u8], name: &core::ffi::CStr) -> SysResult<Option<Vec<u8>>> {
        /// The kernel's greatest.
        const MOST: usize = 64 << 10;
        crate::sys::zstr::with_cstr(path, |path| {
            let mut value = Vec::with_capacity(MOST);
            match fs::lgetxattr(path, name, rustix::buffer::spare_capacity(&mut value)) {
                Ok(_) => Ok(Some(value)),
                Err(rustix::io::Errno::NODATA | rustix::io::Errno::NOTSUP) => Ok(None),
                Err(errno) => Err(errno.into()),
            }
        })
    }

    fn give(&self, file: &File) -> SysResult<()> {
        if !self.values.iter().any(|(name, _)| *name == Self::ACL) {
            // Its directory may have given it one.
            match fs::fremovexattr(file, Self::ACL) {
                Ok(()) | Err(rustix::io::Errno::NODATA | rustix::io::Errno::NOTSUP) => {}
                Err(rustix::io::Errno::PERM) => {}
                Err(errno) => return Err(errno.into()),
            }
        }
        for (name, value) in &self.values {
            match fs::fsetxattr(file, *name, value, fs::XattrFlags::empty()) {
                Ok(()) => {}
                Err(rustix::io::Errno::PERM | rustix::io::Errno::NOTSUP) => {}
                // A policy has its own word on labels.
                Err(rustix::io::Errno::ACCESS | rustix::io::Errno::INVAL) if *name != Self::ACL => {
                }
                Err(errno) => return Err(errno.into()),
            }
        }
        Ok(())
    }
}

/// Not known here.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
impl Extended {
    fn of(_: &[u8]) -> SysResult<Self> {
        Ok(Extended::default())
    }

    fn give(&self, _: &File) -> SysResult<()> {
        let _ = &self.values;
        Ok(())
    }
}
