//! What in an init script is the host's: paths that lie in a Prefix instead, programs that act
//! on the whole machine, users that only root can become.

/// Directories that a Prefix has of its own, and what they are called there.
const OWN: [(&[u8], &[u8]); 6] = [
    (b"/var/run", b"/run"),
    (b"/var/lock", b"/run/lock"),
    (b"/etc", b"/etc"),
    (b"/run", b"/run"),
    (b"/srv", b"/srv"),
    (b"/var", b"/var"),
];
/// What of the host's a service reads in a Prefix too.
const SHARED: [&[u8]; 16] = [
    b"/etc/passwd",
    b"/etc/group",
    b"/etc/hosts",
    b"/etc/resolv.conf",
    b"/etc/services",
    b"/etc/protocols",
    b"/etc/nsswitch.conf",
    b"/etc/localtime",
    b"/etc/timezone",
    b"/etc/ssl",
    b"/etc/pki",
    b"/etc/ca-certificates",
    b"/etc/mime.types",
    b"/etc/os-release",
    b"/etc/shells",
    b"/run/openrc/softlevel",
];
/// Programs that act on the whole machine.
const MACHINES: [&[u8]; 40] = [
    b"mount",
    b"umount",
    b"modprobe",
    b"rmmod",
    b"insmod",
    b"sysctl",
    b"hwclock",
    b"swapon",
    b"swapoff",
    b"ip",
    b"ifconfig",
    b"iptables",
    b"ip6tables",
    b"iptables-restore",
    b"nft",
    b"ipset",
    b"brctl",
    b"tc",
    b"route",
    b"losetup",
    b"cryptsetup",
    b"useradd",
    b"adduser",
    b"groupadd",
    b"addgroup",
    b"usermod",
    b"chroot",
    b"reboot",
    b"halt",
    b"poweroff",
    b"kexec",
    b"udevadm",
    b"mknod",
    b"setfont",
    b"loadkeys",
    b"zpool",
    b"zfs",
    b"vgchange",
    b"mdadm",
    b"ldconfig",
];
/// Programs that find processes by name, wherever they belong.
const BY_NAME: [&[u8]; 3] = [b"killall", b"pkill", b"pidof"];
/// Programs that only root can use.
const ROOTS: [&[u8]; 6] = [b"su", b"runuser", b"setpriv", b"chown", b"chgrp", b"setcap"];

/// A path of the host's.
#[derive(Debug, PartialEq, Eq)]
pub struct HostPath {
    /// The number of its line, from 1.
    pub line: usize,
    /// Where it begins in the text.
    pub at: usize,
    /// The path, as far as it is written out.
    pub path: Vec<u8>,
    /// What it is in a Prefix, from its root.
    pub inside: Vec<u8>,
    /// How much of the text that takes the place of.
    pub length: usize,
    /// A shell would not put a variable in there.
    pub is_quoted: bool,
}

/// Something that is not changed, and why that matters.
#[derive(Debug, PartialEq, Eq)]
pub struct Remark {
    /// The number of its line, from 1.
    pub line: usize,
    /// What it is.
    pub text: String,
}

/// All paths of the host's in a script, comments left aside.
pub fn host_paths(script: &[u8]) -> Vec<HostPath> {
    let mut found = Vec::new();
    let mut quotes = Quotes::default();
    let mut at = 0usize;
    for (number, line) in script.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let is_comment = !quotes.is_open() && line.trim_ascii_start().starts_with(b"#");
        if !is_comment {
            paths_of(line, number.saturating_add(1), at, &mut quotes, &mut found);
        }
        at = at.saturating_add(line.len());
    }
    found
}

/// Which quotes are open, from line to line.
#[derive(Default)]
struct Quotes {
    single: bool,
    double: bool,
    escaped: bool,
}

impl Quotes {
    fn is_open(&self) -> bool {
        self.single || self.double
    }

    fn see(&mut self, byte: u8) {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if !self.single => self.escaped = true,
            b'\'' if !self.double => self.single = !self.single,
            b'"' if !self.single => self.double = !self.double,
            _ => {}
        }
    }
}

fn paths_of(
    line: &[u8],
    number: usize,
    start: usize,
    quotes: &mut Quotes,
    found: &mut Vec<HostPath>,
) {
    for (place, byte) in line.iter().enumerate() {
        let (before, from) = line.split_at(place);
        if *byte == b'#' && !quotes.is_open() && before.ends_with(b" ") {
            return;
        }
        if *byte == b'/' && begins_a_path(before) {
            if let Some((length, inside)) = in_a_prefix(from) {
                found.push(HostPath {
                    line: number,
                    at: start.saturating_add(place),
                    path: written(from).to_vec(),
                    inside,
                    length,
                    is_quoted: quotes.single,
                });
            }
        }
        quotes.see(*byte);
    }
}

/// Whether a slash after this is the first of a path: it does not go on from a variable or name.
fn begins_a_path(before: &[u8]) -> bool {
    let Some(last) = before.last() else {
        return true;
    };
    if b" \t\"'=:<>(),;|&`[!".contains(last) {
        return true;
    }
    // `${x:-/etc/x}`, and an option with its value.
    if before.ends_with(b":-") || before.ends_with(b":=") {
        return true;
    }
    // No more than that is looked at: a line may be as long as a script.
    let end = before.get(before.len().saturating_sub(3)..);
    let word = end
        .unwrap_or_default()
        .rsplit(|byte| b" \t\"'=(".contains(byte))
        .next()
        .unwrap_or_default();
    let is_option = |word: &[u8]| word.len() == 2 && word.starts_with(b"-");
    is_option(word) && last.is_ascii_alphabetic()
}

