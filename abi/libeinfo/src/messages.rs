//! What variadic.c calls: the messages, once their text is made.

use crate::plain::{remember, speaker};
use core::ffi::{c_char, c_int};
use openrc::einfo::{End, Form};
use openrc::sys::syslog::Level;

/// The text of a message.
///
/// # Safety
/// `bytes` has `length` bytes, which stay until the caller returns.
unsafe fn text<'a>(bytes: *const c_char, length: usize) -> &'a [u8] {
    // SAFETY: the caller guarantees the bytes.
    unsafe { core::slice::from_raw_parts(bytes.cast(), length) }
}

// One copy of each, however many functions call it.
#[inline(never)]
fn say(form: &Form, text: &[u8]) -> c_int {
    remember(speaker().message(form, text))
}

#[inline(never)]
fn end(end: &End, value: c_int, text: Option<&[u8]>) -> c_int {
    remember(speaker().end(end, value, text))
}

macro_rules! messages {
    ($($name:ident $form:ident)*) => { $(
        /// Writes the message.
        ///
        /// # Safety
        /// As of `text`.
        #[unsafe(no_mangle)]
        unsafe extern "C" fn $name(bytes: *const c_char, length: usize) -> c_int {
            // SAFETY: variadic.c passes its own text.
            say(&Form::$form, unsafe { text(bytes, length) })
        }
    )* };
}

macro_rules! ends {
    ($($name:ident $end:ident)*) => { $(
        /// Writes the end of a message, with a message of its own if `bytes` is not NULL.
        ///
        /// # Safety
        /// As of `text`, where `bytes` is not NULL.
        #[unsafe(no_mangle)]
        unsafe extern "C" fn $name(value: c_int, bytes: *const c_char, length: usize) -> c_int {
            // SAFETY: variadic.c passes its own text.
            let text = (!bytes.is_null()).then(|| unsafe { text(bytes, length) });
            end(&End::$end, value, text)
        }
    )* };
}

messages! {
    openrc_einfo EINFO
    openrc_einfon EINFON
    openrc_einfov EINFOV
    openrc_einfovn EINFOVN
    openrc_ewarn EWARN
    openrc_ewarnn EWARNN
    openrc_ewarnv EWARNV
    openrc_ewarnvn EWARNVN
    openrc_ewarnx EWARNX
    openrc_eerror EERROR
    openrc_eerrorn EERRORN
    openrc_eerrorx EERRORX
    openrc_ebegin EBEGIN
    openrc_ebeginv EBEGINV
    openrc_ebeginvn EBEGINVN
}

ends! {
    openrc_eend EEND
    openrc_eendv EENDV
    openrc_eendvn EENDVN
    openrc_ewend EWEND
    openrc_ewendv EWENDV
    openrc_ewendvn EWENDVN
}

/// Sends a line to the system log.
///
/// # Safety
/// As of `text`.
#[unsafe(no_mangle)]
unsafe extern "C" fn openrc_elog(level: c_int, bytes: *const c_char, length: usize) {
    // SAFETY: variadic.c passes its own text.
    speaker().log(Level(level), unsafe { text(bytes, length) });
}
