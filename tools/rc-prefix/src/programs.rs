//! Where OpenRC's programs are: in the Prefix itself, if OpenRC was installed into it, or in
//! the system.

use crate::place::{self, bytes, text};
use openrc::build_options::LIBEXECDIR;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Where they are that a user's PATH does not name.
fn beyond_path() -> [PathBuf; 3] {
    let own = Path::new(LIBEXECDIR).join("bin");
    ["/usr/sbin".into(), "/sbin".into(), own]
}

/// The folders of PATH; without one, or where it names nothing, those where a shell looks
/// then.
fn folders() -> Vec<PathBuf> {
    let path = env::var_os("PATH").filter(|path| !path.is_empty());
    env::split_paths(&path.unwrap_or_else(|| "/usr/bin:/bin".into())).collect()
}

fn is_in(folder: &Path, program: &str) -> bool {
    let metadata = fs::metadata(folder.join(program));
    metadata.is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
}

/// What OpenRC installs for users, and what its programs run.
const OWN: [&str; 7] = [
    "openrc",
    "openrc-run",
    "rc-service",
    "rc-status",
    "rc-update",
    "start-stop-daemon",
    "supervise-daemon",
];
/// And what these are linked with.
const LIBRARIES: [&str; 2] = ["librc.so.1", "libeinfo.so.1"];
/// Where that is, below the root: as scripts/install-prefix has it, and as Gentoo.
const LIBRARY_DIRECTORIES: [&str; 6] = [
    "lib",
    "lib64",
    "usr/lib",
    "usr/lib64",
    "usr/lib/openrc-rust",
    "usr/lib64/openrc-rust",
];
/// The longest root of a Prefix with an OpenRC of its own, in bytes: the kernel reads 255 of a
/// script's first line, which names openrc-run there.
const LONGEST_ROOT: usize = 200;

/// The directories in which a Prefix with an OpenRC of its own has OpenRC's programs; empty for
/// one that uses the system's.
///
/// # Errors
/// Why those in the Prefix are not ours to run: somebody else could have put a program or a
/// library there, or could exchange it.
fn own(root: &[u8]) -> Result<Vec<PathBuf>, String> {
    let root_path = Path::new(OsStr::from_bytes(root));
    let all = ["usr/sbin", "usr/bin", "sbin", "bin"].map(|it| root_path.join(it));
    let has = |folder: &&PathBuf| OWN.iter().any(|program| is_in(folder, program));
    let folders: Vec<&PathBuf> = all.iter().filter(has).collect();
    if !folders.iter().any(|folder| is_in(folder, OPENRC_RUN)) {
        return Ok(Vec::new());
    }
    if root.len() > LONGEST_ROOT {
        return Err(format!(
            "the path of the Prefix has more than {LONGEST_ROOT} bytes, and the first line of its \
             init scripts has no room for it"
        ));
    }
    let programs = folders
        .iter()
        .flat_map(|folder| OWN.map(|program| folder.join(program)));
    // The directories too: what is not there yet, others could add.
    let directories = LIBRARY_DIRECTORIES.map(|directory| root_path.join(directory));
    let libraries = directories
        .iter()
        .flat_map(|directory| LIBRARIES.map(|library| directory.join(library)));
    let mut files = programs.chain(libraries).chain(directories.clone());
    match files.find_map(|file| {
        fs::symlink_metadata(&file)
            .ok()
            .and_then(|_| place::replaceable(&file, root_path))
            .map(|how| format!("{}: {how}", text(bytes(&file))))
    }) {
        None => Ok(folders.into_iter().cloned().collect()),
        Some(how) => Err(how),
    }
}

/// Those of them that are ours to run.
fn trusted(root: &[u8]) -> Vec<PathBuf> {
    own(root).unwrap_or_default()
}

/// Why the programs of OpenRC that are in a Prefix are passed over, and the system's used.
pub fn passed_over(root: &[u8]) -> Option<String> {
    own(root).err()
}

const OPENRC_RUN: &str = "openrc-run";

/// What runs the init scripts of a Prefix: its own openrc-run, or the system's.
pub fn openrc_run(root: &[u8]) -> PathBuf {
    let own = trusted(root).into_iter().find(|it| is_in(it, OPENRC_RUN));
    own.map_or_else(|| "/sbin/openrc-run".into(), |it| it.join(OPENRC_RUN))
}

/// An init script as this Prefix's own openrc-run runs it; `None` if the system's does.
pub fn run_by_own(root: &[u8], script: &[u8]) -> Option<Vec<u8>> {
    let run = openrc_run(root);
    let end = script.iter().position(|byte| *byte == b'\n');
    let rest = script.get(end.unwrap_or(script.len())..);
    (run != openrc_run(b"")).then(|| [b"#!", bytes(&run), rest.unwrap_or_default()].concat())
}

/// A program by its absolute path: in the Prefix, in PATH or where OpenRC is usually.
pub fn find(root: &[u8], program: &str) -> Option<PathBuf> {
    let mut folders = [trusted(root), folders()].concat();
    folders.extend(beyond_path());
    let folder = folders
        .iter()
        .find(|it| it.is_absolute() && is_in(it, program));
    folder.map(|folder| folder.join(program))
}

/// What PATH has to be for OpenRC's programs to be found, those of the Prefix before the
/// system's; `None` if it is that.
pub fn completed_path(root: &[u8]) -> Option<OsString> {
    let mut folders = folders();
    let missing: Vec<PathBuf> = trusted(root)
        .into_iter()
        .filter(|it| !folders.contains(it))
        .collect();
    folders.splice(0..0, missing);
    for program in ["openrc", "rc-service"] {
        if !folders.iter().any(|folder| is_in(folder, program)) {
            folders.extend(
                beyond_path()
                    .into_iter()
                    .find(|folder| is_in(folder, program)),
            );
        }
    }
    let path = env::join_paths(folders).ok();
    path.filter(|path| env::var_os("PATH").as_ref() != Some(path))
}
