//! `inotify`: being told of changes in directories. Linux only.

use super::fs::File;
use super::zstr::with_cstr;
use super::SysResult;
use alloc::vec::Vec;
use core::mem::MaybeUninit;
use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};

/// What happened.
pub type Mask = ReadFlags;

/// A name came into a directory.
pub const CAME: Mask = Mask::CREATE.union(Mask::MOVED_TO);
/// A name went out of a directory.
pub const WENT: Mask = Mask::DELETE.union(Mask::MOVED_FROM);
/// A file in a directory was written and closed.
pub const WRITTEN: Mask = Mask::CLOSE_WRITE;
/// The directory itself went, or events were lost.
pub const LOST: Mask = Mask::DELETE_SELF
    .union(Mask::MOVE_SELF)
    .union(Mask::UNMOUNT)
    .union(Mask::IGNORED)
    .union(Mask::QUEUE_OVERFLOW);

/// What can be asked for; the kernel tells of the rest unasked.
const ASKED: WatchFlags = WatchFlags::CREATE
    .union(WatchFlags::MOVE)
    .union(WatchFlags::DELETE)
    .union(WatchFlags::CLOSE_WRITE)
    .union(WatchFlags::DELETE_SELF)
    .union(WatchFlags::MOVE_SELF);

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The number of the watch, -1 if the event belongs to none.
    pub watch: i32,
    /// What happened.
    pub mask: Mask,
    /// The name in the directory; empty if the event is about the directory itself.
    pub name: Vec<u8>,
}

/// How much is read at once: an event with the longest name fits.
const BUFFER: usize = 4096;

/// An inotify instance.
#[derive(Debug)]
pub struct Inotify {
    file: File,
}

impl Inotify {
    /// A new one, which never blocks.
    ///
    /// # Errors
    /// The kernel's: `EMFILE` when the user has too many, `ENOSYS` when there is no inotify.
    pub fn new() -> SysResult<Self> {
        let fd = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC)?;
        Ok(Inotify {
            file: File::from(fd),
        })
    }

    /// The descriptor, to be waited for; it can be read when there are events.
    pub fn fd(&self) -> i32 {
        self.file.fd()
    }

    /// Watches a directory, and returns the number of the watch.
    ///
    /// # Errors
    /// The kernel's: `ENOSPC` when the user has too many watches.
    pub fn add(&self, directory: &[u8]) -> SysResult<i32> {
        with_cstr(directory, |path| {
            Ok(inotify::add_watch(
                &self.file,
                path,
                ASKED | WatchFlags::ONLYDIR,
            )?)
        })
    }

    /// Up to a buffer full of events; none when there are none.
    ///
    /// # Errors
    /// The kernel's.
    pub fn read(&self) -> SysResult<Vec<Event>> {
        let mut buffer = [MaybeUninit::uninit(); BUFFER];
        let mut reader = Reader::new(&self.file, &mut buffer);
        let mut events = Vec::new();
        loop {
            match reader.next() {
                Ok(event) => events.push(Event {
                    watch: event.wd(),
                    mask: event.events(),
                    name: event
                        .file_name()
                        .map_or_else(Vec::new, |name| name.to_bytes().to_vec()),
                }),
                Err(rustix::io::Errno::WOULDBLOCK) => return Ok(events),
                Err(errno) => return Err(errno.into()),
            }
            if reader.is_buffer_empty() {
                return Ok(events);
            }
        }
    }
}

#[cfg(feature = "std")]
impl std::os::fd::AsFd for Inotify {
    fn as_fd(&self) -> std::os::fd::BorrowedFd<'_> {
        // SAFETY: the descriptor is open for as long as self, which the result borrows.
        unsafe { std::os::fd::BorrowedFd::borrow_raw(self.fd()) }
    }
}
