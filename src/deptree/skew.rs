//! What the times of the files do not tell of a tree: which files from the future it was
//! made from, and which files that it depends on were missing.
//!
//! While the clock is wrong, or a file's time is, files are newer than every tree and would
//! have it made again by each command. They are kept beside the tree, in `deptree-skew`: a
//! line with the tree's beginning and the time of the newest of them, `SECONDS NANOSECONDS
//! NEWEST`, then one for each file from the future, `SECONDS NANOSECONDS DEVICE INODE`, and
//! one for each missing file, `- NAME`. If there is neither, there is no list.
#![forbid(unsafe_code)]

use crate::context::Context;
use crate::number::{self, decimal};
use crate::sys::clock::Moment;
use crate::sys::fs::{self, Metadata};
use crate::sys::preserve_errno;
use crate::{config, sort};
use alloc::vec::Vec;

const FILE: &[u8] = b"deptree-skew";

/// What such a list says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Skew {
    /// When the making of the tree began.
    pub made: Option<Moment>,
    /// When the newest file was modified, in seconds.
    newest: i64,
    /// Its other lines, sorted: one is looked for for each file from the future.
    lines: Vec<Vec<u8>>,
}

impl Skew {
    /// An empty list of a tree whose making began then.
    pub fn new(made: Moment) -> Self {
        Skew {
            made: Some(made),
            newest: made.seconds,
            ..Skew::default()
        }
    }

    /// The list of the state directory; empty if there is none, or if it is the list of
    /// another tree than the one with this time.
    pub fn read(context: &Context, tree: Moment) -> Self {
        let path = fs::join(context.paths().svcdir(), FILE);
        let text = preserve_errno(|| fs::read(&path, crate::bounds::CONFIGURATION));
        Skew::parse(&text.unwrap_or_default())
            .filter(|skew| skew.is_of(tree))
            .unwrap_or_default()
    }

    fn parse(text: &[u8]) -> Option<Self> {
        let mut lines = config::lines(text);
        let mut fields = lines.next()?.split(|byte| *byte == b' ');
        let mut number = || number::whole(fields.next()?);
        let (seconds, nanos) = (number()?, u32::try_from(number()?).ok()?);
        let mut skew = Skew {
            made: Some(Moment { seconds, nanos }),
            newest: number()?,
            lines: lines.map(<[u8]>::to_vec).collect(),
        };
        sort::sort(&mut skew.lines);
        Some(skew)
    }

    fn text(&self) -> Vec<u8> {
        let Moment { seconds, nanos } = self.made.unwrap_or_default();
        let mut text = [decimal(seconds), decimal(nanos), decimal(self.newest)].join(&b' ');
        for line in &self.lines {
            text.push(b'\n');
            text.extend_from_slice(line);
        }
        text.push(b'\n');
        text
    }

    /// Keeps the list. One that cannot be kept costs time, no more.
    pub fn store(&self, context: &Context) {
        let path = context.cache_file(FILE);
        preserve_errno(|| match self.lines.is_empty() {
            true => fs::unlink(&path).ok(),
            false => context.replace_file(&path, &self.text()).ok(),
        });
    }

    /// Whether this is the list of a tree with that time: when its making began, or what
    /// OpenRC's programs make of it, the second of the newest file. Not every file system
    /// keeps parts of seconds.
    fn is_of(&self, tree: Moment) -> bool {
        let made = self.made.map(|made| made.seconds);
        made == Some(tree.seconds) || self.newest == tree.seconds
    }

    /// Adds a file from the future.
    pub fn add(&mut self, file: &Metadata) {
        self.newest = self.newest.max(file.mtime.seconds);
        self.lines.push(dated(file));
    }

    /// Whether a file is on the list as it is.
    pub fn knows(&self, file: &Metadata) -> bool {
        self.lines.binary_search(&dated(file)).is_ok()
    }

    /// Adds a missing file.
    pub fn miss(&mut self, name: &[u8]) {
        self.lines.push(missing(name));
    }

    /// Whether a file was missing.
    pub fn misses(&self, name: &[u8]) -> bool {
        self.lines.binary_search(&missing(name)).is_ok()
    }
}

/// The line of a file from the future. All numbers are signed, as the reader has them.
fn dated(file: &Metadata) -> Vec<u8> {
    let (device, inode) = file.identity;
    let Moment { seconds, nanos } = file.mtime;
    [
        decimal(seconds),
        decimal(nanos),
        decimal(device as i64),
        decimal(inode as i64),
    ]
    .join(&b' ')
}

/// The line of a missing file.
fn missing(name: &[u8]) -> Vec<u8> {
    [b"- ", name].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let moment = |seconds| Moment { seconds, nanos: 7 };
        let file = fs::stat(b"/").unwrap();
        let of = |seconds| Metadata {
            mtime: moment(seconds),
            ..file
        };
        let mut skew = Skew::new(moment(-5));
        skew.add(&of(1 << 40));
        skew.add(&of(2));
        skew.miss(b"/etc/a#b c");
        let read = Skew::parse(&skew.text()).unwrap();
        assert_eq!((read.made, read.newest), (Some(moment(-5)), 1 << 40));
        assert!(read.knows(&of(1 << 40)) && read.knows(&of(2)) && !read.knows(&of(3)));
        assert!(read.misses(b"/etc/a#b c") && !read.misses(b"/etc/a"));
        let tree = |seconds| Moment { seconds, nanos: 0 };
        assert!(read.is_of(tree(-5)) && read.is_of(tree(1 << 40)) && !read.is_of(tree(2)));
        for nothing in [
            &b"\n1"[..],
            b"",
            b"1 x 1\n",
            b"1 4294967296 1\n",
            b"1 1\n",
            b"\t1 1 1\n",
        ] {
            assert_eq!(Skew::parse(nothing), None);
        }
    }
}
