//! The BSDs: `sysctl`.

use super::{strings, Process};
use alloc::vec::Vec;
use core::ffi::{c_int, c_uint, c_void};
#[cfg(target_os = "freebsd")]
use core::ptr::null;
use core::ptr::null_mut;

#[cfg(any(target_os = "freebsd", target_os = "dragonfly"))]
mod table {
    use core::ffi::c_int;

    pub type Entry = libc::kinfo_proc;

    pub fn question(_: usize) -> [c_int; 4] {
        [libc::CTL_KERN, libc::KERN_PROC, libc::KERN_PROC_ALL, 0]
    }

    pub fn arguments(pid: i32) -> [c_int; 4] {
        [libc::CTL_KERN, libc::KERN_PROC, libc::KERN_PROC_ARGS, pid]
    }

    #[cfg(target_os = "freebsd")]
    pub fn is_zombie(entry: &Entry) -> bool {
        entry.ki_stat == libc::SZOMB
    }

    #[cfg(target_os = "dragonfly")]
    pub fn is_zombie(entry: &Entry) -> bool {
        matches!(entry.kp_stat, libc::procstat::SZOMB)
    }

    #[cfg(target_os = "freebsd")]
    pub fn read(entry: &Entry) -> (i32, u32, &[libc::c_char]) {
        (entry.ki_pid, entry.ki_uid, &entry.ki_comm)
    }

    #[cfg(target_os = "dragonfly")]
    pub fn read(entry: &Entry) -> (i32, u32, &[libc::c_char]) {
        (entry.kp_pid, entry.kp_uid, &entry.kp_comm)
    }
}

#[cfg(any(target_os = "netbsd", target_os = "openbsd"))]
mod table {
    use core::ffi::c_int;

    #[cfg(target_os = "netbsd")]
    pub type Entry = libc::kinfo_proc2;
    #[cfg(target_os = "openbsd")]
    pub type Entry = libc::kinfo_proc;

    #[cfg(target_os = "netbsd")]
    const TABLE: c_int = libc::KERN_PROC2;
    #[cfg(target_os = "openbsd")]
    const TABLE: c_int = libc::KERN_PROC;

    pub fn question(room: usize) -> [c_int; 6] {
        let count = c_int::try_from(room).unwrap_or(c_int::MAX);
        let size = size_of::<Entry>() as c_int;
        [libc::CTL_KERN, TABLE, libc::KERN_PROC_ALL, 0, size, count]
    }

    pub fn arguments(pid: i32) -> [c_int; 4] {
        let what = libc::KERN_PROC_ARGV;
        [libc::CTL_KERN, libc::KERN_PROC_ARGS, pid, what]
    }

    /// SZOMB, and SDEAD, which OpenBSD says instead.
    #[cfg(target_os = "netbsd")]
    pub fn is_zombie(entry: &Entry) -> bool {
        matches!(entry.p_realstat, 5 | 6)
    }

    #[cfg(target_os = "openbsd")]
    pub fn is_zombie(entry: &Entry) -> bool {
        matches!(entry.p_stat, 5 | 6)
    }

    pub fn read(entry: &Entry) -> (i32, u32, &[libc::c_char]) {
        (entry.p_pid, entry.p_uid, &entry.p_comm)
    }
}

/// `sysctl`: how many bytes there are, or how many were put into `buffer`.
fn sysctl(question: &[c_int], buffer: *mut c_void, room: usize) -> Option<usize> {
    let mut length = room;
    // SAFETY: the question is a slice of that length, the caller gives a buffer with
    // that much room or NULL, and nothing is set.
    let status = unsafe {
        libc::sysctl(
            question.as_ptr().cast_mut(),
            question.len() as c_uint,
            buffer,
            &mut length,
            null_mut(),
            0,
        )
    };
    (status == 0).then_some(length)
}

/// The answer to a question whose size is asked for first; `slack` is room for what is
/// added in between.
fn answer<T>(question: impl Fn(usize) -> Option<usize>, ask: Ask<T>, slack: usize) -> Vec<T> {
    let Some(size) = question(0) else {
        return Vec::new();
    };
    let entry = size_of::<T>().max(1);
    let room = size.div_ceil(entry).saturating_add(slack);
    let mut answer: Vec<T> = Vec::with_capacity(room);
    let Some(got) = ask(&mut answer, room) else {
        return Vec::new();
    };
    let count = got.checked_div(entry).unwrap_or(0).min(room);
    // SAFETY: the kernel has filled that many entries, which are plain data.
    unsafe { answer.set_len(count) };
    answer
}

type Ask<'a, T> = &'a dyn Fn(&mut Vec<T>, usize) -> Option<usize>;

/// Every process that the kernel shows to this one.
pub fn all() -> Vec<Process> {
    let size = |room| sysctl(&table::question(room), null_mut(), 0);
    let ask = |answer: &mut Vec<table::Entry>, room: usize| {
        let bytes = room.saturating_mul(size_of::<table::Entry>());
        sysctl(&table::question(room), answer.as_mut_ptr().cast(), bytes)
    };
    let entries = answer(size, &ask, 16);
    entries
        .iter()
        .map(|entry| {
            let (pid, uid, name) = table::read(entry);
            let name = name.iter().take_while(|c| **c != 0);
            Process {
                pid,
                uid,
                name: name.map(|c| c.to_ne_bytes()[0]).collect(),
                is_zombie: table::is_zombie(entry),
            }
        })
        .collect()
}

/// The arguments of a process; none where it may not be asked.
pub fn arguments(pid: i32) -> Vec<Vec<u8>> {
    let size = |_| sysctl(&table::arguments(pid), null_mut(), 0);
    let ask = |answer: &mut Vec<u8>, room: usize| {
        sysctl(&table::arguments(pid), answer.as_mut_ptr().cast(), room)
    };
    let bytes = answer(size, &ask, 64);
    // OpenBSD puts an array of pointers, which ends with NULL, before the strings.
    #[cfg(target_os = "openbsd")]
    let bytes: Vec<u8> = {
        let word = size_of::<usize>();
        let end = bytes.chunks(word).position(|w| w.iter().all(|b| *b == 0));
        let start = end.map_or(bytes.len(), |end| {
            end.saturating_add(1).saturating_mul(word)
        });
        bytes.get(start..).unwrap_or_default().to_vec()
    };
    strings(&bytes)
}

/// Whether this process is in a FreeBSD jail.
#[cfg(target_os = "freebsd")]
pub fn is_jailed() -> bool {
    let mut jailed: c_int = 0;
    let mut length = size_of::<c_int>();
    // SAFETY: the name is a C string and the value an int, as this name has.
    let status = unsafe {
        libc::sysctlbyname(
            c"security.jail.jailed".as_ptr(),
            (&raw mut jailed).cast(),
            &mut length,
            null(),
            0,
        )
    };
    status == 0 && jailed == 1
}
