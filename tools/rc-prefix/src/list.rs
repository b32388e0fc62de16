//! The Prefixes that are known, and how they are.

use crate::look;
use crate::memory;
use crate::owner;
use crate::place::{context, failure, path, text};
use companion::{harmless, Answer, Failure};
use openrc::boot::{self, Age};
use openrc::prefix::Prefix;
use openrc::Context;
use std::io::Write;

/// Prints them, a line each: path, what it is. None is left out.
pub fn list(forget: bool, null: bool, out: &mut dyn Write) -> Answer {
    let known = memory::known().map_err(failure)?;
    if null {
        for root in &known {
            out.write_all(root)?;
            out.write_all(b"\0")?;
        }
        return Ok(true);
    }
    if forget {
        memory::forget(memory::is_there).map_err(failure)?;
        for root in known.iter().filter(|root| !memory::is_there(root)) {
            line(root, "forgotten", out)?;
        }
        return Ok(true);
    }
    for root in &known {
        line(root, &how(root), out)?;
    }
    Ok(true)
}

fn line(root: &[u8], how: &str, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{}\t{}", text(root), harmless(how))
}

fn how(root: &[u8]) -> String {
    if !memory::is_there(root) {
        return "gone".to_string();
    }
    if let Some(owner) = owner::to_become(path(root)) {
        let arguments = [
            "status".as_ref(),
            path(root).as_os_str(),
            "--brief".as_ref(),
        ];
        return match owner::ask(owner, arguments) {
            Ok((said, _)) => said.trim_end().to_string(),
            Err(Failure::Missing(why)) => format!("cannot be used: {why}"),
            Err(Failure::Output(error)) => format!("cannot be used: {error}"),
        };
    }
    match Prefix::try_from(path(root)) {
        Ok(prefix) => of(&context(prefix).read_only()),
        Err(error) => format!("cannot be used: {error}"),
    }
}

/// What runs. Nothing is changed: not even state of an earlier boot is cleared.
pub fn of(context: &Context) -> String {
    let svcdir = context.paths().svcdir();
    match boot::age(svcdir) {
        Age::New => "never started".to_string(),
        Age::Unknown(error) => format!("cannot be used: {error}"),
        Age::AnotherBoot => "not started since the machine has booted".to_string(),
        Age::Current => {
            let level = text(&look::runlevel(svcdir));
            let started = look::services(svcdir, b"started").len();
            format!("runlevel {level}, {started} started")
        }
    }
}
