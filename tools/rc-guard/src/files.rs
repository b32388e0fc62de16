//! Files that others may have written: each is read up to a bound, and no FIFO, device or
//! socket is waited for.

use openrc::bounds;
use openrc::sys::fs::{self, Bound};
use openrc::sys::Errno;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// What is in a file.
///
/// # Errors
/// The kernel's; that it is no regular file, or has more than [`Bound::Whole`] allows.
pub fn read(file: impl AsRef<Path>, bound: Bound) -> io::Result<Vec<u8>> {
    let file = file.as_ref().as_os_str().as_bytes();
    fs::read(file, bound).map_err(io::Error::from)
}

/// The text that the kernel has in a file of /proc or of a control group; empty without it.
pub fn of_kernel(file: impl AsRef<Path>) -> String {
    let content = read(file, bounds::PROC).unwrap_or_default();
    String::from_utf8_lossy(&content).into_owned()
}

/// Why a shell must not read a file: it would wait for ever, or take all memory.
pub fn not_for_a_shell(file: &Path) -> Option<String> {
    let path = file.as_os_str().as_bytes();
    let error = match fs::File::open(path).and_then(|_| fs::stat(path)) {
        Ok(metadata) if metadata.size <= bounds::SCRIPT_FOR_A_SHELL => return None,
        Ok(_) => Errno::FBIG,
        Err(errno) => errno,
    };
    let why = match error {
        Errno::INVAL => "it is a FIFO or a device".to_string(),
        errno => String::from_utf8_lossy(&errno.message()).into_owned(),
    };
    Some(format!("{} is not read: {why}", file.display()))
}
