//! The Prefixes that are known, and how they are.

use crate::memory;
use crate::place::{context, failure, path, text};
use companion::Answer;
use openrc::boot::{self, Age};
use openrc::prefix::Prefix;
use openrc::service::state::{self, State};
use openrc::{runlevel, Context};
use std::io::Write;

/// Prints them, a line each: path, what it is. None is left out.
pub fn list(forget: bool, out: &mut dyn Write) -> Answer {
    let known = memory::known().map_err(failure)?;
    if forget {
        for root in known.iter().filter(|root| !memory::is_there(root)) {
            line(root, "forgotten", out)?;
        }
        memory::forget(memory::is_there).map_err(failure)?;
        return Ok(true);
    }
    for root in &known {
        line(root, &how(root), out)?;
    }
    Ok(true)
}

fn line(root: &[u8], how: &str, out: &mut dyn Write) -> std::io::Result<()> {
    out.write_all(root)?;
    writeln!(out, "\t{how}")
}

fn how(root: &[u8]) -> String {
    if !memory::is_there(root) {
        return "gone".to_string();
    }
    match Prefix::try_from(path(root)) {
        Ok(prefix) => of(&context(prefix).read_only()),
        Err(error) => format!("cannot be used: {error}"),
    }
}

/// What runs. State of another boot is only told of: to look into it is to clear it.
pub fn of(context: &Context) -> String {
    match boot::age(context.paths().svcdir()) {
        Age::New => "never started".to_string(),
        Age::Unknown(error) => format!("cannot be used: {error}"),
        Age::AnotherBoot => "not started since the machine has booted".to_string(),
        Age::Current => {
            let level = runlevel::get(context).unwrap_or_default();
            let started = state::services(context, State::STARTED).len();
            format!("runlevel {}, {started} started", text(&level))
        }
    }
}
