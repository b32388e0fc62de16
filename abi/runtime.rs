//! What a freestanding Rust library needs to live in a C process: C's malloc as
//! the allocator, and the stubs that the prebuilt `core` refers to.
//!
//! Both artefact crates include this file; the core crate stays an ordinary rlib.

use arena::ARENA;
use core::alloc::{GlobalAlloc, Layout};
use core::ffi::c_void;
use core::sync::atomic::{AtomicPtr, Ordering};
use openrc::sys::nested::{allocating, MALLOC};

#[path = "arena.rs"]
mod arena;

/// Rust's allocations, from C's malloc; from the arena in a signal handler that
/// interrupted malloc. Nothing of these is C's to free.
struct CMalloc;

#[global_allocator]
static ALLOCATOR: CMalloc = CMalloc;

/// What C's malloc aligns every block to.
const MALLOC_ALIGN: usize = 2 * size_of::<usize>();

// SAFETY: malloc, realloc, posix_memalign and free keep GlobalAlloc's contract, as the
// arena does; null is never returned, so that no caller has to meet a failed allocation.
unsafe impl GlobalAlloc for CMalloc {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let block = MALLOC.pass(|| {
            free_later_ones();
            from_malloc(layout)
        });
        block
            .or_else(|| ARENA.take(layout))
            .unwrap_or_else(|| from_malloc(layout))
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if !ARENA.give_back(block, layout) {
            // SAFETY: the caller guarantees that the block came from alloc or realloc.
            unsafe { free(block.cast()) };
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if layout.align() <= MALLOC_ALIGN && !ARENA.has(block) {
            // SAFETY: the caller guarantees that the block came from malloc.
            let grow = || never_null(|| unsafe { libc::realloc(block.cast(), size) }.cast());
            if let Some(block) = MALLOC.pass(grow) {
                return block;
            }
        }
        // SAFETY: the caller guarantees that size is not zero and does not overflow.
        let new_layout = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        // SAFETY: as above; both blocks are valid for the smaller size and apart.
        unsafe {
            let new = self.alloc(new_layout);
            new.copy_from_nonoverlapping(block, layout.size().min(size));
            self.dealloc(block, layout);
            new
        }
    }
}

fn from_malloc(layout: Layout) -> *mut u8 {
    if layout.align() <= MALLOC_ALIGN {
        return never_null(|| {
            // SAFETY: malloc takes any size.
            unsafe { libc::malloc(layout.size()) }.cast()
        });
    }
    never_null(|| {
        let mut block = core::ptr::null_mut();
        // SAFETY: a Layout's alignment is a power of two, here above pointer size.
        unsafe { libc::posix_memalign(&mut block, layout.align(), layout.size()) };
        block.cast()
    })
}

/// A malloc block for C, whoever is interrupted: C will free it.
#[allow(dead_code)] // libeinfo hands out none
pub fn malloc(size: usize) -> *mut u8 {
    // SAFETY: malloc takes any size.
    allocating(|| never_null(|| unsafe { libc::malloc(size.max(1)) }.cast()))
}

/// Blocks to be freed when malloc is not under way: each begins with the address of the
/// next one.
static LATER: AtomicPtr<c_void> = AtomicPtr::new(core::ptr::null_mut());

/// C's free; in a signal handler that interrupted malloc, later.
///
/// # Safety
/// `block` is NULL or a malloc block that nobody uses any more.
pub unsafe fn free(block: *mut c_void) {
    // SAFETY: the caller guarantees the block.
    if MALLOC.pass(|| unsafe { libc::free(block) }).is_some() || block.is_null() {
        return;
    }
    let order = Ordering::Relaxed;
    let mut next = LATER.load(order);
    loop {
        // SAFETY: a malloc block has room for an address.
        unsafe { block.cast::<*mut c_void>().write(next) };
        match LATER.compare_exchange_weak(next, block, Ordering::Release, order) {
            Ok(_) => return,
            Err(now) => next = now,
        }
    }
}

fn free_later_ones() {
    if LATER.load(Ordering::Relaxed).is_null() {
        return;
    }
    let mut block = LATER.swap(core::ptr::null_mut(), Ordering::Acquire);
    while !block.is_null() {
        // SAFETY: the blocks were put here by `free`, and are nobody else's since the swap.
        unsafe {
            let next = block.cast::<*mut c_void>().read();
            libc::free(block);
            block = next;
        }
    }
}

/// Runs an allocation until it gives memory. C's programs say one line and exit
/// when there is none; PID 1 may not exit, so there it waits for memory to come back.
fn never_null(allocate: impl Fn() -> *mut u8) -> *mut u8 {
    let mut said = false;
    loop {
        let block = allocate();
        if !block.is_null() {
            return block;
        }
        if !said {
            say(b"openrc: out of memory\n");
            said = true;
        }
        // SAFETY: getpid and poll touch no memory of ours; _exit does not return.
        unsafe {
            if libc::getpid() != 1 {
                libc::_exit(1);
            }
            libc::poll(core::ptr::null_mut(), 0, 100);
        }
    }
}

/// A line on descriptor 2, without stdio: that might want memory.
fn say(line: &[u8]) {
    // SAFETY: the bytes are ours and their length is given.
    unsafe { libc::write(2, line.as_ptr().cast(), line.len()) };
}

/// Never called: the constructs that panic are denied by lint. Linked all the
/// same, because `core` refers to it.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    say(b"openrc: internal error\n");
    // SAFETY: abort does not return.
    unsafe { libc::abort() }
}

/// The prebuilt `core` refers to the unwinder's personality although nothing unwinds.
#[unsafe(no_mangle)]
extern "C" fn rust_eh_personality() {}

/// As [`rust_eh_personality`].
#[unsafe(no_mangle)]
extern "C" fn _Unwind_Resume() -> ! {
    // SAFETY: abort does not return.
    unsafe { libc::abort() }
}

/// As [`rust_eh_personality`]: what ARM's unwind tables refer to.
#[cfg(target_arch = "arm")]
#[unsafe(no_mangle)]
extern "C" fn __aeabi_unwind_cpp_pr0() {}

/// As [`__aeabi_unwind_cpp_pr0`].
#[cfg(target_arch = "arm")]
#[unsafe(no_mangle)]
extern "C" fn __aeabi_unwind_cpp_pr1() {}
