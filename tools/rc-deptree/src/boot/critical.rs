//! The chain that decided when all was up.
//!
//! It is followed from the service that was up last. A service that waited was held up by the
//! last of those that it waits for. One that did not wait could have been up earlier only by
//! beginning earlier: if none worked when it began, services start one after the other, and it
//! was held up by the one before it.

use super::record::{Record, Service};
use openrc::deptree::waits::Strength;
use std::collections::HashSet;

/// Why a service comes behind the one before it in a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// None is before it.
    First,
    /// It waits for it.
    Relation(Strength),
    /// It was its turn.
    Turn,
    /// The runlevel before it was up.
    Runlevel,
}

/// A service in a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its place in the record.
    pub service: usize,
    /// Why it comes behind the one before it.
    pub because: Because,
    /// How long after that was up it began; of the first: after the runlevel.
    pub idle: i64,
    /// How long it had waited when that was up.
    pub waited: i64,
    /// How long it worked from then on, or from its beginning.
    pub worked: i64,
}

/// The chain of a runlevel, else of the whole boot; the first to begin comes first. All that
/// was idle and all that was worked is the time until the last was up.
pub fn chain(record: &Record, band: Option<usize>) -> Vec<Link> {
    let scene = Scene::new(record, band);
    let Some(last) = scene.by_end.last().copied() else {
        return Vec::new();
    };
    let mut seen = HashSet::from([last]);
    let mut backwards = vec![(last, Because::First)];
    let mut at = last;
    while let Some((before, because)) = scene.before(at, &seen) {
        if let Some(link) = backwards.last_mut() {
            link.1 = because;
        }
        seen.insert(before);
        backwards.push((before, Because::First));
        at = before;
    }
    let mut before = match band.and_then(|band| record.bands.get(band)) {
        Some(band) => band.begin,
        None => 0,
    };
    let mut chain = Vec::new();
    for (place, because) in backwards.into_iter().rev() {
        let Some(service) = record.services.get(place) else {
            continue;
        };
        let begin = service.begin();
        chain.push(Link {
            service: place,
            because,
            idle: begin.saturating_sub(before).max(0),
            waited: before.saturating_sub(begin).max(0),
            worked: service.started.saturating_sub(before.max(begin)),
        });
        before = service.started;
    }
    chain
}

struct Scene<'a> {
    services: &'a [Service],
    /// Whether it counts.
    counts: Vec<bool>,
    /// Those that count, the first to be up first.
    by_end: Vec<usize>,
    /// When all began to work, and when they were up, sorted.
    ready: Vec<i64>,
    ends: Vec<i64>,
}

impl<'a> Scene<'a> {
    fn new(record: &'a Record, band: Option<usize>) -> Self {
        let services = record.services.as_slice();
        let counts = |service: &Service| band.is_none() || service.band == band;
        let counts: Vec<bool> = services.iter().map(counts).collect();
        let mut by_end: Vec<usize> = (0..services.len()).collect();
        by_end.retain(|place| counts.get(*place).copied().unwrap_or(false));
        by_end.sort_by_key(|place| services.get(*place).map(|it| (it.started, it.begin())));
        let mut ready: Vec<i64> = services.iter().map(|it| it.ready).collect();
        let mut ends: Vec<i64> = services.iter().map(|it| it.started).collect();
        ready.sort_unstable();
        ends.sort_unstable();
        Scene {
            services,
            counts,
            by_end,
            ready,
            ends,
        }
    }

    /// Which service held this one up.
    fn before(&self, place: usize, seen: &HashSet<usize>) -> Option<(usize, Because)> {
        let service = self.services.get(place)?;
        let end = |place: usize| self.services.get(place).map(|it| it.started);
        let counts = |place: usize| {
            self.counts.get(place).copied().unwrap_or(false) && !seen.contains(&place)
        };
        let waits = service.waits.iter().copied();
        let waits = waits.filter(|(other, _)| {
            counts(*other) && end(*other).is_some_and(|end| end <= service.started)
        });
        let last = waits.max_by_key(|(other, strength)| (end(*other), *strength));
        if let Some((other, strength)) = last {
            if service.began.is_none() || end(other) > Some(service.begin()) {
                return Some((other, Because::Relation(strength)));
            }
        }
        service.began?;
        let before = self.last_before(service.begin(), &counts)?;
        let other = self.services.get(before)?;
        if other.band != service.band {
            return Some((before, Because::Runlevel));
        }
        if self.is_busy(service) {
            // Services start side by side: this one began with its runlevel.
            let of_earlier = |place: &usize| {
                let other = self.services.get(*place);
                counts(*place) && other.is_some_and(|other| other.band < service.band)
            };
            let places = self.by_end.iter().copied().filter(of_earlier);
            let mut earlier = places.filter(|place| end(*place) <= Some(service.begin()));
            return earlier.next_back().map(|place| (place, Because::Runlevel));
        }
        match last.filter(|(other, _)| end(*other) == Some(self.end_of(before))) {
            Some((other, strength)) => Some((other, Because::Relation(strength))),
            None => Some((before, Because::Turn)),
        }
    }

    fn end_of(&self, place: usize) -> i64 {
        self.services.get(place).map_or(0, |it| it.started)
    }

    fn last_before(&self, moment: i64, counts: &dyn Fn(usize) -> bool) -> Option<usize> {
        let up = self.by_end.partition_point(|it| self.end_of(*it) <= moment);
        let up = self.by_end.get(..up)?.iter().rev().copied();
        up.into_iter().find(|place| counts(*place))
    }

    /// Whether another one worked when this one began.
    fn is_busy(&self, service: &Service) -> bool {
        let begin = service.begin();
        let at_work = self.ready.partition_point(|it| *it <= begin);
        let up = self.ends.partition_point(|it| *it <= begin);
        let itself = usize::from(service.ready <= begin && service.started > begin);
        at_work.saturating_sub(up) > itself
    }
}
