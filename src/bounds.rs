//! How much the library reads of each kind of file. docs/reliability.md lists the readers.
//!
//! Where C reads a part and goes on, so do we; where it reads the whole file, a file that is
//! longer than anybody's is an error instead of the caller's memory.
#![forbid(unsafe_code)]

use crate::shell::parse;
use crate::sys::fs::Bound;

const KIB: usize = 1 << 10;
const MIB: usize = 1 << 20;

/// The number in a pid file: what C's streams read at once.
pub const PID_FILE: Bound = Bound::Beginning(4 * KIB);
/// /proc/PID/stat: the name of the program and some fifty numbers.
pub const PROCESS_STAT: Bound = Bound::Beginning(KIB);
/// /proc/PID/status: what it has if its process is in as many groups as it can be.
pub const PROCESS_STATUS: Bound = Bound::Beginning(MIB);
/// The first line of a program: what the kernel reads to find out what the program is.
pub const FIRST_LINE: Bound = Bound::Beginning(256);
/// What else the kernel says in /proc.
pub const PROC: Bound = Bound::Beginning(MIB);
/// The name of the runlevel: as much as upstream reads.
pub const SOFTLEVEL: Bound = Bound::Beginning(4095);
/// The identity of a boot.
pub const BOOT_ID: Bound = Bound::Whole(256);
/// The identity of the machine.
pub const MACHINE_ID: Bound = Bound::Whole(256);
/// A service's option, and a variable that its scripts share.
pub const VALUE: Bound = Bound::Whole(64 * MIB);
/// How a daemon was started.
pub const DAEMON_RECORD: Bound = Bound::Whole(64 * MIB);
/// rc.conf and files like it, and lists of files and services beside the tree.
pub const CONFIGURATION: Bound = Bound::Whole(64 * MIB);
/// The dependency tree, and what gendepends.sh prints.
pub const DEPTREE: Bound = Bound::Whole(GATHERED);
/// What a shell prints that reads some scripts.
pub const GATHERED: usize = 256 * MIB;
/// The first line that an init script prints when it is asked to describe itself.
pub const DESCRIPTION: usize = 64 * MIB;
/// An init script that a shell is to read, in bytes.
pub const SCRIPT_FOR_A_SHELL: u64 = 64 << 20;
/// OpenRC's own helper scripts.
pub const HELPER_SCRIPT: Bound = Bound::Whole(MIB);
/// An init script, and what it sources, where no shell is asked.
pub const SCRIPT: Bound = Bound::Whole(parse::MOST_BYTES);
/// A file that a C program names.
pub const GIVEN_FILE: Bound = Bound::Whole(256 * MIB);
