//! What is written down of a service: guard/services/NAME, key=value. A guard that is started
//! anew goes on from there, and `rc-guard status` reads it.

use crate::clock::Millis;
use crate::files;
use crate::log;
use crate::place::{path, FileId, Generation, Place};
use crate::policy::{End, History};
use crate::process::Identity;
use crate::service::{Death, Phase, Service};
use crate::timers::Shown;
use openrc::bounds;
use openrc::sys::{boot, replace};
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// Where they are.
pub fn folder(place: &Place) -> PathBuf {
    place.own_dir().join("services")
}

fn file(place: &Place, name: &[u8]) -> PathBuf {
    folder(place).join(path(name))
}

/// What was written down of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The service, without its settings.
    pub service: Service,
    /// Its processes.
    pub processes: Vec<Identity>,
    /// The records of its daemons that were put aside when it was started again.
    pub records: Option<FileId>,
    /// The policy, for people.
    pub policy: String,
    /// What is not understood of its settings.
    pub problems: Vec<String>,
}

/// Which boot this is; state of another one is not believed.
fn boot_id() -> String {
    let id = boot::id().ok().flatten().unwrap_or_default();
    String::from_utf8_lossy(&id).into_owned()
}

/// A value on one line.
fn line(key: &str, value: impl ToString) -> String {
    let value = value.to_string().replace(['\n', '\r'], " ");
    format!("{key}={value}\n")
}

fn optional(key: &str, value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| line(key, value))
}

/// As it is written.
pub fn to_text(service: &Service, processes: &[Identity], records: Option<FileId>) -> String {
    let times: Vec<String> = service
        .history
        .times
        .iter()
        .map(ToString::to_string)
        .collect();
    let processes = processes
        .iter()
        .map(|it| format!("{}:{}", it.pid, it.began));
    let mut text = [
        line("boot", boot_id()),
        line("policy", service.settings.policy.respawn.text()),
        line("state", service.phase.text()),
        line("since", service.since),
        optional("generation", service.generation.map(Generation::to_text)),
        line("pids", processes.collect::<Vec<_>>().join(" ")),
        optional("records", records.map(FileId::to_text)),
        line("respawns", service.history.respawns),
        line("in_a_row", service.history.in_a_row),
        line("times", times.join(" ")),
        optional("next", service.next),
        line("paused", if service.paused { "yes" } else { "no" }),
        line("reason", &service.why),
    ]
    .concat();
    for timer in &service.timers {
        text += &line("timer", timer.to_text());
    }
    text += &line("began", service.began);
    for problem in &service.settings.problems {
        text += &line("problem", problem.text());
    }
    for death in &service.deaths {
        let status = death
            .end
            .status()
            .map_or_else(|| "-".to_string(), |it| it.to_string());
        let (at, pid, kind) = (death.at, death.pid, death.end.kind());
        let said = format!(
            "{at} {pid} {kind} {status} {} {}",
            death.lived, death.answer
        );
        text += &line("death", said);
    }
    text
}

/// As it was written; `None` for what was written in another boot, or is not whole.
pub fn from_text(name: &[u8], text: &str) -> Option<Saved> {
    let fields: Vec<(&str, &str)> = text
        .lines()
        .filter_map(|line| line.split_once('='))
        .collect();
    let one = |key: &str| {
        fields
            .iter()
            .find(|(own, _)| *own == key)
            .map(|(_, value)| *value)
    };
    let all = |key: &'static str| {
        let own = fields.iter().filter(move |(own, _)| *own == key);
        own.map(|(_, value)| *value)
    };
    if one("boot")? != boot_id() {
        return None;
    }
    let number = |key: &str| one(key)?.parse::<Millis>().ok();
    let small = |key: &str| one(key)?.parse::<u32>().ok();
    let mut service = Service::new(name);
    service.phase = Phase::from_text(one("state")?)?;
    service.since = number("since")?;
    service.next = number("next");
    service.why = one("reason")?.to_string();
    service.paused = one("paused")? == "yes";
    service.generation = one("generation").and_then(Generation::from_text);
    service.history = History {
        respawns: small("respawns")?,
        in_a_row: small("in_a_row")?,
        times: one("times")?
            .split(' ')
            .filter_map(|it| it.parse().ok())
            .collect(),
    };
    service.deaths = all("death").filter_map(death).collect();
    service.timers = all("timer").filter_map(Shown::from_text).collect();
    service.began = number("began").unwrap_or(service.since);
    let processes: Vec<Identity> = one("pids")?.split(' ').filter_map(identity).collect();
    service.pids = processes.iter().map(|it| it.pid).collect();
    Some(Saved {
        service,
        processes,
        records: one("records").and_then(FileId::from_text),
        policy: one("policy")?.to_string(),
        problems: all("problem").map(str::to_string).collect(),
    })
}

fn identity(text: &str) -> Option<Identity> {
    let (pid, began) = text.split_once(':')?;
    Some(Identity {
        pid: pid.parse().ok()?,
        began: began.parse().ok()?,
    })
}

fn death(text: &str) -> Option<Death> {
    let mut words = text.splitn(6, ' ');
    let (at, pid) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let (kind, status) = (words.next()?, words.next()?);
    Some(Death {
        at,
        pid,
        end: End::from_words(kind, status.parse().ok())?,
        lived: words.next()?.parse().ok()?,
        answer: words.next()?.to_string(),
    })
}

