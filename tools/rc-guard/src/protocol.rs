//! Starting a dead service again, so that no command that is run meanwhile starts it twice or
//! is undone.
//!
//! OpenRC's own `restart` cannot do it: in the middle of one the lock on the service is gone.
//! Here the service never leaves the hands of who has the lock, and is in no moment stopped:
//! a `stop` that comes meanwhile is refused aloud, or stops it. The steps, in this order:
//!
//! | step | why |
//! |---|---|
//! | [`note_attempt`] | who has the lock may keep openrc from stopping the service: the next guard has to know |
//! | [`open_lock`], [`try_lock`] | openrc-run takes the same lock before it changes anything |
//! | [`is_same_lock`] | marking a service removes the file: the lock may be on one that is no more |
//! | [`read_state`] | only what is started, since the same start, is dead; a stop marks it before it kills |
//! | [`read_runlevel`] | openrc is at work, or goes down |
//! | [`is_still_dead`] | it may live again: the pid files may name others now |
//! | [`is_same_lock`] | who starts or ends it without the lock, as an openrc that finds it crashed, removes the file |
//! | [`stop_the_rest`] | of several daemons the others are ended, through what holds them and not by number |
//! | [`note_file`] | from here on the next guard would have to put things right, if the lock is still this one |
//! | [`forget_daemons`] | without a record openrc does not take it for crashed, and starts none itself |
//! | [`read_runlevel`] | an openrc that had seen the record has rc.starting by now |
//! | [`mark_starting`] | from here on it is not started; who had marked it meanwhile has won |
//! | [`is_same_lock`] | as before |
//! | [`remove_pid_file`] | its number may be another's by now, for which start-stop-daemon would refuse to start |
//! | [`exec_start`] | openrc-run takes the lock over |
//! | [`record_result`] | what came of it; a start that failed leaves it inactive, not stopped |
//! | [`clear_note`] | last, when openrc has its way: what it could not stop is stopped |
//!
//! That a failed start leaves it inactive is what makes it never stopped: openrc-run puts a
//! service back to what it was, when it was inactive and is started in the background.
//!
//! tests/model/guard.pml checks these steps against all that may come between them.

use crate::children::{self, Child, Clean, Spec};
use crate::files;
use crate::held::{self, Evidence, Held, Table};
use crate::kernel;
use crate::place::{text, FileId, Generation, Place};
use crate::process;
use nix::sys::signal::Signal;
use openrc::bounds;
use openrc::context::StateDir;
use openrc::runlevel;
use openrc::sys::replace;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Why a service is not started again now.
#[derive(Debug)]
pub enum Refusal {
    /// Somebody else has the lock.
    Busy,
    /// OpenRC is at work; so it says.
    Frozen(String),
    /// It is not started.
    NotStarted,
    /// It was started anew.
    Anew(Generation),
    /// It lives.
    Alive(Vec<Held>),
    /// Something failed.
    Failed(String),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Refusal::Failed(error.to_string())
    }
}

/// What is noted of an attempt.
pub struct Note {
    /// The runlevel when it began.
    pub level: Vec<u8>,
    /// The file of the lock, once the service was about to be changed.
    pub lock: Option<FileId>,
}

/// Notes that the lock is about to be taken.
///
/// # Errors
/// It cannot be written.
pub fn note_attempt(place: &Place, name: &[u8], level: &[u8]) -> io::Result<()> {
    let text = [b"level=", level, b"\n"].concat();
    replace::file(place.note(name).as_os_str().as_bytes(), &text).map_err(io::Error::from)
}

/// Notes which file is locked: the service is about to be changed.
///
/// # Errors
/// It cannot be written.
pub fn note_file(place: &Place, name: &[u8], level: &[u8], lock: &File) -> io::Result<()> {
    let lock = FileId::from(&lock.metadata()?).to_text();
    let text = [b"level=", level, b"\nlock=", lock.as_bytes(), b"\n"].concat();
    replace::file(place.note(name).as_os_str().as_bytes(), &text).map_err(io::Error::from)
}

