//! What this machine is: a container, a virtual machine, or nothing special.
//!
//! Upstream: `rc_sys` of `librc.c`.
#![forbid(unsafe_code)]

use crate::build_options::{Release, RELEASE};
use crate::config;
use crate::context::Context;
#[cfg(any(target_os = "linux", target_os = "android"))]
use crate::sys::find;
#[cfg(any(
    target_os = "linux",
    target_os = "android",
    target_os = "freebsd",
    target_os = "netbsd"
))]
use crate::sys::fs;
use crate::Environment;
#[cfg(any(target_os = "linux", target_os = "android"))]
use alloc::vec::Vec;

/// A system in which some services cannot work: `RC_SYS_*`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each is the system of that name
pub enum System {
    Docker,
    Jail,
    Lxc,
    OpenVz,
    Podman,
    Prefix,
    Rkt,
    SystemdNspawn,
    Uml,
    Vserver,
    Wsl,
    Xen0,
    XenU,
}

impl System {
    /// Its name, as in `RC_SYS_*`.
    pub fn name(self) -> &'static core::ffi::CStr {
        match self {
            System::Docker => c"DOCKER",
            System::Jail => c"JAIL",
            System::Lxc => c"LXC",
            System::OpenVz => c"OPENVZ",
            System::Podman => c"PODMAN",
            System::Prefix => c"PREFIX",
            System::Rkt => c"RKT",
            System::SystemdNspawn => c"SYSTEMD-NSPAWN",
            System::Uml => c"UML",
            System::Vserver => c"VSERVER",
            System::Wsl => c"WSL",
            System::Xen0 => c"XEN0",
            System::XenU => c"XENU",
        }
    }
}

/// What rc.conf may say that this is, on this operating system.
#[cfg(any(target_os = "linux", target_os = "android"))]
const SETTINGS: &[System] = &[
    System::Uml,
    System::Vserver,
    System::OpenVz,
    System::Lxc,
    System::Rkt,
    System::SystemdNspawn,
    System::Docker,
    System::Podman,
    System::Wsl,
    System::Xen0,
    System::XenU,
];
#[cfg(target_os = "freebsd")]
const SETTINGS: &[System] = &[System::Jail, System::Podman];
#[cfg(target_os = "netbsd")]
const SETTINGS: &[System] = &[System::Xen0, System::XenU];
#[cfg(not(any(
    target_os = "linux",
    target_os = "android",
    target_os = "freebsd",
    target_os = "netbsd"
)))]
const SETTINGS: &[System] = &[];

/// `rc_sys`: what `rc_sys` in rc.conf says, where that is a system this can be; else
/// a Prefix where this is one; else what is found. An empty setting means nothing special.
pub fn detect(context: &Context) -> Option<System> {
    let setting = config::rc_conf(context)
        .value(b"rc_sys")
        .map(<[u8]>::to_ascii_uppercase);
    match setting.as_deref().map(configured) {
        Some(Setting::Is(system)) => system,
        Some(Setting::Unknown) | None if context.paths().prefix().is_some() => Some(System::Prefix),
        Some(Setting::Unknown) | None => found(context.environment()),
    }
}

enum Setting {
    Is(Option<System>),
    Unknown,
}

