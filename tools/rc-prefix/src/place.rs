//! The folder that is named on the command line.

pub use companion::text;
use companion::Failure;
use nix::unistd::{Uid, User};
use openrc::build_options::SYSCONFDIR;
use openrc::paths::Paths;
use openrc::prefix::{self, Prefix};
use openrc::sys::process;
use openrc::{Context, Environment};
use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};

/// Bytes as a path.
pub fn path(bytes: &[u8]) -> &Path {
    Path::new(OsStr::from_bytes(bytes))
}

/// The bytes of a path.
pub fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_bytes()
}

/// For a program's output that is read here, not shown.
pub fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What is wrong, as a failure.
pub fn failure(error: impl ToString) -> Failure {
    Failure::Missing(error.to_string())
}

/// The Prefix at a folder, with what the environment says where that is its own.
pub fn open(dir: &Path) -> Result<Context, Failure> {
    let prefix = Prefix::try_from(dir).map_err(|error| named(dir, &error.to_string()))?;
    Ok(context(prefix))
}

/// A Prefix, with what the environment says where that is its own.
pub fn context(prefix: Prefix) -> Context {
    let environment = Environment::process();
    Context::new(Paths::of(prefix, &environment), environment)
}

/// The Prefix at a folder, for its owner to be told of: the superuser may name one that is
/// not to be trusted.
pub fn name(dir: &Path) -> Result<Context, Failure> {
    let prefix = Prefix::named(bytes(dir)).map_err(|error| named(dir, &error.to_string()))?;
    Ok(context(prefix))
}

/// Errors name the path as the kernel knows it. Who gave another is told that, too.
fn named(dir: &Path, error: &str) -> Failure {
    let dir = text(bytes(dir));
    match error.contains(&dir) {
        true => failure(error),
        false => failure(format!("{dir}: {error}")),
    }
}

/// The root that a Prefix would have there, which may not be there yet; without links in
/// it. Nobody else's, and in no other Prefix.
pub fn planned(dir: &Path) -> Result<PathBuf, Failure> {
    let shown = dir.display();
    if dir.as_os_str().is_empty() {
        return Err(failure("the path of a Prefix cannot be empty"));
    }
    let root = real(dir)?;
    prefix::check_root(bytes(&root)).map_err(failure)?;
    match fs::metadata(&root) {
        Ok(metadata) if !metadata.is_dir() => {
            return Err(failure(format!("{shown}: is not a folder")));
        }
        Ok(metadata) if metadata.uid() != process::effective_uid() => {
            let owner = shown_user(metadata.uid());
            return Err(failure(format!(
                "{shown}: belongs to another user, {owner}"
            )));
        }
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(failure(format!("{shown}: {error}")));
        }
        _ => {}
    }
    match outer(&root) {
        Some(outer) => Err(failure(format!(
            "{shown}: lies in another Prefix, {}",
            outer.display()
        ))),
        None => Ok(root),
    }
}

/// The Prefix around a folder: one that has runlevels. The system has them too, and is none.
pub fn outer(root: &Path) -> Option<&Path> {
    let is_prefix = |folder: &&Path| {
        let confdir = prefix::below(bytes(folder), SYSCONFDIR.as_bytes());
        *folder != Path::new("/") && path(&confdir).join("runlevels").is_dir()
    };
    root.ancestors().skip(1).find(is_prefix)
}

/// The path without links in the part of it that is there.
pub fn real(dir: &Path) -> Result<PathBuf, Failure> {
    let wrong = |error: std::io::Error| failure(format!("{}: {error}", dir.display()));
    let absolute = std::path::absolute(dir).map_err(wrong)?;
    let mut there = absolute.as_path();
    let mut missing: Vec<&OsStr> = Vec::new();
    loop {
        match there.canonicalize() {
            Ok(mut real) => {
                real.extend(missing.iter().rev());
                return Ok(real);
            }
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(wrong(error)),
            Err(error) => {
                // A link that leads nowhere is not a folder to be made.
                let is_link = there.symlink_metadata().is_ok();
                match (there.components().next_back(), there.parent()) {
                    (Some(Component::Normal(name)), Some(parent)) if !is_link => {
                        missing.push(name);
                        there = parent;
                    }
                    _ => return Err(wrong(error)),
                }
            }
        }
    }
}

/// The name of a user.
pub fn user_name(uid: u32) -> Option<String> {
    let user = User::from_uid(Uid::from_raw(uid)).ok().flatten();
    user.map(|user| user.name)
}

/// A user, for people.
pub fn shown_user(uid: u32) -> String {
    match user_name(uid) {
        Some(name) => format!("{name} ({uid})"),
        None => uid.to_string(),
    }
}
