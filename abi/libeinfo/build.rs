//! Compiles the one C file: a variadic function cannot be defined in stable Rust.

fn main() {
    println!("cargo::rerun-if-changed=src/variadic.c");
    compile_to_machine_code();
    cc::Build::new()
        .file("src/variadic.c")
        .std("c99")
        .warnings(true)
        .extra_warnings(true)
        .warnings_into_errors(true)
        .flag_if_supported("-fvisibility=default")
        .flag_if_supported("-ffunction-sections")
        .flag_if_supported("-fno-asynchronous-unwind-tables")
        .opt_level_str("s")
        .cargo_metadata(true)
        .link_lib_modifier("+whole-archive")
        .compile("variadic");
}

/// `ld -r`, which makes libeinfo.a, cannot read what a compiler writes with -flto. The
/// builder's flags come after all others, so that this has to be added to them.
fn compile_to_machine_code() {
    let target = std::env::var("TARGET").unwrap_or_default();
    let underscored = target.replace(['-', '.'], "_");
    let names = [target, underscored].map(|target| format!("CFLAGS_{target}"));
    for name in names
        .iter()
        .map(String::as_str)
        .chain(["TARGET_CFLAGS", "HOST_CFLAGS", "CFLAGS"])
    {
        if let Ok(flags) = std::env::var(name) {
            // SAFETY: this build script has one thread.
            unsafe { std::env::set_var(name, format!("{flags} -fno-lto")) };
        }
    }
}
