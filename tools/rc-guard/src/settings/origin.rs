//! Where a value is from, for messages.

use super::read::Sources;
use super::{Problem, NAMES};
use crate::files;
use crate::timers;
use openrc::sys::fs::Bound;
use std::path::Path;

/// How much of a file is looked at, in bytes.
const MOST: Bound = Bound::Beginning(1 << 20);

/// Says of each problem where the value stands: the last assignment in what is read last.
pub fn find(problems: &mut [Problem], sources: &Sources) {
    for problem in problems {
        let name = problem.name.as_bytes();
        problem.origin = sources.files.iter().rev().find_map(|file| {
            let line = last_assignment(file, name)?;
            Some((file.display().to_string(), line))
        });
    }
}

fn last_assignment(file: &Path, name: &[u8]) -> Option<usize> {
    let text = files::read(file, MOST).ok()?;
    let lines = text.split(|byte| *byte == b'\n');
    let is_one = |(_, line): &(usize, &[u8])| is_assignment(line, name);
    let (before, _) = lines.enumerate().filter(is_one).last()?;
    before.checked_add(1)
}

/// The beginnings of the guard's own names.
const BEGINNINGS: [&str; 5] = [
    "rc_respawn",
    "rc_on_",
    "rc_oom_",
    "rc_timer",
    "rc_healthcheck",
];

/// Names that look like the guard's and are none: misspelt ones do nothing, and nobody says
/// so.
pub fn unknown_names(sources: &Sources) -> Vec<String> {
    let mut problems = Vec::new();
    for file in &sources.files {
        let text = files::read(file, MOST).unwrap_or_default();
        let lines = text.split(|byte| *byte == b'\n');
        for (before, line) in lines.enumerate() {
            let Some(name) = assigned(line) else { continue };
            let looks_so = BEGINNINGS.iter().any(|it| name.starts_with(it));
            let is_known = NAMES.contains(&name.as_str()) || timers::is_variable(&name);
            if looks_so && !is_known {
                let at = before.saturating_add(1);
                problems.push(format!(
                    "{}:{at}: there is no setting {name}",
                    file.display()
                ));
            }
        }
    }
    problems
}

/// The name that a line begins with an assignment to.
fn assigned(line: &[u8]) -> Option<String> {
    let line = std::str::from_utf8(line).ok()?.trim_start();
    let line = line.strip_prefix("export ").unwrap_or(line).trim_start();
    let (name, _) = line.split_once('=')?;
    let is_name = name
        .chars()
        .all(|it| it.is_ascii_alphanumeric() || it == '_');
    is_name.then(|| name.to_string())
}

/// `name=…`, at the beginning or after `export`, `:` and the like, but not in a comment.
fn is_assignment(line: &[u8], name: &[u8]) -> bool {
    let ends_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let mut at = 0usize;
    while let Some(rest) = line.get(at..) {
        let before = at.checked_sub(1).and_then(|before| line.get(before));
        if rest.first() == Some(&b'#') && before.is_none_or(u8::is_ascii_whitespace) {
            return false;
        }
        let follows = rest.strip_prefix(name).unwrap_or_default();
        let is_assigned = follows.starts_with(b"=") || follows.starts_with(b":=");
        if is_assigned && !before.is_some_and(ends_word) {
            return true;
        }
        if rest.is_empty() {
            return false;
        }
        at = at.saturating_add(1);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assignments_are_found() {
        let name = b"rc_respawn";
        for line in [
            "rc_respawn=always",
            "\texport rc_respawn=no",
            ": ${rc_respawn:=no}",
        ] {
            assert!(is_assignment(line.as_bytes(), name), "{line}");
        }
        for line in [
            "#rc_respawn=always",
            "a # rc_respawn=no",
            "xrc_respawn=no",
            "rc_respawn_x=no",
            "",
        ] {
            assert!(!is_assignment(line.as_bytes(), name), "{line}");
        }
    }
}
