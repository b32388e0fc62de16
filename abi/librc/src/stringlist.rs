//! String lists: the structures of rc.h, worked on where they are.

use crate::convert::{self, bytes, invalid};
use crate::runtime;
use crate::types::{RcString, RcStringList};
use core::ffi::c_char;
use core::ptr::null_mut;
use openrc::sys::Errno;

/// The nodes of a list; each may be removed after it was returned.
struct Nodes(*mut RcString);

impl Nodes {
    /// # Safety
    /// `list` is NULL or a well formed list.
    unsafe fn of(list: *const RcStringList) -> Self {
        // SAFETY: the caller guarantees the list.
        Nodes(unsafe { convert::first(list) })
    }
}

impl Iterator for Nodes {
    type Item = *mut RcString;

    fn next(&mut self) -> Option<*mut RcString> {
        let node = self.0;
        if node.is_null() {
            return None;
        }
        // SAFETY: a node of the well formed list that `of` was given.
        self.0 = unsafe { (*node).entries.tqe_next };
        Some(node)
    }
}

/// # Safety
/// `list` is NULL or a well formed list, `value` NULL or a C string.
unsafe fn find(list: *const RcStringList, value: *const c_char) -> Option<*mut RcString> {
    if value.is_null() {
        return None;
    }
    // SAFETY: the caller guarantees both.
    let mut nodes = unsafe { Nodes::of(list) };
    nodes.find(|node| {
        // SAFETY: a node's value is NULL or a C string, and `value` is one.
        unsafe {
            let other = (**node).value;
            !other.is_null() && libc::strcmp(other, value) == 0
        }
    })
}

/// TAILQ_REMOVE.
///
/// # Safety
/// `node` is in `list`, which is well formed.
unsafe fn unlink(list: *mut RcStringList, node: *mut RcString) {
    // SAFETY: the caller guarantees that the links of list and node are valid.
    unsafe {
        let (next, previous) = ((*node).entries.tqe_next, (*node).entries.tqe_prev);
        if next.is_null() {
            (*list).tqh_last = previous;
        } else {
            (*next).entries.tqe_prev = previous;
        }
        *previous = next;
    }
}

/// # Safety
/// `node` was made by convert::push or by C's malloc, and is in no list.
unsafe fn free_node(node: *mut RcString) {
    // SAFETY: the caller guarantees two malloc blocks that nobody else frees.
    unsafe {
        runtime::free((*node).value.cast());
        runtime::free(node.cast());
    }
}

/// Frees a list with all its items.
/// @param list to free; NULL is nothing to free
///
/// # Safety
/// `list` is NULL or a well formed list that nobody uses any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_stringlist_free(list: *mut RcStringList) {
    // SAFETY: the caller guarantees the list; each node is read before it is freed.
    unsafe {
        Nodes::of(list).for_each(|node| free_node(node));
        runtime::free(list.cast());
    }
}

/// Makes an empty list.
/// @return the list; free it with rc_stringlist_free
#[unsafe(no_mangle)]
pub extern "C" fn rc_stringlist_new() -> *mut RcStringList {
    convert::empty_list()
}

/// Adds a copy of an item at the end of a list.
/// @param list to add to
/// @param item to copy
/// @return the new entry, which belongs to the list; NULL with EINVAL for NULL
///
/// # Safety
/// `list` is NULL or a well formed list, `item` NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_stringlist_add(
    list: *mut RcStringList,
    item: *const c_char,
) -> *mut RcString {
    // SAFETY: the caller guarantees a C string.
    match unsafe { bytes(item) } {
        // SAFETY: the caller guarantees the list.
        Some(item) if !list.is_null() => unsafe { convert::push(list, item) },
        _ => invalid(null_mut()),
    }
}

/// Adds a copy of an item at the end of a list unless it is there already.
/// @param list to add to
/// @param item to copy
/// @return the new entry, which belongs to the list; NULL with EEXIST where the item
/// is there, with EINVAL for NULL
///
/// # Safety
/// As rc_stringlist_add.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_stringlist_addu(
    list: *mut RcStringList,
    item: *const c_char,
) -> *mut RcString {
    // SAFETY: the caller guarantees list and item.
    unsafe {
        if find(list, item).is_some() {
            Errno::EXIST.set();
            return null_mut();
        }
        rc_stringlist_add(list, item)
    }
}

/// Removes the first entry that is equal to an item, and frees it.
/// @param list to remove from
/// @param item to look for
/// @return true if it was there; else false with errno EEXIST, or EINVAL for NULL
///
/// # Safety
/// As rc_stringlist_add.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_stringlist_delete(
    list: *mut RcStringList,
    item: *const c_char,
) -> bool {
    if list.is_null() || item.is_null() {
        return invalid(false);
    }
    // SAFETY: the caller guarantees list and item; the node found is in the list.
    unsafe {
        let Some(node) = find(list, item) else {
            Errno::EXIST.set();
            return false;
        };
        unlink(list, node);
        free_node(node);
    }
    true
}

/// Finds the first entry that is equal to an item.
/// @param list to search; NULL is an empty list
/// @param item to look for
/// @return the entry, which belongs to the list, or NULL
///
/// # Safety
/// As rc_stringlist_add.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_stringlist_find(
    list: *mut RcStringList,
    item: *const c_char,
) -> *mut RcString {
    // SAFETY: the caller guarantees list and item.
    unsafe { find(list, item) }.unwrap_or(null_mut())
}

/// Splits a string at every byte of a set of separators; neighbouring separators
/// have an empty item between them.
/// @param value to split; NULL gives an empty list
/// @param separators NULL or empty: the string stays whole
/// @return a new list; free it with rc_stringlist_free
///
/// # Safety
/// Both are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_stringlist_split(
    value: *const c_char,
    separators: *const c_char,
) -> *mut RcStringList {
    // SAFETY: the caller guarantees C strings.
    let (value, separators) = unsafe { (bytes(value), bytes(separators).unwrap_or_default()) };
    match value {
        Some(value) => convert::list(value.split(|byte| separators.contains(byte))),
        None => convert::empty_list(),
    }
}

/// Sorts a list by the values of its bytes; equal items keep their order.
/// @param list the place that holds the list; gets the sorted one, made of the
/// same entries, while the old head is freed
///
/// # Safety
/// `list` is NULL or leads to NULL or to a well formed list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_stringlist_sort(list: *mut *mut RcStringList) {
    // SAFETY: the caller guarantees list and what it leads to.
    if list.is_null() || unsafe { *list }.is_null() {
        return;
    }
    // SAFETY: as above. The nodes are read out before any link is changed.
    let mut nodes: alloc::vec::Vec<*mut RcString> = unsafe { Nodes::of(*list) }.collect();
    // SAFETY: a node's value is NULL or a C string.
    let compare = |a: &*mut RcString, b: &*mut RcString| unsafe {
        bytes((**a).value).cmp(&bytes((**b).value))
    };
    openrc::sort::by(&mut nodes, compare);
    let sorted = convert::empty_list();
    for node in nodes {
        // SAFETY: nodes of the old list, whose head is freed below. TAILQ_INSERT_TAIL.
        unsafe {
            (*node).entries.tqe_next = null_mut();
            (*node).entries.tqe_prev = (*sorted).tqh_last;
            *(*sorted).tqh_last = node;
            (*sorted).tqh_last = &raw mut (*node).entries.tqe_next;
        }
    }
    // SAFETY: the old head is a malloc block without entries now.
    unsafe {
        runtime::free((*list).cast());
        *list = sorted;
    }
}
