//! Services that wait for each other, and how such a loop is broken (Debian's loop
//! solver): the weakest relation of the loop is dropped, `use` before `after`. A loop
//! of needs alone cannot be broken.
#![forbid(unsafe_code)]

use super::draft::Draft;
use super::link::PAIRS;
use super::names::{relation, Name};
use super::Notice;
use crate::config;
use crate::context::Context;
use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// What the solver is to do (`RC_DT_FLAGS`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Solver {
    /// Break loops.
    pub enabled: bool,
    /// Say which, and where they are broken.
    pub warnings: bool,
}

impl Solver {
    /// From `RCDTFLAGS_LOOPSOLVER` and `RCDTFLAGS_LOOPSOLVER_WARNINGS`.
    pub fn from_flags(flags: u32) -> Self {
        Solver {
            enabled: flags & 1 != 0,
            warnings: flags & 2 != 0,
        }
    }

    /// From `rc_loopsolver_enable` and `rc_loopsolver_warnings` in rc.conf, as Debian's
    /// programs do: what is not set is no.
    pub fn configured(context: &Context) -> Self {
        let conf = config::rc_conf(context);
        let yes = |key: &[u8]| conf.value(key).and_then(config::yesno) == Some(true);
        Solver {
            enabled: yes(b"rc_loopsolver_enable"),
            warnings: yes(b"rc_loopsolver_warnings"),
        }
    }
}

/// How firmly a relation holds, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    Use,
    After,
    Need,
    ProvidedBy,
}

const STRENGTHS: [(Name, Strength); 4] = [
    (relation::IUSE, Strength::Use),
    (relation::IAFTER, Strength::After),
    (relation::INEED, Strength::Need),
    (relation::PROVIDEDBY, Strength::ProvidedBy),
];

impl Strength {
    fn letter(self) -> u8 {
        match self {
            Strength::Use => b'u',
            Strength::After => b'a',
            Strength::Need => b'n',
            Strength::ProvidedBy => b'p',
        }
    }

    fn is_breakable(self) -> bool {
        self <= Strength::After
    }
}

/// That one service waits for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Edge {
    from: usize,
    to: usize,
    /// The firmest relation between the two.
    strength: Strength,
}

/// Phase 7 of Debian's library: breaks loops until none is left, or one cannot be.
pub fn solve(draft: &mut Draft, solver: Solver, report: &mut dyn FnMut(Notice)) {
    if !solver.enabled {
        return;
    }
    let mut graph = Graph::new(draft);
    let components = graph.components();
    for service in 0..graph.edges.len() {
        let is_inside = |other: usize| components.get(other) == components.get(service);
        let firm = |edge: &Edge| !edge.strength.is_breakable() && is_inside(edge.to);
        if let Some(cycle) = graph.cycle(service, firm) {
            let found = [
                b"Found an unresolvable dependency: ",
                &*chain(draft, &cycle),
                b".",
            ];
            report(Notice::Error(found.concat()));
            return;
        }
        while let Some(cycle) = graph.cycle(service, |edge| is_inside(edge.to)) {
            if solver.warnings {
                let found = [
                    b"Found a solvable dependency loop: ",
                    &*chain(draft, &cycle),
                    b".",
                ];
                report(Notice::Warning(found.concat()));
            }
            let Some(weakest) = weakest(&cycle) else {
                return;
            };
            graph.drop(weakest);
            drop_relations(draft, weakest, solver, report);
        }
    }
}

/// The weakest edge of a cycle. Of several Debian's library takes the root of a tree
/// that they were put into: the first of two, of more the middle one of the first three.
fn weakest(cycle: &[Edge]) -> Option<Edge> {
    let least = cycle.iter().map(|edge| edge.strength).min()?;
    let mut weakest: Vec<Edge> = cycle
        .iter()
        .copied()
        .filter(|e| e.strength == least)
        .collect();
    if weakest.len() > 2 {
        weakest.truncate(3);
        weakest.sort_by_key(|edge| edge.to);
        return weakest.get(1).copied();
    }
    weakest.first().copied()
}

/// Both sides of what can be dropped between two services.
fn drop_relations(draft: &mut Draft, edge: Edge, solver: Solver, report: &mut dyn FnMut(Notice)) {
    let name = |draft: &Draft, at: usize| draft.services().get(at).map(|service| service.name());
    let (Some(from), Some(to)) = (name(draft, edge.from), name(draft, edge.to)) else {
        return;
    };
    for (kind, strength) in STRENGTHS.into_iter().filter(|(_, s)| s.is_breakable()) {
        if remove(draft, edge.from, kind, to) && solver.warnings {
            let letter = [b' ', strength.letter(), b'>', b' '];
            let parts = [draft.text(to), &letter, draft.text(from), b"."];
            let what = [b"Solving the loop by breaking ", &*parts.concat()].concat();
            report(Notice::Warning(what));
        }
        if let Some((_, other_side)) = PAIRS.iter().find(|(one, _)| *one == kind) {
            remove(draft, edge.to, *other_side, from);
        }
    }
}

