//! The dependency tree, and the age of files.

use crate::context::{context, export, export_prefix};
use crate::convert::{self, bytes, invalid, status, values};
use crate::environment;
use crate::types::{RcDeptree, RcDtFlags, RcStringList, TimeT};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::ffi::{c_char, c_int};
use core::ptr::null_mut;
use openrc::age::{self, Search};
use openrc::build_options::{LOOP_SOLVER, TIME_T_SIZE};
use openrc::deptree::loops::Solver;
use openrc::deptree::visit::Order;
use openrc::deptree::{fresh, gather, update, Deptree, Notice, Options};
use openrc::einfo::speaker::LAST_COMMAND;
use openrc::einfo::{Form, Speaker, Terminal};
use openrc::sys::{preserve_errno, stdio, Errno};
use openrc::Environment;

/// How long a path is at most, with its NUL: what a caller's buffer has room for.
const PATH_MAX: usize = 4096;

fn loaded(tree: openrc::Result<Deptree>) -> *mut RcDeptree {
    match tree {
        Ok(tree) => Box::into_raw(Box::new(RcDeptree(tree))),
        Err(error) => {
            error.errno().set();
            null_mut()
        }
    }
}

/// Loads the dependency tree of the state directory.
/// @return a new tree, to be freed with rc_deptree_free; NULL with errno where there
/// is none
#[unsafe(no_mangle)]
pub extern "C" fn rc_deptree_load() -> *mut RcDeptree {
    loaded(preserve_errno(|| Deptree::load(context())))
}

/// Loads a dependency tree from a file.
/// @param deptree_file path of the file
/// @return a new tree, to be freed with rc_deptree_free; NULL with errno where it
/// cannot be read
///
/// # Safety
/// `deptree_file` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_deptree_load_file(deptree_file: *const c_char) -> *mut RcDeptree {
    // SAFETY: the caller guarantees a C string.
    match unsafe { bytes(deptree_file) } {
        Some(path) => loaded(preserve_errno(|| Deptree::load_file(path))),
        None => invalid(null_mut()),
    }
}

/// Frees a tree.
/// @param deptree to free, or NULL
///
/// # Safety
/// `deptree` is NULL or a tree of ours that was not freed yet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_deptree_free(deptree: *mut RcDeptree) {
    if !deptree.is_null() {
        // SAFETY: the caller guarantees a tree, which Box::into_raw made.
        preserve_errno(|| drop(unsafe { Box::from_raw(deptree) }));
    }
}

/// Services that a service names for one kind of dependency.
/// @param deptree to look in
/// @param service to look for
/// @param type of dependency, as "ineed"
/// @return a new list, to be freed with rc_stringlist_free; empty with errno ENOENT
/// where the service is not there or names none
///
/// # Safety
/// `deptree` is NULL or a tree; `service` and `kind` are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_deptree_depend(
    deptree: *const RcDeptree,
    service: *const c_char,
    kind: *const c_char,
) -> *mut RcStringList {
    // SAFETY: the caller guarantees a tree and C strings.
    let (Some(RcDeptree(tree)), Some(service), Some(kind)) =
        (unsafe { (deptree.as_ref(), bytes(service), bytes(kind)) })
    else {
        return invalid(convert::empty_list());
    };
    match tree.depend(service, kind) {
        Some(services) => convert::list(services),
        None => {
            let list = convert::empty_list();
            Errno::NOENT.set();
            list
        }
    }
}

