//! What each script says, as gendepends.sh would find out, without a shell where that is
//! possible.

use super::host::{Folder, Surroundings};
use super::installed::Installed;
use super::lsb;
use super::relations::{Relations, CONFIGURABLE, SERVICE};
use super::{failed, seen, Looked};
use crate::context::Context;
use crate::script_file;
use crate::shell::syntax::Program;
use crate::shell::{Environment, Flow, Machine, NotStatic, Refused, Value};
use crate::sort;
use crate::sys::dir::Dir;
use crate::sys::fs::{self, File, Permission};
use crate::sys::{find, Block, Errno, SysResult};
use crate::Error;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

/// A file in an `init.d`.
#[derive(Clone, Debug)]
pub struct Script {
    /// The folder.
    pub folder: Vec<u8>,
    /// The service.
    pub name: Vec<u8>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was evaluated here, and says this.
    Native(Vec<u8>),
    /// It needs a shell.
    Shell(Box<NotStatic>),
    /// It is no service, or none that can be used.
    LeftOut(WhyLeftOut),
}

/// Why a script does not come into the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyLeftOut {
    /// It may not be executed, or is no plain file.
    NotExecutable,
    /// dpkg has set it aside (Debian).
    SetAside,
    /// Its first line does not name openrc-run.
    NotOpenrcRun,
    /// Its last command fails when it is read.
    Fails,
    /// It, or its configuration, ends the shell that reads it.
    Exits,
}

