//! Builds the C program that the `start` bench runs: it carries it with it, so that it
//! needs no compiler where it runs.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed=start/program.c");
    println!("cargo::rerun-if-changed=start/library.c");
    println!("cargo::rerun-if-env-changed=CC");
    for (name, define) in [("rc", "-DRC"), ("einfo", "-DEINFO")] {
        let library = out.join(format!("lib{name}.so"));
        let soname = format!("-Wl,-soname,lib{name}.so.1");
        compile(
            Path::new("start/library.c"),
            &library,
            &["-shared", "-fPIC", &soname, define],
        );
    }
    let folder = format!("-L{}", out.display());
    let options = ["-Wl,--no-as-needed", &folder, "-lrc", "-leinfo"];
    compile(Path::new("start/program.c"), &out.join("program"), &options);
}

fn compile(source: &Path, result: &Path, options: &[&str]) {
    let compiler = env::var("CC").unwrap_or_else(|_| "cc".to_string());
    let mut command = Command::new(&compiler);
    command.args(["-O2", "-Wall", "-Wextra", "-Werror", "-o"]);
    let status = command.arg(result).arg(source).args(options).status();
    let ended_well = status.is_ok_and(|status| status.success());
    assert!(ended_well, "{compiler} {}", source.display());
}
