//! Laying a Prefix out. Nothing that is there is changed.

use crate::place::{self, bytes, failure, path, text};
use crate::samples::{Sample, SAMPLES};
use crate::{memory, place::planned, whole};
use companion::{word, Answer, Failure};
use openrc::build_options::SYSCONFDIR;
use openrc::service::membership;
use openrc::{name, prefix, Context, Error};
use std::ffi::OsString;
use std::fs::{self, DirBuilder};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// What else a Prefix has.
const FOLDERS: [&str; 4] = ["run", "var/log", "var/lib", "var/cache/rc"];
/// `off` has nothing in it: entering it stops a superuser's Prefix, which `openrc shutdown`
/// does not do without a trace in the system.
const RUNLEVELS: [&str; 6] = ["sysinit", "boot", "default", "nonetwork", "shutdown", "off"];
/// Modes, of which the umask takes away what the user wants kept from others. Whatever it is,
/// nobody else may write: OpenRC runs what is in a Prefix as its owner.
const PROGRAM: u32 = 0o755;
const FILE: u32 = 0o644;
/// The runlevel that the named services go into.
const DEFAULT: &[u8] = b"default";

/// Lays a Prefix out.
pub fn create(dir: &Path, services: &[OsString], out: &mut dyn Write) -> Answer {
    let root = planned(dir)?;
    let mut layout = Layout::new(root);
    for service in services {
        layout.expect(service.as_bytes())?;
    }
    layout.make().map_err(|error| layout.unfinished(&error))?;
    let context = place::open(&layout.root).map_err(|error| layout.unfinished(&said(error)))?;
    for service in services {
        let service = service.as_bytes();
        match membership::add(&context, DEFAULT, service) {
            Ok(()) => layout.made.push(in_default(&context, service)),
            Err(Error::AlreadyInRunlevel(_)) => {}
            Err(error) => return Err(layout.unfinished(&error.to_string())),
        }
    }
    let prefix = context.paths().prefix().map(prefix::Prefix::root);
    memory::remember(prefix.unwrap_or_default()).unwrap_or_else(|error| {
        eprintln!("rc-prefix: not remembered for `rc-prefix list`: {error}")
    });
    writeln!(
        out,
        "{}: {} files and directories made, {} were there",
        text(bytes(&layout.root)),
        layout.made.len(),
        layout.there
    )?;
    next(&word(bytes(dir)), out)?;
    Ok(true)
}

/// What there is to do now.
fn next(dir: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "next:")?;
    for (command, what) in [
        (format!("rc-prefix doctor {dir}"), "what would not work"),
        (
            format!("rc-prefix enter {dir}"),
            "a shell with the Prefix's environment; in it:",
        ),
        (
            "  openrc default".to_string(),
            "start what is in the runlevel default",
        ),
        ("  rc-status".to_string(), "what is up"),
        (
            format!("rc-prefix autostart {dir} --method cron --install"),
            "the same after each boot",
        ),
    ] {
        writeln!(out, "  {command:<50} # {what}")?;
    }
    Ok(())
}

fn said(error: Failure) -> String {
    match error {
        Failure::Missing(what) => what,
        Failure::Output(error) => error.to_string(),
    }
}

fn in_default(context: &Context, service: &[u8]) -> PathBuf {
    let level = path(context.paths().runleveldir()).join(path(DEFAULT));
    level.join(path(service))
}

/// What is made, and what was.
pub struct Layout {
    root: PathBuf,
    sysconfdir: PathBuf,
    made: Vec<PathBuf>,
    there: usize,
}

impl Layout {
    /// The one of a Prefix.
    pub fn new(root: PathBuf) -> Self {
        let sysconfdir = prefix::below(bytes(&root), SYSCONFDIR.as_bytes());
        Layout {
            sysconfdir: path(&sysconfdir).to_path_buf(),
            root,
            made: Vec::new(),
            there: 0,
        }
    }

    /// Where its runlevels are.
    pub fn runlevels(&self) -> PathBuf {
        self.sysconfdir.join("runlevels")
    }

