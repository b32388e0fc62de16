//! All services of a runlevel in the order in which they are to be started.
#![forbid(unsafe_code)]

use super::options::Options;
use super::standing::Standing;
use super::visit::Order;
use super::Deptree;
use crate::context::Context;
use crate::runlevel::{SHUTDOWN, SINGLE, SYSINIT};
use crate::service::membership::services as in_runlevel;
use crate::service::state::{services as in_state, State};
use alloc::vec::Vec;

/// The relations by which others are to be started first.
const TYPES: [&[u8]; 4] = [b"ineed", b"iuse", b"iwant", b"iafter"];

impl Deptree {
    /// `rc_deptree_order`: what is to be started in a runlevel, in that order; what is
    /// to be stopped, in the opposite order, for shutdown and single.
    pub fn order(&self, context: &Context, runlevel: &[u8], options: Options) -> Order<'_> {
        let graph = self.graph();
        let mut standing = Standing::new(context, graph.names(), Some(runlevel), usize::MAX);
        let services = services(context, runlevel, &mut standing);
        let services = services.iter().map(Vec::as_slice);
        let options = options | Options::STRICT | Options::TRACE;
        self.depends_as(standing, &TYPES, services, options)
    }
}

fn services(context: &Context, runlevel: &[u8], standing: &mut Standing<'_>) -> Vec<Vec<u8>> {
    if runlevel == SINGLE || runlevel == SHUTDOWN {
        return [State::STARTED, State::INACTIVE, State::STARTING]
            .into_iter()
            .flat_map(|state| in_state(context, state))
            .collect();
    }
    let mut services = in_runlevel(context, Some(SYSINIT));
    if runlevel == SYSINIT {
        standing.know_level(&services);
        return services;
    }
    let in_level = in_runlevel(context, Some(runlevel));
    standing.know_level(&in_level);
    services.extend(in_level);
    services.extend(in_state(context, State::HOTPLUGGED));
    if !standing.is_bootlevel() {
        let in_bootlevel = in_runlevel(context, Some(standing.bootlevel()));
        standing.know_bootlevel(&in_bootlevel);
        services.extend(in_bootlevel);
    }
    services
}
