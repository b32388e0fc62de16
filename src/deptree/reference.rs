//! The questions that a tree answers, against a second implementation.

use super::model::{build, expected, Question, World, LEVELS, NAMES, STATES, TYPES};
use super::{Deptree, Options};
use crate::context::Context;
use crate::paths::Paths;
use crate::Environment;
use proptest::collection::vec;
use proptest::prelude::*;
use std::path::{Path, PathBuf};

/// Who is in a runlevel or state: mostly few, sometimes most.
fn members() -> impl Strategy<Value = Vec<usize>> {
    prop_oneof![4 => vec(0..NAMES.len(), 0..3), 1 => vec(0..NAMES.len(), 4..16)]
}

/// A relation: often one that is followed, or that says who provides.
fn kinds() -> impl Strategy<Value = usize> {
    prop_oneof![2 => 0..TYPES.len(), 2 => 0..4usize, 1 => Just(8)]
}

fn worlds() -> impl Strategy<Value = World> {
    let relations = vec((kinds(), vec(0..NAMES.len(), 1..4)), 0..5);
    let tree = vec((0..NAMES.len(), relations), 1..9);
    (
        tree,
        vec(members(), LEVELS.len()),
        vec(members(), STATES.len()),
    )
        .prop_map(|(mut tree, levels, states)| {
            // In a file, neighbours of one relation are one list.
            for (_, relations) in &mut tree {
                relations.dedup_by(|later, earlier| {
                    let same = later.0 == earlier.0;
                    if same {
                        earlier.1.append(&mut later.1);
                    }
                    same
                });
            }
            World {
                tree,
                levels,
                states,
            }
        })
}

fn questions() -> impl Strategy<Value = Question> {
    let types = vec(kinds(), 0..5);
    let options = prop_oneof![0u32..16, 0u32..4, Just(1)];
    let level = proptest::option::weighted(0.9, 0..LEVELS.len());
    (types, vec(0..NAMES.len(), 1..4), level, options).prop_map(
        |(types, services, level, options)| Question {
            types,
            services,
            level,
            options,
        },
    )
}

fn parse(world: &World, root: &Path) -> Deptree {
    let text = build(world, &root.join("etc/runlevels"), &root.join("run"));
    Deptree::parse(text.into_bytes())
}

fn scratch(name: &str) -> PathBuf {
    let name = format!("openrc-deptree-{name}-{}", std::process::id());
    let root = std::env::temp_dir().join(name);
    std::fs::remove_dir_all(&root).ok();
    std::fs::create_dir_all(&root).unwrap();
    root
}

fn installation(root: &Path) -> Context {
    let paths = Paths::below(root.as_os_str().as_encoded_bytes());
    Context::new(paths, Environment::empty())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]
    #[test]
    fn questions_are_answered_as_the_reference_answers_them(
        world in worlds(),
        asked in vec(questions(), 8),
    ) {
        let root = scratch("reference");
        let tree = parse(&world, &root);
        let context = installation(&root);
        for question in &asked {
            let types: Vec<&[u8]> = question.types.iter().map(|at| TYPES[*at].as_bytes()).collect();
            let services = question.services.iter().map(|at| NAMES[*at].as_bytes());
            let level = question.level.map(|level| LEVELS[level].as_bytes());
            let options = Options::from_bits_retain(question.options);
            let order = tree.depends(&context, &types, services, level, options);
            let expected: Vec<&[u8]> =
                expected(&world, question).iter().map(|at| NAMES[*at].as_bytes()).collect();
            prop_assert_eq!(order.services, expected);
            let unknown = question.services.iter().any(|name| world.service(*name).is_none());
            prop_assert_eq!(order.has_unknown, unknown);
        }
        for (name, text) in NAMES.iter().enumerate() {
            for kind in TYPES {
                let expected = world.list(name, kind);
                let expected: Option<Vec<&[u8]>> = expected
                    .map(|list| list.iter().map(|at| NAMES[*at].as_bytes()).collect());
                prop_assert_eq!(tree.depend(text.as_bytes(), kind.as_bytes()), expected);
            }
        }
        std::fs::remove_dir_all(&root).unwrap();
    }
}

/// Rare enough to be missed by chance: two hotplugged providers are one too many.
#[test]
fn of_several_hotplugged_providers_none_is_waited_for() {
    let root = scratch("hotplugged");
    let world = World {
        tree: vec![
            (0, vec![(0, vec![7])]),
            (1, vec![]),
            (2, vec![]),
            (7, vec![(8, vec![1, 2])]),
        ],
        levels: vec![vec![]; LEVELS.len()],
        states: vec![vec![], vec![], vec![], vec![], vec![1, 2]],
    };
    let tree = parse(&world, &root);
    let context = installation(&root);
    let types: [&[u8]; 1] = [b"ineed"];
    let services: [&[u8]; 1] = [b"a"];
    let order = tree.depends(&context, &types, services, Some(b"default"), Options::TRACE);
    assert_eq!(order.services, services);
    std::fs::remove_dir_all(&root).unwrap();
}
