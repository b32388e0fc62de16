//! What gendepends.sh prints, whatever it prints: a tree is made, its loops are broken,
//! and the text that is written says again what was meant.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openrc::deptree::loops::{self, Solver};
use openrc::deptree::{gather, link, text, Deptree};
use openrc_fuzz::memory;

/// What a relation with `_` or `=` in it is read again as: another one, whose list grows by
/// its own, or another service, to which the rest belongs.
fn read_as(kind: &[u8]) -> Option<&[u8]> {
    let end = kind.iter().position(|byte| b"_=".contains(byte))?;
    kind.get(..end)
}

fuzz_target!(|output: &[u8]| {
    let limit = 512 * output.len() + (64 << 10);
    let solver = Solver {
        enabled: output.len() % 2 == 0,
        warnings: output.len() % 4 == 0,
    };
    let mut draft = memory::within(limit, || {
        let mut draft = gather::parse(output).draft;
        let mut ignore = |_| {};
        link::drop_unsuited(&mut draft, b"LXC");
        link::add_providers(&mut draft);
        link::backreference(&mut draft, &mut ignore);
        link::drop_broken_befores(&mut draft, Some(b"self"));
        link::report_duplicates(&draft, &mut ignore);
        draft
    });
    memory::within(limit, || loops::solve(&mut draft, solver, &mut |_| {}));
    let tree = Deptree::parse(text::write(&draft));
    for (at, service) in draft.services().iter().enumerate() {
        let name = draft.text(service.name());
        let kinds = || service.relations().map(|(kind, _)| draft.text(kind));
        let others: Vec<&[u8]> = kinds().filter_map(read_as).collect();
        if others.contains(&&b"service"[..]) || kinds().any(|kind| kind == b"service") {
            continue;
        }
        for (relation, list) in service.relations() {
            let kind = draft.text(relation);
            // What the text cannot carry: upstream's format has no escapes.
            let is_odd = |word: &[u8]| word.is_empty() || word.contains(&b'\'');
            if kind.is_empty() || read_as(kind).is_some() || others.contains(&kind) {
                continue;
            }
            let edges: Vec<&[u8]> = draft
                .edges(list)
                .iter()
                .map(|edge| draft.text(*edge))
                .collect();
            let is_first = draft.find(service.name()) == Some(at);
            if edges.is_empty()
                || is_odd(name)
                || edges.iter().any(|edge| is_odd(edge))
                || !is_first
            {
                continue;
            }
            assert_eq!(tree.depend(name, kind), Some(edges));
        }
    }
});
