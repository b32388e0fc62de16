//! Names handed to every function that makes a path of them: nothing outside the
//! installation is ever changed, nor anything reached by `..`.
//!
//! A line is a call: a letter that says which, then its arguments with tabs between.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openrc::service::daemons::{self, Daemon};
use openrc::service::{environment, mark, membership, options, resolve, schedule, state, State};
use openrc::{runlevel, Context};
use openrc_fuzz::{place::Place, watch};
use std::sync::OnceLock;

static PLACE: OnceLock<Place> = OnceLock::new();

fn place() -> Place {
    let place = Place::new("names");
    for level in ["default", "boot", "other"] {
        std::fs::create_dir(place.conf.join("runlevels").join(level)).unwrap();
    }
    for service in ["a", "it's", "-x"] {
        let path = place.conf.join("init.d").join(service);
        place.write(&path, b"#!/bin/sh\n");
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(path, mode).unwrap();
    }
    place
}

fn call(context: &Context, line: &[u8]) {
    let mut words = line.split(|byte| *byte == b'\t');
    let mut next = || words.next().unwrap_or_default();
    let (which, one, two) = (next(), next(), next());
    let value = next();
    let daemon = Daemon {
        exec: Some(two),
        argv: &[value],
        pidfile: Some(value),
    };
    let states = [
        State::STARTED,
        State::STARTING,
        State::STOPPING,
        State::INACTIVE,
        State::WASINACTIVE,
        State::HOTPLUGGED,
        State::FAILED,
        State::SCHEDULED,
        State::STOPPED,
    ];
    match which {
        b"o" => drop(options::set(context, one, two, Some(value))),
        b"p" => drop(options::set(context, one, two, None)),
        b"g" => drop(options::get(context, one, two)),
        b"e" => drop(environment::set(context, one, two, value)),
        b"u" => drop(environment::put(context, one, two)),
        b"f" => drop(environment::get(context, one, two)),
        b"d" => drop(daemons::set(context, one, &daemon, true)),
        b"c" => drop(daemons::set(context, one, &daemon, false)),
        b"h" => drop(daemons::has_started(
            context,
            one,
            &daemon,
            Some(value.len()),
        )),
        b"s" => drop(schedule::start(context, one, two)),
        b"q" => drop(schedule::clear(context, one)),
        b"b" => drop((schedule::by(context, one), schedule::starters(context, two))),
        b"a" => drop(membership::add(context, one, two)),
        b"r" => drop(membership::delete(context, one, two)),
        b"i" => drop(membership::check(context, one, two)),
        b"l" => drop(membership::services_stacked(context, Some(one))),
        b"t" => drop(runlevel::stack(context, one, two)),
        b"n" => drop(runlevel::unstack(context, one, two)),
        b"v" => drop(runlevel::set(context, one)),
        b"x" => drop((
            runlevel::exists(context, one),
            runlevel::stacks(context, one),
        )),
        b"w" => drop((resolve::resolve(context, one), resolve::check(context, one))),
        b"y" => drop(state::get(context, one)),
        _ => {
            let state = states[which
                .first()
                .map_or(0, |byte| *byte as usize % states.len())];
            let marked = mark::mark(context, one, state);
            if marked.is_ok() && state != State::STOPPED {
                assert!(state::get(context, one).unwrap().intersects(state));
            }
        }
    }
}

fuzz_target!(|content: &[u8]| {
    let place = PLACE.get_or_init(place);
    let context = place.context();
    watch::only_below(&place.root, || {
        for line in content.split(|byte| *byte == b'\n').take(32) {
            call(&context, line);
        }
    });
    // Nothing of this case is left for the next.
    let _ = std::fs::remove_dir_all(&place.state);
    std::fs::create_dir(&place.state).unwrap();
    for level in ["default", "boot", "other"] {
        let level = place.conf.join("runlevels").join(level);
        for entry in std::fs::read_dir(level).unwrap() {
            std::fs::remove_file(entry.unwrap().path()).unwrap();
        }
    }
});
