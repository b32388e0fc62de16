//! A second, slow and obvious implementation of the questions that a tree answers, on
//! lists and with recursion as upstream describes them, to hold the real one to.

use super::{Deptree, Options};
use crate::context::Context;
use crate::paths::Paths;
use proptest::collection::vec;
use proptest::prelude::*;
use std::path::{Path, PathBuf};

const NAMES: [&str; 8] = ["a", "b", "c", "d", "e", "net", "it's", "v"];
const TYPES: [&str; 9] = [
    "ineed",
    "iuse",
    "iwant",
    "iafter",
    "needsme",
    "usesme",
    "ibefore",
    "iprovide",
    "providedby",
];
const LEVELS: [&str; 5] = ["sysinit", "boot", "default", "shutdown", "none"];
const STATES: [&str; 5] = ["started", "starting", "stopping", "inactive", "hotplugged"];

/// Services, each with its relations, each with its services; in the order of a file.
type Tree = Vec<(usize, Vec<(usize, Vec<usize>)>)>;

#[derive(Clone, Debug)]
struct World {
    tree: Tree,
    levels: Vec<Vec<usize>>,
    states: Vec<Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Question {
    types: Vec<usize>,
    services: Vec<usize>,
    level: Option<usize>,
    options: u32,
}

struct Walk<'a> {
    world: &'a World,
    question: &'a Question,
    visited: Vec<usize>,
    sorted: Vec<usize>,
}

impl World {
    fn service(&self, name: usize) -> Option<&Vec<(usize, Vec<usize>)>> {
        self.tree
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, relations)| relations)
    }

    fn list(&self, name: usize, relation: &str) -> Option<Vec<usize>> {
        let relations = self.service(name)?;
        relations
            .iter()
            .find(|(kind, _)| TYPES[*kind] == relation)
            .map(|(_, list)| list.clone())
    }

    fn is_in(&self, name: usize, level: Option<&str>) -> bool {
        LEVELS
            .iter()
            .zip(&self.levels)
            .any(|(known, members)| Some(*known) == level && members.contains(&name))
    }

    fn states(&self, name: usize) -> (Option<&str>, bool) {
        let mut exclusive = None;
        for (state, members) in STATES.iter().zip(&self.states).take(4) {
            if members.contains(&name) {
                exclusive = Some(*state);
            }
        }
        (exclusive, self.states[4].contains(&name))
    }
}

impl Walk<'_> {
    fn level(&self) -> Option<&'static str> {
        self.question.level.map(|level| LEVELS[level])
    }

    fn is_valid(&self, name: usize, kind: &str) -> bool {
        let Some(level) = self.level() else {
            return true;
        };
        if ["ineed", "needsme", "iwant", "wantsme"].contains(&kind) {
            return true;
        }
        if self.world.is_in(name, Some(level)) {
            return true;
        }
        if level == "sysinit" || (level == "shutdown" && kind == "iafter") {
            return false;
        }
        if level != "boot" && self.world.is_in(name, Some("boot")) {
            return true;
        }
        let (state, hotplugged) = self.world.states(name);
        hotplugged || state == Some("started")
    }

    fn pick(&self, list: &[usize], place: &str, state: &str) -> Vec<usize> {
        let level = self.level();
        let mut found = Vec::new();
        for name in list.iter().copied() {
            let (is, hotplugged) = self.world.states(name);
            let there = match place {
                "level" => level.is_none() || self.world.is_in(name, level),
                "boot" => self.world.is_in(name, Some("boot")),
                "hotplugged" => {
                    hotplugged
                        && !self.world.is_in(name, level)
                        && !self.world.is_in(name, Some("boot"))
                }
                _ => true,
            };
            let fits = match state {
                "started" => is == Some("started"),
                "moving" => {
                    is == Some("starting") || is == Some("stopping") || is == Some("inactive")
                }
                _ => true,
            };
            if there && fits {
                found.push(name);
            }
        }
        found
    }

    fn provided(&self, name: usize) -> Vec<usize> {
        let Some(list) = self.world.list(name, "providedby") else {
            return Vec::new();
        };
        let options = self.question.options;
        if options & 8 != 0 {
            return list;
        }
        if options & 6 != 0 {
            let mut found = list.clone();
            found.retain(|name| {
                self.world.is_in(*name, self.level())
                    || self.world.is_in(*name, Some("boot"))
                    || (options & 4 != 0 && self.world.states(*name).1)
            });
            if !found.is_empty() {
                return found;
            }
        }
        for state in ["started", "moving", "stopped"] {
            for place in ["level", "hotplugged", "boot", "any"] {
                if place == "boot" && self.level() == Some("boot") {
                    continue;
                }
                if place == "any" && state == "stopped" {
                    continue;
                }
                let found = self.pick(&list, place, state);
                if found.is_empty() {
                    continue;
                }
                let alone = state == "started" || (state == "stopped" && place == "hotplugged");
                return if alone && found.len() > 1 {
                    Vec::new()
                } else {
                    found
                };
            }
        }
        list.first().copied().into_iter().collect()
    }

    fn visit(&mut self, name: usize, trace: bool) {
        if self.visited.contains(&name) {
            return;
        }
        self.visited.push(name);
        for kind in self.question.types.iter().map(|kind| TYPES[*kind]) {
            for service in self.world.list(name, kind).unwrap_or_default() {
                if !trace || kind == "iprovide" {
                    self.sorted.push(service);
                    continue;
                }
                if self.world.service(service).is_none() {
                    continue;
                }
                let mut next = self.provided(service);
                if next.is_empty() {
                    next.push(service);
                }
                for service in next {
                    if self.world.service(service).is_some() && self.is_valid(service, kind) {
                        self.visit(service, true);
                    }
                }
            }
        }
        if trace {
            for service in self.world.list(name, "iprovide").unwrap_or_default() {
                if self.world.service(service).is_some() && self.provided(service).contains(&name) {
                    self.visit(service, true);
                }
            }
        }
        if self.world.list(name, "providedby").is_none() {
            self.sorted.push(name);
        }
    }
}

