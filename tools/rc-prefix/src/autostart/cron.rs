//! A line of the user's crontab.

use super::{marker, Plan};
use crate::place::{failure, lossy};
use companion::{Answer, Failure};
use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};

/// The line. What follows the command is a comment of the shell that cron runs it by.
pub fn line(plan: &Plan) -> Vec<u8> {
    let command = [&plan.command("default")[..], b" ", &marker(&plan.root)].concat();
    [b"@reboot ", &escaped(&command)[..], b"\n"].concat()
}

/// cron ends a command at a per cent sign, unless a backslash is before it.
fn escaped(command: &[u8]) -> Vec<u8> {
    let escaped = |byte: &u8| match byte {
        b'%' => vec![b'\\', b'%'],
        other => vec![*other],
    };
    command.iter().flat_map(escaped).collect()
}

fn is_ours(line: &[u8], root: &[u8]) -> bool {
    let marker = [b" ", &marker(root)[..]].concat();
    line.starts_with(b"@reboot ") && line.ends_with(&escaped(&marker))
}

/// Puts it in.
pub fn install(plan: &Plan, out: &mut dyn Write) -> Answer {
    let table = read()?;
    let mut changed = without(&table, &plan.root);
    if changed.last().is_some_and(|byte| *byte != b'\n') {
        changed.push(b'\n');
    }
    let line = line(plan);
    changed.extend_from_slice(&line);
    if table != changed {
        write(&changed)?;
    }
    out.write_all(b"in the crontab: ")?;
    companion::write_content(out, &line)?;
    Ok(true)
}

/// Whether it is in. A crontab that cannot be read has nothing of ours.
pub fn is_installed(root: &[u8]) -> bool {
    read().is_ok_and(|table| without(&table, root) != table)
}

/// Takes it out, and nothing else.
pub fn remove(root: &[u8], out: &mut dyn Write) -> Answer {
    let table = read()?;
    let changed = without(&table, root);
    if changed == table {
        writeln!(out, "not in the crontab")?;
        return Ok(true);
    }
    write(&changed)?;
    writeln!(out, "removed from the crontab")?;
    Ok(true)
}

fn without(table: &[u8], root: &[u8]) -> Vec<u8> {
    let lines = table.split_inclusive(|byte| *byte == b'\n');
    let kept = lines.filter(|line| !is_ours(line.strip_suffix(b"\n").unwrap_or(line), root));
    kept.collect::<Vec<_>>().concat()
}

fn missing(error: &std::io::Error) -> Failure {
    match error.kind() {
        ErrorKind::NotFound => failure("there is no cron: crontab is not in PATH"),
        _ => failure(format!("crontab: {error}")),
    }
}

/// What is in it. That there is none is told from other failures by what is said: after
/// those, nothing may be written over it.
fn read() -> Result<Vec<u8>, Failure> {
    let mut crontab = Command::new("crontab");
    let said = crontab
        .arg("-l")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output();
    let said = said.map_err(|error| missing(&error))?;
    if said.status.success() {
        return Ok(said.stdout);
    }
    let error = lossy(&said.stderr);
    let is_none = error.contains("no crontab") || error.contains("No such file");
    if is_none && said.stdout.is_empty() {
        return Ok(Vec::new());
    }
    Err(failure(format!("crontab -l: {}", error.trim())))
}

fn write(table: &[u8]) -> Result<(), Failure> {
    let mut crontab = Command::new("crontab");
    crontab
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = crontab.spawn().map_err(|error| missing(&error))?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(table).map_err(|error| missing(&error))?;
    }
    let said = child.wait_with_output().map_err(|error| missing(&error))?;
    let error = lossy(&said.stderr);
    if !said.status.success() {
        return Err(failure(format!("crontab: {}", error.trim())));
    }
    // Some say yes and keep the old one.
    match read()? == table {
        true => Ok(()),
        false => Err(failure(format!(
            "crontab has not kept what it was given: {}",
            error.trim()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_of_this_prefix_are_ours() {
        let ours =
            b"@reboot RC_PREFIX=/p/100\\% /sbin/openrc default # made by rc-prefix for /p/100\\%";
        assert!(is_ours(ours, b"/p/100%"));
        for root in [&b"/p/100"[..], b"/p", b"/", b""] {
            assert!(!is_ours(ours, root));
        }
        assert!(!is_ours(b"# made by rc-prefix for /p", b"/p"));
    }

    #[test]
    fn other_lines_stay_as_they_are() {
        let table = b"# mine\n@reboot x # made by rc-prefix for /p\n\nA=b\n@reboot y";
        assert_eq!(without(table, b"/p"), b"# mine\n\nA=b\n@reboot y");
        assert_eq!(without(table, b"/q"), table);
    }
}
