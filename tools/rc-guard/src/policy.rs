//! What follows from the end of a daemon: a function of how it ended, of what was asked for,
//! of what happened before, and of the time.

use crate::clock::{span, Millis};
use crate::settings::value::signal_name;
use crate::settings::{Limit, Policy, Respawn};
use std::collections::VecDeque;

/// How a daemon ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// By itself, with this status.
    Exited(i32),
    /// By this signal.
    Killed(i32),
    /// By this signal, with a core dump.
    Dumped(i32),
    /// By the kernel, for want of memory.
    OutOfMemory,
    /// It was to be started again, and that failed.
    NotStarted,
    /// It lives, and fails its health checks.
    Unhealthy,
    /// The kernel does not tell.
    Unknown,
}

impl End {
    /// From a wait status.
    pub fn from_wait_status(status: i32) -> Self {
        match (status & 0x7f, status & 0x80) {
            (0, _) => End::Exited(status >> 8 & 0xff),
            (signal, 0) => End::Killed(signal),
            (signal, _) => End::Dumped(signal),
        }
    }

    /// In one word, as hooks and programs are told.
    pub fn kind(self) -> &'static str {
        match self {
            End::Exited(_) => "exited",
            End::Killed(_) => "signal",
            End::Dumped(_) => "core",
            End::OutOfMemory => "oom",
            End::NotStarted => "not-started",
            End::Unhealthy => "unhealthy",
            End::Unknown => "unknown",
        }
    }

    /// The exit status, or the number of the signal.
    pub fn status(self) -> Option<i32> {
        match self {
            End::Exited(number) | End::Killed(number) | End::Dumped(number) => Some(number),
            End::OutOfMemory => Some(libc::SIGKILL),
            End::NotStarted | End::Unhealthy | End::Unknown => None,
        }
    }

    /// From the words that stand for it.
    pub fn from_words(kind: &str, status: Option<i32>) -> Option<Self> {
        Some(match (kind, status) {
            ("exited", Some(status)) => End::Exited(status),
            ("signal", Some(signal)) => End::Killed(signal),
            ("core", Some(signal)) => End::Dumped(signal),
            ("oom", _) => End::OutOfMemory,
            ("not-started", _) => End::NotStarted,
            ("unhealthy", _) => End::Unhealthy,
            ("unknown", _) => End::Unknown,
            _ => return None,
        })
    }

    /// For people: what the daemon did.
    pub fn text(self) -> String {
        match self {
            End::Exited(status) => format!("ended with status {status}"),
            End::Killed(signal) => format!("was ended by signal {}", signal_name(signal)),
            End::Dumped(signal) => format!("dumped core (signal {})", signal_name(signal)),
            End::OutOfMemory => "was killed by the kernel: out of memory".into(),
            End::NotStarted => "could not be started".into(),
            End::Unhealthy => "failed its health checks".into(),
            End::Unknown => "ended; how is not known (Linux tells since 6.15)".into(),
        }
    }
}

/// What happened to a service since somebody started it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// How often the guard has started it again.
    pub respawns: u32,
    /// How often in a row, since it last lived long enough.
    pub in_a_row: u32,
    /// When, the last ones, oldest first.
    pub times: VecDeque<Millis>,
}

/// How many times are kept where there is no limit.
const KEPT: usize = 1000;

impl History {
    /// One more.
    pub fn respawned(&mut self, policy: &Policy, now: Millis) {
        self.respawns = self.respawns.saturating_add(1);
        self.in_a_row = self.in_a_row.saturating_add(1);
        self.times.push_back(now);
        let kept = usize::try_from(policy.most).unwrap_or(KEPT).clamp(1, KEPT);
        while self.times.len() > kept {
            self.times.pop_front();
        }
    }

    /// How many respawns were in the last period.
    pub fn recent(&self, policy: &Policy, now: Millis) -> usize {
        let is_recent = |then: &&Millis| now.saturating_sub(**then) < policy.period;
        self.times.iter().filter(is_recent).count()
    }
}

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Nothing, and why.
    Leave(&'static str),
    /// It is started again so much later.
    Respawn(Millis),
    /// Nothing more until somebody says so, and why.
    GiveUp(String),
}

/// Whether an end is what is meant by success.
pub fn is_success(policy: &Policy, end: End) -> bool {
    match end {
        End::Exited(status) => policy.success.has_status(status),
        End::Killed(signal) => policy.success.has_signal(signal),
        End::Dumped(_) | End::OutOfMemory | End::NotStarted | End::Unhealthy | End::Unknown => {
            false
        }
    }
}

