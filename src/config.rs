//! rc.conf and files like it: `name=value` lines in a shell's manner, read without a
//! shell.
//!
//! Upstream: `librc-misc.c`.
#![forbid(unsafe_code)]

use crate::context::Context;
use crate::prefix::Prefix;
use crate::release::RELEASE;
use crate::sys::{fs, SysResult};
use crate::{listing, sort, Error, Result};
use alloc::vec::Vec;

pub use crate::words::yesno;

/// `rc_config_list`: the assignments of a file as they stand there, without leading
/// blanks and comments. A file that cannot be read has none.
pub fn list(path: &[u8]) -> Vec<Vec<u8>> {
    match fs::read(path, crate::bounds::CONFIGURATION) {
        Ok(content) => assignments(&content).map(<[u8]>::to_vec).collect(),
        Err(_) => Vec::new(),
    }
}

/// As [`list`], of a file below an open folder (`config_list`).
pub fn list_in(folder: i32, path: &[u8]) -> Vec<Vec<u8>> {
    match fs::read_in(folder, path, crate::bounds::CONFIGURATION) {
        Ok(content) => assignments(&content).map(<[u8]>::to_vec).collect(),
        Err(_) => Vec::new(),
    }
}

/// The lines of a text as C sees them: each ends at its newline or at a NUL in it.
pub(crate) fn lines(content: &[u8]) -> impl Iterator<Item = &[u8]> {
    let content = content.strip_suffix(b"\n").unwrap_or(content);
    let mut rest = (!content.is_empty()).then_some(content);
    core::iter::from_fn(move || {
        let text = rest?;
        let line = before(text, b'\n');
        rest = text.get(line.len().saturating_add(1)..);
        Some(before(line, 0))
    })
}

/// What stands before the first `end`; all of it where there is none.
pub(crate) fn before(bytes: &[u8], end: u8) -> &[u8] {
    let end = crate::bytes::position(end, bytes).unwrap_or(bytes.len());
    bytes.get(..end).unwrap_or_default()
}

fn assignments(content: &[u8]) -> impl Iterator<Item = &[u8]> {
    lines(content).filter_map(|line| {
        let blanks = line
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .count();
        let line = line.get(blanks..).unwrap_or_default();
        // Most of rc.conf is comments.
        if matches!(line.first(), None | Some(b'#')) {
            return None;
        }
        let token = before(line, b'#');
        (token.len() > 1 && token.contains(&b'=')).then_some(token)
    })
}

/// Settings, each `name=value`, in the order in which their names were first met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    entries: Vec<Vec<u8>>,
}

impl Config {
    /// `rc_config_load`: the settings of a file. A file that cannot be read has none.
    pub fn load(path: &[u8]) -> Self {
        let mut config = Config::default();
        config.read(path);
        config
    }

    /// The settings of a text.
    pub fn parse(content: &[u8]) -> Self {
        let mut config = Config::default();
        config.add(content);
        config
    }

    /// Adds the settings of a file; those already there are replaced.
    fn read(&mut self, path: &[u8]) {
        if let Ok(content) = fs::read(path, crate::bounds::CONFIGURATION) {
            self.add(&content);
        }
    }

    fn add(&mut self, content: &[u8]) {
        assignments(content).for_each(|line| self.set(line));
    }

    /// Every setting, `name=value`.
    pub fn entries(&self) -> &[Vec<u8>] {
        &self.entries
    }

    /// `rc_config_value`: the value of a setting.
    pub fn value(&self, name: &[u8]) -> Option<&[u8]> {
        self.entries.iter().find_map(|entry| value_of(entry, name))
    }

    /// One assignment, as a shell would understand it in simple cases: `export` is
    /// passed over, and the value is what stands within the first quotes.
    fn set(&mut self, line: &[u8]) {
        let assignment = line.strip_prefix(b"export ").unwrap_or(line);
        let name = before(assignment, b'=');
        let quoted = assignment
            .get(name.len().saturating_add(1)..)
            .unwrap_or_default();
        // A value that would have to be expanded: upstream takes the words that stand
        // before the sign, whatever they are.
        let value = if quoted.first() == Some(&b'$') {
            before(line, b'=')
        } else {
            let mut parts = quoted.split(|byte| matches!(byte, b'"' | b'\''));
            parts.find(|part| !part.is_empty()).unwrap_or_default()
        };
        let entry = [name, b"=", value].concat();
        match self
            .entries
            .iter_mut()
            .find(|known| value_of(known, name).is_some())
        {
            Some(known) => *known = entry,
            None => self.entries.push(entry),
        }
    }

    /// The settings of every `*.conf` of a folder, in the order of their names.
    fn read_folder(&mut self, folder: &[u8]) {
        let mut files = listing::names(folder);
        files.retain(|name| name.ends_with(b".conf"));
        sort::sort(&mut files);
        for file in files {
            self.read(&fs::join(folder, &file));
        }
    }

