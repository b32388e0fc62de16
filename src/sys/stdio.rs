//! C's own streams, so that what we print keeps its order with the caller's printf.

use super::nested::{MALLOC, STREAMS};

/// One of the standard streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// `stdin`
    Stdin,
    /// `stdout`
    Stdout,
    /// `stderr`
    Stderr,
}

#[cfg(any(target_os = "linux", target_os = "hurd"))]
mod object {
    unsafe extern "C" {
        pub static stdin: *mut libc::FILE;
        pub static stdout: *mut libc::FILE;
        pub static stderr: *mut libc::FILE;
    }
}
#[cfg(any(target_os = "freebsd", target_os = "dragonfly", target_os = "macos"))]
mod object {
    unsafe extern "C" {
        #[link_name = "__stdinp"]
        pub static stdin: *mut libc::FILE;
        #[link_name = "__stdoutp"]
        pub static stdout: *mut libc::FILE;
        #[link_name = "__stderrp"]
        pub static stderr: *mut libc::FILE;
    }
}

#[cfg(any(
    target_os = "linux",
    target_os = "hurd",
    target_os = "freebsd",
    target_os = "dragonfly",
    target_os = "macos"
))]
fn file(stream: Stream) -> *mut libc::FILE {
    // SAFETY: libc defines and initialises these before any code of ours runs.
    unsafe {
        match stream {
            Stream::Stdin => object::stdin,
            Stream::Stdout => object::stdout,
            Stream::Stderr => object::stderr,
        }
    }
}

#[cfg(any(
    target_os = "netbsd",
    target_os = "openbsd",
    target_os = "illumos",
    target_os = "solaris"
))]
fn file(stream: Stream) -> *mut libc::FILE {
    // There the streams are elements of an array, __sF or __iob.
    unsafe extern "C" {
        #[cfg_attr(any(target_os = "netbsd", target_os = "openbsd"), link_name = "__sF")]
        #[cfg_attr(any(target_os = "illumos", target_os = "solaris"), link_name = "__iob")]
        static FILES: u8;
    }
    // What 64-bit systems have, where meson did not say.
    const SIZE: usize = match crate::build_options::FILE_SIZE {
        0 if cfg!(any(target_os = "netbsd", target_os = "openbsd")) => 152,
        0 => 128,
        size => size,
    };
    let offset = match stream {
        Stream::Stdin => 0,
        Stream::Stdout => SIZE,
        Stream::Stderr => 2 * SIZE,
    };
    // SAFETY: the array has three elements of that size.
    unsafe { (&raw const FILES).cast_mut().add(offset).cast() }
}

/// Writes `bytes` to a stream of C's. Returns how many went in, as `fwrite`.
pub fn write(stream: Stream, bytes: &[u8]) -> usize {
    let through = || {
        // SAFETY: the stream is libc's, the bytes are the caller's with their length.
        unsafe { libc::fwrite(bytes.as_ptr().cast(), 1, bytes.len(), file(stream)) }
    };
    STREAMS
        .pass(|| MALLOC.pass(through))
        .flatten()
        .unwrap_or_else(|| past(stream, bytes))
}

/// Past the stream's buffer: what a signal handler says that interrupted a write.
fn past(stream: Stream, bytes: &[u8]) -> usize {
    match super::fs::write_to(fileno(stream), bytes) {
        Ok(()) => bytes.len(),
        Err(_) => 0,
    }
}

/// Writes to C's stderr.
pub fn error(bytes: &[u8]) {
    write(Stream::Stderr, bytes);
}

/// The stream's descriptor, as `fileno`.
pub fn fileno(stream: Stream) -> i32 {
    // SAFETY: the stream is libc's.
    unsafe { libc::fileno(file(stream)) }
}

/// `isatty(fileno(stream))`.
pub fn is_terminal(stream: Stream) -> bool {
    // SAFETY: isatty takes any number.
    unsafe { libc::isatty(fileno(stream)) == 1 }
}
