//! A tree as numbers: every name once, the edges of all services in one array.
#![forbid(unsafe_code)]

use super::names::{relation, Name, Names, NONE};
use super::text::{Block, Line};
use crate::bytes::part;
use alloc::vec::Vec;
use core::ops::Range;

/// Where something is in an array of the graph: at most 2^32 lines are in a text.
type Part = Range<u32>;

/// The relations that a walk asks for at each service, those with the lowest numbers.
const FOLLOWED: usize = relation::PROVIDEDBY as usize + 1;

/// A service.
#[derive(Clone, Debug)]
struct Service {
    name: Name,
    /// Where its relations are among those of all.
    relations: Part,
    /// The edges of its first relation of each of these names.
    followed: [Part; FOLLOWED],
}

/// A relation of a service.
#[derive(Clone, Debug)]
struct Relation {
    name: Name,
    /// Where the services that it leads to are in the graph's edges; it has one at least.
    edges: Part,
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE)
}

fn range(part: &Part) -> Range<usize> {
    part.start as usize..part.end as usize
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
        let start = place(self.relations.len());
        let mut kind = &b""[..];
        let mut edges = place(self.edges.len())..place(self.edges.len());
        for line in block.lines(text) {
            let Line::Edge(relation, service) = line else {
                continue;
            };
            // Edges of one relation belong together only while no other comes between.
            if relation != kind {
                self.end_relation(kind, &mut edges);
                kind = relation;
            }
            let service = self.names.intern(service);
            self.edges.push(service);
        }
        self.end_relation(kind, &mut edges);
        self.services.push(Service {
            name,
            relations: start..place(self.relations.len()),
            followed: self.followed(start),
        });
    }

    /// Ends a relation where it has edges; the next one begins behind it.
    fn end_relation(&mut self, kind: &[u8], edges: &mut Part) {
        edges.end = place(self.edges.len());
        if edges.start != edges.end {
            self.relations.push(Relation {
                name: self.names.intern(kind),
                edges: edges.clone(),
            });
        }
        edges.start = edges.end;
    }

    fn followed(&self, start: u32) -> [Part; FOLLOWED] {
        let mut followed = [const { 0..0 }; FOLLOWED];
        let relations = part(&self.relations, start as usize..);
        for relation in relations {
            if let Some(first) = followed.get_mut(relation.name as usize) {
                if first.start == first.end {
                    *first = relation.edges.clone();
                }
            }
        }
        followed
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
    #[inline]
    pub fn range(&self, at: usize, relation: Name) -> Option<Range<usize>> {
        let service = self.services.get(at)?;
        match service.followed.get(relation as usize) {
            Some(edges) => (edges.start != edges.end).then(|| range(edges)),
            None => self.other_range(service, relation),
        }
    }

    #[inline(never)]
    fn other_range(&self, service: &Service, relation: Name) -> Option<Range<usize>> {
        let relations = self.relations.get(range(&service.relations))?;
        let found = relations.iter().find(|known| known.name == relation)?;
        Some(range(&found.edges))
    }
}
