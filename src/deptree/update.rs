//! Making the tree anew, and keeping it in the state directory.
#![forbid(unsafe_code)]

use super::gather::{self, Gathered};
use super::loops::{self, Solver};
use super::names::Names;
use super::{borrowed, fresh, link, restricted, text, Notice};
use crate::build_options::{Release, RELEASE};
use crate::context::Context;
use crate::prefix::Prefix;
use crate::sys::clock::Moment;
use crate::sys::process::{self, Child};
use crate::sys::{env, fs, preserve_errno, Errno, SysResult};
use crate::{system, Error, Result};
use alloc::ffi::CString;
use alloc::vec::Vec;

/// `rc_deptree_update`: asks all init scripts what they depend on, by gendepends.sh,
/// and writes the tree, and the list of the files that it depends on beside.
///
/// # Errors
/// Those of running gendepends.sh, and of writing; what was there before stays then.
pub fn update(context: &Context, solver: Solver, report: &mut dyn FnMut(Notice)) -> Result<()> {
    let begun = Moment::now();
    let output = run_gendepends(context)?;
    let Gathered { mut draft, config } = gather::parse(&output);
    restricted::store(context, &restricted::list(context, &draft))?;
    if let Some(system) = system::detect(context) {
        link::drop_unsuited(&mut draft, system.name().to_bytes());
    }
    link::add_providers(&mut draft);
    link::backreference(&mut draft, report);
    link::drop_broken_befores(&mut draft, env::get(c"RC_SVCNAME").as_deref());
    link::report_duplicates(&draft, report);
    loops::solve(&mut draft, solver, report);
    write_config(context, &config, report)?;
    write(context, b"deptree", &text::write(&draft), report)?;
    preserve_errno(|| fresh::note(context, begun));
    Ok(())
}

/// Before the tree: who dies in between leaves a tree that is still too old.
fn write_config(context: &Context, config: &Names, report: &mut dyn FnMut(Notice)) -> Result<()> {
    let mut files = Vec::new();
    for file in config.iter() {
        files.extend_from_slice(file);
        files.push(b'\n');
    }
    if files.is_empty() {
        preserve_errno(|| fs::unlink(&context.cache_file(b"depconfig")).ok());
        return Ok(());
    }
    write(context, b"depconfig", &files, report)
}

fn write(
    context: &Context,
    name: &[u8],
    content: &[u8],
    report: &mut dyn FnMut(Notice),
) -> Result<()> {
    let path = context.cache_file(name);
    let result = context.replace_file(&path, content);
    result.map_err(|errno| {
        let quote: &[u8] = if RELEASE >= Release::R0_62 {
            b"'"
        } else {
            b"`"
        };
        let parts = [b"fopen ", quote, &path, b"': ", &errno.message(), b"\n"];
        report(Notice::Line(parts.concat()));
        Error::os(errno, &path)
    })
}

/// What gendepends.sh prints. Its exit status says nothing: it is that of the last
/// line of the last script's depend(), which fails often and without harm.
fn run_gendepends(context: &Context) -> Result<Vec<u8>> {
    let path = context.paths().helper(b"sh/gendepends.sh");
    let failed = |errno: Errno| Error::os(errno, &path);
    set_environment(context).map_err(failed)?;
    let child = match context.paths().prefix() {
        Some(prefix) if !prefix.holds(&path) => start_borrowed(prefix, &path),
        _ => start(&path),
    };
    let child = child.map_err(failed)?;
    let output = child.output().read_to_end(0);
    let status = child.wait();
    let output = output.map_err(failed)?;
    match status {
        Ok(status) if process::was_killed(status) => Err(failed(Errno::INTR)),
        // Somebody else waited for our child; all it printed has been read.
        Ok(_) | Err(_) => Ok(output),
    }
}

fn start_borrowed(prefix: &Prefix, path: &[u8]) -> SysResult<Child> {
    let script = borrowed::script(prefix, path)?;
    let name = CString::new(path).map_err(|_| Errno::INVAL)?;
    let script = CString::new(script).map_err(|_| Errno::INVAL)?;
    process::spawn(c"/bin/sh", &[c"sh", c"-c", &script, &name])
}

fn start(path: &[u8]) -> SysResult<Child> {
    let program = CString::new(path).map_err(|_| Errno::INVAL)?;
    match process::spawn(&program, &[&program]) {
        // A script without a first line that names its interpreter is the shell's.
        Err(Errno::NOEXEC) => process::spawn(c"/bin/sh", &[c"sh", &program]),
        other => other,
    }
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
