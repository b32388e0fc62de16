//! The log: a line an event, to syslog and, where one is named, to a file.

use crate::clock;
use openrc::name::acts_on_terminal;
use std::cell::{Cell, RefCell};
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};

/// How much an event matters; syslog's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Somebody has to do something.
    Error = 3,
    /// Something went wrong.
    Warning = 4,
    /// Worth knowing.
    Notice = 5,
    /// As it should be.
    Info = 6,
}

impl Level {
    fn text(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Notice => "notice",
            Level::Info => "info",
        }
    }
}

/// An event: what happened, to which service, and more of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    level: Level,
    event: &'static str,
    fields: Vec<(&'static str, String)>,
}

impl Line {
    /// An event.
    pub fn new(level: Level, event: &'static str) -> Self {
        Line {
            level,
            event,
            fields: Vec::new(),
        }
    }

    /// With one more thing about it.
    pub fn with(mut self, key: &'static str, value: impl ToString) -> Self {
        self.fields.push((key, value.to_string()));
        self
    }

    /// As key=value.
    pub fn text(&self) -> String {
        let mut text = format!("event={} level={}", self.event, self.level.text());
        for (key, value) in &self.fields {
            // Writing to a string cannot fail.
            write!(text, " {key}={}", quoted(value)).ok();
        }
        text
    }
}

/// A value with anything but plain characters in it stands between quotes.
fn quoted(value: &str) -> String {
    let is_plain = |it: char| it.is_ascii_graphic() && it != '"' && it != '\\';
    if !value.is_empty() && value.chars().all(is_plain) {
        return value.to_string();
    }
    let mut quoted = String::from("\"");
    for it in value.chars() {
        match it {
            '"' | '\\' => quoted.extend(['\\', it]),
            '\n' => quoted.push_str("\\n"),
            it if acts_on_terminal(it) => quoted.push('?'),
            it => quoted.push(it),
        }
    }
    quoted.push('"');
    quoted
}

/// The values of a line, as they were before they were quoted.
pub fn parse(line: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut rest = line.trim_start();
    while let Some((key, after)) = rest.split_once('=') {
        let (value, left) = match after.strip_prefix('"') {
            Some(quoted) => unquoted(quoted),
            None => match after.split_once(' ') {
                Some((value, left)) => (value.to_string(), left),
                None => (after.trim_end().to_string(), ""),
            },
        };
        fields.push((key.to_string(), value));
        rest = left.trim_start();
    }
    fields
}

fn unquoted(quoted: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, it)) = characters.next() {
        match it {
            '"' => {
                return (
                    value,
                    quoted.get(at.saturating_add(1)..).unwrap_or_default(),
                )
            }
            '\\' => match characters.next() {
                Some((_, 'n')) => value.push('\n'),
                Some((_, other)) => value.push(other),
                None => {}
            },
            it => value.push(it),
        }
    }
    (value, "")
}

/// Where syslog listens.
const SOCKET: &str = "/dev/log";
/// LOG_DAEMON, as part of a priority.
const FACILITY: u8 = 3 << 3;

/// Where the lines go.
pub struct Log {
    socket: RefCell<Option<UnixDatagram>>,
    /// The file, where there is one.
    file: Option<PathBuf>,
    /// The file could not be written to; it was said.
    complained: Cell<bool>,
}

impl Log {
    /// To syslog, and to this file.
    pub fn new(file: Option<PathBuf>) -> Self {
        Log {
            socket: RefCell::new(None),
            file,
            complained: Cell::new(false),
        }
    }

    /// Whether syslog listens.
    pub fn is_syslog_there() -> bool {
        Path::new(SOCKET).exists()
    }

    /// Writes a line. That it cannot be written stops nobody.
    pub fn write(&self, line: &Line) {
        let text = line.text();
        let is_said = self.to_syslog(line.level, &text);
        let is_kept = self
            .file
            .as_ref()
            .is_some_and(|file| self.to_file(file, &text));
        if !is_said && !is_kept {
            eprintln!("rc-guard: {}", companion::harmless(&text));
        }
    }

    /// syslogd may be restarted, and is not waited for.
    fn to_syslog(&self, level: Level, text: &str) -> bool {
        let priority = FACILITY | level as u8;
        let time = clock::syslog(clock::seconds_of_day());
        let message = format!(
            "<{priority}>{time} rc-guard[{}]: {text}",
            std::process::id()
        );
        let mut socket = self.socket.borrow_mut();
        for _ in 0..2 {
            if socket.is_none() {
                *socket = connect();
            }
            match socket
                .as_ref()
                .map(|socket| socket.send(message.as_bytes()))
            {
                Some(Ok(_)) => return true,
                _ => *socket = None,
            }
        }
        false
    }

    fn to_file(&self, file: &Path, text: &str) -> bool {
        let mut options = OpenOptions::new();
        options.append(true).create(true).mode(0o644);
        options.custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
        let stamp = clock::stamp(clock::seconds_of_day());
        let line = format!("{stamp} rc-guard[{}]: {text}\n", std::process::id());
        let written = options
            .open(file)
            .and_then(|mut file| file.write_all(line.as_bytes()));
        let error = match written {
            Ok(()) => {
                self.complained.set(false);
                return true;
            }
            Err(error) => error,
        };
        if !self.complained.replace(true) {
            let line = Line::new(Level::Warning, "log-unwritable")
                .with("file", file.display())
                .with("why", error);
            self.to_syslog(line.level, &line.text());
        }
        false
    }
}

fn connect() -> Option<UnixDatagram> {
    let socket = UnixDatagram::unbound().ok()?;
    socket.connect(SOCKET).ok()?;
    socket.set_nonblocking(true).ok()?;
    Some(socket)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let values = [
            "plain",
            "",
            "two words",
            "a \"quoted\" \\ one",
            "two\nlines",
            "a=b",
        ];
        let mut line = Line::new(Level::Warning, "crashed");
        for value in values {
            line = line.with("value", value);
        }
        let text = line.text();
        assert!(text.starts_with("event=crashed level=warning value=plain value=\"\" "));
        let fields = parse(&text);
        let read: Vec<_> = fields
            .iter()
            .skip(2)
            .map(|(_, value)| value.as_str())
            .collect();
        assert_eq!(read, values);
    }

    #[test]
    fn nothing_in_a_line_acts_on_a_terminal() {
        let line = Line::new(Level::Warning, "hook").with("value", "a\u{1b}[2J\u{9b}b\u{202e}c");
        assert!(
            line.text().ends_with("value=\"a?[2J?b?c\""),
            "{}",
            line.text()
        );
    }

    #[test]
    fn any_line_can_be_read() {
        for line in ["", "=", "a", "a=\"", "a=\"\\", "a= b=c", "\"=\""] {
            parse(line);
        }
    }
}