/// What is noted, by this guard or another.
pub fn read_note(place: &Place, name: &[u8]) -> Option<Note> {
    let text = files::read(place.note(name), bounds::VALUE).ok()?;
    let mut lines = text.split(|byte| *byte == b'\n');
    let level = lines.next()?.strip_prefix(b"level=")?.to_vec();
    let lock = lines.next().and_then(|line| line.strip_prefix(b"lock="));
    let lock = lock.and_then(|it| FileId::from_text(std::str::from_utf8(it).ok()?));
    Some(Note { level, lock })
}

/// The attempt is over.
pub fn clear_note(place: &Place, name: &[u8]) {
    fs::remove_file(place.note(name)).ok();
}

fn lock_path(place: &Place, name: &[u8]) -> PathBuf {
    place.state_file(StateDir::Exclusive, name)
}

/// Opens the file that the lock is on, as openrc-run does.
pub fn open_lock(place: &Place, name: &[u8]) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false).mode(0o664);
    options.custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
    options.open(lock_path(place, name))
}

/// Takes the lock, if nobody has it.
pub fn try_lock(lock: &File) -> io::Result<bool> {
    kernel::lock_now(lock.as_fd())
}

/// Whether the path still leads to the file that the lock is on.
pub fn is_same_lock(place: &Place, name: &[u8], lock: &File) -> bool {
    let (Ok(there), Ok(ours)) = (
        fs::symlink_metadata(lock_path(place, name)),
        lock.metadata(),
    ) else {
        return false;
    };
    (there.dev(), there.ino()) == (ours.dev(), ours.ino())
}

/// Whether somebody has the lock on a service. No file is made to find that out.
pub fn is_locked(place: &Place, name: &[u8]) -> bool {
    let mut options = OpenOptions::new();
    options
        .write(true)
        .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
    let lock = options.open(lock_path(place, name));
    lock.is_ok_and(|lock| !try_lock(&lock).unwrap_or(false))
}

/// How often the lock is asked for when its file is removed meanwhile.
const TRIES: usize = 8;

/// The lock on a service, by the first three steps.
pub fn lock(place: &Place, name: &[u8]) -> Result<File, Refusal> {
    for _ in 0..TRIES {
        let lock = open_lock(place, name)?;
        if !try_lock(&lock)? {
            return Err(Refusal::Busy);
        }
        if is_same_lock(place, name, &lock) {
            return Ok(lock);
        }
    }
    Err(Refusal::Busy)
}

/// What the state directory says of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It is started, and that link says so.
    Started(Generation),
    /// It is being started.
    Starting,
    /// It is inactive.
    Inactive,
    /// It is being stopped.
    Stopping,
    /// It is stopped.
    Stopped,
}

/// Where two directories have a link, the one that is looked at first counts, as in OpenRC.
const FOLDERS: [(StateDir, Seen); 3] = [
    (StateDir::Inactive, Seen::Inactive),
    (StateDir::Stopping, Seen::Stopping),
    (StateDir::Starting, Seen::Starting),
];

/// Reads the state of a service.
pub fn read_state(place: &Place, name: &[u8]) -> Seen {
    for _ in 0..TRIES {
        let is_in = |folder| place.state_file(folder, name).symlink_metadata().is_ok();
        if let Some((_, seen)) = FOLDERS.iter().find(|(folder, _)| is_in(*folder)) {
            return *seen;
        }
        if let Some(generation) = Generation::of(&place.state_file(StateDir::Started, name)) {
            return Seen::Started(generation);
        }
        // A link that was moved from one directory to the other can be missed in both.
    }
    Seen::Stopped
}

/// Whether a service was started by an event; those are left alone.
pub fn is_hotplugged(place: &Place, name: &[u8]) -> bool {
    place
        .state_file(StateDir::Hotplugged, name)
        .symlink_metadata()
        .is_ok()
}

/// Whether a runlevel is one in which nothing is started again.
fn goes_down(level: &[u8]) -> bool {
    [runlevel::SHUTDOWN, runlevel::SINGLE, b"reboot"].contains(&level)
}