fn expected(world: &World, question: &Question) -> Vec<usize> {
    let mut walk = Walk {
        world,
        question,
        visited: Vec::new(),
        sorted: Vec::new(),
    };
    for service in &question.services {
        if world.service(*service).is_some() {
            walk.visit(*service, question.options & 1 != 0);
        }
    }
    walk.sorted
}

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

/// The folders of a world, and its tree as text.
fn build(world: &World, root: &Path) -> String {
    let place = |folder: PathBuf, members: &[usize]| {
        std::fs::create_dir_all(&folder).unwrap();
        for member in members {
            std::fs::write(folder.join(NAMES[*member]), "").unwrap();
        }
    };
    for (level, members) in LEVELS.iter().zip(&world.levels) {
        place(root.join("etc/runlevels").join(level), members);
    }
    for (state, members) in STATES.iter().zip(&world.states) {
        place(root.join("run").join(state), members);
    }
    let mut text = String::new();
    for (number, (name, relations)) in world.tree.iter().enumerate() {
        text += &format!("depinfo_{number}_service='{}'\n", NAMES[*name]);
        for (kind, list) in relations {
            for (at, service) in list.iter().enumerate() {
                let kind = TYPES[*kind];
                text += &format!("depinfo_{number}_{kind}_{at}='{}'\n", NAMES[*service]);
            }
        }
    }
    text
}

fn scratch(name: &str) -> PathBuf {
    let name = format!("openrc-deptree-{name}-{}", std::process::id());
    let root = std::env::temp_dir().join(name);
    std::fs::remove_dir_all(&root).ok();
    std::fs::create_dir_all(&root).unwrap();
    root
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]
    #[test]
    fn questions_are_answered_as_the_reference_answers_them(
        world in worlds(),
        asked in vec(questions(), 8),
    ) {
        let root = scratch("reference");
        let tree: Deptree = Deptree::parse(build(&world, &root).into_bytes());
        let context = Context::new(Paths::below(&root.clone().into_os_string().into_encoded_bytes()));
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
    let tree = Deptree::parse(build(&world, &root).into_bytes());
    let context = Context::new(Paths::below(
        &root.clone().into_os_string().into_encoded_bytes(),
    ));
    let types: [&[u8]; 1] = [b"ineed"];
    let services: [&[u8]; 1] = [b"a"];
    let order = tree.depends(&context, &types, services, Some(b"default"), Options::TRACE);
    assert_eq!(order.services, services);
    std::fs::remove_dir_all(&root).unwrap();
}
