//! The file `boot-id` of a state directory: of which boot the state is, of which machine,
//! and of which directory.
//!
//! The first line is the id of the boot. The lines after it are a key and a value each;
//! older libraries wrote the first line alone.
//!
//! ```text
//! 1fd0a9ae-71c5-4dd9-a7d5-6f3e8c0a8a4b
//! machine 9f0d8c2b7a6e5d4c3b2a19080f7e6d5c
//! host login1
//! inode 2049 1310742
//! directory /home/u/p/run/openrc
//! prefix /home/u/p
//! ```
#![forbid(unsafe_code)]

use crate::number::decimal;
use crate::sys::boot;
use alloc::vec::Vec;

/// Its name.
pub const FILE: &[u8] = b"boot-id";
/// The longest that is read, in bytes: two paths and some lines.
pub const MOST: usize = 16 << 10;
/// What is written if systems of this kind have no id of a boot; older libraries also wrote
/// it if they could not read that.
const UNKNOWN: &[u8] = b"unknown";

/// What is recorded: the text of the file.
pub struct Record(Vec<u8>);

/// A machine.
pub struct Host {
    /// Its number; empty if it has none.
    pub machine: Vec<u8>,
    /// Its name.
    pub name: Vec<u8>,
}

/// Where a state directory is: a rename keeps the inode, mounting it again keeps the path.
pub struct Place<'a> {
    /// Its device and inode.
    pub identity: (u64, u64),
    /// Its path, without symlinks in it.
    pub directory: &'a [u8],
    /// The root of its Prefix, without symlinks in it.
    pub root: &'a [u8],
}

/// Whose state it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Of this boot, and of this directory.
    Current,
    /// Of an earlier boot of this machine.
    Earlier,
    /// Of this boot, and of another directory, by path and inode: this one is a copy of that,
    /// or the same one seen in two places with a number of the device in each.
    Copy,
    /// Of another machine.
    AnotherMachine,
    /// Of an earlier boot of this machine, which had another name; or of another machine, which
    /// was made as a copy of this one, number and all.
    AnotherName,
    /// That is not said.
    Unknown,
}

impl Host {
    /// This machine.
    pub fn current() -> Self {
        Host {
            machine: boot::machine_id().unwrap_or_default(),
            name: boot::host_name(),
        }
    }
}

/// How a device and an inode are recorded.
fn inode(identity: (u64, u64)) -> Vec<u8> {
    [decimal(identity.0), decimal(identity.1)].join(&b' ')
}

impl Record {
    /// The text of a file; `None` if no library has written it.
    pub fn of(text: Vec<u8>) -> Option<Self> {
        let mut lines = text.trim_ascii_end().split(|byte| *byte == b'\n');
        let boot = lines.next().unwrap_or_default();
        let is_text = |byte: &u8| (b' '..=b'~').contains(byte);
        let is_boot = !boot.is_empty() && boot.iter().all(is_text);
        (is_boot && lines.all(|line| line.contains(&b' '))).then_some(Record(text))
    }

    /// What is to be recorded. The machine stays the one of an older record of the same boot:
    /// a container has another name than its host.
    pub fn new(boot: Option<&[u8]>, older: Option<&Record>, here: &Place) -> Self {
        let host = match older.filter(|older| older.value(b"host ").is_some()) {
            Some(older) => Host {
                machine: older.known(b"machine ").to_vec(),
                name: older.known(b"host ").to_vec(),
            },
            None => Host::current(),
        };
        // A path that is no line is left out.
        let is_line = !here.directory.contains(&b'\n');
        let text = [
            boot.unwrap_or(UNKNOWN),
            b"\nmachine ",
            &host.machine,
            b"\nhost ",
            &host.name,
            b"\ninode ",
            &inode(here.identity),
            if is_line { b"\ndirectory " } else { b"" },
            if is_line { here.directory } else { b"" },
            b"\nprefix ",
            here.root,
            b"\n",
        ]
        .concat();
        Record(text)
    }

    /// The file.
    pub fn text(&self) -> &[u8] {
        &self.0
    }

    /// Whether it was recorded in this boot, if there is such a thing.
    fn is_of(&self, boot: Option<&[u8]>) -> bool {
        boot.is_none_or(|boot| self.boot() == boot)
    }

