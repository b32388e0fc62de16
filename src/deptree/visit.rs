//! Who comes before whom: from services along relations, each service once.
#![forbid(unsafe_code)]

use super::graph::Graph;
use super::names::{relation, Name, NameSet, NONE};
use super::options::Options;
use super::provided;
use super::standing::Standing;
use super::Deptree;
use crate::context::Context;
use crate::runlevel;
use crate::service::state::State;
use crate::sys::env;
use alloc::vec::Vec;
use core::ops::Range;

/// The answer of `rc_deptree_depends` and `rc_deptree_order`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order<'a> {
    /// The services, those that come first at the front.
    pub services: Vec<&'a [u8]>,
    /// Whether one of the services asked about is not in the tree.
    pub has_unknown: bool,
}

impl Deptree {
    /// `rc_deptree_depends`: what `services` depend on by the relations `types`, and
    /// these services, in the order in which they are to be started.
    pub fn depends<'a, 'b>(
        &'a self,
        context: &Context,
        types: &[&[u8]],
        services: impl IntoIterator<Item = &'b [u8]>,
        runlevel: Option<&[u8]>,
        options: Options,
    ) -> Order<'a> {
        let graph = self.graph();
        let services: Vec<&[u8]> = services.into_iter().collect();
        let standing = Standing::new(context, graph.names(), runlevel, services.len());
        self.depends_as(standing, types, services, options)
    }

    /// [`depends`](Self::depends), where it is known how the services stand.
    pub(super) fn depends_as<'a, 'b>(
        &'a self,
        standing: Standing<'_>,
        types: &[&[u8]],
        services: impl IntoIterator<Item = &'b [u8]>,
        options: Options,
    ) -> Order<'a> {
        let graph = self.graph();
        let mut visit = Visit::new(graph, standing, types, options);
        let mut has_unknown = false;
        for service in services {
            match graph.find_bytes(service) {
                Some(service) => visit.from(service),
                None => has_unknown = true,
            }
        }
        let services = visit.sorted.iter().map(|name| graph.names().get(*name));
        Order {
            services: services.collect(),
            has_unknown,
        }
    }

    /// Whether all of `services` are in the tree: [`depends`](Self::depends) without
    /// any relation to follow, not even to the services themselves.
    pub fn check<'b>(&self, services: impl IntoIterator<Item = &'b [u8]>) -> Order<'_> {
        Order {
            services: Vec::new(),
            has_unknown: !services.into_iter().all(|service| self.contains(service)),
        }
    }
}

/// Where the walk through one service has got to.
struct Frame {
    service: usize,
    /// Whether relations are followed or only named.
    trace: bool,
    /// Which of the relations comes next; the one after the last is `iprovide`, for
    /// the sake of what this service provides.
    step: usize,
    /// The relation that is walked through, and what is left of it.
    relation: Name,
    edges: Range<usize>,
    /// What is left of those who stand for an edge.
    standins: Range<usize>,
}

struct Visit<'a> {
    graph: &'a Graph,
    standing: Standing<'a>,
    options: Options,
    types: Vec<Name>,
    svcname: Name,
    visited: NameSet,
    sorted: Vec<Name>,
    stack: Vec<Frame>,
    /// By service: who stands for it, as a part of `standins`.
    known_standins: Vec<Option<Range<usize>>>,
    standins: Vec<Name>,
}

impl<'a> Visit<'a> {
    fn new(graph: &'a Graph, standing: Standing<'a>, types: &[&[u8]], options: Options) -> Self {
        let name = |bytes: &[u8]| graph.names().find(bytes).unwrap_or(NONE);
        Visit {
            standing,
            options,
            types: types.iter().map(|bytes| name(bytes)).collect(),
            svcname: env::get(c"RC_SVCNAME").map_or(NONE, |svcname| name(&svcname)),
            visited: NameSet::new(graph.names().count()),
            sorted: Vec::new(),
            stack: Vec::new(),
            known_standins: Vec::new(),
            standins: Vec::new(),
            graph,
        }
    }

    fn from(&mut self, service: usize) {
        self.enter(service, self.options.contains(Options::TRACE));
        while let Some(frame) = self.stack.pop() {
            self.go_on(frame);
        }
    }

