//! Looking for the symlinks of one service in the state directories.
#![forbid(unsafe_code)]

use super::quiet::Beginning;
use super::resolve;
use super::seen::Memory;
use super::state::{State, FOLDERS};
use crate::context::{Context, StateDir};
use crate::listing;
use crate::sys::fs;
use crate::sys::volume::Dating;
use alloc::vec::Vec;

/// The first directories of [`FOLDERS`] are those of the states of which a service has
/// exactly one.
const EXCLUSIVE: usize = 4;

/// If the directories keep changing, they are looked at so many times more. That the
/// service moves out of sight each time is improbable: of the looks of thirty-two processes
/// at services that thirty-two others mark without a pause, one in five hundred sees none,
/// and of the pairs of looks one in nine thousand. Of three in a row none ever did.
const MORE_LOOKS: usize = 3;
/// So many times at most if a look takes so long, in nanoseconds, that other processes may
/// have done much meanwhile.
const MOST_LOOKS: usize = 20;
const LONG: u64 = 200_000;

/// A look for one service.
pub(super) struct Look<'a> {
    context: &'a Context,
    base: &'a [u8],
    /// One piece of memory for all paths.
    path: Vec<u8>,
}

/// What is remembered of each of the directories at the beginning of a look: later a
/// signal handler or a thread may have remembered something else.
type Memories = [Option<Memory>; EXCLUSIVE];

/// Whether a directory was empty once.
fn was_empty(memory: Option<Memory>) -> bool {
    memory.is_some_and(Memory::is_of_empty)
}

impl<'a> Look<'a> {
    pub fn new(context: &'a Context, base: &'a [u8]) -> Self {
        context.remembered().count();
        Look {
            context,
            base,
            path: Vec::new(),
        }
    }

    /// The state of which a service has exactly one.
    ///
    /// A service that is not stopped has its symlink in one of four directories at every
    /// moment (see [`super::mark`]). But these are looked at one after the other, and a
    /// symlink may meanwhile move from a directory that comes later to one that was looked
    /// at before: then it is seen nowhere. Such a move changes both directories, and the
    /// kernel dates the change. So if three of the four have not changed since the look
    /// began, nothing has moved, and the service is stopped. A directory that has been
    /// empty all the time is none of the four.
    ///
    /// If one has changed, perhaps another service was marked, and the look is repeated, in
    /// the other direction.
    pub fn exclusive(&mut self) -> State {
        for look in 0..MOST_LOOKS {
            let begun = Beginning::now();
            let memories = self.recall();
            let mut found = self.find(&memories, look & 1 == 1);
            let mut is_as_remembered = true;
            for (number, memory) in memories.into_iter().enumerate() {
                if was_empty(memory) && !self.is_as(memory, number) {
                    is_as_remembered = false;
                    found = found.max(self.holds(number).then_some(number));
                }
            }
            if let Some((state, _)) = found.and_then(|number| FOLDERS.get(number)) {
                return *state;
            }
            let is_sure = is_as_remembered && !self.may_have_moved(&memories, begun);
            if is_sure || (look >= MORE_LOOKS && begun.age() <= LONG) {
                break;
            }
        }
        State::STOPPED
    }

    fn recall(&mut self) -> Memories {
        let mut memories = [None; EXCLUSIVE];
        for (number, memory) in memories.iter_mut().enumerate() {
            *memory = self.remembered(number);
        }
        memories
    }

    /// The last of the directories that holds the symlink, but for those that were empty.
    fn find(&mut self, memories: &Memories, is_back: bool) -> Option<usize> {
        let mut found = None;
        let mut look = |(number, memory): (usize, &Option<Memory>)| {
            if !was_empty(*memory) && self.holds(number) {
                found = found.max(Some(number));
            }
        };
        let directories = memories.iter().enumerate();
        if is_back {
            directories.rev().for_each(&mut look);
        } else {
            directories.for_each(&mut look);
        }
        found
    }

    /// Whether a symlink may have moved from one to another of the directories that were
    /// not empty, since a look at them began. All but one of them tell.
    fn may_have_moved(&mut self, memories: &Memories, begun: Beginning) -> bool {
        let mut may_have_moved = false;
        let others = memories.iter().enumerate();
        let others = others.filter(|(_, memory)| !was_empty(**memory));
        for (number, memory) in others.skip(1) {
            self.put_directory(number);
            let Ok(now) = fs::stat(&self.path) else {
                continue;
            };
            let remembered = self.context.remembered();
            let dating = remembered.dating(&now, &self.path);
            let is_exact = dating == Dating::Exact && now.ctime.nanos != 0;
            let is_as_before = is_exact && memory.is_some_and(|it| it.is(&now));
            let is_old = dating != Dating::Elsewhere && !begun.is_before(now.ctime);
            remembered.keep(number, &now, false);
            may_have_moved |= !is_as_before && !is_old;
            // The times of the others are no use to the next look.
            if may_have_moved && !is_exact {
                break;
            }
        }
        may_have_moved
    }

    /// Whether the symlink is in the directory of a state.
    pub fn is_in(&mut self, state: State) -> bool {
        let number = FOLDERS.iter().position(|(known, _)| *known == state);
        number.is_some_and(|number| !self.is_empty(number) && self.holds(number))
    }

    /// Whether the service waits for another, or another for it.
    pub fn is_scheduled(&mut self) -> bool {
        const SCHEDULED: usize = FOLDERS.len().saturating_sub(1);
        if self.is_empty(SCHEDULED) {
            return false;
        }
        let scheduled = self.context.state_dir(StateDir::Scheduled);
        listing::names(&scheduled).iter().any(|starter| {
            let starter_path = fs::join(&scheduled, starter);
            (starter == self.base && self.is_linked(&starter_path))
                || self.is_linked(&fs::join(&starter_path, self.base))
        })
    }

    fn holds(&mut self, number: usize) -> bool {
        self.put_directory(number);
        self.path.push(b'/');
        self.path.extend_from_slice(self.base);
        self.is_linked(&self.path)
    }

    fn is_linked(&self, path: &[u8]) -> bool {
        resolve::is_linked(self.context, path, self.base)
    }

    fn is_empty(&mut self, number: usize) -> bool {
        let memory = self.remembered(number);
        was_empty(memory) && self.is_as(memory, number)
    }

    /// What is remembered of a directory, which is listed for that now and then.
    fn remembered(&mut self, number: usize) -> Option<Memory> {
        let remembered = self.context.remembered();
        let memory = remembered.recall(number);
        if was_empty(memory) || !remembered.is_due(number) {
            return memory;
        }
        self.put_directory(number);
        remembered.list(number, &self.path).or(memory)
    }

    /// Whether a directory that was empty has not changed since. What has changed is not
    /// remembered as empty.
    fn is_as(&mut self, memory: Option<Memory>, number: usize) -> bool {
        self.put_directory(number);
        let Ok(now) = fs::stat(&self.path) else {
            return false;
        };
        let is_as = memory.is_some_and(|memory| memory.is(&now));
        if !is_as {
            self.context.remembered().keep(number, &now, false);
        }
        is_as
    }

    /// Makes `path` that of a directory.
    fn put_directory(&mut self, number: usize) {
        if let Some((_, folder)) = FOLDERS.get(number) {
            self.context.put_state_dir(*folder, &mut self.path);
        }
    }
}
