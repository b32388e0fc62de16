//! Drawing services and what they wait for.

mod dot;
mod json;
mod svg;

use crate::cli::Format;
use crate::installation::Installation;
use crate::waits::{Wait, Waits};
use companion::{Answer, Failure};
use std::collections::{HashMap, HashSet};
use std::io::Write;

/// What is drawn.
pub struct Drawing<'a> {
    waits: Waits<'a>,
    /// The services, in the order of the tree.
    services: Vec<usize>,
    /// The one that was asked about.
    middle: Option<usize>,
}

/// That `service` waits for another.
struct Arrow {
    service: usize,
    wait: Wait,
    /// Whether it follows from other arrows.
    is_implied: bool,
}

impl<'a> Drawing<'a> {
    /// All services; or those of a runlevel; or those around one service.
    pub fn new(
        openrc: &'a Installation,
        runlevel: Option<&str>,
        service: Option<&str>,
    ) -> Result<Self, Failure> {
        let waits = Waits::new(&openrc.tree);
        let mut chosen: HashSet<usize> = (0..waits.names.len()).collect();
        if let Some(level) = runlevel {
            let order = openrc.order(level)?;
            let order: HashSet<usize> = order.iter().filter_map(|name| waits.find(name)).collect();
            chosen = with_virtuals(&waits, order);
        }
        let mut middle = None;
        if let Some(service) = service {
            middle = waits.find(openrc.service(service)?);
            let around = around(&waits, middle);
            chosen.retain(|service| around.contains(service) || Some(*service) == middle);
        }
        let services = (0..waits.names.len())
            .filter(|service| chosen.contains(service))
            .collect();
        Ok(Drawing {
            waits,
            services,
            middle,
        })
    }

    fn arrows(&self) -> Vec<Arrow> {
        let chosen: HashSet<usize> = self.services.iter().copied().collect();
        let reach = Reach::new(&self.waits, &chosen);
        let mut arrows = Vec::new();
        for service in self.services.iter().copied() {
            let waits = self
                .waits
                .of(service)
                .iter()
                .filter(|wait| chosen.contains(&wait.other));
            let waits: Vec<Wait> = waits.copied().collect();
            for wait in &waits {
                let is_implied = waits
                    .iter()
                    .any(|by| reach.implies(service, *by, wait.other));
                arrows.push(Arrow {
                    service,
                    wait: *wait,
                    is_implied,
                });
            }
        }
        arrows
    }
}

/// What is provided is drawn where somebody who is drawn provides it.
fn with_virtuals(waits: &Waits<'_>, order: HashSet<usize>) -> HashSet<usize> {
    let is_drawn = |service: &usize| {
        order.contains(service)
            || (waits.is_virtual(*service)
                && waits
                    .of(*service)
                    .iter()
                    .any(|wait| order.contains(&wait.other)))
    };
    (0..waits.names.len()).filter(is_drawn).collect()
}

/// All that a service waits for, and those who wait for it themselves.
fn around(waits: &Waits<'_>, middle: Option<usize>) -> HashSet<usize> {
    let mut found: HashSet<usize> = HashSet::new();
    let mut open: Vec<usize> = middle.into_iter().collect();
    while let Some(service) = open.pop() {
        for wait in waits.of(service) {
            if found.insert(wait.other) {
                open.push(wait.other);
            }
        }
    }
    let names_it = |service: &usize| {
        waits
            .of(*service)
            .iter()
            .any(|wait| Some(wait.other) == middle)
    };
    found.extend((0..waits.names.len()).filter(names_it));
    found
}

/// For each service all that it waits for, directly or not.
struct Reach(HashMap<usize, HashSet<usize>>);

impl Reach {
    fn new(waits: &Waits<'_>, chosen: &HashSet<usize>) -> Self {
        let reach = |start: usize| {
            let mut found = HashSet::new();
            let mut open = vec![start];
            while let Some(service) = open.pop() {
                for wait in waits.of(service) {
                    if chosen.contains(&wait.other) && found.insert(wait.other) {
                        open.push(wait.other);
                    }
                }
            }
            found
        };
        Reach(chosen.iter().map(|start| (*start, reach(*start))).collect())
    }

    fn reaches(&self, from: usize, to: usize) -> bool {
        self.0.get(&from).is_some_and(|found| found.contains(&to))
    }

    /// Whether the service waits for `other` anyway, as it waits for `by`. Within a loop
    /// nothing follows from anything.
    fn implies(&self, service: usize, by: Wait, other: usize) -> bool {
        by.other != other
            && self.reaches(by.other, other)
            && !self.reaches(by.other, service)
            && !self.reaches(other, by.other)
    }
}

/// Writes a drawing.
pub fn write(drawing: &Drawing<'_>, format: Format, all: bool, out: &mut dyn Write) -> Answer {
    let mut arrows = drawing.arrows();
    if format == Format::Json {
        json::write(drawing, &arrows, out)?;
        return Ok(true);
    }
    arrows.retain(|arrow| all || !arrow.is_implied);
    match format {
        Format::Svg => svg::write(drawing, &arrows, out)?,
        _ => out.write_all(dot::text_of(drawing, &arrows).as_bytes())?,
    }
    Ok(true)
}
