//! Processes: this one, others, and children.

use super::env::Block;
use super::fs::{check, Bound, File};
use super::nested::allocating;
use super::{Errno, SysResult};
use alloc::vec::Vec;
use core::ffi::CStr;
use core::mem::MaybeUninit;
use rustix::io::{fcntl_setfd, FdFlags};
use rustix::pipe;
use rustix::process::{self, Pid, WaitOptions};

/// `getpid`.
pub fn pid() -> i32 {
    process::getpid().as_raw_pid()
}

/// `pthread_self`: tells the threads of this process apart.
#[allow(clippy::cast_possible_truncation, clippy::unnecessary_cast)]
pub fn thread() -> usize {
    // SAFETY: pthread_self always succeeds.
    unsafe { libc::pthread_self() as usize }
}

/// `geteuid`.
pub fn effective_uid() -> u32 {
    process::geteuid().as_raw()
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
    pid: Option<Pid>,
    output: File,
}

/// `posix_spawn` of `program` with its standard output on a pipe to us. Its environment
/// is what is given. Arguments reach the program as they are: no
/// shell reads them unless `program` is one.
///
/// # Errors
/// The kernel's.
pub fn spawn(program: &CStr, arguments: &[&CStr], environment: &Block) -> SysResult<Child> {
    spawn_with(program, arguments, environment, None)
}

/// As [`spawn`]; the child gets one more descriptor, by the number that is given. Here its
/// number is above that one and above those of the standard streams.
pub(super) fn spawn_with(
    program: &CStr,
    arguments: &[&CStr],
    environment: &Block,
    given: Option<(&File, i32)>,
) -> SysResult<Child> {
    let (output, input) = new_pipe()?;
    let argv = arguments
        .iter()
        .map(|argument| argument.as_ptr().cast_mut());
    let argv: Vec<*mut libc::c_char> = argv.chain([core::ptr::null_mut()]).collect();
    let envp = environment.pointers();
    let mut actions = FileActions::new()?;
    if input.fd() == libc::STDOUT_FILENO {
        // dup2 to itself would leave close-on-exec set.
        fcntl_setfd(&input, FdFlags::empty())?;
    } else {
        actions.dup2(input.fd(), libc::STDOUT_FILENO)?;
    }
    if let Some((file, fd)) = given {
        actions.dup2(file.fd(), fd)?;
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
    let pid = Pid::from_raw(pid);
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
    /// All that the child writes. A child that writes more than the bound, perhaps for ever,
    /// is ended.
    ///
    /// # Errors
    /// As [`File::read_to_end`].
    pub fn read(&self, bound: Bound) -> SysResult<Vec<u8>> {
        let read = self.output.read_to_end(0, bound);
        read.inspect_err(|_| self.end())
    }

    /// The first line that the child writes, without its end, and whether it has one. A child
    /// that writes more than the bound without one is ended.
    ///
    /// # Errors
    /// As [`Child::read`].
    pub fn read_line(&self, most: usize) -> SysResult<(Vec<u8>, bool)> {
        let read = self.output.read_line(most);
        read.inspect_err(|_| self.end())
    }

    /// What the child writes.
    pub(super) fn output(&self) -> &File {
        &self.output
    }

    /// Waiting for a child that goes on writing to nobody could take for ever.
    pub(super) fn end(&self) {
        let kill = |pid| process::kill_process(pid, process::Signal::KILL).ok();
        super::preserve_errno(|| self.pid.and_then(kill));
    }

    /// Closes our end of the pipe and waits, as pclose. The wait status.
    ///
    /// # Errors
    /// `ECHILD` where somebody else has waited for it.
    pub fn wait(self) -> SysResult<i32> {
        let Child { pid, output } = self;
        drop(output);
        loop {
            match process::waitpid(pid, WaitOptions::empty()) {
                Err(rustix::io::Errno::INTR) => {}
                other => return Ok(other?.map_or(0, |(_, status)| status.as_raw())),
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
    Ok(rustix::system::uname().sysname().to_bytes().to_vec())
}

fn new_pipe() -> SysResult<(File, File)> {
    #[cfg(not(target_os = "macos"))]
    let (read, write) = pipe::pipe_with(pipe::PipeFlags::CLOEXEC)?;
    #[cfg(target_os = "macos")]
    let (read, write) = {
        let (read, write) = pipe::pipe()?;
        fcntl_setfd(&read, FdFlags::CLOEXEC)?;
        fcntl_setfd(&write, FdFlags::CLOEXEC)?;
        (read, write)
    };
    Ok((read.into(), write.into()))
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
}

impl Drop for FileActions {
    fn drop(&mut self) {
        let actions = &raw mut self.0;
        // SAFETY: initialised in new, destroyed only here.
        allocating(|| unsafe { libc::posix_spawn_file_actions_destroy(actions) });
    }
}
