//! Ports, capabilities, limits, devices.

use super::Findings;
use crate::place::{lossy, shown_user, text};
use openrc::privilege::{self, Privileges};
use openrc::sys::fs::{self, Permission};
use openrc::sys::process;

/// What is found.
pub fn examine(findings: &mut Findings) {
    let privileges = Privileges::current();
    let me = shown_user(process::effective_uid());
    match privileges.contains(Privileges::SUPERUSER) {
        true => findings.ok(format!("{me} is the superuser here, with every capability")),
        false => findings.note(format!(
            "{me} is not the superuser: -unprivileged keeps services out"
        )),
    }
    if privileges.contains(Privileges::USER_NAMESPACE) {
        findings.note("this is a user namespace: capabilities reach no further than what it has");
    }
    if privileges.contains(Privileges::NO_NEW_PRIVS) {
        findings.note("no_new_privs: setuid programs and capabilities of files give nothing");
    }
    capabilities(privileges, findings);
    ports(privileges, findings);
    limits(findings);
    tun(privileges, findings);
}

fn capabilities(privileges: Privileges, findings: &mut Findings) {
    let has = |name: &&[u8]| Privileges::capability(name).is_some_and(|it| privileges.contains(it));
    let (all, has): (usize, Vec<&[u8]>) = (
        privilege::capabilities().count(),
        privilege::capabilities().filter(has).collect(),
    );
    if has.is_empty() {
        return findings.note("no capabilities");
    }
    let names: Vec<String> = has.iter().map(|name| text(name)).collect();
    let line = format!("capabilities: {}", names.join(" "));
    match has.len() == all {
        true => findings.ok("all capabilities"),
        false => findings.note(line),
    }
}

fn ports(privileges: Privileges, findings: &mut Findings) {
    let lowest = privilege::lowest_port();
    let bind = Privileges::capability(b"net_bind_service");
    if bind.is_some_and(|bind| privileges.contains(bind)) {
        return findings.ok("ports: all, by the capability cap_net_bind_service");
    }
    match privileges.contains(Privileges::BIND_LOW_PORTS) {
        true => findings.ok(format!(
            "ports: from {lowest} on, by net.ipv4.ip_unprivileged_port_start"
        )),
        false => findings.note(format!(
            "ports: from {lowest} on; those below need the capability cap_net_bind_service, or a \
             lower net.ipv4.ip_unprivileged_port_start"
        )),
    }
}

/// What daemons run into, as the kernel calls it: name, what it is, unit.
const LIMITS: [(&str, &str); 3] = [
    ("Max open files", "open files"),
    ("Max processes", "processes of this user"),
    ("Max core file size", "bytes of a core dump"),
];

fn limits(findings: &mut Findings) {
    let table = fs::read(b"/proc/self/limits", openrc::bounds::PROC).unwrap_or_default();
    let table = lossy(&table);
    for (name, what) in LIMITS {
        let line = table.lines().find_map(|line| line.strip_prefix(name));
        let mut values = line.unwrap_or_default().split_whitespace();
        if let (Some(soft), Some(hard)) = (values.next(), values.next()) {
            findings.ok(format!("limit: {soft} {what}, can be raised to {hard}"));
        }
    }
}

fn tun(privileges: Privileges, findings: &mut Findings) {
    const TUN: &[u8] = b"/dev/net/tun";
    let admin = Privileges::capability(b"net_admin");
    let admin = admin.is_some_and(|admin| privileges.contains(admin));
    let may = fs::permitted(TUN, Permission::Read).and(fs::permitted(TUN, Permission::Write));
    match may {
        Err(errno) => findings.note(format!("/dev/net/tun: {}", text(&errno.message()))),
        Ok(()) if admin => findings.ok("/dev/net/tun can be used"),
        Ok(()) => findings.note(
            "/dev/net/tun can be opened; interfaces need the capability cap_net_admin, or one \
             that root has made for this user",
        ),
    }
}
