//! A tree that is being built: lists that grow and shrink.
#![forbid(unsafe_code)]

use super::names::{Name, Names, NONE};
use crate::bytes::mixed;
use alloc::vec::Vec;
use core::hash::{BuildHasherDefault, Hasher};
use hashbrown::HashMap;

/// A list's number.
pub type ListId = u32;

/// A service of a draft.
#[derive(Clone, Debug)]
pub struct DraftService {
    name: Name,
    relations: Vec<(Name, ListId)>,
}

impl DraftService {
    /// Its name.
    pub fn name(&self) -> Name {
        self.name
    }

    /// Its relations, in the order in which they were made.
    pub fn relations(&self) -> impl Iterator<Item = (Name, ListId)> + '_ {
        self.relations.iter().copied()
    }

    /// The list of a relation.
    pub fn list(&self, relation: Name) -> Option<ListId> {
        self.relations()
            .find(|(name, _)| *name == relation)
            .map(|(_, list)| list)
    }
}

/// Spreads the numbers of a list and a name over a hash table.
#[derive(Default)]
pub struct PairHasher(u64);

impl Hasher for PairHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }
    fn write_u32(&mut self, number: u32) {
        self.0 = mixed(self.0, u64::from(number));
    }
}

/// A tree that is being built.
#[derive(Clone, Debug)]
pub struct Draft {
    names: Names,
    services: Vec<DraftService>,
    /// By name: the first service of that name.
    first: Vec<u32>,
    lists: Vec<Vec<Name>>,
    /// How often a name stands in a list: no list is searched in vain.
    counts: HashMap<(ListId, Name), u32, BuildHasherDefault<PairHasher>>,
}

impl Default for Draft {
    fn default() -> Self {
        Draft {
            names: Names::with_relations(),
            services: Vec::new(),
            first: Vec::new(),
            lists: Vec::new(),
            counts: HashMap::default(),
        }
    }
}

impl Draft {
    /// The number of a name.
    pub fn name(&mut self, bytes: &[u8]) -> Name {
        self.names.intern(bytes)
    }

    /// The number of a name that occurs.
    pub fn find_name(&self, bytes: &[u8]) -> Option<Name> {
        self.names.find(bytes)
    }

    /// How many names there are.
    pub fn name_count(&self) -> usize {
        self.names.count()
    }

    /// The name of a number.
    pub fn text(&self, name: Name) -> &[u8] {
        self.names.get(name)
    }

    /// All services, in the order of the tree.
    pub fn services(&self) -> &[DraftService] {
        &self.services
    }

    /// The place of the first service of a name.
    pub fn find(&self, name: Name) -> Option<usize> {
        match self.first.get(name as usize) {
            None | Some(&NONE) => None,
            Some(at) => Some(*at as usize),
        }
    }

    /// Adds a service at the end, also where there is one of that name. Its place.
    pub fn add_service(&mut self, name: Name) -> usize {
        let at = self.services.len();
        let slot = name as usize;
        if self.first.len() <= slot {
            self.first.resize(slot.saturating_add(1), NONE);
        }
        if let Some(first @ &mut NONE) = self.first.get_mut(slot) {
            *first = u32::try_from(at).unwrap_or(NONE);
        }
        self.services.push(DraftService {
            name,
            relations: Vec::new(),
        });
        at
    }

    /// Keeps the services for which `keep` is true of their place.
    pub fn retain_services(&mut self, mut keep: impl FnMut(usize) -> bool) {
        let services = core::mem::take(&mut self.services);
        self.first.clear();
        for (at, service) in services.into_iter().enumerate() {
            if keep(at) {
                let new = self.add_service(service.name);
                if let Some(slot) = self.services.get_mut(new) {
                    slot.relations = service.relations;
                }
            }
        }
    }

    /// Forgets relations of which no edge is left.
    pub fn drop_empty_relations(&mut self) {
        let lists = &self.lists;
        let is_empty = |list: ListId| lists.get(list as usize).is_none_or(Vec::is_empty);
        for service in &mut self.services {
            service.relations.retain(|(_, list)| !is_empty(*list));
        }
    }

    /// The list of a relation of the service at a place.
    pub fn list(&self, at: usize, relation: Name) -> Option<ListId> {
        self.services.get(at)?.list(relation)
    }

    /// The list of a relation, made where there is none.
    pub fn list_or_new(&mut self, at: usize, relation: Name) -> ListId {
        if let Some(list) = self.list(at, relation) {
            return list;
        }
        let list = ListId::try_from(self.lists.len()).unwrap_or(NONE);
        self.lists.push(Vec::new());
        if let Some(service) = self.services.get_mut(at) {
            service.relations.push((relation, list));
        }
        list
    }

    /// What stands in a list.
    pub fn edges(&self, list: ListId) -> &[Name] {
        self.lists
            .get(list as usize)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// What stands in the list of a relation of the service at a place.
    pub fn edges_of(&self, at: usize, relation: Name) -> &[Name] {
        self.list(at, relation)
            .map(|list| self.edges(list))
            .unwrap_or_default()
    }

    /// Whether a name stands in a list.
    pub fn contains(&self, list: ListId, name: Name) -> bool {
        self.counts.contains_key(&(list, name))
    }

    /// Adds a name at the end of a list (`rc_stringlist_add`).
    pub fn push(&mut self, list: ListId, name: Name) {
        if let Some(edges) = self.lists.get_mut(list as usize) {
            edges.push(name);
            let count = self.counts.entry((list, name)).or_insert(0);
            *count = count.saturating_add(1);
        }
    }

    /// Adds a name that is not there yet (`rc_stringlist_addu`).
    pub fn push_unique(&mut self, list: ListId, name: Name) {
        if !self.contains(list, name) {
            self.push(list, name);
        }
    }

    /// Removes a name where it stands first (`rc_stringlist_delete`). Whether it was there.
    pub fn remove(&mut self, list: ListId, name: Name) -> bool {
        let Some(count) = self.counts.get_mut(&(list, name)) else {
            return false;
        };
        *count = count.saturating_sub(1);
        if *count == 0 {
            self.counts.remove(&(list, name));
        }
        let edges = self.lists.get_mut(list as usize);
        let place = edges
            .as_ref()
            .and_then(|edges| edges.iter().position(|edge| *edge == name));
        if let (Some(edges), Some(place)) = (edges, place) {
            edges.remove(place);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_behave_as_string_lists_do() {
        let mut draft = Draft::default();
        let (a, b) = (draft.name(b"a"), draft.name(b"b"));
        let at = draft.add_service(a);
        let list = draft.list_or_new(at, b);
        for name in [a, b, a] {
            draft.push(list, name);
        }
        draft.push_unique(list, b);
        assert!(draft.remove(list, a));
        assert_eq!(draft.edges(list), [b, a]);
        assert!(draft.remove(list, a) && !draft.remove(list, a));
        assert!(draft.remove(list, b));
        draft.drop_empty_relations();
        assert_eq!(draft.list(at, b), None);
    }
}
