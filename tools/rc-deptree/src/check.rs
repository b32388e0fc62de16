//! What is wrong with a tree. Each line says how bad it is: an error keeps services from
//! starting or starting in order, a warning may be meant so.

use crate::installation::Installation;
use crate::scripts;
use companion::{harmless, installed, text, Answer};
use openrc::deptree::{fresh, gather};
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

/// Prints why the libraries do not fit OpenRC's programs. True if they do.
pub fn libraries(out: &mut dyn Write) -> Answer {
    let lines = installed::complaints(Path::new("/"));
    for line in &lines {
        writeln!(out, "error: {}", harmless(line))?;
    }
    Ok(lines.is_empty())
}

/// Prints all that is wrong. True where nothing is.
pub fn check(openrc: &Installation, out: &mut dyn Write) -> Answer {
    let mut lines = loops(openrc);
    lines.extend(missing(openrc));
    lines.extend(names_used_twice(openrc));
    // Nothing is known of the scripts where gendepends.sh is one of its own kind.
    let survey = gather::survey(&openrc.context).unwrap_or_default();
    lines.extend(scripts::left_out(openrc, &survey));
    lines.extend(scripts::for_the_shell(&survey));
    lines.extend(stale(openrc));
    for line in &lines {
        writeln!(out, "{}", harmless(line))?;
    }
    Ok(lines.iter().all(|line| line.starts_with("note: ")))
}

fn loops(openrc: &Installation) -> Vec<String> {
    let cycles = openrc.tree.cycles();
    let line = |cycle: &openrc::deptree::cycles::Cycle<'_>| {
        let severity = if cycle.is_firm() { "error" } else { "warning" };
        format!("{severity}: loop: {}", text(&cycle.text()))
    };
    cycles.iter().map(line).collect()
}

fn missing(openrc: &Installation) -> Vec<String> {
    let mut lines = Vec::new();
    for service in openrc.tree.services() {
        for needed in openrc.tree.depend(service, b"broken").unwrap_or_default() {
            let (service, needed) = (text(service), text(needed));
            lines.push(format!(
                "error: {service} needs {needed}, which does not exist"
            ));
        }
    }
    lines
}

fn names_used_twice(openrc: &Installation) -> Vec<String> {
    let mut seen: HashMap<&[u8], usize> = HashMap::new();
    let mut lines = Vec::new();
    for service in openrc.tree.services() {
        let times = seen.entry(service).or_default();
        *times = times.saturating_add(1);
        if *times == 2 {
            let service = text(service);
            lines.push(format!(
                "error: {service} is a service, and others provide it"
            ));
        }
    }
    lines
}

fn stale(openrc: &Installation) -> Option<String> {
    let answer = fresh::check(&openrc.context);
    answer.needs_update.then(|| {
        let file = answer
            .file
            .map_or(String::new(), |file| format!(": {} is newer", text(&file)));
        format!("note: the tree is out of date{file}")
    })
}
