//! The text that a tree is kept in: `depinfo_0_service='sshd'`,
//! `depinfo_0_ineed_0='net'`, one line each.
//!
//! Upstream reads it with strsep and sscanf, which decides what else is accepted.
#![forbid(unsafe_code)]

use super::draft::Draft;
use super::names::{relation, Name};
use super::search::Search;
use crate::bytes::part;
use crate::{config, number};
use alloc::vec::Vec;
use core::ops::Range;

/// One line that says something.
#[derive(Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// A service of this name begins.
    Service(&'a [u8]),
    /// A relation, and a service that it leads to.
    Edge(&'a [u8], &'a [u8]),
}

#[cfg(test)]
fn parse_line(line: &[u8]) -> Option<Line<'_>> {
    parse_rest(after_number(line)?)
}

/// What follows `depinfo_NUMBER_`.
fn after_number(line: &[u8]) -> Option<&[u8]> {
    let rest = line.strip_prefix(b"depinfo_")?;
    let (number, rest) = cut(rest, |byte| byte == b'_')?;
    number::leading(number)?;
    Some(rest)
}

/// What follows the service's number.
fn parse_rest(rest: &[u8]) -> Option<Line<'_>> {
    let (relation, rest) = cut(rest, |byte| byte == b'_' || byte == b'=')?;
    if relation == b"service" {
        return Some(Line::Service(shell_value(rest)?));
    }
    let (number, value) = cut(rest, |byte| byte == b'=')?;
    number::leading(number)?;
    Some(Line::Edge(relation, shell_value(value)?))
}

/// As `strsep`: what stands before a separator, and what after it.
fn cut(text: &[u8], is_separator: impl Fn(u8) -> bool) -> Option<(&[u8], &[u8])> {
    let end = text.iter().position(|byte| is_separator(*byte))?;
    Some((text.get(..end)?, text.get(end.saturating_add(1)..)?))
}

/// What stands between quotes; the quotes may be missing. Nothing is no value.
fn shell_value(text: &[u8]) -> Option<&[u8]> {
    let value = text.strip_prefix(b"'").unwrap_or(text);
    let value = value.strip_suffix(b"'").unwrap_or(value);
    (!value.is_empty()).then_some(value)
}

/// Where a service is in a text: its line, and those that say what it depends on.
#[derive(Clone, Debug)]
pub struct Block {
    name: Range<usize>,
    /// What all its lines begin with, where they were written by us or C.
    prefix: Range<usize>,
    lines: Range<usize>,
}

impl Block {
    /// The service's name.
    pub fn name<'a>(&self, text: &'a [u8]) -> &'a [u8] {
        part(text, self.name.clone())
    }

    /// What it says, in the order of the text.
    pub fn lines<'a>(&self, text: &'a [u8]) -> impl Iterator<Item = Line<'a>> + use<'a> {
        self.rests(text).filter_map(parse_rest)
    }

    /// The services that its first lines of a relation lead to, up to another relation.
    pub fn relation<'a>(&self, text: &'a [u8], relation: &[u8]) -> Vec<&'a [u8]> {
        let mut found = Vec::new();
        for rest in self.rests(text) {
            if found.is_empty() && !rest.starts_with(relation) {
                continue;
            }
            match parse_rest(rest) {
                Some(Line::Edge(kind, service)) if kind == relation => found.push(service),
                Some(_) if !found.is_empty() => break,
                _ => {}
            }
        }
        found
    }

    /// What follows the service's number in each line.
    fn rests<'a>(&self, text: &'a [u8]) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let prefix = part(text, self.prefix.clone());
        let text = part(text, self.lines.clone());
        config::lines(text).filter_map(move |line| match line.strip_prefix(prefix) {
            Some(rest) => Some(rest),
            None => after_number(line),
        })
    }
}

/// The services of a text. Only lines with that word in them are looked at.
pub fn services(text: &[u8]) -> Vec<Block> {
    let mut services: Vec<Block> = Vec::new();
    let search = Search::new();
    let mut from = 0usize;
    while let Some(word) = search.find(part(text, from..)) {
        let before = part(text, from..from.saturating_add(word));
        let start = crate::bytes::last_position(b'\n', before)
            .map_or(0, |newline| newline.saturating_add(1));
        let start = start.saturating_add(from);
        let line = config::before(part(text, start..), b'\n');
        // A NUL ends a line too: what follows up to the newline is nobody's.
        let rest = after_number(config::before(line, 0)).unwrap_or_default();
        from = start.saturating_add(line.len());
        if let Some(Line::Service(name)) = parse_rest(rest) {
            if let Some(last) = services.last_mut() {
                last.lines.end = start;
            }
            services.push(Block {
                name: place(text, name),
                prefix: start..place(text, rest).start,
                lines: from.saturating_add(1).min(text.len())..text.len(),
            });
        }
    }
    services
}

/// Whether there is a word that a keyword asks for privileges with.
pub fn asks_privileges(text: &[u8]) -> bool {
    let mut signs = crate::bytes::positions(b'-', text);
    signs.any(|sign| {
        let word = part(text, sign..);
        word.starts_with(b"-unprivileged") || word.starts_with(b"-nocap_")
    })
}

