//! From what services say to a whole tree: upstream's phases 2 to 6.
#![forbid(unsafe_code)]

use super::draft::{Draft, ListId};
use super::names::{relation, Name, NameSet, NONE};
use super::Notice;
use crate::release::{opening_quote, RELEASE};
use crate::sort;
use alloc::vec::Vec;

/// Each relation with the one that is its other side (`deppairs`).
pub const PAIRS: [(Name, Name); 6] = [
    (relation::INEED, relation::NEEDSME),
    (relation::IUSE, relation::USESME),
    (relation::IWANT, relation::WANTSME),
    (relation::IAFTER, relation::IBEFORE),
    (relation::IBEFORE, relation::IAFTER),
    (relation::IPROVIDE, relation::PROVIDEDBY),
];

/// Phase 2: takes out the services whose keywords say that they do not work on this
/// system, with all that leads to them and to what they provide.
pub fn drop_unsuited(draft: &mut Draft, system: &[u8]) {
    let system = system.to_ascii_lowercase();
    let keywords = [&b"-"[..], b"no"].map(|prefix| draft.find_name(&[prefix, &system].concat()));
    let holders = holders(draft);
    let mut gone = alloc::vec![false; draft.services().len()];
    for at in 0..gone.len() {
        // Upstream cleans up once per keyword; each time takes one of each name.
        let listed = draft.edges_of(at, relation::KEYWORD);
        let times = listed
            .iter()
            .filter(|word| keywords.contains(&Some(**word)))
            .count();
        if times == 0 {
            continue;
        }
        if let Some(gone) = gone.get_mut(at) {
            *gone = true;
        }
        let mut names = draft.edges_of(at, relation::IPROVIDE).to_vec();
        names.extend(draft.services().get(at).map(|service| service.name()));
        for name in (0..times).flat_map(|_| &names) {
            for (owner, list) in holders.get(*name as usize).into_iter().flatten() {
                if !gone.get(*owner).is_some_and(|gone| *gone) {
                    draft.remove(*list, *name);
                }
            }
        }
    }
    if gone.contains(&true) {
        draft.retain_services(|at| gone.get(at) == Some(&false));
        draft.drop_empty_relations();
    }
}

/// By name: the lists in which it stands, each with the place of its service.
fn holders(draft: &Draft) -> Vec<Vec<(usize, ListId)>> {
    let mut holders: Vec<Vec<(usize, ListId)>> = alloc::vec![Vec::new(); draft.name_count()];
    for (at, service) in draft.services().iter().enumerate() {
        for (_, list) in service.relations() {
            for name in draft.edges(list) {
                if let Some(lists) = holders.get_mut(*name as usize) {
                    if lists.last() != Some(&(at, list)) {
                        lists.push((at, list));
                    }
                }
            }
        }
    }
    for lists in &mut holders {
        sort::sort(lists);
        lists.dedup();
    }
    holders
}

/// Phase 3: what is provided becomes a service too.
pub fn add_providers(draft: &mut Draft) {
    let mut known = NameSet::new(draft.name_count());
    for at in 0..draft.services().len() {
        for name in draft.edges_of(at, relation::IPROVIDE).to_vec() {
            if known.insert(name) {
                draft.add_service(name);
            }
        }
    }
}

/// Phase 4: every relation gets its other side. A needed service that does not exist
/// is reported and listed as broken.
pub fn backreference(draft: &mut Draft, report: &mut dyn FnMut(Notice)) {
    for at in 0..draft.services().len() {
        for (kind, other_side) in PAIRS {
            let Some(list) = draft.list(at, kind) else {
                continue;
            };
            let mut next = 0usize;
            // The list may be its own other side's neighbour: it is read anew each time.
            while let Some(name) = draft.edges(list).get(next).copied() {
                next = next.saturating_add(1);
                link_back(draft, at, kind, name, other_side, report);
            }
        }
    }
}

