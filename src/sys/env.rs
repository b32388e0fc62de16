//! The environment of this process. `Environment` alone asks it.

use super::nested::ENVIRONMENT;
use alloc::vec::Vec;
use core::ffi::CStr;

/// `getenv`, as a copy; nothing in a process that has more rights than who started it
/// (setuid, file capabilities): the environment is a stranger's there, and may not say
/// where anything is.
pub fn get(name: &CStr) -> Option<Vec<u8>> {
    if is_foreign() {
        return None;
    }
    get_any(name)
}

/// Whether this process has more rights than who started it.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_foreign() -> bool {
    // SAFETY: getauxval takes any number.
    unsafe { libc::getauxval(libc::AT_SECURE) != 0 }
}

/// Whether this process has more rights than who started it.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn is_foreign() -> bool {
    // SAFETY: these always succeed.
    unsafe { libc::getuid() != libc::geteuid() || libc::getgid() != libc::getegid() }
}

/// `getenv`, as a copy, whoever gave the environment: for what only changes how a
/// message looks.
pub fn get_any(name: &CStr) -> Option<Vec<u8>> {
    // SAFETY: name is a C string. C's environment may be changed by other
    // threads only under the caller's care, as with getenv in C.
    let value = unsafe { libc::getenv(name.as_ptr()) };
    if value.is_null() {
        return None;
    }
    // SAFETY: getenv returned a C string, copied before anything else runs.
    Some(unsafe { CStr::from_ptr(value) }.to_bytes().to_vec())
}

/// All of it.
pub fn all() -> Block {
    // A signal handler that interrupted a change reads what is there, as with `get`.
    ENVIRONMENT.enter(copy).unwrap_or_else(copy)
}

fn copy() -> Block {
    let mut block = Block::empty();
    let mut entry = environ();
    if entry.is_null() {
        return block;
    }
    // SAFETY: environ is an array of C strings that ends with NULL; as with `get`, others
    // change it only under the caller's care. Each is copied before anything else runs.
    unsafe {
        while !(*entry).is_null() {
            let entry_with_nul = CStr::from_ptr(*entry).to_bytes_with_nul();
            block.0.extend_from_slice(entry_with_nul);
            entry = entry.add(1);
        }
    }
    block
}

/// Variables as a process is given them: each `name=value` and a NUL, one behind the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block(Vec<u8>);

impl Block {
    /// Without any.
    pub const fn empty() -> Self {
        Block(Vec::new())
    }

    /// Each `name=value`.
    pub fn entries(&self) -> impl Iterator<Item = &[u8]> {
        self.with_nuls()
            .map(|entry| entry.strip_suffix(b"\0").unwrap_or_default())
    }

    fn with_nuls(&self) -> impl Iterator<Item = &[u8]> {
        self.0.split_inclusive(|byte| *byte == 0)
    }

    /// The value of a variable; of two the first one's, as from `getenv`.
    pub fn get(&self, name: &[u8]) -> Option<&[u8]> {
        let value = self.with_nuls().find_map(|entry| value(entry, name));
        value.and_then(|value| value.strip_suffix(b"\0"))
    }

    /// Gives a variable a value, the only one it has then. Both are cut at a NUL.
    pub fn set(&mut self, name: &[u8], value: &[u8]) {
        self.remove(name);
        for part in [name, b"=", value] {
            let end = crate::bytes::position(0, part).unwrap_or(part.len());
            self.0
                .extend_from_slice(part.get(..end).unwrap_or_default());
        }
        self.0.push(0);
    }

    /// Removes a variable, however often it is there.
    pub fn remove(&mut self, name: &[u8]) {
        let mut others = Vec::with_capacity(self.0.len());
        for entry in self.with_nuls() {
            if value(entry, name).is_none() {
                others.extend_from_slice(entry);
            }
        }
        self.0 = others;
    }

    /// The array that C has of them, which ends with NULL. It leads into this.
    pub(super) fn pointers(&self) -> Vec<*mut libc::c_char> {
        let mut pointers = Vec::new();
        for entry in self.with_nuls() {
            pointers.push(entry.as_ptr().cast_mut().cast());
        }
        pointers.push(core::ptr::null_mut());
        pointers
    }
}

fn value<'e>(entry: &'e [u8], name: &[u8]) -> Option<&'e [u8]> {
    entry.strip_prefix(name)?.strip_prefix(b"=")
}

fn environ() -> *const *mut libc::c_char {
    #[cfg(not(target_os = "macos"))]
    {
        unsafe extern "C" {
            static environ: *const *mut libc::c_char;
        }
        // SAFETY: libc's own variable, read once.
        unsafe { environ }
    }
    #[cfg(target_os = "macos")]
    // SAFETY: libSystem returns the address of its variable.
    unsafe {
        (*libc::_NSGetEnviron()).cast_const()
    }
}
