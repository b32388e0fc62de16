//! Patterns: `*`, `?` and simple sets.

use alloc::vec::Vec;

/// A text of which some bytes are not meant as they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub bytes: Vec<u8>,
    /// Where these are, ascending.
    active: Vec<usize>,
    /// A bracket is among them.
    has_bracket: bool,
}

impl Text {
    /// Adds a byte that was not quoted.
    pub fn push(&mut self, byte: u8) {
        self.has_bracket |= byte == b'[';
        let is_active = match byte {
            b'*' | b'?' | b'[' => true,
            b']' | b'!' | b'^' | b'-' => self.has_bracket,
            _ => false,
        };
        if is_active {
            self.active.push(self.bytes.len());
        }
        self.bytes.push(byte);
    }

    /// Whether it stands for anything but itself.
    pub fn is_pattern(&self) -> bool {
        !self.active.is_empty() && self.bytes != b"["
    }

    /// What it stands for; `None` where shells may differ.
    pub fn compile(&self) -> Option<Pattern> {
        self.compile_from(0)
    }

    /// What stands from a place on, where all before it stands for itself.
    pub fn compile_from(&self, start: usize) -> Option<Pattern> {
        let mut active = self.active.iter().copied().peekable();
        if active.peek().is_some_and(|first| *first < start) {
            return None;
        }
        let mut bytes = self.bytes.iter().copied().enumerate().skip(start);
        let mut parts = Vec::new();
        while let Some((at, byte)) = bytes.next() {
            if active.next_if_eq(&at).is_none() {
                parts.push(Part::Byte(byte));
                continue;
            }
            match byte {
                b'*' => parts.push(Part::Star),
                b'?' => parts.push(Part::Any),
                b'[' => {
                    let set = self.set(at)?;
                    for _ in 0..set.length {
                        if let Some((at, _)) = bytes.next() {
                            active.next_if_eq(&at);
                        }
                    }
                    parts.push(Part::Set(set));
                }
                // Outside a set.
                _ => parts.push(Part::Byte(byte)),
            }
        }
        Some(Pattern { parts })
    }

    /// The set that begins at a bracket.
    fn set(&self, bracket: usize) -> Option<Set> {
        let is_active = |at: usize| self.active.binary_search(&at).is_ok();
        let mut set = Set::default();
        let mut at = bracket.saturating_add(1);
        if self.bytes.get(at) == Some(&b'!') && is_active(at) {
            set.is_negated = true;
            at = at.saturating_add(1);
        }
        loop {
            let byte = *self.bytes.get(at)?;
            match byte {
                b']' if is_active(at) => break,
                b'[' | b'^' | b'!' | b'-' | b'/' => return None,
                _ if !byte.is_ascii() => return None,
                _ => {}
            }
            let range = self.bytes.get(at.saturating_add(1)) == Some(&b'-')
                && is_active(at.saturating_add(1));
            let last = if range {
                at = at.saturating_add(2);
                *self.bytes.get(at)?
            } else {
                byte
            };
            // Other ranges depend on the language.
            if range && !(byte.is_ascii_digit() && last.is_ascii_digit()) {
                return None;
            }
            set.ranges.push((byte, last));
            at = at.saturating_add(1);
        }
        set.length = at.saturating_sub(bracket);
        (!set.ranges.is_empty()).then_some(set)
    }
}

#[derive(Default)]
struct Set {
    is_negated: bool,
    ranges: Vec<(u8, u8)>,
    /// How many bytes it has after its bracket.
    length: usize,
}

enum Part {
    Byte(u8),
    Any,
    Star,
    Set(Set),
}

impl Part {
    fn is(&self, byte: u8) -> bool {
        match self {
            Part::Byte(own) => *own == byte,
            Part::Any => true,
            Part::Star => false,
            Part::Set(set) => {
                let is_in = set
                    .ranges
                    .iter()
                    .any(|(first, last)| (*first..=*last).contains(&byte));
                is_in != set.is_negated
            }
        }
    }
}