/// The runlevel, if nothing speaks against starting a service in it.
///
/// # Errors
/// What does.
pub fn read_runlevel(place: &Place) -> Result<Vec<u8>, Refusal> {
    if runlevel::is_stopping(&place.context) {
        return Err(Refusal::Frozen(
            "openrc is stopping services (rc.stopping)".into(),
        ));
    }
    if runlevel::is_starting(&place.context) {
        return Err(Refusal::Frozen(
            "openrc is starting services (rc.starting)".into(),
        ));
    }
    let level = place.runlevel();
    match goes_down(&level) {
        true => Err(Refusal::Frozen(format!("the runlevel is {}", text(&level)))),
        false => Ok(level),
    }
}

/// Whether OpenRC goes down.
pub fn is_going_down(place: &Place) -> bool {
    goes_down(&place.runlevel())
}

/// Whether it is dead: of its processes one at least has ended, or is to, and the records lead
/// to no others that live in its place.
///
/// # Errors
/// It is not.
pub fn is_still_dead(place: &Place, dead: &Dead<'_>) -> Result<(), Refusal> {
    let names: Vec<Vec<u8>> = dead.held.iter().map(|it| it.name.clone()).collect();
    let evidence = Evidence::Successor(&names);
    let held::Found::Held(found) = held::hold(place, dead.name, &mut Table::default(), evidence)
    else {
        return names_no_other(place, dead);
    };
    let alive: Vec<_> = dead
        .held
        .iter()
        .filter(|it| !it.has_ended())
        .map(|it| it.identity)
        .collect();
    let is_another = |it: &Held| !alive.contains(&it.identity);
    let is_whole = alive.len() == dead.held.len() && !dead.is_half;
    match is_whole || found.iter().any(is_another) {
        true => Err(Refusal::Alive(found)),
        false => Ok(()),
    }
}

/// Whether no pid file of it names a live process that was not held: then another has started
/// something, and start-stop-daemon may start a second one beside it.
fn names_no_other(place: &Place, dead: &Dead<'_>) -> Result<(), Refusal> {
    let was_held = |pid: i32| dead.held.iter().any(|it| it.identity.pid == pid);
    for record in held::records(place, dead.name) {
        let Some(pidfile) = record.pidfile else {
            continue;
        };
        let named = held::read_pidfile(&pidfile).map(|it| it.pid);
        let Ok(pid) = named else { continue };
        if !was_held(pid) && process::look(pid).is_some_and(|it| it.is_alive()) {
            let file = pidfile.display();
            return Err(Refusal::Failed(format!(
                "pid file {file} names process {pid}, which is not the daemon that ended"
            )));
        }
    }
    Ok(())
}

/// Sends a signal to those of its daemons that live, each through what holds it. How many
/// there are.
///
/// # Errors
/// It cannot be sent without a doubt to whom.
pub fn stop_the_rest(held: &[&Held], signal: Signal) -> io::Result<usize> {
    let mut left = 0usize;
    for process in held.iter().filter(|it| !it.has_ended()) {
        match process.signal(signal as i32) {
            Err(error) if error.raw_os_error() == Some(libc::ESRCH) => {}
            result => {
                result?;
                left = left.saturating_add(1);
            }
        }
    }
    Ok(left)
}

/// Puts the records of its daemons aside: those that were `seen`. What is put aside says to
/// the next guard that a start was under way, so there is something even if there are none.
///
/// # Errors
/// [`Refusal::NotStarted`]: there are others by now. They stay.
pub fn forget_daemons(place: &Place, name: &[u8], seen: Option<FileId>) -> Result<(), Refusal> {
    let (daemons, aside) = (place.state_file(StateDir::Daemons, name), place.aside(name));
    remove(&aside)?;
    let put = match fs::rename(daemons, &aside) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir(&aside)?;
            None
        }
        result => {
            result?;
            FileId::of(&aside)
        }
    };
    if put == seen {
        return Ok(());
    }
    put_back(place, name)?;
    Err(Refusal::NotStarted)
}

