//! The system calls that std and nix lack. The only file with unsafe code.

use std::io;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};
use std::os::unix::process::CommandExt;
use std::process::Command;

fn check(status: libc::c_long) -> io::Result<i32> {
    match i32::try_from(status) {
        Ok(status) if status >= 0 => Ok(status),
        _ => Err(io::Error::last_os_error()),
    }
}

/// `pidfd_open`: a descriptor that stands for a process, whatever becomes of its number. It
/// can be read when the process has ended.
pub fn pidfd_open(pid: i32) -> io::Result<OwnedFd> {
    let flags: libc::c_uint = 0;
    // SAFETY: the call takes two numbers and makes a new descriptor.
    let fd = check(unsafe { libc::syscall(libc::SYS_pidfd_open, pid, flags) })?;
    // SAFETY: the descriptor is new; nobody else has it.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

/// `pidfd_send_signal`: to the process itself, never to another that has got its number.
pub fn pidfd_signal(process: BorrowedFd<'_>, signal: i32) -> io::Result<()> {
    let info = std::ptr::null::<libc::siginfo_t>();
    let flags: libc::c_uint = 0;
    // SAFETY: without siginfo the call reads no memory.
    let status = unsafe {
        libc::syscall(
            libc::SYS_pidfd_send_signal,
            process.as_raw_fd(),
            signal,
            info,
            flags,
        )
    };
    check(status).map(drop)
}

/// `struct pidfd_info`, as the first kernel with it has it (linux/pidfd.h, 6.13).
#[repr(C)]
#[derive(Default)]
struct PidfdInfo {
    mask: u64,
    cgroup: u64,
    pids: [u32; 3],
    ids: [u32; 8],
    exit_code: i32,
}

/// `PIDFD_INFO_EXIT`: wanted, and given, is how it ended (6.15).
const INFO_EXIT: u64 = 1 << 3;
/// `_IOWR(0xFF, 11, struct pidfd_info)`.
const GET_INFO: libc::c_ulong = 0xC040_FF0B;
const _: () = assert!(size_of::<PidfdInfo>() == 64);

/// `PIDFD_GET_INFO`: the wait status of a process that has ended and was reaped, as its
/// parent has seen it. `None` before it was reaped, and where the kernel does not tell.
pub fn wait_status(process: BorrowedFd<'_>) -> Option<i32> {
    let mut info = PidfdInfo {
        mask: INFO_EXIT,
        ..PidfdInfo::default()
    };
    // SAFETY: the request says how large info is, and the kernel writes no more than that.
    let status = unsafe { libc::ioctl(process.as_raw_fd(), GET_INFO as _, &raw mut info) };
    (status == 0 && info.mask & INFO_EXIT != 0).then_some(info.exit_code)
}

/// `flock`: takes a lock if nobody else has it. It is that of the open file, so a child that
/// inherits the descriptor has it too, and it is given up when the last one closes it.
pub fn lock_now(file: BorrowedFd<'_>) -> io::Result<bool> {
    loop {
        // SAFETY: flock takes two numbers.
        let status = unsafe { libc::flock(file.as_raw_fd(), libc::LOCK_EX | libc::LOCK_NB) };
        if status == 0 {
            return Ok(true);
        }
        let error = io::Error::last_os_error();
        match error.kind() {
            io::ErrorKind::WouldBlock => return Ok(false),
            io::ErrorKind::Interrupted => {}
            _ => return Err(error),
        }
    }
}

/// `waitpid`, without waiting: a child that has ended (`pid`, or any for -1), and its wait
/// status. nix has no room for the status of one that a real-time signal has ended.
pub fn reap(pid: i32) -> Option<(i32, i32)> {
    let mut status = 0;
    // SAFETY: status is ours.
    let ended = unsafe { libc::waitpid(pid, &raw mut status, libc::WNOHANG) };
    (ended > 0).then_some((ended, status))
}

/// Has every descriptor but the first three closed when a program is executed: whoever
/// started this process may have left some open.
pub fn close_the_rest_on_exec() {
    let (first, last): (libc::c_uint, libc::c_uint) = (3, libc::c_uint::MAX);
    let flags: libc::c_uint = 4; // CLOSE_RANGE_CLOEXEC
                                 // SAFETY: it only sets a flag of descriptors.
    unsafe { libc::syscall(libc::SYS_close_range, first, last, flags) };
}

/// What a child is given back before it executes its program. See children.rs.
pub struct Before {
    /// A descriptor that it keeps.
    pub kept: Option<RawFd>,
    /// Its `oom_score_adj`, as text.
    pub oom_score_adj: Vec<u8>,
    /// How many descriptors it may have open: now, and at most.
    pub descriptors: (u64, u64),
}

/// Has a command put things right in the child.
pub fn prepare(command: &mut Command, before: Before) {
    // SAFETY: the closure runs in the child between fork and exec: put_right calls nothing
    // but system calls that are safe there, and allocates nothing.
    unsafe { command.pre_exec(move || put_right(&before)) };
}

/// The highest signal.
const SIGNALS: libc::c_int = 64;

fn put_right(before: &Before) -> io::Result<()> {
    // SAFETY: each of these takes numbers, or memory that lives until it returns.
    unsafe {
        libc::setsid();
        for signal in 1..=SIGNALS {
            libc::signal(signal, libc::SIG_DFL);
        }
        let mut none = std::mem::zeroed::<libc::sigset_t>();
        libc::sigemptyset(&raw mut none);
        libc::sigprocmask(libc::SIG_SETMASK, &raw const none, std::ptr::null_mut());
        libc::umask(0o022);
        let text = &before.oom_score_adj;
        let file = libc::open(c"/proc/self/oom_score_adj".as_ptr(), libc::O_WRONLY);
        if file >= 0 {
            libc::write(file, text.as_ptr().cast(), text.len());
            libc::close(file);
        }
        libc::setpriority(libc::PRIO_PROCESS, 0, 0);
        // Of this process (1), to the class that follows from its priority (0).
        libc::syscall(libc::SYS_ioprio_set, 1, 0, 0);
        let (soft, hard) = before.descriptors;
        let limit = libc::rlimit {
            rlim_cur: soft as _,
            rlim_max: hard as _,
        };
        libc::setrlimit(libc::RLIMIT_NOFILE, &raw const limit);
        if let Some(kept) = before.kept {
            if libc::fcntl(kept, libc::F_SETFD, 0) == -1 {
                return Err(io::Error::last_os_error());
            }
        }
    }
    Ok(())
}
