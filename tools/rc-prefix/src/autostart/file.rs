//! Files with a marker line, and symlinks to them. Each step can be the last one of a run
//! that is killed: the next run finds what it left.

use super::io_failure;
use crate::place::{bytes, failure, text};
use crate::whole;
use companion::Failure;
use openrc::sys::{replace, Errno};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Whether a file is there and has the line.
///
/// # Errors
/// It is there without the line.
pub fn is_ours(path: &Path, marker: &[u8]) -> Result<bool, Failure> {
    let foreign = || {
        let marker = text(marker);
        failure(format!(
            "{}: is there, without the line `{marker}`",
            path.display()
        ))
    };
    match path.symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(io_failure(path, &error)),
        Ok(metadata) if !metadata.is_file() => return Err(foreign()),
        Ok(_) => {}
    }
    let content = openrc::sys::fs::read(bytes(path), openrc::bounds::CONFIGURATION)
        .map_err(|errno| io_failure(path, &errno.into()))?;
    let mut lines = content.split(|byte| *byte == b'\n');
    match lines.any(|line| line == marker) {
        true => Ok(true),
        false => Err(foreign()),
    }
}

/// Writes one, whose content has the line. One of ours is replaced.
pub fn install(path: &Path, content: &[u8], marker: &[u8], program: bool) -> Result<(), Failure> {
    is_ours(path, marker)?;
    let written = match program {
        true => replace::script(bytes(path), content),
        false => replace::file(bytes(path), content),
    };
    written.map_err(|Errno(errno)| io_failure(path, &io::Error::from_raw_os_error(errno)))
}

/// Removes one of ours. Whether it was there.
pub fn remove(path: &Path, marker: &[u8]) -> Result<bool, Failure> {
    let is_there = is_ours(path, marker)?;
    if is_there {
        fs::remove_file(path).map_err(|error| io_failure(path, &error))?;
    }
    Ok(is_there)
}

/// Removes what runs that were killed have left of writing one.
pub fn sweep(path: &Path) -> Result<(), Failure> {
    whole::sweep(path).map_err(|error| io_failure(path, &error))
}
