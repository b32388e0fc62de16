//! Services that keywords keep from being started here: `-prefix`, `-unprivileged`,
//! `-nocap_NAME`.
//!
//! The tree is often made by one user and read by another, so what each may do is looked
//! at when the tree is loaded. Whether this is a Prefix is the same for all of them:
//! `-prefix` is dropped when the tree is made, as upstream drops what does not suit the
//! system. A list beside the tree keeps the keywords of both for those who ask by name.
#![forbid(unsafe_code)]

use super::draft::Draft;
use super::gather::{self, Gathered};
use super::graph::Graph;
use super::names::{relation, Name, NameSet};
use super::text::{self, Line};
use super::{fresh, loops::Solver, update, Deptree};
use crate::privilege::{Privileges, Restriction};
use crate::service::resolve;
use crate::sys::{fs, preserve_errno};
use crate::system::{self, System};
use crate::{config, name, Context, Error, Result};
use alloc::vec::Vec;

const FILE: &[u8] = b"restricted";

/// The list of a tree that is being made: a line for each keyword, `SERVICE KEYWORD`.
/// Outside of a Prefix `-prefix` is of no interest.
pub fn list(context: &Context, draft: &Draft) -> Vec<u8> {
    let is_relevant = |restriction: Restriction| {
        restriction != Restriction::Host || context.paths().prefix().is_some()
    };
    let mut lines = Vec::new();
    for (at, service) in draft.services().iter().enumerate() {
        for keyword in draft.edges_of(at, relation::KEYWORD) {
            let keyword = draft.text(*keyword);
            if Restriction::of(keyword).is_some_and(is_relevant) {
                lines.extend_from_slice(
                    &[draft.text(service.name()), b" ", keyword, b"\n"].concat(),
                );
            }
        }
    }
    lines
}

/// Keeps the list beside the tree; no file where it is empty.
///
/// # Errors
/// Those of writing.
pub fn store(context: &Context, list: &[u8]) -> Result<()> {
    let path = context.cache_file(FILE);
    if list.is_empty() {
        preserve_errno(|| fs::unlink(&path).ok());
        return Ok(());
    }
    context
        .replace_file(&path, list)
        .map_err(|errno| Error::os(errno, &path))
}

/// Whether this process may start a service (`rc_service_permitted`).
///
/// # Errors
/// [`Error::Excluded`] names the keyword; [`Error::InvalidName`].
pub fn check(context: &Context, service: &[u8]) -> Result<()> {
    let service = name::service(service)?;
    // Without its dependencies a service is started without a look at the tree.
    if context.paths().prefix().is_some() && fresh::check(context).needs_update {
        let solver = Solver::configured(context);
        update::update(context, solver, &mut |_| ()).ok();
    }
    let Ok(list) = fs::read(&context.cache_file(FILE), crate::bounds::CONFIGURATION) else {
        return Ok(());
    };
    let keywords = config::lines(&list).filter_map(|line| {
        let keyword = line.strip_prefix(service)?.strip_prefix(b" ")?;
        Some((keyword, Restriction::of(keyword)?))
    });
    match first_against(context, Privileges::current(), keywords) {
        Some((keyword, restriction)) => Err(excluded(service, keyword, restriction)),
        None => Ok(()),
    }
}

/// The services that this process may not start, each with the keyword that says so
/// ([`Error::Excluded`]). All init scripts are asked; nothing is written.
///
/// # Errors
/// Those of asking.
pub fn survey(context: &Context) -> Result<Vec<Error>> {
    let Gathered { draft, .. } = gather::parse(&gather::lines_of_all(context)?);
    let privileges = Privileges::current();
    let mut out = Vec::new();
    for (at, service) in draft.services().iter().enumerate() {
        let keywords = draft.edges_of(at, relation::KEYWORD).iter();
        let keywords = keywords.filter_map(|keyword| {
            let keyword = draft.text(*keyword);
            Some((keyword, Restriction::of(keyword)?))
        });
        if let Some((keyword, restriction)) = first_against(context, privileges, keywords) {
            out.push(excluded(draft.text(service.name()), keyword, restriction));
        }
    }
    Ok(out)
}

/// The first keyword that excludes a service here.
fn first_against<'a>(
    context: &Context,
    privileges: Privileges,
    mut keywords: impl Iterator<Item = (&'a [u8], Restriction)>,
) -> Option<(&'a [u8], Restriction)> {
    keywords.find(|(_, restriction)| match restriction {
        Restriction::Host => is_prefix(context),
        other => !other.allows(privileges),
    })
}

fn excluded(service: &[u8], keyword: &[u8], restriction: Restriction) -> Error {
    Error::Excluded {
        service: service.to_vec(),
        keyword: keyword.to_vec(),
        restriction,
    }
}

/// What rc.conf says elsewhere (`rc_sys="prefix"`) is upstream's business: it keeps
/// services out of the tree, and from nobody who asks by name.
fn is_prefix(context: &Context) -> bool {
    context.paths().prefix().is_some() && system::detect(context) == Some(System::Prefix)
}

impl Deptree {
    /// Takes out the services that this process may not start, with all that leads to
    /// them, and what nobody else provides.
    pub(super) fn permitted(self, context: &Context) -> Self {
        if !text::asks_privileges(&self.text) {
            return self;
        }
        match forbidden(context, self.graph(), Privileges::current()) {
            Some(gone) => Deptree::parse(self.text_without(&gone)),
            None => self,
        }
    }

    fn text_without(&self, gone: &NameSet) -> Vec<u8> {
        let names = self.graph().names();
        let is_gone = |name: &[u8]| names.find(name).is_some_and(|name| gone.contains(name));
        let mut left = Vec::with_capacity(self.text.len());
        for block in &self.services {
            let service = block.name(&self.text);
            if is_gone(service) {
                continue;
            }
            text::push_line(&mut left, &[b"depinfo_0_service"], service);
            for line in block.lines(&self.text) {
                match line {
                    Line::Edge(relation, other) if !is_gone(other) => {
                        text::push_line(&mut left, &[b"depinfo_0_", relation, b"_0"], other);
                    }
                    _ => {}
                }
            }
        }
        left
    }
}

/// The services that are out. `None` where all are in.
fn forbidden(context: &Context, graph: &Graph, privileges: Privileges) -> Option<NameSet> {
    let names = graph.names();
    let is_forbidden = |keyword: &Name| {
        Restriction::of(names.get(*keyword)).is_some_and(|it| !it.allows(privileges))
    };
    let mut gone = NameSet::new(names.count());
    let mut is_all = true;
    for at in 0..graph.count() {
        let keywords = graph.relation(at, relation::KEYWORD).unwrap_or_default();
        if keywords.iter().any(is_forbidden) {
            gone.insert(graph.name(at));
            is_all = false;
        }
    }
    if is_all {
        return None;
    }
    for at in 0..graph.count() {
        let providers = graph.relation(at, relation::PROVIDEDBY).unwrap_or_default();
        let is_out = !providers.is_empty() && providers.iter().all(|it| gone.contains(*it));
        let name = graph.name(at);
        // A service may have the name that others provide.
        if is_out && resolve::resolve(context, names.get(name)).is_err() {
            gone.insert(name);
        }
    }
    Some(gone)
}
