//! Prints the fingerprints by which upstream's shell files are recognised, for the tables
//! in `src/deptree/gather/installed.rs`.
//!
//! usage: `fingerprint FILE.in...` as upstream has them, or
//! `fingerprint --installed LIBEXECDIR SYSCONFDIR LOCAL_PREFIX FILE...`

use openrc::deptree::gather::installed::{fingerprint, Places};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let template = ["@LIBEXECDIR@", "@SYSCONFDIR@", "@LOCAL_PREFIX@"].map(String::from);
    let (places, files) = match arguments.split_first() {
        Some((first, rest)) if first == "--installed" && rest.len() > 3 => rest.split_at(3),
        _ => (&template[..], &arguments[..]),
    };
    let [libexecdir, sysconfdir, local_prefix] = places else {
        return ExitCode::from(2);
    };
    let places = Places {
        libexecdir: libexecdir.as_bytes(),
        sysconfdir: sysconfdir.as_bytes(),
        local_prefix: local_prefix.as_bytes(),
    };
    for file in files {
        match std::fs::read(file) {
            Ok(text) => println!("{:#018x} {file}", fingerprint(&text, &places)),
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
