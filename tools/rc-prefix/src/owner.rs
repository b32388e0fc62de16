//! What root wants to know of another user's Prefix is found out by that user's rights.
//!
//! This program is run once more for that, apart from root's terminal: it becomes the owner
//! before it looks at anything, and what it says comes back by a pipe. Root reads no file of the
//! user's, and waits no longer than a limit.

use crate::place::{failure, shown_user};
use companion::{harmless, Answer, Failure};
use nix::unistd::{initgroups, setgid, setsid, setuid, User};
use std::env;
use std::ffi::{CString, OsString};
use std::io::{Read, Write};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Tells the second run whom to become.
const WHOM: &str = "RC_PREFIX_TOOL_OWNER";
/// What it is given of root's environment.
const KEPT: [&str; 4] = ["PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH"];
/// How long it may take, and how much it may say.
const LIMIT: Duration = Duration::from_secs(20);
const MOST: u64 = 1 << 20;
/// How long what it has written may take to come.
const AFTER_END: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(20);

/// Whom root has to become to look at a Prefix: its owner, unless that is root.
pub fn to_become(root: &Path) -> Option<u32> {
    if !nix::unistd::geteuid().is_root() {
        return None;
    }
    let owner = root.metadata().ok()?.uid();
    (owner != 0).then_some(owner)
}

/// In the second run, becomes the owner for good.
///
/// # Errors
/// That cannot be done: nothing may be looked at then.
pub fn become_owner() -> Result<(), Failure> {
    let Some(owner) = env::var_os(WHOM) else {
        return Ok(());
    };
    env::remove_var(WHOM);
    if !nix::unistd::geteuid().is_root() {
        return Ok(());
    }
    let owner: Option<u32> = owner.to_str().and_then(|owner| owner.parse().ok());
    let user = owner
        .filter(|owner| *owner != 0)
        .and_then(|owner| User::from_uid(owner.into()).ok().flatten())
        .ok_or_else(|| failure("the owner is no user of this machine"))?;
    let name = CString::new(user.name.as_bytes()).map_err(failure)?;
    // Not to type on root's terminal, which a user's script could.
    setsid().map_err(failure)?;
    initgroups(&name, user.gid).map_err(failure)?;
    setgid(user.gid).map_err(failure)?;
    setuid(user.uid).map_err(failure)?;
    for name in ["XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"] {
        env::remove_var(name);
    }
    for (name, value) in [
        ("HOME", OsString::from(&user.dir)),
        ("SHELL", OsString::from(&user.shell)),
        ("USER", OsString::from(&user.name)),
        ("LOGNAME", OsString::from(&user.name)),
    ] {
        env::set_var(name, value);
    }
    env::set_current_dir("/").map_err(failure)
}

/// What the second run says, with these arguments, and whether that is good.
///
/// # Errors
/// It could not be run, or took too long.
pub fn ask<S: AsRef<std::ffi::OsStr>>(
    owner: u32,
    arguments: impl IntoIterator<Item = S>,
) -> Result<(String, bool), Failure> {
    let mut command = Command::new("/proc/self/exe");
    command
        .args(arguments)
        // What else root has in its environment is not for the user's scripts to see.
        .env_clear()
        .envs(
            KEPT.iter()
                .filter_map(|name| Some((name, env::var_os(name)?))),
        )
        .env(WHOM, owner.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().map_err(failure)?;
    let out = Said::of(child.stdout.take());
    let errors = Said::of(child.stderr.take());
    let Some(good) = end_of(&mut child) else {
        return Err(failure(format!(
            "{} seconds were not enough to look at the Prefix of {}",
            LIMIT.as_secs(),
            shown_user(owner)
        )));
    };
    let (said, errors) = (out.all(), errors.all());
    match said.is_empty() && !errors.is_empty() {
        true => {
            let error = errors.strip_prefix("rc-prefix: ").unwrap_or(&errors);
            Err(failure(error.trim_end()))
        }
        false => Ok((said, good)),
    }
}

/// What came by a pipe until now. A process of the user's may keep it open for ever.
struct Said {
    bytes: Arc<Mutex<Vec<u8>>>,
    reader: Option<JoinHandle<()>>,
}

impl Said {
    fn of(pipe: Option<impl Read + Send + 'static>) -> Self {
        let bytes: Arc<Mutex<Vec<u8>>> = Arc::default();
        let kept = Arc::clone(&bytes);
        let reader = pipe.map(|pipe| {
            thread::spawn(move || {
                let mut pipe = pipe.take(MOST);
                let mut part = [0; 4096];
                while let Ok(length @ 1..) = pipe.read(&mut part) {
                    if let (Ok(mut kept), Some(part)) = (kept.lock(), part.get(..length)) {
                        kept.extend_from_slice(part);
                    }
                }
            })
        });
        Said { bytes, reader }
    }

    fn all(self) -> String {
        let begun = Instant::now();
        let is_open = || self.reader.as_ref().is_some_and(|it| !it.is_finished());
        while is_open() && begun.elapsed() < AFTER_END {
            thread::sleep(PAUSE);
        }
        let bytes = self.bytes.lock().map(|bytes| bytes.clone());
        String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
    }
}

/// Whether it ended well; `None` where it had to be ended. What it started itself has its own
/// session, and is the user's.
fn end_of(child: &mut Child) -> Option<bool> {
    let begun = Instant::now();
    while begun.elapsed() < LIMIT {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) => thread::sleep(PAUSE),
            Err(_) => return None,
        }
    }
    child.kill().ok();
    child.wait().ok();
    None
}

/// Prints what the owner sees.
pub fn answer<S: AsRef<std::ffi::OsStr>>(
    owner: u32,
    arguments: impl IntoIterator<Item = S>,
    out: &mut dyn Write,
) -> Answer {
    let (said, good) = ask(owner, arguments)?;
    for line in said.lines() {
        let fields: Vec<String> = line.split('\t').map(harmless).collect();
        writeln!(out, "{}", fields.join("\t"))?;
    }
    Ok(good)
}
