//! Children that are told things, bit by bit, while what they print is read.

use super::fs::{borrowed, File};
use super::process::{self, Child};
use super::{Block, Errno, SysResult};
use crate::bytes::part;
use alloc::vec::Vec;
use core::ffi::CStr;
use rustix::event::{poll, PollFd, PollFlags, Timespec};
use rustix::io::{self, fcntl_getfd};
use rustix::net::{self, AddressFamily, SendFlags, SocketFlags, SocketType};

/// A child with one more descriptor, from which it reads what it is told. Neither side ever
/// waits for the other to read.
#[derive(Debug)]
pub struct Fed {
    child: Child,
    /// Until all was told.
    input: Option<File>,
    /// What it has still to be told.
    pending: Vec<u8>,
    said: Vec<u8>,
}

/// The numbers that the child's descriptor may have: a shell's redirections know one digit,
/// and 3 is gendepends.sh's.
const NUMBERS: core::ops::RangeInclusive<i32> = 4..=9;

/// A number for a child's descriptor, such that it hides none that the child inherits.
pub fn number() -> Option<i32> {
    let is_free = |fd| borrowed(fd).is_ok_and(|fd| fcntl_getfd(fd).is_err());
    NUMBERS.rev().find(|fd| is_free(*fd))
}

impl Fed {
    /// Starts a child as [`process::spawn`] does, with a descriptor of that number.
    ///
    /// # Errors
    /// The kernel's.
    pub fn spawn(
        program: &CStr,
        arguments: &[&CStr],
        environment: &Block,
        number: i32,
    ) -> SysResult<Self> {
        let (ours, childs) = pair()?;
        let childs = childs.duplicate_above(number.saturating_add(1))?;
        let given = Some((&childs, number));
        let child = process::spawn_with(program, arguments, environment, given)?;
        Ok(Fed {
            child,
            input: Some(ours),
            pending: Vec::new(),
            said: Vec::new(),
        })
    }

    /// Tells it something, now or later.
    pub fn tell(&mut self, bytes: &[u8]) {
        self.pending.extend_from_slice(bytes);
    }

    /// Sends and reads what can be sent and read without waiting.
    ///
    /// # Errors
    /// The kernel's; `EFBIG` if the child has written more than `most`, perhaps for ever.
    pub fn exchange(&mut self, most: usize) -> SysResult<()> {
        self.step(Some(&Timespec::default()), most).map(drop)
    }

    /// Tells it all that is left, and then that there is no more. All that it has said, and
    /// its wait status.
    ///
    /// # Errors
    /// As [`exchange`](Self::exchange). It has ended in any case.
    pub fn finish(mut self, most: usize) -> SysResult<(Vec<u8>, SysResult<i32>)> {
        let result = loop {
            if self.pending.is_empty() {
                self.input = None;
            }
            match self.step(None, most) {
                Ok(true) => {}
                other => break other,
            }
        };
        let Fed {
            child, input, said, ..
        } = self;
        drop(input);
        let status = child.wait();
        result.map(|_| (said, status))
    }

    /// Gives it up, and waits until it has ended.
    pub fn abandon(self) {
        drop(self.input);
        self.child.wait().ok();
    }

    /// As [`exchange`](Self::exchange), waiting for so long. False once nothing more will be
    /// said.
    fn step(&mut self, time: Option<&Timespec>, most: usize) -> SysResult<bool> {
        let output = self.child.output();
        let input = self.input.as_ref().filter(|_| !self.pending.is_empty());
        let (is_telling, wish) = match input {
            Some(_) => (true, PollFlags::OUT),
            None => (false, PollFlags::empty()),
        };
        let mut wanted = [
            PollFd::new(output, PollFlags::IN),
            PollFd::new(input.unwrap_or(output), wish),
        ];
        match poll(&mut wanted, time) {
            Err(io::Errno::INTR) => return Ok(true),
            ready => ready?,
        };
        let [output, input] = wanted.map(|fd| !fd.revents().is_empty());
        if input && is_telling {
            self.send();
        }
        if !output {
            return Ok(true);
        }
        let mut buffer = [0; 4096];
        let length = self.child.output().read(&mut buffer)?;
        self.said.extend_from_slice(part(&buffer, ..length));
        if self.said.len() > most {
            self.child.end();
            return Err(Errno::FBIG);
        }
        Ok(length != 0)
    }

    /// A child that is gone, or listens no more, is told nothing more.
    fn send(&mut self) {
        let Some(input) = &self.input else { return };
        match net::send(input, &self.pending, SendFlags::DONTWAIT | NO_SIGNAL) {
            Ok(sent) => drop(self.pending.drain(..sent.min(self.pending.len()))),
            Err(io::Errno::WOULDBLOCK | io::Errno::INTR) => {}
            Err(_) => {
                self.pending.clear();
                self.input = None;
            }
        }
    }
}

#[cfg(not(target_os = "macos"))]
const NO_SIGNAL: SendFlags = SendFlags::NOSIGNAL;
#[cfg(target_os = "macos")]
const NO_SIGNAL: SendFlags = SendFlags::empty();

/// A pair of sockets: to write to one raises no signal.
fn pair() -> SysResult<(File, File)> {
    #[cfg(not(target_os = "macos"))]
    let flags = SocketFlags::CLOEXEC;
    #[cfg(target_os = "macos")]
    let flags = SocketFlags::empty();
    let (one, other) = net::socketpair(AddressFamily::UNIX, SocketType::STREAM, flags, None)?;
    #[cfg(target_os = "macos")]
    for fd in [&one, &other] {
        io::fcntl_setfd(fd, io::FdFlags::CLOEXEC)?;
        net::sockopt::set_socket_nosigpipe(fd, true)?;
    }
    Ok((one.into(), other.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::ffi::CString;

    const MOST: usize = 2_000_000;

    fn start(script: &CStr) -> Fed {
        let number = number().unwrap();
        let digit = CString::new(number.to_string()).unwrap();
        let arguments = [c"sh", c"-c", script, &digit];
        Fed::spawn(c"/bin/sh", &arguments, &Block::empty(), number).unwrap()
    }

    #[test]
    fn more_than_both_pipes_hold_goes_both_ways() {
        let mut fed = start(c"eval \"exec cat <&$0\"");
        let line = [b'x'; 1000];
        for _ in 0..2000 {
            fed.tell(&line);
            fed.exchange(MOST).unwrap();
        }
        let (said, status) = fed.finish(MOST).unwrap();
        assert_eq!((said.len(), status), (2_000_000, Ok(0)));
        assert!(said.iter().all(|byte| *byte == b'x'));
    }

    #[test]
    fn a_child_that_never_ends_is_ended() {
        let fed = start(c"trap '' PIPE; exec cat /dev/zero");
        assert_eq!(fed.finish(MOST).unwrap_err(), Errno::FBIG);
    }

    #[test]
    fn a_child_that_does_not_listen_ends_it() {
        let mut fed = start(c"echo early");
        for _ in 0..2000 {
            fed.tell(&[b'x'; 1000]);
            fed.exchange(MOST).unwrap();
        }
        assert_eq!(fed.finish(MOST).unwrap(), (b"early\n".to_vec(), Ok(0)));
        let fed = start(c"exec 2>/dev/null; sleep 0.01; echo to nobody; exit 3");
        fed.abandon();
    }
}
