//! What the kernel lets this process do.

use super::SysResult;

/// The effective set of capabilities, a bit for each by its number.
///
/// # Errors
/// The kernel's.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn effective_capabilities() -> SysResult<u64> {
    #[repr(C)]
    struct Header {
        version: u32,
        pid: libc::c_int,
    }
    #[repr(C)]
    #[derive(Clone, Copy, Default)]
    struct Data {
        effective: u32,
        permitted: u32,
        inheritable: u32,
    }
    const VERSION_3: u32 = 0x2008_0522;
    let mut header = Header {
        version: VERSION_3,
        pid: 0,
    };
    // Zeros, unlike in rustix: valgrind knows that the kernel fills the first, no more.
    let mut data = [Data::default(); 2];
    // SAFETY: version 3 fills two data blocks of this process.
    let status = unsafe { libc::syscall(libc::SYS_capget, &raw mut header, data.as_mut_ptr()) };
    if status != 0 {
        return Err(super::Errno::last());
    }
    let [low, high] = data;
    Ok(u64::from(low.effective) | u64::from(high.effective) << 32)
}

/// All capabilities that a process here can have: the bounding set.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn bounding_capabilities() -> u64 {
    use rustix::thread::{capability_is_in_bounding_set, CapabilitySet};
    let is_in = |capability: &u64| {
        let capability = CapabilitySet::from_bits_retain(*capability);
        capability_is_in_bounding_set(capability) == Ok(true)
    };
    let all = (0..60).map(|number| 1 << number);
    all.filter(is_in)
        .fold(0, |set, capability| set | capability)
}

/// Whether programs that are started gain nothing by setuid or file capabilities.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn has_no_new_privs() -> bool {
    rustix::thread::no_new_privs() == Ok(true)
}

/// There are none.
///
/// # Errors
/// Never.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn effective_capabilities() -> SysResult<u64> {
    Ok(0)
}

/// There are none.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn bounding_capabilities() -> u64 {
    0
}

/// There is no such thing.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn has_no_new_privs() -> bool {
    false
}
