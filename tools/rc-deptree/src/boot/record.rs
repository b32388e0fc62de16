//! Which services belong to one boot, their runlevels, and how long each waited.
//!
//! All times are microseconds; in a [`Record`] they count from the first beginning.

use super::seconds;
use companion::text;
use openrc::deptree::waits::Strength;
use std::collections::HashSet;

/// A service that is started, by the clock of the system.
#[derive(Clone, Debug)]
pub struct Start {
    pub name: Vec<u8>,
    /// `None` if that is not known.
    pub began: Option<i64>,
    pub started: i64,
}

impl Start {
    fn begin(&self) -> i64 {
        self.began.unwrap_or(self.started)
    }
}

/// All that is known.
#[derive(Clone, Debug, Default)]
pub struct Input {
    pub starts: Vec<Start>,
    /// For each start those that it waits for, and whether it names that service itself, not
    /// something that the service provides.
    pub waits: Vec<Vec<(usize, Strength, bool)>>,
    /// The runlevels that are entered one after the other, each with its services.
    pub levels: Vec<(Vec<u8>, HashSet<usize>)>,
    /// The runlevel that was asked about.
    pub asked: Option<Vec<u8>>,
    /// When the machine booted, by the clock of today.
    pub booted: Option<i64>,
    pub now: i64,
}

/// A service that was started in the boot.
#[derive(Clone, Debug)]
pub struct Service {
    pub name: Vec<u8>,
    /// `None` if that is not known.
    pub began: Option<i64>,
    /// When the last of those that it waits for was up; from then on it worked.
    pub ready: i64,
    pub started: i64,
    /// Those that it waits for, by their places.
    pub waits: Vec<(usize, Strength)>,
    /// The last one that was up after this had begun.
    pub waited_for: Option<usize>,
    /// In which band it began.
    pub band: Option<usize>,
}

impl Service {
    /// When it began, as far as that is known.
    pub fn begin(&self) -> i64 {
        self.began.unwrap_or(self.started)
    }

    /// How long it took.
    pub fn took(&self) -> Option<i64> {
        let began = self.began?;
        Some(self.started.saturating_sub(began))
    }

    /// How long it waited.
    pub fn waited(&self) -> i64 {
        self.ready.saturating_sub(self.begin())
    }

    /// How long it worked.
    pub fn worked(&self) -> i64 {
        self.started.saturating_sub(self.ready)
    }
}

/// A runlevel, from the first beginning in it until all that it started was up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    pub name: Vec<u8>,
    pub begin: i64,
    pub end: i64,
}

/// A service that is started and is not part of the boot.
#[derive(Clone, Debug)]
pub struct Apart {
    pub name: Vec<u8>,
    pub began: Option<i64>,
    pub started: i64,
    pub why: String,
}

/// That the clock was set forward while services started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockSet {
    /// When.
    pub at: i64,
    /// By how much, at the most.
    pub by: i64,
}

/// A boot.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The first beginning, since 1970.
    pub zero: i64,
    /// How long after the boot of the machine that was, if that can be.
    pub after_boot: Option<i64>,
    /// In the order in which they began.
    pub services: Vec<Service>,
    pub bands: Vec<Band>,
    pub apart: Vec<Apart>,
    pub clock_set: Option<ClockSet>,
    /// What a reader has to know.
    pub notes: Vec<String>,
}

const SECOND: i64 = 1_000_000;
/// Between two services of one boot less time than this goes by in which none starts.
const IDLE: i64 = 10 * SECOND;
/// As [`IDLE`], before one that has no beginning: it may have worked in that time.
const IDLE_OR_AT_WORK: i64 = 120 * SECOND;
/// How exactly it is known when the machine booted.
const BOOT_IS_EXACT_TO: i64 = SECOND;
/// Most machines have their first service this soon.
const BEFORE_SERVICES: i64 = 120 * SECOND;

/// What becomes of the starts until they are a record.
struct Sorting {
    input: Input,
    /// By start: why it is not part of the boot.
    why: Vec<Option<String>>,
    clock_set: Option<ClockSet>,
    /// Whether there are times from before the machine booted.
    is_of_old_clock: bool,
    notes: Vec<String>,
}

impl Record {
    /// Sorts out what belongs to the boot in which most services started; if a runlevel was
    /// asked about, to the one in which most of that started.
    pub fn new(input: Input) -> Self {
        let mut sorting = Sorting {
            why: vec![None; input.starts.len()],
            clock_set: None,
            is_of_old_clock: false,
            notes: Vec::new(),
            input,
        };
        sorting.note_beginnings();
        sorting.set_impossible_apart();
        sorting.join_clocks();
        sorting.set_restarted_apart();
        let chosen = sorting.set_other_times_apart();
        sorting.record(&chosen)
    }

