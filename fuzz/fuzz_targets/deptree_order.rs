//! Questions about any graph, in any runlevels and states, against the second
//! implementation that the property tests use too.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openrc::deptree::{Deptree, Options};
use openrc_fuzz::place::Place;
use std::sync::OnceLock;

#[path = "../../src/deptree/model.rs"]
mod model;
use model::{Question, World, LEVELS, NAMES, STATES, TYPES};

static PLACE: OnceLock<Place> = OnceLock::new();

/// Numbers from the bytes of a case; 0 when they are used up.
struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    fn below(&mut self, end: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        usize::from(*first) % end
    }
    fn list(&mut self, least: usize, most: usize, end: usize) -> Vec<usize> {
        (0..least + self.below(most - least + 1))
            .map(|_| self.below(end))
            .collect()
    }
    fn world(&mut self) -> World {
        let tree = (0..1 + self.below(12)).map(|_| (self.below(NAMES.len()), self.relations()));
        World {
            tree: tree.collect(),
            levels: LEVELS.map(|_| self.list(0, 5, NAMES.len())).to_vec(),
            states: STATES.map(|_| self.list(0, 4, NAMES.len())).to_vec(),
        }
    }
    fn relations(&mut self) -> Vec<(usize, Vec<usize>)> {
        let mut relations: Vec<(usize, Vec<usize>)> = Vec::new();
        for _ in 0..self.below(6) {
            let (kind, list) = (self.below(TYPES.len()), self.list(1, 4, NAMES.len()));
            // In a file, neighbours of one relation are one list.
            match relations.last_mut() {
                Some((last, known)) if *last == kind => known.extend(list),
                _ => relations.push((kind, list)),
            }
        }
        relations
    }
    fn question(&mut self) -> Question {
        Question {
            types: self.list(0, 5, TYPES.len()),
            services: self.list(1, 4, NAMES.len()),
            level: [None, Some(self.below(LEVELS.len()))][usize::from(self.below(8) != 0)],
            options: self.below(16) as u32,
        }
    }
}

fuzz_target!(|content: &[u8]| {
    let place = PLACE.get_or_init(|| Place::new("order"));
    place.clear();
    let mut numbers = Numbers(content);
    let world = numbers.world();
    let written = model::build(&world, &place.conf.join("runlevels"), &place.state);
    let tree = Deptree::parse(written.into_bytes());
    let context = place.context();
    for _ in 0..8 {
        let question = numbers.question();
        let types: Vec<&[u8]> = question
            .types
            .iter()
            .map(|at| TYPES[*at].as_bytes())
            .collect();
        let services = question.services.iter().map(|at| NAMES[*at].as_bytes());
        let level = question.level.map(|level| LEVELS[level].as_bytes());
        let options = Options::from_bits_retain(question.options);
        let order = tree.depends(&context, &types, services, level, options);
        let expected = model::expected(&world, &question);
        let expected: Vec<&[u8]> = expected.iter().map(|at| NAMES[*at].as_bytes()).collect();
        assert_eq!(order.services, expected);
    }
    for (at, name) in NAMES.iter().enumerate() {
        for kind in TYPES {
            let expected = world.list(at, kind);
            let expected =
                expected.map(|list| list.iter().map(|at| NAMES[*at].as_bytes()).collect());
            assert_eq!(tree.depend(name.as_bytes(), kind.as_bytes()), expected);
        }
    }
});
