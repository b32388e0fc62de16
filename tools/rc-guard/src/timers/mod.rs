//! Timers: what is done with a service at certain times, while it is started.
//!
//! | module | subject |
//! |---|---|
//! | [`calendar`] | when, by the calendar |
//! | [`schedule`] | when it is due next, whatever happens to the clock |
//! | [`stamp`] | what is remembered over a boot |
//! | [`show`] | `rc-guard timers` |

pub mod calendar;
pub mod schedule;
pub mod show;
pub mod stamp;

use crate::clock::{span, Millis};
use crate::settings::{value, Problem, Values};
use calendar::Calendar;

/// The shortest step.
pub const SHORTEST: Millis = 60_000;
/// The largest spread.
const WIDEST: Millis = 24 * 3_600_000;
/// How many timers a service may have.
const MOST: usize = 16;

/// When.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// Each time so much has passed since the service was started.
    Every(Millis),
    /// By the calendar.
    Calendar(Box<Calendar>),
}

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// It is started again if it is dead.
    Start,
    /// It is stopped.
    Stop,
    /// It is restarted.
    Restart,
    /// A command of its script is run.
    Command(String),
}

impl Action {
    /// As it is written.
    pub fn text(&self) -> &str {
        match self {
            Action::Start => "start",
            Action::Stop => "stop",
            Action::Restart => "restart",
            Action::Command(command) => command,
        }
    }
}

/// A timer of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timer {
    /// Its name.
    pub name: String,
    /// When.
    pub when: When,
    /// What is done.
    pub action: Action,
    /// So much later at most.
    pub random: Millis,
    /// One run makes up for those that were missed.
    pub catches_up: bool,
    /// A shell command that has to succeed.
    pub condition: Option<String>,
}

impl Timer {
    /// When, as it is written.
    pub fn when_text(&self) -> String {
        match &self.when {
            When::Every(every) => format!("every {}", span(*every)),
            When::Calendar(calendar) => calendar.text().to_string(),
        }
    }
}

/// What is written down of a timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its name.
    pub name: String,
    /// When it is due, in seconds since 1970.
    pub next: Option<i64>,
    /// The same since the boot, where that is what counts.
    pub next_since_boot: Option<Millis>,
    /// It is due now, and nothing was done yet.
    pub is_due: bool,
    /// When it ran last, in seconds since 1970, and what came of it.
    pub last: Option<(i64, String)>,
}

impl Shown {
    /// As it is written.
    pub fn to_text(&self) -> String {
        let number = |it: Option<i64>| it.map_or("-".to_string(), |it| it.to_string());
        let (last, came) = self
            .last
            .as_ref()
            .map_or((None, ""), |(at, came)| (Some(*at), came.as_str()));
        let due = if self.is_due { "due" } else { "waits" };
        let (next, last) = (number(self.next), number(last));
        let boot = self.next_since_boot;
        let boot = boot.map_or("-".to_string(), |it| it.to_string());
        format!("{} {next} {boot} {due} {last} {came}", self.name)
    }

    /// As it was written.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut words = text.splitn(6, ' ');
        let name = words.next().filter(|name| is_name(name))?.to_string();
        let next = words.next()?.parse().ok();
        let next_since_boot = words.next()?.parse().ok();
        let is_due = words.next()? == "due";
        let last: Option<i64> = words.next()?.parse().ok();
        let came = words.next()?.to_string();
        Some(Shown {
            name,
            next,
            next_since_boot,
            is_due,
            last: last.map(|last| (last, came)),
        })
    }
}

/// What follows the name of a timer in the names of its variables.
const KEYS: [&str; 5] = ["when", "do", "random", "catchup", "if"];
/// Which commands the script of a service has.
const COMMANDS: [&str; 2] = ["extra_commands", "extra_started_commands"];

/// Whether the name of a variable is that of a timer.
pub fn is_variable(name: &str) -> bool {
    let timer = name.strip_prefix("rc_timer_");
    let parts = timer.and_then(|it| it.rsplit_once('_'));
    name == "rc_timers" || parts.is_some_and(|(own, key)| !own.is_empty() && KEYS.contains(&key))
}

/// The names in the value of rc_timers that may be part of the name of a variable.
fn names(list: &[u8]) -> Vec<String> {
    let list = String::from_utf8_lossy(list);
    let mut names: Vec<String> = Vec::new();
    for name in list.split_ascii_whitespace() {
        if is_name(name) && !names.iter().any(|own| own == name) {
            names.push(name.to_string());
        }
    }
    names.truncate(MOST);
    names
}

fn is_name(name: &str) -> bool {
    name.bytes()
        .all(|it| it.is_ascii_alphanumeric() || it == b'_')
}

