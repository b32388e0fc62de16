//! Init scripts that are not in the tree, and those that only a shell can read.

use crate::installation::Installation;
use companion::text;
use openrc::deptree::gather::{Outcome, Script, Survey, WhyLeftOut};
use openrc::name;
use openrc::privilege::{Privileges, Restriction};
use openrc::system;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// Scripts of the script directories that the tree does not know, and why.
pub fn left_out(openrc: &Installation, survey: &Survey) -> Vec<String> {
    let mut scripts: BTreeMap<Vec<u8>, PathBuf> = BTreeMap::new();
    for dir in openrc.context.paths().scriptdirs() {
        let folder = Path::new(OsStr::from_bytes(dir)).join("init.d");
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().into_vec();
            if path.is_file() && name.first() != Some(&b'.') {
                scripts.entry(name).or_insert(path);
            }
        }
    }
    scripts.retain(|name, _| !openrc.tree.contains(name));
    let line = |(name, path): (&Vec<u8>, &PathBuf)| {
        let known = survey.scripts.iter().find(|script| script.name == *name);
        let reason = match known.map(|script| &script.outcome) {
            Some(Outcome::LeftOut(reason)) => why(*reason).to_string(),
            _ => reason(openrc, name, path),
        };
        format!("warning: {} is left out: {reason}", text(name))
    };
    scripts.iter().map(line).collect()
}

fn reason(openrc: &Installation, name: &[u8], path: &Path) -> String {
    if name::is_not_a_service(name) {
        return "NAME.sh is not a service".to_string();
    }
    match openrc::sys::fs::read(path.as_os_str().as_bytes(), openrc::bounds::SCRIPT) {
        Err(error) => format!("it cannot be read: {error}"),
        Ok(script) if !is_executable(path) => match keyword_against(openrc, &script) {
            Some(reason) => reason,
            None => "it may not be executed".to_string(),
        },
        Ok(script) => match keyword_against(openrc, &script) {
            Some(reason) => reason,
            None => "it is newer than the tree, or its shell gives up".to_string(),
        },
    }
}

fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o111 != 0)
}

/// The keyword of a script that keeps it out here. It is read as a literal `keyword` line.
fn keyword_against(openrc: &Installation, script: &[u8]) -> Option<String> {
    let system = system::detect(&openrc.context);
    let system = system.map(|system| text(system.name().to_bytes()).to_lowercase());
    let lines = script
        .split(|byte| *byte == b'\n')
        .map(|line| String::from_utf8_lossy(line).trim().to_string());
    let keywords = lines.filter_map(|line| line.strip_prefix("keyword ").map(str::to_string));
    for keyword in
        keywords.flat_map(|words| words.split(' ').map(str::to_string).collect::<Vec<_>>())
    {
        let is_against = match Restriction::of(keyword.as_bytes()) {
            Some(Restriction::Host) => openrc.context.paths().prefix().is_some(),
            Some(other) => !other.allows(Privileges::current()),
            None => {
                let named = keyword.strip_prefix('-').or(keyword.strip_prefix("no"));
                named.is_some() && named.map(str::to_string) == system
            }
        };
        if is_against {
            return Some(format!(
                "its keyword {keyword} says that it does not work here"
            ));
        }
    }
    None
}

/// Scripts whose dependencies only a shell can find out, and because of which line. That
/// costs time, and nothing else.
pub fn for_the_shell(survey: &Survey) -> Vec<String> {
    let mut lines = Vec::new();
    for Script { name, outcome, .. } in &survey.scripts {
        if let Outcome::Shell(because) = outcome {
            let mut line = format!("note: {} needs the shell: ", text(name));
            line += &format!(
                "{}:{}: {}",
                text(&because.path),
                because.line,
                because.construct
            );
            if !because.word.is_empty() {
                line += &format!(" ({})", text(&because.word));
            }
            lines.push(line);
        }
    }
    lines
}

fn why(why: WhyLeftOut) -> &'static str {
    match why {
        WhyLeftOut::NotExecutable => "it may not be executed, or is no plain file",
        WhyLeftOut::SetAside => "dpkg has set it aside",
        WhyLeftOut::NotOpenrcRun => "its first line does not name openrc-run",
        WhyLeftOut::Fails => "its last command fails when it is read",
        WhyLeftOut::Exits => "it, or its configuration, ends the shell that reads it",
    }
}
