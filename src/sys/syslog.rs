//! The system log.

use super::nested::{LOG, MALLOC};
use alloc::ffi::CString;
use core::ffi::c_int;

/// How grave a line is; one of syslog's numbers, which may carry a facility.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level(pub c_int);

impl Level {
    /// `LOG_ERR`
    pub const ERROR: Level = Level(libc::LOG_ERR);
    /// `LOG_WARNING`
    pub const WARNING: Level = Level(libc::LOG_WARNING);
}

/// Sends a line in the name of `ident`, with this process's number, as a daemon. What
/// follows a NUL in either is cut off. A line from a signal handler that interrupted
/// another line, or malloc, is lost.
pub fn send(level: Level, ident: &[u8], text: &[u8]) {
    let (Some(ident), Some(text)) = (until_nul(ident), until_nul(text)) else {
        return;
    };
    let log = || {
        // SAFETY: all are C strings; closelog makes syslog forget `ident` before it is freed.
        unsafe {
            libc::closelog();
            libc::openlog(ident.as_ptr(), libc::LOG_PID, libc::LOG_DAEMON);
            libc::syslog(level.0, c"%s".as_ptr(), text.as_ptr());
            libc::closelog();
        }
    };
    LOG.enter(|| MALLOC.enter(log));
}

fn until_nul(bytes: &[u8]) -> Option<CString> {
    CString::new(crate::bytes::until_nul(bytes)).ok()
}
