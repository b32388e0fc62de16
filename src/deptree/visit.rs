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
        let services = services.into_iter().map(|name| graph.names().find(name));
        let services: Vec<Option<Name>> = services.collect();
        let standing = Standing::new(context, graph.names(), runlevel, services.len());
        self.depends_as(standing, types, services, options)
    }

    /// [`depends`](Self::depends), where it is known how the services stand.
    pub(super) fn depends_as<'a>(
        &'a self,
        standing: Standing<'_>,
        types: &[&[u8]],
        services: Vec<Option<Name>>,
        options: Options,
    ) -> Order<'a> {
        let graph = self.graph();
        let mut visit = Visit::new(graph, standing, types, options);
        let mut has_unknown = false;
        for service in services {
            match service.and_then(|name| graph.find(name)) {
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
    standins: Part,
}

/// A part of `standins`.
type Part = Range<u32>;

struct Visit<'a> {
    graph: &'a Graph,
    standing: Standing<'a>,
    options: Options,
    types: Vec<Name>,
    svcname: Name,
    visited: NameSet,
    sorted: Vec<Name>,
    /// Those who wait for the service that is walked through.
    stack: Vec<Frame>,
    /// By service: who stands for it.
    known_standins: Vec<Option<Part>>,
    standins: Vec<Name>,
}

impl<'a> Visit<'a> {
    fn new(graph: &'a Graph, standing: Standing<'a>, types: &[&[u8]], options: Options) -> Self {
        let name = |bytes: &[u8]| graph.names().find(bytes).unwrap_or(NONE);
        Visit {
            svcname: standing.asking().unwrap_or(NONE),
            standing,
            options,
            types: types.iter().map(|bytes| name(bytes)).collect(),
            visited: NameSet::new(graph.names().count()),
            sorted: Vec::new(),
            stack: Vec::new(),
            known_standins: Vec::new(),
            standins: Vec::new(),
            graph,
        }
    }

    fn from(&mut self, service: usize) {
        let trace = self.options.contains(Options::TRACE);
        let Some(mut frame) = self.enter(service, trace) else {
            return;
        };
        loop {
            match self.next(&mut frame) {
                Some(inner) => {
                    if let Some(inner) = self.enter(inner, true) {
                        self.stack.push(core::mem::replace(&mut frame, inner));
                    }
                }
                None => {
                    self.leave(&frame);
                    match self.stack.pop() {
                        Some(outer) => frame = outer,
                        None => return,
                    }
                }
            }
        }
    }

    fn enter(&mut self, service: usize, trace: bool) -> Option<Frame> {
        let is_new = self.visited.insert(self.graph.name(service));
        is_new.then_some(Frame {
            service,
            trace,
            step: 0,
            relation: NONE,
            edges: 0..0,
            standins: 0..0,
        })
    }

    fn leave(&mut self, frame: &Frame) {
        let name = self.graph.name(frame.service);
        if name != self.svcname && !self.is_provided(frame.service) {
            self.sorted.push(name);
        }
    }

    /// The service to go to next: a stand-in, else by the next edge, else by one of the
    /// next relation. `None` where no relation is left.
    fn next(&mut self, frame: &mut Frame) -> Option<usize> {
        loop {
            let next = if let Some(at) = frame.standins.next() {
                let name = self.standins.get(at as usize).copied();
                name.and_then(|name| self.follow(frame, self.graph.find(name)?, name))
            } else if let Some(at) = frame.edges.next() {
                self.step(frame, self.graph.edge(at))
            } else {
                self.next_relation(frame)?;
                None
            };
            if next.is_some() {
                return next;
            }
        }
    }

    /// Begins the next relation. `None` where there is none left.
    fn next_relation(&self, frame: &mut Frame) -> Option<()> {
        frame.relation = match self.types.get(frame.step) {
            Some(relation) => *relation,
            None if frame.step == self.types.len() && frame.trace => relation::IPROVIDE,
            None => return None,
        };
        frame.step = frame.step.saturating_add(1);
        let edges = self.graph.range(frame.service, frame.relation);
        frame.edges = edges.unwrap_or_default();
        Some(())
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
            let standins = standins.start as usize..standins.end as usize;
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
            return self.follow(frame, target, edge);
        }
        None
    }

    /// The service of a name, where it was not visited yet and the relation holds for it in
    /// this runlevel.
    fn follow(&self, frame: &Frame, service: usize, name: Name) -> Option<usize> {
        let is_next = !self.visited.contains(name) && self.counts(frame.relation, name);
        is_next.then_some(service)
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
        let is_last = relation == relation::IAFTER && level == runlevel::SHUTDOWN;
        if is_last || level == runlevel::SYSINIT {
            return false;
        }
        (!self.standing.is_bootlevel() && self.standing.in_bootlevel(service))
            || self.standing.is_hotplugged(service)
            || self.standing.is_started(service)
    }

    /// Who stands for a service that others provide.
    fn standins_of(&mut self, service: usize) -> Part {
        match self.graph.relation(service, relation::PROVIDEDBY) {
            Some(candidates) => self.standins_among(service, candidates),
            None => 0..0,
        }
    }

    fn standins_among(&mut self, service: usize, candidates: &[Name]) -> Part {
        if let Some(Some(known)) = self.known_standins.get(service) {
            return known.clone();
        }
        // Few trees, and few questions, come to something that is provided.
        self.known_standins.resize(self.graph.count(), None);
        let end = |standins: &[Name]| u32::try_from(standins.len()).unwrap_or(NONE);
        let start = end(&self.standins);
        let found = provided::providers(&self.standing, candidates, self.options);
        self.standins.extend(found);
        let part = start..end(&self.standins);
        if let Some(slot) = self.known_standins.get_mut(service) {
            *slot = Some(part.clone());
        }
        part
    }
}