/// The variables that belong to a value of rc_timers.
pub fn variables(list: &[u8]) -> Vec<String> {
    let names = names(list);
    let own = names
        .iter()
        .flat_map(|name| KEYS.iter().map(move |key| format!("rc_timer_{name}_{key}")));
    let commands = COMMANDS.iter().map(ToString::to_string);
    match names.is_empty() {
        true => Vec::new(),
        false => own.chain(commands).collect(),
    }
}

/// Reads the timers, and what is wrong with others.
pub fn read(values: &Values) -> (Vec<Timer>, Vec<Problem>) {
    let Some(list) = values.get("rc_timers") else {
        return (Vec::new(), Vec::new());
    };
    let mut problems = Vec::new();
    let said = String::from_utf8_lossy(list);
    let mut problem = |what: String| problems.push(Problem::new("rc_timers", what));
    for name in said.split_ascii_whitespace().filter(|name| !is_name(name)) {
        let shown: String = name.escape_debug().take(60).collect();
        problem(format!(
            "rc_timers: \"{shown}\" is no name of a timer: letters, digits and _"
        ));
    }
    if said.split_ascii_whitespace().count() > MOST {
        problem(format!("rc_timers: there may be {MOST} timers at most"));
    }
    let mut timers = Vec::new();
    for name in names(list) {
        match Reading::new(values, &name).timer() {
            Ok(timer) => timers.push(timer),
            Err(problem) => problems.push(problem),
        }
    }
    (timers, problems)
}

struct Reading<'v> {
    values: &'v Values,
    name: &'v str,
}

impl<'v> Reading<'v> {
    fn new(values: &'v Values, name: &'v str) -> Self {
        Reading { values, name }
    }

    fn timer(&self) -> Result<Timer, Problem> {
        let when = self.needed("when", when)?;
        let random = self.value("random", random)?.unwrap_or(0);
        if matches!(when, When::Every(every) if random >= every) {
            return Err(self.problem("random", "is not shorter than the time between two runs"));
        }
        Ok(Timer {
            name: self.name.to_string(),
            when,
            action: self.needed("do", |text| self.action(text))?,
            random,
            catches_up: self.value("catchup", yes_or_no)?.unwrap_or(false),
            condition: self.value("if", |text| Ok(text.to_string()))?,
        })
    }

    fn action(&self, text: &str) -> Result<Action, String> {
        match text {
            "start" => return Ok(Action::Start),
            "stop" => return Ok(Action::Stop),
            "restart" => return Ok(Action::Restart),
            _ => {}
        }
        let is_one = |list: &&[u8]| {
            let list = String::from_utf8_lossy(list);
            list.split_ascii_whitespace().any(|own| own == text)
        };
        let lists = COMMANDS.iter().filter_map(|list| self.values.get(*list));
        match lists.map(Vec::as_slice).any(|list| is_one(&list)) {
            true => Ok(Action::Command(text.to_string())),
            false => Err("is not start, stop, restart or an extra command of its script".into()),
        }
    }

    fn variable(&self, key: &str) -> String {
        format!("rc_timer_{}_{key}", self.name)
    }

    fn problem(&self, key: &str, what: &str) -> Problem {
        let variable = self.variable(key);
        let value = self.values.get(&variable).map_or(&b""[..], Vec::as_slice);
        let shown: String = String::from_utf8_lossy(value)
            .escape_debug()
            .take(60)
            .collect();
        Problem::new(variable.clone(), format!("{variable}=\"{shown}\" {what}"))
    }

