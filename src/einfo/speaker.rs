//! Writing a message: its lines, its end, and its copy in the log.
#![forbid(unsafe_code)]

use super::colour::Palette;
use super::form::{Ending, Form};
use super::switches::Switch;
use super::{indent, line, Colour, End, Terminal};
use crate::number;
use crate::sys::preserve_errno;
use crate::sys::stdio::{self, Stream};
use crate::sys::syslog::{self, Level};
use alloc::vec::Vec;
use core::ffi::CStr;

/// The variable that names the function which wrote the last message, for the messages of
/// other processes too.
pub const LAST_COMMAND: &CStr = c"EINFO_LASTCMD";
const CLEAR_TO_END: &[u8] = b"\x1b[K";
const UP: &[u8] = b"\x1b[A";

/// Who writes messages: what is known of the terminal, and the prefix of every line.
#[derive(Clone, Copy, Debug)]
pub struct Speaker<'a> {
    /// What is known of the terminal.
    pub terminal: &'a Terminal,
    /// `eprefix`: stands before every message.
    pub prefix: Option<&'a [u8]>,
}

/// What has come of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// What the C function returns.
    pub value: i32,
    /// What [`LAST_COMMAND`] has to be from now on, where it changes.
    pub last_command: Option<&'static CStr>,
}

impl Said {
    fn nothing(value: i32) -> Self {
        Said {
            value,
            last_command: None,
        }
    }
}

