//! The text that a tree is kept in: `depinfo_0_service='sshd'`,
//! `depinfo_0_ineed_0='net'`, one line each.
//!
//! Upstream reads it with strsep and sscanf, which decides what else is accepted.
#![forbid(unsafe_code)]

use super::draft::Draft;
use super::names::{relation, Name, Names, NONE};
use super::{Deptree, Relation, Service};
use crate::{config, number};
use alloc::vec::Vec;

/// `strsep`: what is left of a line, cut at separators.
struct Fields<'a>(Option<&'a [u8]>);

impl<'a> Fields<'a> {
    fn next(&mut self, separators: &[u8]) -> Option<&'a [u8]> {
        let rest = self.0?;
        let Some(end) = rest.iter().position(|byte| separators.contains(byte)) else {
            self.0 = None;
            return Some(rest);
        };
        self.0 = rest.get(end.saturating_add(1)..);
        rest.get(..end)
    }
}

/// One line that says something.
#[derive(Debug, PartialEq, Eq)]
enum Line<'a> {
    Service(&'a [u8]),
    Edge(&'a [u8], &'a [u8]),
}

fn parse_line(line: &[u8]) -> Option<Line<'_>> {
    let mut fields = Fields(Some(line));
    if fields.next(b"_")? != b"depinfo" {
        return None;
    }
    number::leading(fields.next(b"_")?)?;
    let relation = fields.next(b"_=")?;
    if relation == b"service" {
        return Some(Line::Service(shell_value(fields.0?)?));
    }
    number::leading(fields.next(b"=")?)?;
    Some(Line::Edge(relation, shell_value(fields.0?)?))
}

/// What stands between quotes; the quotes may be missing. Nothing is no value.
fn shell_value(text: &[u8]) -> Option<&[u8]> {
    let value = text.strip_prefix(b"'").unwrap_or(text);
    let value = value.strip_suffix(b"'").unwrap_or(value);
    (!value.is_empty()).then_some(value)
}

/// The tree that a text describes. Lines that describe nothing are passed over.
pub fn parse(text: &[u8]) -> Deptree {
    let mut tree = Deptree {
        names: Names::with_relations(),
        ..Deptree::default()
    };
    for line in config::lines(text) {
        match parse_line(line) {
            Some(Line::Service(name)) => begin_service(&mut tree, name),
            Some(Line::Edge(relation, service)) => add_edge(&mut tree, relation, service),
            None => {}
        }
    }
    tree.first = alloc::vec![NONE; tree.names.count()];
    for (at, service) in tree.services.iter().enumerate() {
        if let Some(first @ &mut NONE) = tree.first.get_mut(service.name as usize) {
            *first = u32::try_from(at).unwrap_or(NONE);
        }
    }
    tree
}

fn begin_service(tree: &mut Deptree, name: &[u8]) {
    let name = tree.names.intern(name);
    let start = tree.relations.len();
    tree.services.push(Service {
        name,
        relations: start..start,
    });
}

/// Edges of one relation belong together only while no other comes in between.
fn add_edge(tree: &mut Deptree, relation: &[u8], service: &[u8]) {
    let Some(owner) = tree.services.last_mut() else {
        return;
    };
    let relation = tree.names.intern(relation);
    let service = tree.names.intern(service);
    let begun = !owner.relations.is_empty();
    match tree.relations.last_mut() {
        Some(last) if begun && last.name == relation => {
            last.edges.end = last.edges.end.saturating_add(1);
        }
        _ => {
            let start = tree.edges.len();
            let edges = start..start.saturating_add(1);
            tree.relations.push(Relation {
                name: relation,
                edges,
            });
            owner.relations.end = tree.relations.len();
        }
    }
    tree.edges.push(service);
}

/// The text that a draft is written as.
pub fn write(draft: &Draft) -> Vec<u8> {
    let mut text = Vec::new();
    for (number, service) in draft.services().iter().enumerate() {
        let number = alloc::format!("depinfo_{number}_");
        push_line(
            &mut text,
            &[number.as_bytes(), b"service"],
            draft.text(service.name()),
        );
        for (relation, list) in service.relations() {
            write_relation(
                &mut text,
                draft,
                number.as_bytes(),
                relation,
                draft.edges(list),
            );
        }
    }
    text
}

fn write_relation(text: &mut Vec<u8>, draft: &Draft, owner: &[u8], name: Name, edges: &[Name]) {
    for (number, service) in edges.iter().enumerate() {
        let number = alloc::format!("_{number}");
        let key = [owner, draft.text(name), number.as_bytes()];
        push_line(text, &key, draft.text(*service));
    }
}

fn push_line(text: &mut Vec<u8>, key: &[&[u8]], value: &[u8]) {
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
        let tree = parse(
            b"depinfo_0_ineed_0='lost'\ndepinfo_0_service='a'\ndepinfo_0_ineed_0='b'\n\
              depinfo_0_iuse_0='c'\ndepinfo_0_ineed_1='d'\ndepinfo_9_service='a'\n\
              depinfo_9_ineed_0='e'\n",
        );
        assert_eq!(tree.depend(b"a", b"ineed"), Some(alloc::vec![&b"b"[..]]));
        assert_eq!(tree.depend(b"a", b"iuse"), Some(alloc::vec![&b"c"[..]]));
        assert_eq!(tree.depend(b"a", b"iwant"), None);
        assert_eq!(tree.depend(b"b", b"ineed"), None);
    }
}
