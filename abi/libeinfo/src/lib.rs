//! The C functions of libeinfo.so.1.
#![no_std]

extern crate alloc;

#[path = "../../runtime.rs"]
mod runtime;