    fn boot(&self) -> &[u8] {
        self.0
            .split(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default()
    }

    fn value(&self, key: &[u8]) -> Option<&[u8]> {
        let mut lines = self.0.split(|byte| *byte == b'\n').skip(1);
        lines.find_map(|line| line.strip_prefix(key))
    }

    fn known(&self, key: &[u8]) -> &[u8] {
        self.value(key).unwrap_or_default()
    }

    /// The path that the directory had; empty if that is not recorded.
    pub fn directory(&self) -> &[u8] {
        self.known(b"directory ")
    }

    fn is_of_inode(&self, identity: (u64, u64)) -> bool {
        self.known(b"inode ") == inode(identity)
    }

    /// Whether the inode is this one, on whatever device: file servers and some file systems
    /// have another device for each time that they are mounted.
    pub fn is_of_number(&self, number: u64) -> bool {
        let mut recorded = self.known(b"inode ").split(|byte| *byte == b' ');
        recorded.nth(1) == Some(&decimal(number))
    }

    /// The root that the Prefix had; empty if an older library has written it.
    pub fn root(&self) -> &[u8] {
        self.known(b"prefix ")
    }

    /// How the machine is called in a message.
    pub fn machine(&self) -> &[u8] {
        match self.known(b"host ") {
            b"" => self.known(b"machine "),
            name => name,
        }
    }

    /// How the machine was called; empty if that is not known.
    pub fn host(&self) -> &[u8] {
        self.known(b"host ")
    }

    /// Of which machine it is, seen from `host`. By number and name if both have a number, else
    /// by name. What an older library has written fits.
    fn judge_machine(&self, host: &Host) -> Verdict {
        let Some(name) = self.value(b"host ") else {
            return Verdict::Earlier;
        };
        let machine = self.known(b"machine ");
        let has_numbers = !machine.is_empty() && !host.machine.is_empty();
        let is_same = match has_numbers {
            true => machine == host.machine,
            false => name == host.name,
        };
        match is_same {
            false => Verdict::AnotherMachine,
            true if has_numbers && !is_same_name(name, &host.name) => Verdict::AnotherName,
            true => Verdict::Earlier,
        }
    }

    /// Whether it says exactly this: then it need not be written again.
    pub fn is_exactly(&self, boot: Option<&[u8]>, here: &Place) -> bool {
        self.is_of(boot)
            && self.is_of_inode(here.identity)
            && self.directory() == here.directory
            && self.root() == here.root
    }

    /// Whose state that is, seen from the directory `here`. `boot` is the current one, `None`
    /// if systems of this kind have no id of a boot; `host` tells this machine.
    pub fn judge(&self, boot: Option<&[u8]>, host: &dyn Fn() -> Host, here: &Place) -> Verdict {
        if self.is_of(boot) {
            // Containers share the boot of their host, whatever they are called.
            return match self.value(b"inode ") {
                Some(recorded) if recorded != inode(here.identity) => {
                    let is_there = self.directory() == here.directory;
                    if is_there {
                        Verdict::Current
                    } else {
                        Verdict::Copy
                    }
                }
                _ => Verdict::Current,
            };
        }
        if self.boot() == UNKNOWN {
            return Verdict::Unknown;
        }
        self.judge_machine(&host())
    }
}

/// Whether two names may be of one machine: with its domain and without it, or if it has none
/// yet, or only what a machine is called before it gets one.
fn is_same_name(one: &[u8], other: &[u8]) -> bool {
    let is_none = |name: &[u8]| {
        name.is_empty()
            || name == b"(none)"
            || name == b"localhost"
            || name.starts_with(b"localhost.")
    };
    let begins = |long: &[u8], short: &[u8]| {
        let rest = long.strip_prefix(short);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"."))
    };
    is_none(one) || is_none(other) || begins(one, other) || begins(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Place = Place {
        identity: (7, 1),
        directory: b"/p/run/openrc",
        root: b"/p",
    };

    fn host(machine: &str, name: &str) -> Host {
        Host {
            machine: machine.into(),
            name: name.into(),
        }
    }

    fn record(text: &str) -> Record {
        Record::of(text.into()).unwrap()
    }

    #[test]
    fn what_is_written_is_read() {
        let new = Record::new(Some(b"boot"), None, &HERE);
        let read = Record::of(new.text().to_vec()).unwrap();
        assert!(read.is_exactly(Some(b"boot"), &HERE));
        assert!(!read.is_exactly(Some(b"other"), &HERE));
        assert!(!read.is_exactly(
            Some(b"boot"),
            &Place {
                root: b"/q",
                ..HERE
            }
        ));
        assert_eq!(read.root(), b"/p");
        assert_eq!(read.known(b"host "), boot::host_name());
        // It moves; the machine stays.
        let before = record("boot\nhost container\ninode 7 1\ndirectory /a\n");
        let moved = Record::new(Some(b"boot"), Some(&before), &HERE);
        assert!(moved.is_exactly(Some(b"boot"), &HERE));
        assert_eq!(moved.machine(), b"container");
        assert_eq!(moved.known(b"machine "), b"");
        // What is on no line is not recorded.
        let odd = Place {
            directory: b"/a\nhost b",
            ..HERE
        };
        let read = Record::of(Record::new(None, None, &odd).text().to_vec()).unwrap();
        assert_eq!((read.boot(), read.value(b"directory ")), (UNKNOWN, None));
    }

    #[test]
    fn what_no_library_has_written_is_not_read() {
        for text in [
            &b""[..],
            b"\n",
            b"\nhost a\n",
            b"bo\0ot",
            b"\x7fELF\n",
            b"boot\nhost\n",
            b"#!/bin/sh\necho\n",
        ] {
            let read = Record::of(text.to_vec());
            assert!(read.is_none(), "{}", text.escape_ascii());
        }
        for text in ["boot", "boot\n", "boot\ncolour blue\n"] {
            assert_eq!(record(text).boot(), b"boot");
        }
    }

    /// Each row: boot, machine and name, inode and path of what is recorded; what that is
    /// for the boot `now` of the machine `m1`, called `one`, in the directory 1 `/p/run/openrc`.
    #[test]
    fn whose_state_it_is() {
        let table = [
            // This boot: the machine does not count, a container has another name.
            ("now", "m1", "one", 1, "/p/run/openrc", Verdict::Current),
            ("now", "m2", "two", 1, "/p/run/openrc", Verdict::Current),
            // Renamed, or bound elsewhere.
            ("now", "m1", "one", 1, "/q/run/openrc", Verdict::Current),
            // Mounted anew, or restored from a backup.
            ("now", "m1", "one", 2, "/p/run/openrc", Verdict::Current),
            ("now", "m1", "one", 2, "/q/run/openrc", Verdict::Copy),
            ("now", "m2", "two", 2, "/q/run/openrc", Verdict::Copy),
            // An earlier boot of this machine, whatever became of the directory.
            ("old", "m1", "one", 1, "/p/run/openrc", Verdict::Earlier),
            ("old", "m1", "one", 2, "/q/run/openrc", Verdict::Earlier),
            // It was given another name since, or has a clone.
            ("old", "m1", "two", 1, "/p/run/openrc", Verdict::AnotherName),
            (
                "old",
                "m1",
                "ones",
                1,
                "/p/run/openrc",
                Verdict::AnotherName,
            ),
            // Its domain was not known then, or nothing was.
            ("old", "m1", "one.net", 1, "/p/run/openrc", Verdict::Earlier),
            ("old", "m1", "(none)", 1, "/p/run/openrc", Verdict::Earlier),
            (
                "old",
                "m1",
                "localhost",
                1,
                "/p/run/openrc",
                Verdict::Earlier,
            ),
            (
                "old",
                "m1",
                "localhost.localdomain",
                1,
                "/p/run/openrc",
                Verdict::Earlier,
            ),
            ("old", "m1", "", 1, "/p/run/openrc", Verdict::Earlier),
            // Without a number the name counts.
            ("old", "", "one", 1, "/p/run/openrc", Verdict::Earlier),
            (
                "old",
                "",
                "two",
                1,
                "/p/run/openrc",
                Verdict::AnotherMachine,
            ),
            ("old", "", "", 1, "/p/run/openrc", Verdict::AnotherMachine),
            // Another machine, also if it has the same name or the same path.
            (
                "old",
                "m2",
                "two",
                1,
                "/p/run/openrc",
                Verdict::AnotherMachine,
            ),
            (
                "old",
                "m2",
                "one",
                1,
                "/p/run/openrc",
                Verdict::AnotherMachine,
            ),
            (
                "old",
                "m2",
                "two",
                2,
                "/q/run/openrc",
                Verdict::AnotherMachine,
            ),
            ("unknown", "m1", "one", 1, "/p/run/openrc", Verdict::Unknown),
        ];
        for (boot, machine, name, inode, directory, expected) in table {
            let text = format!(
                "{boot}\nmachine {machine}\nhost {name}\ninode 7 {inode}\ndirectory {directory}\n"
            );
            let found = record(&text).judge(Some(b"now"), &|| host("m1", "one"), &HERE);
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn whose_state_it_is_if_less_is_known() {
        let judge = |text: &str, boot: Option<&[u8]>, machine: &str| {
            record(text).judge(boot, &|| host(machine, "one"), &HERE)
        };
        // What older libraries have written.
        assert_eq!(judge("now", Some(b"now"), "m1"), Verdict::Current);
        assert_eq!(judge("old", Some(b"now"), "m1"), Verdict::Earlier);
        assert_eq!(judge("unknown", Some(b"now"), "m1"), Verdict::Unknown);
        // A machine that has lost its number, or was given one.
        let named = |name| format!("old\nmachine \nhost {name}\n");
        assert_eq!(
            judge("old\nmachine m1\nhost one\n", Some(b"now"), ""),
            Verdict::Earlier
        );
        assert_eq!(judge(&named("one"), Some(b"now"), "m1"), Verdict::Earlier);
        assert_eq!(
            judge(&named("two"), Some(b"now"), "m1"),
            Verdict::AnotherMachine
        );
        // A system whose boots have no id.
        assert_eq!(judge("unknown", None, "m1"), Verdict::Current);
        assert_eq!(
            judge("unknown\ninode 7 2\ndirectory /q\n", None, "m1"),
            Verdict::Copy
        );
    }
}
