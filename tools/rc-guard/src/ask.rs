//! Asking the guard that runs for something.

use crate::guard::socket_name;
use crate::place::{Name, Place};
use crate::saved;
use companion::{Answer, Failure};
use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::time::Duration;

/// How long the guard may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// The longest answer, in bytes.
const MOST: u64 = 1 << 20;

/// Asks, and prints the answer.
pub fn ask(place: &Place, command: &[u8], names: &[Name], out: &mut dyn Write) -> Answer {
    let answer = exchange(place, command, names).map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied => {
            Failure::Missing("only its user and root may ask the guard".into())
        }
        _ if saved::running(place).is_none() => Failure::Missing(not_running(place)),
        _ => Failure::Missing(format!("the guard does not answer: {error}")),
    })?;
    match answer.split_once('\n') {
        Some(("ok", said)) => {
            companion::write_content(out, said.as_bytes())?;
            Ok(true)
        }
        Some((_, said)) => Err(Failure::Missing(said.trim_end().to_string())),
        None => Err(Failure::Missing("the guard does not answer".into())),
    }
}

/// In a line, where no guard runs.
pub fn not_running(place: &Place) -> String {
    let how = match place.context.paths().prefix() {
        Some(_) => {
            "add rc-guard to a runlevel of the Prefix, or start it: rc-service rc-guard start"
        }
        None => "start it: rc-service rc-guard start",
    };
    format!("no guard of {} runs; {how}", place.svcdir().display())
}

fn exchange(place: &Place, command: &[u8], names: &[Name]) -> io::Result<String> {
    let (_folder, name) = socket_name(place)?;
    let mut stream = UnixStream::connect(name)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut asked = command.to_vec();
    for name in names {
        asked.push(0);
        asked.extend_from_slice(name);
    }
    stream.write_all(&asked)?;
    stream.shutdown(Shutdown::Write)?;
    let mut answer = Vec::new();
    stream.take(MOST).read_to_end(&mut answer)?;
    // A longer one ends anywhere, within a character too.
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
