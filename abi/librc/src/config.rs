//! rc.conf and files like it.

use crate::context::context;
use crate::convert::{self, bytes, invalid, string_or_null};
use crate::runtime;
use crate::types::RcStringList;
use alloc::boxed::Box;
use alloc::ffi::CString;
use alloc::vec::Vec;
use core::ffi::{c_char, c_int};
use core::ptr::null_mut;
use once_cell::race::OnceBox;
use openrc::bounds;
use openrc::config::{self, Config};
use openrc::sys::nested::allocating;
use openrc::sys::{fs, preserve_errno, Errno};

/// Whether a value means yes: yes, y, true or 1, in any case.
/// @param value to look at
/// @return true if it does; false with errno ENOENT for NULL, and with EINVAL for
/// what is neither yes nor no (no, n, false, 0)
///
/// # Safety
/// `value` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_yesno(value: *const c_char) -> bool {
    // SAFETY: the caller guarantees a C string.
    let Some(value) = (unsafe { bytes(value) }) else {
        Errno::NOENT.set();
        return false;
    };
    match config::yesno(value) {
        Some(answer) => answer,
        None => invalid(false),
    }
}

/// The assignments in a file, without comments.
/// @param file to read
/// @return a new list, to be freed with rc_stringlist_free; empty with errno where
/// the file cannot be read
///
/// # Safety
/// `file` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_config_list(file: *const c_char) -> *mut RcStringList {
    // SAFETY: the caller guarantees a C string.
    match unsafe { bytes(file) } {
        Some(file) => convert::list(config::list(file)),
        None => invalid(convert::empty_list()),
    }
}

/// As rc_config_list, of a file below an open directory.
/// @param dirfd the directory, or AT_FDCWD
/// @param file to read
/// @return as rc_config_list
///
/// # Safety
/// `file` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn config_list(dirfd: c_int, file: *const c_char) -> *mut RcStringList {
    // SAFETY: the caller guarantees a C string.
    match unsafe { bytes(file) } {
        Some(file) => convert::list(config::list_in(dirfd, file)),
        None => invalid(convert::empty_list()),
    }
}

/// The settings in a file, each name once, without quotes.
/// @param file to read
/// @return a new list of name=value, to be freed with rc_stringlist_free; empty with
/// errno where the file cannot be read
///
/// # Safety
/// `file` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_config_load(file: *const c_char) -> *mut RcStringList {
    // SAFETY: the caller guarantees a C string.
    match unsafe { bytes(file) } {
        Some(file) => convert::list(Config::load(file).entries()),
        None => invalid(convert::empty_list()),
    }
}

/// The value of a setting.
/// @param list of name=value
/// @param name of the setting
/// @return the value, which belongs to the list, or NULL
///
/// # Safety
/// `list` is NULL or a well formed list, `name` NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_config_value(
    list: *mut RcStringList,
    name: *const c_char,
) -> *mut c_char {
    // SAFETY: the caller guarantees a C string.
    let Some(name) = (unsafe { bytes(name) }) else {
        return invalid(null_mut());
    };
    // SAFETY: the caller guarantees the list.
    let mut node = unsafe { convert::first(list) };
    // SAFETY: nodes of a well formed list.
    while let Some(entry) = unsafe { node.as_ref() } {
        // SAFETY: a node's value is NULL or a C string, which the pointer stays within.
        let value = unsafe { value_in(entry.value, name) };
        if !value.is_null() {
            return value;
        }
        node = entry.entries.tqe_next;
    }
    null_mut()
}

/// Where the value begins in `name=value`; NULL for another name.
///
/// # Safety
/// `entry` is NULL or a C string.
unsafe fn value_in(entry: *mut c_char, name: &[u8]) -> *mut c_char {
    // SAFETY: the caller guarantees a C string.
    let text = unsafe { bytes(entry) }.unwrap_or_default();
    match text
        .strip_prefix(name)
        .and_then(|rest| rest.strip_prefix(b"="))
    {
        // SAFETY: the prefix was seen in the string, so that this stays within it.
        Some(_) => unsafe { entry.add(name.len()).add(1) },
        None => null_mut(),
    }
}

/// The settings of rc.conf as C strings, which callers may hold and change.
struct Settings(Vec<*mut c_char>);

// SAFETY: the vector never changes; what callers do with the strings is as in C.
unsafe impl Send for Settings {}
// SAFETY: as above.
unsafe impl Sync for Settings {}

