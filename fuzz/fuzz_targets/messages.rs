//! EINFO_COLOR, TERM, COLUMNS, EINFO_INDENT and the texts of messages: whatever they
//! are, a message is written that holds its text, and its count is C's.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openrc::einfo::{indent, Colour, End, Form, Speaker, Terminal};
use openrc::Environment;
use openrc_fuzz::memory;

const VARIABLES: [&str; 8] = [
    "EINFO_COLOR",
    "TERM",
    "COLUMNS",
    "EINFO_INDENT",
    "EINFO_LASTCMD",
    "EINFO_QUIET",
    "EERROR_QUIET",
    "EINFO_VERBOSE",
];

fuzz_target!(|content: &[u8]| {
    let mut parts = content
        .split(|byte| *byte == b'\n')
        .map(|part| part.split(|byte| *byte == 0).next().unwrap_or_default());
    let values = VARIABLES.map(|variable| (variable, parts.next().unwrap_or_default()));
    let set = values.into_iter().filter(|(_, value)| !value.is_empty());
    let terminal = Terminal::new(Environment::from_pairs(set).unwrap());
    let prefix = parts.next();
    let text = parts.next().unwrap_or_default();
    let speaker = Speaker {
        terminal: &terminal,
        prefix,
    };
    memory::within(8 * content.len() + (512 << 10), || {
        for form in [
            Form::EINFO,
            Form::EWARNVN,
            Form::EERROR,
            Form::EBEGIN,
            Form::EBEGINVN,
        ] {
            let count = speaker.message(&form, text).value;
            assert!(count <= text.len() as i32 + 40 + 8);
        }
        for value in [0, 1, -7] {
            assert!([0, value].contains(&speaker.end(&End::EENDV, value, Some(text)).value));
            assert_eq!(speaker.end(&End::EEND, value, None).value, value);
        }
        speaker.bracket(text.len() as i32, Some(Colour::Bad), text);
        for number in -1..9 {
            terminal.escape(Colour::from_number(number));
        }
        indent::more(terminal.environment());
        indent::less(terminal.environment());
    });
});
