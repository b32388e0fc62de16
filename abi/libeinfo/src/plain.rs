//! The functions of einfo.h that take no format, and what a process remembers between
//! its messages.

use crate::environment;
use core::ffi::{c_char, c_int, CStr};
use core::ptr::null_mut;
use core::sync::atomic::{AtomicPtr, Ordering};
use openrc::einfo::speaker::{Said, LAST_COMMAND};
use openrc::einfo::switches::Switch;
use openrc::einfo::{indent, Colour, Speaker, Terminal};
use openrc::sys::preserve_errno;
use openrc::Environment;

/// `ECOLOR`: what a colour stands for, one of [`Colour`]'s numbers.
pub type Ecolor = c_int;

/// What this process knows of its terminal.
static TERMINAL: Terminal = Terminal::new(Environment::process());
/// What `eprefix` was given: the caller's string, or NULL.
static PREFIX: AtomicPtr<c_char> = AtomicPtr::new(null_mut());

/// Who writes this process's messages.
pub fn speaker() -> Speaker<'static> {
    // SAFETY: eprefix asks its caller to keep the string while messages are written.
    let prefix = unsafe { bytes(PREFIX.load(Ordering::Acquire)) };
    Speaker {
        terminal: &TERMINAL,
        prefix,
    }
}

/// Puts what has come of a message where the next one, perhaps another process's, looks.
/// Returns what the C function returns.
pub fn remember(said: Said) -> c_int {
    if let Some(name) = said.last_command {
        preserve_errno(|| {
            environment::unset(LAST_COMMAND);
            environment::set(LAST_COMMAND, name.to_bytes());
        });
    }
    said.value
}

/// # Safety
/// `string` is NULL or a C string that outlives the answer.
unsafe fn bytes<'a>(string: *const c_char) -> Option<&'a [u8]> {
    if string.is_null() {
        return None;
    }
    // SAFETY: the caller guarantees a C string.
    Some(unsafe { CStr::from_ptr(string) }.to_bytes())
}

/// Puts a prefix before every message.
/// @param prefix the text, not copied: it must stay; NULL for none
///
/// # Safety
/// `prefix` is NULL or a C string that stays until another one is given.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn eprefix(prefix: *const c_char) {
    PREFIX.store(prefix.cast_mut(), Ordering::Release);
}

/// The escape sequence of a colour.
/// @param color one of ECOLOR
/// @return the sequence, which is the library's; empty where there are no colours
#[unsafe(no_mangle)]
pub extern "C" fn ecolor(color: Ecolor) -> *const c_char {
    preserve_errno(|| TERMINAL.escape(Colour::from_number(color))).as_ptr()
}

/// Writes a text in brackets at the end of the line.
/// @param col the characters that are in the line already
/// @param color of the text
/// @param msg the text; NULL writes nothing
///
/// # Safety
/// `msg` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ebracket(col: c_int, color: Ecolor, msg: *const c_char) {
    // SAFETY: the caller guarantees a C string.
    if let Some(text) = unsafe { bytes(msg) } {
        speaker().bracket(col, Colour::from_number(color), text);
    }
}

/// Indents what follows by two columns more.
#[unsafe(no_mangle)]
pub extern "C" fn eindent() {
    preserve_errno(|| {
        environment::set(indent::VARIABLE, &indent::more(TERMINAL.environment()));
    });
}

/// Indents what follows by two columns less.
#[unsafe(no_mangle)]
pub extern "C" fn eoutdent() {
    preserve_errno(|| match indent::less(TERMINAL.environment()) {
        Some(value) => environment::set(indent::VARIABLE, &value),
        None => environment::unset(indent::VARIABLE),
    });
}

/// eindent where messages are verbose.
#[unsafe(no_mangle)]
pub extern "C" fn eindentv() {
    if preserve_errno(|| Switch::IfVerbose.shows(TERMINAL.environment())) {
        eindent();
    }
}

/// eoutdent where messages are verbose.
#[unsafe(no_mangle)]
pub extern "C" fn eoutdentv() {
    if preserve_errno(|| Switch::IfVerbose.shows(TERMINAL.environment())) {
        eoutdent();
    }
}
