//! Makes include/rc.h.in and include/einfo.h from the Rust sources of the C functions,
//! or checks that they agree with them.
//!
//! usage: `headers [--check]`, at the top of the sources
//!
//! cbindgen writes the prototypes with their documentation. What it cannot express
//! (macros, enumerations with upstream's numbering, variadic functions) stands in
//! tools/headers/raw.

use std::error::Error;
use std::fs;
use std::process::ExitCode;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A header: its file, the raw blocks around it, and its sections, each with the source
/// it comes from.
struct Header {
    path: &'static str,
    head: &'static str,
    tail: &'static str,
    sections: &'static [(&'static str, &'static str)],
}

const HEADERS: [Header; 2] = [
    Header {
        path: "include/rc.h.in",
        head: "tools/headers/raw/rc.head.h",
        tail: "tools/headers/raw/rc.tail.h",
        sections: &[
            ("Where everything is", "abi/librc/src/paths.rs"),
            ("Runlevels", "abi/librc/src/runlevel.rs"),
            ("Services", "abi/librc/src/service.rs"),
            ("What services remember", "abi/librc/src/values.rs"),
            ("Daemons of services", "abi/librc/src/daemon.rs"),
            ("What this system is", "abi/librc/src/system.rs"),
            (
                "The dependency tree, and the age of files",
                "abi/librc/src/deptree.rs",
            ),
            ("Configuration", "abi/librc/src/config.rs"),
            ("String lists", "abi/librc/src/stringlist.rs"),
            ("Processes", "abi/librc/src/process.rs"),
            ("Loops of the dependency tree", "abi/librc/src/loops.rs"),
            ("Privileges", "abi/librc/src/privilege.rs"),
        ],
    },
    Header {
        path: "include/einfo.h",
        head: "tools/headers/raw/einfo.head.h",
        tail: "tools/headers/raw/einfo.tail.h",
        sections: &[(
            "Colours, indents and the prefix",
            "abi/libeinfo/src/plain.rs",
        )],
    },
];

fn main() -> ExitCode {
    let is_check = std::env::args().nth(1).as_deref() == Some("--check");
    let mut agrees = true;
    for header in &HEADERS {
        match make(header).and_then(|text| store(header.path, &text, is_check)) {
            Ok(is_same) => agrees &= is_same,
            Err(error) => {
                eprintln!("{}: {error}", header.path);
                return ExitCode::FAILURE;
            }
        }
    }
    if agrees {
        return ExitCode::SUCCESS;
    }
    eprintln!("include/ does not agree with abi/: cargo run -p headers");
    ExitCode::FAILURE
}

/// Writes the header, or says whether it is so already.
fn store(path: &str, text: &str, is_check: bool) -> Result<bool> {
    if is_check {
        return Ok(fs::read_to_string(path)? == text);
    }
    fs::write(path, text)?;
    Ok(true)
}

fn make(header: &Header) -> Result<String> {
    let mut text = fs::read_to_string(header.head)?;
    for (title, source) in header.sections {
        text.push_str(&format!("\n/*! @name {title} */\n"));
        text.push_str(&prototypes(source)?);
    }
    text.push_str(&fs::read_to_string(header.tail)?);
    Ok(text)
}

/// The prototypes of one source file.
fn prototypes(source: &str) -> Result<String> {
    let config = cbindgen::Config::from_file("cbindgen.toml")?;
    let bindings = cbindgen::Builder::new()
        .with_config(config)
        .with_src(source)
        .generate()?;
    let mut written = Vec::new();
    bindings.write(&mut written);
    Ok(for_c(&String::from_utf8(written)?))
}

/// What Rust's documentation says to Rust alone (`# Safety`) is left out, and the one
/// argument that only some builds have is left to meson.
fn for_c(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut is_left_out = false;
    for line in text.lines() {
        let line = line.trim_end();
        if line == " * # Safety" {
            is_left_out = true;
            while lines.last() == Some(&" *") {
                lines.pop();
            }
        } else if line == " */" {
            is_left_out = false;
        }
        if !is_left_out {
            lines.push(line);
        }
    }
    let text = format!("{}\n", lines.join("\n").trim());
    text.replace("(RcDtFlags flags)", "(@RC_DEPTREE_UPDATE_ARGUMENTS@)")
        .replace("/**\n", "/*!\n")
}
