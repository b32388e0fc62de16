//! What is gathered from the init scripts of this machine, for the comparisons in
//! `tests/gather`.
//!
//! usage: `gather lines`, what gendepends.sh would print; `gather survey`, what became of
//! each script: its name, `native`, `shell` or `out`, and why, with tabs between.

use openrc::deptree::gather::{self, Outcome, Script};
use openrc::paths::Paths;
use openrc::{Context, Environment};
use std::io::Write;
use std::process::ExitCode;

fn line(script: &Script) -> Vec<u8> {
    let (kind, why) = match &script.outcome {
        Outcome::Native(_) => ("native", Vec::new()),
        Outcome::LeftOut(why) => ("out", format!("{why:?}").into_bytes()),
        Outcome::Shell(why) => {
            let mut text = format!("{}\t", why.construct).into_bytes();
            text.extend_from_slice(&why.word);
            text.push(b'\t');
            text.extend_from_slice(&why.path);
            text.extend_from_slice(format!(":{}", why.line).as_bytes());
            ("shell", text)
        }
    };
    [
        &script.name,
        &b"\t"[..],
        kind.as_bytes(),
        b"\t",
        &why,
        b"\n",
    ]
    .concat()
}

fn main() -> ExitCode {
    let environment = Environment::process();
    let context = Context::new(Paths::system(&environment), environment);
    let wanted = std::env::args().nth(1);
    let output = match wanted.as_deref() {
        Some("lines") => gather::lines_of_all(&context),
        Some("survey") => gather::survey(&context).map(|survey| {
            assert!(survey.is_recognised, "gendepends.sh is not known");
            survey.scripts.iter().flat_map(line).collect()
        }),
        _ => return ExitCode::from(2),
    };
    match output {
        Ok(output) if std::io::stdout().write_all(&output).is_ok() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