fn remove(folder: &PathBuf) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Puts the records back, so that the service is seen to be crashed. Where a start that failed
/// has written new ones, the old ones come after these.
pub fn put_back(place: &Place, name: &[u8]) -> io::Result<()> {
    let (aside, daemons) = (place.aside(name), place.state_file(StateDir::Daemons, name));
    // There were none.
    if fs::remove_dir(&aside).is_ok() {
        return Ok(());
    }
    match fs::rename(&aside, &daemons) {
        Ok(()) => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(_) => {}
    }
    let mut number = fs::read_dir(&daemons)?.count();
    let known: Vec<Vec<u8>> = contents(&daemons);
    for entry in fs::read_dir(&aside)?.flatten() {
        if files::read(entry.path(), bounds::DAEMON_RECORD)
            .is_ok_and(|record| known.contains(&record))
        {
            continue;
        }
        number = number.saturating_add(1);
        fs::rename(entry.path(), daemons.join(format!("{number:03}")))?;
    }
    remove(&aside)
}

fn contents(folder: &Path) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| files::read(entry.path(), bounds::DAEMON_RECORD).ok())
        .collect()
}

/// How it is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// From inactive, in the background: when that fails, it is inactive again.
    Background,
    /// As somebody would: when that fails, it is stopped. For scripts whose start does nothing
    /// in the background, and where no runlevel was entered yet: openrc-run starts nothing
    /// in the background then.
    Foreground,
}

impl Way {
    /// That for a service.
    pub fn of(place: &Place, fakes_start: bool) -> Self {
        let level = place.runlevel();
        match fakes_start || level.is_empty() || level == runlevel::SYSINIT {
            true => Way::Foreground,
            false => Way::Background,
        }
    }

    fn folder(self) -> StateDir {
        match self {
            Way::Background => StateDir::Inactive,
            Way::Foreground => StateDir::Starting,
        }
    }
}

/// Takes it from started to what it is started from, in one step.
///
/// # Errors
/// [`Refusal::NotStarted`]: it is not started any more, or was started anew.
pub fn mark_starting(
    place: &Place,
    name: &[u8],
    way: Way,
    generation: Generation,
) -> Result<(), Refusal> {
    let started = place.state_file(StateDir::Started, name);
    let link = place.state_file(way.folder(), name);
    match fs::rename(&started, &link) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Refusal::NotStarted),
        result => result?,
    }
    if FileId::of(&link) == Some(generation.link) {
        return Ok(());
    }
    // Somebody has stopped and started it since it was looked at, without the lock.
    fs::rename(&link, &started)?;
    Err(Refusal::NotStarted)
}

/// Undoes [`mark_starting`] where the lock was lost: whoever has marked it in between has
/// the last word. If he wanted it stopped, it is.
fn withdraw(place: &Place, name: &[u8], way: Way, generation: Generation) {
    let link = place.state_file(way.folder(), name);
    if !lock_path(place, name).exists() && FileId::of(&link) == Some(generation.link) {
        fs::remove_file(link).ok();
    }
}

/// Removes the pid files of its daemons that are dead, where they still name these.
pub fn remove_pid_file(dead: &[&Held]) {
    for process in dead {
        let Some(file) = &process.pidfile else {
            continue;
        };
        let named = held::read_pidfile(file).map(|it| it.pid);
        if named == Ok(process.identity.pid) && process.has_ended() {
            fs::remove_file(file).ok();
        }
    }
}

/// Starts it: openrc-run takes the lock over, and gives it up. The guard keeps it as well:
/// when openrc-run is killed, what it has started may still be about to start the daemon.
pub fn exec_start(
    place: &Place,
    name: &[u8],
    lock: &File,
    way: Way,
    clean: &Clean,
) -> io::Result<Child> {
    use std::os::fd::AsRawFd;
    let number = lock.as_raw_fd().to_string();
    let mut spec = script(place, name, &["--lockfd", &number, "--nodeps", "start"])?;
    if way == Way::Background {
        spec.environment
            .push(("IN_BACKGROUND".into(), "yes".into()));
    }
    spec.lock = Some(lock.try_clone()?);
    children::start(clean, spec)
}

/// Stops it, as somebody would: what the guard has started, and is not wanted any more.
pub fn exec_stop(place: &Place, name: &[u8], clean: &Clean) -> io::Result<Child> {
    children::start(clean, script(place, name, &["--nodeps", "stop"])?)
}

