//! The dependency tree: what services say of each other, put together, kept in the
//! state directory, and asked in which order services start and stop.
//!
//! | module | subject |
//! |---|---|
//! | `text` | the file that the tree is kept in |
//! | `graph` | the same as numbers, for questions that go from service to service |
//! | `gather` | what gendepends.sh says |
//! | `draft`, `link` | from there to a whole tree |
//! | `restricted` | services that keywords keep from being started here |
//! | `loops` | breaking loops (Debian's solver) |
//! | `cycles`, `waits` | services that wait for each other |
//! | `update` | all of that: `rc_deptree_update` |
//! | `fresh` | whether that has to be done: `rc_deptree_update_needed` |
//! | `skew` | files from the future |
//! | `visit`, `order` | who comes before whom: `rc_deptree_depends`, `rc_deptree_order` |
//! | `options` | how relations are followed |
//! | `provided` | which service stands for what it provides |
//! | `standing`, `folder` | runlevels and states, read once per question |
//!
//! Upstream: `librc-depend.c`.
#![forbid(unsafe_code)]

#[doc(hidden)]
pub mod cycles;
#[doc(hidden)]
pub mod draft;
mod folder;
#[doc(hidden)]
pub mod fresh;
#[doc(hidden)]
pub mod gather;
#[doc(hidden)]
pub mod graph;
#[doc(hidden)]
pub mod link;
#[doc(hidden)]
pub mod loops;
#[cfg(test)]
mod model;
#[doc(hidden)]
pub mod names;
#[doc(hidden)]
pub mod options;
#[doc(hidden)]
pub mod order;
#[doc(hidden)]
pub mod provided;
#[cfg(test)]
mod reference;
#[doc(hidden)]
pub mod restricted;
mod search;
mod skew;
#[doc(hidden)]
pub mod standing;
#[doc(hidden)]
pub mod text;
#[doc(hidden)]
pub mod update;
#[doc(hidden)]
pub mod visit;
#[doc(hidden)]
pub mod waits;

use crate::sys::fs;
use crate::{Context, Error, Result};
use alloc::boxed::Box;
use alloc::vec::Vec;
use graph::Graph;
use hashbrown::HashTable;
use once_cell::race::OnceBox;
use text::Block;

#[doc(inline)]
pub use cycles::Cycle;
#[doc(inline)]
pub use options::Options;
#[doc(inline)]
pub use visit::Order;
#[doc(inline)]
pub use waits::Strength;

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

/// `RC_DEPTREE`: a tree as it was read from its file. Loading finds where each service
/// is; what it says is read when somebody asks for it.
#[derive(Debug, Default)]
pub struct Deptree {
    text: Vec<u8>,
    services: Vec<Block>,
    /// The first service of each name. Made at the first call.
    by_name: OnceBox<HashTable<u32>>,
    graph: OnceBox<Graph>,
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
        let text =
            fs::read(path, crate::bounds::DEPTREE).map_err(|errno| Error::os(errno, path))?;
        Ok(Self::parse(text))
    }

    /// The tree that a text describes. Lines that describe nothing are passed over.
    pub fn parse(text: Vec<u8>) -> Self {
        Deptree {
            services: text::services(&text),
            text,
            ..Deptree::default()
        }
    }

    /// The names of all services, in the order of the tree.
    pub fn services(&self) -> impl Iterator<Item = &[u8]> {
        self.services.iter().map(|block| block.name(&self.text))
    }

    /// Whether there is a service of that name.
    pub fn contains(&self, service: impl AsRef<[u8]>) -> bool {
        self.block(service.as_ref()).is_some()
    }

    /// `rc_deptree_depend`: what a service says of one relation; `None` where there is
    /// no such service or it says nothing.
    pub fn depend(
        &self,
        service: impl AsRef<[u8]>,
        relation: impl AsRef<[u8]>,
    ) -> Option<Vec<&[u8]>> {
        let block = self.block(service.as_ref())?;
        let found = block.relation(&self.text, relation.as_ref());
        (!found.is_empty()).then_some(found)
    }

    fn block(&self, service: &[u8]) -> Option<&Block> {
        let is_it = |at: &u32| self.name(*at) == service;
        let at = self.by_name().find(names::hash(service), is_it)?;
        self.services.get(*at as usize)
    }

    fn by_name(&self) -> &HashTable<u32> {
        self.by_name.get_or_init(|| {
            let hash = |at: &u32| names::hash(self.name(*at));
            let mut by_name = HashTable::with_capacity(self.services.len());
            for at in (0u32..).take(self.services.len()) {
                let is_same = |other: &u32| self.name(*other) == self.name(at);
                by_name.entry(hash(&at), is_same, hash).or_insert(at);
            }
            Box::new(by_name)
        })
    }

    fn name(&self, at: u32) -> &[u8] {
        let block = self.services.get(at as usize);
        block.map_or(&b""[..], |block| block.name(&self.text))
    }

    /// All that the services say. Made at the first call.
    pub(crate) fn graph(&self) -> &Graph {
        let make = || Box::new(Graph::new(&self.text, &self.services));
        self.graph.get_or_init(make)
    }
}
