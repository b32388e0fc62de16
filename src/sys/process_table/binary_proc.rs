//! illumos: `/proc` with files that hold C structures.

use super::{strings, Process};
use crate::number;
use crate::sys::{dir::Dir, fs};
use alloc::format;
use alloc::vec::Vec;

/// Where `psinfo_t` of `<procfs.h>` has the number of threads, the owner and the name of the
/// program, and how long the name is. The kernel writes it as wide as the program that
/// reads it.
const THREADS: usize = size_of::<i32>();
const OWNER: usize = 6 * size_of::<i32>();
#[cfg(target_pointer_width = "64")]
const NAME: usize = 136;
#[cfg(target_pointer_width = "32")]
const NAME: usize = 88;
const NAME_SIZE: usize = 16;

/// Every process that the kernel shows to this one.
pub fn all() -> Vec<Process> {
    let mut processes = Vec::new();
    let Ok(mut proc) = Dir::open(b"/proc") else {
        return processes;
    };
    while let Ok(Some(name)) = proc.next_name() {
        processes.extend(number::leading(name).and_then(process));
    }
    processes
}

fn process(pid: i32) -> Option<Process> {
    let info = fs::read(
        format!("/proc/{pid}/psinfo").as_bytes(),
        crate::bounds::PROCESS_STATUS,
    )
    .ok()?;
    let threads = info.get(THREADS..)?.first_chunk::<4>()?;
    let owner = info.get(OWNER..)?.first_chunk::<4>()?;
    let name = info.get(NAME..)?.first_chunk::<NAME_SIZE>()?;
    let name = name.iter().take_while(|byte| **byte != 0);
    Some(Process {
        pid,
        uid: u32::from_ne_bytes(*owner),
        name: name.copied().collect(),
        is_zombie: i32::from_ne_bytes(*threads) == 0,
    })
}

/// The arguments of a process; none where it may not be asked.
pub fn arguments(pid: i32) -> Vec<Vec<u8>> {
    let argv = fs::read(format!("/proc/{pid}/argv").as_bytes(), crate::bounds::PROC);
    argv.map(|argv| strings(&argv)).unwrap_or_default()
}
