//! What gendepends.sh says: one line per relation, `SERVICE RELATION NAME...`.
#![forbid(unsafe_code)]

use crate::deptree::draft::{Draft, ListId};
use crate::deptree::names::{relation, Name, Names, NONE};
use crate::release::RELEASE;
use crate::{config, name};

/// What init scripts say of themselves.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The services and what each wants.
    pub draft: Draft,
    /// Files that the relations depend on (`config`).
    pub config: Names,
}

/// Where the lines have got to: consecutive lines are mostly about one service.
struct Place {
    service: usize,
    name: Name,
}

/// Reads the output of gendepends.sh.
pub fn parse(output: &[u8]) -> Gathered {
    let mut gathered = Gathered::default();
    let mut place = None;
    for line in config::lines(output) {
        read_line(&mut gathered, &mut place, line);
    }
    gathered
}

fn read_line(gathered: &mut Gathered, place: &mut Option<Place>, line: &[u8]) {
    let mut fields = line.splitn(3, |byte| *byte == b' ');
    let service = fields.next().unwrap_or_default();
    if service.is_empty() {
        return;
    }
    let draft = &mut gathered.draft;
    let name = draft.name(service);
    let here = match place.take() {
        Some(here) if here.name == name => here,
        _ => Place {
            service: draft.find(name).unwrap_or_else(|| draft.add_service(name)),
            name,
        },
    };
    if let (Some(kind), Some(names)) = (fields.next(), fields.next()) {
        let names = names
            .split(|byte| *byte == b' ')
            .filter(|name| !name.is_empty());
        let kind = draft.name(kind);
        if kind == relation::CONFIG {
            names.for_each(|file| {
                gathered.config.intern(file);
            });
        } else {
            let list = draft.list_or_new(here.service, kind);
            names.for_each(|name| add(draft, &here, kind, list, name));
        }
    }
    *place = Some(here);
}

fn add(draft: &mut Draft, here: &Place, kind: Name, list: ListId, edge: &[u8]) {
    if is_passed_over(draft, here, kind, edge) {
        return;
    }
    if let Some(removed) = edge.strip_prefix(b"!") {
        if let Some(removed) = draft.find_name(removed) {
            draft.remove(list, removed);
        }
        return;
    }
    let edge = draft.name(edge);
    draft.push(list, edge);
    let opposite = match kind {
        relation::IBEFORE => relation::IAFTER,
        relation::IAFTER | relation::INEED | relation::IWANT | relation::IUSE => relation::IBEFORE,
        _ => NONE,
    };
    // `after *` together with `before local` means: after all but local.
    if let Some(opposite) = draft.list(here.service, opposite) {
        draft.remove(opposite, edge);
    }
}

/// No service depends on itself (before 0.55: none provides itself), and files that are
/// not services are no dependencies.
fn is_passed_over(draft: &Draft, here: &Place, kind: Name, edge: &[u8]) -> bool {
    let itself = draft.text(here.name) == edge;
    (itself && (RELEASE.drops_self_dependencies || kind == relation::IPROVIDE))
        || name::is_not_a_service(edge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn edges<'a>(gathered: &'a Gathered, service: &[u8], kind: &[u8]) -> Vec<&'a [u8]> {
        let draft = &gathered.draft;
        let name = |bytes| draft.find_name(bytes).unwrap();
        let at = draft.find(name(service)).unwrap();
        draft
            .edges_of(at, name(kind))
            .iter()
            .map(|edge| draft.text(*edge))
            .collect()
    }

    #[test]
    fn lines_add_and_take_away() {
        let gathered = parse(
            b"a\na ineed  b c b\nb\n\n other\na ineed !b\na ibefore d b e\na iafter e\n\
              a config /x /y\nb config /x !z\na ibefore\na iuse \n",
        );
        assert_eq!(edges(&gathered, b"a", b"ineed"), [b"c", b"b"]);
        assert_eq!(edges(&gathered, b"a", b"ibefore"), [b"d", b"b"]);
        assert_eq!(edges(&gathered, b"a", b"iafter"), [b"e"]);
        assert_eq!(edges(&gathered, b"a", b"iuse"), Vec::<&[u8]>::new());
        assert_eq!(gathered.draft.services().len(), 2);
        let config: Vec<_> = gathered.config.iter().collect();
        assert_eq!(config, [&b"/x"[..], b"/y", b"!z"]);
    }
}