fn remove(draft: &mut Draft, at: usize, kind: Name, name: Name) -> bool {
    let Some(list) = draft.list(at, kind) else {
        return false;
    };
    let mut removed = false;
    while draft.remove(list, name) {
        removed = true;
    }
    removed
}

/// A loop in the order in which its services would start: `a u> b n> a` means that b
/// uses a and a needs b.
fn chain(draft: &Draft, cycle: &[Edge]) -> Vec<u8> {
    let name = |at: usize| {
        draft
            .services()
            .get(at)
            .map_or(&b""[..], |s| draft.text(s.name()))
    };
    let mut text = Vec::new();
    for edge in cycle.iter().rev() {
        text.extend_from_slice(name(edge.to));
        text.extend_from_slice(&[b' ', edge.strength.letter(), b'>', b' ']);
    }
    text.extend_from_slice(cycle.first().map_or(&b""[..], |edge| name(edge.from)));
    text
}

/// Who waits for whom, by the places of the services.
struct Graph {
    edges: Vec<Vec<Edge>>,
    /// By service: the round in which it was last seen, and the edge that led there.
    seen: Vec<(u32, Option<Edge>)>,
    round: u32,
}

impl Graph {
    fn new(draft: &Draft) -> Self {
        let count = draft.services().len();
        let edges = (0..count).map(|from| edges_of(draft, from)).collect();
        Graph {
            edges,
            seen: alloc::vec![(0, None); count],
            round: 0,
        }
    }

    fn of(&self, service: usize) -> &[Edge] {
        self.edges
            .get(service)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    fn drop(&mut self, edge: Edge) {
        if let Some(edges) = self.edges.get_mut(edge.from) {
            edges.retain(|other| other.to != edge.to);
        }
    }

    /// A shortest way from a service back to itself.
    fn cycle(&mut self, start: usize, keep: impl Fn(&Edge) -> bool) -> Option<Vec<Edge>> {
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
    fn components(&self) -> Vec<usize> {
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

fn edges_of(draft: &Draft, from: usize) -> Vec<Edge> {
    let mut edges: Vec<Edge> = Vec::new();
    for (kind, strength) in STRENGTHS {
        let targets = draft
            .edges_of(from, kind)
            .iter()
            .filter_map(|name| draft.find(*name));
        let targets = targets.filter(|to| *to != from);
        edges.extend(targets.map(|to| Edge { from, to, strength }));
    }
    // Of several relations to one service the firmest counts.
    edges.sort_by_key(|edge| (edge.to, core::cmp::Reverse(edge.strength)));
    edges.dedup_by_key(|edge| edge.to);
    edges
}

struct Components<'a> {
    graph: &'a Graph,
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

#[cfg(test)]
mod tests {
    use super::super::{gather, link};
    use super::*;

    const BOTH: Solver = Solver {
        enabled: true,
        warnings: true,
    };

    fn run(output: &str, solver: Solver) -> (Vec<String>, Draft) {
        let mut notices = Vec::new();
        let mut draft = gather::parse(output.as_bytes()).draft;
        link::add_providers(&mut draft);
        link::backreference(&mut draft, &mut |_| {});
        solve(&mut draft, solver, &mut |notice| {
            notices.push(match notice {
                Notice::Warning(text) | Notice::Error(text) | Notice::Line(text) => {
                    String::from_utf8(text).unwrap()
                }
            });
        });
        (notices, draft)
    }

    #[test]
    fn the_weakest_relation_is_dropped_on_both_sides() {
        let (notices, mut draft) = run("a iuse b\nb iafter c\nc ineed a\n", BOTH);
        assert_eq!(
            notices,
            [
                "Found a solvable dependency loop: a n> c a> b u> a.",
                "Solving the loop by breaking b u> a.",
            ]
        );
        let (a, b) = (draft.name(b"a"), draft.name(b"b"));
        let (a, b) = (draft.find(a).unwrap(), draft.find(b).unwrap());
        assert!(draft.edges_of(a, relation::IUSE).is_empty());
        assert!(draft.edges_of(b, relation::USESME).is_empty());
        assert_eq!(draft.edges_of(b, relation::IAFTER).len(), 1);
    }

    #[test]
    fn needs_alone_cannot_be_broken() {
        let (notices, _) = run("a ineed b\nb ineed a\nc iuse d\nd iuse c\n", BOTH);
        assert_eq!(notices, ["Found an unresolvable dependency: a n> b n> a."]);
    }

    #[test]
    fn no_loop_is_left_and_nothing_is_said_unless_asked() {
        let quiet = Solver {
            warnings: false,
            ..BOTH
        };
        let output =
            "a iuse b c\nb iuse a c\nc iuse a b\nd iafter d2\nd2 iprovide v\nd ibefore v\n";
        let (notices, draft) = run(output, quiet);
        assert!(notices.is_empty());
        let mut graph = Graph::new(&draft);
        assert!((0..draft.services().len()).all(|at| graph.cycle(at, |_| true).is_none()));
    }

    #[test]
    fn off_means_untouched() {
        let (_, draft) = run("a iuse b\nb iuse a\n", Solver::default());
        assert_eq!(draft.edges_of(0, relation::IUSE).len(), 1);
    }
}
