//! A folder of links to services, a runlevel or a state, as one question sees it.
#![forbid(unsafe_code)]

use super::names::{Name, NameSet, Names};
use crate::build_options::NATIVE_GATHERING;
use crate::name::{self, basename};
use crate::sys::dir::{Dir, LINK_TYPE, UNKNOWN_TYPE};
use crate::sys::{fs, preserve_errno, Errno, SysResult};
use alloc::vec::Vec;
use core::cell::{Cell, OnceCell};

/// Whether a name is in a folder and leads to something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Unknown,
    /// Listed as a link, which may lead nowhere.
    Linked,
    Absent,
    Present,
}

/// A folder: what was found out about it once stays so.
pub struct Folder {
    path: Vec<u8>,
    lookups: Cell<u32>,
    /// By name.
    members: Vec<Cell<Presence>>,
    /// Open once it was listed.
    listed: OnceCell<Option<Dir>>,
    /// Whether all that is in it was noted: others are not there, but for odd names.
    is_whole: Cell<bool>,
}

impl Folder {
    /// Nothing is known yet.
    pub fn new(names: &Names, path: Vec<u8>) -> Self {
        Folder {
            path,
            lookups: Cell::new(0),
            members: alloc::vec![Cell::new(Presence::Unknown); names.count()],
            listed: OnceCell::new(),
            is_whole: Cell::new(false),
        }
    }

    /// Whether a service is in it. After `single` names that were looked up one by one it
    /// is listed.
    #[inline]
    pub fn contains(&self, names: &Names, name: Name, single: u32) -> bool {
        match self.members.get(name as usize).map(Cell::get) {
            Some(Presence::Present) => true,
            Some(Presence::Absent) | None => false,
            Some(_) => preserve_errno(|| self.find_out(names, name, single)),
        }
    }

    #[inline(never)]
    fn find_out(&self, names: &Names, name: Name, single: u32) -> bool {
        if !self.is_whole.get() && self.lookups.get() >= single {
            self.listed.get_or_init(|| self.list(names));
        }
        let text = names.get(name);
        let is_there = match self.members.get(name as usize).map(Cell::get) {
            Some(Presence::Present) => true,
            Some(Presence::Absent) | None => false,
            Some(Presence::Unknown) if self.is_whole.get() && !is_odd(text) => false,
            Some(_) => self.look(text),
        };
        self.settle(Some(name), is_there);
        is_there
    }

    fn look(&self, text: &[u8]) -> bool {
        self.lookups.set(self.lookups.get().saturating_add(1));
        let base = basename(text);
        name::plain(base).is_ok()
            && match self.listed.get() {
                Some(Some(dir)) => dir.exists(base),
                _ => fs::exists(&fs::join(&self.path, base)),
            }
    }

    fn settle(&self, name: Option<Name>, is_there: bool) {
        let presence = if is_there {
            Presence::Present
        } else {
            Presence::Absent
        };
        if let Some(member) = name.and_then(|name| self.members.get(name as usize)) {
            member.set(presence);
        }
    }

    /// Notes all that is in the folder. A folder that cannot be listed may still be
    /// looked into.
    fn list(&self, names: &Names) -> Option<Dir> {
        let mut dir = match Dir::open(&self.path) {
            Ok(dir) => dir,
            Err(errno) => {
                let is_missing = matches!(errno, Errno::NOENT | Errno::NOTDIR);
                self.is_whole.set(is_missing);
                return None;
            }
        };
        while let Some((entry, d_type)) = self.note_end(dir.next_entry()) {
            let name = names.find(entry);
            let member = name.and_then(|name| self.members.get(name as usize));
            if let Some(member) = member.filter(|member| member.get() == Presence::Unknown) {
                member.set(if may_be_link(d_type) {
                    Presence::Linked
                } else {
                    Presence::Present
                });
            }
        }
        Some(dir)
    }

    /// Notes the end of a listing. What was read before an error is still true.
    fn note_end<T>(&self, entry: SysResult<Option<T>>) -> Option<T> {
        self.is_whole.set(matches!(entry, Ok(None)));
        entry.ok().flatten()
    }

    /// The services that are in the folder, in the kernel's order, as
    /// [`listing::services`](crate::listing::services) has them; one that is not in the tree
    /// has no name.
    pub fn services(&self, names: &Names, targets: &Targets) -> Vec<Option<Name>> {
        let Ok(mut dir) = Dir::open(&self.path) else {
            return Vec::new();
        };
        let mut listed = Vec::new();
        while let Some((entry, d_type)) = self.note_end(dir.next_entry()) {
            if entry.first() == Some(&b'.') || name::is_not_a_service(entry) {
                continue;
            }
            let name = names.find(entry);
            let text = name.map_or_else(|| entry.to_vec(), |_| Vec::new());
            listed.push((name, text, may_be_link(d_type)));
        }
        listed.retain(|(name, text, may_be_link)| {
            let text = name.map_or(text.as_slice(), |name| names.get(name));
            let is_there = !may_be_link || targets.are_reached(&dir, names, text);
            self.settle(*name, is_there);
            is_there
        });
        listed.into_iter().map(|(name, ..)| name).collect()
    }
}

fn may_be_link(d_type: u8) -> bool {
    matches!(d_type, LINK_TYPE | UNKNOWN_TYPE)
}

/// Whether a name may be in a folder without being listed: lists of services pass some
/// over, and a path stands for its last part, which need not be a name of the tree.
fn is_odd(text: &[u8]) -> bool {
    text.first() == Some(&b'.')
        || name::is_not_a_service(text)
        || crate::bytes::position(b'/', text).is_some()
}

/// What links lead to: the folder that the first of them leads to is listed, as reading a
/// link is half the work of following it.
#[derive(Default)]
pub struct Targets(OnceCell<Option<Target>>);

/// A folder, and which names of the tree are in it but for links, which may lead nowhere.
struct Target {
    path: Vec<u8>,
    members: NameSet,
}

impl Targets {
    /// Whether a link in an open folder leads to something.
    fn are_reached(&self, dir: &Dir, names: &Names, link: &[u8]) -> bool {
        if !NATIVE_GATHERING {
            // Without the evaluator a library is meant to be small.
            return dir.stat(link).is_ok();
        }
        let Some(target) = self.0.get() else {
            // Who may list a folder might still not be allowed to look into it.
            let is_there = dir.stat(link).is_ok();
            if is_there {
                let target = dir.read_link(link, |path| Target::list(path, names));
                self.0.get_or_init(|| target.ok().flatten());
            }
            return is_there;
        };
        let is_listed = |path: &[u8]| {
            let target = target.as_ref()?;
            let name = path.strip_prefix(&*target.path)?.strip_prefix(b"/")?;
            target.members.contains(names.find(name)?).then_some(())
        };
        matches!(dir.read_link(link, is_listed), Ok(Some(()))) || dir.stat(link).is_ok()
    }
}

impl Target {
    /// The folder of what a link leads to.
    fn list(path: &[u8], names: &Names) -> Option<Target> {
        let path = path.get(..crate::bytes::last_position(b'/', path)?)?;
        // Others are looked for from where the link is.
        if !path.starts_with(b"/") {
            return None;
        }
        let mut members = NameSet::new(names.count());
        let mut dir = Dir::open(path).ok()?;
        while let Some((entry, d_type)) = dir.next_entry().ok()? {
            if !may_be_link(d_type) {
                names.find(entry).map(|name| members.insert(name));
            }
        }
        Some(Target {
            path: path.to_vec(),
            members,
        })
    }
}
