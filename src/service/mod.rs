//! Services: where their scripts are, which runlevels they are in, what state they
//! are in, and what is kept about them in the state directory.
//!
//! Upstream: the `rc_service_*` and `rc_services_*` functions of `librc.c` and
//! `librc-daemon.c`.
#![forbid(unsafe_code)]

pub mod daemons;
pub mod environment;
pub mod interrupted;
mod look;
pub mod mark;
pub mod membership;
pub mod moments;
pub mod options;
mod quiet;
pub mod resolve;
pub mod schedule;
pub mod script;
mod seen;
pub mod state;

pub use moments::Moments;
pub(crate) use seen::Seen;
pub use state::State;
