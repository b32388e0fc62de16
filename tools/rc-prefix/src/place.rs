//! The folder that is named on the command line.

pub use companion::text;
use companion::Failure;
use nix::unistd::{Uid, User};
use openrc::build_options::SYSCONFDIR;
use openrc::paths::Paths;
use openrc::prefix::{self, Prefix};
use openrc::sys::process;
use openrc::{Context, Environment, Error};
use std::collections::VecDeque;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
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

/// The directory of the Prefix that is meant: the one that is named, else the one of
/// `RC_PREFIX`, else the one around the current directory.
pub fn chosen(dir: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(dir) = dir {
        return Ok(dir.to_path_buf());
    }
    if let Some(root) = env::var_os("RC_PREFIX").filter(|root| !root.is_empty()) {
        return Ok(root.into());
    }
    let here = env::current_dir().map_err(failure)?;
    let inside = here.join("x");
    let around = outer(&inside).ok_or_else(|| {
        failure("no Prefix is named, RC_PREFIX is not set, and the current directory is in none")
    })?;
    check_meant(around)?;
    Ok(around.to_path_buf())
}

/// That nobody has made a Prefix around the current directory for others to fall into.
fn check_meant(around: &Path) -> Result<(), Failure> {
    let confdir = prefix::below(bytes(around), SYSCONFDIR.as_bytes());
    for directory in [around, path(&confdir)] {
        let owner = fs::metadata(directory).map_err(failure)?.uid();
        if owner != 0 && owner != process::effective_uid() {
            return Err(failure(format!(
                "the current directory is in the Prefix {}, but {} belongs to another user, {}: \
                 name the Prefix if you mean it",
                around.display(),
                directory.display(),
                shown_user(owner)
            )));
        }
    }
    Ok(())
}

/// The Prefix at a folder, with what the environment says where that is its own.
pub fn open(dir: &Path) -> Result<Context, Failure> {
    let prefix = Prefix::try_from(dir).map_err(|error| unusable(dir, &error))?;
    Ok(context(prefix))
}

/// A Prefix, with what the environment says where that is its own.
pub fn context(prefix: Prefix) -> Context {
    let environment = Environment::process();
    Context::new(Paths::of(prefix, &environment), environment)
}

/// Why a directory is no Prefix.
pub fn unusable(dir: &Path, error: &Error) -> Failure {
    match error {
        Error::InvalidPrefix(root) => failure(format!("{}: {}", dir.display(), forbidden(root))),
        error => named(dir, &error.to_string()),
    }
}

/// What of a path keeps it from being a Prefix's. OpenRC's shell code takes such a byte for the
/// end of a word, or acts on it.
fn forbidden(root: &[u8]) -> String {
    let is_bad = |byte: &u8| prefix::check_root(&[b'/', b'x', *byte]).is_err();
    let Some(byte) = root.iter().find(|byte| is_bad(byte)) else {
        return "the root directory is the system's, and no Prefix".to_string();
    };
    let shown = match byte {
        b' ' => "a blank".to_string(),
        b'\n' => "a newline".to_string(),
        b'\t' => "a tab".to_string(),
        byte => format!("`{}`", text(&[*byte])),
    };
    format!("no Prefix can be there: its path has {shown}, which OpenRC's shell code acts on")
}

/// The Prefix at a folder, for its owner to be told of: the superuser may name one that is
/// not to be trusted.
pub fn name(dir: &Path) -> Result<Context, Failure> {
    let prefix = Prefix::named(bytes(dir)).map_err(|error| unusable(dir, &error))?;
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
    prefix::check_root(bytes(&root)).map_err(|error| unusable(dir, &error))?;
    match fs::metadata(&root) {
        Ok(metadata) if !metadata.is_dir() => {
            return Err(failure(format!("{shown}: is not a directory")));
        }
        Ok(_) => check_own(&root)?,
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(failure(format!("{shown}: {error}")));
        }
        Err(_) => {}
    }
    if process::effective_uid() == 0 {
        if let Some(how) = exposed(&root) {
            return Err(failure(format!(
                "refusing to make a Prefix for root in {}: {how}",
                root.display()
            )));
        }
        check_roots(&root)?;
    }
    match outer(&root) {
        Some(outer) => Err(failure(format!(
            "{shown}: lies in another Prefix, {}",
            outer.display()
        ))),
        None => Ok(root),
    }
}

