//! `test` and `[`.

use super::machine::{At, Machine, Run};
use super::FileTest;
use crate::bytes::{halves, part};
use crate::number::leading;
use alloc::vec::Vec;

/// Whether a condition holds. What the operands look like must leave no doubt which of
/// them are operators.
pub fn holds(machine: &mut Machine, at: At, words: &[Vec<u8>]) -> Run<bool> {
    machine.step(at)?;
    let words: Vec<&[u8]> = words.iter().map(Vec::as_slice).collect();
    terms(machine, at, &words)
}

fn terms(machine: &mut Machine, at: At, words: &[&[u8]]) -> Run<bool> {
    if words.len() <= 4 {
        return simple(machine, at, words);
    }
    // `-o` binds less than `-a`.
    for operator in [b"-o", b"-a"] {
        if let Some(place) = words.iter().position(|word| word == operator) {
            let (left, rest) = halves(words, place);
            let right = part(rest, 1..);
            let one = term(machine, at, left)?;
            let other = if right.len() > 3 {
                terms_of(machine, at, right)?
            } else {
                term(machine, at, right)?
            };
            return Ok(if operator == b"-o" {
                one || other
            } else {
                one && other
            });
        }
    }
    Err(machine.refuse(at, "a long condition"))
}

/// More terms of the same kind, after the first.
fn terms_of(machine: &mut Machine, at: At, words: &[&[u8]]) -> Run<bool> {
    let kinds = [b"-o", b"-a"].map(|operator| words.contains(&operator.as_slice()));
    if kinds == [true, true] {
        return Err(machine.refuse(at, "a long condition"));
    }
    if words.len() > 4 {
        return terms(machine, at, words);
    }
    term(machine, at, words)
}

/// Between `-a` and `-o`: `-f FILE`, `A = B`, with or without `!`.
fn term(machine: &mut Machine, at: At, words: &[&[u8]]) -> Run<bool> {
    match words {
        [b"!", rest @ ..] => term(machine, at, rest).map(|holds| !holds),
        [operator, operand] if is_unary(operator) && is_operand(operand) => {
            unary(machine, at, operator, operand)
        }
        [left, operator, right] if is_operand(left) && is_operand(right) => {
            match binary(machine, at, left, operator, right)? {
                Some(holds) => Ok(holds),
                None => Err(machine.refuse(at, "a condition")),
            }
        }
        _ => Err(machine.refuse(at, "a long condition")),
    }
}

/// Nothing that could be taken for an operator.
fn is_operand(word: &[u8]) -> bool {
    !matches!(
        word.first(),
        Some(b'-' | b'!' | b'(' | b')' | b'=' | b'<' | b'>')
    )
}

fn is_unary(word: &[u8]) -> bool {
    matches!(
        word,
        [
            b'-',
            b'n' | b'z' | b'e' | b'f' | b'd' | b's' | b'L' | b'h' | b'r' | b'x'
        ]
    )
}

/// As POSIX says, by the number of words.
fn simple(machine: &mut Machine, at: At, words: &[&[u8]]) -> Run<bool> {
    match words {
        [] => Ok(false),
        [word] => Ok(!word.is_empty()),
        [b"!", word] => Ok(word.is_empty()),
        [operator, operand] => unary(machine, at, operator, operand),
        [left, operator, right] => match binary(machine, at, left, operator, right)? {
            Some(holds) => Ok(holds),
            None if *left == b"!" => unary(machine, at, operator, right).map(|holds| !holds),
            None => Err(machine.refuse(at, "a condition")),
        },
        [b"!", left, operator, right] => match binary(machine, at, left, operator, right)? {
            Some(holds) => Ok(!holds),
            None => Err(machine.refuse(at, "a condition")),
        },
        _ => Err(machine.refuse(at, "a condition")),
    }
}

fn unary(machine: &mut Machine, at: At, operator: &[u8], operand: &[u8]) -> Run<bool> {
    let test = match operator {
        b"-n" => return Ok(!operand.is_empty()),
        b"-z" => return Ok(operand.is_empty()),
        b"-e" => FileTest::Exists,
        b"-f" => FileTest::IsFile,
        b"-d" => FileTest::IsFolder,
        b"-s" => FileTest::IsNotEmpty,
        b"-L" | b"-h" => FileTest::IsLink,
        b"-r" => FileTest::IsReadable,
        b"-x" => FileTest::IsExecutable,
        _ => return Err(machine.refuse_word(at, "a condition", operator)),
    };
    let answer = machine.host.test(test, operand);
    answer.ok_or_else(|| machine.refuse_word(at, "a file that cannot be looked at", operand))
}

fn binary(
    machine: &mut Machine,
    at: At,
    left: &[u8],
    operator: &[u8],
    right: &[u8],
) -> Run<Option<bool>> {
    let order = match operator {
        b"=" => return Ok(Some(left == right)),
        b"!=" => return Ok(Some(left != right)),
        b"-eq" | b"-ne" | b"-gt" | b"-ge" | b"-lt" | b"-le" => {
            let (Some(left), Some(right)) = (number(left), number(right)) else {
                return Err(machine.refuse(at, "a number in a condition"));
            };
            left.cmp(&right)
        }
        _ => return Ok(None),
    };
    Ok(Some(match operator {
        b"-eq" => order.is_eq(),
        b"-ne" => order.is_ne(),
        b"-gt" => order.is_gt(),
        b"-ge" => order.is_ge(),
        b"-lt" => order.is_lt(),
        _ => order.is_le(),
    }))
}

fn number(bytes: &[u8]) -> Option<i32> {
    let digits = bytes.strip_prefix(b"-").unwrap_or(bytes);
    let is_plain = matches!(digits.len(), 1..=9) && digits.iter().all(u8::is_ascii_digit);
    if is_plain {
        leading(bytes)
    } else {
        None
    }
}
