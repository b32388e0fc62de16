//! Words that mean something wherever they stand: yes and no, and the runlevels that are
//! part of OpenRC.
#![forbid(unsafe_code)]

/// `RC_LEVEL_SYSINIT`
pub const SYSINIT: &[u8] = b"sysinit";
/// `RC_LEVEL_BOOT`, which upstream keeps to itself.
pub const BOOT: &[u8] = b"boot";
/// `RC_LEVEL_SINGLE`: never holds a service.
pub const SINGLE: &[u8] = b"single";
/// `RC_LEVEL_SHUTDOWN`
pub const SHUTDOWN: &[u8] = b"shutdown";

/// `rc_yesno`: whether a value means yes (yes, y, true, 1) or no (no, n, false, 0),
/// in any case; `None` for anything else.
pub fn yesno(value: &[u8]) -> Option<bool> {
    meaning(
        value,
        &["yes", "y", "true", "1"],
        &["no", "n", "false", "0"],
    )
}

/// Whether a value is one of the words for yes or one of those for no, in any case. The
/// libraries and the shell's functions each know other words.
pub(crate) fn meaning(value: &[u8], yes: &[&str], no: &[&str]) -> Option<bool> {
    let is_one_of = |words: &[&str]| {
        words
            .iter()
            .any(|word| value.eq_ignore_ascii_case(word.as_bytes()))
    };
    if is_one_of(yes) {
        Some(true)
    } else if is_one_of(no) {
        Some(false)
    } else {
        None
    }
}
