//! Chains of services that wait for each other.

use crate::installation::Installation;
use crate::waits::{Wait, Waits};
use companion::{harmless, text, Answer};
use openrc::deptree::waits::Strength;
use std::collections::{HashMap, VecDeque};
use std::io::{self, Write};

/// The chain that makes `first` start before `second`: the shortest.
pub fn why(openrc: &Installation, first: &str, second: &str, out: &mut dyn Write) -> Answer {
    let (a, b) = (openrc.service(first)?, openrc.service(second)?);
    let waits = Waits::new(&openrc.tree);
    let (Some(a), Some(b)) = (waits.find(a), waits.find(b)) else {
        return Ok(false);
    };
    if let Some(chain) = shortest(&waits, b, a) {
        write_chain(&waits, b, &chain, out)?;
        return Ok(true);
    }
    let (first, second) = (harmless(first), harmless(second));
    match shortest(&waits, a, b) {
        Some(_) => writeln!(
            out,
            "{first} does not start before {second}: it waits for it"
        )?,
        None => writeln!(out, "nothing makes {first} start before {second}")?,
    }
    Ok(false)
}

fn shortest(waits: &Waits<'_>, from: usize, to: usize) -> Option<Vec<Wait>> {
    let mut came: HashMap<usize, (usize, Wait)> = HashMap::new();
    let mut queue = VecDeque::from([from]);
    while let Some(service) = queue.pop_front() {
        if service == to && service != from {
            return Some(way_back(&came, from, to));
        }
        for wait in waits.of(service) {
            if wait.other != from && !came.contains_key(&wait.other) {
                came.insert(wait.other, (service, *wait));
                queue.push_back(wait.other);
            }
        }
    }
    None
}

fn way_back(came: &HashMap<usize, (usize, Wait)>, from: usize, to: usize) -> Vec<Wait> {
    let mut chain = Vec::new();
    let mut at = to;
    while let Some((before, wait)) = came.get(&at).filter(|_| at != from) {
        chain.push(*wait);
        at = *before;
    }
    chain.reverse();
    chain
}

fn write_chain(
    waits: &Waits<'_>,
    first: usize,
    chain: &[Wait],
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut service = first;
    for wait in chain {
        let verb = match wait.relation {
            Strength::Need => "needs",
            Strength::Want => "wants",
            Strength::Use => "uses",
            Strength::After => "starts after",
            Strength::ProvidedBy => "is provided by",
        };
        let (one, other) = (waits.name(service), waits.name(wait.other));
        writeln!(out, "{} {verb} {}", text(one), text(other))?;
        service = wait.other;
    }
    Ok(())
}

/// The longest chain in a runlevel, the first to start at the top. What a chain waits for
/// starts after what it waits for in turn, as far as loops allow.
pub fn critical(openrc: &Installation, level: &str, out: &mut dyn Write) -> Answer {
    let order = openrc.order(level)?;
    let waits = Waits::new(&openrc.tree);
    let places: Vec<usize> = order.iter().filter_map(|name| waits.find(name)).collect();
    // By service: how many are in the longest chain up to it, and who is before it.
    let mut longest: HashMap<usize, (usize, Option<(usize, Strength)>)> = HashMap::new();
    for service in places {
        let mut best = (1usize, None);
        for wait in real_waits(&waits, service) {
            let length = longest.get(&wait.other).map_or(0, |(length, _)| *length);
            if length >= best.0 {
                best = (length.saturating_add(1), Some((wait.other, wait.relation)));
            }
        }
        longest.entry(service).or_insert(best);
    }
    let end = longest
        .iter()
        .max_by_key(|(service, (length, _))| (*length, std::cmp::Reverse(**service)));
    let mut chain = Vec::new();
    let mut at = end.map(|(service, _)| *service);
    while let Some(service) = at {
        let before = longest.get(&service).and_then(|(_, before)| *before);
        chain.push((service, before.map(|(_, relation)| relation)));
        at = before.map(|(before, _)| before);
    }
    for (service, relation) in chain.into_iter().rev() {
        let because = relation.map(|relation| format!(" ({})", relation.keyword()));
        writeln!(
            out,
            "{}{}",
            text(waits.name(service)),
            because.unwrap_or_default()
        )?;
    }
    Ok(true)
}

/// What a service waits for, with those who provide it in the place of what is provided.
pub fn real_waits(waits: &Waits<'_>, service: usize) -> Vec<Wait> {
    let mut real = Vec::new();
    for wait in waits
        .of(service)
        .iter()
        .filter(|wait| wait.relation != Strength::ProvidedBy)
    {
        real.push(*wait);
        let relation = wait.relation;
        let providers = waits.of(wait.other).iter();
        let providers = providers.filter(|wait| wait.relation == Strength::ProvidedBy);
        real.extend(providers.map(|wait| Wait {
            other: wait.other,
            relation,
        }));
    }
    real
}