/// How much of a path is shown, in bytes: a line may be one path as long as a script.
const SHOWN: usize = 256;

/// The path as far as it is written out.
fn written(from: &[u8]) -> &[u8] {
    let from = from.get(..SHOWN).unwrap_or(from);
    let end = from.iter().position(ends_a_path);
    from.get(..end.unwrap_or(from.len())).unwrap_or_default()
}

fn ends_a_path(byte: &u8) -> bool {
    b" \t\n\"'$;|&<>(),:`*?[{}\\".contains(byte)
}

/// How much of it is the host's directory, and what that is in a Prefix.
fn in_a_prefix(from: &[u8]) -> Option<(usize, Vec<u8>)> {
    let is_below = |directory: &[u8]| {
        let rest = from.strip_prefix(directory);
        rest.is_some_and(|rest| {
            rest.first()
                .is_none_or(|byte| *byte == b'/' || ends_a_path(byte))
        })
    };
    if SHARED.iter().any(|shared| is_below(shared)) {
        return None;
    }
    let (directory, inside) = OWN.iter().find(|(directory, _)| is_below(directory))?;
    Some((directory.len(), inside.to_vec()))
}

/// What a plain user's, or any, Prefix cannot have changed by another path.
pub fn remarks(script: &[u8], is_roots: bool) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (number, line) in script.split(|byte| *byte == b'\n').enumerate() {
        let line = line.trim_ascii();
        if line.starts_with(b"#") {
            continue;
        }
        for word in commands(line) {
            if let Some(why) = why(word, is_roots) {
                let word = companion::text(word);
                remarks.push(Remark {
                    line: number.saturating_add(1),
                    text: format!("{word}: {why}"),
                });
            }
        }
    }
    remarks
}

fn why(word: &[u8], is_roots: bool) -> Option<&'static str> {
    if MACHINES.contains(&word) {
        return Some("acts on the whole machine");
    }
    if BY_NAME.contains(&word) {
        return Some("finds processes by name, outside of the Prefix too");
    }
    (ROOTS.contains(&word) && !is_roots).then_some("only root can do that")
}

/// The words of a line where a command may stand.
fn commands(line: &[u8]) -> Vec<&[u8]> {
    const BEFORE: [&[u8]; 13] = [
        b";", b"&&", b"||", b"|", b"then", b"do", b"else", b"!", b"{", b"if", b"elif", b"while",
        b"until",
    ];
    let mut commands = Vec::new();
    let mut is_command = true;
    for word in line.split(|byte| b" \t".contains(byte)) {
        let word = word.strip_prefix(b"$(").unwrap_or(word);
        let ends = word.ends_with(b";");
        let bare = word.strip_suffix(b";").unwrap_or(word);
        let name = bare.rsplit(|byte| *byte == b'/').next().unwrap_or(bare);
        if is_command && !bare.contains(&b'=') {
            commands.push(name);
        }
        is_command = ends || BEFORE.contains(&bare);
    }
    commands
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(script: &str) -> Vec<(usize, String, bool)> {
        host_paths(script.as_bytes())
            .into_iter()
            .map(|it| (it.line, companion::text(&it.path), it.is_quoted))
            .collect()
    }

    #[test]
    fn paths_of_the_host_are_found() {
        let found = paths(
            "pidfile=/run/x.pid\nargs=\"-c /etc/x.conf --pid=/var/run/x/${RC_SVCNAME}.pid\"\n\
             x=${y:-/var/lib/y}\nz='/etc/z'\na -f/etc/a b>/var/log/b\n",
        );
        let expected = [
            (1, "/run/x.pid", false),
            (2, "/etc/x.conf", false),
            (2, "/var/run/x/", false),
            (3, "/var/lib/y", false),
            (4, "/etc/z", true),
            (5, "/etc/a", false),
            (5, "/var/log/b", false),
        ];
        let expected = expected.map(|(line, path, quoted)| (line, path.to_string(), quoted));
        assert_eq!(found, expected);
    }

    #[test]
    fn other_paths_are_not() {
        for line in [
            "# /etc/x",
            "true # /etc/x",
            "a=${EPREFIX}/etc/x",
            "a=$RC_PREFIX/run/x",
            "command=/usr/bin/x /usr/share/etc/x",
            "a=/etcetera /running",
            "grep x /etc/passwd /etc/ssl/certs/x.pem",
            "cd ./var/x ../etc/x a/etc/x",
        ] {
            assert_eq!(paths(line), [], "{line}");
        }
    }

    #[test]
    fn programs_that_act_on_the_machine_are_named() {
        let of = |line: &str, is_roots| -> Vec<String> {
            let remarks = remarks(line.as_bytes(), is_roots);
            remarks.into_iter().map(|it| it.text).collect()
        };
        assert_eq!(
            of("\tmodprobe -q tun", true),
            ["modprobe: acts on the whole machine"]
        );
        assert_eq!(of("if ! /sbin/sysctl -w x; then", true).len(), 1);
        assert_eq!(of("ebegin mount", true).len(), 0);
        assert_eq!(of("chown x y", true).len(), 0);
        assert_eq!(
            of("a && chown x y", false),
            ["chown: only root can do that"]
        );
        assert_eq!(of("killall x", true).len(), 1);
    }
}
