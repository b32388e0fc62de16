//! What dash makes of a text. It is given only what was evaluated without a shell, and
//! stands where it could do no harm if that was wrong: as nobody, without descriptors of
//! this process, in namespaces of its own (mount, pid, network, host name), its root a
//! folder that cannot be written and holds nothing but itself and two files.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// The variables that a text is asked for at its end.
pub const VARIABLES: [&str; 8] = ["x", "y", "z", "n", "set", "word", "HOME", "_p"];
/// The environment.
pub const ENVIRONMENT: [&str; 2] = ["HOME=/root", "set=from env"];
/// The names in the current folder.
pub const NAMES: [&str; 2] = ["a", "b.c"];

/// Puts it into its place.
const ENTER: &str = r#"
mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" || exit
exec env -i "$3" "$4" /usr/sbin/chroot --userspec=65534:65534 "$1" /sh -c "$2""#;

/// Waits for texts, and evaluates each in a subshell. No text has the bytes 1 and 127.
const SERVE: &str = r#"
cd /d
say() { printf '<%s>' "$@"; echo; }
while read -r _; do
	(ulimit -t 3; . /script; printf '\001%s' "$?"@VARIABLES@) <&9 2>&9
	printf '\177%s\n\177\n' "$?"
done"#;

/// The status of who was ended for the time that it took.
pub const KILLED: &[u8] = b"137";
/// The longest answer that is kept. What dash says may double with each command.
const MOST_BYTES: usize = 4 << 20;

/// What a text has done.
#[derive(Debug)]
pub struct Outcome {
    /// What it has said.
    pub said: Vec<u8>,
    /// The status, and the values of [`VARIABLES`], unless it ended its shell.
    pub end: Option<(Vec<u8>, Vec<Option<Vec<u8>>>)>,
    /// The subshell's status.
    pub status: Vec<u8>,
}

/// A dash that waits.
pub struct Dash {
    // Ends when its input does.
    _server: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    script: PathBuf,
}

impl Dash {
    /// A new one, which lives as long as this process.
    ///
    /// # Panics
    /// Where it cannot be put into its place: this process must be root's.
    pub fn new() -> Self {
        let root = root();
        let script = root.join("script");
        std::fs::write(&script, b"").unwrap();
        let values = VARIABLES.map(|name| format!(" \"${{{name}-\x7f}}\""));
        let serve = SERVE.replace("@VARIABLES@", &values.concat());
        let options = ["--mount", "--pid", "--net", "--uts", "--ipc", "--fork"];
        let mut server = Command::new("/usr/bin/unshare")
            .args(options)
            .args(["--kill-child", "--propagation", "private", "--"])
            .args(["/bin/sh", "-c", &format!("exec 9<>/dev/null\n{ENTER}")])
            .args(["dash", root.to_str().unwrap(), &serve])
            .args(ENVIRONMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Dash {
            to: server.stdin.take().unwrap(),
            from: BufReader::new(server.stdout.take().unwrap()),
            _server: server,
            script,
        }
    }

    /// What it makes of a text; as if it had been ended where that is too long.
    ///
    /// # Panics
    /// Where it does not answer.
    pub fn run(&mut self, text: &[u8]) -> Outcome {
        std::fs::write(&self.script, text).unwrap();
        self.to.write_all(b"\n").unwrap();
        let mut answer = Vec::new();
        let mut is_long = false;
        while !answer.ends_with(b"\n\x7f\n") {
            if answer.len() > MOST_BYTES {
                is_long = true;
                answer.drain(..answer.len() - 8);
            }
            let mut some = (&mut self.from).take(MOST_BYTES as u64);
            let count = some.read_until(b'\n', &mut answer).unwrap();
            assert_ne!(count, 0, "dash has ended (is this process root's?)");
        }
        if is_long {
            return Outcome {
                said: Vec::new(),
                end: None,
                status: KILLED.to_vec(),
            };
        }
        answer.truncate(answer.len() - 3);
        let ended = answer.iter().rposition(|byte| *byte == 0x7f).unwrap();
        let mut parts = answer[..ended].split(|byte| *byte == 1);
        let said = parts.next().unwrap_or_default().to_vec();
        let end = parts.next().map(|status| {
            let value = |value: &[u8]| (value != b"\x7f").then(|| value.to_vec());
            (status.to_vec(), parts.map(value).collect())
        });
        Outcome {
            said,
            end,
            status: answer[ended + 1..].to_vec(),
        }
    }
}

impl Default for Dash {
    fn default() -> Self {
        Self::new()
    }
}

/// A folder that holds dash, its libraries, and what [`NAMES`] says.
fn root() -> PathBuf {
    let root = crate::place::own("shell", &std::env::temp_dir());
    std::fs::create_dir_all(root.join("d")).unwrap();
    for name in NAMES {
        std::fs::write(root.join("d").join(name), b"").unwrap();
    }
    std::fs::write(root.join("there"), b"there").unwrap();
    std::fs::write(root.join("sourced"), SOURCED).unwrap();
    let dash = Path::new("/usr/bin/dash");
    std::fs::copy(dash, root.join("sh")).unwrap();
    let needed = Command::new("ldd").arg(dash).output().unwrap().stdout;
    for word in String::from_utf8_lossy(&needed).split_whitespace() {
        if let Some(inside) = word.strip_prefix('/') {
            let copy = root.join(inside);
            std::fs::create_dir_all(copy.parent().unwrap()).unwrap();
            std::fs::copy(word, copy).unwrap();
        }
    }
    root
}

/// What is in the file `/sourced`.
pub const SOURCED: &[u8] = b"x=sourced; return 4";