    fn enter(&mut self, service: usize, trace: bool) {
        if self.visited.insert(self.graph.name(service)) {
            self.stack.push(Frame {
                service,
                trace,
                step: 0,
                relation: NONE,
                edges: 0..0,
                standins: 0..0,
            });
        }
    }

    /// One step: through a stand-in, else to the next edge, else to the next relation,
    /// else out.
    fn go_on(&mut self, mut frame: Frame) {
        if let Some(at) = frame.standins.next() {
            let next = self
                .standins
                .get(at)
                .and_then(|name| self.follow(&frame, *name));
            self.stack.push(frame);
            if let Some(next) = next {
                self.enter(next, true);
            }
        } else if let Some(at) = frame.edges.next() {
            let edge = self.graph.edge(at);
            let next = self.step(&mut frame, edge);
            self.stack.push(frame);
            if let Some(next) = next {
                self.enter(next, true);
            }
        } else if self.next_relation(&mut frame) {
            self.stack.push(frame);
        } else {
            let name = self.graph.name(frame.service);
            if name != self.svcname && !self.is_provided(frame.service) {
                self.sorted.push(name);
            }
        }
    }

    /// Begins the next relation. False where there is none left.
    fn next_relation(&self, frame: &mut Frame) -> bool {
        frame.relation = match self.types.get(frame.step) {
            Some(relation) => *relation,
            None if frame.step == self.types.len() && frame.trace => relation::IPROVIDE,
            None => return false,
        };
        frame.step = frame.step.saturating_add(1);
        let edges = self.graph.range(frame.service, frame.relation);
        frame.edges = edges.unwrap_or_default();
        true
    }

    /// Whether something provides what the service at a place is.
    fn is_provided(&self, service: usize) -> bool {
        self.graph.range(service, relation::PROVIDEDBY).is_some()
    }

    /// Whether the frame walks through what its service provides, after all relations.
    fn is_providing(&self, frame: &Frame) -> bool {
        frame.step > self.types.len()
    }

    /// Takes an edge. The service to go to at once.
    fn step(&mut self, frame: &mut Frame, edge: Name) -> Option<usize> {
        if self.is_providing(frame) {
            let provided = self.graph.find(edge)?;
            let itself = self.graph.name(frame.service);
            let standins = self.standins_of(provided);
            let standins = self.standins.get(standins)?;
            return standins.contains(&itself).then_some(provided);
        }
        if !frame.trace || frame.relation == relation::IPROVIDE {
            self.sorted.push(edge);
            return None;
        }
        let target = self.graph.find(edge)?;
        frame.standins = self.standins_of(target);
        if frame.standins.is_empty() {
            return self.follow(frame, edge);
        }
        None
    }

    /// The service of a name, where the relation holds for it in this runlevel.
    fn follow(&self, frame: &Frame, name: Name) -> Option<usize> {
        let service = self.graph.find(name)?;
        self.counts(frame.relation, name).then_some(service)
    }

    /// Needed and wanted services always count; others do where they are going to be
    /// started or have been (`valid_service`).
    fn counts(&self, relation: Name, service: Name) -> bool {
        let Some(level) = self.standing.level() else {
            return true;
        };
        let always = matches!(
            relation,
            relation::INEED | relation::NEEDSME | relation::IWANT | relation::WANTSME
        );
        if always || self.standing.in_level(service) {
            return true;
        }
        let is_last = level == runlevel::SHUTDOWN && relation == relation::IAFTER;
        if level == runlevel::SYSINIT || is_last {
            return false;
        }
        if !self.standing.is_bootlevel() && self.standing.in_bootlevel(service) {
            return true;
        }
        let state = self.standing.state(service);
        state.intersects(State::HOTPLUGGED | State::STARTED)
    }

    /// Who stands for a service that others provide, as a part of `standins`.
    fn standins_of(&mut self, service: usize) -> Range<usize> {
        let Some(candidates) = self.graph.relation(service, relation::PROVIDEDBY) else {
            return 0..0;
        };
        if let Some(Some(known)) = self.known_standins.get(service) {
            return known.clone();
        }
        // Few trees, and few questions, come to something that is provided.
        self.known_standins.resize(self.graph.count(), None);
        let start = self.standins.len();
        let found = provided::providers(&self.standing, candidates, self.options);
        self.standins.extend(found);
        let range = start..self.standins.len();
        if let Some(slot) = self.known_standins.get_mut(service) {
            *slot = Some(range.clone());
        }
        range
    }
}