/// What is met on the way through all scripts.
pub enum Met<'a> {
    /// A folder: its scripts come next.
    Folder(&'a [u8]),
    /// A script, and whether it may have an LSB header.
    Script(&'a Script, bool),
}

/// All scripts in their order, evaluated with an environment, each shown to `watch` as soon
/// as it was; `None` if this cannot be known without a shell, nothing is shown then.
///
/// # Errors
/// Those of looking at a script, if they do not say that nothing is there: a service must
/// not be left out for them.
pub fn look_at_all(
    context: &Context,
    installed: &Installed,
    environment: &Block,
    watch: &mut dyn FnMut(Met<'_>),
) -> Looked<Option<Vec<Script>>> {
    if !installed.parts.sorts_names(context.environment()) {
        return Ok(None);
    }
    let Some(reader) = Reader::new(installed, environment)? else {
        return Ok(None);
    };
    let Some(folders) = folders(context, installed)? else {
        return Ok(None);
    };
    let mut scripts = Vec::new();
    for folder in &folders {
        watch(Met::Folder(&folder.path));
        reader.folder(folder, watch, &mut scripts)?;
    }
    Ok(Some(scripts))
}

/// The folders to look at, each once; `None` if only the shell can tell.
fn folders(context: &Context, installed: &Installed) -> Looked<Option<Vec<Folder>>> {
    let all = if installed.manner.has_folders {
        installed.folders.clone()
    } else {
        let dirs = context.paths().scriptdirs().iter();
        dirs.map(|dir| fs::join(dir, b"init.d")).collect()
    };
    let mut folders: Vec<Folder> = Vec::new();
    for path in all {
        // The shell would expand what is in its own text.
        let is_plain = |byte: &u8| byte.is_ascii_graphic() && !b"*?[\\".contains(byte);
        let is_odd = installed.manner.has_folders && !path.iter().all(is_plain);
        if !path.starts_with(b"/") || is_odd {
            return Ok(None);
        }
        let is_dir = seen(&path, fs::stat(&path))?.is_some_and(|folder| folder.is_dir());
        if is_dir && !folders.iter().any(|known| known.path == path) {
            let names = listed(&path, &|name| !name.starts_with(b"."))?;
            let configured = listed(&fs::join(&path, b"../conf.d"), &|_| true)?;
            let (Some(names), Some(configured)) = (names, configured) else {
                return Ok(None);
            };
            folders.push(Folder {
                path,
                names,
                configured,
            });
        }
    }
    Ok(Some(folders))
}

/// rc.conf and rc.conf.d, which every script is read after; `None` if they cannot be read
/// or are not understood: every script would need the shell.
fn common(sysconfdir: &[u8]) -> Looked<Option<Vec<Rc<Program>>>> {
    let mut files = alloc::vec![fs::join(sysconfdir, b"rc.conf")];
    let folder = fs::join(sysconfdir, b"rc.conf.d");
    let is_wanted = |name: &[u8]| name.ends_with(b".conf") && !name.starts_with(b".");
    let Some(names) = listed(&folder, &is_wanted)? else {
        return Ok(None);
    };
    files.extend(names.iter().map(|name| fs::join(&folder, name)));
    let mut programs = Vec::new();
    for file in files {
        match configuration(&file)? {
            Some(Ok(program)) => programs.push(program),
            Some(Err(_)) => return Ok(None),
            None => {}
        }
    }
    Ok(Some(programs))
}

/// What is in a file of configuration; `None` if there is none.
fn configuration(path: &[u8]) -> Looked<Option<Result<Rc<Program>, Box<NotStatic>>>> {
    match script_file::load(path) {
        Err(Errno::NOENT) => Ok(None),
        // What the shell makes of it only the shell knows.
        Err(errno) if errno.means_unreadable() => Ok(Some(Err(script_file::unreadable(path)))),
        other => {
            let program = seen(path, other)?;
            Ok(program.or_else(|| Some(Err(script_file::unreadable(path)))))
        }
    }
}

/// The names in a folder that are wanted, in order; none if there is no folder, `None` if
/// it may not be listed.
///
/// # Errors
/// The kernel's.
pub fn listed(folder: &[u8], is_wanted: &dyn Fn(&[u8]) -> bool) -> Looked<Option<Vec<Vec<u8>>>> {
    match list(folder, is_wanted) {
        Err(Errno::NOENT | Errno::NOTDIR) => Ok(Some(Vec::new())),
        Ok(mut names) => {
            sort::sort(&mut names);
            Ok(Some(names))
        }
        other => seen(folder, other),
    }
}

fn list(folder: &[u8], is_wanted: &dyn Fn(&[u8]) -> bool) -> SysResult<Vec<Vec<u8>>> {
    let mut dir = Dir::open(folder)?;
    let mut all = Vec::new();
    while let Some(name) = dir.next_name()? {
        if is_wanted(name) {
            all.push(name.to_vec());
        }
    }
    Ok(all)
}

/// What is the same for all scripts.
struct Reader<'a> {
    installed: &'a Installed,
    environment: Environment,
    common: Vec<Rc<Program>>,
    lsb: Option<lsb::Facilities>,
}

/// What a script is stopped by.
enum Stop {
    LeftOut(WhyLeftOut),
    NotStatic(Box<NotStatic>),
    /// The machine knows why.
    Refused,
    Failed(Box<Error>),
}

impl From<Refused> for Stop {
    fn from(_: Refused) -> Self {
        Stop::Refused
    }
}

impl From<Box<NotStatic>> for Stop {
    fn from(reason: Box<NotStatic>) -> Self {
        Stop::NotStatic(reason)
    }
}

impl From<WhyLeftOut> for Stop {
    fn from(why: WhyLeftOut) -> Self {
        Stop::LeftOut(why)
    }
}

impl From<Box<Error>> for Stop {
    fn from(error: Box<Error>) -> Self {
        Stop::Failed(error)
    }
}

impl<'a> Reader<'a> {
    fn new(installed: &'a Installed, environment: &Block) -> Looked<Option<Self>> {
        let environment = Environment::new(environment.entries());
        let Some(common) = common(&installed.sysconfdir)? else {
            return Ok(None);
        };
        let mut lsb = None;
        if installed.manner.is_debians {
            lsb = lsb::Facilities::read();
            if lsb.is_none() {
                return Ok(None);
            }
        }
        Ok(Some(Reader {
            installed,
            environment,
            common,
            lsb,
        }))
    }

    fn folder(
        &self,
        folder: &Folder,
        watch: &mut dyn FnMut(Met<'_>),
        scripts: &mut Vec<Script>,
    ) -> Looked<()> {
        let opened = File::open_dir(&folder.path);
        let opened = opened.map_err(|errno| failed(errno, &folder.path))?;
        for name in &folder.names {
            let mut may_have_header = self.lsb.is_some();
            let outcome = match self.script(folder, &opened, name, &mut may_have_header) {
                Ok(lines) => Outcome::Native(lines),
                Err(Stop::NotStatic(reason)) => Outcome::Shell(reason),
                Err(Stop::Refused) => Outcome::Shell(strange(&folder.path, "something")),
                Err(Stop::LeftOut(why)) => Outcome::LeftOut(why),
                Err(Stop::Failed(error)) => return Err(error),
            };
            let script = Script {
                folder: folder.path.clone(),
                name: name.clone(),
                outcome,
            };
            watch(Met::Script(&script, may_have_header));
            scripts.push(script);
        }
        Ok(())
    }

    fn script(
        &self,
        folder: &Folder,
        opened: &File,
        name: &[u8],
        may_have_header: &mut bool,
    ) -> Result<Vec<u8>, Stop> {
        let path = fs::join(&folder.path, name);
        let is_odd = |byte: &u8| byte.is_ascii_control() || matches!(byte, b' ' | b'\\');
        let begins_oddly = |byte: &u8| byte.is_ascii_punctuation() && *byte != b'_';
        if name.first().is_some_and(begins_oddly) || name.iter().any(is_odd) {
            return Err(strange(&path, "an odd name").into());
        }
        let is_file = seen(&path, opened.stat_in(name))?.is_some_and(|file| file.is_file());
        let permitted = || seen(&path, opened.permitted_in(name, Permission::Execute));
        if !is_file || permitted()?.is_none() {
            return Err(WhyLeftOut::NotExecutable.into());
        }
        let is_set_aside = || find(name, b".dpkg").is_some();
        if self.installed.manner.is_debians && is_set_aside() {
            return Err(WhyLeftOut::SetAside.into());
        }
        let text = match opened.read_in(name, crate::bounds::SCRIPT) {
            Err(errno) if errno.means_unreadable() => None,
            other => seen(&path, other)?,
        };
        let text = text.ok_or_else(|| script_file::unreadable(&path))?;
        let program = self.program(&path, name, text, may_have_header)?;
        self.evaluate(folder, name, &program)
    }

    /// What is evaluated: the script, or what its LSB header stands for.
    fn program(
        &self,
        path: &[u8],
        name: &[u8],
        text: Vec<u8>,
        may_have_header: &mut bool,
    ) -> Result<Rc<Program>, Stop> {
        if let Some(facilities) = &self.lsb {
            let described = facilities.describe(name, &text);
            if let Some(text) = described.map_err(|what| strange(path, what))? {
                return Ok(script_file::program(path, text)?);
            }
            *may_have_header = false;
        }
        match script_file::is_for_openrc_run(&text) {
            Some(true) => Ok(script_file::program(path, text)?),
            Some(false) => Err(WhyLeftOut::NotOpenrcRun.into()),
            None => Err(strange(path, "the first line").into()),
        }
    }

    fn evaluate(
        &self,
        folder: &Folder,
        name: &[u8],
        program: &Rc<Program>,
    ) -> Result<Vec<u8>, Stop> {
        let mut surroundings = Surroundings {
            folder,
            relations: Relations::new(self.installed),
        };
        let mut machine = Machine::new(&mut surroundings, &self.environment);
        for variable in [&b"RC_SERVICE"[..], b"RC_SVCNAME", b"SVCNAME"] {
            machine
                .variables()
                .set(variable, Value::Known(name.to_vec()));
        }
        let variables = machine.variables();
        variables.set(b"RC_GOT_FUNCTIONS", Value::Known(b"yes".to_vec()));
        variables.set(b"net_fs_list", Value::Unknown);
        let read = self.read(&mut machine, folder, name, program);
        let reason = machine.reason();
        match read {
            // What it has printed until then is there.
            Err(Stop::LeftOut(_)) if !surroundings.relations.lines.is_empty() => {}
            Err(Stop::Refused) => return Err(reason.map_or(Stop::Refused, Stop::NotStatic)),
            other => other?,
        }
        Ok(surroundings.relations.lines)
    }

    /// Configuration, script, and what they say.
    fn read(
        &self,
        machine: &mut Machine,
        folder: &Folder,
        name: &[u8],
        program: &Rc<Program>,
    ) -> Result<(), Stop> {
        self.configure(machine, folder, name)?;
        run(machine, program)?;
        if !self.installed.manner.is_debians {
            match machine.status() {
                Some(0) => {}
                Some(_) => return Err(WhyLeftOut::Fails.into()),
                None => return Err(strange(&program.path, "an unknown status at the end").into()),
            }
        }
        machine.call(program, SERVICE, Vec::new())?;
        self.depend(machine, program, name)
    }

    /// conf.d, of a multiplexed service first that of all of its kind, then rc.conf.
    fn configure(&self, machine: &mut Machine, folder: &Folder, name: &[u8]) -> Result<(), Stop> {
        let kind = crate::bytes::position(b'.', name).and_then(|dot| name.get(..dot));
        for file in kind.into_iter().chain([name]) {
            if folder
                .configured
                .binary_search_by(|own| own.as_slice().cmp(file))
                .is_err()
            {
                continue;
            }
            let path = [&folder.path, &b"/../conf.d/"[..], file].concat();
            // None where a symlink leads nowhere.
            if let Some(program) = configuration(&path)? {
                run(machine, &program?)?;
            }
        }
        for program in &self.common {
            run(machine, program)?;
        }
        Ok(())
    }

    /// What depend() says, and then what the configuration adds.
    fn depend(
        &self,
        machine: &mut Machine,
        program: &Rc<Program>,
        name: &[u8],
    ) -> Result<(), Stop> {
        if self.installed.manner.has_s6 {
            match machine.variables().known(b"supervisor") {
                Some(b"s6") => {
                    machine.call(program, b"need", alloc::vec![b"s6-svscan".to_vec()])?;
                }
                Some(_) => {}
                None => return Err(strange(&program.path, "an unknown supervisor").into()),
            }
        }
        if machine.has_function(b"depend")
            && machine.call(program, b"depend", Vec::new())? == Flow::Exit
        {
            return Ok(());
        }
        let service: Vec<u8> = name
            .iter()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() {
                    *byte
                } else {
                    b'_'
                }
            })
            .collect();
        for kind in CONFIGURABLE {
            let is_possible = machine
                .variables()
                .has_name(&|name| is_configuration(name, kind));
            let Some(value) = (match is_possible {
                true => configured(machine, &service, kind),
                false => Some(Vec::new()),
            }) else {
                return Err(
                    strange(&program.path, "an unknown relation in the configuration").into(),
                );
            };
            // Without names most do nothing.
            if value.is_empty() && kind != b"keyword" && !machine.has_function(kind) {
                continue;
            }
            let names = machine.fields(program, &value)?;
            if machine.call(program, kind, names)? == Flow::Exit {
                break;
            }
        }
        Ok(())
    }
}

