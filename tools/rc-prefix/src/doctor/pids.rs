//! Pid files whose process is another one, or gone.

use super::Findings;
use crate::look;
use crate::place::{bytes, path, shown_user, text};
use companion::word;
use openrc::sys::process;
use openrc::{prefix, Context};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// A number and what may follow it: postmaster.pid has more lines.
const MOST: u64 = 64;

/// What is found below `run`.
pub fn examine(context: &Context, findings: &mut Findings) {
    let root = context.paths().prefix().map(prefix::Prefix::root);
    let run = path(root.unwrap_or_default()).join("run");
    let mut directories = vec![run, path(context.paths().svcdir()).to_path_buf()];
    directories.dedup();
    for file in directories.iter().flat_map(|directory| files(directory)) {
        let (shown, named) = (text(bytes(&file)), word(bytes(&file)));
        let Some(pid) = number(&file) else {
            findings.note(format!("{shown}: holds no number of a process"));
            continue;
        };
        match owner(pid) {
            Some(owner) if owner == process::effective_uid() => {}
            Some(owner) => findings.problem(format!(
                "{shown}: process {pid} belongs to {} and is no daemon of this Prefix, which may \
                 keep one from starting: `rm {named}`",
                shown_user(owner)
            )),
            None => findings.note(format!("{shown}: process {pid} is gone: `rm {named}`")),
        }
    }
}

fn files(directory: &Path) -> Vec<PathBuf> {
    let names = look::names(directory);
    let names = names.iter().filter(|name| name.ends_with(b".pid"));
    names.map(|name| directory.join(path(name))).collect()
}

fn number(file: &Path) -> Option<i32> {
    let content = look::file_content(file, MOST).ok()?;
    let line = content.split(|byte| *byte == b'\n').next()?;
    text(line).trim().parse().ok()
}

fn owner(pid: i32) -> Option<u32> {
    Some(
        Path::new("/proc")
            .join(pid.to_string())
            .metadata()
            .ok()?
            .uid(),
    )
}
