//! Looking for the symlinks of one service in the state directories.
#![forbid(unsafe_code)]

use super::quiet::Beginning;
use super::resolve;
use super::seen::Memory;
use super::state::{State, FOLDERS};
use crate::context::{Context, StateDir};
use crate::listing;
use crate::sys::clock::Moment;
use crate::sys::fs;
use crate::sys::volume::Dating;
use alloc::vec::Vec;

/// The first directories of [`FOLDERS`] are those of the states of which a service has
/// exactly one.
const EXCLUSIVE: usize = 4;

/// If the times are too coarse to say that nothing moved, so many more looks are taken. Each
/// misses a service only if it moves twice meanwhile: of the looks of one process at a service
/// that another marks without a pause, one in twenty-five thousand does.
const MORE_LOOKS: usize = 3;
/// A look that took longer than this, in nanoseconds, is none of these: other processes may
/// have done much meanwhile.
const LONG: i64 = 200_000;
/// So many looks at most.
const MOST_LOOKS: usize = 20;

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

/// What a look at all of the directories said.
enum Found {
    /// The symlink is in this one.
    In(usize),
    /// It was in none of them at one moment.
    Nothing,
    /// It was not seen, but may have moved; the dating does not tell.
    Unsure(Dating),
}

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
    /// symlink may move meanwhile, and be missed in each. So all but one are looked at twice,
    /// before and after that one. If the symlink was in none of them either time, and came
    /// and went in none in between, then it was in no directory at the moment at which the
    /// one was looked at, and the service was stopped.
    ///
    /// That it did not come and go the times of the directories tell. The kernel locks a name
    /// in a directory, dates the change, shows it and unlocks the name. What it dates after
    /// the look began has a time since. What was dated before may be shown during the look,
    /// however long after its date, but only one such change of a name: it was locked all the
    /// time. After that one change the name is there, or was there before: one of the two
    /// looks has seen it.
    ///
    /// If something has a time since the look began, perhaps another service was marked, and
    /// the look is repeated.
    pub fn exclusive(&mut self) -> State {
        let mut counted = 0_usize;
        for look in 0..MOST_LOOKS {
            let started = (look > 0).then(Moment::now);
            let dating = match self.once() {
                Found::In(number) => {
                    return FOLDERS
                        .get(number)
                        .map_or(State::STOPPED, |(state, _)| *state);
                }
                Found::Nothing => break,
                Found::Unsure(dating) => dating,
            };
            let was_quick = started.is_some_and(|it| Moment::now().nanos_ahead_of(it) <= LONG);
            counted = counted.saturating_add((dating != Dating::Exact && was_quick).into());
            if counted >= MORE_LOOKS {
                break;
            }
        }
        State::STOPPED
    }

    fn once(&mut self) -> Found {
        let begun = Beginning::now();
        let memories = self.recall();
        let is_other = |number: &usize| !memories.get(*number).copied().is_some_and(was_empty);
        let mut found = (0..EXCLUSIVE)
            .rev()
            .filter(is_other)
            .find(|number| self.holds(*number));
        // What was empty, and has not changed, was empty until now.
        let mut dating = None;
        for (number, memory) in memories.into_iter().enumerate() {
            let counts = found.is_none_or(|found| number > found);
            if counts && was_empty(memory) && !self.is_as(memory, number) {
                dating = Some(Dating::Exact);
                found = found.max(self.holds(number).then_some(number));
            }
        }
        if found.is_none() {
            let others = (0..EXCLUSIVE).filter(is_other).skip(1);
            let (seen, changed) = self.again(others, &memories, begun);
            (found, dating) = (seen, changed.or(dating));
        }
        match (found, dating) {
            (Some(number), _) => Found::In(number),
            (None, Some(dating)) => Found::Unsure(dating),
            (None, None) if begun.was_clock_set_back() => Found::Unsure(Dating::Exact),
            (None, None) => Found::Nothing,
        }
    }

    fn recall(&mut self) -> Memories {
        let mut memories = [None; EXCLUSIVE];
        for (number, memory) in memories.iter_mut().enumerate() {
            *memory = self.remembered(number);
        }
        memories
    }

    /// Looks again at directories that were not empty. The last of them that holds the
    /// symlink, or how those are dated that may have changed since the look began.
    fn again(
        &mut self,
        directories: impl Iterator<Item = usize>,
        memories: &Memories,
        begun: Beginning,
    ) -> (Option<usize>, Option<Dating>) {
        let (mut found, mut changed) = (None, None);
        for number in directories {
            if self.holds(number) {
                found = Some(number);
            }
            // The times of the others are no use to the next look.
            if found.is_some() || changed.is_some_and(|dating| dating != Dating::Exact) {
                continue;
            }
            let memory = memories.get(number).copied().flatten();
            changed = self.may_have_changed(number, memory, begun).or(changed);
        }
        (found, changed)
    }

    /// Whether a directory may have changed since a look began, and how it is dated then.
    fn may_have_changed(
        &mut self,
        number: usize,
        memory: Option<Memory>,
        begun: Beginning,
    ) -> Option<Dating> {
        // From the symlink that was just looked for to its directory.
        let length = self.path.len().saturating_sub(self.base.len());
        self.path.truncate(length.saturating_sub(1));
        // What is not there holds nothing.
        let now = fs::stat(&self.path).ok()?;
        let remembered = self.context.remembered();
        let dating = match remembered.dating(&now, &self.path) {
            Dating::Exact if now.ctime.nanos == 0 => Dating::ByTick,
            dating => dating,
        };
        remembered.keep(number, &now, false);
        let is_as_before = dating == Dating::Exact && memory.is_some_and(|it| it.is(&now));
        let is_old = dating != Dating::Elsewhere && !begun.is_before(now.ctime);
        (!is_as_before && !is_old).then_some(dating)
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