/// Writes it down, in one step. A service of which nothing is to be remembered has no file.
pub fn write(place: &Place, service: &Service, processes: &[Identity]) -> io::Result<()> {
    let file = file(place, &service.name);
    let is_nothing = service.phase == Phase::Gone && service.deaths.is_empty();
    if is_nothing && !service.paused {
        return match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
    }
    let records = match service.phase {
        Phase::Starting => FileId::of(&place.aside(&service.name)),
        _ => None,
    };
    let text = to_text(service, processes, records);
    replace::file(file.as_os_str().as_bytes(), text.as_bytes()).map_err(io::Error::from)
}

/// Reads what is written of a service.
pub fn read(place: &Place, name: &[u8]) -> Option<Saved> {
    let text = files::read(file(place, name), bounds::VALUE).ok()?;
    from_text(name, &String::from_utf8_lossy(&text))
}

/// All services of which something is written, in order.
pub fn all(place: &Place) -> Vec<Saved> {
    let entries = fs::read_dir(folder(place));
    let names = entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name());
    let mut names: Vec<_> = names
        .filter(|name| !name.as_bytes().starts_with(b"."))
        .collect();
    names.sort();
    names
        .iter()
        .filter_map(|name| read(place, name.as_bytes()))
        .collect()
}

/// The guard that runs: its process, and since when.
pub struct Running {
    /// Its number.
    pub pid: i32,
    /// Since when, in milliseconds since the boot.
    pub since: Millis,
}

/// Where the guard that runs has its lock, and says which process it is.
pub fn lock_file(place: &Place) -> PathBuf {
    place.own_dir().join("lock")
}

/// What it says there.
pub fn lock_text(me: Identity, since: Millis) -> String {
    format!("pid={} began={} since={since}\n", me.pid, me.began)
}

/// The guard that runs, if one does.
pub fn running(place: &Place) -> Option<Running> {
    let text = files::read(lock_file(place), bounds::VALUE).ok()?;
    parse_running(&String::from_utf8_lossy(&text))
        .filter(|(identity, _)| crate::process::is_alive(*identity))
        .map(|(_, it)| it)
}

fn parse_running(text: &str) -> Option<(Identity, Running)> {
    let fields = log::parse(text.trim_end());
    let number = |key: &str| {
        fields
            .iter()
            .find(|(own, _)| own == key)?
            .1
            .parse::<u64>()
            .ok()
    };
    let pid = i32::try_from(number("pid")?).ok()?;
    let began = number("began")?;
    let since = number("since")?;
    Some((Identity { pid, began }, Running { pid, since }))
}

/// Makes the guard's own directories.
pub fn make_folders(place: &Place) -> io::Result<()> {
    for folder in [
        place.own_dir(),
        folder(place),
        place.own_dir().join("aside"),
        place.own_dir().join("notes"),
    ] {
        make(&folder)?;
    }
    Ok(())
}

/// Removes what a guard has left in an earlier boot: in a Prefix the state directory outlives
/// the machine.
pub fn forget_other_boots(place: &Place) -> io::Result<()> {
    let file = place.own_dir().join("boot");
    let now = line("boot", boot_id());
    if files::read(&file, bounds::VALUE).is_ok_and(|said| said == now.as_bytes()) {
        return Ok(());
    }
    for name in ["services", "aside", "notes"] {
        match fs::remove_dir_all(place.own_dir().join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    make_folders(place)?;
    replace::file(file.as_os_str().as_bytes(), now.as_bytes()).map_err(io::Error::from)
}

fn make(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Problem, Settings};

    #[test]
    fn a_service_is_read_as_it_was_written() {
        let mut service = Service::new(b"sshd");
        service.phase = Phase::GivenUp;
        service.since = 5;
        service.next = Some(7);
        service.why = "10 respawns within 10 min\nare the limit".into();
        service.generation = Generation::of(Path::new("/proc/self"));
        service.history.respawns = 12;
        service.history.in_a_row = 3;
        service.history.times = [1, 2, 3].into();
        service.deaths = [End::Killed(9), End::Unknown]
            .map(|end| Death {
                at: 1_700_000_000,
                pid: 42,
                end,
                lived: 1500,
                answer: "respawn in 2 s".into(),
            })
            .into();
        service.settings = Settings {
            problems: vec![Problem {
                name: "respawn_max".into(),
                what: "respawn_max=\"x\" is no number".into(),
                origin: Some(("/etc/rc.conf".into(), 3)),
            }],
            ..Settings::default()
        };
        let processes = [Identity { pid: 42, began: 77 }];
        let records = FileId::of(Path::new("/proc"));
        let text = to_text(&service, &processes, records);
        let saved = from_text(b"sshd", &text).unwrap();
        assert_eq!(saved.records, records);
        assert_eq!(saved.processes, processes);
        assert_eq!(
            saved.problems,
            ["/etc/rc.conf:3: respawn_max=\"x\" is no number"]
        );
        service.settings = Settings::default();
        service.why = service.why.replace('\n', " ");
        service.pids = vec![42];
        assert_eq!(saved.service, service);
        // Of another boot.
        assert_eq!(
            from_text(b"sshd", &text.replacen("boot=", "boot=x", 1)),
            None
        );
        for end in 0..text.len() {
            from_text(b"sshd", text.get(..end).unwrap());
        }
    }

    #[test]
    fn who_runs_is_read_as_it_was_written() {
        let me = Identity { pid: 7, began: 99 };
        let (identity, running) = parse_running(&lock_text(me, 1234)).unwrap();
        assert_eq!((identity, running.pid, running.since), (me, 7, 1234));
        assert!(parse_running("").is_none() && parse_running("pid=1").is_none());
    }
}
