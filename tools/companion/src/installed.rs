//! Whether these libraries are built for the OpenRC that is installed.

use openrc::build_options::LIBEXECDIR;
use openrc::release::{Release, RELEASE, RELEASES};
use openrc::sys::fs::{self, Bound};
use openrc::sys::SysResult;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// Where OpenRC's own builds and the distributions' put the helper scripts.
const LIBEXECDIRS: [&str; 4] = ["/usr/libexec/rc", "/usr/lib/rc", "/libexec/rc", "/lib/rc"];
const PROGRAM_DIRS: [&str; 4] = ["/usr/sbin", "/sbin", "/usr/bin", "/bin"];
/// How much of a file is read, in bytes: rc-service has a tenth of it.
const LIMIT: Bound = Bound::Beginning(4 << 20);

/// What does not fit, a line each, of the installation below `root` (`/` for the system's).
pub fn complaints(root: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(Programs::find(root).and_then(|programs| programs.complaint()));
    lines.extend(misplaced_helpers(root));
    lines
}

/// OpenRC's programs, which know their version.
struct Programs {
    version: String,
    /// What says so.
    source: PathBuf,
}

impl Programs {
    /// The file `version` beside the helper scripts, which OpenRC installs, else rc-service.
    fn find(root: &Path) -> Option<Self> {
        let dirs = [LIBEXECDIR].into_iter().chain(LIBEXECDIRS);
        let files = dirs.map(|dir| below(root, dir).join("version"));
        let programs = PROGRAM_DIRS.map(|dir| below(root, dir).join("rc-service"));
        files.chain(programs).find_map(|source| {
            let version = version_in(&beginning(&source).ok()?)?;
            Some(Programs { version, source })
        })
    }

    fn complaint(&self) -> Option<String> {
        let theirs = release_of(&self.version)?;
        if fits(&self.version, theirs) {
            return None;
        }
        Some(format!(
            "OpenRC's programs are of {} ({}), but librc is built for {}: services may not start; \
             it has to be built with -Dopenrc_release={}",
            self.version,
            self.source.display(),
            RELEASE.name,
            theirs.name
        ))
    }
}

/// Development between releases is numbered like the release before it.
fn fits(version: &str, theirs: &Release) -> bool {
    let is_snapshot = version.contains("-g") || is_snapshot(&RELEASE);
    theirs.name == RELEASE.name || (is_snapshot && numbers(version) >= numbers(before(&RELEASE)))
}

/// The release that development which is numbered like it comes after.
fn before(release: &Release) -> &'static str {
    let earlier = RELEASES.iter().rev();
    earlier
        .skip_while(|it| it.name != release.name)
        .find(|it| !is_snapshot(it) && it.name != release.name)
        .map_or(RELEASE.name, |it| it.name)
}

fn is_snapshot(release: &Release) -> bool {
    release.name.split('.').count() > 2
}

/// The row of the table that a version belongs to; `None` for those it does not have.
fn release_of(version: &str) -> Option<&'static Release> {
    let version = numbers(version)?;
    let has = |it: &&Release| {
        !is_snapshot(it) && numbers(it.name) <= Some(version) && Some(version) <= numbers(it.last)
    };
    RELEASES.iter().find(has)
}

