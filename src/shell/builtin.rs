//! The shell's own commands.

use super::condition;
use super::expand;
use super::machine::{At, Flow, Machine, Run};
use super::syntax::{is_name, Program, Word};
use super::variables::assignment;
use super::Value;
use crate::bytes::part;
use crate::number::leading;
use alloc::rc::Rc;
use alloc::vec::Vec;

/// `export` and `local`, whose words are assignments. `None` for other commands.
pub fn declare(
    machine: &mut Machine,
    program: &Rc<Program>,
    words: &[Word],
    at: At,
) -> Run<Option<Flow>> {
    let Some((name, words)) = words.split_first() else {
        return Ok(None);
    };
    let is_local = match program.raw(*name) {
        b"local" => true,
        b"export" => false,
        _ => return Ok(None),
    };
    if words.is_empty() {
        return Err(machine.refuse(at, "a command that prints every variable"));
    }
    // All words are expanded before the first is assigned.
    let mut declared = Vec::with_capacity(words.len());
    for word in words {
        declared.push(declared_word(machine, program, *word, is_local, at)?);
    }
    for (name, value) in declared {
        if is_local {
            machine.make_local(at, &name)?;
        }
        if let Some(value) = value {
            machine.assign(at, &name, value)?;
        }
    }
    machine.status = Some(0);
    Ok(Some(Flow::Next))
}

/// A name, and the value that it is given, if it is.
type Declared = (Vec<u8>, Option<Value>);

fn declared_word(
    machine: &mut Machine,
    program: &Rc<Program>,
    word: Word,
    is_local: bool,
    at: At,
) -> Run<Declared> {
    let raw = program.raw(word);
    let Some((name, _)) = assignment(raw) else {
        if let [b'"', _, .., b'"'] = raw {
            return declared_quoted(machine, program, word, is_local, at);
        }
        if !word.is_plain || !is_name(raw) {
            return Err(machine.refuse(at, "what is declared"));
        }
        return Ok((raw.to_vec(), None));
    };
    let start = name.len().saturating_add(1);
    // Some shells split and expand here as in any word: only where that makes no difference.
    let value = if word.is_plain {
        Value::Known(part(raw, start..).to_vec())
    } else {
        expand::declared(machine, program, word, start)?
    };
    Ok((name.to_vec(), Some(value)))
}

/// `"name=value"`
fn declared_quoted(
    machine: &mut Machine,
    program: &Rc<Program>,
    word: Word,
    is_local: bool,
    at: At,
) -> Run<Declared> {
    let fields = machine.expand_words(program, &[word])?;
    match fields.as_slice() {
        [field] => match assignment(field) {
            Some((name, start)) if !is_local => {
                let value = part(field, start..);
                Ok((name.to_vec(), Some(Value::Known(value.to_vec()))))
            }
            _ => Err(machine.refuse(at, "what is declared")),
        },
        _ => Err(machine.refuse(at, "what is declared")),
    }
}

/// The commands that no function can replace. `None` for others.
pub fn special(
    machine: &mut Machine,
    at: At,
    name: &[u8],
    arguments: &[Vec<u8>],
) -> Run<Option<Flow>> {
    match name {
        b":" => machine.status = Some(0),
        b"." => {
            return match arguments {
                [path] if crate::bytes::position(b'/', path).is_some() => {
                    machine.run_sourced(at, path).map(Some)
                }
                _ => Err(machine.refuse(at, "a file found by PATH")),
            }
        }
        b"return" | b"exit" => {
            match arguments {
                [] => {}
                [number] => machine.status = Some(small_number(machine, at, number)?),
                _ => return Err(machine.refuse(at, "several statuses")),
            }
            let is_return = name == b"return";
            return Ok(Some(if is_return { Flow::Return } else { Flow::Exit }));
        }
        b"unset" => {
            for name in arguments {
                unset(machine, at, name)?;
            }
            machine.status = Some(0);
        }
        _ => return Ok(None),
    }
    Ok(Some(Flow::Next))
}

fn unset(machine: &mut Machine, at: At, name: &[u8]) -> Run<()> {
    let is_variable =
        machine.variables.assigned(name).is_some() || machine.variables.is_in_environment(name);
    // bash takes the function where there is no such variable.
    let is_function = machine.has_function(name) || machine.host.is_command(name);
    if !is_name(name) || (!is_variable && is_function) {
        return Err(machine.refuse(at, "what is unset"));
    }
    machine.assign(at, name, Value::Unset)
}

fn small_number(machine: &mut Machine, at: At, bytes: &[u8]) -> Run<u8> {
    let is_decimal = bytes.iter().all(u8::is_ascii_digit) && !bytes.starts_with(b"0");
    let number = leading(bytes).and_then(|number| u8::try_from(number).ok());
    match number {
        Some(number) if is_decimal || bytes == b"0" => Ok(number),
        _ => Err(machine.refuse(at, "a status that is no small number")),
    }
}

/// The other commands: their status. `None` for those that are not evaluated.
pub fn regular(
    machine: &mut Machine,
    at: At,
    name: &[u8],
    arguments: &[Vec<u8>],
) -> Run<Option<u8>> {
    let result = match name {
        b"true" => true,
        b"false" => false,
        b"test" => condition::holds(machine, at, arguments)?,
        b"[" => match arguments.split_last() {
            Some((last, arguments)) if last == b"]" => condition::holds(machine, at, arguments)?,
            _ => return Err(machine.refuse(at, "an open bracket")),
        },
        _ => return Ok(None),
    };
    Ok(Some(u8::from(!result)))
}
