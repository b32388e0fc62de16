//! What the environment wants to be told.
#![forbid(unsafe_code)]

use crate::{words, Environment};
use core::ffi::CStr;

/// When a message is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// Unless `EINFO_QUIET` says yes.
    UnlessQuiet,
    /// Unless `EERROR_QUIET` says yes.
    UnlessReallyQuiet,
    /// If `EINFO_VERBOSE` says yes.
    IfVerbose,
}

impl Switch {
    /// Whether the message is to be shown.
    pub fn shows(self, environment: &Environment) -> bool {
        let says = |name| variable(environment, name);
        match self {
            Switch::UnlessQuiet => says(c"EINFO_QUIET") != Some(true),
            Switch::UnlessReallyQuiet => says(c"EERROR_QUIET") != Some(true),
            Switch::IfVerbose => says(c"EINFO_VERBOSE") == Some(true),
        }
    }
}

/// What an environment variable says, if it says yes or no.
pub(super) fn variable(environment: &Environment, name: &CStr) -> Option<bool> {
    environment.get_any(name).and_then(|value| yesno(&value))
}

/// libeinfo's words for yes and no; librc's [`yesno`](crate::config::yesno) does not
/// know `on` and `off`.
fn yesno(value: &[u8]) -> Option<bool> {
    let yes = ["yes", "y", "true", "on", "1"];
    words::meaning(value, &yes, &["no", "n", "false", "off", "0"])
}

#[cfg(test)]
mod tests {
    use super::yesno;

    #[test]
    fn words() {
        assert_eq!(yesno(b"On"), Some(true));
        assert_eq!(yesno(b"OFF"), Some(false));
        assert_eq!(yesno(b"2"), None);
        assert_eq!(yesno(b""), None);
    }
}
