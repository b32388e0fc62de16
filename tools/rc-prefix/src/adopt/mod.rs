//! A distribution's init script, taken into a Prefix.
//!
//! | module | subject |
//! |---|---|
//! | [`scan`] | what in it is the host's |

pub mod scan;

use crate::place::{bytes, failure, path, text};
use crate::{look, programs, whole};
use companion::{harmless, word, Answer, Failure};
use openrc::{name, prefix, Context};
use scan::{HostPath, Remark};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

const PROGRAM: u32 = 0o755;
const FILE: u32 = 0o644;
/// The most that is read of a script, in bytes.
const SCRIPT: u64 = 1 << 20;

/// What is to be adopted.
pub struct Request<'a> {
    /// The init script.
    pub script: &'a Path,
    /// Its conf.d; without, the one beside the directory of the script.
    pub conf: Option<&'a Path>,
    /// What the service is called in the Prefix; without, as the script.
    pub name: Option<&'a [u8]>,
    /// Whether nothing is to be written.
    pub is_dry: bool,
}

/// Takes it in, and prints what was changed and what could not be.
pub fn adopt(context: &Context, request: &Request<'_>, out: &mut dyn Write) -> Answer {
    let content = read(request.script)?;
    let root = context.paths().prefix().map(prefix::Prefix::root);
    let root = root.unwrap_or_default();
    check_kind(request.script, &content)?;
    let file_name = request.script.file_name().unwrap_or_default();
    let name = request.name.unwrap_or(bytes(Path::new(file_name)));
    let name = name::plain(name).map_err(failure)?;
    let is_roots = nix::unistd::geteuid().is_root();
    let sysconfdir = path(context.paths().sysconfdir());
    let mut files = vec![File {
        target: sysconfdir.join("init.d").join(path(name)),
        rewritten: run_by_own(root, rewrite(&content, is_roots)),
        mode: PROGRAM,
    }];
    if let Some(conf) = conf_of(request)? {
        files.push(File {
            target: sysconfdir.join("conf.d").join(path(name)),
            rewritten: rewrite(&read(&conf)?, is_roots),
            mode: FILE,
        });
    }
    for file in &files {
        if !request.is_dry {
            file.write()?;
        }
        file.tell(out)?;
    }
    missing(path(root), &files, out)?;
    Ok(files.iter().all(|file| file.rewritten.remarks.is_empty()))
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let real = file.canonicalize();
    let content = real.and_then(|real| look::file_content(&real, SCRIPT));
    content.map_err(|error| failure(format!("{}: {error}", file.display())))
}

/// It is OpenRC's, and does not say itself that it is not for a Prefix.
fn check_kind(script: &Path, content: &[u8]) -> Result<(), Failure> {
    let mut lines = content.split(|byte| *byte == b'\n');
    let first = lines.next().unwrap_or_default();
    let interpreter = first.trim_ascii_end();
    let is_openrcs = first.starts_with(b"#!")
        && (interpreter.ends_with(b"openrc-run") || interpreter.ends_with(b"runscript"));
    let shown = script.display();
    if !is_openrcs {
        return Err(failure(format!(
            "{shown}: is no init script of OpenRC (its first line: {})",
            text(first)
        )));
    }
    let says_no = |line: &[u8]| {
        let line = line.trim_ascii();
        line.starts_with(b"keyword")
            && line
                .split(|byte| b" \t;".contains(byte))
                .any(|word| word == b"-prefix")
    };
    match lines.any(says_no) {
        true => Err(failure(format!(
            "{shown}: acts on the whole machine, it says itself (keyword -prefix)"
        ))),
        false => Ok(()),
    }
}

fn conf_of(request: &Request<'_>) -> Result<Option<PathBuf>, Failure> {
    if let Some(conf) = request.conf {
        return Ok(Some(conf.to_path_buf()));
    }
    let script = request.script.canonicalize().map_err(failure)?;
    let directory = script.parent().and_then(Path::parent).unwrap_or(&script);
    let conf = directory
        .join("conf.d")
        .join(request.script.file_name().unwrap_or_default());
    Ok(conf.is_file().then_some(conf))
}

