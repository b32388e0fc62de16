//! What this machine is: a container, a virtual machine, or nothing special.
//!
//! Upstream: `rc_sys` of `librc.c`.
#![forbid(unsafe_code)]

use crate::context::Context;
use crate::release::RELEASE;
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
    let setting = context
        .conf()
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
        let is_there = match system {
            System::Podman => RELEASE.knows_podman,
            System::Wsl => RELEASE.knows_wsl,
            _ => true,
        };
        is_there && system.name().to_bytes() == setting
    };
    match SETTINGS.iter().find(known) {
        Some(system) => Setting::Is(Some(*system)),
        None => Setting::Unknown,
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn found(environment: &Environment) -> Option<System> {
    let container =
        |name: &[u8], environ: &[u8]| find(environ, &[b"container=", name].concat()).is_some();
    if holds(b"/proc/cpuinfo", b"UML") {
        return Some(System::Uml);
    }
    let status = fs::read(b"/proc/self/status", crate::bounds::PROC).unwrap_or_default();
    if has_id(&status, b"s_context:") || has_id(&status, b"VxID:") {
        return Some(System::Vserver);
    }
    if fs::exists(b"/proc/vz/veinfo") && !fs::exists(b"/proc/vz/version") {
        return Some(System::OpenVz);
    }
    if has_id(&status, b"envID:") {
        return Some(System::OpenVz);
    }
    let environ = fs::read(b"/proc/1/environ", crate::bounds::PROC).unwrap_or_default();
    let named: [(&[u8], System); 3] = [
        (b"lxc", System::Lxc),
        (b"rkt", System::Rkt),
        (b"systemd-nspawn", System::SystemdNspawn),
    ];
    if let Some((_, system)) = named.iter().find(|(name, _)| container(name, &environ)) {
        return Some(*system);
    }
    if RELEASE.knows_podman && fs::exists(b"/run/.containerenv") {
        return Some(System::Podman);
    }
    if fs::exists(b"/.dockerenv") || container(b"docker", &environ) {
        return Some(System::Docker);
    }
    if RELEASE.knows_wsl && is_wsl(environment) {
        return Some(System::Wsl);
    }
    if !fs::exists(b"/proc/xen") {
        return None;
    }
    let controls = holds(b"/proc/xen/capabilities", b"control_d");
    Some(if controls { System::Xen0 } else { System::XenU })
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_wsl(environment: &Environment) -> bool {
    holds(b"/proc/sys/kernel/osrelease", b"microsoft")
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

/// Whether a file has a text in it.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn holds(path: &[u8], text: &[u8]) -> bool {
    fs::read(path, crate::bounds::PROC).is_ok_and(|content| find(&content, text).is_some())
}

/// Whether a line has `label`, white space, and a number that does not begin with 0.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn has_id(mut text: &[u8], label: &[u8]) -> bool {
    while let Some(at) = find(text, label) {
        let end = at.saturating_add(label.len());
        text = text.get(end..).unwrap_or_default();
        let is_blank = |byte: &&u8| matches!(**byte, b' ' | b'\t' | b'\r' | 0x0b | 0x0c);
        let first = text.iter().find(|byte| !is_blank(byte));
        if first.is_some_and(|byte| (b'1'..=b'9').contains(byte)) {
            return true;
        }
    }
    false
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
        assert!(has_id(b"VxID:\t0\nVxID:\t7", b"VxID:"));
        assert!(!has_id(b"VxID:\n7", b"VxID:"));
    }
}
