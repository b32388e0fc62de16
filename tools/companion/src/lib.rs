//! What the companion programs (`rc-deptree`, `rc-guard`, `rc-prefix`) share: how they end, and the
//! manual page and completions that each makes of its own command line.
#![forbid(unsafe_code)]

mod harmless;
pub mod installed;
mod manual;

pub use harmless::{harmless, harmless_json, lines, text, word, write_content};
pub use manual::Manual;

use clap::Subcommand;
use clap_complete::Shell;
use std::io::{self, Write};
use std::process::ExitCode;

/// Why there is no answer.
pub enum Failure {
    /// What was asked for is not there, or cannot be done.
    Missing(String),
    /// The answer could not be written: exit status 4.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

/// An answer, and whether it is a good one: exit status 0 or 1.
pub type Answer = Result<bool, Failure>;

/// Runs a program that writes to standard output; `missing` is its exit status where something
/// is not there, or cannot be done.
pub fn run(name: &str, missing: u8, program: impl FnOnce(&mut dyn Write) -> Answer) -> ExitCode {
    let mut out = io::stdout().lock();
    let answer = program(&mut out).and_then(|good| {
        out.flush()?;
        Ok(good)
    });
    match answer {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(Failure::Missing(what)) => {
            eprintln!("{name}: {}", harmless(&what));
            ExitCode::from(missing)
        }
        // Whoever reads has enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::from(4)
        }
        Err(Failure::Output(error)) => {
            eprintln!("{name}: {error}");
            ExitCode::from(4)
        }
    }
}

/// What each program prints of itself.
#[derive(Subcommand)]
pub enum Own {
    /// Print the completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    #[command(hide = true)]
    Man,
}

impl Own {
    /// Prints it.
    ///
    /// # Errors
    /// [`Failure::Output`].
    pub fn print(&self, manual: Manual<'_>, mut out: &mut dyn Write) -> Answer {
        match self {
            Own::Completions { shell } => {
                let mut command = manual.command;
                let name = command.get_name().to_string();
                clap_complete::generate(*shell, &mut command, name, &mut out);
            }
            Own::Man => manual.write(out)?,
        }
        Ok(true)
    }
}

/// The exit statuses, as `--help` shows them.
pub fn exit_status_help(meanings: &[(u8, &str)]) -> String {
    let lines: Vec<String> = meanings
        .iter()
        .map(|(status, meaning)| format!("{status:>3}  {meaning}"))
        .collect();
    format!("Exit status:\n{}", lines.join("\n"))
}
