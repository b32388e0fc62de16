//! Compiles the one C file: a variadic function cannot be defined in stable Rust.

fn main() {
    println!("cargo::rerun-if-changed=src/variadic.c");
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
