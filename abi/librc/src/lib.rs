//! The C functions of librc.so.1: each checks its arguments, converts them,
//! calls the safe library once and converts the answer. There is no logic here.
#![no_std]

extern crate alloc;

mod config;
mod context;
mod convert;
mod daemon;
mod deptree;
mod environment;
mod loops;
mod paths;
mod plugin;
mod privilege;
mod process;
mod runlevel;
mod runtime;
mod service;
mod stringlist;
mod system;
pub mod types;
mod values;
