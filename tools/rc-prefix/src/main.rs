//! `rc-prefix`: makes, enters and examines Prefixes.
//!
//! | module | subject |
//! |---|---|
//! | [`cli`] | the command line |
//! | [`place`] | the directory that is named, and whether it is or may become a Prefix |
//! | [`samples`] | the services that every new Prefix is given |
//! | [`create`], [`remove`] | laying one out, and taking that away |
//! | [`new`], [`adopt`] | an init script for a command; a distribution's init script |
//! | [`whole`] | files that are there whole or not at all |
//! | [`environment`] | `env`, `exec` and `enter` |
//! | [`memory`], [`list`] | the Prefixes that are known |
//! | [`look`] | reading what another user may have written |
//! | [`owner`] | root looks at a Prefix as its owner |
//! | [`programs`] | where OpenRC's programs are |
//! | [`doctor`] | what is wrong |
//! | [`status`], [`logs`] | what is up, and what it says |
//! | [`autostart`] | bringing one up when the machine boots |
#![forbid(unsafe_code)]

mod adopt;
mod autostart;
mod cli;
mod create;
mod doctor;
mod environment;
mod list;
mod logs;
mod look;
mod memory;
mod new;
mod owner;
mod place;
mod programs;
mod remove;
mod samples;
mod status;
mod whole;

use clap::{CommandFactory, Parser};
use cli::{Cli, Command, Format, EXIT_STATUS, SECTIONS};
use companion::{Answer, Manual};
use place::{chosen, open};
use std::ffi::OsStr;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Something cannot be done.
const MISSING: u8 = 1;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match &cli.command {
        Command::Exec { dir, command } => return environment::exec(dir, command),
        Command::Enter { dir } => {
            if let Ok(dir) = chosen(dir.as_deref()) {
                return environment::enter(&dir);
            }
        }
        _ => {}
    }
    companion::run("rc-prefix", MISSING, |out| {
        owner::become_owner()?;
        run(&cli, out)
    })
}

fn run(cli: &Cli, out: &mut dyn Write) -> Answer {
    match &cli.command {
        Command::Create { dir, services } => create::create(dir, services, out),
        Command::New {
            chosen: at,
            name,
            command,
        } => new::create(
            &open(&chosen(at.prefix.as_deref())?)?,
            name.as_bytes(),
            command,
            out,
        ),
        Command::Adopt {
            chosen: at,
            script,
            conf,
            name,
            dry_run,
        } => {
            let request = adopt::Request {
                script,
                conf: conf.as_deref(),
                name: name.as_deref().map(OsStrExt::as_bytes),
                is_dry: *dry_run,
            };
            adopt::adopt(&open(&chosen(at.prefix.as_deref())?)?, &request, out)
        }
        Command::Env { dir, null } => environment::print(&chosen(dir.as_deref())?, *null, out),
        Command::Status { dir, brief } => tell_status(&chosen(dir.as_deref())?, *brief, out),
        Command::Logs {
            chosen: at,
            service,
            follow,
            lines,
        } => {
            let context = open(&chosen(at.prefix.as_deref())?)?;
            logs::show(&context, service.as_bytes(), *follow, *lines, out)
        }
        Command::Doctor { dir, format } => examine(&chosen(dir.as_deref())?, *format, out),
        Command::List { forget, null } => list::list(*forget, *null, out),
        Command::Autostart {
            dir,
            method,
            install,
            remove,
        } => autostart::autostart(dir, *method, *install, *remove, out),
        Command::Remove { dir, yes } => remove::remove(dir, *yes, out),
        Command::Own(own) => {
            let manual = Manual {
                command: Cli::command(),
                exit_status: &EXIT_STATUS,
                sections: &SECTIONS,
                see_also: "rc-deptree(8), rc-service(8), rc-status(8), rc-update(8), openrc(8)",
            };
            own.print(manual, out)
        }
        Command::Enter { dir } => chosen(dir.as_deref()).map(|_| true),
        Command::Exec { .. } => Ok(true),
    }
}

/// The Prefix's directory from the root directory, for a run with another current directory.
fn absolute(dir: &Path) -> Result<PathBuf, companion::Failure> {
    std::path::absolute(dir).map_err(place::failure)
}

fn tell_status(dir: &Path, brief: bool, out: &mut dyn Write) -> Answer {
    if let Some(owner) = owner::to_become(dir) {
        let dir = absolute(dir)?;
        let mut arguments: Vec<&OsStr> = vec!["status".as_ref(), dir.as_os_str()];
        if brief {
            arguments.push("--brief".as_ref());
        }
        return owner::answer(owner, arguments, out);
    }
    status::print(&open(dir)?, brief, out)
}

fn examine(dir: &Path, format: Format, out: &mut dyn Write) -> Answer {
    let Some(owner) = owner::to_become(dir) else {
        return doctor::examine(dir, format, out);
    };
    let dir = absolute(dir)?;
    let format = match format {
        Format::Text => "text",
        Format::Json => "json",
    };
    let arguments = [
        "doctor".as_ref(),
        dir.as_os_str(),
        "--format".as_ref(),
        format.as_ref(),
    ];
    owner::answer(owner, arguments, out)
}
