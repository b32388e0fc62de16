//! Whether the tree is older than what it was made from.
#![forbid(unsafe_code)]

use super::skew::Skew;
use crate::age::{Extreme, Search};
use crate::build_options::{self, Release, RELEASE};
use crate::config;
use crate::context::Context;
use crate::service::membership;
use crate::sys::clock::{self, Moment};
use crate::sys::fs::{self, File, Metadata};
use crate::sys::{stdio, Errno};
use alloc::vec::Vec;
use core::cell::OnceCell;

/// Whether a tree has to be made, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Freshness {
    /// Whether `rc_deptree_update` is to be called.
    pub needs_update: bool,
    /// The time of the newest file, or of the tree where none is newer, or now where
    /// there is no tree; seconds since 1970.
    pub newest: i64,
    /// The newest file that is newer, as upstream names it.
    pub file: Option<Vec<u8>>,
}

/// The folders that 0.45 makes here.
const FOLDERS: [&str; 12] = [
    "starting",
    "started",
    "stopping",
    "inactive",
    "wasinactive",
    "failed",
    "hotplugged",
    "daemons",
    "options",
    "exclusive",
    "scheduled",
    "tmp",
];

/// `rc_deptree_update_needed`: compares the tree with the init scripts and their
/// configuration, by their times of modification.
pub fn check(context: &Context) -> Freshness {
    let path = fs::join(context.paths().svcdir(), b"deptree");
    let tree = fs::stat(&path);
    if RELEASE < Release::R0_62 || tree.is_err() {
        make_folders(context);
    }
    let mtime = tree
        .as_ref()
        .map_or_else(|_| Moment::of_seconds(clock::now()), |tree| tree.mtime);
    // Upstream's programs date a tree forward to the newest file.
    let mut skew = OnceCell::new();
    if mtime > Moment::now() {
        skew = OnceCell::from(Skew::read(context));
    }
    let made = skew.get().and_then(|skew| skew.made).unwrap_or(mtime);
    let mut is_stale = false;
    let mut watch = |file: &Metadata| {
        is_stale = is_stale
            || (file.mtime > made && !skew.get_or_init(|| Skew::read(context)).knows(file));
    };
    let mut newest = Extreme::new(Search::Newest, made, &mut watch);
    look_at_all(context, &mut newest);
    let (newest, file) = (newest.mtime.seconds, newest.file);
    Freshness {
        needs_update: tree.is_err() || is_stale || is_torn(context, &path),
        newest,
        file,
    }
}

/// Whether a tree ends in the middle of a line, or is empty where there are services. None
/// that a library wrote does, but scripts copy them to a disk and back: what a power failure
/// left of a copy is newer than all it was made from, and most services would never start.
fn is_torn(context: &Context, path: &[u8]) -> bool {
    match File::open(path).and_then(|tree| tree.last_byte()) {
        Ok(Some(last)) => last != b'\n',
        Ok(None) => !membership::services(context, None).is_empty(),
        Err(_) => false,
    }
}

/// Notes when a tree was begun, and which files are from the future: they are newer than
/// the tree, and will be, but it was made from them.
///
/// A file that is changed while the tree is made is newer than its beginning.
pub fn note(context: &Context, begun: Moment) {
    fs::set_mtime(&context.cache_file(b"deptree"), begun).ok();
    let now = Moment::now();
    let mut skew = Skew {
        made: Some(begun),
        files: Vec::new(),
    };
    let mut watch = |file: &Metadata| {
        if file.mtime > now {
            skew.files.push((file.identity, file.mtime));
        }
    };
    look_at_all(context, &mut Extreme::new(Search::Newest, now, &mut watch));
    skew.store(context);
}

fn look_at_all(context: &Context, newest: &mut Extreme<'_>) {
    look_at_scripts(context, newest);
    look_at_configuration(context, newest);
    for file in config::list(&fs::join(context.paths().svcdir(), b"depconfig")) {
        newest.look(&file, &file);
    }
}

fn make_folders(context: &Context) {
    if context.check_owner().is_err() {
        return;
    }
    let svcdir = context.paths().svcdir();
    make(svcdir);
    if RELEASE < Release::R0_62 {
        for folder in FOLDERS {
            make(&fs::join(svcdir, folder.as_bytes()));
        }
    }
}

fn make(path: &[u8]) {
    match fs::mkdir(path, 0o755) {
        Ok(()) | Err(Errno::EXIST) => {}
        Err(errno) => {
            let quote: &[u8] = if RELEASE >= Release::R0_62 {
                b"'"
            } else {
                b"`"
            };
            let parts = [b"mkdir ", quote, path, b"': ", &errno.message(), b"\n"];
            stdio::error(&parts.concat());
        }
    }
}

fn look_at_scripts(context: &Context, newest: &mut Extreme<'_>) {
    let mut look = |dir: &[u8], name: &[u8]| newest.look(&fs::join(dir, name), name);
    let paths = context.paths();
    if RELEASE >= Release::R0_62 {
        for dir in paths.scriptdirs() {
            look(dir, b"init.d");
            look(dir, b"conf.d");
        }
        return;
    }
    // 0.45: sysconfdir first, then the others from the least important up; the scripts
    // of the local prefix are forgotten.
    let local = fs::join(build_options::LOCAL_PREFIX.as_bytes(), b"etc");
    look(paths.sysconfdir(), b"init.d");
    look(paths.sysconfdir(), b"conf.d");
    let others = paths.scriptdirs().iter().rev();
    for dir in others.filter(|dir| dir.as_slice() != paths.sysconfdir()) {
        if *dir != local {
            look(dir, b"init.d");
        }
        look(dir, b"conf.d");
    }
}

fn look_at_configuration(context: &Context, newest: &mut Extreme<'_>) {
    let mut look = |dir: &[u8], name: &[u8]| newest.look(&fs::join(dir, name), name);
    let paths = context.paths();
    look(paths.sysconfdir(), b"rc.conf");
    if RELEASE >= Release::R0_62 {
        look(paths.sysconfdir(), b"rc.conf.d");
        if context.is_user_mode() {
            if let Some(usrconfdir) = paths.usrconfdir() {
                look(usrconfdir, b"rc.conf");
                look(usrconfdir, b"rc.conf.d");
            }
        }
    }
}
