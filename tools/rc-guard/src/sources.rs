//! Where events come from: one epoll for all of them.

use crate::clock::Millis;
use crate::place::Name;
use crate::process::Identity;
use nix::sys::epoll::{Epoll, EpollCreateFlags, EpollEvent, EpollFlags, EpollTimeout};
use nix::sys::signal::{SigSet, Signal};
use nix::sys::signalfd::{SfdFlags, SignalFd};
use nix::sys::time::{TimeSpec, TimeValLike};
use nix::sys::timerfd::{ClockId, Expiration, TimerFd, TimerFlags, TimerSetTimeFlags};
use std::collections::HashMap;
use std::io;
use std::os::fd::AsFd;

/// What an event is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A signal has come.
    Signal(i32),
    /// A time has come.
    Time,
    /// The state of services has changed.
    Watch,
    /// Something was mounted or unmounted.
    Mounts,
    /// A process of a service has ended.
    Process(Identity, Name),
    /// Somebody wants to ask something.
    Listener,
    /// Somebody has asked something.
    Client(u64),
}

/// A number by which epoll knows a source.
pub type Token = u64;

const SIGNALS: Token = 0;
const TIMER: Token = 1;
const CLOCK: Token = 2;
/// From here on each source has its own.
const FIRST: Token = 16;
/// How many events are taken at once.
const AT_ONCE: usize = 1024;

/// All of them.
pub struct Sources {
    epoll: Epoll,
    signals: SignalFd,
    timer: TimerFd,
    /// When the timer is set to.
    armed: Option<Millis>,
    /// By the clock, which somebody may set; that is told, too.
    clock: TimerFd,
    clock_armed: Option<i64>,
    known: HashMap<Token, Source>,
    next: Token,
}

impl Sources {
    /// Signals and the time.
    ///
    /// # Errors
    /// The kernel's.
    pub fn new() -> io::Result<Self> {
        let mut mask = SigSet::empty();
        for signal in [
            Signal::SIGCHLD,
            Signal::SIGHUP,
            Signal::SIGINT,
            Signal::SIGTERM,
        ] {
            mask.add(signal);
        }
        mask.thread_block()?;
        let flags = SfdFlags::SFD_CLOEXEC | SfdFlags::SFD_NONBLOCK;
        let flags_of_timer = TimerFlags::TFD_CLOEXEC | TimerFlags::TFD_NONBLOCK;
        let sources = Sources {
            epoll: Epoll::new(EpollCreateFlags::EPOLL_CLOEXEC)?,
            signals: SignalFd::with_flags(&mask, flags)?,
            timer: TimerFd::new(ClockId::CLOCK_BOOTTIME, flags_of_timer)?,
            armed: None,
            clock: TimerFd::new(ClockId::CLOCK_REALTIME, flags_of_timer)?,
            clock_armed: None,
            known: HashMap::new(),
            next: FIRST,
        };
        let readable = |token| EpollEvent::new(EpollFlags::EPOLLIN, token);
        sources
            .epoll
            .add(sources.signals.as_fd(), readable(SIGNALS))?;
        sources.epoll.add(sources.timer.as_fd(), readable(TIMER))?;
        sources.epoll.add(sources.clock.as_fd(), readable(CLOCK))?;
        Ok(sources)
    }

    /// Waits for one more, until it is removed.
    ///
    /// # Errors
    /// The kernel's.
    pub fn add(&mut self, fd: impl AsFd, source: Source) -> io::Result<Token> {
        let flags = match source {
            Source::Mounts => EpollFlags::EPOLLPRI | EpollFlags::EPOLLET,
            _ => EpollFlags::EPOLLIN,
        };
        let token = self.next;
        self.epoll.add(fd, EpollEvent::new(flags, token))?;
        self.next = token.wrapping_add(1).max(FIRST);
        self.known.insert(token, source);
        Ok(token)
    }

    /// Waits for it no more.
    pub fn remove(&mut self, fd: impl AsFd, token: Token) {
        self.known.remove(&token);
        self.epoll.delete(fd).ok();
    }

    /// What has happened, in the order in which it did. Waits until then, or until this time.
    ///
    /// # Errors
    /// The kernel's.
    pub fn wait(&mut self, until: Option<Millis>) -> io::Result<Vec<Source>> {
        self.arm(until)?;
        let mut events = [EpollEvent::empty(); AT_ONCE];
        let count = match self.epoll.wait(&mut events, EpollTimeout::NONE) {
            Err(nix::errno::Errno::EINTR) => 0,
            count => count?,
        };
        let mut happened = Vec::new();
        for event in events.iter().take(count) {
            match event.data() {
                SIGNALS => {
                    while let Ok(Some(signal)) = self.signals.read_signal() {
                        happened.push(Source::Signal(signal.ssi_signo.try_into().unwrap_or(0)));
                    }
                }
                TIMER => {
                    self.timer.wait().ok();
                    self.armed = None;
                    happened.push(Source::Time);
                }
                CLOCK => {
                    // That it was cancelled says that the clock was set.
                    self.clock.wait().ok();
                    self.clock_armed = None;
                    happened.push(Source::Time);
                }
                token => happened.extend(self.known.get(&token).cloned()),
            }
        }
        Ok(happened)
    }

    /// Wakes up at this time of day, too, in milliseconds since 1970, and when the clock is set.
    ///
    /// # Errors
    /// The kernel's.
    pub fn wake_at(&mut self, time: Option<i64>) -> io::Result<()> {
        if self.clock_armed == time {
            return Ok(());
        }
        self.clock_armed = time;
        let flags =
            TimerSetTimeFlags::TFD_TIMER_ABSTIME | TimerSetTimeFlags::TFD_TIMER_CANCEL_ON_SET;
        match time {
            None => self.clock.unset()?,
            Some(time) => {
                let time = Expiration::OneShot(TimeSpec::milliseconds(time.max(1)));
                match self.clock.set(time, flags) {
                    // It was set meanwhile; from now on the time is as it is now.
                    Err(nix::errno::Errno::ECANCELED) => self.clock.set(time, flags)?,
                    result => result?,
                }
            }
        }
        Ok(())
    }

    fn arm(&mut self, until: Option<Millis>) -> io::Result<()> {
        if self.armed == until {
            return Ok(());
        }
        self.armed = until;
        match until {
            None => self.timer.unset()?,
            Some(until) => {
                // Zero would be no time at all.
                let until = i64::try_from(until.max(1)).unwrap_or(i64::MAX);
                let time = Expiration::OneShot(TimeSpec::milliseconds(until));
                self.timer.set(time, TimerSetTimeFlags::TFD_TIMER_ABSTIME)?;
            }
        }
        Ok(())
    }
}
