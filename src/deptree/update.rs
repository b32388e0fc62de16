//! Making the tree anew, and keeping it in the state directory.
#![forbid(unsafe_code)]

use super::gather::{self, Gathered};
use super::loops::{self, Solver};
use super::names::Names;
use super::{fresh, link, restricted, text, Notice};
use crate::context::Context;
use crate::release::{opening_quote, RELEASE};
use crate::sys::clock::Moment;
use crate::sys::{fs, preserve_errno, Errno};
use crate::{system, Error, Result};
use alloc::vec::Vec;

/// `rc_deptree_update`: asks all init scripts what they depend on, as gendepends.sh
/// does, and writes the tree, and the list of the files that it depends on beside.
///
/// # Errors
/// Those of running gendepends.sh, and of writing; what was there before stays then.
pub fn update(context: &Context, solver: Solver, report: &mut dyn FnMut(Notice)) -> Result<()> {
    if !context.paths().is_usable() {
        return Err(Error::os(Errno::NOTDIR, context.paths().svcdir()));
    }
    context.check_cache()?;
    let begun = Moment::now();
    let lines = gather::lines_of_all(context).inspect_err(|error| {
        let line = [b"cannot gather dependencies: ", &error.text()[..], b"\n"];
        report(Notice::Line(line.concat()));
    })?;
    let Gathered { mut draft, config } = gather::parse(&lines);
    restricted::store(context, &restricted::list(context, &draft))?;
    if let Some(system) = system::detect(context) {
        link::drop_unsuited(&mut draft, system.name().to_bytes());
    }
    link::add_providers(&mut draft);
    link::backreference(&mut draft, report);
    let asking = context.environment().get(c"RC_SVCNAME");
    link::drop_broken_befores(&mut draft, asking.as_deref());
    link::report_duplicates(&draft, report);
    loops::solve(&mut draft, solver, report);
    write_config(context, &config, report)?;
    let mut tree = text::write(&draft);
    if tree.is_empty() {
        // A line that says nothing tells it from one that was cut off.
        tree.push(b'\n');
    }
    write(context, b"deptree", &tree, report)?;
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
        let quote = opening_quote(RELEASE.grave_fopen);
        let parts = [b"fopen ", quote, &path, b"': ", &errno.message(), b"\n"];
        report(Notice::Line(parts.concat()));
        Error::os(errno, &path)
    })
}
