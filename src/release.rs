//! What OpenRC's releases differ in: the one table of it.
//!
//! meson, `scripts/embed` and the packages read this file with `tools/build/releases.py`, so each
//! fact is one line of the form `name: value,`.
#![forbid(unsafe_code)]

use core::ffi::c_int;

/// The releases that are alike in all that these libraries do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// What the build option `openrc_release` calls it: the first of these releases.
    pub name: &'static str,
    /// The last of these releases, with all that is numbered below it: 0.47 means 0.47.1 too.
    pub last: &'static str,

    // What OpenRC's programs have compiled in.
    /// Services have an environment in the state directory, and `RC_DIR_ENVIRON` a number,
    /// between `RC_DIR_SCHEDULED` and `RC_DIR_INITD`.
    pub numbers_environ: bool,
    /// There is `enum rc_dir`: its programs open state directories with `rc_dirfd`.
    pub has_dirfd: bool,
    /// There is `rc_set_user`.
    pub has_user_mode: bool,
    /// Its programs ask `rc_svcdir` and `rc_scriptdirs` where everything is. Before, the
    /// paths are compiled in.
    pub asks_for_paths: bool,

    /// `RC_SVCDIR`, `RC_PATH` and `RC_PREFIX` in the environment say where everything is. C
    /// reads the first two since 0.64 and the third never; before 0.62 the programs would
    /// follow only in part.
    pub takes_paths_from_environment: bool,

    // The state directory.
    /// What `rc_deptree_update_needed` makes in the state directory. The programs rely on it
    /// and make none themselves.
    pub made_directories: &'static [&'static str],
    /// A state directory is made when it is first used.
    pub makes_on_use: bool,
    /// `rc_runlevel_get` gives sysinit if no runlevel is set, else NULL.
    pub defaults_to_sysinit: bool,
    /// `rc_services_scheduled_by` gives the symlinks instead of the services' names.
    pub schedules_by_path: bool,

    // Scripts and configuration.
    /// The state directory is the last of the script directories, for services of the moment.
    pub runs_state_scripts: bool,
    /// `RC_PATH` and the build option `rc_path` say where openrc-run finds configuration.
    pub finds_by_rc_path: bool,
    /// rc.conf, too, is found so.
    pub finds_rc_conf_by_rc_path: bool,
    /// The kernel's command line may say `rc_interactive`.
    pub boots_interactively: bool,
    /// An empty description or list of commands is one, not an error.
    pub takes_no_output: bool,
    /// No service depends on itself in any way. Before, it only does not provide itself.
    pub drops_self_dependencies: bool,
    /// `rc_sys` knows Podman.
    pub knows_podman: bool,
    /// `rc_sys` knows WSL.
    pub knows_wsl: bool,

    // Messages.
    /// The newest file is named with its path.
    pub names_newest_by_path: bool,
    /// `mkdir` fails with the name quoted like `this'.
    pub grave_mkdir: bool,
    /// `fopen` fails with the name quoted like `this'.
    pub grave_fopen: bool,
    /// A missing service is quoted like `this'.
    pub grave_missing: bool,
    /// How many terminals are known to have colours beside those of 0.45.
    pub later_colour_terminals: usize,
    /// An indent is at most 40 columns.
    pub limits_indent: bool,
}

/// The state directories that releases made by themselves.
const MADE: &[&str] = &[
    "starting",
    "started",
    "stopping",
    "inactive",
    "wasinactive",
    "failed",
    "hotplugged",
    "daemons",
    "options",
    "exclusive",
    "scheduled",
    "tmp",
];

/// Since 0.60.
const MADE_WITH_INITD: &[&str] = &[
    "starting",
    "started",
    "stopping",
    "inactive",
    "wasinactive",
    "failed",
    "hotplugged",
    "daemons",
    "options",
    "exclusive",
    "scheduled",
    "init.d",
    "tmp",
];

const R0_45: Release = Release {
    name: "0.45",
    last: "0.47",
    numbers_environ: false,
    has_dirfd: false,
    has_user_mode: false,
    asks_for_paths: false,
    takes_paths_from_environment: false,
    made_directories: MADE,
    makes_on_use: false,
    defaults_to_sysinit: true,
    schedules_by_path: true,
    runs_state_scripts: false,
    finds_by_rc_path: false,
    finds_rc_conf_by_rc_path: false,
    boots_interactively: false,
    takes_no_output: true,
    drops_self_dependencies: false,
    knows_podman: false,
    knows_wsl: false,
    names_newest_by_path: true,
    grave_mkdir: true,
    grave_fopen: true,
    grave_missing: true,
    later_colour_terminals: 0,
    limits_indent: true,
};

const R0_48: Release = Release {
    name: "0.48",
    last: "0.54",
    boots_interactively: true,
    ..R0_45
};

const R0_55: Release = Release {
    name: "0.55",
    last: "0.55",
    drops_self_dependencies: true,
    knows_podman: true,
    grave_missing: false,
    later_colour_terminals: 2,
    ..R0_48
};

const R0_56: Release = Release {
    name: "0.56",
    last: "0.56",
    asks_for_paths: true,
    takes_no_output: false,
    grave_fopen: false,
    ..R0_55
};

const R0_60: Release = Release {
    name: "0.60",
    last: "0.61",
    has_user_mode: true,
    made_directories: MADE_WITH_INITD,
    runs_state_scripts: true,
    ..R0_56
};

