//! The command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
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

const LONG_ABOUT: &str = "Makes, enters and examines Prefixes: directories with an etc of their \
own in which OpenRC runs services for whoever owns them, an ordinary user or the superuser, \
beside the system's services and under the system's programs. Where a Prefix need not be named, \
it is the one of RC_PREFIX, else the one around the current directory.";

/// What the exit status says.
pub const EXIT_STATUS: [(u8, &str); 5] = [
    (
        0,
        "It is done, or the answer is printed; doctor: nothing is wrong; status: all of the \
         runlevel is started.",
    ),
    (
        1,
        "It cannot be done: the message says why, and what was made before, if anything. doctor: \
         problems were found. status: something is not started. adopt: something could not be \
         changed.",
    ),
    (2, "The command line cannot be understood."),
    (4, "The answer could not be written."),
    (
        125,
        "exec: the Prefix cannot be used; 126: the command cannot be run; 127: there is none. \
         What else exec and enter end with is the command's.",
    ),
];

/// More for the manual page.
pub const SECTIONS: [(&str, &[&str]); 3] = [
    (
        "ROOT",
        &[
            "Root may ask doctor, list and status about another user's Prefix: the program \
             becomes the owner for that, apart from root's terminal. Everything else is refused.",
        ],
    ),
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
            "A web server in a directory of one's own, http://127.0.0.1:8080/ from then on:",
            "rc-prefix create ~/prefix nginx",
            "rc-prefix exec ~/prefix -- openrc default",
            "The same after each boot:",
            "rc-prefix autostart ~/prefix --install --method cron",
            "A service from a command:",
            "rc-prefix new --prefix ~/prefix notes -- python3 -m http.server 8001",
        ],
    ),
];

/// The Prefix of a command that names something else first.
#[derive(Args)]
pub struct Chosen {
    /// The Prefix
    #[arg(long, value_name = "DIR")]
    pub prefix: Option<PathBuf>,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Lay a Prefix out: directories, rc.conf, runlevels, sample services. What is there already
    /// stays as it is
    Create {
        /// Where
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// What the runlevel default is to start
        #[arg(value_name = "SERVICE")]
        services: Vec<OsString>,
    },
    /// Make a service of a command, which stays in the foreground
    New {
        /// The Prefix
        #[command(flatten)]
        chosen: Chosen,
        /// The name of the service
        #[arg(value_name = "NAME")]
        name: OsString,
        /// The command, after --
        #[arg(
            value_name = "COMMAND",
            required = true,
            trailing_var_arg = true,
            allow_hyphen_values = true
        )]
        command: Vec<OsString>,
    },
    /// Take a distribution's init script in, with the paths of the Prefix, and say what was
    /// changed and what could not be
    Adopt {
        /// The Prefix
        #[command(flatten)]
        chosen: Chosen,
        /// The init script
        #[arg(value_name = "SCRIPT")]
        script: PathBuf,
        /// Its configuration, instead of the file of its name in the conf.d beside it
        #[arg(long, value_name = "CONFD")]
        conf: Option<PathBuf>,
        /// What the service is called here, instead of its name there
        #[arg(long, value_name = "NAME")]
        name: Option<OsString>,
        /// Write nothing, and say what would be done
        #[arg(long)]
        dry_run: bool,
    },
    /// Become a shell in the Prefix
    Enter {
        /// The Prefix
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,
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
    /// Print the environment to use, as lines for a shell: eval "$(rc-prefix env DIR)"
    Env {
        /// The Prefix
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,
        /// Print all variables that a command would have, as NAME=VALUE, each with a NUL
        /// after it
        #[arg(long)]
        null: bool,
    },
    /// Print which services are up
    Status {
        /// The Prefix
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,
        /// Print one line
        #[arg(long)]
        brief: bool,
    },
    /// Show the end of a service's logs
    Logs {
        /// The Prefix
        #[command(flatten)]
        chosen: Chosen,
        /// The service
        #[arg(value_name = "SERVICE")]
        service: OsString,
        /// Go on with what is written from now on
        #[arg(short, long)]
        follow: bool,
        /// How many lines
        #[arg(short = 'n', long, default_value_t = 10, value_name = "COUNT")]
        lines: u32,
    },
    /// Say what is found, what this user may do in it, and what is wrong
    Doctor {
        /// The Prefix
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,
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
        /// What brings it up: cron, systemd for this user, or the system's OpenRC
        #[arg(long, value_enum)]
        method: Method,
        /// Install it, instead of printing it
        #[arg(long, conflicts_with = "remove")]
        install: bool,
        /// Remove what was installed
        #[arg(long)]
        remove: bool,
    },
    /// Remove what this program made, after asking: files that were not changed, the state
    /// directory, and what brings the Prefix up
    Remove {
        /// The Prefix
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// Do not ask
        #[arg(long)]
        yes: bool,
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
