//! Whether the tree is older than what it was made from.
#![forbid(unsafe_code)]

use super::skew::Skew;
use crate::age::{Extreme, Search};
use crate::config;
use crate::context::Context;
use crate::release::{opening_quote, RELEASE};
use crate::sys::clock::Moment;
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

/// `rc_deptree_update_needed`: compares the tree with the init scripts and their
/// configuration, by their times of modification.
pub fn check(context: &Context) -> Freshness {
    // What cannot be made need not be.
    if !context.paths().is_usable() {
        return Freshness {
            needs_update: false,
            newest: 0,
            file: None,
        };
    }
    let path = fs::join(context.paths().svcdir(), b"deptree");
    let tree = fs::stat(&path);
    if !RELEASE.makes_on_use || tree.is_err() {
        make_folders(context);
    }
    let now = Moment::now();
    let mut skew = OnceCell::new();
    let made = tree.map(|tree| tree.mtime).and_then(|mtime| {
        // Upstream's programs date a tree forward, to the second of the newest file.
        if mtime <= now && mtime.nanos != 0 {
            return Ok(mtime);
        }
        skew = OnceCell::from(Skew::read(context, mtime));
        match skew.get().and_then(|skew| skew.made) {
            Some(made) if made <= now => Ok(made),
            None if mtime <= now => Ok(mtime),
            // The clock was wrong when it was made: nothing tells what has changed since.
            _ => Err(Errno::INVAL),
        }
    });
    let is_old = made.is_err();
    let made = made.unwrap_or(Moment::of_seconds(now.seconds));
    let skew = || skew.get_or_init(|| Skew::read(context, made));
    let mut is_stale = false;
    let mut watch = |file: &Metadata| {
        is_stale = is_stale || (file.mtime > made && !skew().knows(file));
    };
    let mut newest = Extreme::new(Search::Newest, made, &mut watch);
    let mut has_changed = false;
    look_at_all(context, &mut newest, &mut |name, is_missing| {
        let is_as_it_was = is_missing.is_none_or(|is_missing| is_missing == skew().misses(name));
        has_changed = has_changed || !is_as_it_was;
    });
    let (newest, file) = (newest.mtime.seconds, newest.file);
    Freshness {
        needs_update: is_old || is_stale || has_changed || is_torn(&path),
        newest,
        file,
    }
}

/// Whether a tree ends in the middle of a line, or is empty. None that this library wrote
/// does, but scripts copy them to a disk and back: what a power failure left of a copy is
/// newer than all it was made from, and most services would never start.
fn is_torn(path: &[u8]) -> bool {
    let last = File::open(path).and_then(|tree| tree.last_byte());
    last.is_ok_and(|last| last != Some(b'\n'))
}

/// Notes when a tree was begun, and what the times of the files do not tell: which are from
/// the future, newer than the tree although it was made from them, and which are missing.
///
/// A file that is changed while the tree is made is newer than its beginning.
pub fn note(context: &Context, begun: Moment) {
    fs::set_mtime(&context.cache_file(b"deptree"), begun).ok();
    let now = Moment::now();
    let mut skew = Skew::new(begun);
    let mut missing = Vec::new();
    let mut watch = |file: &Metadata| {
        if file.mtime > now {
            skew.add(file);
        }
    };
    let mut newest = Extreme::new(Search::Newest, now, &mut watch);
    look_at_all(context, &mut newest, &mut |name, is_missing| {
        if is_missing == Some(true) {
            missing.push(name.to_vec());
        }
    });
    missing.iter().for_each(|name| skew.miss(name));
    skew.store(context);
}

/// Looks at all files that a tree is made from. `named` gets those that init scripts name in
/// `config`, and whether they are missing, unless this cannot be told.
fn look_at_all(
    context: &Context,
    newest: &mut Extreme<'_>,
    named: &mut dyn FnMut(&[u8], Option<bool>),
) {
    look_at_scripts(context, newest);
    look_at_configuration(context, newest);
    let path = fs::join(context.paths().svcdir(), b"depconfig");
    let names = fs::read(&path, crate::bounds::CONFIGURATION);
    for name in config::lines(&names.unwrap_or_default()) {
        if name.starts_with(b"/") {
            named(name, look_at_named(name, name, newest));
            continue;
        }
        // depend() is run in the directory that its script is in.
        let mut is_missing = Some(true);
        for dir in context.paths().scriptdirs() {
            let path = [dir, &b"/init.d/"[..], name].concat();
            match look_at_named(&path, name, newest) {
                Some(true) => {}
                other => is_missing = other,
            }
        }
        named(name, is_missing);
    }
}

fn look_at_named(path: &[u8], name: &[u8], newest: &mut Extreme<'_>) -> Option<bool> {
    match fs::realpath(path) {
        Ok(real) => {
            // There the times are those of somebody's look.
            if !real.starts_with(b"/proc/") && !real.starts_with(b"/sys/") {
                newest.look_closely(path, name);
            }
            Some(false)
        }
        Err(Errno::NOENT | Errno::NOTDIR | Errno::LOOP) => Some(true),
        Err(_) => None,
    }
}

fn make_folders(context: &Context) {
    if context.check_owner().is_err() {
        return;
    }
    let svcdir = context.paths().svcdir();
    make(svcdir);
    for name in RELEASE.made_directories {
        make(&fs::join(svcdir, name.as_bytes()));
    }
}

fn make(path: &[u8]) {
    match fs::mkdir(path, 0o755) {
        Ok(()) | Err(Errno::EXIST) => {}
        Err(errno) => {
            let quote = opening_quote(RELEASE.grave_mkdir);
            let parts = [b"mkdir ", quote, path, b"': ", &errno.message(), b"\n"];
            stdio::error(&parts.concat());
        }
    }
}

fn look_at_scripts(context: &Context, newest: &mut Extreme<'_>) {
    let mut look = |dir: &[u8], name: &[u8]| newest.look(&fs::join(dir, name), name);
    let paths = context.paths();
    if RELEASE.asks_for_paths {
        for dir in paths.scriptdirs() {
            look(dir, b"init.d");
            look(dir, b"conf.d");
        }
        return;
    }
    // 0.45: sysconfdir first, then the others from the least important up.
    look(paths.sysconfdir(), b"init.d");
    look(paths.sysconfdir(), b"conf.d");
    let others = paths.scriptdirs().iter().rev();
    for dir in others.filter(|dir| dir.as_slice() != paths.sysconfdir()) {
        look(dir, b"init.d");
        look(dir, b"conf.d");
    }
}

fn look_at_configuration(context: &Context, newest: &mut Extreme<'_>) {
    let mut look = |dir: &[u8], name: &[u8]| newest.look(&fs::join(dir, name), name);
    let paths = context.paths();
    look(paths.sysconfdir(), b"rc.conf");
    look(paths.sysconfdir(), b"rc.conf.d");
    if RELEASE.has_user_mode && context.is_user_mode() {
        if let Some(usrconfdir) = paths.usrconfdir() {
            look(usrconfdir, b"rc.conf");
            look(usrconfdir, b"rc.conf.d");
        }
    }
}
