//! Terminals.

/// How many columns the terminal behind a descriptor has, if it is a terminal and the kernel
/// knows: it says 0 of a serial line.
pub fn columns(fd: i32) -> Option<i32> {
    let size = rustix::termios::tcgetwinsize(super::fs::borrowed(fd).ok()?).ok()?;
    (size.ws_col != 0).then_some(i32::from(size.ws_col))
}
