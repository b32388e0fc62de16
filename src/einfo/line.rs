//! A message as a line of the system log, which others read on their terminals, or line by
//! line: without what moves a cursor, changes a colour or begins another line.
#![forbid(unsafe_code)]

use alloc::vec::Vec;

const ESCAPE: u8 = 0x1b;
const BELL: u8 = 0x07;

/// The text without escape sequences, and with a blank for other control characters that
/// stand between words.
pub(crate) fn of(text: &[u8]) -> Vec<u8> {
    let mut line = Vec::with_capacity(text.len());
    let mut rest = text;
    let mut is_blank_due = false;
    while let Some((byte, after)) = rest.split_first() {
        rest = match (*byte, after) {
            (ESCAPE, _) => after_sequence(after),
            // The control characters beyond ASCII, in UTF-8.
            (0xc2, [0x80..=0x9f, after @ ..]) => {
                is_blank_due = true;
                after
            }
            (byte, _) if byte.is_ascii_control() => {
                is_blank_due = true;
                after
            }
            (byte, _) => {
                if is_blank_due && !line.is_empty() {
                    line.push(b' ');
                }
                is_blank_due = false;
                line.push(byte);
                after
            }
        };
    }
    line
}

/// What follows an escape sequence, whose first byte is gone already.
fn after_sequence(text: &[u8]) -> &[u8] {
    let end = match text.first() {
        // A command, with the string that it takes.
        Some(b']' | b'P' | b'X' | b'^' | b'_') => {
            let bell = text.iter().position(|byte| *byte == BELL);
            let terminator = text.windows(2).position(|two| two == b"\x1b\\");
            let ends = [bell, terminator.map(|at| at.saturating_add(1))];
            ends.into_iter().flatten().min()
        }
        // Numbers, and what to do with them.
        Some(b'[') => text
            .iter()
            .skip(1)
            .position(|byte| !(0x20..0x40).contains(byte))
            .map(|at| at.saturating_add(1)),
        // One of several sets of letters, for example.
        _ => text.iter().position(|byte| !(0x20..0x30).contains(byte)),
    };
    let is_last = |at: usize| {
        text.get(at)
            .is_some_and(|byte| !byte.is_ascii_control() || *byte == BELL)
    };
    match end {
        // A control character in between ends it too, and counts.
        Some(at) if is_last(at) => text.get(at.saturating_add(1)..).unwrap_or_default(),
        Some(at) => text.get(at..).unwrap_or_default(),
        None => b"",
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn only_what_can_be_read_is_left() {
        let is = |text: &str, line: &str| assert_eq!(of(text.as_bytes()), line.as_bytes());
        is("a text", "a text");
        is("", "");
        is("two\nlines\r\n", "two lines");
        is("\ttab\t\tbed\x7f", "tab bed");
        is("\x1b[1m\x1b[36mfoo\x1b[m: no", "foo: no");
        is("\x1b[1;31;4mred\x1b[0m", "red");
        is("\x1b[?25lx\x1b[2Ky\x1b[A", "xy");
        is("\x1b]0;title\x07text\x1b]8;;a\x1b\\link", "textlink");
        is("\x1b(Bx\x1b7y\x1bM", "xy");
        is(
            "caf\u{e9} \u{2713}\u{9b}31mz\u{85}",
            "caf\u{e9} \u{2713} 31mz",
        );
        is("end\x1b", "end");
        is("end\x1b[12", "end");
        is("end\x1b]0;never", "end");
        is("a\x1b[3\nb", "a b");
        assert_eq!(of(b"caf\xe9\xc2"), b"caf\xe9\xc2");
    }
}