fn is_prevented(policy: &Policy, end: End) -> bool {
    match end {
        End::Exited(status) => policy.prevent.has_status(status),
        End::Killed(signal) | End::Dumped(signal) => policy.prevent.has_signal(signal),
        End::OutOfMemory => policy.prevent.has_signal(libc::SIGKILL),
        End::NotStarted | End::Unhealthy | End::Unknown => false,
    }
}

/// Between two respawns there is at least this, whatever is asked for.
pub const LEAST: Millis = 1000;

/// How long after an end the next respawn is.
fn delay(policy: &Policy, in_a_row: u32) -> Millis {
    let first = in_a_row == 0;
    let usual = if first { 0 } else { LEAST };
    let more = policy.step.saturating_mul(Millis::from(in_a_row));
    let delay = policy.delay.unwrap_or(usual).saturating_add(more);
    // As supervise-daemon: the cap is that of the steps.
    match policy.step {
        0 => delay,
        _ => delay.min(policy.cap),
    }
}

/// What follows from an end.
pub fn decide(policy: &Policy, history: &History, end: End, now: Millis) -> Decision {
    let is_asked_for = match policy.respawn {
        Respawn::No => return Decision::Leave("rc_respawn is not set for it"),
        Respawn::Always => true,
        Respawn::OnFailure => !is_success(policy, end),
        Respawn::OnAbnormal => match end {
            End::Exited(_) | End::Unknown => false,
            End::NotStarted | End::Unhealthy => true,
            _ => !is_success(policy, end),
        },
    };
    if is_prevented(policy, end) {
        return Decision::GiveUp("rc_respawn_prevent says so".into());
    }
    if !is_asked_for {
        return Decision::Leave(match policy.respawn {
            Respawn::OnAbnormal => "rc_respawn is on-abnormal, and that was not",
            _ => "rc_respawn is on-failure, and that was a success",
        });
    }
    let recent = history.recent(policy, now);
    let is_at_limit =
        policy.most > 0 && recent >= usize::try_from(policy.most).unwrap_or(usize::MAX);
    let wanted = match (is_at_limit, policy.limit) {
        (true, Limit::GiveUp) => {
            let within = span(policy.period);
            return Decision::GiveUp(format!("{recent} respawns within {within} are the limit"));
        }
        (true, Limit::Slow) => policy.cap,
        (false, _) => delay(policy, history.in_a_row),
    };
    // Since the last one; the first may come at once.
    let passed = history.times.back().map(|last| now.saturating_sub(*last));
    let rest = passed.map_or(0, |passed| LEAST.saturating_sub(passed));
    Decision::Respawn(wanted.max(rest))
}

