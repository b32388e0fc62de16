//! Folders of services and of runlevels, as lists of names in the kernel's order.
#![forbid(unsafe_code)]

use crate::name;
use crate::sys::dir::{Dir, UNKNOWN_TYPE};
use crate::sys::{preserve_errno, Errno, SysResult};
use alloc::vec::Vec;

/// The services in a folder: every name that is not hidden and leads to something.
/// A folder that cannot be read has none; errno then says why.
pub fn services(folder: &[u8]) -> Vec<Vec<u8>> {
    services_and(folder, &|_| false)
}

/// As [`services`], with those of the names that lead to nothing that `counts` names.
pub fn services_and(folder: &[u8], counts: &dyn Fn(&[u8]) -> bool) -> Vec<Vec<u8>> {
    collect(folder, |dir, entry, kind| {
        // A link may outlive its script; a plain file is there as it was listed.
        let is_file = kind.is_some_and(|kind| !kind.is_link);
        !name::is_not_a_service(entry)
            && (is_file || preserve_errno(|| leads_to_service(dir, entry, counts)))
    })
}

fn leads_to_service(dir: &Dir, entry: &[u8], counts: &dyn Fn(&[u8]) -> bool) -> bool {
    match dir.stat(entry) {
        Err(Errno::NOENT | Errno::NOTDIR) => counts(entry),
        found => found.is_ok(),
    }
}

/// The folders in a folder, links to folders included.
pub fn folders(folder: &[u8]) -> Vec<Vec<u8>> {
    collect(folder, |dir, entry, kind| match kind {
        Some(kind) if !kind.is_link => kind.is_dir,
        _ => preserve_errno(|| dir.stat(entry)).is_ok_and(|metadata| metadata.is_dir()),
    })
}

/// All names in a folder that are not hidden.
pub fn names(folder: &[u8]) -> Vec<Vec<u8>> {
    collect(folder, |_, _, _| true)
}

/// What the file system says of an entry without being asked for it.
struct Kind {
    is_dir: bool,
    is_link: bool,
}

fn kind(d_type: u8) -> Option<Kind> {
    (d_type != UNKNOWN_TYPE).then_some(Kind {
        is_dir: d_type == crate::sys::dir::FOLDER_TYPE,
        is_link: d_type == crate::sys::dir::LINK_TYPE,
    })
}

fn collect(folder: &[u8], keep: impl Fn(&Dir, &[u8], Option<Kind>) -> bool) -> Vec<Vec<u8>> {
    let mut names = Vec::new();
    // What was read before an error is still true.
    let _: SysResult<()> = preserve_errno(|| read(folder, &keep, &mut names));
    names
}

fn read(
    folder: &[u8],
    keep: &impl Fn(&Dir, &[u8], Option<Kind>) -> bool,
    names: &mut Vec<Vec<u8>>,
) -> SysResult<()> {
    let mut dir = Dir::open(folder)?;
    while let Some((name, d_type)) = dir.next_entry()? {
        if name.first() == Some(&b'.') {
            continue;
        }
        let name = name.to_vec();
        if keep(&dir, &name, kind(d_type)) {
            names.push(name);
        }
    }
    Ok(())
}
