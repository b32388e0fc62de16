//! The runlevels that are stacked in a runlevel, at any depth.
//!
//! Upstream walks every way there is, and puts a runlevel that it meets again at the end of its
//! list. The ways double with each level of a diamond, so each directory is read once here: what
//! counts is when a runlevel is met for the last time, and seen from the end of upstream's walk
//! that is the first time.
#![forbid(unsafe_code)]

use super::{exists, folder};
use crate::context::Context;
use crate::deptree::names::{Name, Names};
use crate::{listing, Error};
use alloc::vec::Vec;

/// What [`stacks`] found.
#[derive(Debug, PartialEq, Eq)]
pub struct Stacks {
    /// The runlevel and all that are stacked in it, each once, a runlevel that is
    /// met again behind those that came before.
    pub runlevels: Vec<Vec<u8>>,
    /// A stack that leads back to its beginning, which was not entered again.
    pub error: Option<Error>,
}

/// `rc_runlevel_stacks`: the runlevel and those stacked in it. Empty if it does
/// not exist.
pub fn stacks(context: &Context, runlevel: &[u8]) -> Stacks {
    of(runlevel, &|level| {
        exists(context, level).then(|| listing::folders(&folder(context, level)))
    })
}

/// Lists what is stacked in a runlevel; `None` if it does not exist.
type Inner<'a> = dyn Fn(&[u8]) -> Option<Vec<Vec<u8>>> + 'a;

fn of(runlevel: &[u8], inner: &Inner) -> Stacks {
    let mut walk = Walk {
        inner,
        names: Names::default(),
        levels: Vec::new(),
        path: Vec::new(),
    };
    let root = walk.names.intern(runlevel);
    let again = walk.down(root);
    let error = again.map(|level| Error::RunlevelLoop {
        runlevel: walk.names.get(level).to_vec(),
        ancestors: walk.texts(&walk.path),
    });
    let order = walk.back(root);
    Stacks {
        runlevels: walk.texts(&order),
        error,
    }
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    NotMet,
    Missing,
    /// On the path that is being walked.
    Open,
    Walked,
    Listed,
}

#[derive(Clone, Default)]
struct Level {
    stage: Stage,
    /// What is stacked in it, in the kernel's order.
    inner: Vec<Name>,
    /// How many of these are walked through.
    walked: usize,
}

struct Walk<'a> {
    inner: &'a Inner<'a>,
    names: Names,
    /// By their names' numbers.
    levels: Vec<Level>,
    path: Vec<Name>,
}