/// Restarts it alone, as somebody would.
pub fn exec_restart(place: &Place, name: &[u8], clean: &Clean) -> io::Result<Child> {
    children::start(clean, script(place, name, &["--nodeps", "restart"])?)
}

/// Runs a command of its script, as somebody would.
pub fn exec(place: &Place, name: &[u8], command: &str, clean: &Clean) -> io::Result<Child> {
    children::start(clean, script(place, name, &[command])?)
}

fn script(place: &Place, name: &[u8], arguments: &[&str]) -> io::Result<Spec> {
    let script = place
        .script(name)
        .ok_or_else(|| io::Error::other("it has no script"))?;
    Ok(Spec {
        program: script,
        arguments: arguments.iter().map(Into::into).collect(),
        environment: place.environment(),
        lock: None,
    })
}

/// What is to be started again.
pub struct Dead<'a> {
    /// Which service.
    pub name: &'a [u8],
    /// The link that says it is started.
    pub generation: Generation,
    /// Its daemons.
    pub held: &'a [&'a Held],
    /// Those of them that live are what a start has left that failed: they are to end.
    pub is_half: bool,
    /// How it is started.
    pub way: Way,
    /// The runlevel when the attempt began.
    pub level: &'a [u8],
}

/// The first half: the lock, and whether the service is to be started again at all.
pub fn begin(place: &Place, dead: &Dead<'_>) -> Result<File, Refusal> {
    note_attempt(place, dead.name, dead.level)?;
    let lock = lock(place, dead.name)?;
    look(place, dead, &lock)?;
    Ok(lock)
}

/// Whether it is to be started again, asked by who has the lock. Which records it has.
fn look(place: &Place, dead: &Dead<'_>, lock: &File) -> Result<Option<FileId>, Refusal> {
    match read_state(place, dead.name) {
        Seen::Started(now) if now == dead.generation => {}
        Seen::Started(now) => return Err(Refusal::Anew(now)),
        _ => return Err(Refusal::NotStarted),
    }
    read_runlevel(place)?;
    let records = FileId::of(&place.state_file(StateDir::Daemons, dead.name));
    is_still_dead(place, dead)?;
    match is_same_lock(place, dead.name, lock) {
        true => Ok(records),
        false => Err(Refusal::NotStarted),
    }
}

/// The second half, when none of its daemons live: it is started.
///
/// # Errors
/// Why it is not; then nothing has changed.
pub fn start(
    place: &Place,
    dead: &Dead<'_>,
    lock: File,
    clean: &Clean,
) -> Result<(Child, File), Refusal> {
    let Dead {
        name,
        generation,
        way,
        level,
        ..
    } = *dead;
    let records = look(place, dead, &lock)?;
    note_file(place, name, level, &lock)?;
    forget_daemons(place, name, records)?;
    let marked = read_runlevel(place).and_then(|_| mark_starting(place, name, way, generation));
    if let Err(refusal) = marked {
        put_back(place, name)?;
        return Err(refusal);
    }
    if !is_same_lock(place, name, &lock) {
        withdraw(place, name, way, generation);
        remove(&place.aside(name)).ok();
        return Err(Refusal::NotStarted);
    }
    remove_pid_file(dead.held);
    match exec_start(place, name, &lock, way, clean) {
        Ok(child) => Ok((child, lock)),
        Err(error) => {
            let attempt = Concluded {
                lock: Some(lock),
                ..Concluded::default()
            };
            record_result(place, name, attempt).ok();
            Err(Refusal::Failed(error.to_string()))
        }
    }
}

/// What came of a start.
#[derive(Debug, PartialEq, Eq)]
pub enum Came {
    /// It is started.
    Started(Generation),
    /// It is as it was before: started, and dead.
    Dead(Option<Generation>),
    /// It is stopped.
    Stopped,
    /// It is inactive, and lives.
    Inactive,
    /// Somebody else acts.
    Another,
}

