//! Numbers at the beginning of bytes, as scanf's `%d` and `strtoimax` read them; and
//! written, without core's formatting: all of that would be a tenth of libeinfo.
#![forbid(unsafe_code)]

use alloc::vec::Vec;

/// The number that `bytes` begin with, after white space and a sign. One that is too
/// great is the greatest there is.
pub fn leading(bytes: &[u8]) -> Option<i32> {
    let blanks = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace() || **byte == 0x0b);
    let rest = bytes.get(blanks.count()..)?;
    let (negative, digits) = match rest.split_first() {
        Some((b'-', digits)) => (true, digits),
        Some((b'+', digits)) => (false, digits),
        _ => (false, rest),
    };
    let mut number: Option<i32> = None;
    for digit in digits.iter().take_while(|byte| byte.is_ascii_digit()) {
        let digit = i32::from(digit.wrapping_sub(b'0'));
        number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit));
    }
    number.map(|number| {
        if negative {
            number.saturating_neg()
        } else {
            number
        }
    })
}

/// The number that `bytes` are, and nothing else.
pub fn whole(bytes: &[u8]) -> Option<i64> {
    let number = strtoimax(bytes, Base::Ten);
    let begins = bytes.first().is_some_and(u8::is_ascii_digit) || bytes.starts_with(b"-");
    (begins && number.rest.is_empty() && !number.out_of_range).then_some(number.value)
}

/// `%d`, and `%u`.
pub fn decimal(value: impl itoa::Integer) -> Vec<u8> {
    itoa::Buffer::new().format(value).as_bytes().to_vec()
}

/// `%0*d`: with zeros in front, behind the sign.
pub fn padded(value: impl itoa::Integer, width: usize) -> Vec<u8> {
    let mut padded = decimal(value);
    let sign = usize::from(padded.starts_with(b"-"));
    while padded.len() < width {
        padded.insert(sign, b'0');
    }
    padded
}

/// The bases of `strtoimax`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// Decimal.
    Ten,
    /// As the number is written: `0x` hexadecimal, `0` octal, else decimal.
    Any,
}

/// What `strtoimax` finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number<'a> {
    /// The number; 0 where there is none, the nearest where it is out of range.
    pub value: i64,
    /// What follows the number; everything where there is none.
    pub rest: &'a [u8],
    /// The number is out of range.
    pub out_of_range: bool,
}

/// `strtoimax`: the number that `bytes` begin with.
pub fn strtoimax(bytes: &[u8], base: Base) -> Number<'_> {
    let blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0x0b;
    let start = bytes.iter().position(|byte| !blank(byte));
    let signed = bytes.get(start.unwrap_or(bytes.len())..).unwrap_or(b"");
    let (negative, digits) = match signed.split_first() {
        Some((b'-', digits)) => (true, digits),
        Some((b'+', digits)) => (false, digits),
        _ => (false, signed),
    };
    let (radix, digits) = radix(digits, base);
    let mut number = Number {
        value: 0,
        rest: bytes,
        out_of_range: false,
    };
    let mut left = digits;
    while let Some((digit, rest)) = left.split_first() {
        let Some(digit) = char::from(*digit).to_digit(radix) else {
            break;
        };
        let digit = if negative {
            i64::from(digit).wrapping_neg()
        } else {
            i64::from(digit)
        };
        let shifted = number.value.checked_mul(i64::from(radix));
        match shifted.and_then(|value| value.checked_add(digit)) {
            Some(value) => number.value = value,
            None => {
                number.out_of_range = true;
                number.value = if negative { i64::MIN } else { i64::MAX };
            }
        }
        left = rest;
        number.rest = rest;
    }
    number
}

/// The base that digits are written in, and the digits without its mark.
fn radix(digits: &[u8], base: Base) -> (u32, &[u8]) {
    match (base, digits) {
        (Base::Any, [b'0', b'x' | b'X', rest @ ..])
            if rest.first().is_some_and(u8::is_ascii_hexdigit) =>
        {
            (16, rest)
        }
        (Base::Any, [b'0', ..]) => (8, digits),
        _ => (10, digits),
    }
}

#[cfg(test)]
mod tests {
    use super::{leading, strtoimax, Base};

    #[test]
    fn as_strtoimax_reads() {
        let any = |text: &str| strtoimax(text.as_bytes(), Base::Any).value;
        assert_eq!(any("00000010"), 8);
        assert_eq!(any("00000008"), 0);
        assert_eq!(any("0x1f"), 31);
        assert_eq!(any("0x"), 0);
        assert_eq!(any("-7x"), -7);
        let ten = strtoimax(b" 010z", Base::Ten);
        assert_eq!((ten.value, ten.rest), (10, &b"z"[..]));
        assert_eq!(strtoimax(b" z", Base::Ten).rest, b" z");
        let great = strtoimax(b"-99999999999999999999", Base::Ten);
        assert_eq!((great.value, great.out_of_range), (i64::MIN, true));
    }

    #[test]
    fn as_scanf_reads() {
        assert_eq!(leading(b" 12x"), Some(12));
        assert_eq!(leading(b"-3"), Some(-3));
        assert_eq!(leading(b"+0007\n"), Some(7));
        assert_eq!(leading(b"99999999999"), Some(i32::MAX));
        for none in [&b""[..], b"x1", b"-", b" "] {
            assert_eq!(leading(none), None);
        }
    }
}
