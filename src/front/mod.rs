//! The Rust API: an installation is a [`Context`](crate::Context); it gives services,
//! runlevels and the dependency tree as values with methods.
//!
//! The functions below `service`, `runlevel` and `deptree` are what these methods and the
//! C functions have in common.
#![forbid(unsafe_code)]

mod context;
mod name;
mod relation;
mod runlevel;
mod service;

pub use name::{RunlevelName, ServiceName};
pub use relation::Relation;
pub use runlevel::Runlevel;
pub use service::Service;
