//! What services need and nothing provides.

use super::Findings;
use crate::place::text;
use openrc::deptree::gather;
use openrc::service::membership;
use openrc::{runlevel, Context};
use std::collections::{BTreeMap, BTreeSet};

/// What is found. Only a shell can read some scripts: those are run in part.
pub fn examine(context: &Context, findings: &mut Findings) {
    let lines = gather::lines_of_all(context).unwrap_or_default();
    let said = Said::parse(&lines);
    for (service, needs) in &said.needs {
        let unmet: Vec<String> = needs
            .iter()
            .filter(|need| !said.known.contains(*need))
            .map(|need| text(need))
            .collect();
        if unmet.is_empty() {
            continue;
        }
        let line = format!(
            "{}: nothing provides what it needs: {}",
            text(service),
            unmet.join(" ")
        );
        match levels(context, service).as_slice() {
            [] => findings.note(line),
            levels => findings.problem(format!(
                "{line}; it is in the runlevel {}",
                levels.join(", ")
            )),
        }
    }
}

/// What the scripts say of themselves.
#[derive(Default)]
struct Said<'a> {
    needs: BTreeMap<&'a [u8], BTreeSet<&'a [u8]>>,
    /// Services, and what they provide. A service that keywords keep out is not waited for.
    known: BTreeSet<&'a [u8]>,
}

impl<'a> Said<'a> {
    /// A line is a service, what it says, and names.
    fn parse(lines: &'a [u8]) -> Self {
        let mut said = Said::default();
        for line in lines.split(|byte| *byte == b'\n') {
            let mut words = line.split(|byte| *byte == b' ').filter(|it| !it.is_empty());
            let Some(service) = words.next() else {
                continue;
            };
            said.known.insert(service);
            match words.next() {
                Some(b"need" | b"ineed") => said.needs.entry(service).or_default().extend(words),
                Some(b"provide" | b"iprovide") => said.known.extend(words),
                _ => {}
            }
        }
        for needs in said.needs.values_mut() {
            // `!name` takes a need back.
            let back: Vec<&[u8]> = needs
                .iter()
                .filter_map(|it| it.strip_prefix(b"!"))
                .collect();
            needs.retain(|need| !need.starts_with(b"!") && !back.contains(need));
        }
        said
    }
}

fn levels(context: &Context, service: &[u8]) -> Vec<String> {
    let mut levels = runlevel::list(context);
    levels.sort();
    levels.retain(|level| {
        let services = membership::services(context, Some(level));
        services.iter().any(|it| it == service)
    });
    levels.iter().map(|level| text(level)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needs_and_what_provides_them() {
        let said = Said::parse(b"web need net log !log\nhost provide net dns\nweb use log\n");
        let needs: Vec<&[u8]> = said.needs[&b"web"[..]].iter().copied().collect();
        assert_eq!(needs, [b"net"]);
        assert!(said.known.contains(&b"net"[..]) && said.known.contains(&b"web"[..]));
        assert!(!said.known.contains(&b"log"[..]));
    }
}
