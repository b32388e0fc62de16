//! Every name once: names become numbers, equal names the same number.
#![forbid(unsafe_code)]

use crate::bytes::part;
use alloc::vec::Vec;
use hashbrown::hash_table::Entry;
use hashbrown::HashTable;

pub(super) use crate::bytes::hash;

/// A name's number.
pub type Name = u32;
/// No name, no place.
pub const NONE: u32 = u32::MAX;

/// The relations that the engine itself looks at, numbered alike in every tree.
pub mod relation {
    use super::Name;

    macro_rules! relations {
        ($($name:ident = $number:literal $text:literal),* $(,)?) => {
            $(#[doc = concat!("`", $text, "`")] pub const $name: Name = $number;)*
            /// Their names, in the order of their numbers.
            pub const ALL: &[&str] = &[$($text),*];
        };
    }
    relations! {
        INEED = 0 "ineed", NEEDSME = 1 "needsme",
        IUSE = 2 "iuse", USESME = 3 "usesme",
        IWANT = 4 "iwant", WANTSME = 5 "wantsme",
        IAFTER = 6 "iafter", IBEFORE = 7 "ibefore",
        IPROVIDE = 8 "iprovide", PROVIDEDBY = 9 "providedby",
        KEYWORD = 10 "keyword", BROKEN = 11 "broken", CONFIG = 12 "config",
    }
}

/// Names and their numbers.
#[derive(Clone, Debug, Default)]
pub struct Names {
    text: Vec<u8>,
    /// Where each name ends in `text`; it begins where the one before ends.
    ends: Vec<usize>,
    table: HashTable<Name>,
}

impl Names {
    /// Only the relations.
    pub fn with_relations() -> Self {
        let mut names = Names::default();
        for relation in relation::ALL {
            names.intern(relation.as_bytes());
        }
        names
    }

    /// How many names there are.
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// The name of a number; empty for a number that was never given.
    pub fn get(&self, name: Name) -> &[u8] {
        text_of(&self.text, &self.ends, name)
    }

    /// The number of a name that is known.
    pub fn find(&self, bytes: &[u8]) -> Option<Name> {
        let is_it = |name: &Name| self.get(*name) == bytes;
        self.table.find(hash(bytes), is_it).copied()
    }

    /// The number of a name, a new one where it was not known.
    pub fn intern(&mut self, bytes: &[u8]) -> Name {
        let (text, ends) = (&self.text, &self.ends);
        let is_it = |name: &Name| text_of(text, ends, *name) == bytes;
        let hash_of = |name: &Name| hash(text_of(text, ends, *name));
        match self.table.entry(hash(bytes), is_it, hash_of) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(place) => {
                let name = Name::try_from(self.ends.len()).unwrap_or(NONE);
                place.insert(name);
                self.text.extend_from_slice(bytes);
                self.ends.push(self.text.len());
                name
            }
        }
    }

    /// All names, in the order in which they were first met.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.count()).map(|at| self.get(Name::try_from(at).unwrap_or(NONE)))
    }
}

fn text_of<'a>(text: &'a [u8], ends: &[usize], name: Name) -> &'a [u8] {
    let at = name as usize;
    let before = at.checked_sub(1).and_then(|before| ends.get(before));
    let start = before.copied().unwrap_or(0);
    let end = ends.get(at).copied().unwrap_or(start);
    part(text, start..end)
}

/// A set of names of one tree.
#[derive(Clone, Debug, Default)]
pub struct NameSet {
    bits: Vec<u64>,
}

impl NameSet {
    /// An empty set for a tree with that many names.
    pub fn new(names: usize) -> Self {
        NameSet {
            bits: alloc::vec![0; names.div_ceil(64)],
        }
    }

    /// Adds a name. Whether it was not there before.
    pub fn insert(&mut self, name: Name) -> bool {
        let bit = 1u64 << (name % 64);
        match self.bits.get_mut((name / 64) as usize) {
            Some(word) if *word & bit == 0 => {
                *word |= bit;
                true
            }
            _ => false,
        }
    }

    /// Is it there?
    pub fn contains(&self, name: Name) -> bool {
        let word = self.bits.get((name / 64) as usize);
        word.is_some_and(|word| word & (1u64 << (name % 64)) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_names_have_one_number() {
        let mut names = Names::with_relations();
        assert_eq!(names.find(b"broken"), Some(relation::BROKEN));
        let (a, empty) = (names.intern(b"a"), names.intern(b""));
        assert_eq!(names.intern(b"a"), a);
        assert_ne!(a, empty);
        assert_eq!((names.get(a), names.get(empty)), (&b"a"[..], &b""[..]));
        assert_eq!(names.find(b"b"), None);
        assert_eq!(names.get(NONE), b"");
    }

    #[test]
    fn a_set_tells_whether_a_name_is_new() {
        let mut set = NameSet::new(65);
        assert!(set.insert(64) && !set.insert(64) && set.contains(64));
        assert!(!set.contains(63) && !set.insert(NONE));
    }
}