fn configured(setting: &[u8]) -> Setting {
    if setting.is_empty() && !SETTINGS.is_empty() {
        return Setting::Is(None);
    }
    if setting == b"PREFIX" {
        return Setting::Is(Some(System::Prefix));
    }
    let known = |system: &&System| {
        let since_0_62 = matches!(system, System::Podman | System::Wsl);
        system.name().to_bytes() == setting && (RELEASE >= Release::R0_62 || !since_0_62)
    };
    match SETTINGS.iter().find(known) {
        Some(system) => Setting::Is(Some(*system)),
        None => Setting::Unknown,
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn found(environment: &Environment) -> Option<System> {
    let recent = RELEASE >= Release::R0_62;
    let status = pieces(b"/proc/self/status");
    let container = |name: &[u8], environ: &[Vec<u8>]| {
        environ
            .iter()
            .any(|piece| find(piece, &[b"container=", name].concat()).is_some())
    };
    if pieces(b"/proc/cpuinfo")
        .iter()
        .any(|piece| find(piece, b"UML").is_some())
    {
        return Some(System::Uml);
    }
    if status
        .iter()
        .any(|piece| has_id(piece, b"s_context:") || has_id(piece, b"VxID:"))
    {
        return Some(System::Vserver);
    }
    if fs::exists(b"/proc/vz/veinfo") && !fs::exists(b"/proc/vz/version") {
        return Some(System::OpenVz);
    }
    if status.iter().any(|piece| has_id(piece, b"envID:")) {
        return Some(System::OpenVz);
    }
    let environ = pieces(b"/proc/1/environ");
    let named: [(&[u8], System); 3] = [
        (b"lxc", System::Lxc),
        (b"rkt", System::Rkt),
        (b"systemd-nspawn", System::SystemdNspawn),
    ];
    if let Some((_, system)) = named.iter().find(|(name, _)| container(name, &environ)) {
        return Some(*system);
    }
    if recent && fs::exists(b"/run/.containerenv") {
        return Some(System::Podman);
    }
    if fs::exists(b"/.dockerenv") || container(b"docker", &environ) {
        return Some(System::Docker);
    }
    if recent && is_wsl(environment) {
        return Some(System::Wsl);
    }
    if !fs::exists(b"/proc/xen") {
        return None;
    }
    let controls = pieces(b"/proc/xen/capabilities")
        .iter()
        .any(|p| find(p, b"control_d").is_some());
    Some(if controls { System::Xen0 } else { System::XenU })
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_wsl(environment: &Environment) -> bool {
    pieces(b"/proc/sys/kernel/osrelease")
        .iter()
        .any(|piece| find(piece, b"microsoft").is_some())
        || environment.get(c"WSL_DISTRO_NAME").is_some()
        || fs::exists(b"/proc/sys/fs/binfmt_misc/WSLInterop")
}

#[cfg(target_os = "freebsd")]
fn found(_: &Environment) -> Option<System> {
    if crate::sys::process_table::is_jailed() {
        return Some(System::Jail);
    }
    fs::exists(b"/var/run/.containerenv").then_some(System::Podman)
}

#[cfg(target_os = "netbsd")]
fn found(_: &Environment) -> Option<System> {
    if fs::exists(b"/kern/xen/privcmd") {
        return Some(System::Xen0);
    }
    fs::exists(b"/kern/xen").then_some(System::XenU)
}

#[cfg(not(any(
    target_os = "linux",
    target_os = "android",
    target_os = "freebsd",
    target_os = "netbsd"
)))]
fn found(_: &Environment) -> Option<System> {
    None
}

/// A file cut at newlines and NULs, which is how /proc separates.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn pieces(path: &[u8]) -> Vec<Vec<u8>> {
    let content = fs::read(path, crate::bounds::PROC).unwrap_or_default();
    content
        .split(|byte| matches!(byte, b'\n' | 0))
        .map(<[u8]>::to_vec)
        .collect()
}

/// `label`, white space, and a number that does not begin with 0.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn has_id(text: &[u8], label: &[u8]) -> bool {
    (0..text.len()).any(|at| {
        let rest = text.get(at..).and_then(|rest| rest.strip_prefix(label));
        let mut rest = rest.unwrap_or_default().iter();
        let first = rest.find(|byte| !(byte.is_ascii_whitespace() || **byte == 0x0b));
        first.is_some_and(|byte| (b'1'..=b'9').contains(byte))
    })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn ids_are_numbers_other_than_zero() {
        assert!(has_id(b"s_context: \t12", b"s_context:"));
        assert!(has_id(b"xVxID:1", b"VxID:"));
        assert!(!has_id(b"VxID:\t0", b"VxID:"));
        assert!(!has_id(b"VxID:", b"VxID:"));
    }
}
