//! The parser of the kept tree, against a second one; and any question about any tree
//! comes to an end in memory proportional to the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openrc::deptree::{Deptree, Options};
use openrc_fuzz::{memory, place::Place, slow};
use std::sync::OnceLock;

static PLACE: OnceLock<Place> = OnceLock::new();
const TYPES: [&[u8]; 8] = [
    b"ineed",
    b"iuse",
    b"iwant",
    b"iafter",
    b"ibefore",
    b"needsme",
    b"usesme",
    b"iprovide",
];
const MISSING: &[u8] = b"no such relation";

fuzz_target!(|content: &[u8]| {
    let context = PLACE.get_or_init(|| Place::new("text")).context();
    let limit = 48 * content.len() + (64 << 10);
    let tree = memory::within(limit, || Deptree::parse(content.to_vec()));
    let expected = slow::deptree(content);
    for (name, _) in &expected {
        let (_, relations) = expected.iter().find(|(known, _)| known == name).unwrap();
        for (relation, _) in relations {
            let (_, list) = relations
                .iter()
                .find(|(known, _)| known == relation)
                .unwrap();
            let list: Vec<&[u8]> = list.iter().map(Vec::as_slice).collect();
            assert_eq!(tree.depend(name, relation), Some(list));
        }
        // The fuzzer learns what is looked for, and writes it.
        if !relations.iter().any(|(known, _)| known == MISSING) {
            assert_eq!(tree.depend(name, MISSING), None);
        }
    }
    let all = || expected.iter().map(|(name, _)| name.as_slice());
    for options in [0, 1, 3, 5, 9] {
        let options = Options::from_bits_retain(options);
        for level in [None, Some(&b"default"[..])] {
            let order = memory::within(limit, || {
                tree.depends(&context, &TYPES, all(), level, options)
            });
            assert!(!order.has_unknown);
            assert!(order.services.len() <= content.len());
        }
    }
});
