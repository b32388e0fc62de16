//! What each script says, as gendepends.sh would find out, without a shell where that is
//! possible.

use super::host::{Folder, Surroundings};
use super::installed::Installed;
use super::lsb;
use super::relations::{Relations, CONFIGURABLE, SERVICE};
use crate::context::Context;
use crate::script_file;
use crate::shell::syntax::Program;
use crate::shell::{Environment, Flow, Machine, NotStatic, Refused, Value};
use crate::sort;
use crate::sys::dir::Dir;
use crate::sys::fs::{self, File, Permission};
use crate::sys::{find, Block, Errno, SysResult};
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

/// All scripts in their order, evaluated with an environment; `None` where this cannot be known without a shell.
pub fn look_at_all(
    context: &Context,
    installed: &Installed,
    environment: &Block,
) -> Option<Vec<Script>> {
    if !installed.parts.sorts_names(context.environment()) {
        return None;
    }
    let mut reader = Reader {
        installed,
        environment: Environment::new(environment.entries()),
        common: common(&installed.sysconfdir)?,
        lsb: if installed.manner.is_debians {
            Some(lsb::Facilities::read()?)
        } else {
            None
        },
        scripts: Vec::new(),
    };
    for path in folders(context, installed)? {
        reader.folder(path)?;
    }
    Some(reader.scripts)
}

/// The folders to look at, each once.
fn folders(context: &Context, installed: &Installed) -> Option<Vec<Vec<u8>>> {
    let all = if installed.manner.has_folders {
        installed.folders.clone()
    } else {
        let dirs = context.paths().scriptdirs().iter();
        dirs.map(|dir| fs::join(dir, b"init.d")).collect()
    };
    let mut once: Vec<Vec<u8>> = Vec::new();
    for path in all {
        // The shell splits and expands what it is given.
        let is_plain = |byte: &u8| byte.is_ascii_graphic() && !b"*?[\\".contains(byte);
        if !path.starts_with(b"/") || !path.iter().all(is_plain) {
            return None;
        }
        if !once.contains(&path) {
            once.push(path);
        }
    }
    Some(once)
}

/// rc.conf and rc.conf.d, which every script is read after; `None` where they cannot be
/// read or are not understood: every script would need the shell.
fn common(sysconfdir: &[u8]) -> Option<Vec<Rc<Program>>> {
    let mut files = alloc::vec![fs::join(sysconfdir, b"rc.conf")];
    let folder = fs::join(sysconfdir, b"rc.conf.d");
    for name in sorted(&folder, &|name| {
        name.ends_with(b".conf") && !name.starts_with(b".")
    })? {
        files.push(fs::join(&folder, &name));
    }
    let mut programs = Vec::new();
    for file in files {
        match script_file::load(&file) {
            Ok(program) => programs.push(program.ok()?),
            Err(Errno::NOENT) => {}
            Err(_) => return None,
        }
    }
    Some(programs)
}

/// The names in a folder that are wanted, in order; none where there is no folder.
pub fn sorted(folder: &[u8], is_wanted: &dyn Fn(&[u8]) -> bool) -> Option<Vec<Vec<u8>>> {
    match listed(folder, is_wanted) {
        Ok(mut names) => {
            sort::sort(&mut names);
            Some(names)
        }
        Err(Errno::NOENT | Errno::NOTDIR) => Some(Vec::new()),
        Err(_) => None,
    }
}

fn listed(folder: &[u8], is_wanted: &dyn Fn(&[u8]) -> bool) -> SysResult<Vec<Vec<u8>>> {
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
    scripts: Vec<Script>,
}

/// What a script is stopped by.
enum Stop {
    LeftOut(WhyLeftOut),
    NotStatic(Box<NotStatic>),
    /// The machine knows why.
    Refused,
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

impl Reader<'_> {
    fn folder(&mut self, path: Vec<u8>) -> Option<()> {
        if !fs::stat(&path).is_ok_and(|folder| folder.is_dir()) {
            return Some(());
        }
        let folder = Folder {
            configured: sorted(&fs::join(&path, b"../conf.d"), &|_| true)?,
            names: sorted(&path, &|name| !name.starts_with(b"."))?,
            path,
        };
        let opened = File::open_dir(&folder.path).ok()?;
        for name in folder.names.clone() {
            let outcome = match self.script(&folder, &opened, &name) {
                Ok(lines) => Outcome::Native(lines),
                Err(Stop::NotStatic(reason)) => Outcome::Shell(reason),
                Err(Stop::Refused) => Outcome::Shell(strange(&folder.path, "something")),
                Err(Stop::LeftOut(why)) => Outcome::LeftOut(why),
            };
            self.scripts.push(Script {
                folder: folder.path.clone(),
                name,
                outcome,
            });
        }
        Some(())
    }

    fn script(&self, folder: &Folder, opened: &File, name: &[u8]) -> Result<Vec<u8>, Stop> {
        let path = fs::join(&folder.path, name);
        let is_odd = |byte: &u8| byte.is_ascii_control() || matches!(byte, b' ' | b'\\');
        let begins_oddly = |byte: &u8| byte.is_ascii_punctuation() && *byte != b'_';
        if name.first().is_some_and(begins_oddly) || name.iter().any(is_odd) {
            return Err(strange(&path, "an odd name").into());
        }
        let is_file = opened.stat_in(name).is_ok_and(|file| file.is_file());
        if !is_file || opened.permitted_in(name, Permission::Execute).is_err() {
            return Err(WhyLeftOut::NotExecutable.into());
        }
        let is_set_aside = || find(name, b".dpkg").is_some();
        if self.installed.manner.is_debians && is_set_aside() {
            return Err(WhyLeftOut::SetAside.into());
        }
        let text = opened
            .read_in(name, crate::bounds::SCRIPT)
            .map_err(|_| script_file::unreadable(&path))?;
        let program = self.program(&path, name, text)?;
        self.evaluate(folder, name, &program)
    }

    /// What is evaluated: the script, or what its LSB header stands for.
    fn program(&self, path: &[u8], name: &[u8], text: Vec<u8>) -> Result<Rc<Program>, Stop> {
        if let Some(facilities) = &self.lsb {
            let described = facilities.describe(name, &text);
            if let Some(text) = described.map_err(|what| strange(path, what))? {
                return Ok(script_file::program(path, text)?);
            }
        }
        match is_for_openrc_run(&text) {
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
        let kind = memchr::memchr(b'.', name).and_then(|dot| name.get(..dot));
        for file in kind.into_iter().chain([name]) {
            if folder
                .configured
                .binary_search_by(|own| own.as_slice().cmp(file))
                .is_err()
            {
                continue;
            }
            let path = [&folder.path, &b"/../conf.d/"[..], file].concat();
            match script_file::load(&path) {
                Ok(program) => run(machine, &program?)?,
                // A link that leads nowhere.
                Err(Errno::NOENT) => {}
                Err(_) => return Err(script_file::unreadable(&path).into()),
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

/// Whether the first line names openrc-run; `None` where a shell would not read it as it
/// stands.
fn is_for_openrc_run(text: &[u8]) -> Option<bool> {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if memchr::memchr2(b'\\', 0, line).is_some() {
        return None;
    }
    let mut words = line
        .split(|byte| matches!(byte, b' ' | b'\t'))
        .filter(|word| !word.is_empty());
    let names_it = |word: &[u8]| word.ends_with(b"/openrc-run") || word.ends_with(b"/runscript");
    Some(match words.next() {
        Some(b"#!") => words.next().is_some_and(names_it),
        Some(first) => first.starts_with(b"#") && names_it(first),
        None => false,
    })
}
