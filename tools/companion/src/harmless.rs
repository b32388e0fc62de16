//! Names and messages for a terminal. A name may hold any byte, and a terminal obeys some
//! of them: a file that another user made must not clear the screen of the one who lists it.

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
            other if acts(other) => match u8::try_from(other) {
                Ok(byte) => out.push_str(&format!("\\x{byte:02x}")),
                Err(_) => out.push_str(&format!("\\u{{{:x}}}", u32::from(other))),
            },
            other => out.push(other),
        }
    }
    out
}

/// JSON in which no character acts on a terminal. Its writer escapes those below 0x20.
pub fn harmless_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '\n' => out.push('\n'),
            other if acts(other) => out.push_str(&format!("\\u{:04x}", u32::from(other))),
            other => out.push(other),
        }
    }
    out
}

/// Control characters, and those that change the direction of writing: they show a name as
/// another one.
fn acts(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
    fn json_stays_json() {
        assert_eq!(
            harmless_json("{\n  \"a\": \"\u{7f}\u{9b}\u{2066}ä\"\n}"),
            "{\n  \"a\": \"\\u007f\\u009b\\u2066ä\"\n}"
        );
    }
}
