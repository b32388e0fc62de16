//! Terminals.

use core::mem::MaybeUninit;

/// How many columns the terminal behind a descriptor has, if it is a terminal.
pub fn columns(fd: i32) -> Option<i32> {
    let mut size = MaybeUninit::<libc::winsize>::uninit();
    // SAFETY: TIOCGWINSZ fills a winsize, which is what it is given; any number may
    // stand for the descriptor.
    if unsafe { libc::ioctl(fd, libc::TIOCGWINSZ as _, size.as_mut_ptr()) } != 0 {
        return None;
    }
    // SAFETY: the call succeeded, so the kernel has filled it.
    Some(i32::from(unsafe { size.assume_init() }.ws_col))
}
