//! Services that wait for each other, and how such a loop is broken (Debian's loop
//! solver): the weakest relation of the loop is dropped, `use` before `after`. A loop
//! of needs alone cannot be broken.
#![forbid(unsafe_code)]

use super::cycles::{self, Cycle};
use super::draft::Draft;
use super::link::PAIRS;
use super::names::{relation, Name};
use super::waits::{Edge, Strength, Waits};
use super::Notice;
use crate::config;
use crate::context::Context;
use crate::sort;
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
        let conf = context.conf();
        let yes = |key: &[u8]| conf.value(key).and_then(config::yesno) == Some(true);
        Solver {
            enabled: yes(b"rc_loopsolver_enable"),
            warnings: yes(b"rc_loopsolver_warnings"),
        }
    }
}

/// Phase 7 of Debian's library: breaks loops until none is left, or one cannot be.
pub fn solve(draft: &mut Draft, solver: Solver, report: &mut dyn FnMut(Notice)) {
    if !solver.enabled {
        return say_circles_of_needs(draft, report);
    }
    let mut graph = waits(draft, &Strength::ALL);
    let components = graph.components();
    for service in 0..graph.count() {
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

/// What C accepts in silence, and nobody can start.
fn say_circles_of_needs(draft: &Draft, report: &mut dyn FnMut(Notice)) {
    let waits = waits(draft, &cycles::CERTAIN);
    for cycle in cycles::find(waits) {
        let cycle = Cycle::new(&cycle, |at| {
            let service = draft.services().get(at);
            service.map_or(&b""[..], |service| draft.text(service.name()))
        });
        report(Notice::Error(
            [b"Dependency loop: ", &*cycle.text()].concat(),
        ));
    }
}

fn waits(draft: &Draft, relations: &[Strength]) -> Waits {
    let is_certain = relations == cycles::CERTAIN;
    Waits::new(draft.services().len(), relations, move |from, kind| {
        let name = draft.services().get(from).map(|service| service.name());
        let edges = draft.edges_of(from, kind);
        // Of several providers any may be started; and who needs what it provides itself
        // waits for nobody.
        let is_open = is_certain && kind == relation::PROVIDEDBY && edges.len() > 1;
        let is_own = move |to: &usize| {
            let providers = draft.edges_of(*to, relation::PROVIDEDBY);
            is_certain && providers.iter().any(|provider| Some(*provider) == name)
        };
        let targets = edges.iter().filter_map(|name| draft.find(*name));
        targets.filter(move |to| !is_open && !is_own(to))
    })
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
        sort::by(&mut weakest, |a, b| a.to.cmp(&b.to));
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
    for strength in Strength::ALL.into_iter().filter(|it| it.is_breakable()) {
        let kind = strength.relation();
        if remove(draft, edge.from, kind, to) && solver.warnings {
            let letter = [b' ', letter(strength), b'>', b' '];
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

/// As Debian's messages name a relation.
fn letter(strength: Strength) -> u8 {
    strength.keyword().bytes().next().unwrap_or_default()
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
        text.extend_from_slice(&[b' ', letter(edge.strength), b'>', b' ']);
    }
    text.extend_from_slice(cycle.first().map_or(&b""[..], |edge| name(edge.from)));
    text
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
        assert!(cycles::find(waits(&draft, &Strength::ALL)).is_empty());
    }

    #[test]
    fn off_means_untouched_but_circles_of_needs_are_named() {
        let output = "a iuse b\nb iuse a\nc ineed v\nd iprovide v\nd ineed e\ne ineed c\n\
                      f ineed w\ng iprovide w\nh iprovide w\ng ineed f\n\
                      i iprovide x\ni ineed x\n";
        let (notices, draft) = run(output, Solver::default());
        assert_eq!(draft.edges_of(0, relation::IUSE).len(), 1);
        let circle = "Dependency loop: c -> v -> d -> e -> c, through need, provide";
        assert_eq!(notices, [circle]);
    }
}
