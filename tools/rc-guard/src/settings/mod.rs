//! What init scripts and their configuration say to the guard.
//!
//! | module | subject |
//! |---|---|
//! | [`value`] | what a value means |
//! | [`read`] | finding out the values, with a shell or without |
//! | [`origin`] | the line of the file that a value is from |

pub mod origin;
pub mod read;
pub mod value;

use crate::clock::Millis;
use crate::timers::{self, Timer};
use nix::sys::signal::Signal;
use std::borrow::Cow;
use std::collections::BTreeMap;
use value::{Ends, Step};

/// The variables that are read.
pub const NAMES: [&str; 24] = [
    "rc_respawn",
    "rc_respawn_success",
    "rc_respawn_prevent",
    "respawn_delay",
    "rc_respawn_delay_step",
    "rc_respawn_delay_cap",
    "respawn_max",
    "respawn_period",
    "rc_respawn_limit",
    "rc_respawn_dependents",
    "rc_on_crash",
    "rc_on_giveup",
    "rc_on_recover",
    "rc_oom_score_adj",
    "healthcheck_timer",
    "healthcheck_delay",
    "rc_healthcheck",
    "rc_healthcheck_timeout",
    "rc_healthcheck_tries",
    // More follow from its value.
    "rc_timers",
    // The rest is OpenRC's own: who watches, and how a daemon is stopped.
    "supervisor",
    "retry",
    "stopsig",
    "in_background_fake",
];

/// The values of those that are set to something.
pub type Values = BTreeMap<String, Vec<u8>>;

/// Which ends are answered with a respawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Respawn {
    /// None.
    #[default]
    No,
    /// Those that are no success.
    OnFailure,
    /// Signals that are no success, and core dumps.
    OnAbnormal,
    /// All.
    Always,
}

impl Respawn {
    /// As it is written.
    pub fn text(self) -> &'static str {
        match self {
            Respawn::No => "no",
            Respawn::OnFailure => "on-failure",
            Respawn::OnAbnormal => "on-abnormal",
            Respawn::Always => "always",
        }
    }
}

/// What happens at the limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Limit {
    /// The service is given up.
    #[default]
    GiveUp,
    /// It goes on at the longest delay.
    Slow,
}

/// When a daemon is started again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// After which ends.
    pub respawn: Respawn,
    /// Ends that are a success.
    pub success: Ends,
    /// Ends after which nothing more is tried.
    pub prevent: Ends,
    /// How long after the end; as somebody has said it.
    pub delay: Option<Millis>,
    /// How much longer each time.
    pub step: Millis,
    /// No longer than that. Who lives that long has recovered.
    pub cap: Millis,
    /// How many respawns in a period; 0: any number.
    pub most: u32,
    /// The period.
    pub period: Millis,
    /// What happens then.
    pub limit: Limit,
    /// Those that need it are restarted after it was started again.
    pub restarts_dependents: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Policy {
            respawn: Respawn::No,
            success: Ends::parse("0 HUP INT TERM PIPE").unwrap_or_default(),
            prevent: Ends::default(),
            delay: None,
            step: 1000,
            cap: 60_000,
            most: 10,
            period: 600_000,
            limit: Limit::GiveUp,
            restarts_dependents: false,
        }
    }
}

/// How a service is asked whether it is well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// The shell command that asks; `None` for the script's function healthcheck.
    pub command: Option<String>,
    /// How long after a check the next one is.
    pub every: Millis,
    /// How long after the start the first one is.
    pub first: Millis,
    /// How long one may take. One that takes longer has failed.
    pub timeout: Millis,
    /// How many in a row have to fail.
    pub tries: u32,
}

/// Commands that are run when something happens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Commands {
    /// At each crash.
    pub on_crash: Option<String>,
    /// When the service is given up.
    pub on_giveup: Option<String>,
    /// When it lives again.
    pub on_recover: Option<String>,
}

/// Who else watches a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Supervisor {
    /// supervise-daemon.
    SuperviseDaemon,
    /// s6 or runit.
    Other(String),
}

/// A value that is not understood. Its setting is as if it were not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The variable.
    pub name: Cow<'static, str>,
    /// What is wrong with it.
    pub what: String,
    /// The file that it is from, and the line in it.
    pub origin: Option<(String, usize)>,
}

impl Problem {
    /// One of which it is not known yet where it stands.
    pub fn new(name: impl Into<Cow<'static, str>>, what: String) -> Self {
        Problem {
            name: name.into(),
            what,
            origin: None,
        }
    }

    /// In a line.
    pub fn text(&self) -> String {
        match &self.origin {
            Some((file, line)) => format!("{file}:{line}: {}", self.what),
            None => self.what.clone(),
        }
    }
}