/// A pattern that was understood.
pub struct Pattern {
    parts: Vec<Part>,
}

impl Pattern {
    /// Whether characters of several bytes would be counted.
    pub fn counts_characters(&self) -> bool {
        let mut parts = self.parts.iter();
        parts.any(|part| matches!(part, Part::Any | Part::Set(_)))
    }

    /// How many bytes are compared at most to see whether it fits so many.
    pub fn work(&self, bytes: usize) -> usize {
        let tried = bytes.saturating_add(1);
        self.parts.len().saturating_add(1).saturating_mul(tried)
    }

    /// Whether it fits all of `subject`.
    pub fn fits(&self, subject: &[u8]) -> bool {
        let (mut part, mut at) = (0usize, 0usize);
        // Where the last star was, and from where it was tried to go on.
        let mut star: Option<(usize, usize)> = None;
        loop {
            match (self.parts.get(part), subject.get(at)) {
                (Some(Part::Star), _) => {
                    part = part.saturating_add(1);
                    star = Some((part, at));
                    continue;
                }
                (Some(own), Some(byte)) if own.is(*byte) => {
                    part = part.saturating_add(1);
                    at = at.saturating_add(1);
                    continue;
                }
                (None, None) => return true,
                _ => {}
            }
            match star {
                Some((after, tried)) if tried < subject.len() => {
                    part = after;
                    at = tried.saturating_add(1);
                    star = Some((after, at));
                }
                _ => return false,
            }
        }
    }

    /// The shortest or longest part of `subject` that it fits, at one of its ends, is
    /// taken away.
    pub fn remove<'a>(&self, subject: &'a [u8], at_end: bool, longest: bool) -> &'a [u8] {
        let length = subject.len();
        for count in 0..=length {
            let count = if longest {
                length.saturating_sub(count)
            } else {
                count
            };
            let split = if at_end {
                length.saturating_sub(count)
            } else {
                count
            };
            let Some((front, back)) = subject.split_at_checked(split) else {
                continue;
            };
            let (removed, left) = if at_end { (back, front) } else { (front, back) };
            if self.fits(removed) {
                return left;
            }
        }
        subject
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> Option<Pattern> {
        let mut all = Text::default();
        text.bytes().for_each(|byte| all.push(byte));
        all.compile()
    }

    #[test]
    fn patterns_fit_whole_texts() {
        for (text, subject, fits) in [
            ("*", "", true),
            ("a*b*c", "axxbyyc", true),
            ("a*b*c", "axxbyy", false),
            ("?", "", false),
            ("net.*", "net.", true),
            ("[Yy][Ee]s", "yEs", true),
            ("[!0-9]x", "5x", false),
            ("[!0-9]x", "ax", true),
            ("*[0-9]*", "ab1c", true),
            ("a]-!", "a]-!", true),
        ] {
            assert_eq!(
                pattern(text).unwrap().fits(subject.as_bytes()),
                fits,
                "{text} {subject}"
            );
        }
        for unclear in ["[a-z]", "[^a]", "[]a]", "[a", "[[:alpha:]]", "[\u{e9}]"] {
            assert!(pattern(unclear).is_none(), "{unclear}");
        }
    }

    #[test]
    fn ends_are_taken_away() {
        let remove = |text, subject: &'static str, at_end, longest| {
            pattern(text)
                .unwrap()
                .remove(subject.as_bytes(), at_end, longest)
        };
        assert_eq!(remove("*.", "a.b.c", false, false), b"b.c");
        assert_eq!(remove("*.", "a.b.c", false, true), b"c");
        assert_eq!(remove(".*", "a.b.c", true, false), b"a.b");
        assert_eq!(remove(".*", "a.b.c", true, true), b"a");
        assert_eq!(remove("x", "a.b.c", true, true), b"a.b.c");
    }
}
