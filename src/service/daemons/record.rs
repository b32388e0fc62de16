//! What is kept of a daemon, and which processes that fits.
#![forbid(unsafe_code)]

use crate::config;
use crate::sys::find;
use crate::{name, number};
use alloc::vec::Vec;

/// What a file says of a daemon.
#[derive(Default)]
pub(super) struct Record<'a> {
    pub exec: Option<&'a [u8]>,
    pub pidfile: Option<&'a [u8]>,
    /// How long the file is.
    pub length: usize,
    /// The arguments as upstream reads them: what lines have, if it is not empty.
    argv: Vec<&'a [u8]>,
    /// The arguments as they were written, from the newline before the first one on.
    written: &'a [u8],
}

/// What stands before the first argument, and before the pid file.
const FIRST: &[u8] = b"\nargv_0=";
const SECOND: &[u8] = b"\nargv_1=";
const PIDFILE: &[u8] = b"pidfile=";

impl<'a> Record<'a> {
    /// OpenRC ends each file with the line of the pid file: that one counts. The arguments
    /// before it may hold any lines.
    pub fn parse(file: &'a [u8]) -> Self {
        let text = file.strip_suffix(b"\n").unwrap_or(file);
        let (before, last) = match crate::bytes::last_position(b'\n', text) {
            Some(newline) => text.split_at(newline),
            None => (text, &b""[..]),
        };
        let mut record = Record {
            length: file.len(),
            ..Record::default()
        };
        match last
            .strip_prefix(b"\n")
            .unwrap_or(last)
            .strip_prefix(PIDFILE)
        {
            Some(pidfile) => {
                record.read(before);
                record.pidfile = (!pidfile.is_empty()).then_some(config::before(pidfile, 0));
                let start = find(before, FIRST).unwrap_or(before.len());
                record.written = before.get(start..).unwrap_or_default();
            }
            None => record.read(text),
        }
        record
    }

    fn read(&mut self, text: &'a [u8]) {
        for line in config::lines(text) {
            let Some(equals) = crate::bytes::position(b'=', line) else {
                continue;
            };
            let (key, value) = line.split_at(equals);
            let value = value.get(1..).unwrap_or_default();
            match key {
                _ if value.is_empty() => {}
                b"exec" => self.exec = Some(value),
                b"pidfile" => {
                    self.pidfile = Some(value);
                    break;
                }
                _ if key.starts_with(b"argv_") => self.argv.push(value),
                _ => {}
            }
        }
    }

    /// Whether it says nothing of how the daemon was started.
    pub fn is_empty(&self) -> bool {
        self.exec.is_none() && self.argv.is_empty() && self.written.is_empty()
    }

    /// Whether a process, whose arguments each end with a NUL, was started so.
    pub fn is(&self, cmdline: &[u8]) -> bool {
        let exec: Vec<&[u8]> = self.exec.into_iter().collect();
        let argv = if self.argv.is_empty() {
            &exec
        } else {
            &self.argv
        };
        let mut theirs = words(cmdline);
        (!argv.is_empty() && argv.iter().all(|argument| theirs.next() == Some(argument)))
            || (!self.written.is_empty() && is_written(self.written, words(cmdline), 0))
    }

    /// Whether a process was started so by the kernel, which puts the words of the
    /// interpreter and the path of the script where the name of the program was.
    pub fn is_of_script(&self, cmdline: &[u8], exec: &[u8], interpreter: &[Vec<u8>]) -> bool {
        let mut theirs = words(cmdline);
        let has_interpreter = interpreter
            .iter()
            .all(|word| theirs.next() == Some(word.as_slice()));
        let is_path =
            |word: &[u8]| word == exec || (!exec.contains(&b'/') && name::basename(word) == exec);
        let start = find(self.written, SECOND).unwrap_or(self.written.len());
        let arguments = self.written.get(start..).unwrap_or_default();
        has_interpreter && theirs.next().is_some_and(is_path) && is_written(arguments, theirs, 1)
    }
}

fn words(cmdline: &[u8]) -> impl Iterator<Item = &[u8]> {
    cmdline.split(|byte| *byte == 0)
}

/// Whether arguments, written as the first of these words are, give `written`. So it is
/// told apart which newline is an argument's.
fn is_written<'a>(mut written: &[u8], words: impl Iterator<Item = &'a [u8]>, first: usize) -> bool {
    for (number, word) in (first..).zip(words) {
        if written.is_empty() {
            break;
        }
        let rest = written
            .strip_prefix(b"\nargv_")
            .and_then(|rest| rest.strip_prefix(number::decimal(number).as_slice()))
            .and_then(|rest| rest.strip_prefix(b"="))
            .and_then(|rest| rest.strip_prefix(word));
        match rest {
            Some(rest) => written = rest,
            None => return false,
        }
    }
    written.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_bytes_may_be_in_an_argument() {
        let file = b"exec=/bin/d\nargv_0=/bin/d\nargv_1=a\nb=c\nargv_2=\nargv_3=\npidfile=/x\n\nargv_4=e\npidfile=\n";
        let record = Record::parse(file);
        assert!(record.pidfile.is_none());
        assert!(record.is(b"/bin/d\0a\nb=c\0\0\npidfile=/x\n\0e\0"));
        assert!(!record.is(b"/bin/d\0a\nb=d\0\0\npidfile=/x\n\0e\0"));
        assert!(!record.is(b"/bin/d\0a\nb=c\0\0"));
    }

    #[test]
    fn files_of_others_are_read_as_upstream_does() {
        let record = Record::parse(b"pidfile=/a\nexec=/bin/d\n");
        assert_eq!(record.pidfile, Some(&b"/a"[..]));
        let record = Record::parse(b"argv_7=d\nname=x\nargv_2=e");
        assert!(record.is(b"d\0e\0f\0"));
        assert!(Record::parse(b"name=x\n").is_empty());
        assert!(Record::parse(b"pidfile=\n").is_empty());
        assert!(Record::parse(b"").is_empty());
    }

    #[test]
    fn a_script_is_shown_with_its_interpreter() {
        let file = b"exec=/bin/d\nargv_0=name\nargv_1=-x\npidfile=\n";
        let record = Record::parse(file);
        let python = [b"python3".to_vec(), b"-u".to_vec()];
        let is = |cmdline| record.is_of_script(cmdline, b"/bin/d", &python);
        assert!(is(b"python3\0-u\0/bin/d\0-x\0"));
        assert!(!is(b"python3\0/bin/d\0-x\0"));
        assert!(!is(b"python3\0-u\0/bin/d\0"));
        assert!(!is(b"vi\0-u\0/bin/d\0-x\0"));
        let by_name = Record::parse(b"exec=d\nargv_0=d\npidfile=\n");
        let sh = [b"/bin/sh".to_vec()];
        assert!(by_name.is_of_script(b"/bin/sh\0/usr/bin/d\0", b"d", &sh));
        assert!(!by_name.is_of_script(b"/bin/sh\0/usr/bin/e\0", b"d", &sh));
    }
}
