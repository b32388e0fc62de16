//! Which boot of the machine this is.

use alloc::vec::Vec;

/// A text that is another one after each boot and the same for all processes of a boot,
/// also in other namespaces. `None` where the system does not tell.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn id() -> Option<Vec<u8>> {
    let id = super::fs::read(b"/proc/sys/kernel/random/boot_id", crate::bounds::BOOT_ID).ok()?;
    let id = id.trim_ascii();
    (!id.is_empty()).then(|| id.to_vec())
}

/// The time of the boot: FreeBSD's `kern.bootid` is not everywhere.
#[cfg(any(
    target_os = "freebsd",
    target_os = "dragonfly",
    target_os = "netbsd",
    target_os = "openbsd",
    target_os = "macos"
))]
pub fn id() -> Option<Vec<u8>> {
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
    (status == 0).then(|| [&b"boottime-"[..], &crate::number::decimal(seconds)].concat())
}

/// Not known here.
#[cfg(not(any(
    target_os = "linux",
    target_os = "android",
    target_os = "freebsd",
    target_os = "dragonfly",
    target_os = "netbsd",
    target_os = "openbsd",
    target_os = "macos"
)))]
pub fn id() -> Option<Vec<u8>> {
    None
}