impl Speaker<'_> {
    /// Writes a message of the `einfo` family. Its value is what the C function returns:
    /// the characters of the text, its indent and its ending, and 3 for the star; 0 where
    /// the message is not shown; -1 takes the place of what could not be written.
    pub fn message(&self, form: &Form, text: &[u8]) -> Said {
        preserve_errno(|| {
            if !self.shows(form.switch) {
                return Said::nothing(0);
            }
            if let Some(level) = form.log {
                self.log(level, text);
            }
            let ending: &[u8] = match form.ending {
                Ending::Open | Ending::LineOnStdout => b"",
                Ending::Line => b"\n",
                Ending::OpenDots => b" ...",
                Ending::Dots if self.terminal.colours(form.stream).is_some() => b" ...\n",
                Ending::Dots => b" ...",
            };
            let mut count = self.line(form.stream, form.colour, text, ending);
            if form.ending == Ending::LineOnStdout {
                count = count.wrapping_add(written(Stream::Stdout, b"\n"));
            }
            Said {
                value: count,
                last_command: form.last_command,
            }
        })
    }

    fn shows(&self, switch: Switch) -> bool {
        switch.shows(self.terminal.environment())
    }

    /// Writes the end of what a message began, with a message of its own, if there is
    /// one, where `value` is not 0. Gives `value` back; 0 where nothing is shown and the function says so.
    pub fn end(&self, end: &End, value: i32, text: Option<&[u8]>) -> Said {
        preserve_errno(|| {
            if !self.shows(end.switch) {
                return Said::nothing(if end.returns_value { value } else { 0 });
            }
            let (colour, word): (_, &[u8]) = if value == 0 {
                (Colour::Good, b"ok")
            } else {
                (Colour::Bad, b"!!")
            };
            let (stream, column) = match text {
                Some(text) if value != 0 => {
                    let column = self.line(Stream::Stderr, end.colour, text, b"\n");
                    (Stream::Stderr, column)
                }
                _ => (Stream::Stdout, 0),
            };
            let line = if end.ends_line { "\n" } else { "" };
            self.write_bracket(stream, column, Some(colour), word, line.as_bytes());
            Said {
                value,
                last_command: Some(end.last_command),
            }
        })
    }

    /// `ebracket`: writes `[ text ]` at the end of the line above on a terminal that
    /// can do colours; else behind the `column` characters that are in the line.
    pub fn bracket(&self, column: i32, colour: Option<Colour>, text: &[u8]) {
        preserve_errno(|| self.write_bracket(Stream::Stdout, column, colour, text, b"\n"));
    }

    /// `elog`: sends a line to the system log, in the name that `EINFO_LOG` gives. Neither
    /// has control characters there.
    pub fn log(&self, level: Level, text: &[u8]) {
        preserve_errno(|| {
            if let Some(name) = self.terminal.environment().get_any(c"EINFO_LOG") {
                syslog::send(level, &line::of(&name), &line::of(text));
            }
        });
    }

    /// Writes ` * text` and returns its count. All of it goes out at once, so that
    /// messages of processes side by side do not mix.
    fn line(&self, stream: Stream, colour: Colour, text: &[u8], ending: &[u8]) -> i32 {
        let colours = self.terminal.colours(stream);
        let mut line = Vec::with_capacity(text.len().saturating_add(64));
        if colours.is_none() && self.last_left_line_open() {
            line.push(b'\n');
        }
        let (on, off) = around(colours, colour);
        if let Some(prefix) = self.prefix {
            for part in [on, prefix, off, b"|"] {
                line.extend_from_slice(part);
            }
        }
        for part in [b" ", on, b"*", off, b" "] {
            line.extend_from_slice(part);
        }
        let indent = indent::columns(self.terminal.environment());
        line.resize(line.len().saturating_add(indent as usize), b' ');
        line.extend_from_slice(text);
        if colours.is_some() {
            line.extend_from_slice(CLEAR_TO_END);
        }
        line.extend_from_slice(ending);
        let parts = [indent, length(text), length(ending)];
        let is_written = stdio::write(stream, &line) == line.len();

        parts.iter().fold(3_i32, |sum, part| {
            sum.wrapping_add(match part {
                0 => 0,
                _ if is_written => *part,
                _ => -1,
            })
        })
    }

    /// The last message, perhaps another process's, did not end its line: its function's
    /// name ends in `n`. `ewarn` alone does so too and ends its line.
    fn last_left_line_open(&self) -> bool {
        let last = self.terminal.environment().get_any(LAST_COMMAND);
        last.is_some_and(|name| name.ends_with(b"n") && name != b"ewarn")
    }

    fn write_bracket(
        &self,
        stream: Stream,
        column: i32,
        colour: Option<Colour>,
        text: &[u8],
        ending: &[u8],
    ) {
        let mut free = self
            .terminal
            .columns(stream)
            .wrapping_sub(length(text))
            .wrapping_sub(5);
        if self.terminal.is_cons25() {
            free = free.wrapping_sub(1);
        }
        let mut line = Vec::new();
        if free > 0 && self.terminal.colours(stream).is_some() {
            let escape = |colour| self.terminal.escape(colour).to_bytes();
            let bracket = escape(Some(Colour::Bracket));
            line.extend_from_slice(UP);
            for part in [
                &b"\x1b["[..],
                &number::decimal(free),
                b"C ",
                bracket,
                b"[",
                escape(colour),
                b" ",
                text,
                b" ",
                bracket,
                b"]",
                escape(Some(Colour::Normal)),
            ] {
                line.extend_from_slice(part);
            }
        } else {
            let padding = free.saturating_sub(column.max(0)).max(0);
            if column > 0 {
                line.resize(padding as usize, b' ');
            }
            for part in [b" [ ", text, b" ]"] {
                line.extend_from_slice(part);
            }
        }
        line.extend_from_slice(ending);
        stdio::write(stream, &line);
    }
}

fn length(text: &[u8]) -> i32 {
    i32::try_from(text.len()).unwrap_or(i32::MAX)
}

fn around(colours: Option<Palette>, colour: Colour) -> (&'static [u8], &'static [u8]) {
    colours.map_or((b"", b""), |palette| {
        let escape = |colour| palette.escape(colour).to_bytes();
        (escape(colour), escape(Colour::Normal))
    })
}

fn written(stream: Stream, bytes: &[u8]) -> i32 {
    if stdio::write(stream, bytes) == bytes.len() {
        length(bytes)
    } else {
        -1
    }
}
