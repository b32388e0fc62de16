//! The dependency tree: what services say of each other, put together, kept in the
//! state directory, and asked in which order services start and stop.
//!
//! | module | subject |
//! |---|---|
//! | [`text`] | the file that the tree is kept in |
//! | [`gather`] | what gendepends.sh says |
//! | [`draft`], [`link`] | from there to a whole tree |
//! | [`restricted`] | services that keywords keep from being started here |
//! | [`loops`] | services that wait for each other |
//! | [`update`] | all of that: `rc_deptree_update` |
//! | [`fresh`] | whether that has to be done: `rc_deptree_update_needed` |
//! | [`visit`], [`order`] | who comes before whom: `rc_deptree_depends`, `rc_deptree_order` |
//! | [`provided`] | which service stands for what it provides |
//! | [`standing`] | runlevels and states, read once per question |
//!
//! Upstream: `librc-depend.c`.
#![forbid(unsafe_code)]

mod borrowed;
pub mod draft;
pub mod fresh;
pub mod gather;
pub mod link;
pub mod loops;
pub mod names;
pub mod order;
pub mod provided;
#[cfg(test)]
mod reference;
pub mod restricted;
pub mod standing;
pub mod text;
pub mod update;
pub mod visit;

use crate::sys::fs;
use crate::{Context, Error, Result};
use alloc::vec::Vec;
use core::ops::Range;
use names::{relation, Name, Names, NONE};

pub use visit::Options;

/// Something that upstream says on stderr.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// As it stands, with its newline.
    Line(Vec<u8>),
    /// By `ewarn`.
    Warning(Vec<u8>),
    /// By `eerror`.
    Error(Vec<u8>),
}

/// A service of a tree.
#[derive(Clone, Debug)]
struct Service {
    name: Name,
    /// Where its relations are in the tree's.
    relations: Range<usize>,
}

/// A relation of a service.
#[derive(Clone, Debug)]
struct Relation {
    name: Name,
    /// Where the services it leads to are in the tree's edges.
    edges: Range<usize>,
}

/// `RC_DEPTREE`: a tree as it was read from its file.
#[derive(Clone, Debug, Default)]
pub struct Deptree {
    names: Names,
    services: Vec<Service>,
    relations: Vec<Relation>,
    edges: Vec<Name>,
    /// By name: the first service of that name.
    first: Vec<u32>,
}

impl Deptree {
    /// `rc_deptree_load`: the tree of the state directory, without the services that this
    /// process may not start.
    ///
    /// # Errors
    /// Those of reading: `ENOENT` where none was made yet.
    pub fn load(context: &Context) -> Result<Self> {
        let tree = Self::load_file(&context.cache_file(b"deptree"))?;
        Ok(tree.permitted(context))
    }

    /// `rc_deptree_load_file`.
    ///
    /// # Errors
    /// Those of reading.
    pub fn load_file(path: &[u8]) -> Result<Self> {
        let text = fs::read(path).map_err(|errno| Error::os(errno, path))?;
        Ok(text::parse(&text))
    }

    /// `rc_deptree_depend`: what a service says of one relation; `None` where there is
    /// no such service or it says nothing.
    pub fn depend(&self, service: &[u8], relation: &[u8]) -> Option<Vec<&[u8]>> {
        let at = self.find(self.names.find(service)?)?;
        let relation = self.relation(at, self.names.find(relation)?)?;
        Some(relation.iter().map(|name| self.names.get(*name)).collect())
    }

    /// The place of the first service of a name.
    fn find(&self, name: Name) -> Option<usize> {
        match self.first.get(name as usize) {
            None | Some(&NONE) => None,
            Some(at) => Some(*at as usize),
        }
    }

    /// The name of the service at a place.
    fn name(&self, at: usize) -> Name {
        self.services.get(at).map_or(NONE, |service| service.name)
    }

    /// The edges of the first relation of a name that the service at a place has.
    fn relation(&self, at: usize, relation: Name) -> Option<&[Name]> {
        let range = self.relation_range(at, relation)?;
        self.edges.get(range)
    }

    fn relation_range(&self, at: usize, relation: Name) -> Option<Range<usize>> {
        let relations = self
            .relations
            .get(self.services.get(at)?.relations.clone())?;
        let found = relations.iter().find(|known| known.name == relation)?;
        Some(found.edges.clone())
    }

    /// Whether something provides what the service at a place is.
    fn is_provided(&self, at: usize) -> bool {
        self.relation_range(at, relation::PROVIDEDBY).is_some()
    }
}
