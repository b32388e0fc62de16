//! The kernel seam: the only module of this crate that calls libc.
//!
//! Everything unsafe is here, each block with the reason why it is sound. Paths
//! and names come in as bytes; a NUL inside or a length beyond `PATH_MAX` is an
//! error ([`Errno::INVAL`], [`Errno::NAMETOOLONG`]) and never reaches the kernel.
#![allow(unsafe_code)]

pub mod boot;
pub mod clock;
pub mod dir;
pub mod dir_fd;
pub(crate) mod env;
mod errno;
pub mod fed;
mod find;
pub mod fs;
#[cfg(any(target_os = "linux", target_os = "android"))]
pub mod inotify;
pub mod lock;
pub mod nested;
pub mod privilege;
pub mod process;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub mod process_table;
pub mod replace;
pub mod stdio;
pub mod syslog;
pub mod tty;
pub mod volume;
mod zstr;

pub use env::Block;
pub use errno::{preserve_errno, Errno};
pub use find::{either_position, find, last_position, position, positions};
pub use zstr::with_cstr;

/// `pthread_self`: which thread this is; never 0.
#[allow(clippy::unnecessary_cast)] // a number here, a pointer there
pub fn thread() -> usize {
    // SAFETY: it only tells.
    unsafe { libc::pthread_self() as usize }
}

/// The result of a system call.
pub type SysResult<T> = core::result::Result<T, Errno>;
