//! Services that keywords keep from being started here: `-prefix`, `-unprivileged`,
//! `-nocap_NAME`.
//!
//! The tree is often made by one user and read by another, so what each may do is looked
//! at when the tree is loaded. Whether this is a Prefix is the same for all of them:
//! `-prefix` is dropped when the tree is made, as upstream drops what does not suit the
//! system. A list beside the tree keeps the keywords of both for those who ask by name.
#![forbid(unsafe_code)]

use super::draft::Draft;
use super::names::{relation, Name};
use super::{fresh, loops::Solver, update, Deptree, Relation, Service};
use crate::privilege::{Privileges, Restriction};
use crate::service::resolve;
use crate::sys::{fs, preserve_errno, replace};
use crate::system::{self, System};
use crate::{config, name, Context, Error, Result};
use alloc::vec::Vec;
use core::ops::Range;

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
    replace::file(&path, list).map_err(|errno| Error::os(errno, &path))
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
    let Ok(list) = fs::read(&context.cache_file(FILE)) else {
        return Ok(());
    };
    let keywords = config::lines(&list).filter_map(|line| {
        let keyword = line.strip_prefix(service)?.strip_prefix(b" ")?;
        Some((keyword, Restriction::of(keyword)?))
    });
    let privileges = Privileges::current();
    for (keyword, restriction) in keywords {
        let is_allowed = match restriction {
            Restriction::Host => !is_prefix(context),
            other => other.allows(privileges),
        };
        if !is_allowed {
            return Err(Error::Excluded {
                service: service.to_vec(),
                keyword: keyword.to_vec(),
                restriction,
            });
        }
    }
    Ok(())
}

/// What rc.conf says elsewhere (`rc_sys="prefix"`) is upstream's business: it keeps
/// services out of the tree, and from nobody who asks by name.
fn is_prefix(context: &Context) -> bool {
    context.paths().prefix().is_some() && system::detect(context) == Some(System::Prefix)
}

fn is_question_of_privileges(keyword: &[u8]) -> bool {
    Restriction::of(keyword).is_some_and(|restriction| restriction != Restriction::Host)
}

impl Deptree {
    /// Takes out the services that this process may not start, with all that leads to
    /// them, and what nobody else provides.
    pub(super) fn permitted(self, context: &Context) -> Self {
        if !self.names.iter().any(is_question_of_privileges) {
            return self;
        }
        let Some(gone) = self.forbidden(context, Privileges::current()) else {
            return self;
        };
        let is_gone = |name: &Name| gone.get(*name as usize) == Some(&true);
        let mut left = Deptree {
            names: self.names,
            ..Deptree::default()
        };
        for service in self.services.iter().filter(|it| !is_gone(&it.name)) {
            let begin = left.relations.len();
            for known in self
                .relations
                .get(service.relations.clone())
                .into_iter()
                .flatten()
            {
                let edges = self.edges.get(known.edges.clone()).unwrap_or_default();
                left.add_relation(known.name, edges.iter().filter(|edge| !is_gone(edge)));
            }
            let relations = begin..left.relations.len();
            left.add_service(service.name, relations);
        }
        left
    }

    /// By name: whether the service is out. `None` where all are in.
    fn forbidden(&self, context: &Context, privileges: Privileges) -> Option<Vec<bool>> {
        let mut gone = alloc::vec![false; self.names.count()];
        let is_forbidden = |keyword: &Name| {
            Restriction::of(self.names.get(*keyword)).is_some_and(|it| !it.allows(privileges))
        };
        for (at, service) in self.services.iter().enumerate() {
            let keywords = self.relation(at, relation::KEYWORD).unwrap_or_default();
            if keywords.iter().any(is_forbidden) {
                if let Some(gone) = gone.get_mut(service.name as usize) {
                    *gone = true;
                }
            }
        }
        if !gone.contains(&true) {
            return None;
        }
        for (at, service) in self.services.iter().enumerate() {
            let providers = self.relation(at, relation::PROVIDEDBY).unwrap_or_default();
            let is_left = |provider: &Name| gone.get(*provider as usize) == Some(&false);
            let is_out = !providers.is_empty() && !providers.iter().any(is_left);
            // A service may have the name that others provide.
            if is_out && resolve::resolve(context, self.names.get(service.name)).is_err() {
                if let Some(gone) = gone.get_mut(service.name as usize) {
                    *gone = true;
                }
            }
        }
        Some(gone)
    }

    fn add_relation<'a>(&mut self, name: Name, edges: impl Iterator<Item = &'a Name>) {
        let begin = self.edges.len();
        self.edges.extend(edges);
        if self.edges.len() > begin {
            let edges = begin..self.edges.len();
            self.relations.push(Relation { name, edges });
        }
    }

    fn add_service(&mut self, name: Name, relations: Range<usize>) {
        let slot = name as usize;
        if self.first.len() <= slot {
            self.first
                .resize(slot.saturating_add(1), super::names::NONE);
        }
        if let Some(first @ &mut super::names::NONE) = self.first.get_mut(slot) {
            *first = u32::try_from(self.services.len()).unwrap_or(super::names::NONE);
        }
        self.services.push(Service { name, relations });
    }
}
