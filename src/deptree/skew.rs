//! What the times of the files do not tell of a tree: which files from the future it was
//! made from, and which files that it depends on were missing.
//!
//! While the clock is wrong, or a file's time is, files are newer than every tree and would
//! have it made again by each command. They are kept beside the tree, in `deptree-skew`: a
//! line with the tree's beginning, `SECONDS NANOSECONDS`, one for each file from the future,
//! `SECONDS NANOSECONDS DEVICE INODE`, and one for each missing file, `- NAME`. If there is
//! neither, there is no list.
#![forbid(unsafe_code)]

use crate::context::Context;
use crate::number::{self, decimal};
use crate::sys::clock::Moment;
use crate::sys::fs::{self, Metadata};
use crate::sys::preserve_errno;
use crate::{config, sort};
use alloc::vec::Vec;

const FILE: &[u8] = b"deptree-skew";

/// A file, by device and inode, and when it was modified.
type Dated = ((u64, u64), Moment);

/// What such a list says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Skew {
    /// When the making of the tree began.
    pub made: Option<Moment>,
    /// The files from the future.
    files: Vec<Dated>,
    /// The names of the files that were missing.
    missing: Vec<Vec<u8>>,
}

impl Skew {
    /// An empty list of a tree whose making began then.
    pub fn new(made: Moment) -> Self {
        Skew {
            made: Some(made),
            ..Skew::default()
        }
    }

    /// The list of the state directory; empty if there is none, or if it is the list of
    /// another tree than the one with this time.
    pub fn read(context: &Context, tree: Moment) -> Self {
        let path = fs::join(context.paths().svcdir(), FILE);
        let text =
            preserve_errno(|| fs::read(&path, crate::bounds::CONFIGURATION)).unwrap_or_default();
        let skew = Skew::parse(&text);
        match skew.is_of(tree) {
            true => skew,
            false => Skew::default(),
        }
    }

    fn parse(text: &[u8]) -> Self {
        let mut skew = Skew::default();
        for line in config::lines(text) {
            if let Some(name) = line.strip_prefix(b"- ") {
                skew.missing.push(name.to_vec());
                continue;
            }
            let mut fields = line.split(|byte| *byte == b' ');
            let (seconds, nanos) = (number(fields.next()), number(fields.next()));
            let (Some(seconds), Some(Ok(nanos))) = (seconds, nanos.map(u32::try_from)) else {
                continue;
            };
            let moment = Moment { seconds, nanos };
            match (number(fields.next()), number(fields.next())) {
                (Some(device), Some(inode)) => {
                    skew.files.push(((device as u64, inode as u64), moment));
                }
                _ => skew.made = Some(moment),
            }
        }
        // Both are searched once for each file.
        sort::sort(&mut skew.files);
        sort::sort(&mut skew.missing);
        skew
    }

    /// All numbers as signed ones: there is one way to read them then.
    fn text(&self) -> Vec<u8> {
        let Moment { seconds, nanos } = self.made.unwrap_or_default();
        let mut text = [decimal(seconds), decimal(nanos)].join(&b' ');
        text.push(b'\n');
        for ((device, inode), Moment { seconds, nanos }) in &self.files {
            let file = [decimal(*device as i64), decimal(*inode as i64)];
            let moment = [decimal(*seconds), decimal(*nanos)];
            text.extend_from_slice(&[moment, file].concat().join(&b' '));
            text.push(b'\n');
        }
        for name in &self.missing {
            text.extend_from_slice(&[b"- ", &name[..], b"\n"].concat());
        }
        text
    }

    /// Keeps the list. One that cannot be kept costs time, no more.
    pub fn store(&self, context: &Context) {
        let path = context.cache_file(FILE);
        let is_empty = self.files.is_empty() && self.missing.is_empty();
        preserve_errno(|| match is_empty {
            true => fs::unlink(&path).ok(),
            false => context.replace_file(&path, &self.text()).ok(),
        });
    }

    /// Whether this is the list of a tree with that time: when its making began, or what
    /// OpenRC's programs make of it, the second of the newest file. Not every file system
    /// keeps parts of seconds.
    fn is_of(&self, tree: Moment) -> bool {
        let newest = self.files.iter().map(|(_, mtime)| *mtime).max();
        let mut moments = self.made.into_iter().chain(newest);
        moments.any(|moment| moment.seconds == tree.seconds)
    }

    /// Adds a file from the future.
    pub fn add(&mut self, file: &Metadata) {
        self.files.push((file.identity, file.mtime));
    }

    /// Whether a file is on the list as it is.
    pub fn knows(&self, file: &Metadata) -> bool {
        let dated = (file.identity, file.mtime);
        self.files.binary_search(&dated).is_ok()
    }

    /// Adds a missing file.
    pub fn miss(&mut self, name: &[u8]) {
        self.missing.push(name.to_vec());
    }

    /// Whether a file was missing.
    pub fn misses(&self, name: &[u8]) -> bool {
        let compare = |missing: &Vec<u8>| missing.as_slice().cmp(name);
        self.missing.binary_search_by(compare).is_ok()
    }
}

fn number(field: Option<&[u8]>) -> Option<i64> {
    number::whole(field?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let moment = |seconds| Moment { seconds, nanos: 7 };
        let skew = Skew {
            made: Some(moment(-5)),
            files: Vec::from([((0, 1), moment(2)), ((3, u64::MAX), moment(1 << 40))]),
            missing: Vec::from([b"/etc/a#b c".to_vec()]),
        };
        assert_eq!(Skew::parse(&skew.text()), skew);
        assert_eq!(Skew::parse(b"\n1\n1 x\n\xff 1 1 1\n"), Skew::default());
        let none = b"1 -1\n1 4294967296 1 1\n\t1 1\n";
        assert_eq!(Skew::parse(none), Skew::default());
    }
}
