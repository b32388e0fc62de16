//! The relations of the dependency tree, by name.
#![forbid(unsafe_code)]

/// What one service can say of another in the dependency tree.
///
/// ```
/// use openrc::{Deptree, Relation};
///
/// let tree = Deptree::parse(
///     b"depinfo_0_service='sshd'\ndepinfo_0_ineed_0='net'\n".to_vec(),
/// );
/// assert_eq!(tree.depend("sshd", Relation::Needs), Some(vec![&b"net"[..]]));
/// assert_eq!(tree.depend("sshd", Relation::Uses), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Relation {
    /// `need`: these must be started first, and it is stopped if one of them stops.
    Needs,
    /// `use`: these are started first if they are in the runlevel.
    Uses,
    /// `want`: these are started first, and it starts even if they fail.
    Wants,
    /// `after`: it is started after these, if they are started at all.
    After,
    /// `before`: it is started before these, if they are started at all.
    Before,
    /// `provide`: it stands for these virtual services.
    Provides,
    /// The services that need it.
    NeededBy,
    /// The services that use it.
    UsedBy,
    /// The services that want it.
    WantedBy,
    /// Of a virtual service: what provides it.
    ProvidedBy,
    /// What it needs and nothing provides.
    Broken,
    /// `keyword`: where it is not to be started, among other things.
    Keyword,
    /// `config`: files whose change makes the tree stale.
    Config,
}

impl Relation {
    /// Its name in the file of the tree, as upstream's functions take it.
    pub const fn name(self) -> &'static str {
        match self {
            Relation::Needs => "ineed",
            Relation::Uses => "iuse",
            Relation::Wants => "iwant",
            Relation::After => "iafter",
            Relation::Before => "ibefore",
            Relation::Provides => "iprovide",
            Relation::NeededBy => "needsme",
            Relation::UsedBy => "usesme",
            Relation::WantedBy => "wantsme",
            Relation::ProvidedBy => "providedby",
            Relation::Broken => "broken",
            Relation::Keyword => "keyword",
            Relation::Config => "config",
        }
    }
}

impl AsRef<[u8]> for Relation {
    fn as_ref(&self) -> &[u8] {
        self.name().as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deptree::names::relation;
    use std::vec::Vec;

    #[test]
    fn each_relation_of_the_engine_has_a_name() {
        let all = [
            Relation::Needs,
            Relation::NeededBy,
            Relation::Uses,
            Relation::UsedBy,
            Relation::Wants,
            Relation::WantedBy,
            Relation::After,
            Relation::Before,
            Relation::Provides,
            Relation::ProvidedBy,
            Relation::Keyword,
            Relation::Broken,
            Relation::Config,
        ];
        let names: Vec<&str> = all.iter().map(|it| it.name()).collect();
        assert_eq!(names, relation::ALL);
    }
}