/// How long it takes at least to reach the limit; `None` where the period is over before:
/// then it is never reached.
pub fn least_time_to_limit(policy: &Policy) -> Option<Millis> {
    let waits = (0..policy.most).map(|before| match before {
        0 => delay(policy, 0),
        _ => delay(policy, before).max(LEAST),
    });
    // From the first of them to the last.
    let time = waits.skip(1).fold(0, Millis::saturating_add);
    (time < policy.period).then_some(time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::value::Ends;

    fn policy(respawn: Respawn) -> Policy {
        Policy {
            respawn,
            ..Policy::default()
        }
    }

    const ENDS: [End; 13] = [
        End::Exited(0),
        End::Exited(1),
        End::Exited(75),
        End::Killed(1),
        End::Killed(2),
        End::Killed(15),
        End::Killed(13),
        End::Killed(9),
        End::Dumped(11),
        End::OutOfMemory,
        End::NotStarted,
        End::Unhealthy,
        End::Unknown,
    ];

    fn respawned(policy: &Policy) -> Vec<End> {
        let decide = |end: &End| decide(policy, &History::default(), *end, 5000);
        ENDS.into_iter()
            .filter(|end| matches!(decide(end), Decision::Respawn(_)))
            .collect()
    }

    #[test]
    fn each_policy_and_each_end() {
        assert_eq!(respawned(&policy(Respawn::No)), []);
        assert_eq!(respawned(&policy(Respawn::Always)), ENDS);
        let failures = [
            End::Exited(1),
            End::Exited(75),
            End::Killed(9),
            End::Dumped(11),
            End::OutOfMemory,
            End::NotStarted,
            End::Unhealthy,
            End::Unknown,
        ];
        assert_eq!(respawned(&policy(Respawn::OnFailure)), failures);
        let abnormal = [
            End::Killed(9),
            End::Dumped(11),
            End::OutOfMemory,
            End::NotStarted,
            End::Unhealthy,
        ];
        assert_eq!(respawned(&policy(Respawn::OnAbnormal)), abnormal);
    }

    #[test]
    fn success_is_what_is_said_to_be() {
        let mut policy = policy(Respawn::OnFailure);
        policy.success = Ends::parse("75 KILL").unwrap();
        let ends = respawned(&policy);
        assert!(!ends.contains(&End::Exited(75)) && !ends.contains(&End::Killed(9)));
        assert!(ends.contains(&End::Exited(0)) && ends.contains(&End::Killed(15)));
        assert!(ends.contains(&End::OutOfMemory));
    }

    #[test]
    fn what_is_prevented_is_given_up_whatever_the_policy() {
        let mut policy = policy(Respawn::Always);
        policy.prevent = Ends::parse("1 SEGV KILL").unwrap();
        for end in [
            End::Exited(1),
            End::Killed(11),
            End::Dumped(11),
            End::Killed(9),
            End::OutOfMemory,
        ] {
            let decision = decide(&policy, &History::default(), end, 0);
            assert!(matches!(decision, Decision::GiveUp(_)), "{end:?}");
        }
        policy.respawn = Respawn::No;
        let decision = decide(&policy, &History::default(), End::Exited(1), 0);
        assert!(matches!(decision, Decision::Leave(_)));
    }

    #[test]
    fn delays_grow_up_to_the_cap() {
        let usual = policy(Respawn::Always);
        let delays: Vec<_> = (0..4).map(|before| delay(&usual, before)).collect();
        assert_eq!(delays, [0, 2000, 3000, 4000]);
        assert_eq!(delay(&usual, 1000), 60_000);
        let mut own = Policy {
            delay: Some(5000),
            ..usual
        };
        assert_eq!((delay(&own, 0), delay(&own, 1)), (5000, 6000));
        own.step = 0;
        assert_eq!((delay(&own, 0), delay(&own, 1000)), (5000, 5000));
        own.delay = Some(100_000);
        assert_eq!(delay(&own, 1), 100_000);
    }

    #[test]
    fn there_is_a_second_between_two_but_not_before_the_first() {
        let policy = Policy {
            delay: Some(0),
            step: 0,
            ..policy(Respawn::Always)
        };
        let mut history = History::default();
        let at = |history: &History, now| decide(&policy, history, End::Exited(1), now);
        assert_eq!(at(&history, 10_000), Decision::Respawn(0));
        history.respawned(&policy, 10_000);
        assert_eq!(at(&history, 10_100), Decision::Respawn(900));
        assert_eq!(at(&history, 12_000), Decision::Respawn(0));
    }

    #[test]
    fn the_limit_is_exact_and_the_window_slides() {
        let policy = Policy {
            most: 3,
            period: 10_000,
            ..policy(Respawn::Always)
        };
        let mut history = History::default();
        for now in [0, 4000, 8000] {
            assert!(matches!(
                decide(&policy, &history, End::Exited(1), now),
                Decision::Respawn(_)
            ));
            history.respawned(&policy, now);
        }
        assert!(matches!(
            decide(&policy, &history, End::Exited(1), 9_999),
            Decision::GiveUp(_)
        ));
        assert!(matches!(
            decide(&policy, &history, End::Exited(1), 10_000),
            Decision::Respawn(_)
        ));
        let slow = Policy {
            limit: Limit::Slow,
            ..policy.clone()
        };
        assert_eq!(
            decide(&slow, &history, End::Exited(1), 9_999),
            Decision::Respawn(60_000)
        );
        let endless = Policy { most: 0, ..policy };
        assert!(matches!(
            decide(&endless, &history, End::Exited(1), 9_999),
            Decision::Respawn(_)
        ));
    }

    #[test]
    fn a_limit_that_cannot_be_reached_is_known() {
        let mut policy = policy(Respawn::Always);
        // 2, 3, … 10 seconds.
        assert_eq!(least_time_to_limit(&policy), Some(54_000));
        policy.period = 54_000;
        assert_eq!(least_time_to_limit(&policy), None);
    }
}
