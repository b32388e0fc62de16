//! Memory for a signal handler that interrupted malloc. It costs nothing until then.
//!
//! Blocks are powers of two, taken from the front; what is given back is kept in a list
//! for each size. A handler may interrupt another thread or handler anywhere in here.

use core::alloc::Layout;
use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicU32, AtomicU64, Ordering};

const SIZE: usize = 4 << 20;
const LEAST: usize = 16;
const CLASSES: usize = 17;

#[repr(align(16))]
struct Bytes(UnsafeCell<[u8; SIZE]>);

// SAFETY: every block is handed out once, until it is given back.
unsafe impl Sync for Bytes {}

pub struct Arena {
    bytes: Bytes,
    /// How much was ever taken.
    taken: AtomicU32,
    /// For each size a list of free blocks: its first (the place, counted from 1), and
    /// above that a number that is new at each change, so that no change is missed.
    free: [AtomicU64; CLASSES],
}

pub static ARENA: Arena = Arena {
    bytes: Bytes(UnsafeCell::new([0; SIZE])),
    taken: AtomicU32::new(0),
    free: [const { AtomicU64::new(0) }; CLASSES],
};

/// The size of the blocks that hold a layout, and which list they are in.
fn class(layout: Layout) -> Option<(usize, usize)> {
    let size = layout.size().max(LEAST).checked_next_power_of_two()?;
    let class = (size / LEAST).trailing_zeros() as usize;
    (layout.align() <= LEAST && class < CLASSES).then_some((size, class))
}

fn with_place(list: u64, place: u32) -> u64 {
    (list >> 32).wrapping_add(1) << 32 | u64::from(place)
}

impl Arena {
    fn start(&self) -> *mut u8 {
        self.bytes.0.get().cast()
    }

    /// Where a free block keeps the place of the next one.
    fn next(&self, place: u32) -> &AtomicU32 {
        let at = (place as usize).saturating_sub(1).min(SIZE - LEAST);
        // SAFETY: within the arena, and a multiple of LEAST, as all places are.
        unsafe { &*self.start().add(at).cast() }
    }

    /// A block; none where there is no room.
    pub fn take(&self, layout: Layout) -> Option<*mut u8> {
        let (size, class) = class(layout)?;
        let list = self.free.get(class)?;
        let second = |first: u64| match first as u32 {
            0 => None,
            place => Some(with_place(first, self.next(place).load(Ordering::Relaxed))),
        };
        let place = match list.fetch_update(Ordering::Acquire, Ordering::Acquire, second) {
            Ok(first) => (first as u32 as usize).checked_sub(1)?,
            Err(_) => self.take_new(size)?,
        };
        // SAFETY: the block at `place` is within the arena.
        Some(unsafe { self.start().add(place) })
    }

    fn take_new(&self, size: usize) -> Option<usize> {
        let next = |taken: u32| {
            let end = (taken as usize).checked_add(size)?;
            (end <= SIZE).then_some(end as u32)
        };
        let order = Ordering::Relaxed;
        let taken = self.taken.fetch_update(order, order, next).ok()?;
        Some(taken as usize)
    }

    fn place(&self, block: *mut u8) -> Option<usize> {
        let place = (block as usize).wrapping_sub(self.start() as usize);
        (place < SIZE).then_some(place)
    }

    /// Whether a block is from here.
    pub fn has(&self, block: *mut u8) -> bool {
        self.place(block).is_some()
    }

    /// Takes a block back, if it is from here.
    pub fn give_back(&self, block: *mut u8, layout: Layout) -> bool {
        let Some(place) = self.place(block) else {
            return false;
        };
        let list = class(layout).and_then(|(_, class)| self.free.get(class));
        let place = place.saturating_add(1) as u32;
        list.is_some_and(|list| {
            let first = |second: u64| {
                self.next(place).store(second as u32, Ordering::Relaxed);
                Some(with_place(second, place))
            };
            let order = Ordering::AcqRel;
            list.fetch_update(order, Ordering::Acquire, first).is_ok()
        })
    }
}
