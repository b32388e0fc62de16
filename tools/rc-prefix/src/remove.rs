//! Taking away what this program made.

use crate::create;
use crate::look;
use crate::place::{self, bytes, failure, path, text};
use crate::samples::SAMPLES;
use crate::{autostart, memory};
use companion::{Answer, Failure};
use openrc::boot::{self, Age};
use openrc::prefix::Prefix;
use std::fs;
use std::io::{self, BufRead, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// What of a Prefix goes, in this order.
struct Plan {
    root: PathBuf,
    /// Symlinks of runlevels, and files that are as they were made.
    files: Vec<PathBuf>,
    /// The state directory.
    state: Option<PathBuf>,
    /// Directories, the inner ones first; those that hold something else stay.
    directories: Vec<PathBuf>,
}

/// Asks, and removes it.
pub fn remove(dir: &Path, yes: bool, out: &mut dyn Write) -> Answer {
    let root = place::real(dir)?;
    let is_known = memory::known().is_ok_and(|known| known.iter().any(|it| it == bytes(&root)));
    if !root.exists() && is_known {
        return end(&root, out);
    }
    // One that was half removed has no etc any more.
    let svcdir = match Prefix::try_from(dir) {
        Ok(prefix) => path(place::context(prefix).paths().svcdir()).to_path_buf(),
        Err(_) if is_known => root.join("run/openrc"),
        Err(error) => return Err(failure(format!("{}: {error}", dir.display()))),
    };
    place::check_own(&root)?;
    check_stopped(&svcdir)?;
    let plan = Plan::new(&root, &svcdir);
    plan.tell(out)?;
    if !yes && !is_meant(out)? {
        return Err(failure("nothing was removed"));
    }
    plan.carry_out()?;
    let kept = others(&root);
    if !kept.is_empty() {
        writeln!(
            out,
            "kept, as this program did not make it or it was changed:"
        )?;
        for file in kept {
            writeln!(out, "  {}", text(bytes(&file)))?;
        }
    }
    end(&root, out)
}

/// What brings it up goes too, and it is forgotten.
fn end(root: &Path, out: &mut dyn Write) -> Answer {
    autostart::remove_all(bytes(root), out)?;
    memory::forget(|known| known != bytes(root)).map_err(failure)?;
    Ok(true)
}

fn check_stopped(svcdir: &Path) -> Result<(), Failure> {
    let svcdir = bytes(svcdir);
    let started = match boot::age(svcdir) {
        Age::Current => look::services(svcdir, b"started"),
        Age::New | Age::AnotherBoot => Vec::new(),
        Age::Unknown(error) => return Err(failure(format!("{error}: what runs cannot be told"))),
    };
    if started.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = started.iter().map(|name| text(name)).collect();
    Err(failure(format!(
        "these services are started: {}; `openrc off` stops them",
        names.join(", ")
    )))
}

impl Plan {
    fn new(root: &Path, svcdir: &Path) -> Self {
        let layout = create::Layout::new(root.to_path_buf());
        let mut files = Vec::new();
        for level in look::names(&layout.runlevels()) {
            let level = layout.runlevels().join(path(&level));
            let links = look::names(&level);
            let links = links.iter().map(|name| level.join(path(name)));
            files.extend(links.filter(|link| link.is_symlink() && is_really_there(link)));
        }
        for sample in SAMPLES {
            let file = layout.place(sample);
            if sample.is_at(&file) && is_really_there(&file) {
                files.push(file);
            }
        }
        let is_state = svcdir.starts_with(root)
            && svcdir.symlink_metadata().is_ok_and(|it| it.is_dir())
            && is_really_there(svcdir)
            && svcdir.join("boot-id").exists();
        let mut directories = layout.directories();
        directories.retain(|directory| !directory.is_symlink() && is_really_there(directory));
        directories.sort();
        directories.reverse();
        Plan {
            root: root.to_path_buf(),
            files,
            state: is_state.then(|| svcdir.to_path_buf()),
            directories,
        }
    }

    fn tell(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "{}: {} files that are as they were made{}, and the directories that are empty then",
            text(bytes(&self.root)),
            self.files.len(),
            if self.state.is_some() {
                ", the state directory"
            } else {
                ""
            },
        )
    }

    fn carry_out(&self) -> Result<(), Failure> {
        for file in &self.files {
            gone(fs::remove_file(file), file)?;
        }
        if let Some(state) = &self.state {
            gone(fs::remove_dir_all(state), state)?;
        }
        for directory in &self.directories {
            match fs::remove_dir(directory) {
                Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => {}
                other => gone(other, directory)?,
            }
        }
        Ok(())
    }
}

/// Whether a path below the root, which has no symlink in it, leads through none on the way to
/// its last component. What symlinks lead to may be another Prefix, whoever made them.
fn is_really_there(path: &Path) -> bool {
    let around = path.parent().unwrap_or(path);
    around.canonicalize().is_ok_and(|real| real == around)
}

fn gone(result: io::Result<()>, path: &Path) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(failure(format!("{}: {error}", path.display())))
        }
        _ => Ok(()),
    }
}

/// What is left, directories that hold nothing left aside; the first few.
fn others(root: &Path) -> Vec<PathBuf> {
    const MOST: usize = 20;
    let mut found = Vec::new();
    let mut directories = vec![root.to_path_buf()];
    while let Some(directory) = directories.pop() {
        let entries = fs::read_dir(&directory).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            match path.symlink_metadata() {
                Ok(metadata) if metadata.is_dir() => directories.push(path),
                _ => found.push(path),
            }
            if found.len() == MOST {
                return found;
            }
        }
    }
    found.sort();
    found
}

fn is_meant(out: &mut dyn Write) -> Result<bool, Failure> {
    let input = io::stdin();
    if !input.is_terminal() {
        return Err(failure(
            "nothing is removed without a terminal to ask on, or --yes",
        ));
    }
    write!(out, "Remove them? [y/N] ")?;
    out.flush()?;
    let mut answer = String::new();
    input.lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
