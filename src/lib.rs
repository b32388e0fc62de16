//! OpenRC's two C libraries, librc and libeinfo, as a safe Rust library.
//!
//! | type | what it is | upstream's source |
//! |---|---|---|
//! | [`Context`] | one installation of OpenRC: the system's, or a [`Prefix`] | |
//! | [`Service`], [`State`] | a service: state, script, options, variables, schedule | `librc.c`, `librc-daemon.c` |
//! | [`Runlevel`] | a runlevel, what is in it and what is stacked in it | `librc.c` |
//! | [`Deptree`], [`Relation`] | the dependency tree: what services say of each other, and the order that follows | `librc-depend.c` |
//! | [`Config`] | a configuration file like rc.conf | `librc-misc.c` |
//! | [`System`] | the kind of machine or container | `librc.c` |
//! | [`Watch`] | being told when states change | |
//! | [`Environment`], [`Paths`] | the variables and directories that an installation is used with | `librc.c` |
//! | [`ServiceName`], [`RunlevelName`] | names that have been checked | |
//! | [`Error`], [`Errno`] | why something failed: which file, which errno | |
//!
//! Programs that link the C library get the same through `abi/librc`, which calls the functions
//! below these types. Modules that only it and this project's own tools use are not shown here,
//! and may change in any release.
//!
//! Names and values are bytes, never text: nothing is converted or lost.
//!
//! Nothing is kept outside the values that a caller holds, no environment is read that was
//! not given, and none is changed: contexts in several threads do not disturb each other.
#![cfg_attr(feature = "std", doc = include_str!("examples.md"))]
#![cfg_attr(not(any(test, feature = "std")), no_std)]
#![deny(unsafe_code)]

extern crate alloc;

#[doc(hidden)]
pub mod age;
#[doc(hidden)]
pub mod bounds;
#[doc(hidden)]
pub mod build_options;
mod bytes;
pub mod config;
#[doc(hidden)]
pub mod context;
pub mod deptree;
#[doc(hidden)]
pub mod einfo;
mod environment;
#[doc(hidden)]
pub mod error;
mod front;
mod listing;
#[doc(hidden)]
pub mod name;
mod number;
#[doc(hidden)]
pub mod paths;
#[doc(hidden)]
pub mod prefix;
#[doc(hidden)]
pub mod privilege;
#[doc(hidden)]
pub mod process;
#[doc(hidden)]
pub mod release;
#[doc(hidden)]
pub mod runlevel;
#[doc(hidden)]
pub mod script_file;
#[doc(hidden)]
pub mod service;
#[doc(hidden)]
pub mod shell;
#[doc(hidden)]
pub mod sort;
#[cfg(feature = "std")]
mod std_types;
#[doc(hidden)]
pub mod sys;
#[doc(hidden)]
pub mod system;
pub mod watch;
mod words;

pub use config::Config;
#[doc(inline)]
pub use context::{Context, StateDir};
pub use deptree::Deptree;
pub use environment::Environment;
#[doc(inline)]
pub use error::{Error, Result};
pub use front::{Relation, Runlevel, RunlevelName, Service, ServiceName};
#[doc(inline)]
pub use paths::Paths;
#[doc(hidden)]
pub use prefix::state_dir as boot;
#[doc(inline)]
pub use prefix::Prefix;
#[doc(inline)]
pub use privilege::Restriction;
#[doc(inline)]
pub use service::{Moments, State};
#[doc(inline)]
pub use sys::clock::Moment;
#[doc(inline)]
pub use sys::Errno;
#[doc(inline)]
pub use system::System;
pub use watch::Watch;

/// The code in README.md.
#[cfg(all(doctest, feature = "std"))]
#[doc = include_str!("../README.md")]
struct Readme;