/// What services depend on, and these services, in the order to be started.
/// @param deptree to look in
/// @param types of dependency to follow, as "ineed"; NULL follows none
/// @param services to begin with
/// @param runlevel in which they are to be started; NULL for none
/// @param options RC_DEP_*
/// @return a new list, to be freed with rc_stringlist_free; errno is ENOENT where a
/// service is not in the tree
///
/// # Safety
/// `deptree` is NULL or a tree, `types` and `services` NULL or lists, `runlevel` NULL or
/// a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_deptree_depends(
    deptree: *const RcDeptree,
    types: *const RcStringList,
    services: *const RcStringList,
    runlevel: *const c_char,
    options: c_int,
) -> *mut RcStringList {
    // SAFETY: the caller guarantees a tree and a C string.
    let (Some(RcDeptree(tree)), runlevel) = (unsafe { (deptree.as_ref(), bytes(runlevel)) }) else {
        return invalid(convert::empty_list());
    };
    if services.is_null() {
        return invalid(convert::empty_list());
    }
    // SAFETY: the caller guarantees the list.
    let services = unsafe { values(services) };
    if types.is_null() {
        // Only whether they are there is asked then.
        let order = preserve_errno(|| tree.check(services));
        return ordered(order);
    }
    // SAFETY: the caller guarantees the list.
    let types: Vec<&[u8]> = unsafe { values(types) }.collect();
    let options = dep_options(options);
    ordered(preserve_errno(|| {
        tree.depends(context(), &types, services, runlevel, options)
    }))
}

fn ordered(order: Order<'_>) -> *mut RcStringList {
    let list = convert::list(order.services);
    if order.has_unknown {
        Errno::NOENT.set();
    }
    list
}

fn dep_options(options: c_int) -> Options {
    Options::from_bits_retain(options as u32)
}

/// All services of a runlevel in the order to be started, with what they depend on.
/// @param deptree to look in
/// @param runlevel to order; for "shutdown" and "single" what runs
/// @param options RC_DEP_*
/// @return a new list, to be freed with rc_stringlist_free; errno is ENOENT where a
/// service is not in the tree
///
/// # Safety
/// `deptree` is NULL or a tree, `runlevel` NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_deptree_order(
    deptree: *const RcDeptree,
    runlevel: *const c_char,
    options: c_int,
) -> *mut RcStringList {
    // SAFETY: the caller guarantees a tree and a C string.
    match unsafe { (deptree.as_ref(), bytes(runlevel)) } {
        (Some(RcDeptree(tree)), Some(runlevel)) => {
            let options = dep_options(options);
            ordered(preserve_errno(|| tree.order(context(), runlevel, options)))
        }
        _ => invalid(convert::empty_list()),
    }
}

/// Makes the dependency tree anew and stores it in the state directory. RC_SCRIPTDIRS,
/// RC_LIBEXECDIR (unless it is set), RC_UNAME and, in a Prefix, RC_PREFIX and EPREFIX are in
/// the environment of this process afterwards.
/// @param flags where Debian's loop solver is built in: 1 to break dependency loops, 2
/// to say which. Upstream's function has no argument; what it gets is not looked at
/// then, and rc_loopsolver_enable and rc_loopsolver_warnings in rc.conf decide
/// @return true, or false with errno; the old tree stays then
#[unsafe(no_mangle)]
pub extern "C" fn rc_deptree_update(flags: RcDtFlags) -> bool {
    status(|| {
        let solver = if LOOP_SOLVER {
            Solver::from_flags(flags)
        } else {
            Solver::configured(context())
        };
        export_prefix();
        for (name, value) in gather::variables(context()) {
            export(name, &value);
        }
        update::update(context(), solver, &mut say)
    })
}

/// Who writes what the loop solver has to say, as libeinfo would.
static SPEAKER: Speaker<'static> = Speaker {
    terminal: &TERMINAL,
    prefix: None,
};
static TERMINAL: Terminal = Terminal::new(Environment::process());

/// Says what the library has to say of its own accord.
pub fn say(notice: Notice) {
    match notice {
        Notice::Line(line) => stdio::error(&line),
        Notice::Warning(text) => say_as(&Form::EWARN, &text),
        Notice::Error(text) => say_as(&Form::EERROR, &text),
    }
}

fn say_as(form: &Form, text: &[u8]) {
    let said = SPEAKER.message(form, text);
    if let Some(name) = said.last_command {
        environment::unset(LAST_COMMAND);
        environment::set(LAST_COMMAND, name.to_bytes());
    }
}

