//! The kernel's process table, on systems other than Linux.

use alloc::vec::Vec;

#[cfg(any(target_os = "illumos", target_os = "solaris"))]
mod binary_proc;
#[cfg(target_os = "macos")]
mod libproc;
#[cfg(any(
    target_os = "freebsd",
    target_os = "dragonfly",
    target_os = "netbsd",
    target_os = "openbsd"
))]
mod sysctl;

#[cfg(any(target_os = "illumos", target_os = "solaris"))]
pub use binary_proc::{all, arguments};
#[cfg(target_os = "macos")]
pub use libproc::{all, arguments};
#[cfg(target_os = "freebsd")]
pub use sysctl::is_jailed;
#[cfg(any(
    target_os = "freebsd",
    target_os = "dragonfly",
    target_os = "netbsd",
    target_os = "openbsd"
))]
pub use sysctl::{all, arguments};

/// A process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    /// Its number.
    pub pid: i32,
    /// Its owner.
    pub uid: u32,
    /// The name of its program, which the kernel may have cut.
    pub name: Vec<u8>,
    /// It has ended, but its parent has not asked yet.
    pub is_zombie: bool,
}

/// Strings that each end with NUL.
fn strings(bytes: &[u8]) -> Vec<Vec<u8>> {
    let bytes = bytes.strip_suffix(b"\0").unwrap_or(bytes);
    if bytes.is_empty() {
        return Vec::new();
    }
    bytes.split(|byte| *byte == 0).map(<[u8]>::to_vec).collect()
}
