//! `rc-deptree`: shows what is in OpenRC's dependency tree.
//!
//! | module | subject |
//! |---|---|
//! | [`cli`] | the command line |
//! | [`installation`] | which OpenRC is looked at, and its tree |
//! | [`waits`] | who waits for whom |
//! | [`check`], [`scripts`] | what is wrong |
//! | [`chain`] | `why`, and the longest chain of a runlevel |
//! | [`boot`] | when services started: `times`, `critical`, `plot` |
//! | [`graph`] | drawing |
#![forbid(unsafe_code)]

mod boot;
mod chain;
mod check;
mod cli;
mod graph;
mod installation;
mod scripts;
mod waits;

use clap::{CommandFactory, Parser};
use cli::{Cli, Command, EXIT_STATUS};
use companion::{Answer, Manual};
use installation::Installation;
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    companion::run("rc-deptree", 3, |out| run(&cli, out))
}

fn run(cli: &Cli, out: &mut dyn Write) -> Answer {
    if let Command::Own(own) = &cli.command {
        let manual = Manual {
            command: Cli::command(),
            exit_status: &EXIT_STATUS,
            sections: boot::MANUAL,
            see_also: "rc-prefix(8), rc-depend(8), rc-status(8), openrc(8)",
        };
        return own.print(manual, out);
    }
    // Said first: libraries for another release may have left no tree to look at.
    let fits = !matches!(cli.command, Command::Check) || check::libraries(out)?;
    let openrc = Installation::open(cli.prefix.as_deref(), cli.tree.as_deref())?;
    match &cli.command {
        Command::Check => Ok(check::check(&openrc, out)? && fits),
        Command::Why { first, second } => chain::why(&openrc, first, second, out),
        Command::Order { level } => {
            for service in openrc.order(level)? {
                writeln!(out, "{}", companion::text(service))?;
            }
            Ok(true)
        }
        Command::Critical { level, longest } => boot::critical(&openrc, level, *longest, out),
        Command::Times { runlevel, json } => boot::times(&openrc, runlevel.as_deref(), *json, out),
        Command::Plot { text } => boot::plot(&openrc, *text, out),
        Command::Graph {
            runlevel,
            service,
            format,
            all,
        } => {
            let drawing = graph::Drawing::new(&openrc, runlevel.as_deref(), service.as_deref())?;
            graph::write(&drawing, *format, *all, out)
        }
        Command::Own(_) => Ok(true),
    }
}
