//! A second, slow and obvious implementation of the questions that a tree answers, on
//! lists and with recursion as upstream describes them, to hold the real one to.

use std::path::{Path, PathBuf};

pub const NAMES: [&str; 8] = ["a", "b", "c", "d", "e", "net", "it's", "v"];
pub const TYPES: [&str; 9] = [
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
pub const LEVELS: [&str; 5] = ["sysinit", "boot", "default", "shutdown", "none"];
pub const STATES: [&str; 5] = ["started", "starting", "stopping", "inactive", "hotplugged"];

/// Services, each with its relations, each with its services; in the order of a file.
pub type Tree = Vec<(usize, Vec<(usize, Vec<usize>)>)>;

#[derive(Clone, Debug)]
pub struct World {
    pub tree: Tree,
    pub levels: Vec<Vec<usize>>,
    pub states: Vec<Vec<usize>>,
}

#[derive(Clone, Debug)]
pub struct Question {
    pub types: Vec<usize>,
    pub services: Vec<usize>,
    pub level: Option<usize>,
    pub options: u32,
}

struct Walk<'a> {
    world: &'a World,
    question: &'a Question,
    visited: Vec<usize>,
    sorted: Vec<usize>,
}

impl World {
    pub fn service(&self, name: usize) -> Option<&Vec<(usize, Vec<usize>)>> {
        self.tree
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, relations)| relations)
    }

    pub fn list(&self, name: usize, relation: &str) -> Option<Vec<usize>> {
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

/// The answer to a question.
pub fn expected(world: &World, question: &Question) -> Vec<usize> {
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

/// The folders of a world, and its tree as text.
pub fn build(world: &World, levels: &Path, states: &Path) -> String {
    let place = |folder: PathBuf, members: &[usize]| {
        std::fs::create_dir_all(&folder).unwrap();
        for member in members {
            std::fs::write(folder.join(NAMES[*member]), "").unwrap();
        }
    };
    for (level, members) in LEVELS.iter().zip(&world.levels) {
        place(levels.join(level), members);
    }
    for (state, members) in STATES.iter().zip(&world.states) {
        place(states.join(state), members);
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
