//! The command line.

use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// Watches the daemons of OpenRC's services, logs their failures, and restarts them.
#[derive(Parser)]
#[command(
    name = "rc-guard",
    version,
    about,
    long_about = LONG_ABOUT,
    after_long_help = companion::exit_status_help(&EXIT_STATUS)
)]
pub struct Cli {
    /// Root of the Prefix to guard, instead of the system
    #[arg(long, global = true, value_name = "DIR")]
    pub prefix: Option<PathBuf>,
    /// The state directory, when it is not in the usual place
    #[arg(long, global = true, value_name = "DIR")]
    pub svcdir: Option<PathBuf>,
    /// The services of this user, instead of the system's
    #[arg(long, global = true, conflicts_with = "prefix")]
    pub user: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const LONG_ABOUT: &str = "Watches the daemons that start-stop-daemon has started. When a daemon \
dies, rc-guard writes a line to the log, and does what the configuration of the service asks \
for: it runs a command, or starts the service again, with a delay and a limit. It works with \
OpenRC's unmodified programs, on the system, in a Prefix, and for a user's own services.";

/// What the exit status says.
pub const EXIT_STATUS: [(u8, &str); 5] = [
    (
        0,
        "The command has succeeded. status, check: nothing is wrong.",
    ),
    (
        1,
        "status: a service is dead or given up. check: something is wrong.",
    ),
    (2, "The command line cannot be understood."),
    (3, "The command has failed; the message says why."),
    (4, "The answer could not be written."),
];

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Run the guard in the foreground, until it gets SIGTERM
    Run,
    /// Print the state of the services, and the reason for it
    Status {
        /// Only these services
        #[arg(value_name = "SERVICE")]
        services: Vec<OsString>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print the log
    Log {
        /// Only the events of this service
        #[arg(value_name = "SERVICE")]
        service: Option<OsString>,
        /// Only the last N events
        #[arg(short = 'n', long = "lines", value_name = "N", default_value_t = 50)]
        lines: usize,
        /// Print one JSON object for each event
        #[arg(long)]
        json: bool,
    },
    /// Clear the counters of a service, and start it again if it is dead
    Reset {
        /// The services
        #[arg(value_name = "SERVICE", required_unless_present = "all")]
        services: Vec<OsString>,
        /// All services
        #[arg(long, conflicts_with = "services")]
        all: bool,
    },
    /// Do not start a service again until `resume`
    Pause {
        /// The services
        #[arg(value_name = "SERVICE", required = true)]
        services: Vec<OsString>,
    },
    /// End a pause
    Resume {
        /// The services
        #[arg(value_name = "SERVICE", required = true)]
        services: Vec<OsString>,
    },
    /// Print when timers are due
    Timers {
        /// Only those of this service
        #[arg(value_name = "SERVICE")]
        service: Option<OsString>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Run a timer as if it were due
    RunNow {
        /// Its service, which has to be started
        #[arg(value_name = "SERVICE")]
        service: OsString,
        /// Its name
        #[arg(value_name = "TIMER")]
        timer: OsString,
    },
    /// Make the guard read the settings of all services again
    Reload,
    /// Print the settings as the guard understands them, and what is wrong with them
    Check {
        /// Only these services; default: all that have a setting for the guard
        #[arg(value_name = "SERVICE")]
        services: Vec<OsString>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// What the companions print of themselves
    #[command(flatten)]
    Own(companion::Own),
}

/// More for the manual page.
pub const SECTIONS: [(&str, &[&str]); 4] = [
    (
        "SETTINGS",
        &[
            "The settings are variables in rc.conf (for all services), conf.d/SERVICE or the init \
             script. The guard starts nothing again, runs no command and sets no score without \
             rc_respawn, rc_on_... or rc_oom_score_adj.",
            "rc_respawn: when the service is started again. no: never. on-failure: after each end \
             that is not in rc_respawn_success. on-abnormal: after a signal that is not in it, or a \
             core dump. always: after each end.",
            "rc_respawn_success: the exit statuses and signals that are no failure; default: \
             0 HUP INT TERM PIPE. rc_respawn_prevent: those after which the guard gives up at once.",
            "respawn_delay: how long the guard waits before it starts the service again (1 s, the \
             first time not at all). rc_respawn_delay_step: how much longer each time (1 s). \
             rc_respawn_delay_cap: how long at most (60 s).",
            "respawn_max, respawn_period: at most so many starts (10; 0: no limit) within this time \
             (600 s). rc_respawn_limit: at the limit, give-up (the default), or slow, which goes on \
             with the longest delay.",
            "rc_respawn_dependents: after the service was started again, restart those that need it \
             (restart), or leave them alone (no, the default).",
            "rc_on_crash, rc_on_giveup, rc_on_recover: shell commands that the guard runs at each \
             crash, when it gives up, and when the service has recovered.",
            "rc_oom_score_adj: the OOM score adjustment of all processes of the service, from -1000 \
             to 1000.",
            "healthcheck_timer, healthcheck_delay: how often the script's function healthcheck is run, \
             and how long after the start first. rc_healthcheck_timeout: one that takes longer has \
             failed (10 s). rc_healthcheck_tries: after so many failures in a row (1) the function \
             unhealthy is run, and the service counts as crashed. rc_healthcheck: a shell command \
             that is run instead of the function healthcheck.",
            "rc_guard_log (rc.conf): a file that gets the log as well as syslog.",
        ],
    ),
    (
        "TIMERS",
        &[
            "rc_timers: the names of the service's timers, which run while it is started. The other \
             settings of a timer NAME:",
            "rc_timer_NAME_when: every and a duration, from the start of the service; or a calendar as \
             in systemd's OnCalendar: [WEEKDAYS] [DATE] [TIME] [ZONE], or minutely, hourly, daily, \
             weekly, monthly, quarterly, semiannually, yearly. The shortest step is one minute.",
            "rc_timer_NAME_do: restart, stop, start (only if it is dead or given up), or an extra \
             command of the script.",
            "rc_timer_NAME_if: a shell command that has to succeed. rc_timer_NAME_random: how much \
             later at most; the same each time on one machine. rc_timer_NAME_catchup: yes: one run \
             makes up for those that were missed while the machine was off or asleep.",
            "A timer is put off while the service, or the runlevel, is being changed; several that \
             were put off are one.",
        ],
    ),
    (
        "FILES",
        &[
            "/run/openrc/guard, in a Prefix P P/run/openrc/guard: the state of the guard.",
            "/var/lib/rc-guard, in a Prefix P P/var/lib/rc-guard: when timers with catchup ran last.",
            "P/var/log/rc-guard.log: the log of a Prefix, if no program listens at /dev/log.",
        ],
    ),
    (
        "EXAMPLES",
        &[
            "Start sshd again whenever it fails:",
            "echo 'rc_respawn=on-failure' >>/etc/conf.d/sshd; rc-guard check sshd; rc-guard reload",
            "Restart it each night at half past three, and once more right now:",
            "rc_timers=night, rc_timer_night_when=03:30 and rc_timer_night_do=restart in \
             /etc/conf.d/sshd; rc-guard reload; rc-guard run-now sshd night",
            "Work on it without being disturbed:",
            "rc-guard pause sshd",
        ],
    ),
];