/// A file of the Prefix that is made.
struct File {
    target: PathBuf,
    rewritten: Rewritten,
    mode: u32,
}

impl File {
    fn write(&self) -> Result<(), Failure> {
        let shown = self.target.display();
        let made = whole::make(&self.target, &self.rewritten.content, self.mode);
        match made.map_err(|error| failure(format!("{shown}: {error}")))? {
            true => Ok(()),
            false => Err(failure(format!("{shown}: is there already"))),
        }
    }

    fn tell(&self, out: &mut dyn Write) -> std::io::Result<()> {
        writeln!(out, "{}:", text(bytes(&self.target)))?;
        for change in &self.rewritten.changes {
            writeln!(
                out,
                "  changed: line {}: {}",
                change.line,
                harmless(&change.text)
            )?;
        }
        for remark in &self.rewritten.remarks {
            writeln!(
                out,
                "  not changed: line {}: {}",
                remark.line,
                harmless(&remark.text)
            )?;
        }
        Ok(())
    }
}

/// A script as it is in the Prefix.
struct Rewritten {
    content: Vec<u8>,
    paths: Vec<HostPath>,
    changes: Vec<Remark>,
    remarks: Vec<Remark>,
}

/// In a Prefix with an OpenRC of its own the script names that one's openrc-run.
fn run_by_own(root: &[u8], mut rewritten: Rewritten) -> Rewritten {
    if let Some(content) = programs::run_by_own(root, &rewritten.content) {
        rewritten.content = content;
        let run = programs::openrc_run(root);
        let text = format!("the script is run by {}", text(bytes(&run)));
        rewritten.changes.insert(0, Remark { line: 1, text });
    }
    rewritten
}

fn rewrite(script: &[u8], is_roots: bool) -> Rewritten {
    let mut changes = Vec::new();
    let mut remarks = scan::remarks(script, is_roots);
    let paths = scan::host_paths(script);
    let mut content = Vec::new();
    let mut done = 0usize;
    for found in &paths {
        content.extend_from_slice(script.get(done..found.at).unwrap_or_default());
        content.extend_from_slice(b"${RC_PREFIX}");
        content.extend_from_slice(&found.inside);
        done = found.at.saturating_add(found.length);
        let rest = found.path.get(found.length..).unwrap_or_default();
        let (from, to) = (text(&found.path), text(&[&found.inside[..], rest].concat()));
        changes.push(Remark {
            line: found.line,
            text: format!("{from} -> ${{RC_PREFIX}}{to}"),
        });
        if found.is_quoted {
            remarks.push(Remark {
                line: found.line,
                text: format!("{from} is in single quotes: see whether RC_PREFIX is put in there"),
            });
        }
    }
    content.extend_from_slice(script.get(done..).unwrap_or_default());
    if !is_roots {
        content = without_users(&content, &mut changes);
    }
    remarks.sort_by_key(|remark| remark.line);
    changes.sort_by_key(|change| change.line);
    Rewritten {
        content,
        paths,
        changes,
        remarks,
    }
}

/// A plain user's services run as that user: nothing else can be asked for.
fn without_users(script: &[u8], changes: &mut Vec<Remark>) -> Vec<u8> {
    let mut out = Vec::new();
    for (number, line) in script.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let number = number.saturating_add(1);
        let trimmed = line.trim_ascii_start();
        if trimmed.starts_with(b"command_user=") {
            out.push(b'#');
            out.extend_from_slice(line);
            changes.push(Remark {
                line: number,
                text: "command_user is left out: all runs as the owner of the Prefix".to_string(),
            });
            continue;
        }
        let is_meant = |word: &[u8]| trimmed.windows(word.len()).any(|it| it == word);
        let options: &[&[u8]] = match () {
            () if is_meant(b"checkpath") => &[b"-o", b"--owner"],
            () if is_meant(b"start-stop-daemon") => &[b"-u", b"--user", b"-c", b"--chuid"],
            () => &[],
        };
        let (kept, is_changed) = without_options(line, options);
        out.extend_from_slice(&kept);
        if is_changed {
            changes.push(Remark {
                line: number,
                text: "the user is left out: all runs as the owner of the Prefix".to_string(),
            });
        }
    }
    out
}