    /// What the kernel command line says comes before what files say.
    fn override_from_command_line(&mut self) {
        let names: &[&[u8]] = if RELEASE.boots_interactively {
            &[b"rc_interactive", b"rc_parallel"]
        } else {
            &[b"rc_parallel"]
        };
        let Ok(line) = read_command_line(COMMAND_LINE) else {
            return;
        };
        for name in names {
            let Some(value) = parameter(&line, name) else {
                continue;
            };
            if let Some(at) = self
                .entries
                .iter()
                .position(|e| value_of(e, name).is_some())
            {
                self.entries.remove(at);
            }
            self.entries.push([name, &b"="[..], value].concat());
        }
    }

    /// Where openrc keeps its log. It takes the value without a shell, which would put the
    /// root of the Prefix in the place of a variable; and without one it would take the host's.
    fn log_within(&mut self, prefix: &Prefix) {
        const NAME: &[u8] = b"rc_log_path";
        let root = prefix.root();
        let value = self.value(NAME).unwrap_or(b"$EPREFIX/var/log/rc.log");
        let variables: [&[u8]; 4] = [b"${RC_PREFIX}", b"${EPREFIX}", b"$RC_PREFIX", b"$EPREFIX"];
        let mut below = variables
            .iter()
            .filter_map(|name| value.strip_prefix(*name));
        let Some(below) = below.next() else {
            return;
        };
        let entry = [NAME, b"=", root, below].concat();
        self.entries.retain(|entry| value_of(entry, NAME).is_none());
        self.entries.push(entry);
    }

    /// Names were once in upper case.
    fn lower_names(&mut self) {
        for entry in &mut self.entries {
            let end = before(entry, b'=').len();
            entry
                .get_mut(..end)
                .unwrap_or_default()
                .make_ascii_lowercase();
        }
    }
}

fn value_of<'a>(entry: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    entry.strip_prefix(name)?.strip_prefix(b"=")
}

/// Everything that `rc_conf_value` asks. The first entry of a name counts.
pub fn rc_conf(context: &Context) -> Config {
    let mut config = Config::default();
    if RELEASE.finds_rc_conf_by_rc_path {
        config.read_script_dirs(context);
    } else {
        config.read_config_dirs(context);
    }
    // The kernel's command line is the machine's, not the Prefix's.
    if context.paths().prefix().is_none() {
        config.override_from_command_line();
    }
    config.lower_names();
    if let Some(prefix) = context.paths().prefix() {
        config.log_within(prefix);
    }
    config
}

impl Config {
    /// Since 0.64: rc.conf and rc.conf.d of every script directory, the least important
    /// one first. An rc.conf only adds to what is there, so that the least important one
    /// counts, while an rc.conf.d replaces: both are upstream's.
    fn read_script_dirs(&mut self, context: &Context) {
        for folder in context.paths().scriptdirs().iter().rev() {
            self.append(folder);
            self.read_folder(&fs::join(folder, b"rc.conf.d"));
        }
        if !context.is_user_mode() {
            self.append_old(context);
        }
    }

    /// Before 0.64: the user's rc.conf and rc.conf.d in user mode, then the system's.
    fn read_config_dirs(&mut self, context: &Context) {
        let paths = context.paths();
        if context.is_user_mode() {
            if let Some(usrconfdir) = paths.usrconfdir() {
                self.append(usrconfdir);
                self.read_folder(&fs::join(usrconfdir, b"rc.conf.d"));
            }
        }
        self.append(paths.sysconfdir());
        self.append_old(context);
        self.read_folder(&fs::join(paths.sysconfdir(), b"rc.conf.d"));
    }

    /// conf.d/rc, the configuration of baselayout 1.
    fn append_old(&mut self, context: &Context) {
        let old = fs::join(context.paths().sysconfdir(), b"conf.d/rc");
        self.entries.extend(Config::load(&old).entries);
    }

    fn append(&mut self, confdir: &[u8]) {
        self.entries
            .extend(Config::load(&fs::join(confdir, b"rc.conf")).entries);
    }
}

const COMMAND_LINE: &[u8] = b"/proc/cmdline";

/// `rc_proc_getent`: the last value of a parameter of the kernel command line; empty
/// where it stands there without one.
///
/// # Errors
/// `ENOENT` where it is not there, and those of reading.
pub fn command_line_value(name: &[u8]) -> Result<Vec<u8>> {
    let content =
        read_command_line(COMMAND_LINE).map_err(|errno| Error::os(errno, COMMAND_LINE))?;
    parameter(&content, name)
        .map(<[u8]>::to_vec)
        .ok_or_else(|| Error::os(crate::sys::Errno::NOENT, name))
}

/// The last value of a parameter of a kernel command line.
pub fn parameter<'a>(command_line: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let line = lines(command_line).next().unwrap_or_default();
    parameters(line)
        .filter(|word| !word.is_empty())
        .filter_map(|word| {
            let rest = word.strip_prefix(name)?;
            if rest.is_empty() {
                return Some(rest);
            }
            let value = rest.strip_prefix(b"=")?;
            match value.strip_prefix(b"\"") {
                Some(quoted) => Some(quoted.strip_suffix(b"\"").unwrap_or(quoted)),
                None => Some(value),
            }
        })
        .last()
}

