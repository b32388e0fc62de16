//! Prints the public API of a crate, one item a line, from the JSON of rustdoc.
//!
//! usage: public-api-listing SHOWN ALL
//!
//! SHOWN: as rustdoc shows the crate. ALL: with what is hidden. A type whose module is hidden
//! and which is re-exported is shown to users, but not in the first JSON: what it has is taken
//! from the second, except for functions that are hidden themselves.

use public_api::Builder;
use serde_json::Value;
use std::collections::HashSet;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [shown, all] = &arguments[..] else {
        eprintln!("usage: public-api-listing SHOWN ALL");
        return ExitCode::from(2);
    };
    match listing(shown, all) {
        Ok(lines) => {
            println!("{}", lines.join("\n"));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("public-api-listing: {error}");
            ExitCode::FAILURE
        }
    }
}

fn listing(shown: &Path, all: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let without = all.with_extension("without-hidden-functions.json");
    fs::write(&without, without_hidden_functions(&fs::read(all)?)?)?;
    let (shown, all) = (lines(shown)?, lines(&without)?);
    let mut listed: Vec<String> = Vec::new();
    for line in shown {
        let home = line.strip_prefix("pub use ").and_then(|path| {
            let name = path.rsplit("::").next().unwrap_or_default();
            all.iter().find_map(|line| home_of(line, name))
        });
        let path = line.trim_start_matches("pub use ");
        let has =
            |line: &&String| home.is_some_and(|home| is_about(line, home) || is_about(line, path));
        let of_it = all.iter().filter(has);
        listed.extend([line.clone()].into_iter().chain(of_it.cloned()));
    }
    // A type is in the module that defines it and where it is re-exported.
    let mut seen = HashSet::new();
    listed.retain(|line| seen.insert(line.clone()));
    Ok(listed)
}

/// Without what the compiler derives and implements for each type.
fn lines(json: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let api = Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()?;
    Ok(api.items().map(ToString::to_string).collect())
}

/// The path of a type in the line that defines it, if it has this name.
fn home_of<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let kinds = ["pub struct ", "pub enum ", "pub type "];
    let at = kinds
        .iter()
        .find_map(|kind| Some(line.find(kind)? + kind.len()))?;
    let end = at
        + line[at..]
            .find(|it: char| !is_in_path(it))
            .unwrap_or(line.len() - at);
    (line[at..end].rsplit("::").next() == Some(name)).then_some(&line[at..end])
}

fn is_in_path(it: char) -> bool {
    it == ':' || it == '_' || it.is_ascii_alphanumeric()
}

/// Whether the first path of this crate in a line is that of a type, or of something in it.
fn is_about(line: &str, home: &str) -> bool {
    let Some(crate_name) = home.split("::").next() else {
        return false;
    };
    let Some(at) = line.find(&format!("{crate_name}::")) else {
        return false;
    };
    let rest = line[at..].strip_prefix(home);
    rest.is_some_and(|rest| rest.starts_with("::") || !rest.starts_with(is_in_path))
}

fn without_hidden_functions(json: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut json: Value = serde_json::from_slice(json)?;
    if let Some(index) = json.get_mut("index").and_then(Value::as_object_mut) {
        index.retain(|_, item| {
            let attributes = item.get("attrs").map(Value::to_string).unwrap_or_default();
            let is_function = item
                .get("inner")
                .is_some_and(|it| it.get("function").is_some());
            !(is_function && attributes.contains("doc(hidden)"))
        });
    }
    Ok(serde_json::to_vec(&json)?)
}