    fn value<T>(
        &self,
        key: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Problem> {
        let Some(value) = self.values.get(&self.variable(key)) else {
            return Ok(None);
        };
        let text = std::str::from_utf8(value).map_err(|_| self.problem(key, "is no text"))?;
        parse(text)
            .map(Some)
            .map_err(|what| self.problem(key, &what))
    }

    fn needed<T>(
        &self,
        key: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, Problem> {
        self.value(key, parse)?.ok_or_else(|| {
            let variable = self.variable(key);
            Problem::new(
                "rc_timers",
                format!("timer {}: {variable} is not set", self.name),
            )
        })
    }
}

fn when(text: &str) -> Result<When, String> {
    let Some(every) = text.strip_prefix("every ") else {
        let calendar = Calendar::parse(text).map_err(|what| format!("is no calendar: {what}"))?;
        return Ok(When::Calendar(Box::new(calendar)));
    };
    match value::duration(every)? {
        shorter if shorter < SHORTEST => Err("is shorter than a minute, the shortest step".into()),
        every => Ok(When::Every(every)),
    }
}

fn random(text: &str) -> Result<Millis, String> {
    match value::duration(text)? {
        longer if longer > WIDEST => Err("is longer than 24 hours".into()),
        random => Ok(random),
    }
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "y" | "true" | "on" | "1" => Ok(true),
        "no" | "n" | "false" | "off" | "0" => Ok(false),
        _ => Err("is not yes or no".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(pairs: &[(&str, &str)]) -> (Vec<Timer>, Vec<String>) {
        let pairs = pairs
            .iter()
            .map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()));
        let (timers, problems) = read(&pairs.collect());
        (timers, problems.iter().map(Problem::text).collect())
    }

    #[test]
    fn all_of_a_timer() {
        let (timers, problems) = said(&[
            ("rc_timers", "night rotate"),
            ("rc_timer_night_when", "03:30 Europe/Berlin"),
            ("rc_timer_night_do", "restart"),
            ("rc_timer_night_random", "10m"),
            ("rc_timer_night_catchup", "YES"),
            ("rc_timer_night_if", "test -e /x"),
            ("rc_timer_rotate_when", "every 6h"),
            ("rc_timer_rotate_do", "rotate"),
            ("extra_started_commands", "reload rotate"),
        ]);
        assert!(problems.is_empty(), "{problems:?}");
        let calendar = Calendar::parse("03:30 Europe/Berlin").unwrap();
        assert_eq!(
            timers,
            [
                Timer {
                    name: "night".into(),
                    when: When::Calendar(Box::new(calendar)),
                    action: Action::Restart,
                    random: 600_000,
                    catches_up: true,
                    condition: Some("test -e /x".into()),
                },
                Timer {
                    name: "rotate".into(),
                    when: When::Every(6 * 3_600_000),
                    action: Action::Command("rotate".into()),
                    random: 0,
                    catches_up: false,
                    condition: None,
                }
            ]
        );
    }

    #[test]
    fn a_bad_one_is_off_alone() {
        let good = [
            ("rc_timer_good_when", "daily"),
            ("rc_timer_good_do", "restart"),
        ];
        for (bad, what) in [
            (vec![], "timer b: rc_timer_b_when is not set"),
            (
                vec![("rc_timer_b_when", "daily")],
                "timer b: rc_timer_b_do is not set",
            ),
            (
                vec![("rc_timer_b_when", "25:00"), ("rc_timer_b_do", "stop")],
                "rc_timer_b_when=\"25:00\" is no calendar: hour 25 is not from 0 to 23",
            ),
            (
                vec![("rc_timer_b_when", "every 59s"), ("rc_timer_b_do", "stop")],
                "rc_timer_b_when=\"every 59s\" is shorter than a minute, the shortest step",
            ),
            (
                vec![("rc_timer_b_when", "daily"), ("rc_timer_b_do", "reload")],
                "rc_timer_b_do=\"reload\" is not start, stop, restart or an extra command of its script",
            ),
            (
                vec![
                    ("rc_timer_b_when", "every 1m"),
                    ("rc_timer_b_do", "stop"),
                    ("rc_timer_b_random", "60"),
                ],
                "rc_timer_b_random=\"60\" is not shorter than the time between two runs",
            ),
            (
                vec![
                    ("rc_timer_b_when", "daily"),
                    ("rc_timer_b_do", "stop"),
                    ("rc_timer_b_catchup", "maybe"),
                ],
                "rc_timer_b_catchup=\"maybe\" is not yes or no",
            ),
        ] {
            let mut pairs = vec![("rc_timers", "b good")];
            pairs.extend(good);
            pairs.extend(bad);
            let (timers, problems) = said(&pairs);
            assert_eq!(timers.len(), 1, "{what}");
            assert_eq!(timers[0].name, "good");
            assert_eq!(problems, [what]);
        }
    }

    #[test]
    fn what_is_shown_is_read_as_it_was_written() {
        for last in [None, Some((5, "failed: status 1".to_string()))] {
            let shown = Shown {
                name: "night".into(),
                next: Some(1_700_000_000),
                next_since_boot: last.as_ref().map(|_| 77),
                is_due: last.is_some(),
                last,
            };
            assert_eq!(Shown::from_text(&shown.to_text()), Some(shown.clone()));
            let text = shown.to_text();
            (0..text.len()).for_each(|end| drop(Shown::from_text(text.get(..end).unwrap())));
        }
    }

    #[test]
    fn names_that_are_none_and_too_many() {
        let many: Vec<String> = (0..20).map(|number| format!("t{number}")).collect();
        let many = format!("a-b {} $(x)", many.join(" "));
        assert_eq!(variables(many.as_bytes()).len(), MOST * KEYS.len() + 2);
        let (timers, problems) = said(&[("rc_timers", &many)]);
        assert!(timers.is_empty());
        assert_eq!(problems.len(), 3 + MOST);
        assert!(problems[0].contains("\"a-b\" is no name"));
        assert!(variables(b"").is_empty());
        assert!(is_variable("rc_timer_a_b_when") && is_variable("rc_timers"));
        assert!(!is_variable("rc_timer_when") && !is_variable("rc_timer_a_whenn"));
    }
}
