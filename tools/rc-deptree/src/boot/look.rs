//! What the state directory, the runlevels and the tree say.

use super::record::{Input, Record, Start};
use crate::chain;
use crate::installation::Installation;
use crate::waits::Waits;
use companion::Failure;
use openrc::deptree::waits::Strength;
use openrc::service::{membership, moments};
use openrc::sys::clock::Moment;
use openrc::sys::Errno;
use openrc::{bounds, runlevel};
use std::collections::{HashMap, HashSet};

/// What is known of the starts. With a runlevel: of the boot or change of runlevel in which it
/// was entered.
pub fn record(openrc: &Installation, level: Option<&str>) -> Result<Record, Failure> {
    // State that is of an earlier boot is none.
    let believed = openrc.context.believed();
    let starts = match &believed {
        Ok(()) => starts(openrc)?,
        Err(_) => Vec::new(),
    };
    let places: HashMap<&[u8], usize> = starts
        .iter()
        .enumerate()
        .map(|(place, start)| (start.name.as_slice(), place))
        .collect();
    let waits = Waits::new(&openrc.tree);
    let relations = |name: &[u8]| relations(&waits, &places, name);
    let now = micros(Moment::now());
    let input = Input {
        waits: starts.iter().map(|it| relations(&it.name)).collect(),
        levels: levels(openrc, level.map(str::as_bytes), &places),
        asked: level.map(|level| level.as_bytes().to_vec()),
        booted: uptime().map(|uptime| now.saturating_sub(uptime)),
        now,
        starts,
    };
    let mut record = Record::new(input);
    let why = believed.err();
    let why = why.map(|error| format!("nothing is known of this boot: {error}"));
    record.notes.extend(why);
    Ok(record)
}

fn starts(openrc: &Installation) -> Result<Vec<Start>, Failure> {
    let context = &openrc.context;
    let all = match moments::all(context) {
        Ok(all) => all,
        Err(Errno::NOENT) => Vec::new(),
        Err(errno) => {
            let what = format!("the started services cannot be read: {errno}");
            return Err(Failure::Missing(what));
        }
    };
    let start = |(name, moments): (Vec<u8>, moments::Moments)| Start {
        name,
        began: moments.began.map(micros),
        started: micros(moments.started),
    };
    Ok(all.into_iter().map(start).collect())
}

/// What a started service waits for of what is started.
fn relations(
    waits: &Waits<'_>,
    places: &HashMap<&[u8], usize>,
    name: &[u8],
) -> Vec<(usize, Strength, bool)> {
    let Some(service) = waits.find(name) else {
        return Vec::new();
    };
    let named: HashSet<usize> = waits.of(service).iter().map(|wait| wait.other).collect();
    let real = chain::real_waits(waits, service).into_iter();
    let found = real.filter_map(|wait| {
        let place = places.get(waits.name(wait.other)).copied()?;
        Some((place, wait.relation, named.contains(&wait.other)))
    });
    found.collect()
}

/// The runlevels that a boot goes through, in this order, each with its services.
fn levels(
    openrc: &Installation,
    asked: Option<&[u8]>,
    places: &HashMap<&[u8], usize>,
) -> Vec<(Vec<u8>, HashSet<usize>)> {
    let context = &openrc.context;
    let mut names = vec![runlevel::SYSINIT.to_vec(), runlevel::BOOT.to_vec()];
    let current = runlevel::get(context);
    let mut last = [asked.map(<[u8]>::to_vec), current].into_iter().flatten();
    let last = last.find(|last| !names.contains(last));
    // Services may be started without their runlevel.
    names.push(last.unwrap_or_else(|| b"default".to_vec()));
    names.retain(|name| runlevel::exists(context, name));
    let members = |level: Vec<u8>| {
        let stacked = runlevel::stacks(context, &level).runlevels;
        let services = stacked
            .iter()
            .flat_map(|level| membership::services(context, Some(level)));
        let members = services.filter_map(|name| places.get(name.as_slice()).copied());
        let members = members.collect();
        (level, members)
    };
    names.into_iter().map(members).collect()
}

fn micros(moment: Moment) -> i64 {
    let nanos = i64::from(moment.nanos);
    moment
        .seconds
        .saturating_mul(1_000_000)
        .saturating_add(nanos.checked_div(1000).unwrap_or(0))
}

/// How long the machine is up, in microseconds.
fn uptime() -> Option<i64> {
    let text = openrc::sys::fs::read(b"/proc/uptime", bounds::PROC).ok()?;
    let text = String::from_utf8(text).ok()?;
    let seconds: f64 = text.split(' ').next()?.parse().ok()?;
    #[allow(clippy::cast_possible_truncation)] // a number of the kernel's, and it saturates
    seconds.is_finite().then_some((seconds * 1e6) as i64)
}
