//! When services started: `times`, `critical` and `plot`.
//!
//! | module | subject |
//! |---|---|
//! | [`look`] | what the state directory, the runlevels and the tree say |
//! | [`record`] | which services belong to one boot, their runlevels, how long each waited |
//! | [`mod@critical`] | the chain that decided when all was up |
//! | [`scale`] | the marks of a time axis |
//! | [`table`], [`plain`], [`svg`] | the answers |

mod critical;
mod look;
mod plain;
mod record;
mod scale;
mod svg;
mod table;
#[cfg(test)]
mod tests;

use crate::chain;
use crate::installation::Installation;
use companion::{Answer, Failure};
use record::{Record, Service};
use std::cmp::Reverse;
use std::collections::HashSet;
use std::io::Write;

/// What the manual page says of it.
pub const MANUAL: &[(&str, &[&str])] = &[(
    "BOOT TIMES",
    &[
        "times, critical and plot write no file and need none: a service's symlink in the state \
         directory is made when the service begins to start and renamed when it is up, so its \
         mtime and ctime are these two moments. A service waits from its beginning until the last \
         of the services that it needs, wants, uses or starts after was up, if that was while it \
         started; the rest is its work. Services that a script waits for by itself count as work. \
         Times are seconds from the first beginning, and ? is not known.",
        "The critical chain is followed back from the service that was up last. It leads to the \
         last of those that a service waited for; if it waited for none and no other one worked \
         when it began, services start one after the other, and it leads to the one before (in \
         turn).",
        "If OpenRC ran with a library that does not rename these symlinks, only the ends are known, \
         and that is said. A service is shown apart, and not as part of the boot, if it began more \
         than 10 seconds after all others were up, if one that needs it was up before, or if its \
         times cannot be. If the clock was set forward while services started, the times before \
         are moved up, and that is said; if it was set back, services whose times contradict each \
         other are shown apart. A service that was inactive counts from its first beginning. \
         chown -h of a symlink, a hard link to it and a copied state directory change the \
         second moment.",
    ],
)];

/// How many bars are drawn. Those that took the longest are.
const MOST_BARS: usize = 1000;
/// How many services that are shown apart are named.
const MOST_APART: usize = 20;

/// `times`: each service, the slowest first.
pub fn times(
    openrc: &Installation,
    level: Option<&str>,
    json: bool,
    out: &mut dyn Write,
) -> Answer {
    if let Some(level) = level {
        openrc.runlevel(level)?;
    }
    let record = look::record(openrc, level)?;
    let band = match level {
        Some(level) => Some(band(&record, level)?),
        None => None,
    };
    match json {
        true => table::json(&record, band, out)?,
        false => table::text(&record, band, out)?,
    }
    Ok(true)
}

/// `critical`: the chain that decided when the runlevel was up; without times the longest.
pub fn critical(openrc: &Installation, level: &str, longest: bool, out: &mut dyn Write) -> Answer {
    openrc.runlevel(level)?;
    let record = match longest {
        true => return chain::critical(openrc, level, out),
        false => look::record(openrc, Some(level))?,
    };
    match record.band(level.as_bytes()) {
        Some(band) => table::chain_text(&record, band, out)?,
        None => return chain::critical(openrc, level, out),
    }
    Ok(true)
}

/// `plot`: bars over time, as a picture or as text.
pub fn plot(openrc: &Installation, text: bool, out: &mut dyn Write) -> Answer {
    let record = look::record(openrc, None)?;
    if record.services.is_empty() {
        return Err(Failure::Missing("no service is started".to_string()));
    }
    match text {
        true => plain::write(&record, out)?,
        false => svg::write(&record, out)?,
    }
    Ok(true)
}

fn band(record: &Record, level: &str) -> Result<usize, Failure> {
    record
        .band(level.as_bytes())
        .ok_or_else(|| Failure::Missing(format!("no service that runlevel {level} started is up")))
}

/// The services whose bars are drawn, in the order in which they began: of too many those of the
/// chain and those that took the longest.
fn chosen<'a>(record: &'a Record, in_chain: &HashSet<usize>) -> Vec<(usize, &'a Service)> {
    let mut chosen: Vec<(usize, &Service)> = record.services.iter().enumerate().collect();
    if chosen.len() > MOST_BARS {
        chosen.sort_by_key(|(place, it)| (!in_chain.contains(place), Reverse(it.took())));
        chosen.truncate(MOST_BARS);
        chosen.sort_by_key(|(place, _)| *place);
    }
    chosen
}

/// A name of at most so many characters.
fn bounded(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_string();
    }
    // Not every console has a character for it.
    let short: String = name.chars().take(most.saturating_sub(2)).collect();
    short + ".."
}

/// Microseconds as seconds with so many digits behind the point.
fn seconds(micros: i64, digits: usize) -> String {
    format!("{:.digits$}", as_seconds(micros))
}

/// Microseconds as seconds in so many columns, at least seven.
fn fitting(micros: i64, columns: usize) -> String {
    let exact = [seconds(micros, 3), seconds(micros, 0)];
    let fits = |text: &String| text.len() <= columns;
    exact
        .into_iter()
        .find(fits)
        .unwrap_or_else(|| format!("{:.0e}", as_seconds(micros)))
}

#[allow(clippy::cast_precision_loss)] // 2^53 microseconds are 285 years
fn as_seconds(micros: i64) -> f64 {
    micros as f64 / 1e6
}
