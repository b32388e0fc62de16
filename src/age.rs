//! Comparing the age of files, folders included.
//!
//! Upstream: `rc_newer_than` and `rc_older_than` of `librc-depend.c`.
#![forbid(unsafe_code)]

use crate::release::RELEASE;
use crate::sys::clock::Moment;
use crate::sys::dir::Dir;
use crate::sys::fs::{self, Metadata};
use crate::{Error, Result};
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
pub struct Extreme<'a> {
    search: Search,
    /// Whether parts of seconds count.
    is_exact: bool,
    /// The most extreme time so far.
    pub mtime: Moment,
    /// The file that has it, where one was found; as upstream names it: since 0.62
    /// only its last part, where it was found in a folder.
    pub file: Option<Vec<u8>>,
    /// Gets every file that is looked at.
    watch: &'a mut dyn FnMut(&Metadata),
    /// Folders that were read, sorted: links may lead to them again.
    seen: Vec<(u64, u64)>,
}

/// A folder that is being read.
struct Folder {
    dir: Dir,
    path: Vec<u8>,
}

impl<'a> Extreme<'a> {
    /// Files are compared with `mtime`, and shown to `watch`.
    pub fn new(search: Search, mtime: Moment, watch: &'a mut dyn FnMut(&Metadata)) -> Self {
        Extreme {
            search,
            is_exact: true,
            mtime,
            file: None,
            watch,
            seen: Vec::new(),
        }
    }

    /// As [`look`](Self::look), but what was put in the place of the file counts as changed,
    /// whatever its time: nobody looks at the directory that it is in.
    pub fn look_closely(&mut self, path: &[u8], shown: &[u8]) {
        if let Ok(mut metadata) = fs::stat(path) {
            metadata.mtime = metadata.mtime.max(metadata.ctime);
            self.compare(&metadata, || shown.to_vec());
        }
        self.look(path, shown);
    }

    /// Compares a file, and all that is in it where it is a folder, but for hidden
    /// names. What does not exist is passed over.
    pub fn look(&mut self, path: &[u8], shown: &[u8]) {
        let Ok(metadata) = fs::stat(path) else {
            return;
        };
        let shown = if RELEASE.names_newest_by_path {
            path
        } else {
            shown
        };
        self.compare(&metadata, || shown.to_vec());
        let mut folders = Vec::new();
        folders.extend(self.open(&metadata, |_| path.to_vec(), shown));
        while let Some(mut folder) = folders.pop() {
            if let Some(inner) = self.read(&mut folder) {
                folders.push(folder);
                folders.push(inner);
            }
        }
    }

    /// Reads on in a folder, up to its end or to a folder in it. An error is an end.
    fn read(&mut self, folder: &mut Folder) -> Option<Folder> {
        let Folder { dir, path } = folder;
        while let Ok(Some((name, metadata))) = dir.next_metadata() {
            let Some(metadata) = metadata else { continue };
            let joined = |name: &[u8]| fs::join(path, name);
            if RELEASE.names_newest_by_path {
                self.compare(&metadata, || joined(name));
            } else {
                self.compare(&metadata, || name.to_vec());
            }
            let inner = self.open(&metadata, joined, name);
            if inner.is_some() {
                return inner;
            }
        }
        None
    }

    fn open(
        &mut self,
        metadata: &Metadata,
        path: impl Fn(&[u8]) -> Vec<u8>,
        name: &[u8],
    ) -> Option<Folder> {
        if !metadata.is_dir() {
            return None;
        }
        match self.seen.binary_search(&metadata.identity) {
            Ok(_) => return None,
            Err(place) => self.seen.insert(place, metadata.identity),
        }
        let path = path(name);
        let dir = Dir::open(&path).ok()?;
        Some(Folder { dir, path })
    }

    fn compare(&mut self, metadata: &Metadata, shown: impl Fn() -> Vec<u8>) {
        (self.watch)(metadata);
        let mut mtime = metadata.mtime;
        if !self.is_exact {
            mtime.nanos = 0;
        }
        let is_beyond = match self.search {
            Search::Newest => mtime > self.mtime,
            Search::Oldest => mtime < self.mtime,
        };
        if is_beyond {
            self.mtime = mtime;
            self.file = Some(shown());
        }
    }
}

/// `rc_newer_than` and `rc_older_than`: looks for files in `target` that are more
/// extreme than `source`, by whole seconds. The most extreme time, in seconds since 1970,
/// and the file that has it, where there is one.
///
/// # Errors
/// Those of looking at `source`.
pub fn compare(search: Search, source: &[u8], target: &[u8]) -> Result<(i64, Option<Vec<u8>>)> {
    let metadata = fs::stat(source).map_err(|errno| Error::os(errno, source))?;
    let mtime = Moment::of_seconds(metadata.mtime.seconds);
    let mut watch = |_: &Metadata| ();
    let mut extreme = Extreme::new(search, mtime, &mut watch);
    extreme.is_exact = false;
    extreme.look(target, target);
    Ok((extreme.mtime.seconds, extreme.file))
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
        assert_eq!(newest.0, late as i64 + 2);
        assert!(newest.1.unwrap().ends_with(b"file"));
        let oldest = compare(Search::Oldest, &source, &target).unwrap();
        assert_eq!(oldest.0, 5);
        assert!(oldest.1.unwrap().ends_with(b"old"));
        let none = compare(Search::Newest, &source, &bytes("missing")).unwrap();
        assert_eq!(none, (late as i64, None));
        assert!(compare(Search::Newest, &bytes("missing"), &target).is_err());
        std::fs::remove_dir_all(&root).unwrap();
    }
}
