//! `rc-guard`: watches the daemons of OpenRC's services, logs their failures, and restarts them.
//!
//! | module | subject |
//! |---|---|
//! | [`cli`] | the command line |
//! | [`place`] | which OpenRC is guarded |
//! | [`mod@run`], [`guard`] | the guard itself |
//! | [`sources`], [`due`] | what it waits for |
//! | [`service`] | what is known of a service, and what follows from what happens |
//! | [`policy`] | what follows from the end of a daemon |
//! | [`settings`] | what people ask for |
//! | [`protocol`] | starting a service again |
//! | [`held`], [`process`] | which processes a service has |
//! | [`children`], [`hooks`] | what the guard starts |
//! | [`oom`] | the OOM killer |
//! | [`timers`] | what is done at certain times |
//! | [`saved`] | what is written down |
//! | [`log`], [`clock`] | telling what happened, and when |
//! | [`ask`], [`status`], [`history`], [`check`] | the other commands |
//! | [`kernel`] | system calls; the only module with unsafe code |
#![deny(unsafe_code)]

mod ask;
mod check;
mod children;
mod cli;
mod clock;
mod due;
mod files;
mod guard;
mod held;
mod history;
mod hooks;
#[allow(unsafe_code)]
mod kernel;
mod log;
mod oom;
mod place;
mod policy;
mod process;
mod protocol;
mod run;
mod saved;
mod service;
mod settings;
mod sources;
mod status;
mod timers;

use clap::{CommandFactory, Parser};
use cli::{Cli, Command, EXIT_STATUS, SECTIONS};
use companion::{Answer, Manual};
use place::Place;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    companion::run("rc-guard", 3, |out| run(&cli, out))
}

fn run(cli: &Cli, out: &mut dyn Write) -> Answer {
    if let Command::Own(own) = &cli.command {
        let manual = Manual {
            command: Cli::command(),
            exit_status: &EXIT_STATUS,
            sections: &SECTIONS,
            see_also: "openrc-run(8), start-stop-daemon(8), supervise-daemon(8), rc-status(8), rc-prefix(8)",
        };
        return own.print(manual, out);
    }
    let place = Place::open(cli.prefix.as_deref(), cli.svcdir.as_deref(), cli.user)?;
    let names = |names: &[std::ffi::OsString]| -> Vec<place::Name> {
        names.iter().map(|name| name.as_bytes().to_vec()).collect()
    };
    match &cli.command {
        Command::Run => run::run(place),
        Command::Status { services, json } => status::show(&place, &names(services), *json, out),
        Command::Log {
            service,
            lines,
            json,
        } => {
            let service = service.as_ref().map(|name| name.as_bytes());
            history::show(&place, service, *lines, *json, out)
        }
        Command::Reset { services, all } => {
            let command: &[u8] = if *all { b"reset-all" } else { b"reset" };
            ask::ask(&place, command, &names(services), out)
        }
        Command::Pause { services } => ask::ask(&place, b"pause", &names(services), out),
        Command::Resume { services } => ask::ask(&place, b"resume", &names(services), out),
        Command::Timers { service, json } => {
            let service = service.as_ref().map(|name| name.as_bytes());
            timers::show::show(&place, service, *json, out)
        }
        Command::RunNow { service, timer } => {
            let words = [service.as_bytes().to_vec(), timer.as_bytes().to_vec()];
            ask::ask(&place, b"run-now", &words, out)
        }
        Command::Reload => ask::ask(&place, b"reload", &[], out),
        Command::Check { services, json } => check::check(&place, &names(services), *json, out),
        Command::Own(_) => Ok(true),
    }
}
