//! Terminals.

/// How many columns the terminal behind a descriptor has, if it is a terminal.
pub fn columns(fd: i32) -> Option<i32> {
    let size = rustix::termios::tcgetwinsize(super::fs::borrowed(fd).ok()?).ok()?;
    Some(i32::from(size.ws_col))
}
