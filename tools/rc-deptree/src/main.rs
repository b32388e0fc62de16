//! `rc-deptree`: shows what is in OpenRC's dependency tree.
//!
//! | module | subject |
//! |---|---|
//! | [`cli`] | the command line |
//! | [`installation`] | which OpenRC is looked at, and its tree |
//! | [`waits`] | who waits for whom |
//! | [`check`], [`scripts`] | what is wrong |
//! | [`chain`] | `why` and `critical` |
//! | [`graph`] | drawing |
//! | [`manual`] | the manual page |
#![forbid(unsafe_code)]

mod chain;
mod check;
mod cli;
mod graph;
mod installation;
mod manual;
mod scripts;
mod waits;

use clap::{CommandFactory, Parser};
use cli::{Cli, Command};
use installation::Installation;
use std::io::{self, Write};
use std::process::ExitCode;

/// Why there is no answer.
enum Failure {
    /// What was asked for is not there.
    Missing(String),
    /// The answer could not be written.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

/// An answer, and whether it is a good one.
type Answer = Result<bool, Failure>;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut out = io::stdout().lock();
    let answer = run(&cli, &mut out).and_then(|good| {
        out.flush()?;
        Ok(good)
    });
    match answer {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(Failure::Missing(what)) => {
            eprintln!("rc-deptree: {what}");
            ExitCode::from(3)
        }
        // Whoever reads has enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::from(4)
        }
        Err(Failure::Output(error)) => {
            eprintln!("rc-deptree: {error}");
            ExitCode::from(4)
        }
    }
}

fn run(cli: &Cli, out: &mut dyn Write) -> Answer {
    match &cli.command {
        Command::Completions { shell } => {
            clap_complete::generate(*shell, &mut Cli::command(), "rc-deptree", &mut &mut *out);
            return Ok(true);
        }
        Command::Man => {
            manual::write(out)?;
            return Ok(true);
        }
        _ => {}
    }
    let openrc = Installation::open(cli.prefix.as_deref(), cli.tree.as_deref())?;
    match &cli.command {
        Command::Check => check::check(&openrc, out),
        Command::Why { first, second } => chain::why(&openrc, first, second, out),
        Command::Order { level } => {
            for service in openrc.order(level)? {
                out.write_all(service)?;
                out.write_all(b"\n")?;
            }
            Ok(true)
        }
        Command::Critical { level } => chain::critical(&openrc, level, out),
        Command::Graph {
            runlevel,
            service,
            format,
            all,
        } => {
            let drawing = graph::Drawing::new(&openrc, runlevel.as_deref(), service.as_deref())?;
            graph::write(&drawing, *format, *all, out)
        }
        Command::Completions { .. } | Command::Man => Ok(true),
    }
}
