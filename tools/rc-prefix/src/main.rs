//! `rc-prefix`: makes, enters and examines Prefixes.
//!
//! | module | subject |
//! |---|---|
//! | [`cli`] | the command line |
//! | [`place`] | the folder that is named, and whether it is or may become a Prefix |
//! | [`samples`] | the services that every new Prefix is given |
//! | [`create`] | laying one out |
//! | [`whole`] | files that are there whole or not at all |
//! | [`environment`] | `env` and `exec` |
//! | [`memory`], [`list`] | the Prefixes that are known |
//! | [`look`] | reading what another user may have written |
//! | [`programs`] | where OpenRC's programs are |
//! | [`doctor`] | what is wrong |
//! | [`autostart`] | bringing one up when the machine boots |
#![forbid(unsafe_code)]

mod autostart;
mod cli;
mod create;
mod doctor;
mod environment;
mod list;
mod look;
mod memory;
mod place;
mod programs;
mod samples;
mod whole;

use clap::{CommandFactory, Parser};
use cli::{Cli, Command, EXIT_STATUS, SECTIONS};
use companion::{Answer, Manual};
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    if let Command::Exec { dir, command } = &cli.command {
        return environment::exec(dir, command);
    }
    companion::run("rc-prefix", |out| run(&cli, out))
}

fn run(cli: &Cli, out: &mut dyn Write) -> Answer {
    match &cli.command {
        Command::Create { dir, services } => create::create(dir, services, out),
        Command::Env { dir, null } => environment::print(dir, *null, out),
        Command::Doctor { dir, format } => doctor::examine(dir, *format, out),
        Command::List { forget, null } => list::list(*forget, *null, out),
        Command::Autostart {
            dir,
            method,
            install,
            remove,
        } => autostart::autostart(dir, *method, *install, *remove, out),
        Command::Own(own) => {
            let manual = Manual {
                command: Cli::command(),
                exit_status: &EXIT_STATUS,
                sections: &SECTIONS,
                see_also: "rc-deptree(8), rc-service(8), rc-status(8), rc-update(8), openrc(8)",
            };
            own.print(manual, out)
        }
        Command::Exec { .. } => Ok(true),
    }
}
