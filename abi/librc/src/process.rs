//! Finding processes.

use crate::convert::{self, bytes};
use crate::types::{RcPid, RcPidEntries, RcPidList};
use alloc::vec::Vec;
use core::ffi::c_char;
use core::ptr::null_mut;
use openrc::process::{self, Wanted};
use openrc::sys::preserve_errno;
use openrc::Environment;

/// The strings of an array that ends with NULL; none for NULL.
///
/// # Safety
/// `argv` is NULL or such an array of C strings, which lives as long as the result.
pub unsafe fn strings<'a>(mut argv: *const *const c_char) -> Vec<&'a [u8]> {
    let mut strings = Vec::new();
    if argv.is_null() {
        return strings;
    }
    // SAFETY: the caller guarantees C strings up to a NULL.
    while let Some(string) = unsafe { bytes(*argv) } {
        strings.push(string);
        // SAFETY: not yet at the NULL.
        argv = unsafe { argv.add(1) };
    }
    strings
}

/// Finds processes that are all of what is asked for.
/// @param exec the name of the program, or NULL
/// @param argv what the arguments begin with, ending with NULL, or NULL
/// @param uid of the owner, or 0
/// @param pid the only process to look at, or 0
/// @return a new list, each of whose entries, and the list, is to be freed; NULL where
/// nothing was found
///
/// # Safety
/// `exec` is NULL or a C string, `argv` NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_find_pids(
    exec: *const c_char,
    argv: *const *const c_char,
    uid: libc::uid_t,
    pid: libc::pid_t,
) -> *mut RcPidList {
    // SAFETY: the caller guarantees both.
    let (exec, arguments) = unsafe { (bytes(exec), strings(argv)) };
    let wanted = Wanted {
        exec,
        argv: (!argv.is_null()).then_some(arguments.as_slice()),
        uid: (uid != 0).then_some(uid),
        pid: (pid != 0).then_some(pid),
    };
    let found = preserve_errno(|| process::find(&Environment::process(), &wanted));
    if found.is_empty() {
        return null_mut();
    }
    let list = convert::allocate(RcPidList {
        lh_first: null_mut(),
    });
    for pid in found.into_iter().rev() {
        // SAFETY: the list was made above and nobody else knows it.
        unsafe { push_front(list, pid) };
    }
    list
}

/// LIST_INSERT_HEAD.
///
/// # Safety
/// `list` is well formed and not in use elsewhere.
unsafe fn push_front(list: *mut RcPidList, pid: libc::pid_t) {
    let entries = RcPidEntries {
        le_next: null_mut(),
        le_prev: null_mut(),
    };
    let node = convert::allocate(RcPid { pid, entries });
    // SAFETY: the node was just allocated; the caller guarantees the list.
    unsafe {
        let first = (*list).lh_first;
        (*node).entries.le_next = first;
        if !first.is_null() {
            (*first).entries.le_prev = &raw mut (*node).entries.le_next;
        }
        (*list).lh_first = node;
        (*node).entries.le_prev = &raw mut (*list).lh_first;
    }
}
