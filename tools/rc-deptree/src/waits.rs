//! Who waits for whom.

use openrc::deptree::waits::Strength;
use openrc::deptree::Deptree;
use std::collections::{HashMap, HashSet};

/// What a tree calls the relations that make a service wait.
const RELATIONS: [(Strength, &[u8]); 5] = [
    (Strength::Need, b"ineed"),
    (Strength::Want, b"iwant"),
    (Strength::Use, b"iuse"),
    (Strength::After, b"iafter"),
    (Strength::ProvidedBy, b"providedby"),
];

/// That a service waits for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// For whom.
    pub other: usize,
    /// Because of what.
    pub relation: Strength,
}

/// Services by numbers, each with those that it waits for.
pub struct Waits<'a> {
    /// Their names, in the order of the tree.
    pub names: Vec<&'a [u8]>,
    /// For whom each waits: of several relations the firmest.
    pub of: Vec<Vec<Wait>>,
    places: HashMap<&'a [u8], usize>,
}

impl<'a> Waits<'a> {
    /// All of a tree.
    pub fn new(tree: &'a Deptree) -> Self {
        let mut names: Vec<&[u8]> = Vec::new();
        let mut places = HashMap::new();
        for name in tree.services() {
            places.entry(name).or_insert_with(|| {
                names.push(name);
                names.len().saturating_sub(1)
            });
        }
        let of = names
            .iter()
            .map(|name| waits_of(tree, &places, name))
            .collect();
        Waits { names, of, places }
    }

    /// The number of a service.
    pub fn find(&self, name: &[u8]) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// The name of a number.
    pub fn name(&self, service: usize) -> &'a [u8] {
        self.names.get(service).copied().unwrap_or_default()
    }

    /// For whom a service waits.
    pub fn of(&self, service: usize) -> &[Wait] {
        self.of.get(service).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether others provide what this is.
    pub fn is_virtual(&self, service: usize) -> bool {
        self.of(service)
            .iter()
            .any(|wait| wait.relation == Strength::ProvidedBy)
    }
}

fn waits_of(tree: &Deptree, places: &HashMap<&[u8], usize>, name: &[u8]) -> Vec<Wait> {
    let mut waits: Vec<Wait> = Vec::new();
    let mut known: HashSet<usize> = HashSet::new();
    for (relation, key) in RELATIONS {
        for other in tree.depend(name, key).unwrap_or_default() {
            let Some(other) = places.get(other).copied() else {
                continue;
            };
            if places.get(name) != Some(&other) && known.insert(other) {
                waits.push(Wait { other, relation });
            }
        }
    }
    waits
}
