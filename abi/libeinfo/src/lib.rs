//! The C functions of libeinfo.so.1. Those that take a format are in variadic.c, which
//! calls the function `openrc_NAME` here with the finished text.
#![no_std]

extern crate alloc;

mod environment;
mod messages;
mod plain;
mod runtime;
