//! Which boot of which machine this is.

use super::fs::check;
use super::SysResult;
use crate::bounds;
use alloc::vec::Vec;

/// The longest host name that is taken, in bytes.
const MOST: usize = 256;

/// Where the system has the id of a boot, for messages.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub const PLACE: &[u8] = b"/proc/sys/kernel/random/boot_id";
/// Where the system has the time of the boot, for messages.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub const PLACE: &[u8] = b"kern.boottime";

/// The name of this host (`gethostname`); empty if the system does not tell.
pub fn host_name() -> Vec<u8> {
    let mut name = [0u8; MOST];
    // SAFETY: the buffer is ours, and its length is given.
    let status = unsafe { libc::gethostname(name.as_mut_ptr().cast(), MOST) };
    let end = name.iter().position(|byte| *byte == 0).unwrap_or(MOST);
    match check(status) {
        Ok(_) => name.get(..end).unwrap_or_default().to_vec(),
        Err(_) => Vec::new(),
    }
}

/// The number of this machine in `/etc/machine-id`: 32 hexadecimal digits. `None` if it has
/// none; images that are yet to be installed have `uninitialized` there, or zeros.
pub fn machine_id() -> Option<Vec<u8>> {
    let id = super::fs::read(b"/etc/machine-id", bounds::MACHINE_ID).ok()?;
    let id = id.trim_ascii();
    let is_number = id.len() == 32 && id.iter().all(u8::is_ascii_hexdigit);
    (is_number && id.iter().any(|digit| *digit != b'0')).then(|| id.to_vec())
}

/// A text that is another one after each boot and the same for all processes of a boot.
/// Most containers have that of the host that they run on; systemd-nspawn gives each one of
/// its own. `None` if systems of this kind have none.
///
/// # Errors
/// The kernel's: the system has one and it could not be read.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn id() -> SysResult<Option<Vec<u8>>> {
    // The kernel says that it has no length; what is bound over it has one.
    let id = super::fs::read(PLACE, bounds::BOOT_ID)?;
    match id.trim_ascii() {
        b"" => Err(super::Errno::IO),
        id => Ok(Some(id.to_vec())),
    }
}

/// The time of the boot: FreeBSD's `kern.bootid` is not everywhere.
///
/// # Errors
/// The kernel's.
#[cfg(any(
    target_os = "freebsd",
    target_os = "dragonfly",
    target_os = "netbsd",
    target_os = "openbsd",
    target_os = "macos"
))]
pub fn id() -> SysResult<Option<Vec<u8>>> {
    use core::mem::MaybeUninit;
    let mut name = [libc::CTL_KERN, libc::KERN_BOOTTIME];
    let mut time = MaybeUninit::<libc::timeval>::zeroed();
    let mut size = size_of::<libc::timeval>();
    // SAFETY: name has two numbers, time has room for size bytes.
    let status = unsafe {
        libc::sysctl(
            name.as_mut_ptr(),
            2,
            time.as_mut_ptr().cast(),
            &mut size,
            core::ptr::null_mut(),
            0,
        )
    };
    // SAFETY: zeroed, and any bytes are a timeval.
    let seconds = unsafe { time.assume_init() }.tv_sec;
    check(status)?;
    Ok(Some(
        [&b"boottime-"[..], &crate::number::decimal(seconds)].concat(),
    ))
}

/// Not known here.
///
/// # Errors
/// None here.
#[cfg(not(any(
    target_os = "linux",
    target_os = "android",
    target_os = "freebsd",
    target_os = "dragonfly",
    target_os = "netbsd",
    target_os = "openbsd",
    target_os = "macos"
)))]
pub fn id() -> SysResult<Option<Vec<u8>>> {
    Ok(None)
}