static RC_CONF: OnceBox<Settings> = OnceBox::new();

impl Drop for Settings {
    /// Only the loser of a race to fill the cache is ever dropped.
    fn drop(&mut self) {
        for setting in &self.0 {
            // SAFETY: made by CString::into_raw and seen by nobody.
            drop(unsafe { CString::from_raw(*setting) });
        }
    }
}

fn load() -> Box<Settings> {
    Box::new(Settings(
        context()
            .conf()
            .entries()
            .iter()
            // Lines end at a NUL: there is none within.
            .map(|entry| CString::new(entry.as_slice()).unwrap_or_default())
            .map(CString::into_raw)
            .collect(),
    ))
}

/// The value of a setting in rc.conf, rc.conf.d or the kernel command line, which are
/// read once.
/// @param name of the setting
/// @return the value, which belongs to the library, or NULL
///
/// # Safety
/// `name` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_conf_value(name: *const c_char) -> *mut c_char {
    // SAFETY: the caller guarantees a C string.
    let Some(name) = (unsafe { bytes(name) }) else {
        return invalid(null_mut());
    };
    let settings = preserve_errno(|| RC_CONF.get_or_init(load));
    for setting in &settings.0 {
        // SAFETY: made by CString::into_raw, alive for ever.
        let value = unsafe { value_in(*setting, name) };
        if !value.is_null() {
            return value;
        }
    }
    null_mut()
}

/// A parameter of the kernel command line. In a Prefix there is none: what stands there
/// is meant for the machine.
/// @param name of the parameter
/// @return a new string, to be freed: the value, empty where the parameter has none;
/// NULL with errno where it is not there
///
/// # Safety
/// `name` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_proc_getent(name: *const c_char) -> *mut c_char {
    // SAFETY: the caller guarantees a C string.
    match unsafe { bytes(name) } {
        Some(_) if context().paths().prefix().is_some() => {
            Errno::NOENT.set();
            null_mut()
        }
        Some(name) => string_or_null(preserve_errno(|| config::command_line_value(name))),
        None => invalid(null_mut()),
    }
}

/// Reads a whole file.
/// @param file to read
/// @param buffer the place of NULL or of a malloc block, which is made to fit and gets
/// the content with a NUL at its end; it is the caller's to free
/// @param len gets the length of the content and its NUL
/// @return true, or false with errno and buffer and len as they were
///
/// # Safety
/// `file` is NULL or a C string, `buffer` and `len` are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_getfile(
    file: *const c_char,
    buffer: *mut *mut c_char,
    len: *mut usize,
) -> bool {
    // SAFETY: the caller guarantees a C string.
    let Some(file) = (unsafe { bytes(file) }) else {
        return invalid(false);
    };
    if buffer.is_null() || len.is_null() {
        return invalid(false);
    }
    match preserve_errno(|| fs::read(file, bounds::GIVEN_FILE)) {
        Ok(content) => {
            // SAFETY: the caller guarantees NULL or a malloc block, and a place for len.
            unsafe {
                *len = content.len().saturating_add(1);
                runtime::free((*buffer).cast());
                *buffer = convert::block(&content);
            }
            true
        }
        Err(errno) => {
            errno.set();
            false
        }
    }
}

/// Reads a line, of any length, without its newline.
/// @param line the place of NULL or of a malloc block, which is made to fit; it is the
/// caller's to free
/// @param len the size of the block
/// @param fp to read from
/// @return the number of bytes read, the newline included; 0 at the end
///
/// # Safety
/// `line` and `len` are NULL or as getline wants them, `fp` is NULL or an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_getline(
    line: *mut *mut c_char,
    len: *mut usize,
    fp: *mut libc::FILE,
) -> isize {
    if line.is_null() || len.is_null() || fp.is_null() {
        return invalid(0);
    }
    // SAFETY: the caller guarantees what getline wants.
    let read = allocating(|| unsafe { libc::getline(line, len, fp) });
    let Some(last) = usize::try_from(read)
        .ok()
        .and_then(|read| read.checked_sub(1))
    else {
        return 0;
    };
    // SAFETY: getline filled the block to beyond `last`.
    unsafe {
        let end = (*line).add(last);
        if *end == c_char::from_ne_bytes([b'\n']) {
            *end = 0;
        }
    }
    read
}
