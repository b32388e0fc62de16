//! Processes: this one, others, and children.

use super::env::Block;
use super::fs::{check, File};
use super::nested::allocating;
use super::{Errno, SysResult};
use alloc::vec::Vec;
use core::ffi::CStr;
use core::mem::MaybeUninit;

/// `getpid`.
pub fn pid() -> i32 {
    // SAFETY: getpid always succeeds.
    unsafe { libc::getpid() }
}

/// `pthread_self`: tells the threads of this process apart.
#[allow(clippy::cast_possible_truncation, clippy::unnecessary_cast)]
pub fn thread() -> usize {
    // SAFETY: pthread_self always succeeds.
    unsafe { libc::pthread_self() as usize }
}

/// `geteuid`.
pub fn effective_uid() -> u32 {
    // SAFETY: geteuid always succeeds.
    unsafe { libc::geteuid() }
}

/// `kill(pid, 0)`: may a signal be sent?
///
/// # Errors
/// `ESRCH` where there is no such process, `EPERM` where it is somebody else's.
pub fn probe(pid: i32) -> SysResult<()> {
    // SAFETY: signal 0 only asks.
    check(unsafe { libc::kill(pid, 0) }).map(drop)
}

/// Whether such a process exists, ours or not.
pub fn is_alive(pid: i32) -> bool {
    pid > 0 && probe(pid) != Err(Errno::SRCH)
}

/// A child whose standard output is read here.
#[derive(Debug)]
pub struct Child {
    pid: libc::pid_t,
    output: File,
}

/// `posix_spawn` of `program` with its standard output on a pipe to us. Its environment
/// is what is given. Arguments reach the program as they are: no
/// shell reads them unless `program` is one.
///
/// # Errors
/// The kernel's.
pub fn spawn(program: &CStr, arguments: &[&CStr], environment: &Block) -> SysResult<Child> {
    let (output, input) = pipe()?;
    let argv = arguments
        .iter()
        .map(|argument| argument.as_ptr().cast_mut());
    let argv: Vec<*mut libc::c_char> = argv.chain([core::ptr::null_mut()]).collect();
    let envp = environment.pointers();
    let mut actions = FileActions::new()?;
    if input.fd() == libc::STDOUT_FILENO {
        // dup2 to itself would leave close-on-exec set.
        actions.clear_cloexec(input.fd())?;
    } else {
        actions.dup2(input.fd(), libc::STDOUT_FILENO)?;
    }
    let mut pid: libc::pid_t = 0;
    // SAFETY: program, argv and envp are C strings that outlive the call, argv and envp
    // end with NULL, and the actions are initialised.
    let status = unsafe {
        libc::posix_spawn(
            &mut pid,
            program.as_ptr(),
            &actions.0,
            core::ptr::null(),
            argv.as_ptr(),
            envp.as_ptr(),
        )
    };
    if status != 0 {
        return Err(Errno(status));
    }
    Ok(Child { pid, output })
}

/// `sh -c SCRIPT NAME ARGUMENTS…`, as popen runs it, but with arguments of their own.
///
/// # Errors
/// As [`spawn`].
pub fn shell(script: &CStr, arguments: &[&CStr], environment: &Block) -> SysResult<Child> {
    let mut all: Vec<&CStr> = alloc::vec![c"sh", c"-c", script, c"sh"];
    all.extend_from_slice(arguments);
    spawn(c"/bin/sh", &all, environment)
}

impl Child {
    /// The pipe that the child writes to.
    pub fn output(&self) -> &File {
        &self.output
    }

    /// Closes our end of the pipe and waits, as pclose. The wait status.
    ///
    /// # Errors
    /// `ECHILD` where somebody else has waited for it.
    pub fn wait(self) -> SysResult<i32> {
        let Child { pid, output } = self;
        drop(output);
        let mut status = 0;
        loop {
            // SAFETY: status is ours.
            match check(unsafe { libc::waitpid(pid, &mut status, 0) }) {
                Err(Errno::INTR) => {}
                Err(errno) => return Err(errno),
                Ok(_) => return Ok(status),
            }
        }
    }
}

/// Whether a wait status says that a signal ended the process.
pub fn was_killed(status: i32) -> bool {
    libc::WIFSIGNALED(status)
}

/// `uname`: the name of the operating system.
///
/// # Errors
/// The kernel's.
pub fn system_name() -> SysResult<Vec<u8>> {
    let mut names = MaybeUninit::<libc::utsname>::uninit();
    // SAFETY: names is ours; the kernel fills it when the call succeeds.
    check(unsafe { libc::uname(names.as_mut_ptr()) })?;
    // SAFETY: filled, as the call succeeded; every name in it is a C string.
    let name = unsafe { CStr::from_ptr((&raw const (*names.as_ptr()).sysname).cast()) };
    Ok(name.to_bytes().to_vec())
}

fn pipe() -> SysResult<(File, File)> {
    let mut fds = [0 as libc::c_int; 2];
    #[cfg(not(target_os = "macos"))]
    // SAFETY: the array has room for two descriptors.
    check(unsafe { libc::pipe2(fds.as_mut_ptr(), libc::O_CLOEXEC) })?;
    #[cfg(target_os = "macos")]
    {
        // SAFETY: the array has room for two descriptors.
        check(unsafe { libc::pipe(fds.as_mut_ptr()) })?;
        for fd in fds {
            // SAFETY: the descriptor was just made.
            unsafe { libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC) };
        }
    }
    let [read, write] = fds;
    Ok((File::from_fd(read), File::from_fd(write)))
}

struct FileActions(libc::posix_spawn_file_actions_t);

impl FileActions {
    fn new() -> SysResult<Self> {
        let mut actions = MaybeUninit::uninit();
        // SAFETY: init fills what it is given.
        match unsafe { libc::posix_spawn_file_actions_init(actions.as_mut_ptr()) } {
            // SAFETY: initialised, as the call succeeded.
            0 => Ok(FileActions(unsafe { actions.assume_init() })),
            errno => Err(Errno(errno)),
        }
    }

    fn dup2(&mut self, from: libc::c_int, to: libc::c_int) -> SysResult<()> {
        let actions = &raw mut self.0;
        // SAFETY: the actions are initialised.
        let add = || unsafe { libc::posix_spawn_file_actions_adddup2(actions, from, to) };
        match allocating(add) {
            0 => Ok(()),
            errno => Err(Errno(errno)),
        }
    }

    fn clear_cloexec(&mut self, fd: libc::c_int) -> SysResult<()> {
        // SAFETY: fd is ours.
        check(unsafe { libc::fcntl(fd, libc::F_SETFD, 0) }).map(drop)
    }
}

impl Drop for FileActions {
    fn drop(&mut self) {
        let actions = &raw mut self.0;
        // SAFETY: initialised in new, destroyed only here.
        allocating(|| unsafe { libc::posix_spawn_file_actions_destroy(actions) });
    }
}
