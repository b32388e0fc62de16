//! The structures of rc.h that callers reach into, bit for bit.

use core::ffi::{c_char, c_int, c_uint};

/// `RC_SERVICE`: the states of a service, bits.
pub type RcService = c_uint;
/// `enum rc_dir`: which directory.
pub type RcDir = c_int;
/// `RC_DT_FLAGS`: what Debian's `rc_deptree_update` is given, bits.
pub type RcDtFlags = c_uint;

/// `RC_STRING`: a node of a list, its value and itself each a malloc block.
#[repr(C)]
pub struct RcString {
    /// The value, owned by the node.
    pub value: *mut c_char,
    /// The links, as `TAILQ_ENTRY` lays them out.
    pub entries: RcStringEntries,
}

/// `TAILQ_ENTRY(rc_string)`.
#[repr(C)]
pub struct RcStringEntries {
    /// The next node or NULL.
    pub tqe_next: *mut RcString,
    /// The place that points to this node.
    pub tqe_prev: *mut *mut RcString,
}

/// `RC_STRINGLIST`: `TAILQ_HEAD(rc_stringlist, rc_string)`.
#[repr(C)]
pub struct RcStringList {
    /// The first node or NULL.
    pub tqh_first: *mut RcString,
    /// Where the next node's address goes.
    pub tqh_last: *mut *mut RcString,
}

/// `RC_PID`.
#[repr(C)]
pub struct RcPid {
    /// The process.
    pub pid: libc::pid_t,
    /// The links, as `LIST_ENTRY` lays them out.
    pub entries: RcPidEntries,
}

/// `LIST_ENTRY(rc_pid)`.
#[repr(C)]
pub struct RcPidEntries {
    /// The next node or NULL.
    pub le_next: *mut RcPid,
    /// The place that points to this node.
    pub le_prev: *mut *mut RcPid,
}

/// `RC_PIDLIST`: `LIST_HEAD(rc_pidlist, rc_pid)`.
#[repr(C)]
pub struct RcPidList {
    /// The first node or NULL.
    pub lh_first: *mut RcPid,
}

/// `RC_DEPTREE`: callers only hand it around.
pub struct RcDeptree(pub openrc::deptree::Deptree);

/// C's `time_t`, whose size the build has found out.
pub enum TimeT {}
