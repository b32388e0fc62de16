//! From C to the core and back: strings, lists, errno.
//!
//! What is handed to C is malloc'd, each string and each node its own block.

use crate::types::{RcString, RcStringEntries, RcStringList};
use core::ffi::{c_char, CStr};
use openrc::sys::Errno;

/// The bytes of a C string; `None` for NULL.
///
/// # Safety
/// `string` is NULL or a C string that lives as long as the result is used.
pub unsafe fn bytes<'a>(string: *const c_char) -> Option<&'a [u8]> {
    if string.is_null() {
        return None;
    }
    // SAFETY: the caller guarantees a C string.
    Some(unsafe { CStr::from_ptr(string) }.to_bytes())
}

/// As [`bytes`], of a plain name; `None` for what is none.
///
/// # Safety
/// As [`bytes`].
pub unsafe fn plain<'a>(name: *const c_char) -> Option<&'a [u8]> {
    // SAFETY: the same is asked of our caller.
    openrc::name::plain(unsafe { bytes(name) }?).ok()
}

/// `value` in a malloc block of its own, never NULL.
pub fn allocate<T>(value: T) -> *mut T {
    let block: *mut T = crate::runtime::malloc(size_of::<T>()).cast();
    // SAFETY: a new block of that size; malloc aligns for every type that C has.
    unsafe { block.write(value) };
    block
}

/// A malloc'd C string for C to free. What follows a NUL is cut off.
pub fn string(bytes: &[u8]) -> *mut c_char {
    let end = bytes
        .iter()
        .position(|byte| *byte == 0)
        .unwrap_or(bytes.len());
    block(bytes.get(..end).unwrap_or_default())
}

/// A malloc'd copy of `bytes` with a NUL at its end, NULs within kept.
pub fn block(bytes: &[u8]) -> *mut c_char {
    let block = crate::runtime::malloc(bytes.len().saturating_add(1));
    // SAFETY: a new block with room for the bytes and a NUL.
    unsafe {
        block.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
        block.add(bytes.len()).write(0);
    }
    block.cast()
}

/// A malloc'd C string, or NULL with errno for an error.
pub fn string_or_null(result: openrc::Result<alloc::vec::Vec<u8>>) -> *mut c_char {
    match result {
        Ok(value) => string(&value),
        Err(error) => {
            error.errno().set();
            core::ptr::null_mut()
        }
    }
}

/// An empty list, malloc'd: `rc_stringlist_new`.
pub fn empty_list() -> *mut RcStringList {
    let list = allocate(RcStringList {
        tqh_first: core::ptr::null_mut(),
        tqh_last: core::ptr::null_mut(),
    });
    // SAFETY: just allocated. TAILQ_INIT: an empty head points to itself.
    unsafe { (*list).tqh_last = &raw mut (*list).tqh_first };
    list
}

/// Adds a copy of `value` at the end and returns the node: `rc_stringlist_add`.
///
/// # Safety
/// `list` is a list of C's or ours, well formed and not in use elsewhere.
pub unsafe fn push(list: *mut RcStringList, value: &[u8]) -> *mut RcString {
    let node = allocate(RcString {
        value: string(value),
        entries: RcStringEntries {
            tqe_next: core::ptr::null_mut(),
            tqe_prev: core::ptr::null_mut(),
        },
    });
    // SAFETY: the node was just allocated; the caller guarantees the list.
    // TAILQ_INSERT_TAIL.
    unsafe {
        (*node).entries.tqe_prev = (*list).tqh_last;
        *(*list).tqh_last = node;
        (*list).tqh_last = &raw mut (*node).entries.tqe_next;
    }
    node
}

/// A malloc'd list of copies of `values`.
pub fn list<I>(values: I) -> *mut RcStringList
where
    I: IntoIterator,
    I::Item: AsRef<[u8]>,
{
    let list = empty_list();
    for value in values {
        // SAFETY: the list was made above and nobody else knows it.
        unsafe { push(list, value.as_ref()) };
    }
    list
}

/// The first node of a list; NULL where there is none, or no list.
///
/// # Safety
/// `list` is NULL or a list.
pub unsafe fn first(list: *const RcStringList) -> *mut RcString {
    // SAFETY: the caller guarantees NULL or a list.
    match unsafe { list.as_ref() } {
        Some(list) => list.tqh_first,
        None => core::ptr::null_mut(),
    }
}

/// Iterates over the values of a list; NULL is an empty list, a NULL value an empty name.
///
/// # Safety
/// `list` is NULL or a well formed list that does not change while the result is used.
pub unsafe fn values<'a>(list: *const RcStringList) -> impl Iterator<Item = &'a [u8]> {
    // SAFETY: the caller guarantees the list.
    let mut node = unsafe { first(list) };
    core::iter::from_fn(move || {
        if node.is_null() {
            return None;
        }
        // SAFETY: a node of a well formed list.
        let (value, next) = unsafe { ((*node).value, (*node).entries.tqe_next) };
        node = next;
        // SAFETY: a node's value is NULL or a C string.
        Some(unsafe { bytes(value) }.unwrap_or_default())
    })
}

/// True, or false with errno. errno after success is what it was before.
pub fn status(work: impl FnOnce() -> openrc::Result<()>) -> bool {
    let before = Errno::last();
    match work() {
        Ok(()) => {
            before.set();
            true
        }
        Err(error) => {
            crate::context::report_foreign_prefix(error.errno());
            error.errno().set();
            false
        }
    }
}

/// The documented answer to an argument that cannot be used: `failure`, errno EINVAL.
pub fn invalid<T>(failure: T) -> T {
    Errno::INVAL.set();
    failure
}
