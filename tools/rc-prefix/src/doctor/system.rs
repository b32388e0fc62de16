//! The programs and the library that run a Prefix.

use super::Findings;
use crate::place::{bytes, lossy, text};
use crate::programs;
use companion::installed;
use openrc::bounds;
use openrc::build_options::SVCDIR;
use openrc::sys::{find, fs};
use openrc::Context;
use std::env;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What is needed.
const PROGRAMS: [&str; 6] = [
    "openrc",
    "openrc-run",
    "rc-service",
    "rc-update",
    "start-stop-daemon",
    "supervise-daemon",
];
/// The first release whose programs ask the library where everything is.
const FIRST_WITH_PREFIXES: (u32, u32) = (0, 62);
/// A function that C's library does not have.
const ONLY_OURS: &[u8] = b"\0rc_service_permitted\0";

/// The most that is read of what a program prints, in bytes.
const MOST_SAID: u64 = 1 << 16;

/// What is found.
pub fn examine(context: &Context, findings: &mut Findings) {
    let root = context.paths().prefix().map(openrc::Prefix::root);
    let root = root.unwrap_or_default();
    for program in PROGRAMS {
        if programs::find(root, program).is_none() {
            findings.problem(format!("{program} is not in PATH, /usr/sbin or /sbin"));
        }
    }
    if let Some(how) = programs::passed_over(root) {
        findings.problem(format!(
            "{}: the Prefix has an OpenRC of its own, which is not used: {how}",
            text(root)
        ));
    }
    if let Some(program) = programs::find(root, "rc-service") {
        release(&program, findings);
        library(&program, findings);
    }
    for line in installed::complaints(Path::new("/")) {
        findings.problem(line);
    }
    if programs::completed_path(root).is_some() {
        findings.note("OpenRC's programs are not in PATH: `rc-prefix exec` and `env` add them");
    }
    krunlevel(findings);
}

fn release(program: &Path, findings: &mut Findings) {
    let said = output(Command::new(program).arg("--version"));
    let shown = program.display();
    let version = said
        .split_whitespace()
        .find_map(|word| Some((word, release_of(word)?)));
    match version {
        None => findings.problem(format!("{shown} does not say which release it is")),
        Some((word, release)) if release < FIRST_WITH_PREFIXES => findings.problem(format!(
            "{shown} is of OpenRC {word}: before 0.62 the system's paths are built in"
        )),
        Some((word, _)) => findings.ok(format!("{shown} is of OpenRC {word}")),
    }
}

fn release_of(word: &str) -> Option<(u32, u32)> {
    let mut numbers = word.split(['.', '-', '_', '+']);
    let (major, minor) = (numbers.next()?, numbers.next()?);
    Some((major.parse().ok()?, minor.parse().ok()?))
}

fn library(program: &Path, findings: &mut Findings) {
    let Some(library) = loaded(program).or_else(installed) else {
        return findings.problem("librc.so.1 is not found");
    };
    let shown = library.display();
    match fs::read(bytes(&library), bounds::CONFIGURATION) {
        Err(error) => findings.problem(format!("{shown}: {error}")),
        Ok(content) if find(&content, ONLY_OURS).is_some() => {
            findings.ok(format!("{shown} is the one that knows Prefixes"));
        }
        Ok(_) => findings.problem(format!(
            "{shown} is the C library, which knows of no Prefix: OpenRC's programs would work on \
             the system"
        )),
    }
}

/// What the dynamic linker says it loads; glibc's is asked by a variable, and runs nothing.
fn loaded(program: &Path) -> Option<PathBuf> {
    let said = output(
        Command::new(program)
            .arg("--version")
            .env("LD_TRACE_LOADED_OBJECTS", "1"),
    );
    library_in(&said)
}

fn library_in(said: &str) -> Option<PathBuf> {
    let line = said
        .lines()
        .find_map(|line| line.trim().strip_prefix("librc.so.1 => "))?;
    let end = line.rfind(" (").unwrap_or(line.len());
    line.get(..end)
        .filter(|path| path.starts_with('/'))
        .map(PathBuf::from)
}

fn installed() -> Option<PathBuf> {
    let folders = ["/lib", "/usr/lib", "/lib64", "/usr/lib64"];
    let files = folders.map(|folder| Path::new(folder).join("librc.so.1"));
    files.into_iter().find(|file| file.exists())
}

/// Standard output of a program that is told nothing of this process but its PATH.
fn output(command: &mut Command) -> String {
    let kept = ["PATH", "LD_LIBRARY_PATH"].map(|name| (name, env::var_os(name)));
    let traced = command
        .get_envs()
        .find_map(|(name, value)| Some((name.to_owned(), value?.to_owned())));
    command
        .env_clear()
        .envs(traced)
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    for (name, value) in kept {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    let mut said = Vec::new();
    if let Ok(mut child) = command.stdout(Stdio::piped()).spawn() {
        if let Some(output) = child.stdout.take() {
            output.take(MOST_SAID).read_to_end(&mut said).ok();
        }
        // It has said enough.
        child.kill().ok();
        child.wait().ok();
    }
    lossy(&said)
}

/// It is compiled into openrc, for Prefixes too.
fn krunlevel(findings: &mut Findings) {
    let file = Path::new(SVCDIR).join("krunlevel");
    if let Ok(level) = fs::read(bytes(&file), bounds::SOFTLEVEL) {
        findings.problem(format!(
            "{} says {}: `openrc LEVEL` enters that instead, here too",
            text(bytes(&file)),
            text(level.trim_ascii())
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_told_from_other_words() {
        assert_eq!(release_of("0.64.1"), Some((0, 64)));
        assert_eq!(release_of("0.45-r2"), Some((0, 45)));
        assert!(release_of("0.9") < Some(FIRST_WITH_PREFIXES));
        for word in ["rc-service", "(OpenRC)", "0", "", "x.1"] {
            assert_eq!(release_of(word), None, "{word}");
        }
    }

    #[test]
    fn the_library_is_what_the_linker_says() {
        let said = "\tlinux-vdso.so.1 (0x7ffd)\n\tlibrc.so.1 => /usr/lib/a (b)/librc.so.1 (0x7f)\n";
        let library = library_in(said);
        assert_eq!(
            library.as_deref(),
            Some(Path::new("/usr/lib/a (b)/librc.so.1"))
        );
        assert_eq!(library_in("\tlibrc.so.1 => not found\n"), None);
        assert_eq!(library_in("rc-service (OpenRC) 0.64\n"), None);
    }
}