/// All that is said for a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// When it is started again.
    pub policy: Policy,
    /// What is run when something happens.
    pub commands: Commands,
    /// How likely the kernel is to kill it when memory is short.
    pub oom_score_adj: Option<i32>,
    /// How it is asked whether it is well.
    pub health: Option<Health>,
    /// What is done at certain times.
    pub timers: Vec<Timer>,
    /// Who else watches it.
    pub supervisor: Option<Supervisor>,
    /// How a process of it is ended.
    pub stopping: Vec<Step>,
    /// Its start does nothing when it is called in the background.
    pub fakes_start: bool,
    /// What is not understood.
    pub problems: Vec<Problem>,
}

/// How long a process that was sent a signal is waited for where `retry` says nothing.
const PATIENCE: Millis = 30_000;

impl Settings {
    /// From the values of the variables.
    pub fn new(values: &Values) -> Self {
        let mut reader = Reader {
            values,
            problems: Vec::new(),
        };
        let usual = Policy::default();
        let policy = Policy {
            respawn: reader.read("rc_respawn", respawn).unwrap_or_default(),
            success: reader
                .read("rc_respawn_success", Ends::parse)
                .unwrap_or(usual.success),
            prevent: reader
                .read("rc_respawn_prevent", Ends::parse)
                .unwrap_or_default(),
            delay: reader.read("respawn_delay", value::duration),
            step: reader
                .read("rc_respawn_delay_step", value::duration)
                .unwrap_or(usual.step),
            cap: reader
                .read("rc_respawn_delay_cap", value::duration)
                .unwrap_or(usual.cap),
            most: reader
                .read("respawn_max", value::number)
                .unwrap_or(usual.most),
            period: reader
                .read("respawn_period", value::duration)
                .unwrap_or(usual.period),
            limit: reader.read("rc_respawn_limit", limit).unwrap_or_default(),
            restarts_dependents: reader
                .read("rc_respawn_dependents", dependents)
                .unwrap_or_default(),
        };
        let health = health(&mut reader);
        let (timers, problems) = timers::read(values);
        let command = |name: &str| text(values, name).map(str::to_string);
        Settings {
            policy,
            commands: Commands {
                on_crash: command("rc_on_crash"),
                on_giveup: command("rc_on_giveup"),
                on_recover: command("rc_on_recover"),
            },
            oom_score_adj: reader.read("rc_oom_score_adj", value::oom_score_adj),
            health,
            timers,
            supervisor: text(values, "supervisor").and_then(supervisor),
            stopping: stopping(values),
            fakes_start: text(values, "in_background_fake")
                .is_some_and(|commands| commands.split_ascii_whitespace().any(|it| it == "start")),
            problems: reader.problems.into_iter().chain(problems).collect(),
        }
    }

    /// Whether anything is asked of the guard.
    pub fn ask_anything(&self) -> bool {
        self.policy.respawn != Respawn::No
            || self.commands != Commands::default()
            || self.oom_score_adj.is_some()
            || self.health.is_some()
            || !self.timers.is_empty()
    }
}

fn respawn(text: &str) -> Result<Respawn, &'static str> {
    match text {
        "no" => Ok(Respawn::No),
        "on-failure" => Ok(Respawn::OnFailure),
        "on-abnormal" => Ok(Respawn::OnAbnormal),
        "always" => Ok(Respawn::Always),
        _ => Err("is not no, on-failure, on-abnormal or always"),
    }
}

fn dependents(text: &str) -> Result<bool, &'static str> {
    match text {
        "no" => Ok(false),
        "restart" => Ok(true),
        _ => Err("is not no or restart"),
    }
}

fn limit(text: &str) -> Result<Limit, &'static str> {
    match text {
        "give-up" => Ok(Limit::GiveUp),
        "slow" => Ok(Limit::Slow),
        _ => Err("is not give-up or slow"),
    }
}

/// supervise-daemon's own two variables, and two more. Without the first there are no checks.
fn health(reader: &mut Reader<'_>) -> Option<Health> {
    let every = reader.read("healthcheck_timer", value::seconds);
    let first = reader.read("healthcheck_delay", value::seconds);
    let timeout = reader.read("rc_healthcheck_timeout", value::seconds);
    let tries = reader.read("rc_healthcheck_tries", value::times);
    let command = text(reader.values, "rc_healthcheck").map(str::to_string);
    every.map(|every| Health {
        command,
        every,
        first: first.unwrap_or(every),
        timeout: timeout.unwrap_or(HEALTH_TIMEOUT),
        tries: tries.unwrap_or(1),
    })
}

/// How long a health check may take where nothing is said.
const HEALTH_TIMEOUT: Millis = 10_000;

