//! What init scripts say of themselves.
//!
//! | module | subject |
//! |---|---|
//! | [`installed`] | the installed gendepends.sh, and whether it is one that is known |
//! | [`scripts`] | what each script says, evaluated here where that is possible |
//! | [`relations`] | what `need`, `keyword` and the others do |
//! | [`host`] | what an evaluated script can see |
//! | [`lsb`] | Debian's scripts that are described by a header |
//! | [`shell`] | the others, all in one shell |
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

use crate::build_options::{Release, RELEASE};
use crate::context::Context;
use crate::sys::{env, process, SysResult};
use crate::{Error, Result};
use alloc::vec::Vec;
use installed::Installed;

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
/// Those of the environment.
pub fn survey(context: &Context) -> Result<Survey> {
    set_environment(context).map_err(Error::from)?;
    let survey = Installed::read(context)
        .and_then(|installed| scripts::look_at_all(context, &installed))
        .map(|scripts| Survey {
            is_recognised: true,
            scripts,
        });
    Ok(survey.unwrap_or_default())
}

/// What gendepends.sh would print.
///
/// # Errors
/// Those of running it, where that has to be done.
pub fn lines_of_all(context: &Context) -> Result<Vec<u8>> {
    let path = context.paths().helper(b"sh/gendepends.sh");
    set_environment(context).map_err(|errno| Error::os(errno, &path))?;
    if let Some(installed) = Installed::read(context) {
        if let Some(scripts) = scripts::look_at_all(context, &installed) {
            if let Some(lines) = shell::complete(&path, &installed, &scripts)? {
                return Ok(lines);
            }
        }
    }
    shell::run_gendepends(context.paths(), &path)
}

/// As upstream, for good: the caller's environment has these from now on.
fn set_environment(context: &Context) -> SysResult<()> {
    if RELEASE >= Release::R0_62 {
        env::set(c"RC_SCRIPTDIRS", &context.paths().scriptdirs().join(&b' '))?;
    }
    if let Some(prefix) = context.paths().prefix() {
        env::set(c"RC_PREFIX", prefix.root())?;
        env::set(c"EPREFIX", prefix.root())?;
    }
    if env::get(c"RC_LIBEXECDIR").is_none() {
        env::set(c"RC_LIBEXECDIR", context.paths().libexecdir())?;
    }
    if let Ok(name) = process::system_name() {
        env::set(c"RC_UNAME", &name)?;
    }
    Ok(())
}