const R0_62: Release = Release {
    name: "0.62",
    last: "0.62",
    has_dirfd: true,
    takes_paths_from_environment: true,
    made_directories: &[],
    makes_on_use: true,
    schedules_by_path: false,
    names_newest_by_path: false,
    grave_mkdir: false,
    ..R0_60
};

const R0_63: Release = Release {
    name: "0.63",
    last: "0.63",
    knows_wsl: true,
    later_colour_terminals: 3,
    limits_indent: false,
    ..R0_62
};

/// No release: git between 0.63 and 0.64, as distributions' snapshots have it.
const R0_63_9: Release = Release {
    name: "0.63.9",
    last: "0.63.9",
    numbers_environ: true,
    finds_by_rc_path: true,
    later_colour_terminals: 4,
    ..R0_63
};

const R0_64: Release = Release {
    name: "0.64",
    last: "0.64",
    defaults_to_sysinit: false,
    finds_rc_conf_by_rc_path: true,
    ..R0_63_9
};

/// All of them, oldest first.
pub const RELEASES: [Release; 9] = [
    R0_45, R0_48, R0_55, R0_56, R0_60, R0_62, R0_63, R0_63_9, R0_64,
];

/// Where `RC_DIR_ENVIRON` is in the `enum rc_dir` of 0.64.
const ENVIRON: usize = 12;

impl Release {
    /// The place that a number of this release's `enum rc_dir` has in that of 0.64.
    pub fn dir_index(&self, number: c_int) -> Option<usize> {
        let index = usize::try_from(number).ok()?;
        if !self.numbers_environ && index >= ENVIRON {
            return index.checked_add(1);
        }
        Some(index)
    }
}

/// The mark that begins a quoted name in messages.
pub(crate) fn opening_quote(is_grave: bool) -> &'static [u8] {
    if is_grave {
        b"`"
    } else {
        b"'"
    }
}

/// The release that this build is for (`openrc_release`).
pub const RELEASE: Release = match find(NAME, &RELEASES) {
    Some(release) => release,
    None => R0_64,
};

const NAME: &str = match option_env!("OPENRC_RELEASE") {
    Some(name) => name,
    None => "0.64",
};

const _: () = assert!(
    find(NAME, &RELEASES).is_some(),
    "OPENRC_RELEASE names no release of src/release.rs"
);

const fn find(name: &str, releases: &[Release]) -> Option<Release> {
    match releases {
        [] => None,
        [first, ..] if is_same(first.name.as_bytes(), name.as_bytes()) => Some(*first),
        [_, others @ ..] => find(name, others),
    }
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    match (one, other) {
        ([], []) => true,
        ([a, one @ ..], [b, other @ ..]) => *a == *b && is_same(one, other),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(name: &str) -> Release {
        find(name, &RELEASES).unwrap()
    }

    #[test]
    fn the_build_is_for_a_release_of_the_table() {
        assert_eq!(RELEASE.name, NAME);
        assert_eq!(find("0.46", &RELEASES), None);
    }

    /// As the header and the sources of each tag of upstream's say.
    #[test]
    fn each_release_is_as_upstream_made_it() {
        let names = RELEASES.map(|release| release.name);
        assert_eq!(
            names,
            ["0.45", "0.48", "0.55", "0.56", "0.60", "0.62", "0.63", "0.63.9", "0.64"]
        );
        for release in RELEASES {
            let is_since = |first: &str| {
                names.iter().position(|name| *name == release.name)
                    >= names.iter().position(|name| *name == first)
            };
            assert_eq!(release.numbers_environ, is_since("0.63.9"), "{release:?}");
            assert_eq!(release.has_dirfd, is_since("0.62"), "{release:?}");
            assert_eq!(release.has_user_mode, is_since("0.60"), "{release:?}");
            assert_eq!(release.asks_for_paths, is_since("0.56"), "{release:?}");
            // Either the check of the tree makes them, or their first use.
            let is_made_at_once = !release.made_directories.is_empty();
            assert_eq!(is_made_at_once, !is_since("0.62"), "{release:?}");
            assert_eq!(release.makes_on_use, !is_made_at_once, "{release:?}");
            assert_eq!(
                release.defaults_to_sysinit,
                !is_since("0.64"),
                "{release:?}"
            );
        }
        assert_eq!(release("0.56").made_directories.len(), 12);
        assert_eq!(release("0.60").made_directories.len(), 13);
        assert!(release("0.60").made_directories.contains(&"exclusive"));
        assert!(release("0.60").made_directories.contains(&"init.d"));
    }

    #[test]
    fn only_what_comes_after_environ_is_numbered_otherwise() {
        let indexes = |name: &str| [-1, 0, 11, 12, 13, 17].map(|it| release(name).dir_index(it));
        let same = [None, Some(0), Some(11)];
        for name in ["0.62", "0.63"] {
            assert_eq!(indexes(name)[..3], same);
            assert_eq!(indexes(name)[3..], [Some(13), Some(14), Some(18)]);
        }
        for name in ["0.63.9", "0.64"] {
            assert_eq!(indexes(name)[..3], same);
            assert_eq!(indexes(name)[3..], [Some(12), Some(13), Some(17)]);
        }
    }

    #[test]
    fn a_terminal_is_added_at_a_time() {
        let known = RELEASES.map(|release| release.later_colour_terminals);
        assert_eq!(known, [0, 0, 2, 2, 2, 2, 3, 4, 4]);
    }
}