    /// All directories that are made.
    pub fn directories(&self) -> Vec<PathBuf> {
        let mut directories: Vec<PathBuf> = FOLDERS.iter().map(|it| self.root.join(it)).collect();
        directories.extend(RUNLEVELS.iter().map(|level| self.runlevels().join(level)));
        directories.extend(SAMPLES.iter().map(|sample| self.place(sample)));
        let within = |directory: &PathBuf| -> Vec<PathBuf> {
            let around = directory.ancestors();
            let around = around.take_while(|it| it.starts_with(&self.root));
            around.map(Path::to_path_buf).collect()
        };
        let mut all: Vec<PathBuf> = directories.iter().flat_map(within).collect();
        all.sort();
        all.dedup();
        all.retain(|it| !SAMPLES.iter().any(|sample| self.place(sample) == *it));
        all
    }

    /// Where a sample goes: what is in `etc`, to where the configuration is.
    pub fn place(&self, sample: &Sample) -> PathBuf {
        match sample.path.strip_prefix("etc/") {
            Some(rest) => self.sysconfdir.join(rest),
            None => self.root.join(sample.path),
        }
    }

    /// Before anything is made: is there such a service, or will there be?
    fn expect(&self, service: &[u8]) -> Result<(), Failure> {
        let name = name::plain(service).map_err(failure)?;
        let script = self.sysconfdir.join("init.d").join(path(name));
        let is_sample = SAMPLES.iter().any(|sample| self.place(sample) == script);
        match is_sample || script.exists() {
            true => Ok(()),
            false => Err(failure(format!("no init script for {}", text(service)))),
        }
    }

    fn make(&mut self) -> Result<(), String> {
        self.folder(&self.root.clone())?;
        for folder in FOLDERS {
            self.folder(&self.root.join(folder))?;
        }
        for level in RUNLEVELS {
            self.folder(&self.sysconfdir.join("runlevels").join(level))?;
        }
        for sample in SAMPLES {
            let file = self.place(sample);
            self.folder(file.parent().unwrap_or(&file))?;
            self.file(&file, sample)
                .map_err(|error| format!("{}: {error}", file.display()))?;
        }
        Ok(())
    }

    /// With those around it.
    fn folder(&mut self, folder: &Path) -> Result<(), String> {
        let mut missing: Vec<&Path> = Vec::new();
        for around in folder.ancestors() {
            match fs::metadata(around) {
                Ok(metadata) if metadata.is_dir() => break,
                Ok(_) => return Err(format!("{}: is not a directory", around.display())),
                Err(_) => missing.push(around),
            }
        }
        for folder in missing.into_iter().rev() {
            let made = DirBuilder::new().mode(PROGRAM).create(folder);
            made.map_err(|error| format!("{}: {error}", folder.display()))?;
            self.made.push(folder.to_path_buf());
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, sample: &Sample) -> io::Result<()> {
        let mode = if sample.is_program() { PROGRAM } else { FILE };
        let content = sample.content_in(bytes(&self.root));
        whole::sweep(path)?;
        let is_made = match path.symlink_metadata() {
            // A run of an older rc-prefix was killed before it wrote.
            Ok(metadata) if metadata.is_file() && metadata.len() == 0 => {
                whole::replace(path, &content, mode)?;
                true
            }
            // It names another openrc-run, and nobody has changed it.
            Ok(_) if sample.is_at(path) && !sample.is_exactly_at(path, &content) => {
                whole::replace(path, &content, mode)?;
                true
            }
            Ok(_) => false,
            Err(_) => whole::make(path, &content, mode)?,
        };
        match is_made {
            true => self.made.push(path.to_path_buf()),
            false => self.there = self.there.saturating_add(1),
        }
        Ok(())
    }

    /// What is wrong, and what was made before.
    fn unfinished(&self, error: &str) -> Failure {
        let mut text = error.to_string();
        if !self.made.is_empty() {
            text += &format!(
                "; {} files and directories were made before:",
                self.made.len()
            );
            for path in &self.made {
                text += &format!(" {}", path.display());
            }
        }
        failure(text)
    }
}
