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
/// A Prefix built in; empty for none.
pub const EPREFIX: &str = option!("OPENRC_EPREFIX", "");

const fn yes(value: &str) -> bool {
    matches!(value.as_bytes(), b"true" | b"1" | b"yes")
}

const fn number(digits: &str) -> usize {
    match usize::from_str_radix(digits, 10) {
        Ok(number) => number,
        Err(_) => 0,
    }
}
