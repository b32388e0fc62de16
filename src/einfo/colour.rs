//! The colours of messages and the grammar of `EINFO_COLOR`.
//!
//! `EINFO_COLOR` is a no (`no`, `n`, `false`, `off`, `0`), which turns colours off, or
//! any text with parts of the form `good=2;1:`, whose name is one of `good`, `warn`,
//! `bad`, `hilite` and `bracket`, the first number the colour (0 to 7) and the second 0
//! where the text is not to be bold.
#![forbid(unsafe_code)]

use crate::bytes::find;
use crate::number;
use core::ffi::CStr;

/// `ECOLOR`: what a colour stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// No colour.
    Normal = 1,
    /// What went well.
    Good = 2,
    /// A warning.
    Warn = 3,
    /// What went wrong.
    Bad = 4,
    /// What stands out.
    Hilite = 5,
    /// The brackets around `ok`.
    Bracket = 6,
}

impl Colour {
    /// The colour of one of `ECOLOR`'s numbers.
    pub fn from_number(number: i32) -> Option<Self> {
        Some(match number {
            1 => Colour::Normal,
            2 => Colour::Good,
            3 => Colour::Warn,
            4 => Colour::Bad,
            5 => Colour::Hilite,
            6 => Colour::Bracket,
            _ => return None,
        })
    }
}

/// The colours that a user may choose, with the names and the colours they have.
const CHOICES: [(Colour, &[u8], u8); 5] = [
    (Colour::Good, b"good", 2),
    (Colour::Warn, b"warn", 3),
    (Colour::Bad, b"bad", 1),
    (Colour::Hilite, b"hilite", 6),
    (Colour::Bracket, b"bracket", 4),
];

/// The escape sequence of each of the eight colours.
macro_rules! escapes {
    ($weight:literal) => {
        [
            escapes!($weight, '0'),
            escapes!($weight, '1'),
            escapes!($weight, '2'),
            escapes!($weight, '3'),
            escapes!($weight, '4'),
            escapes!($weight, '5'),
            escapes!($weight, '6'),
            escapes!($weight, '7'),
        ]
    };
    ($weight:literal, $colour:literal) => {
        match CStr::from_bytes_with_nul(
            concat!("\x1b[", $weight, "m\x1b[3", $colour, "m\0").as_bytes(),
        ) {
            Ok(escape) => escape,
            Err(_) => c"",
        }
    };
}
static PLAIN: [&CStr; 8] = escapes!("");
static BOLD: [&CStr; 8] = escapes!("1");
const NORMAL: &CStr = c"\x1b[m";

/// The colours chosen, four bits each: bold, and the colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Palette(pub(super) u32);

impl Palette {
    /// The palette that a value of `EINFO_COLOR` describes.
    pub(super) fn parse(value: Option<&[u8]>) -> Self {
        let mut bits = 0;
        for (index, (_, name, default)) in (0_u32..).zip(CHOICES) {
            let chosen = value.and_then(|value| choice(value, name));
            let (colour, bold) = chosen.unwrap_or((default, true));
            let nibble = u32::from(colour) | (u32::from(bold) << 3);
            bits |= nibble.wrapping_shl(index.wrapping_mul(4));
        }
        Palette(bits)
    }

    /// What turns a colour on.
    pub(super) fn escape(self, colour: Colour) -> &'static CStr {
        let mut shifts = (0_u32..).step_by(4).zip(CHOICES);
        let Some((shift, _)) = shifts.find(|(_, choice)| choice.0 == colour) else {
            return NORMAL;
        };
        let nibble = self.0.wrapping_shr(shift);
        let table = if nibble & 8 == 0 { &PLAIN } else { &BOLD };
        table.get((nibble & 7) as usize).copied().unwrap_or(NORMAL)
    }
}

/// What stands behind the first mention of a name: the colour, and whether it is bold.
fn choice(value: &[u8], name: &[u8]) -> Option<(u8, bool)> {
    let at = find(value, name)?;
    let rest = value.get(at..)?.strip_prefix(name)?.strip_prefix(b"=")?;
    let setting = rest.split(|byte| *byte == b':').next().unwrap_or_default();
    let number = number::strtoimax(setting, number::Base::Ten).value as i32;
    let mut parts = setting.splitn(2, |byte| *byte == b';').skip(1);
    let plain = parts.next().is_some_and(|weight| weight.starts_with(b"0"));
    Some(((number & 7) as u8, !plain))
}

#[cfg(test)]
mod tests {
    use super::{Colour, Palette};
    use core::ffi::CStr;

    fn escape(value: Option<&str>, colour: Colour) -> &'static CStr {
        Palette::parse(value.map(str::as_bytes)).escape(colour)
    }

    #[test]
    fn without_a_choice() {
        assert_eq!(escape(None, Colour::Good), c"\x1b[1m\x1b[32m");
        assert_eq!(escape(None, Colour::Bracket), c"\x1b[1m\x1b[34m");
        assert_eq!(escape(None, Colour::Normal), c"\x1b[m");
    }

    #[test]
    fn choices() {
        assert_eq!(escape(Some("good=5;0:"), Colour::Good), c"\x1b[m\x1b[35m");
        let two = Some("good=5:bad=3;1");
        assert_eq!(escape(two, Colour::Good), c"\x1b[1m\x1b[35m");
        assert_eq!(escape(two, Colour::Bad), c"\x1b[1m\x1b[33m");
        assert_eq!(escape(two, Colour::Warn), c"\x1b[1m\x1b[33m");
        assert_eq!(escape(Some("good"), Colour::Good), c"\x1b[1m\x1b[32m");
        assert_eq!(escape(Some("good=-1"), Colour::Good), c"\x1b[1m\x1b[37m");
        assert_eq!(escape(Some("good=x;0"), Colour::Good), c"\x1b[m\x1b[30m");
    }
}
