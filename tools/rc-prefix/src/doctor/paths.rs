//! Init scripts that name the host's directories where the Prefix has its own.

use super::Findings;
use crate::adopt::scan;
use crate::look;
use crate::place::{path, text};
use openrc::Context;
use std::collections::{BTreeMap, BTreeSet};

/// The most that is read of a script, in bytes.
const SCRIPT: u64 = 1 << 20;
/// How many paths of a script are named.
const SHOWN: usize = 3;

/// What is found, `excluded` services left aside: nothing starts them. What a plain user's
/// scripts may do to the host is little; a superuser's change it.
pub fn examine(context: &Context, excluded: &BTreeSet<Vec<u8>>, findings: &mut Findings) {
    let is_roots = nix::unistd::geteuid().is_root();
    for (service, places) in found(context) {
        if excluded.contains(&service) {
            continue;
        }
        let mut shown: Vec<String> = places.iter().take(SHOWN).cloned().collect();
        if places.len() > SHOWN {
            shown.push(format!("and {} more", places.len().saturating_sub(SHOWN)));
        }
        let line = format!(
            "{}: names the host's directories: {}; `rc-prefix adopt` puts RC_PREFIX before them",
            text(&service),
            shown.join(", ")
        );
        match is_roots {
            true => findings.problem(line),
            false => findings.note(line),
        }
    }
}

fn found(context: &Context) -> BTreeMap<Vec<u8>, Vec<String>> {
    let mut found: BTreeMap<Vec<u8>, Vec<String>> = BTreeMap::new();
    for directory in context.paths().scriptdirs() {
        for within in ["init.d", "conf.d"] {
            let directory = path(directory).join(within);
            for name in look::names(&directory) {
                let Ok(file) = directory.join(path(&name)).canonicalize() else {
                    continue;
                };
                let content = look::file_content(&file, SCRIPT).unwrap_or_default();
                let places = scan::host_paths(&content);
                let places = places
                    .iter()
                    .map(|it| format!("{} ({within}, line {})", text(&it.path), it.line));
                let places: Vec<String> = places.collect();
                if !places.is_empty() {
                    found.entry(name).or_default().extend(places);
                }
            }
        }
    }
    found
}
