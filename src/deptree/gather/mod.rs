//! What init scripts say of themselves.
//!
//! | module | subject |
//! |---|---|
//! | [`installed`] | the installed gendepends.sh, and whether it is one that is known |
//! | [`scripts`] | what each script says, evaluated here where that is possible |
//! | [`relations`] | what `need`, `keyword` and the others do |
//! | [`host`] | what an evaluated script can see |
//! | [`lsb`] | Debian's scripts that are described by a header |
//! | [`shell`] | the others, all in one shell beside the evaluation |
//! | [`lines`] | what comes out: one line per relation |
//!
//! Upstream: `gendepends.sh`, and `rc_deptree_update` of `librc-depend.c`.
#![forbid(unsafe_code)]

pub mod host;
pub mod installed;
pub mod lines;
pub mod lsb;
pub mod relations;
pub mod scripts;
pub mod shell;

use crate::context::Context;
use crate::release::RELEASE;
use crate::sys::{process, Block, Errno, SysResult};
use crate::{Error, Result};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::ffi::CStr;
use installed::Installed;
use shell::Beside;

pub use lines::{parse, Gathered};
pub use scripts::{Outcome, Script, WhyLeftOut};

/// What is known of all scripts without a shell.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// Whether the installed gendepends.sh is one that is known. Where it is not, it is
    /// run as it is, and nothing is known of the scripts.
    pub is_recognised: bool,
    /// In the order in which gendepends.sh looks at them.
    pub scripts: Vec<Script>,
}

/// Looks at all scripts, and starts nothing.
///
/// # Errors
/// Those of looking.
pub fn survey(context: &Context) -> Result<Survey> {
    look(context).map_err(|error| *error)
}

fn look(context: &Context) -> Looked<Survey> {
    let environment = child_environment(context);
    let mut survey = Survey::default();
    if let Some(installed) = Installed::read(context)? {
        let scripts = scripts::look_at_all(context, &installed, &environment, &mut |_| ())?;
        survey.is_recognised = scripts.is_some();
        survey.scripts = scripts.unwrap_or_default();
    }
    Ok(survey)
}

/// What gendepends.sh would print.
///
/// # Errors
/// Those of looking at the scripts, and of running it where that has to be done.
pub fn lines_of_all(context: &Context) -> Result<Vec<u8>> {
    gather(context).map_err(|error| *error)
}

fn gather(context: &Context) -> Looked<Vec<u8>> {
    let path = context.paths().helper(b"sh/gendepends.sh");
    let environment = child_environment(context);
    if let Some(installed) = Installed::read(context)? {
        let mut shell = Beside::new(&path, &installed, &environment);
        let mut watch = |met: scripts::Met<'_>| shell.meet(&met);
        match scripts::look_at_all(context, &installed, &environment, &mut watch) {
            Ok(Some(scripts)) => {
                if let Some(lines) = shell.finish(&scripts)? {
                    return Ok(lines);
                }
            }
            Ok(None) => {}
            Err(error) => {
                shell.abandon();
                return Err(error);
            }
        }
    }
    shell::run_gendepends(context.paths(), &path, &environment)
}

/// What a look at a path found; `None` if nothing is there, or nothing that may be seen.
///
/// # Errors
/// The others.
fn seen<T>(path: &[u8], found: SysResult<T>) -> Looked<Option<T>> {
    match found {
        Err(errno) if errno.means_absent() => Ok(None),
        Err(errno) => Err(failed(errno, path)),
        Ok(found) => Ok(Some(found)),
    }
}

/// What comes of a look at something. An error is rare, and most of this is moved about a lot.
type Looked<T> = core::result::Result<T, Box<Error>>;

#[cold]
#[inline(never)]
fn failed(errno: Errno, path: &[u8]) -> Box<Error> {
    Box::new(Error::os(errno, path))
}

/// The environment of gendepends.sh: that of all scripts, and [`variables`].
pub fn child_environment(context: &Context) -> Block {
    let mut block = context.child_environment();
    for (name, value) in variables(context) {
        block.set(name.to_bytes(), &value);
    }
    block
}

/// What gendepends.sh is told beside (`setup_environment`). Upstream's function leaves it
/// in the environment of its caller, which is for the caller of this one to do.
pub fn variables(context: &Context) -> Vec<(&'static CStr, Vec<u8>)> {
    let mut variables = Vec::new();
    if RELEASE.asks_for_paths {
        variables.push((c"RC_SCRIPTDIRS", context.paths().scriptdirs().join(&b' ')));
    }
    if context.environment().get(c"RC_LIBEXECDIR").is_none() {
        variables.push((c"RC_LIBEXECDIR", context.paths().libexecdir().to_vec()));
    }
    if let Ok(name) = process::system_name() {
        variables.push((c"RC_UNAME", name));
    }
    variables
}
