//! What was decided when this library was built.
//!
//! meson passes its options in the environment of cargo; `cargo build` alone
//! takes the defaults. Upstream's counterparts are the `@NAME@` values of
//! `rc.h.in` and `src/librc/meson.build`.
#![forbid(unsafe_code)]

macro_rules! option {
    ($name:literal, $default:literal) => {
        match option_env!($name) {
            Some(value) => value,
            None => $default,
        }
    };
}

/// `RC_SYSCONFDIR`: where init.d, conf.d, rc.conf and runlevels are.
pub const SYSCONFDIR: &str = option!("OPENRC_SYSCONFDIR", "/etc");
/// `RC_LIBEXECDIR`: where the helper scripts are, `libexecdir/rc`.
pub const LIBEXECDIR: &str = option!("OPENRC_LIBEXECDIR", "/usr/libexec/rc");
/// `RC_PLUGINDIR`: where plugins are.
pub const PLUGINDIR: &str = option!("OPENRC_PLUGINDIR", "/usr/lib/rc");
/// `RC_LOCAL_PREFIX`: the prefix of packages outside the base system.
pub const LOCAL_PREFIX: &str = option!("OPENRC_LOCAL_PREFIX", "/usr/local");
/// `rc_path`: the script directories, separated by colons, most important first.
/// Each holds an init.d and a conf.d.
pub const RC_PATH: &str = option!(
    "OPENRC_RC_PATH",
    "/etc/rc:/etc:/usr/local/rc:/usr/local:/usr/libexec/rc"
);
/// `RC_SVCDIR`: the state directory.
#[cfg(any(target_os = "linux", target_os = "hurd"))]
pub const SVCDIR: &str = "/run/openrc";
/// `RC_SVCDIR`: the state directory.
#[cfg(not(any(target_os = "linux", target_os = "hurd")))]
pub const SVCDIR: &str = option!("OPENRC_SVCDIR", "/usr/libexec/rc/init.d");
/// Debian: `NAME.sh` is a service like any other.
pub const DOT_SH_SERVICES: bool = yes(option!("OPENRC_DOT_SH_SERVICES", "false"));
/// Debian: break dependency loops unless rc.conf says otherwise.
pub const LOOP_SOLVER: bool = yes(option!("OPENRC_LOOP_SOLVER", "false"));
/// Init scripts are evaluated without a shell where that is exact. A build without it is
/// smaller by a quarter, and reads all of them in a shell, as upstream does.
pub const NATIVE_GATHERING: bool = yes(option!("OPENRC_NATIVE_GATHERING", "true"));
/// How many bytes C's `time_t` has. The `libc` crate does not know it where a 32-bit
/// system has moved to 64 bits (musl since 1.2, Debian since 2024).
pub const TIME_T_SIZE: usize = match option!("OPENRC_TIME_T_SIZE", "").as_bytes() {
    b"4" => 4,
    b"8" => 8,
    _ if cfg!(target_env = "musl") => 8,
    _ => size_of::<libc::c_long>(),
};
/// How many bytes C's `FILE` has, where the standard streams are an array of them; 0
/// where the build did not find it out.
pub const FILE_SIZE: usize = number(option!("OPENRC_FILE_SIZE", "0"));
/// Whether `RC_DIR_ENVIRON` has a number, between `RC_DIR_SCHEDULED` and `RC_DIR_INITD`:
/// said by the build that makes rc.h, so that the two cannot disagree.
pub const NUMBERS_ENVIRON: bool = match option!("OPENRC_NUMBERS_ENVIRON", "").as_bytes() {
    b"" => (RELEASE as u8) >= (Release::R0_63Later as u8),
    said => matches!(said, b"true"),
};
/// A Prefix built in; empty for none.
pub const EPREFIX: &str = option!("OPENRC_EPREFIX", "");

/// The upstream release whose behaviour and numbering this build has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Release {
    /// 0.45 to 0.55.
    R0_45,
    /// 0.56 to 0.62.
    R0_62,
    /// 0.63 to 0.63.3.
    R0_63,
    /// Development between 0.63 and 0.64, as distributions' snapshots have it: all that
    /// is new in 0.64, but a runlevel even where none was set.
    R0_63Later,
    /// 0.64 and later.
    R0_64,
}

/// The release chosen by the `openrc_release` option.
pub const RELEASE: Release = release(option!("OPENRC_RELEASE", "0.64"));

const fn yes(value: &str) -> bool {
    matches!(value.as_bytes(), b"true" | b"1" | b"yes")
}

const fn number(digits: &str) -> usize {
    match usize::from_str_radix(digits, 10) {
        Ok(number) => number,
        Err(_) => 0,
    }
}

const fn release(value: &str) -> Release {
    match value.as_bytes() {
        b"0.45" => Release::R0_45,
        b"0.62" => Release::R0_62,
        b"0.63" => Release::R0_63,
        b"0.63.9" => Release::R0_63Later,
        _ => Release::R0_64,
    }
}
