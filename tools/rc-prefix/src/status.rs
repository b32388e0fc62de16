//! What of a Prefix is up.

use crate::list;
use crate::place::text;
use companion::{harmless, Answer};
use openrc::boot::{self, Age};
use openrc::service::membership;
use openrc::service::state::{self, State};
use openrc::{runlevel, Context};
use std::collections::BTreeSet;
use std::io::Write;

/// Prints each service of the runlevel, and each other that is started, with its state. True
/// where all of the runlevel are started.
pub fn print(context: &Context, brief: bool, out: &mut dyn Write) -> Answer {
    writeln!(out, "{}", harmless(&list::of(context)))?;
    if brief || boot::age(context.paths().svcdir()) != Age::Current {
        return Ok(brief);
    }
    let level = runlevel::get(context).unwrap_or_default();
    let (mut wanted, _) = membership::services_stacked(context, Some(&level));
    wanted.sort();
    wanted.dedup();
    let mut others: BTreeSet<Vec<u8>> = BTreeSet::new();
    for state in [
        State::STARTED,
        State::STARTING,
        State::STOPPING,
        State::INACTIVE,
        State::FAILED,
    ] {
        others.extend(state::services(context, state));
    }
    others.retain(|service| !wanted.contains(service));
    let mut all_up = true;
    for service in &wanted {
        let how = how(context, service);
        all_up &= how == "started";
        writeln!(out, "{}\t{how}", text(service))?;
    }
    for service in &others {
        writeln!(
            out,
            "{}\t{}, not in the runlevel",
            text(service),
            how(context, service)
        )?;
    }
    Ok(all_up)
}

fn how(context: &Context, service: &[u8]) -> &'static str {
    let state = state::get(context, service).unwrap_or(State::STOPPED);
    let names = [
        (State::CRASHED, "crashed"),
        (State::STARTING, "starting"),
        (State::STOPPING, "stopping"),
        (State::INACTIVE, "inactive"),
        (State::FAILED, "failed"),
        (State::STARTED, "started"),
    ];
    let name = names.iter().find(|(it, _)| state.contains(*it));
    name.map_or("stopped", |(_, name)| name)
}
