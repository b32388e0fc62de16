//! What this process may do, and what services need to be able to do.
#![forbid(unsafe_code)]

use crate::sys::{preserve_errno, privilege, process, Errno};
use alloc::vec::Vec;

bitflags::bitflags! {
    /// What this process may do. Bit N is the capability of that number, in the effective
    /// set: [`capabilities`] has the names.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Privileges: u64 {
        /// `RC_PRIVILEGE_SUPERUSER`: user 0 with every capability that a process here can
        /// have, `sys_admin` among them, in the first user namespace; elsewhere than on
        /// Linux, user 0 outside jails.
        const SUPERUSER = 1 << 63;
        /// `RC_PRIVILEGE_USER_NAMESPACE`: in another user namespace than the first, where
        /// capabilities reach no further than what the namespace has.
        const USER_NAMESPACE = 1 << 62;
        /// `RC_PRIVILEGE_NO_NEW_PRIVS`: programs gain nothing by setuid or capabilities.
        const NO_NEW_PRIVS = 1 << 61;
        /// `RC_PRIVILEGE_BIND_LOW_PORTS`: may listen on ports below 1024, or on those from
        /// [`lowest_port`] on.
        const BIND_LOW_PORTS = 1 << 60;
        /// Capabilities.
        const _ = !0;
    }
}

/// The names of capabilities in the order of their numbers, without `cap_`. One text: a
/// table of addresses would be five times as long.
const CAPABILITIES: &str = "chown dac_override dac_read_search fowner fsetid kill setgid \
    setuid setpcap linux_immutable net_bind_service net_broadcast net_admin net_raw ipc_lock \
    ipc_owner sys_module sys_rawio sys_chroot sys_ptrace sys_pacct sys_admin sys_boot \
    sys_nice sys_resource sys_time sys_tty_config mknod lease audit_write audit_control \
    setfcap mac_override mac_admin syslog wake_alarm block_suspend audit_read perfmon bpf \
    checkpoint_restore";

/// The names of all capabilities, in the order of their numbers, without `cap_`.
pub fn capabilities() -> impl Iterator<Item = &'static [u8]> {
    CAPABILITIES.as_bytes().split(|byte| *byte == b' ')
}

/// The first port that needs no privilege where the system does not say.
const FIRST_FREE_PORT: u16 = 1024;
/// The inode of the first user namespace, which never changes (`PROC_USER_INIT_INO`).
#[cfg(any(target_os = "linux", target_os = "android"))]
const FIRST_USER_NAMESPACE: u64 = 0xEFFF_FFFD;

impl Privileges {
    /// Those of this process now.
    pub fn current() -> Self {
        preserve_errno(|| {
            let effective = privilege::effective_capabilities().unwrap_or(0);
            let mut privileges = Privileges::from_bits_retain(effective & Self::ALL_CAPABILITIES);
            let is_full = is_full(effective);
            let namespace = is_in_user_namespace();
            let is_superuser = process::effective_uid() == 0 && is_full && !namespace;
            privileges.set(Privileges::SUPERUSER, is_superuser);
            privileges.set(Privileges::USER_NAMESPACE, namespace);
            privileges.set(Privileges::NO_NEW_PRIVS, privilege::has_no_new_privs());
            let low_ports = privileges.may_bind_any_port() || lowest_port() < FIRST_FREE_PORT;
            privileges.set(Privileges::BIND_LOW_PORTS, low_ports);
            privileges
        })
    }

    /// The bits that are no capabilities are the upper four.
    const ALL_CAPABILITIES: u64 = (1 << 60) - 1;

    /// The capability of a name, with or without `cap_`, in any case.
    pub fn capability(name: &[u8]) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let name = name.strip_prefix(b"cap_").unwrap_or(&name);
        let number = capabilities().position(|known| known == name)?;
        Some(Privileges::from_bits_retain(1u64 << number))
    }

    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn may_bind_any_port(self) -> bool {
        Self::capability(b"net_bind_service").is_some_and(|bind| self.contains(bind))
    }

    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    fn may_bind_any_port(self) -> bool {
        process::effective_uid() == 0
    }
}

/// Containers leave out most, administration first; some machines leave out one or two.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_full(effective: u64) -> bool {
    let possible = privilege::bounding_capabilities();
    let administration = Privileges::capability(b"sys_admin").map_or(0, |it| it.bits());
    let needed = possible | administration;
    effective & needed == needed
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn is_full(_: u64) -> bool {
    true
}

/// The lowest port that a process without the capability may listen on
/// (`net.ipv4.ip_unprivileged_port_start`).
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn lowest_port() -> u16 {
    let text = crate::sys::fs::read(
        b"/proc/sys/net/ipv4/ip_unprivileged_port_start",
        crate::bounds::PROC,
    )
    .unwrap_or_default();
    let number = crate::number::leading(&text).unwrap_or(i32::from(FIRST_FREE_PORT));
    u16::try_from(number).unwrap_or(FIRST_FREE_PORT)
}

