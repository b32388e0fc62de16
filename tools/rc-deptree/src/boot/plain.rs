//! The plot for a terminal of 80 columns.

use super::critical::chain;
use super::record::{Record, Service};
use super::scale::Scale;
use super::table::{notes, write_wrapped, COLUMNS};
use super::{bounded, chosen, fitting, seconds};
use companion::text;
use std::collections::HashSet;
use std::io::{self, Write};

/// The columns of a name, of the bars, and of how long a service took.
const NAME: usize = 18;
const BARS: usize = 50;
const TOOK: usize = 7;

/// Writes it: a mark for the chain, the name, the bar, how long it took.
pub fn write(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    let end = record.end();
    let scale = Scale::new(end, 8);
    let in_chain: HashSet<usize> = chain(record, None).iter().map(|it| it.service).collect();
    let chosen = chosen(record, &in_chain);
    let mut level = None;
    writeln!(out, "{}", axis(&scale, end))?;
    let left_out = record.services.len().saturating_sub(chosen.len());
    for (place, service) in chosen {
        if service.band != level {
            level = service.band;
            if let Some(band) = level.and_then(|band| record.bands.get(band)) {
                let took = seconds(band.end.saturating_sub(band.begin), 3);
                let name = bounded(&text(&band.name), 30);
                let line = format!("-- {name}: {took} s ");
                writeln!(out, "{line:-<width$}", width = COLUMNS)?;
            }
        }
        let mark = if in_chain.contains(&place) { '*' } else { ' ' };
        let took = service
            .took()
            .map_or("?".to_string(), |took| fitting(took, TOOK));
        let name = bounded(&text(&service.name), NAME);
        writeln!(
            out,
            "{mark} {name:NAME$} {}{took:>TOOK$}",
            bar(service, &scale, end)
        )?;
    }
    writeln!(
        out,
        "= works, . waits for others, | is up (beginning unknown), * critical chain"
    )?;
    if left_out > 0 {
        writeln!(out, "note: {left_out} more took less time than these")?;
    }
    for line in notes(record) {
        write_wrapped(&line, out)?;
    }
    Ok(())
}

/// In which column a moment is.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
fn column(moment: i64, end: i64) -> usize {
    let share = moment.max(0) as f64 / end.max(1) as f64;
    let last = BARS.saturating_sub(1);
    ((share * last as f64) as usize).min(last)
}

fn axis(scale: &Scale, end: i64) -> String {
    let mut line = " ".repeat(NAME.saturating_add(3));
    let left = line.len();
    for mark in scale.marks(end) {
        let text = seconds(mark, scale.digits);
        let at = left.saturating_add(column(mark, end));
        let room = at.saturating_sub(line.chars().count());
        if mark == 0 || room > 0 {
            line.push_str(&" ".repeat(room));
            line.push_str(&text);
        }
    }
    bounded(&(line + " s"), COLUMNS)
}

fn bar(service: &Service, scale: &Scale, end: i64) -> String {
    let mut cells = vec![' '; BARS];
    for mark in scale.marks(end) {
        if let Some(cell) = cells.get_mut(column(mark, end)) {
            *cell = '\'';
        }
    }
    let (begin, ready) = (column(service.begin(), end), column(service.ready, end));
    let up = column(service.started, end);
    for (at, cell) in cells.iter_mut().enumerate() {
        if service.began.is_none() && at == up {
            *cell = '|';
        } else if (begin..=up).contains(&at) {
            let waits = at < ready || (at == ready && service.worked() == 0);
            *cell = if waits { '.' } else { '=' };
        }
    }
    cells.into_iter().collect()
}