/// Whether a variable may say something of a relation.
fn is_configuration(name: &[u8], kind: &[u8]) -> bool {
    let end = name
        .len()
        .checked_sub(kind.len())
        .and_then(|start| name.get(start..));
    let is_relevant = matches!(name, [b'r' | b'R', b'c' | b'C', b'_', ..]);
    is_relevant && end.is_some_and(|end| end.eq_ignore_ascii_case(kind))
}

/// The first of `rc_NAME_TYPE`, `rc_TYPE`, `RC_NAME_TYPE` and `RC_TYPE` that is not empty;
/// `None` where it is not known.
fn configured(machine: &mut Machine, service: &[u8], kind: &[u8]) -> Option<Vec<u8>> {
    let mut name = Vec::with_capacity(64);
    for prefix in [b"rc_", b"RC_"] {
        for parts in [&[service, b"_"][..], &[]] {
            name.clear();
            name.extend_from_slice(prefix);
            parts.iter().for_each(|part| name.extend_from_slice(part));
            let end = name.len();
            name.extend_from_slice(kind);
            if prefix == b"RC_" {
                name.get_mut(end..)
                    .unwrap_or_default()
                    .make_ascii_uppercase();
            }
            let value = machine.variables().known(&name)?;
            if !value.is_empty() {
                return Some(value.to_vec());
            }
        }
    }
    Some(Vec::new())
}

fn run(machine: &mut Machine, program: &Rc<Program>) -> Result<(), Stop> {
    match machine.source(program)? {
        Flow::Exit => Err(WhyLeftOut::Exits.into()),
        Flow::Next | Flow::Return => Ok(()),
    }
}

fn strange(path: &[u8], construct: &'static str) -> Box<NotStatic> {
    Box::new(NotStatic {
        path: path.to_vec(),
        line: 1,
        construct,
        word: Vec::new(),
    })
}
