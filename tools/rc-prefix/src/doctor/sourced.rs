//! Whose the files are that OpenRC's shells run.

use crate::look;
use crate::place::{path, shown_user};
use openrc::build_options::LIBEXECDIR;
use openrc::sys::process;
use openrc::{prefix, Context};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// Those that another user than this one and the superuser owns, or that everybody may
/// write, each with what is wrong.
pub fn by_others(context: &Context) -> Vec<(PathBuf, String)> {
    let found = files(context).into_iter().filter_map(|file| {
        let whose = whose(&file)?;
        Some((file, whose))
    });
    found.collect()
}

fn whose(file: &Path) -> Option<String> {
    let metadata = file.metadata().ok()?;
    let owner = metadata.uid();
    if owner != 0 && owner != process::effective_uid() {
        return Some(format!("belongs to {}", shown_user(owner)));
    }
    (metadata.mode() & 0o002 != 0).then(|| "can be written by everybody".to_string())
}

/// Configuration, init scripts, helper scripts, and the directories that they are in.
fn files(context: &Context) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for directory in context.paths().scriptdirs() {
        let directory = path(directory);
        files.push(directory.join("rc.conf"));
        for within in ["init.d", "conf.d", "rc.conf.d"] {
            let within = directory.join(within);
            files.extend(
                look::names(&within)
                    .iter()
                    .map(|name| within.join(path(name))),
            );
            files.push(within);
        }
    }
    let root = context.paths().prefix().map(prefix::Prefix::root);
    let helpers = prefix::below(root.unwrap_or_default(), LIBEXECDIR.as_bytes());
    let helpers = path(&helpers).join("sh");
    files.extend(
        look::names(&helpers)
            .iter()
            .map(|name| helpers.join(path(name))),
    );
    files.push(helpers);
    files
}
