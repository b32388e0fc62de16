//! The command line.

use clap::{Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

/// Makes, enters and examines OpenRC Prefixes.
#[derive(Parser)]
#[command(
    name = "rc-prefix",
    version,
    about,
    long_about = LONG_ABOUT,
    after_long_help = companion::exit_status_help(&EXIT_STATUS)
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const LONG_ABOUT: &str = "Makes, enters and examines Prefixes: folders with an etc of their \
own in which OpenRC runs services for whoever owns them, an ordinary user or the superuser, \
beside the system's services and under the system's programs.";

/// What the exit status says.
pub const EXIT_STATUS: [(u8, &str); 6] = [
    (
        0,
        "It is done, or the answer is printed; doctor: nothing is wrong.",
    ),
    (1, "doctor: problems were found."),
    (2, "The command line cannot be understood."),
    (
        3,
        "It cannot be done: the message says why, and what was made before, if anything.",
    ),
    (4, "The answer could not be written."),
    (
        125,
        "exec: the Prefix cannot be used (3 otherwise); 126: the command cannot be run; 127: \
         there is none. What else exec ends with is the command's.",
    ),
];

/// More for the manual page.
pub const SECTIONS: [(&str, &[&str]); 2] = [
    (
        "FILES",
        &[
            "$XDG_STATE_HOME/rc-prefix/list, else ~/.local/state/rc-prefix/list: the Prefixes \
           that were created or entered, a path a line.",
        ],
    ),
    (
        "EXAMPLES",
        &[
            "A web server in a folder of one's own, http://127.0.0.1:8080/ from then on:",
            "rc-prefix create ~/prefix nginx",
            "rc-prefix exec ~/prefix -- openrc default",
            "The same after each boot:",
            "rc-prefix autostart ~/prefix --install --method cron",
        ],
    ),
];

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Lay a Prefix out: folders, rc.conf, runlevels, sample services. What is there already
    /// stays as it is
    Create {
        /// Where
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// What the runlevel default is to start
        #[arg(value_name = "SERVICE")]
        services: Vec<OsString>,
    },
    /// Print the environment to use, as lines for a shell: eval "$(rc-prefix env DIR)"
    Env {
        /// The Prefix
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// Print all variables that a command would have, as NAME=VALUE, each with a NUL
        /// after it
        #[arg(long)]
        null: bool,
    },
    /// Run a command in the Prefix
    Exec {
        /// The Prefix
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// The command, after --
        #[arg(
            value_name = "COMMAND",
            required = true,
            trailing_var_arg = true,
            allow_hyphen_values = true
        )]
        command: Vec<OsString>,
    },
    /// Say what is found, what this user may do in it, and what is wrong
    Doctor {
        /// The Prefix
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// How: for people or for programs
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Print the Prefixes that were created or entered by this user, and how they are
    List {
        /// Forget those that are gone, and print them
        #[arg(long)]
        forget: bool,
        /// Print the paths alone, each with a NUL after it
        #[arg(long, conflicts_with = "forget")]
        null: bool,
    },
    /// Print, install or remove what brings the Prefix up when the machine boots
    Autostart {
        /// The Prefix
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// Who brings it up: cron, systemd for this user, or the system's OpenRC
        #[arg(long, value_enum)]
        method: Method,
        /// Install it, instead of printing it
        #[arg(long, conflicts_with = "remove")]
        install: bool,
        /// Remove what was installed
        #[arg(long)]
        remove: bool,
    },
    /// What both companions print of themselves
    #[command(flatten)]
    Own(companion::Own),
}

/// How the findings are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A line each
    Text,
    /// An array
    Json,
}

/// What brings a Prefix up.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Method {
    /// A line of the user's crontab
    Cron,
    /// A unit of the user's systemd, which also brings it down
    Systemd,
    /// A service of the system's OpenRC, which also brings it down
    Openrc,
}
