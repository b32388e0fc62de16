//! The logs of a service.

use crate::look;
use crate::place::{bytes, failure, path, text};
use companion::Answer;
use openrc::{prefix, Context};
use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Read, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The variables of an init script, and of its conf.d, that name a log.
const VARIABLES: [&str; 2] = ["output_log", "error_log"];
/// The most of an init script that is read, in bytes.
const SCRIPT: u64 = 1 << 20;

/// Shows the ends of the logs by `tail`.
///
/// # Errors
/// That there is none, or no `tail`.
pub fn show(
    context: &Context,
    service: &[u8],
    follow: bool,
    lines: u32,
    out: &mut dyn Write,
) -> Answer {
    let root = context.paths().prefix().map(prefix::Prefix::root);
    let root = path(root.unwrap_or_default());
    let files = files(context, root, service);
    if files.is_empty() {
        let directory = root.join("var/log");
        return Err(failure(format!(
            "no log of {} in {}: output_log and error_log of etc/conf.d/{0} name one",
            text(service),
            directory.display()
        )));
    }
    let mut tail = Command::new("tail");
    tail.arg("-n").arg(lines.to_string());
    if follow {
        // By name: a log that is rotated is another file then.
        tail.arg("-F");
    }
    tail.arg("--").args(files);
    let failed = |error: io::Error| failure(format!("tail: {error}"));
    if !io::stdout().is_terminal() {
        return Err(failed(tail.exec()));
    }
    let mut tail = tail.stdout(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(written) = tail.stdout.take() {
        pass_on(written, out)?;
    }
    Ok(tail.wait().map_err(failed)?.success())
}

/// Shows on a terminal what a service has written: lines and tabs, and nothing that acts.
/// Colours are left out, too: the sequences that end them may be beyond what is shown.
fn pass_on(mut written: impl Read, out: &mut dyn Write) -> io::Result<()> {
    let mut pending = Vec::new();
    let mut buffer = [0; 8192];
    loop {
        let count = match written.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        pending.extend_from_slice(buffer.get(..count).unwrap_or_default());
        let (shown, taken) = companion::lines(&pending);
        pending.drain(..taken);
        out.write_all(shown.as_bytes())?;
        if count == 0 {
            // Half a character.
            out.write_all(text(&pending).as_bytes())?;
            return out.flush();
        }
        out.flush()?;
    }
}

/// Those that the script names, and those that have the service's name in `var/log`; rotated
/// ones left out.
fn files(context: &Context, root: &Path, service: &[u8]) -> BTreeSet<PathBuf> {
    let mut files = named(context, root, service);
    let logs = root.join("var/log");
    let first = service
        .split(|byte| *byte == b'.')
        .next()
        .unwrap_or_default();
    for (directory, is_own) in [(logs.clone(), false), (logs.join(path(first)), true)] {
        for name in look::names(&directory) {
            let of_service = name.starts_with(service)
                && !name
                    .get(service.len())
                    .is_some_and(u8::is_ascii_alphanumeric);
            if (is_own || of_service) && name.ends_with(b".log") {
                files.insert(directory.join(path(&name)));
            }
        }
    }
    files.retain(|file| file.is_file());
    files
}

fn named(context: &Context, root: &Path, service: &[u8]) -> BTreeSet<PathBuf> {
    let mut files = BTreeSet::new();
    for directory in context.paths().scriptdirs() {
        for within in ["conf.d", "init.d"] {
            let script = path(directory).join(within).join(path(service));
            let script = script.canonicalize().unwrap_or(script);
            let content = look::file_content(&script, SCRIPT).unwrap_or_default();
            let content = String::from_utf8_lossy(&content).into_owned();
            files.extend(
                content
                    .lines()
                    .filter_map(|line| log_of(line, root, service)),
            );
        }
    }
    files
}

/// The path that an assignment of one of the variables names, if nothing but the Prefix and the
/// service is to be put into it.
fn log_of(line: &str, root: &Path, service: &[u8]) -> Option<PathBuf> {
    let (name, value) = line.trim().split_once('=')?;
    if !VARIABLES.contains(&name) {
        return None;
    }
    let mut value = value.trim_matches(['"', '\'']).to_string();
    let root = text(bytes(root));
    let service = text(service);
    for (name, known) in [
        ("EPREFIX", &root),
        ("RC_PREFIX", &root),
        ("RC_SVCNAME", &service),
    ] {
        value = value.replace(&format!("${{{name}}}"), known);
        value = value.replace(&format!("${name}"), known);
    }
    (value.starts_with('/') && !value.contains('$')).then(|| PathBuf::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assignments_name_logs() {
        let log = |line| log_of(line, Path::new("/p"), b"web");
        let file = |path| Some(PathBuf::from(path));
        assert_eq!(
            log("\toutput_log=\"${EPREFIX}/var/log/${RC_SVCNAME}.log\""),
            file("/p/var/log/web.log")
        );
        assert_eq!(log("error_log=$RC_PREFIX/e"), file("/p/e"));
        assert_eq!(log("error_log=\"${output_log}\""), None);
        assert_eq!(log("command=\"/bin/true\""), None);
    }
}
