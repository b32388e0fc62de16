//! All services of a runlevel in the order in which they are to be started.
#![forbid(unsafe_code)]

use super::options::Options;
use super::standing::Standing;
use super::visit::Order;
use super::Deptree;
use crate::context::Context;
use crate::runlevel::{SHUTDOWN, SINGLE};

/// The relations by which others are to be started first.
const TYPES: [&[u8]; 4] = [b"ineed", b"iuse", b"iwant", b"iafter"];

impl Deptree {
    /// `rc_deptree_order`: what is to be started in a runlevel, in that order; what is
    /// to be stopped, in the opposite order, for shutdown and single.
    pub fn order(&self, context: &Context, runlevel: &[u8], options: Options) -> Order<'_> {
        let graph = self.graph();
        let standing = Standing::new(context, graph.names(), Some(runlevel), usize::MAX);
        let services = if runlevel == SINGLE || runlevel == SHUTDOWN {
            standing.to_stop()
        } else {
            standing.to_start()
        };
        let options = options | Options::STRICT | Options::TRACE;
        self.depends_as(standing, &TYPES, services, options)
    }
}