/// That what is there already of a Prefix for root is root's alone, before anything is put there.
fn check_roots(root: &Path) -> Result<(), Failure> {
    if let Some(others) = fs::metadata(root)
        .ok()
        .and_then(|it| others_who_write(it.mode()))
    {
        return Err(failure(format!(
            "refusing to make a Prefix for root in {}: it can be written by {others}",
            root.display()
        )));
    }
    match Prefix::try_from(root) {
        Err(error @ Error::Refused { .. }) => Err(failure(error)),
        _ => Ok(()),
    }
}

/// That a directory is this user's.
pub fn check_own(directory: &Path) -> Result<(), Failure> {
    let shown = directory.display();
    let metadata = fs::metadata(directory).map_err(|error| failure(format!("{shown}: {error}")))?;
    if metadata.uid() == process::effective_uid() {
        return Ok(());
    }
    let owner = shown_user(metadata.uid());
    Err(failure(format!(
        "{shown}: belongs to another user, {owner}"
    )))
}

/// That what an environment variable names to write below is this user's or the superuser's:
/// `sudo` may leave the superuser the HOME of another user, whose symlinks lead anywhere.
pub fn check_base(base: &Path) -> Result<(), Failure> {
    let there = base
        .ancestors()
        .find_map(|it| Some((it, it.metadata().ok()?)));
    match there {
        Some((directory, metadata)) if metadata.uid() != 0 => check_own(directory),
        _ => Ok(()),
    }
}

/// How another user than this one and the superuser could replace what is at a path: the
/// directory above it in which that can be done, and by whom.
pub fn exposed(path: &Path) -> Option<String> {
    let mut above = path.ancestors().skip(1);
    above.find_map(|directory| weakness(directory, &fs::metadata(directory).ok()?, true))
}

/// The same for a file that is to be run: it must be this user's or the superuser's itself, and
/// so must every directory on the way to it, also where a symlink leads. What holds now holds
/// when the path is used: to change it, somebody else would have to write there. From `root` on
/// nobody else may make anything beside it either.
pub fn replaceable(file: &Path, root: &Path) -> Option<String> {
    let shown = file.display();
    let mut names: VecDeque<OsString> = VecDeque::new();
    for component in file.components() {
        match component {
            Component::RootDir => {}
            Component::Normal(name) if file.is_absolute() => names.push_back(name.into()),
            _ => return Some(format!("{shown} is not an absolute path")),
        }
    }
    let mut at = PathBuf::from("/");
    let mut symlinks = 0u32;
    loop {
        let shown = at.display();
        let metadata = match fs::symlink_metadata(&at) {
            Err(error) => return Some(format!("{shown}: {error}")),
            Ok(metadata) => metadata,
        };
        if metadata.is_symlink() {
            // As /sbin, which leads to usr/bin. The directory that it is in was looked at.
            let Some(target) = target_below(&at).filter(|_| symlinks < MOST_SYMLINKS) else {
                return Some(format!("{shown} is a symlink to another place"));
            };
            symlinks = symlinks.saturating_add(1);
            target
                .iter()
                .rev()
                .for_each(|it| names.push_front(it.into()));
            at.pop();
        } else if let Some(how) = weakness(&at, &metadata, !at.starts_with(root)) {
            return Some(how);
        }
        at.push(names.pop_front()?);
    }
}

/// As many as the kernel follows.
const MOST_SYMLINKS: u32 = 40;

/// Where a symlink leads, if that is in the same directory, or below.
fn target_below(symlink: &Path) -> Option<PathBuf> {
    let is_name = |it: Component<'_>| matches!(it, Component::Normal(_));
    let target = fs::read_link(symlink).ok()?;
    target.components().all(is_name).then_some(target)
}

/// How another user could replace a file, or what is in this directory. In a sticky directory
/// nobody renames what belongs to another user: `new_is_safe` if it does not matter what others
/// make there.
fn weakness(at: &Path, metadata: &Metadata, new_is_safe: bool) -> Option<String> {
    let shown = at.display();
    let owner = metadata.uid();
    if owner != 0 && owner != process::effective_uid() {
        let owner = shown_user(owner);
        return Some(format!("{shown} belongs to {owner}, who could replace it"));
    }
    let is_safe = new_is_safe && metadata.is_dir() && metadata.mode() & 0o1000 != 0;
    let others = others_who_write(metadata.mode()).filter(|_| !is_safe)?;
    Some(format!(
        "{shown} can be written by {others}, who could replace it"
    ))
}

/// Who may write beside the owner. In a file with an access control list the bits of the
/// group are the most that the list gives, whatever the group is.
pub fn others_who_write(mode: u32) -> Option<&'static str> {
    match mode {
        _ if mode & 0o002 != 0 => Some("everybody"),
        _ if mode & 0o020 != 0 => Some("its group"),
        _ => None,
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
                // A link that leads nowhere is not a directory to be made.
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
