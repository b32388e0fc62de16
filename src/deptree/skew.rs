//! Files from the future, of which a tree was made: while the clock is wrong, or a file's
//! time is, they are newer than every tree and would have it made again by each command.
//!
//! They are kept beside the tree, in `deptree-skew`: a line with the tree's beginning,
//! `SECONDS NANOSECONDS`, and one for each file, `SECONDS NANOSECONDS DEVICE INODE`. Where
//! no file is from the future, there is no list.
#![forbid(unsafe_code)]

use crate::config;
use crate::context::Context;
use crate::number::{self, decimal};
use crate::sys::clock::Moment;
use crate::sys::fs::{self, Metadata};
use crate::sys::preserve_errno;
use alloc::vec::Vec;

const FILE: &[u8] = b"deptree-skew";

/// What such a list says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Skew {
    /// When the making of the tree began.
    pub made: Option<Moment>,
    /// The files from the future, by device and inode.
    pub files: Vec<((u64, u64), Moment)>,
}

impl Skew {
    /// The list of the state directory; empty where there is none.
    pub fn read(context: &Context) -> Self {
        match preserve_errno(|| {
            fs::read(
                &fs::join(context.paths().svcdir(), FILE),
                crate::bounds::CONFIGURATION,
            )
        }) {
            Ok(text) => Skew::parse(&text),
            Err(_) => Skew::default(),
        }
    }

    fn parse(text: &[u8]) -> Self {
        let mut skew = Skew::default();
        for line in config::lines(text) {
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
        text
    }

    /// Keeps the list. One that cannot be kept costs time, no more.
    pub fn store(&self, context: &Context) {
        let path = context.cache_file(FILE);
        preserve_errno(|| match self.files.is_empty() {
            true => fs::unlink(&path).ok(),
            false => context.replace_file(&path, &self.text()).ok(),
        });
    }

    /// Whether a file is on the list as it is.
    pub fn knows(&self, file: &Metadata) -> bool {
        self.files.contains(&(file.identity, file.mtime))
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
            files: Vec::from([((3, u64::MAX), moment(1 << 40)), ((0, 1), moment(2))]),
        };
        assert_eq!(Skew::parse(&skew.text()), skew);
        assert_eq!(Skew::parse(b"\n1\n1 x\n\xff 1 1 1\n"), Skew::default());
        let none = b"1 -1\n1 4294967296 1 1\n\t1 1\n";
        assert_eq!(Skew::parse(none), Skew::default());
    }
}