/// A line without these options and their values.
fn without_options(line: &[u8], options: &[&[u8]]) -> (Vec<u8>, bool) {
    let mut words: Vec<&[u8]> = Vec::new();
    let mut is_changed = false;
    let mut all = line.split(|byte| *byte == b' ').peekable();
    while let Some(word) = all.next() {
        let is_joined = options.iter().any(|it| {
            word.strip_prefix(*it)
                .is_some_and(|rest| rest.starts_with(b"="))
        });
        if is_joined {
            is_changed = true;
        } else if options.contains(&word) && all.peek().is_some() {
            all.next();
            is_changed = true;
        } else {
            words.push(word);
        }
    }
    let mut kept = words.join(&b' ');
    if line.ends_with(b"\n") && !kept.ends_with(b"\n") {
        kept.push(b'\n');
    }
    (kept, is_changed)
}

/// What the script wants to find in the Prefix, and how it gets there.
fn missing(root: &Path, files: &[File], out: &mut dyn Write) -> std::io::Result<()> {
    let paths = files.iter().flat_map(|file| &file.rewritten.paths);
    let configuration: BTreeSet<&[u8]> = paths
        .filter(|it| it.inside == b"/etc")
        .map(|it| it.path.strip_suffix(b"/").unwrap_or(&it.path))
        .collect();
    for host in configuration {
        let below = host.strip_prefix(b"/").unwrap_or(host);
        let inside = root.join(path(below));
        if path(host).exists() && !inside.exists() {
            let (shown, inside) = (text(bytes(&inside)), word(bytes(&inside)));
            let host = word(host);
            writeln!(
                out,
                "missing: {shown}: cp -R {host} {inside}, and see what paths it names"
            )?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_move_into_the_prefix() {
        let script = b"#!/sbin/openrc-run\npidfile=/var/run/x.pid\nx='/etc/x'\n";
        let rewritten = rewrite(script, true);
        assert_eq!(
            rewritten.content,
            b"#!/sbin/openrc-run\npidfile=${RC_PREFIX}/run/x.pid\nx='${RC_PREFIX}/etc/x'\n"
        );
        assert_eq!(
            rewritten.changes[0].text,
            "/var/run/x.pid -> ${RC_PREFIX}/run/x.pid"
        );
        assert_eq!(rewritten.remarks.len(), 1);
        // What was adopted once is not changed again.
        assert_eq!(rewrite(&rewritten.content, true).content, rewritten.content);
    }

    #[test]
    fn a_plain_users_services_run_as_that_user() {
        let script = b"command_user=\"x:x\"\n\tcheckpath -d -o x:x /run/x\n\
                       \tstart-stop-daemon --start --user=x --exec y\n";
        let rewritten = rewrite(script, false);
        assert_eq!(
            rewritten.content,
            b"#command_user=\"x:x\"\n\tcheckpath -d ${RC_PREFIX}/run/x\n\
              \tstart-stop-daemon --start --exec y\n"
        );
        assert_eq!(rewrite(script, true).changes.len(), 1);
    }

    #[test]
    fn only_openrcs_scripts_are_adopted() {
        let check = |content: &[u8]| check_kind(Path::new("x"), content).is_ok();
        assert!(check(b"#!/sbin/openrc-run\n"));
        assert!(check(b"#!/usr/bin/openrc-run\n"));
        assert!(check(b"#!/sbin/runscript\n"));
        assert!(!check(b"#!/bin/sh\n### BEGIN INIT INFO\n"));
        assert!(!check(
            b"#!/sbin/openrc-run\ndepend() {\n\tkeyword -docker -prefix\n}\n"
        ));
    }
}
