//! What a process remembers of the state directories: when each had changed last, and
//! whether it was empty then.
//!
//! Most of them are empty most of the time, and to look up a name that is not there costs
//! twice as much on a tmpfs as to ask for the time of its directory. So a process that asks
//! often lists them: a directory that was empty and still has the same time has been empty
//! since.
//!
//! Threads and signal handlers may come in at any moment: what is remembered is kept in
//! atomics, without a lock. A reader that meets a writer remembers nothing.
#![forbid(unsafe_code)]

use super::quiet::Beginning;
use super::state::FOLDERS;
use crate::sys::dir::Dir;
use crate::sys::fs::{self, Metadata};
use crate::sys::volume::{self, Dating};
use crate::sys::SysResult;
use core::sync::atomic::{fence, AtomicU32, Ordering};

/// What is remembered of the directories of [`FOLDERS`], each by its number there.
#[derive(Debug)]
pub(crate) struct Seen {
    directories: [Directory; FOLDERS.len()],
    /// How many questions there were.
    questions: AtomicU32,
    /// For each kind of dating the last device that was found to have it.
    devices: [(Dating, AtomicU32); 3],
}

/// A directory is listed first after so many questions: these cost as much.
const FIRST: u32 = 4;
/// So many times more questions pass each time before it is listed again.
const LATER: u32 = 4;

impl Seen {
    pub const fn new() -> Self {
        Seen {
            directories: [const { Directory::new() }; FOLDERS.len()],
            questions: AtomicU32::new(0),
            devices: [
                (Dating::Elsewhere, AtomicU32::new(0)),
                (Dating::ByTick, AtomicU32::new(0)),
                (Dating::Exact, AtomicU32::new(0)),
            ],
        }
    }

    /// Counts a question.
    pub fn count(&self) {
        self.questions.fetch_add(1, Ordering::Relaxed);
    }

    /// What is remembered of a directory.
    pub fn recall(&self, number: usize) -> Option<Memory> {
        self.directories.get(number)?.recall()
    }

    /// Remembers what a directory is like now.
    pub fn keep(&self, number: usize, now: &Metadata, is_empty: bool) {
        if let Some(directory) = self.directories.get(number) {
            directory.keep(&Memory::of(now, is_empty));
        }
    }

    /// Whether it is time to list a directory that is not known to be empty.
    pub fn is_due(&self, number: usize) -> bool {
        let questions = self.questions.load(Ordering::Relaxed);
        let directory = self.directories.get(number);
        directory.is_some_and(|directory| directory.is_due(questions))
    }

    /// Lists the directory at `path` and remembers it if it is empty. It is not remembered
    /// if it has only just changed: the next change could have the same time.
    ///
    /// The kernel locks a directory from before it dates a change until the change can be
    /// seen, and a listing waits for that: what is not listed is dated later.
    pub fn list(&self, number: usize, path: &[u8]) -> Option<Memory> {
        let empty = self.if_empty(path).ok().flatten()?;
        self.keep(number, &empty, true);
        Some(Memory::of(&empty, true))
    }

    fn if_empty(&self, path: &[u8]) -> SysResult<Option<Metadata>> {
        let begun = Beginning::now();
        let mut dir = Dir::open(path)?;
        let found = fs::fstat(dir.fd())?;
        if !is_settled(&found, begun) || self.dating(&found, path) == Dating::Elsewhere {
            return Ok(None);
        }
        while let Some(name) = dir.next_name()? {
            if name != b"." && name != b".." {
                return Ok(None);
            }
        }
        Ok(Some(found))
    }

    /// How the directory at `path` is dated.
    pub fn dating(&self, directory: &Metadata, path: &[u8]) -> Dating {
        let Some(device) = u32::try_from(directory.identity.0).ok().filter(|d| *d != 0) else {
            return volume::dating(path);
        };
        let is_known = |(_, known): &&(_, AtomicU32)| known.load(Ordering::Relaxed) == device;
        if let Some((dating, _)) = self.devices.iter().find(is_known) {
            return *dating;
        }
        let found = volume::dating(path);
        for (_, known) in self.devices.iter().filter(|(dating, _)| *dating == found) {
            known.store(device, Ordering::Relaxed);
        }
        found
    }
}

/// Whether what is changed in a directory after this beginning has another time than this. A
/// whole second would come again if the clock was set back.
fn is_settled(directory: &Metadata, begun: Beginning) -> bool {
    directory.ctime.nanos != 0 && !begun.is_before(directory.ctime)
}

/// Device, inode and time, and whether it was empty.
const WORDS: usize = 8;

/// What a directory was like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Memory([u32; WORDS]);

impl Memory {
    fn of(directory: &Metadata, is_empty: bool) -> Self {
        let (device, inode) = directory.identity;
        let seconds = u64::from_ne_bytes(directory.ctime.seconds.to_ne_bytes());
        #[allow(clippy::cast_possible_truncation)] // these are the halves
        let halves = |whole: u64| [(whole >> 32) as u32, whole as u32];
        let ([a, b], [c, d], [e, f]) = (halves(device), halves(inode), halves(seconds));
        Memory([a, b, c, d, e, f, directory.ctime.nanos, u32::from(is_empty)])
    }

    /// Whether it was empty.
    pub fn is_of_empty(self) -> bool {
        self.0.last() == Some(&1)
    }

    /// Whether that is the directory, and it has not changed.
    pub fn is(self, now: &Metadata) -> bool {
        self == Memory::of(now, self.is_of_empty())
    }
}