/// Where a part of a text is in it.
fn place(text: &[u8], part: &[u8]) -> Range<usize> {
    let start = part.as_ptr().addr().wrapping_sub(text.as_ptr().addr());
    start..start.saturating_add(part.len())
}

/// The text that a draft is written as.
pub fn write(draft: &Draft) -> Vec<u8> {
    let mut text = Vec::new();
    for (number, service) in draft.services().iter().enumerate() {
        let owner = [b"depinfo_", number::decimal(number).as_slice(), b"_"].concat();
        push_line(&mut text, &[&owner, b"service"], draft.text(service.name()));
        for (relation, list) in service.relations() {
            write_relation(&mut text, draft, &owner, relation, draft.edges(list));
        }
    }
    text
}

fn write_relation(text: &mut Vec<u8>, draft: &Draft, owner: &[u8], name: Name, edges: &[Name]) {
    for (number, service) in edges.iter().enumerate() {
        let number = number::decimal(number);
        let key = [owner, draft.text(name), b"_", &number];
        push_line(text, &key, draft.text(*service));
    }
}

/// One line: the parts of its key, and the value.
pub fn push_line(text: &mut Vec<u8>, key: &[&[u8]], value: &[u8]) {
    for part in key {
        text.extend_from_slice(part);
    }
    text.extend_from_slice(b"='");
    text.extend_from_slice(value);
    text.extend_from_slice(b"'\n");
}

const _: () = assert!(relation::ALL.len() == relation::CONFIG as usize + 1);

#[cfg(test)]
mod tests {
    use super::super::Deptree;
    use super::*;

    #[test]
    fn what_sscanf_and_strsep_let_through() {
        let service = |name| Some(Line::Service(name));
        assert_eq!(parse_line(b"depinfo_0_service='a'"), service(b"a"));
        assert_eq!(parse_line(b"depinfo_ +7x_service=a"), service(b"a"));
        assert_eq!(parse_line(b"depinfo_0_service_1='a'"), service(b"1='a"));
        assert_eq!(parse_line(b"depinfo_0_service='it's'"), service(b"it's"));
        assert_eq!(parse_line(b"depinfo_0_service='''"), service(b"'"));
        for nothing in [
            &b"depinfo_0_service=''"[..],
            b"depinfo_0_service='",
            b"depinfo_0_service",
            b"depinfo_x_service='a'",
            b"depinfo",
            b"",
            b"depinfo_0_ineed='a'",
            b"depinfo_0_my_own_0='a'",
            b"depinfo_0_ineed_0",
            b"depinfo_0_ineed_0=",
        ] {
            assert_eq!(parse_line(nothing), None, "{nothing:?}");
        }
        let edge = |relation, name| Some(Line::Edge(relation, name));
        assert_eq!(parse_line(b"depinfo_0_ineed_0='a'"), edge(b"ineed", b"a"));
        assert_eq!(
            parse_line(b"depinfo_0_ineed_-1junk=a=b'"),
            edge(b"ineed", b"a=b")
        );
    }

    #[test]
    fn a_relation_ends_where_another_begins_and_the_first_is_found() {
        let text = "depinfo_0_ineed_0='lost'\ndepinfo_0_service='a'\ndepinfo_0_ineed_0='b'\n\
              depinfo_0_service=''\ndepinfo_8_iuse_0='c'\ndepinfo_0_ineed_1='d'\n\
              depinfo_9_service='a'\ndepinfo_9_ineed_0='e'\ndepinfo_2_service_1='_service_'\n";
        let tree = Deptree::parse(text.into());
        let names = [&b"a"[..], b"a", b"1='_service_"];
        assert_eq!(tree.services().collect::<Vec<_>>(), names);
        assert_eq!(tree.depend(b"a", b"ineed"), Some(alloc::vec![&b"b"[..]]));
        assert_eq!(tree.depend(b"a", b"iuse"), Some(alloc::vec![&b"c"[..]]));
        assert_eq!(tree.depend(b"a", b"iwant"), None);
        assert_eq!(tree.depend(b"b", b"ineed"), None);
    }

    /// The services that are found by their word are those of a reading line by line.
    #[test]
    fn services_are_found_however_the_text_is_damaged() {
        let lines = [
            "depinfo_0_service='a'",
            "depinfo_0_ineed_0='_service'",
            "_service\0'b'",
            "depinfo_1_service_service='c",
            "depinfo_service_2='d'",
            "depinfo_3_service=\0",
            "",
        ];
        for seed in 0..5000usize {
            let mut text = Vec::new();
            for at in 0..4 {
                let pick = seed / lines.len().pow(at) % lines.len();
                text.extend_from_slice(lines[pick].as_bytes());
                if (seed >> at) % 5 != 0 {
                    text.push(b'\n');
                }
            }
            let by_line = config::lines(&text).filter_map(parse_line);
            let expected: Vec<&[u8]> = by_line
                .filter_map(|line| match line {
                    Line::Service(name) => Some(name),
                    Line::Edge(..) => None,
                })
                .collect();
            let found = services(&text);
            let found: Vec<&[u8]> = found.iter().map(|block| block.name(&text)).collect();
            assert_eq!(found, expected, "{:?}", String::from_utf8_lossy(&text));
        }
    }
}