    /// Where a runlevel is.
    pub fn band(&self, name: &[u8]) -> Option<usize> {
        self.bands.iter().position(|band| band.name == name)
    }

    /// When the last service was up.
    pub fn end(&self) -> i64 {
        let ends = self.services.iter().map(|service| service.started);
        ends.max().unwrap_or(0)
    }
}

impl Sorting {
    fn note_beginnings(&mut self) {
        let starts = &self.input.starts;
        let unknown = starts.iter().filter(|it| it.began.is_none()).count();
        if unknown == starts.len() && unknown > 0 {
            let note = "this state was written by a library that does not keep when a start began";
            self.notes.push(note.to_string());
        } else if unknown > 0 {
            self.notes.push(format!(
                "of {unknown} it is not known when they began: they were up within one tick of \
                 the clock, or marked by a library that does not keep when a start began"
            ));
        }
    }

    fn set_impossible_apart(&mut self) {
        let latest = self.input.now.saturating_add(SECOND);
        for (start, why) in self.input.starts.iter().zip(&mut self.why) {
            if start.begin() > start.started {
                let back = start.begin().saturating_sub(start.started);
                *why = Some(format!(
                    "the clock was set back while it started, by at least {} s",
                    seconds(back, 3)
                ));
            } else if start.started > latest {
                let ahead = start.started.saturating_sub(self.input.now);
                *why = Some(format!(
                    "it was up {} s from now: the clock was set back since",
                    seconds(ahead, 0)
                ));
            }
        }
    }

    /// Times from before the machine booted are of a clock that was set forward later. They
    /// are moved up to the others: how long the setting took is not known.
    fn join_clocks(&mut self) {
        let Some(booted) = self.input.booted else {
            return;
        };
        let limit = booted.saturating_sub(BOOT_IS_EXACT_TO);
        let (mut first_old, mut last_old, mut first_new) = (None::<i64>, None::<i64>, None::<i64>);
        for (start, why) in self.input.starts.iter().zip(&self.why) {
            let moments = [start.begin(), start.started].into_iter();
            for moment in moments.filter(|_| why.is_none()) {
                if moment < limit {
                    first_old = Some(first_old.map_or(moment, |first| first.min(moment)));
                    last_old = Some(last_old.map_or(moment, |last| last.max(moment)));
                } else {
                    first_new = Some(first_new.map_or(moment, |first| first.min(moment)));
                }
            }
        }
        let (Some(first_old), Some(last_old)) = (first_old, last_old) else {
            return;
        };
        self.is_of_old_clock = true;
        let took = last_old.saturating_sub(first_old);
        let near =
            |first: &i64| first.saturating_sub(booted) <= took.saturating_add(BEFORE_SERVICES);
        let first_new = first_new.filter(near);
        for start in &mut self.input.starts {
            let is_across = start.begin() < limit && start.started >= limit;
            start.began = start.began.filter(|_| !is_across);
        }
        let Some(first_new) = first_new else {
            self.notes.push(
                "services began before the machine booted, by the clock of today: it was set \
                 since, and these times are those of the clock as it was"
                    .to_string(),
            );
            return;
        };
        let by = first_new.saturating_sub(last_old);
        self.notes.push(format!(
            "the clock was set forward while services started, by about {} s: earlier times are \
             moved up, and how long that moment took is not known",
            seconds(by, 0)
        ));
        self.clock_set = Some(ClockSet { at: first_new, by });
        for start in &mut self.input.starts {
            for moment in start.began.iter_mut().chain([&mut start.started]) {
                if *moment < limit {
                    *moment = moment.saturating_add(by);
                }
            }
        }
    }

    /// A service is up before those that need it. Where it is not, it is not its first start.
    fn set_restarted_apart(&mut self) {
        for (place, waits) in self.input.waits.iter().enumerate() {
            let Some(start) = self.input.starts.get(place) else {
                continue;
            };
            if self.why.get(place).is_none_or(Option::is_some) {
                continue;
            }
            for (other, strength, is_named) in waits.iter().copied() {
                let needed = self.input.starts.get(other);
                let is_late = needed.is_some_and(|needed| needed.started > start.started);
                if strength != Strength::Need || !is_named || !is_late {
                    continue;
                }
                if let Some(why @ None) = self.why.get_mut(other) {
                    *why = Some(format!(
                        "{} needs it and was up before: it was started again, or its state or \
                         the clock was changed",
                        text(&start.name)
                    ));
                }
            }
        }
    }

