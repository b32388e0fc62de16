//! The program, in Prefixes of its own.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod adopt;
mod autostart;
mod common;
mod create;
mod doctor;
mod environment;
mod remove;
mod services;