/// What is known of a start that has ended.
#[derive(Default)]
pub struct Concluded {
    /// Its lock. It is still the one at the path when openrc-run was killed.
    pub lock: Option<File>,
    /// The file that another guard has noted as that of its lock.
    pub noted: Option<FileId>,
    /// The records that another guard has put aside.
    pub records: Option<FileId>,
    /// openrc-run has said that the service went inactive by itself.
    pub says_inactive: bool,
}

/// Finds out what came of a start that has ended, and puts a service that it has left
/// inactive or starting back to started. `starting` may be that of a restart, which goes on
/// when its lock is gone; it is the start's own if the lock is still that of the start.
///
/// # Errors
/// What could not be put back.
pub fn record_result(place: &Place, name: &[u8], start: Concluded) -> io::Result<Came> {
    let Concluded {
        lock,
        noted,
        records,
        says_inactive,
    } = start;
    if let Seen::Started(generation) = read_state(place, name) {
        let now = FileId::of(&place.state_file(StateDir::Daemons, name));
        if records.is_some() && now == records {
            // That guard has put it back, and was ended before it could say so.
            return Ok(Came::Dead(Some(generation)));
        }
        // Nothing is to be put right: nobody need be refused the lock for it.
        remove(&place.aside(name))?;
        return Ok(Came::Started(generation));
    }
    let own = lock.filter(|lock| is_same_lock(place, name, lock));
    let mut is_own = own.is_some();
    let lock = match own.map_or_else(|| self::lock(place, name), Ok) {
        Ok(lock) => lock,
        Err(Refusal::Failed(error)) => return Err(io::Error::other(error)),
        Err(_) => return Ok(Came::Another),
    };
    is_own |= noted.is_some() && noted == Some(FileId::from(&lock.metadata()?));
    let from = match read_state(place, name) {
        Seen::Started(generation) => return Ok(Came::Started(generation)),
        Seen::Inactive if says_inactive && lives(place, name) => return Ok(Came::Inactive),
        Seen::Inactive => StateDir::Inactive,
        Seen::Starting if is_own => StateDir::Starting,
        Seen::Starting | Seen::Stopping => {
            remove(&place.aside(name))?;
            return Ok(Came::Another);
        }
        Seen::Stopped => {
            remove(&place.aside(name))?;
            return Ok(Came::Stopped);
        }
    };
    put_back(place, name)?;
    let started = place.state_file(StateDir::Started, name);
    match fs::rename(place.state_file(from, name), &started) {
        // Zapped meanwhile, which needs no lock.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Came::Another),
        result => result?,
    }
    fs::remove_file(place.state_file(StateDir::Wasinactive, name)).ok();
    Ok(Came::Dead(Generation::of(&started)))
}

/// Whether all that a start has recorded lives: then it went inactive on purpose.
fn lives(place: &Place, name: &[u8]) -> bool {
    matches!(
        held::hold(place, name, &mut Table::default(), Evidence::Either),
        held::Found::Held(_)
    )
}

/// Whether the current runlevel, or what is needed in it, has a service.
pub fn is_wanted(place: &Place, name: &[u8]) -> bool {
    use openrc::deptree::{Deptree, Options};
    use openrc::service::membership;
    let level = place.runlevel();
    if goes_down(&level) {
        return false;
    }
    let mut levels = vec![level.as_slice(), runlevel::BOOT, runlevel::SYSINIT];
    levels.dedup();
    let is_in = |level: &&[u8]| {
        let (services, _) = membership::services_stacked(&place.context, Some(*level));
        services.iter().any(|own| own == name)
    };
    if levels.iter().any(is_in) || is_hotplugged(place, name) {
        return true;
    }
    let Ok(tree) = Deptree::load(&place.context) else {
        return false;
    };
    let order = tree.order(&place.context, &level, Options::START);
    order.services.contains(&name)
}

/// The names of the services that are started.
pub fn started(place: &Place) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(place.state_dir(StateDir::Started));
    let names = entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|it| it.file_name().as_bytes().to_vec());
    let mut names: Vec<_> = names.filter(|name| !name.starts_with(b".")).collect();
    names.sort();
    names
}

/// Whether anything of an interrupted start is left: the records that were put aside.
pub fn is_interrupted(place: &Place, name: &[u8]) -> bool {
    place.aside(name).exists()
}
