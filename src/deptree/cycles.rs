//! The loops of a tree: services that wait for each other.
#![forbid(unsafe_code)]

use super::names::relation;
use super::waits::{Edge, Strength, Waits};
use super::Deptree;
use alloc::vec::Vec;

/// A loop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle<'a> {
    /// Its services, each with the relation by which it waits for the next; the last one
    /// waits for the first.
    pub services: Vec<(&'a [u8], Strength)>,
}

impl<'a> Cycle<'a> {
    pub(super) fn new(edges: &[Edge], name: impl Fn(usize) -> &'a [u8]) -> Self {
        let services = edges.iter().map(|edge| (name(edge.from), edge.strength));
        Cycle {
            services: services.collect(),
        }
    }

    /// Whether nothing in it can be given up: no order of starting is right.
    pub fn is_firm(&self) -> bool {
        self.services
            .iter()
            .all(|(_, strength)| !strength.is_breakable())
    }

    /// `a -> b -> a, through need`. The relations are named in their order, each once.
    pub fn text(&self) -> Vec<u8> {
        let mut text = Vec::new();
        for (service, _) in &self.services {
            text.extend_from_slice(service);
            text.extend_from_slice(b" -> ");
        }
        text.extend_from_slice(self.services.first().map_or(b"", |(service, _)| service));
        text.extend_from_slice(b", through ");
        let mut named: Vec<&str> = Vec::new();
        for (_, strength) in &self.services {
            if !named.contains(&strength.keyword()) {
                named.push(strength.keyword());
            }
        }
        text.extend_from_slice(named.join(", ").as_bytes());
        text
    }
}

impl Deptree {
    /// The loops of a tree: none where its services can be put in an order that heeds all
    /// that they say. Where loops share services, enough of them to see what has to
    /// change: without the weakest relation of each, no loop is left.
    pub fn cycles(&self) -> Vec<Cycle<'_>> {
        let graph = self.graph();
        let waits = Waits::new(graph.count(), &Strength::ALL, |from, relation| {
            let targets = graph.relation(from, relation).unwrap_or_default();
            let providers = |at| graph.relation(at, relation::PROVIDEDBY).unwrap_or_default();
            targets
                .iter()
                .filter_map(|name| graph.find(*name))
                // Who needs what it provides itself waits for nobody.
                .filter(move |to| !providers(*to).contains(&graph.name(from)))
        });
        let name = |at| graph.names().get(graph.name(at));
        find(waits)
            .iter()
            .map(|cycle| Cycle::new(cycle, name))
            .collect()
    }
}

/// Relations that cannot be given up.
pub(super) const CERTAIN: [Strength; 2] = [Strength::Need, Strength::ProvidedBy];

/// Shortest loops, those that cannot be broken first; each is broken before the next is
/// looked for.
pub(super) fn find(mut waits: Waits) -> Vec<Vec<Edge>> {
    let components = waits.components();
    let mut found = Vec::new();
    for is_firm in [true, false] {
        for service in 0..waits.count() {
            let is_inside = |other: usize| components.get(other) == components.get(service);
            let keep =
                |edge: &Edge| is_inside(edge.to) && !(is_firm && edge.strength.is_breakable());
            while let Some(cycle) = waits.cycle(service, keep) {
                if let Some(weakest) = cycle.iter().min_by_key(|edge| edge.strength) {
                    waits.drop(*weakest);
                }
                found.push(cycle);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &[&str]) -> Vec<String> {
        let tree = Deptree::parse(lines.join("\n").into_bytes());
        let texts = tree.cycles().into_iter().map(|cycle| cycle.text());
        texts.map(|text| String::from_utf8(text).unwrap()).collect()
    }

    #[test]
    fn loops_are_named_by_their_path() {
        let found = texts(&[
            "depinfo_0_service='a'",
            "depinfo_0_ineed_0='b'",
            "depinfo_0_iafter_0='c'",
            "depinfo_1_service='b'",
            "depinfo_1_ineed_0='a'",
            "depinfo_2_service='c'",
            "depinfo_2_iuse_0='a'",
            "depinfo_3_service='d'",
            "depinfo_3_ineed_0='a'",
            "depinfo_3_iwant_0='d'",
        ]);
        assert_eq!(
            found,
            [
                "a -> b -> a, through need",
                "a -> c -> a, through after, use"
            ]
        );
    }
}
