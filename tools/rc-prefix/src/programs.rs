//! Where OpenRC's programs are.

use openrc::build_options::LIBEXECDIR;
use std::env;
use std::ffi::OsString;
use std::fs;
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

/// A program by its absolute path, in PATH or where OpenRC is usually.
pub fn find(program: &str) -> Option<PathBuf> {
    let mut folders = folders();
    folders.extend(beyond_path());
    let folder = folders
        .iter()
        .find(|it| it.is_absolute() && is_in(it, program));
    folder.map(|folder| folder.join(program))
}

/// What PATH has to be for OpenRC's programs to be found; `None` where it is that.
pub fn completed_path() -> Option<OsString> {
    let mut folders = folders();
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