/// The lowest port that an ordinary user may listen on.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn lowest_port() -> u16 {
    FIRST_FREE_PORT
}

#[cfg(any(target_os = "linux", target_os = "android"))]
pub(crate) fn is_in_user_namespace() -> bool {
    crate::sys::fs::stat(b"/proc/self/ns/user")
        .is_ok_and(|it| it.identity.1 != FIRST_USER_NAMESPACE)
}

#[cfg(target_os = "freebsd")]
pub(crate) fn is_in_user_namespace() -> bool {
    crate::sys::process_table::is_jailed()
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "freebsd")))]
pub(crate) fn is_in_user_namespace() -> bool {
    false
}

/// What a keyword of a service asks of the process that is to start it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restriction {
    /// `-prefix`, `noprefix`: it acts on the whole machine.
    Host,
    /// `-unprivileged`: for the superuser alone.
    Superuser,
    /// `-nocap_NAME`: needs that capability, which has this number.
    Capability(usize),
    /// `-nocap_NAME` with a name that no capability has.
    UnknownCapability,
}

impl Restriction {
    /// What a keyword restricts; `None` for a keyword that restricts nothing of this kind.
    pub fn of(keyword: &[u8]) -> Option<Self> {
        match keyword {
            b"-prefix" | b"noprefix" => Some(Restriction::Host),
            b"-unprivileged" => Some(Restriction::Superuser),
            _ => {
                let name = keyword.strip_prefix(b"-nocap_")?;
                let number = Privileges::capability(name).and_then(|capability| {
                    usize::try_from(capability.bits().trailing_zeros()).ok()
                });
                Some(number.map_or(Restriction::UnknownCapability, Restriction::Capability))
            }
        }
    }

    /// Whether a process may start such a service, where that is a question of privileges.
    pub fn allows(self, privileges: Privileges) -> bool {
        match self {
            Restriction::Host => true,
            Restriction::Superuser => privileges.contains(Privileges::SUPERUSER),
            Restriction::Capability(number) => {
                let is_bind = capabilities().nth(number) == Some(b"net_bind_service");
                let bit = u32::try_from(number).ok().and_then(|n| 1u64.checked_shl(n));
                privileges.contains(Privileges::from_bits_retain(bit.unwrap_or(u64::MAX)))
                    || (is_bind && privileges.contains(Privileges::BIND_LOW_PORTS))
            }
            Restriction::UnknownCapability => false,
        }
    }

    /// The errno for a service that may not be started.
    pub fn errno(self) -> Errno {
        match self {
            Restriction::Host => Errno::ACCES,
            _ => Errno::PERM,
        }
    }

    /// What such a service needs, or does.
    pub fn text(self) -> Vec<u8> {
        match self {
            Restriction::Host => b"acts on the whole machine, not for a Prefix".to_vec(),
            Restriction::Superuser => b"may only be started by the superuser".to_vec(),
            Restriction::Capability(number) => {
                let name = capabilities().nth(number).unwrap_or(b"?");
                [b"needs the capability cap_", name].concat()
            }
            Restriction::UnknownCapability => b"needs a capability that is unknown".to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_restrict() {
        assert_eq!(Restriction::of(b"-prefix"), Some(Restriction::Host));
        assert_eq!(Restriction::of(b"-docker"), None);
        assert_eq!(
            Restriction::of(b"-nocap_net_admin"),
            Some(Restriction::Capability(12))
        );
        assert_eq!(
            Restriction::of(b"-nocap_CAP_NET_ADMIN"),
            Restriction::of(b"-nocap_net_admin")
        );
        let unknown = Restriction::of(b"-nocap_x").unwrap();
        assert_eq!(unknown, Restriction::UnknownCapability);
        assert!(!unknown.allows(Privileges::all()));
    }

    #[test]
    fn low_ports_need_the_capability_or_the_systems_leave() {
        let bind = Restriction::of(b"-nocap_net_bind_service").unwrap();
        assert!(!bind.allows(Privileges::empty()));
        assert!(bind.allows(Privileges::BIND_LOW_PORTS));
        assert!(bind.allows(Privileges::capability(b"net_bind_service").unwrap()));
        let raw = Restriction::of(b"-nocap_net_raw").unwrap();
        assert!(!raw.allows(Privileges::BIND_LOW_PORTS));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn this_process_has_what_its_status_says() {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("CapEff:"));
        let effective = u64::from_str_radix(line.unwrap().trim(), 16).unwrap();
        let ours = Privileges::current().bits() & Privileges::ALL_CAPABILITIES;
        assert_eq!(ours, effective);
    }
}