/// Whether the dependency tree has to be made anew.
/// @param newest NULL, or gets the time of the newest file where it has to be
/// @param file NULL, or a buffer of PATH_MAX bytes that gets the newest file where one
/// is newer than the tree
/// @return true if it has to be
///
/// # Safety
/// Both are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_deptree_update_needed(newest: *mut TimeT, file: *mut c_char) -> bool {
    let answer = preserve_errno(|| fresh::check(context()));
    if answer.needs_update {
        // SAFETY: the caller guarantees NULL or places.
        unsafe {
            store_time(newest, answer.newest);
            store_path(file, answer.file.as_deref());
        }
    }
    answer.needs_update
}

/// # Safety
/// `place` is NULL or a place for a time.
unsafe fn store_time(place: *mut TimeT, time: i64) {
    if place.is_null() {
        return;
    }
    // SAFETY: the caller guarantees the place, which is a time_t: of this size.
    unsafe {
        if TIME_T_SIZE == size_of::<i32>() {
            place.cast::<i32>().write(time as i32);
        } else {
            place.cast::<i64>().write(time);
        }
    }
}

/// # Safety
/// `buffer` is NULL or has room for PATH_MAX bytes.
unsafe fn store_path(buffer: *mut c_char, path: Option<&[u8]>) {
    let Some(path) = path else { return };
    if buffer.is_null() {
        return;
    }
    let length = path.len().min(PATH_MAX.saturating_sub(1));
    // SAFETY: the caller guarantees the room, length is below PATH_MAX and the path's.
    unsafe {
        buffer
            .cast::<u8>()
            .copy_from_nonoverlapping(path.as_ptr(), length);
        buffer.add(length).write(0);
    }
}

/// # Safety
/// As of `rc_newer_than`.
unsafe fn compare(
    search: Search,
    source: *const c_char,
    target: *const c_char,
    time: *mut TimeT,
    file: *mut c_char,
) -> bool {
    // SAFETY: the caller guarantees C strings.
    let (Some(source), Some(target)) = (unsafe { (bytes(source), bytes(target)) }) else {
        return invalid(false);
    };
    match preserve_errno(|| age::compare(search, source, target)) {
        Ok((mtime, found)) => {
            // SAFETY: the caller guarantees NULL or places.
            unsafe {
                store_time(time, mtime);
                store_path(file, found.as_deref());
            }
            found.is_none()
        }
        Err(error) => {
            error.errno().set();
            false
        }
    }
}

/// Whether a file is newer than all files of another path.
/// @param source file to compare
/// @param target file or folder to compare it with, all that is in it included
/// @param newest NULL, or gets the time of the newest of all
/// @param file NULL, or a buffer of PATH_MAX bytes that gets the newest file where one
/// is newer
/// @return true if nothing in target is newer; false with errno where there is no source
///
/// # Safety
/// `source` and `target` are NULL or C strings, `newest` and `file` as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_newer_than(
    source: *const c_char,
    target: *const c_char,
    newest: *mut TimeT,
    file: *mut c_char,
) -> bool {
    // SAFETY: the same is asked of our caller.
    unsafe { compare(Search::Newest, source, target, newest, file) }
}

/// Whether a file is older than all files of another path.
/// @param source file to compare
/// @param target file or folder to compare it with, all that is in it included
/// @param oldest NULL, or gets the time of the oldest of all
/// @param file NULL, or a buffer of PATH_MAX bytes that gets the oldest file where one
/// is older
/// @return true if nothing in target is older; false with errno where there is no source
///
/// # Safety
/// `source` and `target` are NULL or C strings, `oldest` and `file` as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_older_than(
    source: *const c_char,
    target: *const c_char,
    oldest: *mut TimeT,
    file: *mut c_char,
) -> bool {
    // SAFETY: the same is asked of our caller.
    unsafe { compare(Search::Oldest, source, target, oldest, file) }
}