    /// The starts of one boot follow each other without a pause. All others are set apart.
    fn set_other_times_apart(&mut self) -> Vec<usize> {
        let starts = &self.input.starts;
        let key = |place: &usize| {
            starts
                .get(*place)
                .map(|it| (it.begin(), it.started, &it.name))
        };
        let mut places: Vec<usize> = (0..starts.len()).collect();
        places.retain(|place| matches!(self.why.get(*place), Some(None)));
        places.sort_by(|one, other| key(one).cmp(&key(other)));

        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut last = i64::MIN;
        for place in places {
            let Some(start) = starts.get(place) else {
                continue;
            };
            let idle = start.begin().saturating_sub(last);
            let most = match start.began {
                Some(_) => IDLE,
                None => IDLE_OR_AT_WORK,
            };
            match groups.last_mut() {
                Some(group) if idle <= most => group.push(place),
                _ => groups.push(vec![place]),
            }
            last = last.max(start.started);
        }

        let asked = self.input.asked.as_ref();
        let level = asked.and_then(|name| self.own().into_iter().rfind(|it| it.0 == *name));
        let members = |group: &[usize]| {
            let of_level = level.as_ref().map(|(_, own)| own);
            let members = group
                .iter()
                .filter(|place| of_level.is_none_or(|own| own.contains(place)));
            members.count()
        };
        // Of several the first.
        let chosen = (0..groups.len()).rev().max_by_key(|at| {
            let group = groups.get(*at).map(Vec::as_slice).unwrap_or_default();
            (members(group), group.len())
        });
        let Some(chosen) = chosen.map(|at| groups.swap_remove(at)) else {
            return Vec::new();
        };
        let begin = chosen.first().and_then(|place| starts.get(*place));
        let begin = begin.map_or(0, Start::begin);
        let ends = chosen.iter().filter_map(|place| starts.get(*place));
        let end = ends.map(|start| start.started).max().unwrap_or(begin);
        for place in groups.concat() {
            let (Some(start), Some(why)) = (starts.get(place), self.why.get_mut(place)) else {
                continue;
            };
            let (time, than) = match start.begin() < begin {
                true => (
                    begin.saturating_sub(start.started),
                    "before the others began",
                ),
                false => (
                    start.begin().saturating_sub(end),
                    "after the others were up",
                ),
            };
            let what = match (start.began, start.begin() < begin) {
                (Some(_), false) => "it began",
                _ => "it was up",
            };
            *why = Some(format!("{what} {} s {than}", seconds(time, 0)));
        }
        chosen
    }

    /// The runlevels, each with those of its services that no earlier one has.
    fn own(&self) -> Vec<(Vec<u8>, HashSet<usize>)> {
        let mut seen: HashSet<usize> = HashSet::new();
        let own = |(name, members): &(Vec<u8>, HashSet<usize>)| {
            let own = members.iter().filter(|member| seen.insert(**member));
            (name.clone(), own.copied().collect())
        };
        self.input.levels.iter().map(own).collect()
    }

    fn record(self, chosen: &[usize]) -> Record {
        let starts = &self.input.starts;
        let zero = chosen.first().and_then(|place| starts.get(*place));
        let zero = zero.map_or(0, Start::begin);
        let since = |moment: i64| moment.saturating_sub(zero);
        let mut places = vec![None; starts.len()];
        for (new, old) in chosen.iter().enumerate() {
            if let Some(place) = places.get_mut(*old) {
                *place = Some(new);
            }
        }
        let waits = |old: usize| {
            let waits = self.input.waits.get(old).into_iter().flatten();
            let waits = waits.filter_map(|(other, strength, _)| {
                let other = places.get(*other).copied().flatten()?;
                Some((other, *strength))
            });
            waits.collect()
        };
        let service = |old: &usize| {
            let start = starts.get(*old)?;
            Some(Service {
                name: start.name.clone(),
                began: start.began.map(since),
                ready: since(start.begin()),
                started: since(start.started),
                waits: waits(*old),
                waited_for: None,
                band: None,
            })
        };
        let mut services: Vec<Service> = chosen.iter().filter_map(service).collect();
        find_waiting(&mut services);

        let mut levels = Vec::new();
        for (name, own) in self.own() {
            let own = own
                .iter()
                .filter_map(|old| places.get(*old).copied().flatten());
            let own: HashSet<usize> = own.collect();
            if !own.is_empty() {
                levels.push((name, own));
            }
        }
        let bands = find_bands(&mut services, levels);
        let apart = starts.iter().zip(&self.why).filter_map(|(start, why)| {
            Some(Apart {
                name: start.name.clone(),
                began: start.began.map(since),
                started: since(start.started),
                why: why.clone()?,
            })
        });
        let mut apart: Vec<Apart> = apart.collect();
        apart.sort_by(|one, other| (one.started, &one.name).cmp(&(other.started, &other.name)));
        Record {
            zero,
            after_boot: self
                .input
                .booted
                .filter(|_| !self.is_of_old_clock)
                .map(|booted| zero.saturating_sub(booted)),
            services,
            bands,
            apart,
            clock_set: self.clock_set.map(|set| ClockSet {
                at: since(set.at),
                ..set
            }),
            notes: self.notes,
        }
    }
}

