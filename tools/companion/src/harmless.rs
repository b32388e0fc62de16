//! Names and messages for a terminal. A name may hold any byte, and a terminal obeys some
//! of them: a file that another user made must not clear the screen of the one who lists it.

use openrc::name::acts_on_terminal;
use std::io::{self, IsTerminal, Write};

/// Bytes as text in which no byte acts on a terminal: control characters and bytes that are
/// not UTF-8 are written as `\x1b`.
pub fn text(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(&harmless(chunk.valid()));
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02x}"));
        }
    }
    text
}

/// Text in which no character acts on a terminal.
pub fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            other if acts_on_terminal(other) => match u8::try_from(other) {
                Ok(byte) => out.push_str(&format!("\\x{byte:02x}")),
                Err(_) => out.push_str(&format!("\\u{{{:x}}}", u32::from(other))),
            },
            other => out.push(other),
        }
    }
    out
}

/// Bytes as one word of a command that a person is to copy into a shell. Nothing in it is run
/// there, and nothing acts on a terminal: what would is written as bash, zsh, ksh and busybox's
/// ash read it, `$'\033'`.
pub fn word(bytes: &[u8]) -> String {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-+@%,=:".contains(byte);
    let shown = std::str::from_utf8(bytes).ok();
    match shown.filter(|shown| !shown.chars().any(acts_on_terminal)) {
        Some(shown) if !bytes.is_empty() && bytes.iter().all(is_plain) => shown.to_string(),
        Some(shown) => format!("'{}'", shown.replace('\'', "'\\''")),
        None => {
            let escaped = |byte: &u8| match byte {
                b'\'' | b'\\' => format!("\\{}", char::from(*byte)),
                b' '..=b'~' => char::from(*byte).to_string(),
                other => format!("\\{other:03o}"),
            };
            let inner: String = bytes.iter().map(escaped).collect();
            format!("$'{inner}'")
        }
    }
}

/// Lines for a terminal on which nothing in them acts but their ends and tabs. `bytes` may end
/// in the middle of a character: returned is how many of them were taken.
pub fn lines(bytes: &[u8]) -> (String, usize) {
    let mut out = String::new();
    let mut taken = 0usize;
    while let Some(rest) = bytes.get(taken..).filter(|rest| !rest.is_empty()) {
        let (valid, is_cut, wrong) = match std::str::from_utf8(rest) {
            Ok(_) => (rest.len(), false, 0),
            Err(error) => {
                let wrong = error.error_len();
                (error.valid_up_to(), wrong.is_none(), wrong.unwrap_or(0))
            }
        };
        let text = String::from_utf8_lossy(rest.get(..valid).unwrap_or_default());
        for part in text.split_inclusive(['\n', '\t']) {
            let inner = part.trim_end_matches(['\n', '\t']);
            out.push_str(&harmless(inner));
            out.push_str(part.get(inner.len()..).unwrap_or_default());
        }
        let invalid = rest.get(valid..).and_then(|rest| rest.get(..wrong));
        for byte in invalid.unwrap_or_default() {
            out.push_str(&format!("\\x{byte:02x}"));
        }
        taken = taken.saturating_add(valid).saturating_add(wrong);
        if is_cut {
            break;
        }
    }
    (out, taken)
}

/// Writes to standard output what a program is to read: as it is, unless that is a terminal.
///
/// # Errors
/// Those of writing.
pub fn write_content(out: &mut dyn Write, content: &[u8]) -> io::Result<()> {
    if !io::stdout().is_terminal() {
        return out.write_all(content);
    }
    let (shown, taken) = lines(content);
    out.write_all(shown.as_bytes())?;
    out.write_all(text(content.get(taken..).unwrap_or_default()).as_bytes())
}

/// JSON in which no character acts on a terminal. Its writer escapes those below 0x20.
pub fn harmless_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '\n' => out.push('\n'),
            other if acts_on_terminal(other) => {
                out.push_str(&format!("\\u{:04x}", u32::from(other)))
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal() {
        assert_eq!(text(b"a\x1b[2Jb\x07"), "a\\x1b[2Jb\\x07");
        assert_eq!(text(b"one\ntwo\tthree"), "one\\ntwo\\tthree");
        // Both ways to write the control sequence introducer in one character.
        assert_eq!(text(b"\x9b"), "\\x9b");
        assert_eq!(text("\u{9b}".as_bytes()), "\\x9b");
        assert_eq!(text("\u{202e}txt".as_bytes()), "\\u{202e}txt");
        assert_eq!(text("ä€日本".as_bytes()), "ä€日本");
    }

    #[test]
    fn words_are_what_a_shell_reads() {
        assert_eq!(word(b"/srv/p/run/x.pid"), "/srv/p/run/x.pid");
        assert_eq!(word(b""), "''");
        assert_eq!(word(b"~user"), "'~user'");
        assert_eq!(word("$(x) ä".as_bytes()), "'$(x) ä'");
        assert_eq!(word(b"it's"), "'it'\\''s'");
        assert_eq!(word(b"a\x1b'\n\\"), "$'a\\033\\'\\012\\\\'");
        assert_eq!(word(b"\x9b$"), "$'\\233$'");
    }

    #[test]
    fn lines_stay_lines() {
        let all = |bytes: &[u8]| lines(bytes);
        assert_eq!(all(b"a\tb\n\n"), ("a\tb\n\n".into(), 5));
        assert_eq!(all(b"\x1b[2J\r\n"), ("\\x1b[2J\\x0d\n".into(), 6));
        assert_eq!(all("\u{9b}ä".as_bytes()), ("\\x9bä".into(), 4));
        assert_eq!(all(b"x\x9by\xff"), ("x\\x9by\\xff".into(), 4));
        // Its other half comes later.
        assert_eq!(all(b"x\xc3"), ("x".into(), 1));
        assert_eq!(all(b"\xc2\x9b"), ("\\x9b".into(), 2));
    }

    #[test]
    fn json_stays_json() {
        assert_eq!(
            harmless_json("{\n  \"a\": \"\u{7f}\u{9b}\u{2066}ä\"\n}"),
            "{\n  \"a\": \"\\u007f\\u009b\\u2066ä\"\n}"
        );
    }
}
