//! Which services stand for what they provide: metalog for logger, and syslogd too.
//!
//! What runs comes first, then what is on its way, then what the runlevels hold, then
//! the first by name. The answer changes with all of these.
#![forbid(unsafe_code)]

use super::names::Name;
use super::options::Options;
use super::standing::Standing;
use alloc::vec::Vec;

/// Where providers are looked for, in this order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Level,
    Hotplugged,
    Bootlevel,
    Anywhere,
}

/// In which state.
#[derive(Clone, Copy)]
enum Wanted {
    Started,
    InTransition,
    Any,
}

/// What to do with more than one.
#[derive(Clone, Copy)]
enum Several {
    /// The need is met already: none of them is to be waited for.
    None,
    All,
}

/// The searches that follow each other when neither stopping nor strict settles it.
const SEARCHES: [(Wanted, Place, Several); 11] = [
    (Wanted::Started, Place::Level, Several::None),
    (Wanted::Started, Place::Hotplugged, Several::None),
    (Wanted::Started, Place::Bootlevel, Several::None),
    (Wanted::Started, Place::Anywhere, Several::None),
    (Wanted::InTransition, Place::Level, Several::All),
    (Wanted::InTransition, Place::Hotplugged, Several::All),
    (Wanted::InTransition, Place::Bootlevel, Several::All),
    (Wanted::InTransition, Place::Anywhere, Several::All),
    (Wanted::Any, Place::Level, Several::All),
    (Wanted::Any, Place::Hotplugged, Several::None),
    (Wanted::Any, Place::Bootlevel, Several::All),
];

/// The services that stand for something which `candidates` provide (`get_provided`).
pub fn providers(standing: &Standing<'_>, candidates: &[Name], options: Options) -> Vec<Name> {
    if options.contains(Options::STOP) {
        return candidates.to_vec();
    }
    let of = |keep: &dyn Fn(Name) -> bool| -> Vec<Name> {
        candidates
            .iter()
            .copied()
            .filter(|name| keep(*name))
            .collect()
    };
    if options.intersects(Options::STRICT | Options::START) {
        let found = of(&|name| is_in_reach(standing, name, options));
        if !found.is_empty() {
            return found;
        }
    }
    for (wanted, place, several) in SEARCHES {
        if place == Place::Bootlevel && standing.is_bootlevel() {
            continue;
        }
        let found = of(&|name| is_at(standing, name, place) && is_in_state(standing, name, wanted));
        if !found.is_empty() {
            return match several {
                Several::None if found.len() > 1 => Vec::new(),
                _ => found,
            };
        }
    }
    candidates.iter().copied().take(1).collect()
}

fn is_in_reach(standing: &Standing<'_>, name: Name, options: Options) -> bool {
    standing.in_level(name)
        || standing.in_bootlevel(name)
        || (options.contains(Options::START) && standing.is_hotplugged(name))
}

fn is_at(standing: &Standing<'_>, name: Name, place: Place) -> bool {
    match place {
        // Without a runlevel upstream does not ask where a service is.
        Place::Level => standing.level().is_none() || standing.in_level(name),
        Place::Hotplugged => {
            standing.is_hotplugged(name) && !standing.in_level(name) && !standing.in_bootlevel(name)
        }
        Place::Bootlevel => standing.in_bootlevel(name),
        Place::Anywhere => true,
    }
}

fn is_in_state(standing: &Standing<'_>, name: Name, wanted: Wanted) -> bool {
    match wanted {
        Wanted::Started => standing.is_started(name),
        Wanted::InTransition => standing.is_in_transition(name),
        Wanted::Any => true,
    }
}
