//! What a freestanding Rust library needs to live in a C process: C's malloc as
//! the allocator, and the stubs that the prebuilt `core` refers to.
//!
//! Both artefact crates include this file; the core crate stays an ordinary rlib.

use core::alloc::{GlobalAlloc, Layout};

/// Rust's allocations, from C's malloc.
struct CMalloc;

#[global_allocator]
static ALLOCATOR: CMalloc = CMalloc;

/// What C's malloc aligns every block to.
const MALLOC_ALIGN: usize = 2 * size_of::<usize>();

// SAFETY: malloc, realloc, posix_memalign and free keep GlobalAlloc's contract;
// null is never returned, so that no caller has to meet a failed allocation.
unsafe impl GlobalAlloc for CMalloc {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        never_null(|| {
            if layout.align() <= MALLOC_ALIGN {
                // SAFETY: malloc takes any size.
                unsafe { libc::malloc(layout.size()) }.cast()
            } else {
                let mut block = core::ptr::null_mut();
                // SAFETY: a Layout's alignment is a power of two, here above pointer size.
                unsafe { libc::posix_memalign(&mut block, layout.align(), layout.size()) };
                block.cast()
            }
        })
    }

    unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
        // SAFETY: the caller guarantees that the block came from alloc or realloc.
        unsafe { libc::free(block.cast()) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if layout.align() <= MALLOC_ALIGN {
            // SAFETY: the caller guarantees that the block came from malloc.
            return never_null(|| unsafe { libc::realloc(block.cast(), size) }.cast());
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

/// Runs an allocation until it gives memory. C's programs say one line and exit
/// when there is none; PID 1 may not exit, so there it waits for memory to come back.
fn never_null(mut allocate: impl FnMut() -> *mut u8) -> *mut u8 {
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
#[no_mangle]
extern "C" fn rust_eh_personality() {}

/// As [`rust_eh_personality`].
#[no_mangle]
extern "C" fn _Unwind_Resume() -> ! {
    // SAFETY: abort does not return.
    unsafe { libc::abort() }
}

/// As [`rust_eh_personality`]: what ARM's unwind tables refer to.
#[cfg(target_arch = "arm")]
#[no_mangle]
extern "C" fn __aeabi_unwind_cpp_pr0() {}

/// As [`__aeabi_unwind_cpp_pr0`].
#[cfg(target_arch = "arm")]
#[no_mangle]
extern "C" fn __aeabi_unwind_cpp_pr1() {}
