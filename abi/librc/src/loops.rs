//! The loops of a dependency tree.

use crate::convert::{self, invalid};
use crate::types::{RcDeptree, RcStringList};
use alloc::vec::Vec;
use openrc::sys::preserve_errno;

/// The loops of a tree: services that wait for each other, each loop as "a -> b -> a,
/// through need". Through need alone (and provide), none of them can be started in the
/// right order. OpenRC's own librc does not have this function.
/// @param deptree to look in
/// @return a new list, to be freed with rc_stringlist_free; empty where every service can
/// start after all that it names
///
/// # Safety
/// `deptree` is NULL or a tree.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_deptree_loops(deptree: *const RcDeptree) -> *mut RcStringList {
    // SAFETY: the caller guarantees a tree.
    let Some(RcDeptree(tree)) = (unsafe { deptree.as_ref() }) else {
        return invalid(convert::empty_list());
    };
    let texts: Vec<Vec<u8>> =
        preserve_errno(|| tree.cycles().iter().map(|cycle| cycle.text()).collect());
    convert::list(texts.iter().map(Vec::as_slice))
}
