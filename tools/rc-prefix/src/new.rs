//! An init script for a command.

use crate::place::{bytes, failure, path, text};
use crate::{environment, programs, whole};
use companion::{Answer, Failure};
use openrc::{name, prefix, Context};
use std::env;
use std::ffi::OsString;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// The mode of an init script.
const PROGRAM: u32 = 0o755;

/// Writes it.
pub fn create(
    context: &Context,
    service: &[u8],
    command: &[OsString],
    out: &mut dyn Write,
) -> Answer {
    let name = name::plain(service).map_err(failure)?;
    if name.iter().any(u8::is_ascii_whitespace) || name::is_not_a_service(name) {
        return Err(failure(format!("{}: is no name of a service", text(name))));
    }
    let root = context.paths().prefix().map(prefix::Prefix::root);
    let root = root.unwrap_or_default();
    let script = script(root, command)?;
    let file = path(context.paths().sysconfdir())
        .join("init.d")
        .join(path(name));
    let made = whole::make(&file, &script, PROGRAM);
    let made = made.map_err(|error| failure(format!("{}: {error}", file.display())))?;
    if !made {
        return Err(failure(format!("{}: is there already", file.display())));
    }
    let (file, name) = (text(bytes(&file)), companion::word(name));
    writeln!(out, "{file}: made")?;
    writeln!(
        out,
        "next: rc-service {name} start; rc-update add {name} default"
    )?;
    Ok(true)
}

fn script(root: &[u8], command: &[OsString]) -> Result<Vec<u8>, Failure> {
    let (program, arguments) = command.split_first().ok_or_else(|| failure("no command"))?;
    let program = found(program)?;
    let here = env::current_dir().map_err(failure)?;
    // The words of all of it, as a shell reads them.
    let words: Vec<Vec<u8>> = arguments
        .iter()
        .map(|word| word_in(root, word.as_bytes()))
        .collect();
    let shown = program.file_name().unwrap_or_default();
    let lines = [
        &[b"#!", bytes(&programs::openrc_run(root))].concat()[..],
        b"# made by `rc-prefix new`. The command has to stay in the foreground.",
        b"",
        &assignment(b"description", shown.as_bytes()),
        b"",
        b"supervisor=\"${supervisor-supervise-daemon}\"",
        &[b"command=", &word_in(root, bytes(&program))[..]].concat(),
        &assignment(b"command_args", &words.join(&b' ')),
        &[b"directory=", &word_in(root, bytes(&here))[..]].concat(),
        b"output_log=\"${EPREFIX}/var/log/${RC_SVCNAME}.log\"",
        b"error_log=\"${output_log}\"",
        b"respawn_delay=\"${respawn_delay:-2}\"",
        b"respawn_max=\"${respawn_max:-5}\"",
        b"respawn_period=\"${respawn_period:-60}\"",
        b"if [ \"${supervisor}\" = supervise-daemon ]; then",
        b"\tpidfile=\"${RC_SVCDIR}/supervise-${RC_SVCNAME}.pid\"",
        b"else",
        b"\tpidfile=\"${RC_SVCDIR}/${RC_SVCNAME}.pid\"",
        b"\tcommand_background=yes",
        b"fi",
        b"",
        b"depend() {",
        b"\tuse net dns logger",
        b"}",
        b"",
        b"start_pre() {",
        b"\tcheckpath --quiet --directory --mode 0755 \"${EPREFIX}/var/log\"",
        b"}",
        b"",
    ];
    Ok(lines.join(&b'\n'))
}

/// The program by its absolute path: a service has another PATH and directory.
fn found(program: &OsString) -> Result<PathBuf, Failure> {
    let is_program = |file: &Path| {
        let metadata = file.metadata();
        metadata.is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
    };
    let named = Path::new(program);
    let found = if named.components().count() > 1 {
        std::path::absolute(named).ok().filter(|it| is_program(it))
    } else {
        let path = env::var_os("PATH").unwrap_or_default();
        let mut files = env::split_paths(&path).map(|directory| directory.join(named));
        files.find(|it| it.is_absolute() && is_program(it))
    };
    let found =
        found.ok_or_else(|| failure(format!("{}: there is no such program", named.display())))?;
    // OpenRC's shell code takes it for several words else.
    match bytes(&found)
        .iter()
        .any(|byte| b" \t\n*?[\"'\\$`;&|<>()".contains(byte))
    {
        true => Err(failure(format!(
            "{}: OpenRC cannot start a program by such a path; make a symlink to it",
            found.display()
        ))),
        false => Ok(found),
    }
}

/// A word for a shell, in which the root of the Prefix is a variable: the Prefix may move.
fn word_in(root: &[u8], word: &[u8]) -> Vec<u8> {
    let below = word
        .strip_prefix(root)
        .filter(|rest| rest.is_empty() || rest.starts_with(b"/"));
    match below {
        Some(rest) => [b"\"${EPREFIX}\"", &plain_or_quoted(rest)[..]].concat(),
        None if word.is_empty() => b"''".to_vec(),
        None => plain_or_quoted(word),
    }
}

fn plain_or_quoted(word: &[u8]) -> Vec<u8> {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-+:=,@%".contains(byte);
    match word.iter().all(is_plain) {
        true => word.to_vec(),
        false => environment::quoted(word),
    }
}

/// `NAME='VALUE'`.
fn assignment(name: &[u8], value: &[u8]) -> Vec<u8> {
    [name, b"=", &environment::quoted(value)[..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_move_with_the_prefix() {
        let word = |word: &[u8]| String::from_utf8(word_in(b"/p", word)).unwrap();
        assert_eq!(word(b"/p/bin/x"), "\"${EPREFIX}\"/bin/x");
        assert_eq!(word(b"/p"), "\"${EPREFIX}\"");
        assert_eq!(word(b"/pp/x"), "/pp/x");
        assert_eq!(word(b"it's a"), "'it'\\''s a'");
        assert_eq!(word(b""), "''");
    }
}