fn link_back(
    draft: &mut Draft,
    at: usize,
    kind: Name,
    name: Name,
    other_side: Name,
    report: &mut dyn FnMut(Notice),
) {
    let Some(service) = draft.services().get(at).map(|service| service.name()) else {
        return;
    };
    match draft.find(name) {
        Some(target) => {
            let list = draft.list_or_new(target, other_side);
            draft.push_unique(list, service);
        }
        None if kind == relation::INEED => {
            report(Notice::Line(missing(draft.text(service), draft.text(name))));
            let list = draft.list_or_new(at, relation::BROKEN);
            draft.push_unique(list, name);
        }
        None => {}
    }
}

fn missing(service: &[u8], needed: &[u8]) -> Vec<u8> {
    let quote = opening_quote(RELEASE.grave_missing);
    let parts = [
        &b"Service "[..],
        quote,
        service,
        b"' needs non existent service ",
    ];
    [&parts.concat(), quote, needed, b"'\n"].concat()
}

/// The relations by which a service comes after another.
const LATER: [Name; 4] = [
    relation::INEED,
    relation::IWANT,
    relation::IUSE,
    relation::IAFTER,
];

/// Phase 5: a service cannot be before what it comes after, nor before what one of
/// those provides. `svcname` is RC_SVCNAME of the environment: the service that asks
/// is not counted among those it comes after; all others are.
pub fn drop_broken_befores(draft: &mut Draft, svcname: Option<&[u8]>) {
    let svcname = svcname.and_then(|name| draft.find_name(name));
    let mut hits = Hits::default();
    for at in 0..draft.services().len() {
        let Some(befores) = draft.list(at, relation::IBEFORE) else {
            continue;
        };
        let Some(name) = draft.services().get(at).map(|service| service.name()) else {
            continue;
        };
        hits.begin(draft.name_count());
        for kind in LATER {
            for earlier in draft.edges_of(at, kind) {
                hits.add(draft, *earlier);
            }
        }
        if svcname != Some(name) && draft.list(at, relation::PROVIDEDBY).is_none() {
            hits.add(draft, name);
        }
        for before in draft.edges(befores).to_vec() {
            if hits.contains(before) {
                let target = draft.find(before);
                let afters = target.and_then(|target| draft.list(target, relation::IAFTER));
                if let Some(afters) = afters {
                    draft.remove(afters, name);
                }
                draft.remove(befores, before);
            }
        }
    }
}

/// The names that one service comes after, itself or as what somebody provides. A
/// name is in the set when it bears the number of the current round.
#[derive(Default)]
struct Hits {
    round: u32,
    marks: Vec<u32>,
}

impl Hits {
    fn begin(&mut self, names: usize) {
        self.round = self.round.saturating_add(1);
        self.marks.resize(names, 0);
    }

    fn mark(&mut self, name: Name) {
        if let Some(mark) = self.marks.get_mut(name as usize) {
            *mark = self.round;
        }
    }

    fn contains(&self, name: Name) -> bool {
        self.marks.get(name as usize) == Some(&self.round)
    }

    fn add(&mut self, draft: &Draft, earlier: Name) {
        let Some(service) = draft.find(earlier) else {
            return;
        };
        self.mark(earlier);
        for provided in draft.edges_of(service, relation::IPROVIDE) {
            self.mark(*provided);
        }
    }
}

/// Phase 6: reports names that are both a service's and provided.
pub fn report_duplicates(draft: &Draft, report: &mut dyn FnMut(Notice)) {
    let mut known = NameSet::new(draft.name_count());
    for service in draft.services() {
        if !known.insert(service.name()) {
            let name = draft.text(service.name());
            report(Notice::Line(
                [
                    b"Error: ",
                    name,
                    b" is the name of a real and virtual service.\n",
                ]
                .concat(),
            ));
        }
    }
}

const _: () = assert!(NONE > relation::CONFIG);