/// One of the directories.
#[derive(Debug)]
struct Directory {
    /// Odd while the memory is written; 0 before there is one.
    version: AtomicU32,
    memory: [AtomicU32; WORDS],
    /// At how many questions it is listed next, and how many more it takes after that.
    next: AtomicU32,
    wait: AtomicU32,
}

impl Directory {
    const fn new() -> Self {
        Directory {
            version: AtomicU32::new(0),
            memory: [const { AtomicU32::new(0) }; WORDS],
            next: AtomicU32::new(FIRST),
            wait: AtomicU32::new(FIRST),
        }
    }

    fn is_due(&self, questions: u32) -> bool {
        if questions < self.next.load(Ordering::Relaxed) {
            return false;
        }
        let wait = self.wait.load(Ordering::Relaxed).saturating_mul(LATER);
        self.wait.store(wait, Ordering::Relaxed);
        let next = questions.saturating_add(wait);
        self.next.store(next, Ordering::Relaxed);
        true
    }

    fn recall(&self) -> Option<Memory> {
        let version = self.version.load(Ordering::Acquire);
        let mut words = [0; WORDS];
        for (word, kept) in words.iter_mut().zip(&self.memory) {
            *word = kept.load(Ordering::Relaxed);
        }
        fence(Ordering::Acquire);
        let is_whole =
            version != 0 && version & 1 == 0 && self.version.load(Ordering::Relaxed) == version;
        is_whole.then_some(Memory(words))
    }

    /// Nothing is kept if another is about to.
    fn keep(&self, memory: &Memory) {
        let even = self.version.load(Ordering::Relaxed) & !1;
        let order = (Ordering::Acquire, Ordering::Relaxed);
        let claim = self
            .version
            .compare_exchange(even, even | 1, order.0, order.1);
        if claim.is_err() {
            return;
        }
        fence(Ordering::Release);
        for (word, kept) in memory.0.iter().zip(&self.memory) {
            kept.store(*word, Ordering::Relaxed);
        }
        self.version.store(even.wrapping_add(2), Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// A directory in memory, where times are the kernel's.
    fn scratch(name: &str) -> (PathBuf, Vec<u8>) {
        let path = PathBuf::from(format!("/dev/shm/openrc-{name}-{}", std::process::id()));
        std::fs::create_dir(&path).unwrap();
        let bytes = path.as_os_str().as_encoded_bytes().to_vec();
        (path, bytes)
    }

    fn pause() {
        std::thread::sleep(std::time::Duration::from_millis(30));
    }

    fn is_still_empty(seen: &Seen, number: usize, path: &[u8]) -> bool {
        let memory = seen.recall(number).unwrap();
        memory.is_of_empty() && memory.is(&fs::stat(path).unwrap())
    }

    #[test]
    fn a_directory_is_known_to_be_empty_until_it_changes() {
        let (path, bytes) = scratch("empty");
        let seen = Seen::new();
        assert_eq!(seen.recall(0), None);
        assert_eq!(seen.list(0, &bytes), None, "it was made this moment");
        pause();
        assert_eq!(seen.list(0, &bytes), seen.recall(0));
        assert!(is_still_empty(&seen, 0, &bytes));
        // What is gone again by the time of the next look has changed it all the same.
        std::fs::write(path.join("x"), b"").unwrap();
        std::fs::remove_file(path.join("x")).unwrap();
        assert!(!is_still_empty(&seen, 0, &bytes));
        std::fs::write(path.join("x"), b"").unwrap();
        pause();
        assert_eq!(seen.list(0, &bytes), None);
        std::fs::remove_dir_all(path).unwrap();
    }

    #[test]
    fn another_directory_in_its_place_is_not_known() {
        let (path, bytes) = scratch("other");
        let other = path.with_extension("old");
        pause();
        let seen = Seen::new();
        seen.list(3, &bytes).unwrap();
        std::fs::rename(&path, &other).unwrap();
        std::fs::create_dir(&path).unwrap();
        assert!(!is_still_empty(&seen, 3, &bytes));
        std::fs::remove_dir(path).unwrap();
        std::fs::remove_dir(other).unwrap();
    }

    #[test]
    fn whole_seconds_are_not_remembered() {
        let mut directory = fs::stat(b"/").unwrap();
        let mut is_settled_at = |nanos| {
            directory.ctime.seconds = 1;
            directory.ctime.nanos = nanos;
            is_settled(&directory, Beginning::now())
        };
        assert!(is_settled_at(1));
        assert!(!is_settled_at(0));
    }

    #[test]
    fn it_is_listed_after_some_questions_and_ever_more_seldom() {
        let seen = Seen::new();
        let mut listed = Vec::new();
        for question in 1..100 {
            seen.count();
            if seen.is_due(1) {
                listed.push(question);
            }
        }
        assert_eq!(listed, [4, 20, 84]);
    }

    #[test]
    fn what_is_half_written_is_not_remembered() {
        let (path, bytes) = scratch("half");
        pause();
        let seen = Seen::new();
        let memory = seen.list(0, &bytes).unwrap();
        seen.directories[0].version.fetch_add(1, Ordering::Relaxed);
        assert_eq!(seen.recall(0), None);
        // Nor is anything written in between.
        seen.keep(0, &fs::stat(b"/").unwrap(), false);
        seen.directories[0].version.fetch_add(1, Ordering::Relaxed);
        assert_eq!(seen.recall(0), Some(memory));
        std::fs::remove_dir(path).unwrap();
    }
}
