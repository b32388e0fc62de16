//! Comparing the age of files, folders included.
//!
//! Upstream: `rc_newer_than` and `rc_older_than` of `librc-depend.c`.
#![forbid(unsafe_code)]

use crate::build_options::{Release, RELEASE};
use crate::sys::dir::Dir;
use crate::sys::fs::{self, Metadata};
use crate::{Error, Result};
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

/// Which files count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// Those that were modified later, and of these the latest.
    Newest,
    /// Those that were modified earlier, and of these the earliest.
    Oldest,
}

/// A search through files.
#[derive(Clone, Debug)]
pub struct Extreme {
    search: Search,
    /// The most extreme time so far, seconds since 1970.
    pub mtime: i64,
    /// The file that has it, where one was found; as upstream names it: since 0.62
    /// only its last part, where it was found in a folder.
    pub file: Option<Vec<u8>>,
    /// Folders that were read: links may lead to them again.
    seen: BTreeSet<(u64, u64)>,
}

/// A folder that is being read.
struct Folder {
    dir: Dir,
    path: Vec<u8>,
}

impl Extreme {
    /// Files are compared with `mtime`, seconds since 1970.
    pub fn new(search: Search, mtime: i64) -> Self {
        Extreme {
            search,
            mtime,
            file: None,
            seen: BTreeSet::new(),
        }
    }

    /// Compares a file, and all that is in it where it is a folder, but for hidden
    /// names. What does not exist is passed over.
    pub fn look(&mut self, path: &[u8], shown: &[u8]) {
        let Ok(metadata) = fs::stat(path) else {
            return;
        };
        let shown = if RELEASE >= Release::R0_62 {
            shown
        } else {
            path
        };
        self.compare(&metadata, shown);
        let mut folders = Vec::new();
        folders.extend(self.open(&metadata, || path.to_vec()));
        while let Some(mut folder) = folders.pop() {
            // An error ends the folder as its end does.
            let Ok(Some(name)) = folder.dir.next_name() else {
                continue;
            };
            let name = name.to_vec();
            if name.first() != Some(&b'.') {
                if let Ok(metadata) = folder.dir.stat(&name) {
                    let inner = self.look_in(&folder, &name, &metadata);
                    folders.push(folder);
                    folders.extend(inner);
                    continue;
                }
            }
            folders.push(folder);
        }
    }

    fn look_in(&mut self, folder: &Folder, name: &[u8], metadata: &Metadata) -> Option<Folder> {
        if RELEASE >= Release::R0_62 {
            self.compare(metadata, name);
        } else if self.is_beyond(metadata) {
            self.compare(metadata, &fs::join(&folder.path, name));
        }
        self.open(metadata, || fs::join(&folder.path, name))
    }

    fn open(&mut self, metadata: &Metadata, path: impl Fn() -> Vec<u8>) -> Option<Folder> {
        if !metadata.is_dir() || !self.seen.insert(metadata.identity) {
            return None;
        }
        let path = path();
        let dir = Dir::open(&path).ok()?;
        Some(Folder { dir, path })
    }

    fn is_beyond(&self, metadata: &Metadata) -> bool {
        match self.search {
            Search::Newest => metadata.mtime > self.mtime,
            Search::Oldest => metadata.mtime < self.mtime,
        }
    }

    fn compare(&mut self, metadata: &Metadata, shown: &[u8]) {
        if self.is_beyond(metadata) {
            self.mtime = metadata.mtime;
            self.file = Some(shown.to_vec());
        }
    }
}

/// `rc_newer_than` and `rc_older_than`: looks for files in `target` that are more
/// extreme than `source`. There is none where `file` of the answer is `None`.
///
/// # Errors
/// Those of looking at `source`.
pub fn compare(search: Search, source: &[u8], target: &[u8]) -> Result<Extreme> {
    let metadata = fs::stat(source).map_err(|errno| Error::os(errno, source))?;
    let mut extreme = Extreme::new(search, metadata.mtime);
    extreme.look(target, target);
    Ok(extreme)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    fn touch(path: &Path, seconds: u64) {
        let file = File::options()
            .create(true)
            .append(true)
            .open(path)
            .unwrap();
        file.set_modified(
            SystemTime::UNIX_EPOCH
                .checked_add(Duration::from_secs(seconds))
                .unwrap(),
        )
        .unwrap();
    }

    #[test]
    fn the_most_extreme_file_is_found_also_behind_links_that_lead_back() {
        let root = std::env::temp_dir().join(format!("openrc-age-{}", std::process::id()));
        std::fs::create_dir_all(root.join("target/inner")).unwrap();
        std::os::unix::fs::symlink("..", root.join("target/inner/back")).unwrap();
        let bytes = |path: &str| root.join(path).into_os_string().into_encoded_bytes();
        // The folders were made now: only what is later than any clock is newer.
        let late: u64 = 1 << 33;
        touch(&root.join("source"), late);
        touch(&root.join("target/inner/file"), late + 2);
        touch(&root.join("target/.hidden"), late + 9);
        touch(&root.join("target/old"), 5);
        let (source, target) = (bytes("source"), bytes("target"));
        let newest = compare(Search::Newest, &source, &target).unwrap();
        assert_eq!(newest.mtime, late as i64 + 2);
        assert!(newest.file.unwrap().ends_with(b"file"));
        let oldest = compare(Search::Oldest, &source, &target).unwrap();
        assert_eq!(oldest.mtime, 5);
        assert!(oldest.file.unwrap().ends_with(b"old"));
        let none = compare(Search::Newest, &source, &bytes("missing")).unwrap();
        assert_eq!((none.mtime, none.file), (late as i64, None));
        assert!(compare(Search::Newest, &bytes("missing"), &target).is_err());
        std::fs::remove_dir_all(&root).unwrap();
    }
}