/// The parameters, divided as the kernel does it: quotes keep blanks, and those around
/// a parameter or its value are not part of it.
fn parameters(mut line: &[u8]) -> impl Iterator<Item = &[u8]> {
    core::iter::from_fn(move || {
        line = line.trim_ascii_start();
        let mut in_quotes = false;
        let end = line.iter().position(|byte| {
            in_quotes ^= *byte == b'"';
            byte.is_ascii_whitespace() && !in_quotes
        });
        let (word, rest) = line.split_at_checked(end.unwrap_or(line.len()))?;
        line = rest;
        let word = match word.strip_prefix(b"\"") {
            Some(quoted) => quoted.strip_suffix(b"\"").unwrap_or(quoted),
            None => word,
        };
        (end.is_some() || !word.is_empty()).then_some(word)
    })
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn read_command_line(path: &[u8]) -> SysResult<Vec<u8>> {
    fs::read(path, crate::bounds::PROC)
}

/// Only Linux shows its command line.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn read_command_line(_: &[u8]) -> SysResult<Vec<u8>> {
    Err(crate::sys::Errno::NOENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_of_the_kernel() {
        let line = b"  a=1 quiet \t b=\"two words\" \"c=three words\" d=x\"y z\"w a=2 e=\" f=no\n";
        let is = |name: &[u8], value: Option<&[u8]>| assert_eq!(parameter(line, name), value);
        is(b"a", Some(b"2"));
        is(b"quiet", Some(b""));
        is(b"b", Some(b"two words"));
        is(b"c", Some(b"three words"));
        is(b"d", Some(b"x\"y z\"w"));
        is(b"words", None);
        is(b"e", Some(b" f=no"));
        is(b"f", None);
        assert_eq!(parameter(b"a=\"\"", b"a"), Some(&b""[..]));
        assert_eq!(parameter(b"a=\"", b"a"), Some(&b""[..]));
        assert_eq!(parameter(b"", b"a"), None);
        assert_eq!(parameter(b" \n", b"a"), None);
    }

    fn config(text: &str) -> Vec<String> {
        Config::parse(text.as_bytes())
            .entries
            .into_iter()
            .map(|e| String::from_utf8(e).unwrap())
            .collect()
    }

    #[test]
    fn yes_and_no() {
        assert_eq!(yesno(b"YES"), Some(true));
        assert_eq!(yesno(b"n"), Some(false));
        assert_eq!(yesno(b"on"), None);
        assert_eq!(yesno(b""), None);
    }

    #[test]
    fn the_log_of_a_prefix_lies_in_it() {
        let root = std::env::temp_dir().join(format!("openrc-config-{}", std::process::id()));
        std::fs::create_dir_all(root.join("etc")).unwrap();
        let prefix = Prefix::named(root.to_str().unwrap().as_bytes()).unwrap();
        std::fs::remove_dir_all(&root).unwrap();
        let log = |line: &str| {
            let mut config = Config::parse(line.as_bytes());
            config.log_within(&prefix);
            let value = config.value(b"rc_log_path").unwrap().to_vec();
            let inside = value.strip_prefix(prefix.root()).map(<[u8]>::to_vec);
            inside.unwrap_or(value)
        };
        assert_eq!(log(""), b"/var/log/rc.log");
        assert_eq!(log("rc_log_path=\"${RC_PREFIX}/x\""), b"/x");
        assert_eq!(log("rc_log_path=\"$EPREFIX/x\""), b"/x");
        assert_eq!(log("rc_log_path=/elsewhere"), b"/elsewhere");
        assert_eq!(log("rc_log_path=\"$HOME/x\""), b"$HOME/x");
    }

    #[test]
    fn quotes_comments_and_repetitions() {
        assert_eq!(
            config("  a=\"x y\" # c\n#b=1\nno\na=2\nexport c='z'\n"),
            ["a=2", "c=z"]
        );
        assert_eq!(config("a=\na=''\nb=x\"y\"z"), ["a=", "b=x"]);
        assert_eq!(config("=\n"), Vec::<String>::new());
        assert_eq!(config("==\n"), ["=="]);
    }

    #[test]
    fn what_would_be_expanded_is_upstreams_odd_word() {
        assert_eq!(config("a=$b\nexport c=$d"), ["a=a", "c=export c"]);
    }

    #[test]
    fn a_nul_ends_a_line() {
        assert_eq!(config("a=1\0b=2\nc=3"), ["a=1", "c=3"]);
    }

    #[test]
    fn lines_end_at_newlines() {
        assert_eq!(lines(b"a\n\nb").collect::<Vec<_>>(), [&b"a"[..], b"", b"b"]);
        assert_eq!(lines(b"").count(), 0);
        assert_eq!(lines(b"\n").count(), 0);
    }
}