/// What openrc-run takes for none is none.
fn supervisor(text: &str) -> Option<Supervisor> {
    match text {
        "supervise-daemon" => Some(Supervisor::SuperviseDaemon),
        "s6" | "runit" => Some(Supervisor::Other(text.to_string())),
        _ => None,
    }
}

/// What the script's own stop would do, where the guard has to end a process.
fn stopping(values: &Values) -> Vec<Step> {
    let signal = text(values, "stopsig").and_then(value::signal);
    let signal = signal.unwrap_or(Signal::SIGTERM);
    let retry = text(values, "retry").and_then(|retry| value::schedule(retry, signal));
    retry.unwrap_or_else(|| vec![(signal, PATIENCE)])
}

fn text<'v>(values: &'v Values, name: &str) -> Option<&'v str> {
    std::str::from_utf8(values.get(name)?).ok()
}

struct Reader<'v> {
    values: &'v Values,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn read<T>(
        &mut self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, &'static str>,
    ) -> Option<T> {
        let value = self.values.get(name)?;
        let parsed = std::str::from_utf8(value)
            .map_err(|_| "is no text")
            .and_then(parse);
        match parsed {
            Ok(parsed) => Some(parsed),
            Err(what) => {
                let shown: String = String::from_utf8_lossy(value)
                    .escape_debug()
                    .take(60)
                    .collect();
                self.problems
                    .push(Problem::new(name, format!("{name}=\"{shown}\" {what}")));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(values: &[(&str, &str)]) -> Settings {
        let values = values
            .iter()
            .map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()));
        Settings::new(&values.collect())
    }

    #[test]
    fn nothing_is_on_by_default() {
        assert!(!settings(&[]).ask_anything());
        // What Alpine's rc.conf says for all services.
        let alpine = settings(&[
            ("respawn_delay", "2"),
            ("respawn_max", "5"),
            ("respawn_period", "1800"),
        ]);
        assert!(!alpine.ask_anything() && alpine.problems.is_empty());
        assert_eq!(alpine.policy.delay, Some(2000));
    }

    #[test]
    fn what_is_not_understood_switches_itself_off_alone() {
        let it = settings(&[
            ("rc_respawn", "yes"),
            ("respawn_max", "many"),
            ("rc_on_crash", "true"),
        ]);
        assert_eq!(it.policy.respawn, Respawn::No);
        assert_eq!(it.policy.most, 10);
        assert_eq!(it.commands.on_crash.as_deref(), Some("true"));
        let said: Vec<_> = it.problems.iter().map(Problem::text).collect();
        assert_eq!(
            said,
            [
                "rc_respawn=\"yes\" is not no, on-failure, on-abnormal or always",
                "respawn_max=\"many\" is no number"
            ]
        );
    }

    #[test]
    fn health_checks_are_off_until_there_is_a_timer() {
        let without = settings(&[("healthcheck_delay", "5"), ("rc_healthcheck_tries", "3")]);
        assert_eq!(without.health, None);
        let health = Health {
            command: None,
            every: 30_000,
            first: 30_000,
            timeout: 10_000,
            tries: 1,
        };
        let it = settings(&[("healthcheck_timer", "30")]);
        assert_eq!(it.health, Some(health));
        assert!(it.ask_anything());
        let own = [
            ("healthcheck_timer", "1m"),
            ("healthcheck_delay", "5"),
            ("rc_healthcheck_timeout", "2"),
            ("rc_healthcheck_tries", "3"),
            ("rc_healthcheck", "test -e /x"),
        ];
        let health = Health {
            command: Some("test -e /x".into()),
            every: 60_000,
            first: 5000,
            timeout: 2000,
            tries: 3,
        };
        assert_eq!(settings(&own).health, Some(health));
        for bad in ["0", "10ms", "often", "-1"] {
            let it = settings(&[("healthcheck_timer", bad)]);
            assert_eq!((it.health, it.problems.len()), (None, 1), "{bad}");
        }
        let it = settings(&[("healthcheck_timer", "5"), ("rc_healthcheck_tries", "0")]);
        assert_eq!(
            (it.health.map(|it| it.tries), it.problems.len()),
            (Some(1), 1)
        );
    }

    #[test]
    fn how_a_process_is_ended() {
        let kill = (Signal::SIGKILL, 5000);
        assert_eq!(
            settings(&[("retry", "5")]).stopping,
            [(Signal::SIGTERM, 5000), kill]
        );
        assert_eq!(
            settings(&[("stopsig", "SIGINT")]).stopping,
            [(Signal::SIGINT, 30_000)]
        );
        assert_eq!(
            settings(&[("retry", "odd")]).stopping,
            [(Signal::SIGTERM, 30_000)]
        );
    }
}
