//! Numbers at the beginning of bytes, as scanf's `%d` reads them.
#![forbid(unsafe_code)]

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

#[cfg(test)]
mod tests {
    use super::leading;

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