fn find_waiting(services: &mut [Service]) {
    let ends: Vec<i64> = services.iter().map(|service| service.started).collect();
    for service in services {
        let begin = service.begin();
        for (other, _) in &service.waits {
            let Some(end) = ends.get(*other).copied() else {
                continue;
            };
            if end > begin && end <= service.started && end > service.ready {
                service.ready = end;
                service.waited_for = Some(*other);
            }
        }
    }
}

/// Runlevels follow one another. Each begins where the fewest services are on the wrong side: a
/// service of a later one may be needed by an earlier one, and the other way round.
fn find_bands(services: &mut [Service], levels: Vec<(Vec<u8>, HashSet<usize>)>) -> Vec<Band> {
    let mut ranks: Vec<Option<usize>> = vec![None; services.len()];
    for (rank, (_, own)) in levels.iter().enumerate() {
        for member in own {
            if let Some(slot) = ranks.get_mut(*member) {
                *slot = Some(rank);
            }
        }
    }
    forget_needed_earlier(services, &mut ranks);
    let mut beginnings: Vec<usize> = Vec::new();
    for rank in 0..levels.len() {
        let least = beginnings.last().copied().unwrap_or(0);
        let found = match rank {
            0 => 0,
            _ => beginning(&ranks, rank).max(least),
        };
        beginnings.push(found);
    }
    let mut bands: Vec<Band> = Vec::new();
    for (rank, (name, _)) in levels.into_iter().enumerate() {
        let from = beginnings.get(rank).copied().unwrap_or(0);
        let to = beginnings.get(rank.saturating_add(1)).copied();
        let to = to.unwrap_or(services.len());
        let Some(members) = services.get_mut(from..to).filter(|it| !it.is_empty()) else {
            continue;
        };
        let begin = members.iter().map(Service::begin).min().unwrap_or(0);
        let end = members.iter().map(|it| it.started).max().unwrap_or(0);
        for member in members {
            member.band = Some(bands.len());
        }
        bands.push(Band { name, begin, end });
    }
    bands
}

/// What a service of an earlier runlevel starts says nothing about where its own begins.
fn forget_needed_earlier(services: &[Service], ranks: &mut [Option<usize>]) {
    let rank_of = |ranks: &[Option<usize>], place: usize| ranks.get(place).copied().flatten();
    let mut starters: Vec<(usize, usize)> = (0..services.len())
        .filter_map(|place| Some((rank_of(ranks, place)?, place)))
        .collect();
    starters.sort_unstable();
    let mut seen: HashSet<usize> = HashSet::new();
    for (rank, starter) in starters {
        let mut open = vec![starter];
        while let Some(service) = open.pop().and_then(|place| services.get(place)) {
            for (other, strength) in service.waits.iter().copied() {
                let starts_it = strength == Strength::Need || strength == Strength::Want;
                if !starts_it || !seen.insert(other) {
                    continue;
                }
                open.push(other);
                if rank_of(ranks, other) > Some(rank) {
                    if let Some(slot) = ranks.get_mut(other) {
                        *slot = None;
                    }
                }
            }
        }
    }
}

/// The place of the first service of a runlevel and those after it, by the ranks of all in the
/// order in which they began.
fn beginning(ranks: &[Option<usize>], rank: usize) -> usize {
    let is_later = |it: &Option<usize>| it.is_some_and(|it| it >= rank);
    // How many are on the wrong side: earlier ones behind, later ones before.
    let mut wrong = ranks
        .iter()
        .filter(|it| it.is_some_and(|it| it < rank))
        .count();
    let mut best = (usize::MAX, 0);
    for (place, it) in ranks.iter().enumerate() {
        match it {
            Some(_) if is_later(it) => {
                if wrong < best.0 {
                    best = (wrong, place);
                }
                wrong = wrong.saturating_add(1);
            }
            Some(_) => wrong = wrong.saturating_sub(1),
            None => {}
        }
    }
    best.1
}
