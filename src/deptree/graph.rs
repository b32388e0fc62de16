//! A tree as numbers: every name once, the edges of all services in one array.
#![forbid(unsafe_code)]

use super::names::{Name, Names, NONE};
use super::text::{Block, Line};
use alloc::vec::Vec;
use core::ops::Range;

/// A service.
#[derive(Clone, Debug)]
struct Service {
    name: Name,
    /// Where its relations are among those of all.
    relations: Range<usize>,
}

/// A relation of a service.
#[derive(Clone, Debug)]
struct Relation {
    name: Name,
    /// Where the services that it leads to are in the graph's edges.
    edges: Range<usize>,
}

/// What the services of a tree say of each other.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    names: Names,
    services: Vec<Service>,
    relations: Vec<Relation>,
    edges: Vec<Name>,
    /// By name: the first service of that name.
    first: Vec<u32>,
}

impl Graph {
    /// The graph of a text.
    pub(super) fn new(text: &[u8], blocks: &[Block]) -> Self {
        let mut graph = Graph {
            names: Names::with_relations(),
            services: Vec::with_capacity(blocks.len()),
            ..Graph::default()
        };
        for block in blocks {
            graph.add_service(text, block);
        }
        graph.first = alloc::vec![NONE; graph.names.count()];
        for (at, service) in (0u32..).zip(&graph.services) {
            if let Some(first @ &mut NONE) = graph.first.get_mut(service.name as usize) {
                *first = at;
            }
        }
        graph
    }

    fn add_service(&mut self, text: &[u8], block: &Block) {
        let name = self.names.intern(block.name(text));
        let start = self.relations.len();
        let mut kind = &b""[..];
        for line in block.lines(text) {
            let Line::Edge(relation, service) = line else {
                continue;
            };
            // Edges of one relation belong together only while no other comes between.
            if relation != kind || self.relations.len() == start {
                self.begin_relation(relation);
                kind = relation;
            }
            let service = self.names.intern(service);
            self.edges.push(service);
            if let Some(last) = self.relations.last_mut() {
                last.edges.end = self.edges.len();
            }
        }
        let relations = start..self.relations.len();
        self.services.push(Service { name, relations });
    }

    fn begin_relation(&mut self, relation: &[u8]) {
        let start = self.edges.len();
        self.relations.push(Relation {
            name: self.names.intern(relation),
            edges: start..start,
        });
    }

    /// Its names.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// How many services there are.
    pub fn count(&self) -> usize {
        self.services.len()
    }

    /// The place of the first service of a name.
    pub fn find(&self, name: Name) -> Option<usize> {
        match self.first.get(name as usize) {
            None | Some(&NONE) => None,
            Some(at) => Some(*at as usize),
        }
    }

    /// The place of the first service of a name.
    pub fn find_bytes(&self, name: &[u8]) -> Option<usize> {
        self.find(self.names.find(name)?)
    }

    /// The name of the service at a place.
    pub fn name(&self, at: usize) -> Name {
        self.services.get(at).map_or(NONE, |service| service.name)
    }

    /// What stands at a place among the edges.
    pub fn edge(&self, at: usize) -> Name {
        self.edges.get(at).copied().unwrap_or(NONE)
    }

    /// The edges of the first relation of a name that the service at a place has.
    pub fn relation(&self, at: usize, relation: Name) -> Option<&[Name]> {
        self.edges.get(self.range(at, relation)?)
    }

    /// Where these are.
    pub fn range(&self, at: usize, relation: Name) -> Option<Range<usize>> {
        let relations = self.services.get(at)?.relations.clone();
        let relations = self.relations.get(relations)?;
        let found = relations.iter().find(|known| known.name == relation)?;
        Some(found.edges.clone())
    }
}
