//! macOS: libproc, and sysctl for the arguments.

use super::{strings, Process};
use alloc::vec::Vec;
use core::ffi::{c_int, c_void};
use core::mem::MaybeUninit;
use core::ptr::null_mut;

/// Every process that the kernel shows to this one.
pub fn all() -> Vec<Process> {
    numbers().into_iter().filter_map(process).collect()
}

fn numbers() -> Vec<i32> {
    // SAFETY: without a buffer it only counts.
    let count = unsafe { libc::proc_listallpids(null_mut(), 0) };
    // Some may be added in between.
    let room = usize::try_from(count).unwrap_or(0).saturating_add(16);
    let mut pids: Vec<i32> = Vec::with_capacity(room);
    let bytes = c_int::try_from(room.saturating_mul(size_of::<i32>())).unwrap_or(0);
    // SAFETY: the buffer has room for that many bytes.
    let got = unsafe { libc::proc_listallpids(pids.as_mut_ptr().cast(), bytes) };
    // SAFETY: that many have been written, and no more than there was room for.
    unsafe { pids.set_len(usize::try_from(got).unwrap_or(0).min(room)) };
    pids
}

fn process(pid: i32) -> Option<Process> {
    let mut info = MaybeUninit::<libc::proc_bsdinfo>::zeroed();
    let size = size_of::<libc::proc_bsdinfo>() as c_int;
    // SAFETY: the buffer is what this flavor fills, and has that size.
    let got = unsafe {
        libc::proc_pidinfo(
            pid,
            libc::PROC_PIDTBSDINFO,
            0,
            info.as_mut_ptr().cast::<c_void>(),
            size,
        )
    };
    // SAFETY: zeroed, and any bytes are numbers.
    let info = unsafe { info.assume_init() };
    let name = info.pbi_comm.iter().take_while(|c| **c != 0);
    (got == size).then(|| Process {
        pid,
        uid: info.pbi_uid,
        name: name.map(|c| c.to_ne_bytes()[0]).collect(),
        is_zombie: info.pbi_status == libc::SZOMB,
    })
}

/// The arguments of a process; none where it may not be asked.
pub fn arguments(pid: i32) -> Vec<Vec<u8>> {
    whole(pid)
        .and_then(|area| of_area(&area))
        .unwrap_or_default()
}

/// What the kernel keeps of how it was started.
fn whole(pid: i32) -> Option<Vec<u8>> {
    let mut question = [libc::CTL_KERN, libc::KERN_PROCARGS2, pid];
    let mut length = most_bytes()?;
    let mut area: Vec<u8> = Vec::with_capacity(length);
    // SAFETY: the question has three numbers, the buffer room for that many bytes.
    let status = unsafe {
        libc::sysctl(
            question.as_mut_ptr(),
            3,
            area.as_mut_ptr().cast(),
            &mut length,
            null_mut(),
            0,
        )
    };
    if status != 0 || length > area.capacity() {
        return None;
    }
    // SAFETY: the kernel has filled that many.
    unsafe { area.set_len(length) };
    Some(area)
}

/// What arguments and environment may take together.
fn most_bytes() -> Option<usize> {
    let mut question = [libc::CTL_KERN, libc::KERN_ARGMAX];
    let mut most: c_int = 0;
    let mut length = size_of::<c_int>();
    // SAFETY: the question has two numbers, and the answer is an int.
    let status = unsafe {
        libc::sysctl(
            question.as_mut_ptr(),
            2,
            (&raw mut most).cast(),
            &mut length,
            null_mut(),
            0,
        )
    };
    (status == 0).then(|| usize::try_from(most).ok()).flatten()
}

/// How many arguments there are, the program's path with any number of NULs after it, the
/// arguments, the environment.
fn of_area(area: &[u8]) -> Option<Vec<Vec<u8>>> {
    let (count, rest) = area.split_first_chunk::<4>()?;
    let count = usize::try_from(i32::from_ne_bytes(*count)).ok()?;
    let path = rest.iter().position(|byte| *byte == 0)?;
    let rest = rest.get(path..)?;
    let start = rest.iter().position(|byte| *byte != 0)?;
    let mut arguments = strings(rest.get(start..)?);
    arguments.truncate(count);
    Some(arguments)
}
