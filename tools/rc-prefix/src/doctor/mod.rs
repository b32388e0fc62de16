//! What is found in a Prefix, what this user may do there, and what is wrong.
//!
//! | module | subject |
//! |---|---|
//! | [`tree`] | the folder and its runlevels |
//! | [`state`] | the state directory |
//! | [`pids`] | pid files that are left over |
//! | [`services`] | what keywords keep out |
//! | [`needs`], [`paths`] | what is missing for services; what they do to the host |
//! | [`sourced`] | whose the files are that OpenRC runs as shell code |
//! | [`rights`] | ports, capabilities, limits, devices |
//! | [`system`] | the programs and the library that run it |

mod needs;
mod paths;
mod pids;
mod rights;
mod services;
mod sourced;
mod state;
mod system;
mod tree;

use crate::cli::Format;
use crate::place;
use companion::{harmless, harmless_json, Answer, Failure};
use std::io::{self, Write};
use std::path::Path;

/// Whose a Prefix is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// This user's: its scripts may be run.
    Me,
    /// Another user's: reading its scripts as OpenRC does would run them.
    Another,
}

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    /// As it should be.
    Ok,
    /// Good to know: it limits what can be done.
    Note,
    /// Something will not work.
    Problem,
}

impl Level {
    fn name(self) -> &'static str {
        match self {
            Level::Ok => "ok",
            Level::Note => "note",
            Level::Problem => "problem",
        }
    }
}

struct Finding {
    about: &'static str,
    level: Level,
    text: String,
}

/// What is found.
#[derive(Default)]
pub struct Findings {
    all: Vec<Finding>,
    /// The subject of what comes next.
    about: &'static str,
}

impl Findings {
    fn about(&mut self, about: &'static str) -> &mut Self {
        self.about = about;
        self
    }

    fn push(&mut self, level: Level, text: impl Into<String>) {
        self.all.push(Finding {
            about: self.about,
            level,
            text: harmless(&text.into()),
        });
    }

    /// It is as it should be.
    pub fn ok(&mut self, text: impl Into<String>) {
        self.push(Level::Ok, text);
    }

    /// It limits what can be done.
    pub fn note(&mut self, text: impl Into<String>) {
        self.push(Level::Note, text);
    }

    /// Something will not work.
    pub fn problem(&mut self, text: impl Into<String>) {
        self.push(Level::Problem, text);
    }
}

/// Prints all of it. True where nothing is wrong.
pub fn examine(dir: &Path, format: Format, out: &mut dyn Write) -> Answer {
    let mut findings = Findings::default();
    match place::open(dir).map(openrc::Context::read_only) {
        Ok(context) => {
            let owner = tree::examine(&context, findings.about("prefix"));
            state::examine(&context, owner, findings.about("state"));
            pids::examine(&context, findings.about("state"));
            services::examine(&context, owner, findings.about("services"));
            rights::examine(findings.about("rights"));
            system::examine(&context, findings.about("system"));
        }
        Err(Failure::Missing(what)) => findings.about("prefix").problem(what),
        Err(other) => return Err(other),
    }
    write(&findings.all, format, out)?;
    let mut levels = findings.all.iter().map(|it| it.level);
    Ok(levels.all(|level| level != Level::Problem))
}

fn write(all: &[Finding], format: Format, out: &mut dyn Write) -> io::Result<()> {
    if format == Format::Text {
        for it in all {
            writeln!(out, "{}: {}", it.level.name(), it.text)?;
        }
        return Ok(());
    }
    let entry = |it: &Finding| {
        serde_json::json!({
            "about": it.about,
            "level": it.level.name(),
            "text": it.text,
        })
    };
    let entries: Vec<serde_json::Value> = all.iter().map(entry).collect();
    let entries = serde_json::Value::Array(entries);
    writeln!(out, "{}", harmless_json(&format!("{entries:#}")))
}
