//! `$(( … ))`: sums and products of plain numbers, none below zero.

use super::syntax::is_name;
use super::variables::Variables;
use crate::number::leading;

/// The value of an expression; `None` where shells might differ.
pub fn evaluate(text: &[u8], variables: &Variables) -> Option<u32> {
    let mut rest = text.trim_ascii();
    let mut sum = product(&mut rest, variables)?;
    while let Some(operator) = take(&mut rest) {
        let next = product(&mut rest, variables)?;
        sum = match operator {
            b'+' => sum.checked_add(next)?,
            b'-' => sum.checked_sub(next)?,
            _ => return None,
        };
    }
    i32::try_from(sum).is_ok().then_some(sum)
}

fn product(rest: &mut &[u8], variables: &Variables) -> Option<u32> {
    let mut product = operand(rest, variables)?;
    while let Some(operator @ (b'*' | b'/' | b'%')) = rest.first().copied() {
        take(rest);
        let next = operand(rest, variables)?;
        product = match operator {
            b'*' => product.checked_mul(next)?,
            b'/' => product.checked_div(next)?,
            _ => product.checked_rem(next)?,
        };
    }
    Some(product)
}

/// A number, or a variable that holds one.
fn operand(rest: &mut &[u8], variables: &Variables) -> Option<u32> {
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
    let length = rest.iter().take_while(is_part).count();
    let (word, after) = rest.split_at_checked(length)?;
    *rest = after.trim_ascii_start();
    let digits = if is_name(word) {
        variables.known(word)?
    } else {
        word
    };
    // Zeros in front make it octal.
    let is_plain = matches!(digits, [b'0'] | [b'1'..=b'9', ..]) && digits.len() <= 9;
    let is_decimal = digits.iter().all(u8::is_ascii_digit);
    let number = (is_plain && is_decimal).then(|| leading(digits))??;
    u32::try_from(number).ok()
}

fn take(rest: &mut &[u8]) -> Option<u8> {
    let (first, after) = rest.split_first()?;
    *rest = after.trim_ascii_start();
    Some(*first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::Environment;
    use crate::shell::Value;

    #[test]
    fn sums_and_products_of_plain_numbers() {
        let environment = Environment::default();
        let mut variables = Variables::new(&environment);
        variables.set(b"x", Value::Known(b"12".to_vec()));
        variables.set(b"y", Value::Known(b"010".to_vec()));
        for (text, value) in [
            ("1", Some(1)),
            (" 2 + 3*x - 4 ", Some(34)),
            ("7 / 2 * 2 + 7 % 4", Some(9)),
            ("9 - 2 - 3", Some(4)),
            ("1 - 2 + 3", None),
            ("2000000000 + 2000000000", None),
            ("1000000 * 1000000", None),
            ("", None),
            ("1 +", None),
            ("-1", None),
            ("1 2", None),
            ("010", None),
            ("y", None),
            ("z", None),
            ("1 / 0", None),
            ("1 << 2", None),
            ("(1)", None),
            ("x = 1", None),
            ("0x10", None),
        ] {
            assert_eq!(evaluate(text.as_bytes(), &variables), value, "{text}");
        }
    }
}
