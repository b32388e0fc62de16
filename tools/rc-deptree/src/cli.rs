//! The command line.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Shows what is in OpenRC's dependency tree.
#[derive(Parser)]
#[command(name = "rc-deptree", version, about, long_about = LONG_ABOUT, after_long_help = companion::exit_status_help(&EXIT_STATUS))]
pub struct Cli {
    /// Root of the Prefix to look at, instead of the system
    #[arg(long, global = true, value_name = "DIR")]
    pub prefix: Option<PathBuf>,
    /// Dependency tree to read, instead of the one in the state directory
    #[arg(long, global = true, value_name = "FILE")]
    pub tree: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const LONG_ABOUT: &str = "Shows what is in OpenRC's dependency tree: what is wrong with it, \
why one service starts before another, in which order a runlevel starts, and how all that \
looks as a graph; and when services started, for the tree says who waited for whom. Nothing is changed, started or stopped, and the tree is not made anew: \
`rc-depend --update` does that.";

/// What the exit status says.
pub const EXIT_STATUS: [(u8, &str); 5] = [
    (0, "The answer is printed; check: nothing is wrong."),
    (
        1,
        "check: something is wrong; why: nothing makes A start before B.",
    ),
    (2, "The command line cannot be understood."),
    (
        3,
        "There is no such service, runlevel or Prefix, or the tree cannot be read.",
    ),
    (4, "The answer could not be written."),
];

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Say what is wrong: loops, missing services, names used twice, scripts left out
    Check,
    /// Print the chain that makes A start before B
    Why {
        /// The service that starts first
        #[arg(value_name = "A")]
        first: String,
        /// The service that waits for it
        #[arg(value_name = "B")]
        second: String,
    },
    /// Print the services of a runlevel in the order in which they start
    Order {
        /// The runlevel
        level: String,
    },
    /// Print the chain of services that decided when a runlevel was up: when each began, how
    /// long it waited for the one before it and worked itself, and when it was up. If nothing
    /// of the runlevel is started, print the longest chain of services that wait for each other
    Critical {
        /// The runlevel
        level: String,
        /// Print the longest chain in any case
        #[arg(long)]
        longest: bool,
    },
    /// Print when each service was up and how long it took, the slowest first
    Times {
        /// Only what began in this runlevel
        #[arg(long, value_name = "LEVEL")]
        runlevel: Option<String>,
        /// Print JSON, for programs
        #[arg(long)]
        json: bool,
    },
    /// Draw when each service waited and worked, as SVG: a bar for each over time, by runlevels,
    /// with the chain that decided when all was up
    Plot {
        /// Draw with characters, for a terminal of 80 columns
        #[arg(long)]
        text: bool,
    },
    /// Draw services and what they wait for: an arrow leads to what starts later, red for
    /// need, orange for want, blue for use, grey for after, green from who provides
    Graph {
        /// Only what starts in this runlevel
        #[arg(long, value_name = "LEVEL")]
        runlevel: Option<String>,
        /// Only this service, what it waits for, and who names it
        #[arg(long, value_name = "SERVICE")]
        service: Option<String>,
        /// How: for Graphviz, as a picture, or for programs
        #[arg(long, value_enum, default_value_t = Format::Dot)]
        format: Format,
        /// Draw relations that follow from others, too (JSON has them always)
        #[arg(long)]
        all: bool,
    },
    /// What both companions print of themselves
    #[command(flatten)]
    Own(companion::Own),
}

/// How a graph is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Graphviz's language
    Dot,
    /// A picture; by Graphviz where it is installed
    Svg,
    /// Nodes and edges
    Json,
}
