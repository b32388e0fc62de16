//! Who waits for whom, and where that is a circle.
#![forbid(unsafe_code)]

use super::names::{relation, Name};
use crate::sort;
use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// How firmly a relation holds, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// `use`
    Use,
    /// `after`
    After,
    /// `want`
    Want,
    /// `need`
    Need,
    /// From what is provided to who provides it.
    ProvidedBy,
}

impl Strength {
    /// All of them.
    pub const ALL: [Strength; 5] = [
        Strength::Use,
        Strength::After,
        Strength::Want,
        Strength::Need,
        Strength::ProvidedBy,
    ];

    /// The relation that it is.
    pub fn relation(self) -> Name {
        match self {
            Strength::Use => relation::IUSE,
            Strength::After => relation::IAFTER,
            Strength::Want => relation::IWANT,
            Strength::Need => relation::INEED,
            Strength::ProvidedBy => relation::PROVIDEDBY,
        }
    }

    /// What it is called in an init script.
    pub fn keyword(self) -> &'static str {
        match self {
            Strength::Use => "use",
            Strength::After => "after",
            Strength::Want => "want",
            Strength::Need => "need",
            Strength::ProvidedBy => "provide",
        }
    }

    /// Whether a loop may be broken there.
    pub fn is_breakable(self) -> bool {
        self <= Strength::Want
    }
}

/// That one service waits for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The place of the one that waits.
    pub from: usize,
    /// The place of the one that it waits for.
    pub to: usize,
    /// The firmest relation between the two.
    pub strength: Strength,
}

/// Who waits for whom, by the places of the services.
pub struct Waits {
    edges: Vec<Vec<Edge>>,
    /// By service: the round in which it was last seen, and the edge that led there.
    seen: Vec<(u32, Option<Edge>)>,
    round: u32,
}

impl Waits {
    /// Of `count` services; `targets` gives those that a service names in a relation.
    pub fn new<T: IntoIterator<Item = usize>>(
        count: usize,
        relations: &[Strength],
        targets: impl Fn(usize, Name) -> T,
    ) -> Self {
        let edges_of = |from| {
            let mut edges: Vec<Edge> = Vec::new();
            for strength in relations.iter().copied() {
                let targets = targets(from, strength.relation()).into_iter();
                let others = targets.filter(|to| *to != from);
                edges.extend(others.map(|to| Edge { from, to, strength }));
            }
            // Of several relations to one service the firmest counts.
            let key = |edge: &Edge| (edge.to, core::cmp::Reverse(edge.strength));
            sort::by(&mut edges, |a, b| key(a).cmp(&key(b)));
            edges.dedup_by_key(|edge| edge.to);
            edges
        };
        Waits {
            edges: (0..count).map(edges_of).collect(),
            seen: alloc::vec![(0, None); count],
            round: 0,
        }
    }

    /// How many services there are.
    pub fn count(&self) -> usize {
        self.edges.len()
    }

    fn of(&self, service: usize) -> &[Edge] {
        self.edges
            .get(service)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// Forgets an edge.
    pub fn drop(&mut self, edge: Edge) {
        if let Some(edges) = self.edges.get_mut(edge.from) {
            edges.retain(|other| other.to != edge.to);
        }
    }

    /// A shortest way from a service back to itself.
    pub fn cycle(&mut self, start: usize, keep: impl Fn(&Edge) -> bool) -> Option<Vec<Edge>> {
        self.round = self.round.checked_add(1)?;
        let mut queue = VecDeque::from([start]);
        while let Some(service) = queue.pop_front() {
            let edges = self
                .edges
                .get(service)
                .map(Vec::as_slice)
                .unwrap_or_default();
            for edge in edges.iter().filter(|edge| keep(edge)) {
                let Some(seen) = self.seen.get_mut(edge.to) else {
                    continue;
                };
                if seen.0 == self.round {
                    continue;
                }
                *seen = (self.round, Some(*edge));
                if edge.to == start {
                    return Some(self.way_back(*edge));
                }
                queue.push_back(edge.to);
            }
        }
        None
    }

    fn way_back(&self, last: Edge) -> Vec<Edge> {
        let mut cycle = alloc::vec![last];
        let mut at = last.from;
        while at != last.to {
            let Some((_, Some(edge))) = self.seen.get(at) else {
                break;
            };
            cycle.push(*edge);
            at = edge.from;
        }
        cycle.reverse();
        cycle
    }

    /// By service: a number that two services share only where each waits for the
    /// other (Tarjan's algorithm, without recursion).
    pub fn components(&self) -> Vec<usize> {
        let count = self.edges.len();
        let mut walk = Components {
            graph: self,
            index: alloc::vec![usize::MAX; count],
            low: alloc::vec![usize::MAX; count],
            component: alloc::vec![usize::MAX; count],
            next: 0,
            open: Vec::new(),
        };
        (0..count).for_each(|service| walk.from(service));
        walk.component
    }
}

struct Components<'a> {
    graph: &'a Waits,
    index: Vec<usize>,
    low: Vec<usize>,
    component: Vec<usize>,
    next: usize,
    /// Services whose component is not closed yet.
    open: Vec<usize>,
}

impl Components<'_> {
    fn from(&mut self, start: usize) {
        if self.index.get(start) != Some(&usize::MAX) {
            return;
        }
        let mut stack = alloc::vec![(start, 0usize)];
        self.enter(start);
        while let Some((service, at)) = stack.pop() {
            match self.graph.of(service).get(at) {
                Some(edge) => {
                    stack.push((service, at.saturating_add(1)));
                    if self.index.get(edge.to) == Some(&usize::MAX) {
                        self.enter(edge.to);
                        stack.push((edge.to, 0));
                    } else if self.component.get(edge.to) == Some(&usize::MAX) {
                        self.lower(service, self.index.get(edge.to).copied());
                    }
                }
                None => {
                    self.close(service);
                    if let Some((parent, _)) = stack.last() {
                        self.lower(*parent, self.low.get(service).copied());
                    }
                }
            }
        }
    }

    fn enter(&mut self, service: usize) {
        for table in [&mut self.index, &mut self.low] {
            if let Some(slot) = table.get_mut(service) {
                *slot = self.next;
            }
        }
        self.next = self.next.saturating_add(1);
        self.open.push(service);
    }

    fn lower(&mut self, service: usize, low: Option<usize>) {
        if let (Some(slot), Some(low)) = (self.low.get_mut(service), low) {
            *slot = low.min(*slot);
        }
    }

    /// Where nothing further up is reached, all that are still open are one component.
    fn close(&mut self, service: usize) {
        if self.low.get(service) != self.index.get(service) {
            return;
        }
        while let Some(member) = self.open.pop() {
            if let Some(slot) = self.component.get_mut(member) {
                *slot = service;
            }
            if member == service {
                break;
            }
        }
    }
}
