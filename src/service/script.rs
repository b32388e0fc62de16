//! What a service's script says about itself: evaluated here where that is possible, else
//! by a shell, which gets path and names as arguments, never as code.
#![forbid(unsafe_code)]

use super::resolve;
use crate::build_options::NATIVE_GATHERING;
use crate::context::Context;
use crate::release::RELEASE;
use crate::script_file;
use crate::shell::syntax::Program;
use crate::shell::{Environment, Flow, Machine};
use crate::sys::fs::File;
use crate::sys::{process, Errno, SysResult};
use crate::{bounds, Error, Result};
use alloc::ffi::CString;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::ffi::CStr;

const EXTRA_COMMANDS: &CStr = c"_rc_script=$1; shift; . \"$_rc_script\"
echo $extra_commands $extra_started_commands $extra_stopped_commands";

const DESCRIPTION: &CStr = c"_rc_script=$1 _rc_option=$2; shift 2; . \"$_rc_script\"
eval \"echo \\\"\\${description$_rc_option}\\\"\"";

/// `rc_service_extra_commands`: the commands that a service has beside start and stop.
///
/// # Errors
/// Those of [`resolve::resolve`], of starting the shell, and (since 0.62) `ENOENT` where
/// the script printed nothing.
pub fn extra_commands(context: &Context, service: &[u8]) -> Result<Vec<Vec<u8>>> {
    let script = resolve::resolve(context, service)?;
    let line = match evaluated(context, &script, &COMMANDS) {
        Some(line) => line,
        None => first_line(context, EXTRA_COMMANDS, &[&script])?,
    };
    let words = line.split(|byte| *byte == b' ');
    Ok(words
        .filter(|word| !word.is_empty())
        .map(<[u8]>::to_vec)
        .collect())
}

/// `rc_service_description`: what a service, or one of its commands, does.
///
/// # Errors
/// As [`extra_commands`]. A command whose name is not a shell name has no description.
pub fn description(context: &Context, service: &[u8], command: &[u8]) -> Result<Vec<u8>> {
    let script = resolve::resolve(context, service)?;
    if !command
        .iter()
        .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    {
        return Ok(Vec::new());
    }
    let mut suffix = Vec::new();
    if !command.is_empty() {
        suffix.push(b'_');
        suffix.extend_from_slice(command);
    }
    let variable = [b"description", suffix.as_slice()].concat();
    match evaluated_value(context, &script, &variable) {
        Some(line) => Ok(line),
        None => first_line(context, DESCRIPTION, &[&script, &suffix]),
    }
}

/// The variables that name commands.
const COMMANDS: [&[u8]; 3] = [
    b"extra_commands",
    b"extra_started_commands",
    b"extra_stopped_commands",
];

/// What `take` finds in the variables of a script that was read; `None` where only a
/// shell could say.
fn after<T>(
    context: &Context,
    script: &[u8],
    take: impl FnOnce(&mut Machine, &Rc<Program>) -> Option<T>,
) -> Option<T> {
    if !NATIVE_GATHERING {
        return None;
    }
    let environment = Environment::new(context.child_environment().entries());
    let program = script_file::source(script).ok()?;
    let mut host = script_file::Plain;
    let mut machine = Machine::new(&mut host, &environment);
    match machine.source(&program).ok()? {
        Flow::Next | Flow::Return => take(&mut machine, &program),
        Flow::Exit => None,
    }
}

/// What `echo` prints of the fields of these variables.
fn evaluated(context: &Context, script: &[u8], variables: &[&[u8]]) -> Option<Vec<u8>> {
    after(context, script, |machine, program| {
        let mut fields = Vec::new();
        for variable in variables {
            let value = machine.variables().known(variable)?.to_vec();
            fields.append(&mut machine.fields(program, &value).ok()?);
        }
        echoed(fields.join(&b' '))
    })
}

/// The first line that `echo` prints of a variable.
fn evaluated_value(context: &Context, script: &[u8], variable: &[u8]) -> Option<Vec<u8>> {
    after(context, script, |machine, _| {
        echoed(machine.variables().known(variable)?.to_vec())
    })
}

/// The first line that `echo` prints; `None` where shells differ.
fn echoed(mut text: Vec<u8>) -> Option<Vec<u8>> {
    if text.starts_with(b"-") || text.contains(&b'\\') {
        return None;
    }
    let end = crate::bytes::position(b'\n', &text).unwrap_or(text.len());
    text.truncate(end);
    Some(text)
}

/// A shell would read a FIFO, a device or a terabyte for ever. About other files that cannot
/// be read it complains, as in C.
fn check(script: &[u8]) -> SysResult<()> {
    match File::open(script).and_then(|file| file.metadata()) {
        Ok(file) if file.size > bounds::SCRIPT_FOR_A_SHELL => Err(Errno::FBIG),
        Err(errno @ (Errno::INVAL | Errno::WOULDBLOCK)) => Err(errno),
        _ => Ok(()),
    }
}

/// The first line that a shell prints, without its end, and without what follows a NUL
/// in it: to C it ends there.
fn first_line(context: &Context, code: &CStr, arguments: &[&[u8]]) -> Result<Vec<u8>> {
    check(arguments.first().copied().unwrap_or_default())?;
    let mut owned = Vec::new();
    for argument in arguments {
        owned.push(CString::new(*argument).map_err(|_| Error::InvalidArgument)?);
    }
    let arguments: Vec<&CStr> = owned.iter().map(CString::as_c_str).collect();
    let child = process::shell(code, &arguments, &context.child_environment())?;
    let line = child.read_line(bounds::DESCRIPTION);
    // As with pclose in C, how the script ended does not matter: it may end with any status.
    child.wait().ok();
    let (mut line, is_whole) = line?;
    // Up to 0.55, C takes no output for an empty line.
    if line.is_empty() && !is_whole && !RELEASE.takes_no_output {
        return Err(Errno::NOENT.into());
    }
    let end = crate::bytes::position(0, &line).unwrap_or(line.len());
    line.truncate(end);
    Ok(line)
}