impl Walk<'_> {
    fn texts(&self, levels: &[Name]) -> Vec<Vec<u8>> {
        let texts = levels.iter().map(|level| self.names.get(*level).to_vec());
        texts.collect()
    }

    fn level(&mut self, name: Name) -> Option<&mut Level> {
        self.levels.get_mut(name as usize)
    }

    fn enter(&mut self, name: Name) {
        let listed = (self.inner)(self.names.get(name));
        let is_there = listed.is_some();
        let listed = listed.unwrap_or_default();
        let inner = listed.iter().map(|inner| self.names.intern(inner));
        let inner = inner.collect();
        self.levels.resize(self.names.count(), Level::default());
        if let Some(level) = self.level(name) {
            level.inner = inner;
            level.stage = match is_there {
                true => Stage::Open,
                false => Stage::Missing,
            };
        }
        if is_there {
            self.path.push(name);
        }
    }

    /// Walks as upstream does, but through each runlevel once: what was walked through without
    /// a loop has none if it is met again. Returns the first that leads back to the path.
    fn down(&mut self, root: Name) -> Option<Name> {
        self.enter(root);
        while let Some(name) = self.path.last().copied() {
            let level = self.level(name)?;
            let Some(next) = level.inner.get(level.walked).copied() else {
                level.stage = Stage::Walked;
                self.path.pop();
                continue;
            };
            match self.level(next)?.stage {
                Stage::Open => return Some(next),
                Stage::NotMet => self.enter(next),
                _ => {
                    let level = self.level(name)?;
                    level.walked = level.walked.saturating_add(1);
                }
            }
        }
        None
    }

    /// The runlevels in the order in which upstream's walk, up to where [`down`](Self::down)
    /// has ended, meets each for the last time.
    fn back(&mut self, root: Name) -> Vec<Name> {
        let mut order = Vec::new();
        let mut path = core::mem::take(&mut self.path);
        if path.is_empty() {
            path.push(root);
        }
        while let Some(name) = path.last().copied() {
            let Some(level) = self.level(name) else { break };
            if level.stage == Stage::Missing {
                break;
            }
            let Some(before) = level.walked.checked_sub(1) else {
                order.push(name);
                path.pop();
                continue;
            };
            level.walked = before;
            let next = level.inner.get(before).copied().unwrap_or(name);
            if let Some(inner) = self.level(next) {
                if inner.stage == Stage::Walked {
                    inner.stage = Stage::Listed;
                    path.push(next);
                }
            }
        }
        order.reverse();
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Graph = Vec<Option<Vec<usize>>>;

    fn name(level: usize) -> Vec<u8> {
        format!("level{level}").into_bytes()
    }

    fn number(name: &[u8]) -> usize {
        let digits = name.strip_prefix(b"level").unwrap();
        std::str::from_utf8(digits).unwrap().parse().unwrap()
    }

    fn inner(graph: &Graph, level: &[u8]) -> Option<Vec<Vec<u8>>> {
        let inner = graph[number(level)].as_ref()?;
        Some(inner.iter().map(|inner| name(*inner)).collect())
    }

    /// Upstream's get_runlevel_chain, line by line.
    fn upstream(
        graph: &Graph,
        level: &[u8],
        list: &mut Vec<Vec<u8>>,
        ancestors: &mut Vec<Vec<u8>>,
    ) -> Result<(), Error> {
        let Some(inner) = inner(graph, level) else {
            return Ok(());
        };
        list.retain(|known| known != level);
        list.push(level.to_vec());
        for next in inner {
            if ancestors.contains(&next) {
                return Err(Error::RunlevelLoop {
                    runlevel: next,
                    ancestors: ancestors.clone(),
                });
            }
            ancestors.push(next.clone());
            upstream(graph, &next, list, ancestors)?;
            ancestors.pop();
        }
        Ok(())
    }

    #[test]
    fn random_graphs_are_walked_as_upstream_does() {
        let mut state = 88_172_645_463_325_252_u64;
        let mut below = move |n: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % n) as usize
        };
        let (mut loops, mut plain) = (0, 0);
        for _ in 0..20_000 {
            let count = 1 + below(8);
            // Edges upwards alone make no loop.
            let is_free = below(3) == 0;
            let density = 1 + below(4);
            let mut graph = Graph::new();
            for level in 0..count {
                let mut inner = Vec::new();
                for other in 0..count {
                    let is_allowed = is_free || other > level;
                    if is_allowed && below(5) < density {
                        inner.insert(below(inner.len() as u64 + 1), other);
                    }
                }
                graph.push((below(9) > 0).then_some(inner));
            }
            let mut runlevels = Vec::new();
            let root = name(0);
            let error = upstream(&graph, &root, &mut runlevels, &mut vec![root.clone()]).err();
            *(if error.is_some() {
                &mut loops
            } else {
                &mut plain
            }) += 1;
            let expected = Stacks { runlevels, error };
            let found = of(&root, &|level| inner(&graph, level));
            assert_eq!(found, expected, "{graph:?}");
        }
        assert!(loops > 1000 && plain > 1000, "{loops} {plain}");
    }

    #[test]
    fn each_directory_is_read_once() {
        // A diamond in each step, closed or open at its end.
        for end in [vec![], vec![0]] {
            let mut graph: Graph = (0..80)
                .map(|at| Some(vec![at + 2 - at % 2, at + 3 - at % 2]))
                .collect();
            graph.extend([Some(end.clone()), Some(end.clone())]);
            let reads = std::cell::Cell::new(0);
            let found = of(&name(0), &|level| {
                reads.set(reads.get() + 1);
                inner(&graph, level)
            });
            assert!(reads.get() <= 82);
            assert_eq!(found.error.is_some(), !end.is_empty());
            if end.is_empty() {
                assert_eq!(found.runlevels.len(), 81);
            }
        }
    }
}
