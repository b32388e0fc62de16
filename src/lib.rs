//! OpenRC's two C libraries, librc and libeinfo, as a safe Rust library.
//!
//! | module | subject | upstream's source |
//! |---|---|---|
//! | [`build_options`] | what meson decided: paths, the release whose behaviour is given | `meson.build` |
//! | [`paths`] | where everything is: build-time paths, the environment, user mode | `librc.c` |
//! | [`Environment`] | the variables that an installation is used with | |
//! | [`prefix`] | the Prefix, its state directory, and state of another boot | |
//! | [`privilege`] | what this process may do | |
//! | [`config`] | rc.conf, conf.d, the kernel command line | `librc-misc.c` |
//! | [`system`] | what this machine is (`rc_sys`) | `librc.c` |
//! | [`runlevel`] | runlevels and stacks | `librc.c` |
//! | [`service`] | states, options, environment, daemons, schedule, scripts | `librc.c`, `librc-daemon.c` |
//! | [`deptree`] | the dependency tree | `librc-depend.c` |
//! | [`age`] | which file is newer | `librc-depend.c` |
//! | [`process`] | finding pids | `librc-daemon.c` |
//! | [`watch`] | being told when states change | |
//! | [`einfo`] | what a message looks like | `libeinfo.c` |
//! | [`shell`] | the shell that init scripts are written in, evaluated without one | |
//! | [`script_file`] | files, as the evaluator sees them | |
//! | [`bounds`] | how much of each kind of file is read | |
//! | [`sys`] | the only module that speaks to the kernel and libc | |
//!
//! Names and values are bytes, never text: nothing is converted or lost.
//!
//! Nothing is kept outside the values that a caller holds, no environment is read that was
//! not given, and none is changed: contexts in several threads do not disturb each other.
#![cfg_attr(feature = "std", doc = include_str!("examples.md"))]
#![cfg_attr(not(any(test, feature = "std")), no_std)]
#![deny(unsafe_code)]

extern crate alloc;

pub mod age;
pub mod bounds;
pub mod build_options;
mod bytes;
pub mod config;
pub mod context;
pub mod deptree;
pub mod einfo;
mod environment;
pub mod error;
mod listing;
pub mod name;
mod number;
pub mod paths;
pub mod prefix;
pub mod privilege;
pub mod process;
pub mod runlevel;
pub mod script_file;
pub mod service;
pub mod shell;
pub mod sort;
#[cfg(feature = "std")]
mod std_types;
pub mod sys;
pub mod system;
pub mod watch;
mod words;

pub use context::{Context, StateDir};
pub use environment::Environment;
pub use error::{Error, Result};
pub use prefix::state_dir as boot;