/// The first two numbers of a version.
fn numbers(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.split(['.', '-', '_', '+', '~']);
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// The version that stands between two bytes of zero or at a file's ends; `None` if there
/// are several.
fn version_in(content: &[u8]) -> Option<String> {
    let mut versions = content
        .split(|byte| matches!(byte, 0 | b'\n'))
        .filter_map(|piece| {
            let is_short = piece.len() <= 64;
            let text = std::str::from_utf8(piece).ok().filter(|_| is_short)?;
            let is_version = numbers(text).is_some()
                && text
                    .bytes()
                    .all(|it| it.is_ascii_alphanumeric() || b".-_+~".contains(&it));
            is_version.then(|| text.to_string())
        });
    let first = versions.next()?;
    versions.all(|other| other == first).then_some(first)
}

fn beginning(file: &Path) -> SysResult<Vec<u8>> {
    fs::read(file.as_os_str().as_bytes(), LIMIT)
}

/// The helper scripts are where librc does not look: it was built with another libexecdir.
fn misplaced_helpers(root: &Path) -> Option<String> {
    let script = |dir: &str| below(root, dir).join("sh/gendepends.sh");
    let expected = script(LIBEXECDIR);
    if expected.exists() {
        return None;
    }
    let found = LIBEXECDIRS.map(script).into_iter().find(|it| it.exists())?;
    Some(format!(
        "{} is missing, but there is {}: librc has to be built with the libexecdir of OpenRC",
        expected.display(),
        found.display()
    ))
}

fn below(root: &Path, dir: &str) -> PathBuf {
    root.join(dir.trim_start_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    struct Root(PathBuf);

    impl Root {
        fn new(name: &str) -> Self {
            let root =
                std::env::temp_dir().join(format!("installed-{name}-{}", std::process::id()));
            fs::create_dir_all(&root).unwrap();
            Root(root)
        }

        fn with(self, path: &str, content: &[u8]) -> Self {
            let path = below(&self.0, path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
            self
        }
    }

    impl Drop for Root {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).ok();
        }
    }

    fn another() -> (&'static str, &'static str) {
        match RELEASE.name {
            "0.62" => ("0.45.2", "0.45"),
            _ => ("0.62.10", "0.62"),
        }
    }

    #[test]
    fn a_version_belongs_to_one_row() {
        let name = |version| release_of(version).map(|it| it.name);
        for (version, expected) in [
            ("0.45.2", Some("0.45")),
            ("0.47.1", Some("0.45")),
            ("0.54.2", Some("0.48")),
            ("0.56-r1", Some("0.56")),
            ("0.61", Some("0.60")),
            ("0.62.10", Some("0.62")),
            ("0.63.3", Some("0.63")),
            ("0.64.1-2", Some("0.64")),
            ("0.57", None),
            ("0.99", None),
            ("openrc", None),
        ] {
            assert_eq!(name(version), expected, "{version}");
        }
    }

    #[test]
    fn a_program_says_one_version() {
        assert_eq!(version_in(b"0.64.1\n").as_deref(), Some("0.64.1"));
        let program = b"\x7fELF\0) %s\x000.63-140-g04d75bc1\0GCC: (Debian) 12.2.0\0";
        assert_eq!(version_in(program).as_deref(), Some("0.63-140-g04d75bc1"));
        assert_eq!(version_in(b"0.62\x000.64\0"), None);
        assert_eq!(version_in(b"\0a\x001\0"), None);
    }

    #[test]
    fn another_release_is_one_line() {
        let (version, release) = another();
        let file = Root::new("file").with(&format!("{LIBEXECDIR}/version"), version.as_bytes());
        let program = Root::new("program").with(
            "sbin/rc-service",
            format!("\x7fELF\0{version}\0").as_bytes(),
        );
        for (root, source) in [(&file, "version"), (&program, "rc-service")] {
            let lines = complaints(&root.0);
            assert_eq!(lines.len(), 1, "{lines:?}");
            let line = &lines[0];
            assert!(
                line.contains(&format!("OpenRC's programs are of {version}")),
                "{line}"
            );
            assert!(line.contains(source), "{line}");
            assert!(
                line.ends_with(&format!("-Dopenrc_release={release}")),
                "{line}"
            );
        }
    }

    #[test]
    fn nothing_is_said_if_all_fits_or_nothing_is_known() {
        let helpers = format!("{LIBEXECDIR}/sh/gendepends.sh");
        for version in [RELEASE.last, "0.99", "none"] {
            let root = Root::new("fits")
                .with(&format!("{LIBEXECDIR}/version"), version.as_bytes())
                .with(&helpers, b"#!/bin/sh\n");
            assert_eq!(complaints(&root.0), Vec::<String>::new(), "{version}");
        }
        assert_eq!(complaints(&Root::new("empty").0), Vec::<String>::new());
    }

    #[test]
    fn helper_scripts_in_another_place_are_named() {
        let elsewhere = LIBEXECDIRS
            .into_iter()
            .find(|dir| *dir != LIBEXECDIR)
            .unwrap();
        let root = Root::new("helpers").with(&format!("{elsewhere}/sh/gendepends.sh"), b"");
        let lines = complaints(&root.0);
        assert_eq!(lines.len(), 1);
        for path in [LIBEXECDIR, elsewhere] {
            assert!(
                lines[0].contains(&format!("{path}/sh/gendepends.sh")),
                "{lines:?}"
            );
        }
    }
}
