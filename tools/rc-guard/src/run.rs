//! `rc-guard run`: the guard itself, in the foreground.

use crate::children::Clean;
use crate::clock;
use crate::guard::Guard;
use crate::kernel;
use crate::log::Log;
use crate::oom;
use crate::place::{path, Place};
use crate::process;
use crate::saved;
use companion::{Answer, Failure};
use openrc::config;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::fd::AsFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

/// Guards until it is told to end.
pub fn run(place: Place) -> Answer {
    let failed = |what: &str, error: io::Error| Failure::Missing(format!("{what}: {error}"));
    let clean = Clean::note();
    nix::sys::stat::umask(nix::sys::stat::Mode::from_bits_truncate(0o022));
    std::env::set_current_dir("/").map_err(|error| failed("/", error))?;
    let own = place.own_dir().display().to_string();
    saved::make_folders(&place).map_err(|error| failed(&own, error))?;
    let _lock = only_one(&place)?;
    saved::forget_other_boots(&place).map_err(|error| failed(&own, error))?;
    oom::protect_oneself();
    let log = Log::new(log_file(&place));
    let mut guard = Guard::new(place, clean, log).map_err(|error| failed("epoll", error))?;
    guard.begin();
    while guard.turn().map_err(|error| failed("epoll", error))? {}
    Ok(true)
}

/// How often the lock is asked for.
const TRIES: u32 = 20;

/// The lock that says that this is the guard of this state directory. It is given up when the
/// process ends, however that comes.
fn only_one(place: &Place) -> Result<File, Failure> {
    let file = saved::lock_file(place);
    let wrong = |error: io::Error| Failure::Missing(format!("{}: {error}", file.display()));
    let mut options = OpenOptions::new();
    options
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o644)
        .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK | libc::O_NOCTTY);
    let lock = options.open(&file).map_err(wrong)?;
    let mut is_ours = false;
    for _ in 0..TRIES {
        is_ours = kernel::lock_now(lock.as_fd()).map_err(wrong)?;
        if is_ours {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    if !is_ours {
        let who =
            saved::running(place).map_or(String::new(), |it| format!(", as process {}", it.pid));
        let dir = place.svcdir();
        return Err(Failure::Missing(format!(
            "another guard of {} runs{who}",
            dir.display()
        )));
    }
    let me = i32::try_from(std::process::id())
        .ok()
        .and_then(process::look);
    if let Some(me) = me {
        let text = saved::lock_text(me.identity, clock::now());
        lock.set_len(0).map_err(wrong)?;
        std::os::unix::fs::FileExt::write_all_at(&lock, text.as_bytes(), 0).map_err(wrong)?;
    }
    Ok(lock)
}

/// The file that is written to beside syslog: what rc.conf says; in a Prefix where nobody
/// listens, its own.
pub fn log_file(place: &Place) -> Option<PathBuf> {
    let settings = config::rc_conf(&place.context);
    let named = settings
        .value(b"rc_guard_log")
        .filter(|value| !value.is_empty());
    if let Some(named) = named {
        return Some(path(named).to_path_buf()).filter(|file| file.is_absolute());
    }
    if Log::is_syslog_there() {
        return None;
    }
    let file = place.in_prefix("var/log/rc-guard.log")?;
    fs::create_dir_all(file.parent()?).ok();
    Some(file)
}
