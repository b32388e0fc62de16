//! The dependency tree: the C library and ours, called through the same functions on
//! the same system of 100, 1000 and 10 000 services.
//!
//! Runs in the sandbox alone (`scripts/bench`): it fills /etc and the state directory.
//! OPENRC_BENCH_C and OPENRC_BENCH_OURS are the two librc.so.1; OPENRC_BENCH_SIZES may
//! name other sizes.

mod library;
mod system;

use criterion::{BenchmarkId, Criterion};
use library::Library;
use std::hint::black_box;
use std::time::Duration;

/// The relations that a start follows.
const TYPES: [&str; 4] = ["ineed", "iuse", "iwant", "iafter"];
const TRACE: i32 = 1;
const START: i32 = 4;

fn main() {
    system::refuse_outside_a_sandbox();
    let libraries = [
        ("C", Library::open("OPENRC_BENCH_C")),
        ("ours", Library::open("OPENRC_BENCH_OURS")),
    ];
    let mut criterion = Criterion::default().configure_from_args();
    for size in sizes() {
        system::make(size, system::Scripts::Literal);
        let (_, ours) = &libraries[1];
        assert!(ours.update(), "no tree could be made");
        for (name, library) in &libraries {
            questions(&mut criterion, name, library, size);
        }
    }
    for size in sizes() {
        for scripts in [system::Scripts::Literal, system::Scripts::SomeForTheShell] {
            system::make(size, scripts);
            for (name, library) in &libraries {
                // C takes minutes for 10 000.
                if size <= 1000 || *name == "ours" {
                    rebuild(&mut criterion, name, library, scripts, size);
                }
            }
        }
    }
    criterion.final_summary();
}

fn sizes() -> Vec<usize> {
    let sizes = std::env::var("OPENRC_BENCH_SIZES").unwrap_or("100 1000 10000".to_string());
    sizes.split(' ').map(|size| size.parse().unwrap()).collect()
}

fn questions(criterion: &mut Criterion, name: &str, library: &Library, size: usize) {
    let mut bench = |what: &str, work: &mut dyn FnMut()| {
        let mut group = criterion.benchmark_group(what);
        group
            .sample_size(20)
            .warm_up_time(Duration::from_millis(300));
        group.measurement_time(Duration::from_secs(2));
        group.bench_function(BenchmarkId::new(name, size), |bencher| {
            bencher.iter(&mut *work)
        });
        group.finish();
    };
    bench("load", &mut || drop(black_box(library.load())));

    let tree = library.load();
    let all = system::names(size);
    let starting: [(&str, &[&str], &[String]); 3] = [
        ("depends", &TYPES, &all[size / 2..=size / 2]),
        ("needsme", &["needsme"], &all[..1]),
        ("trace everything", &TYPES, &all),
    ];
    for (what, types, services) in starting {
        let (types, services) = (library.list(types), library.list(services));
        bench(what, &mut || {
            library.depends(&tree, &types, &services, c"default", TRACE | START);
        });
    }
    bench("order", &mut || {
        library.order(&tree, c"default", START);
    });
    bench("freshness", &mut || assert!(!library.update_needed()));
}

fn rebuild(
    criterion: &mut Criterion,
    name: &str,
    library: &Library,
    scripts: system::Scripts,
    size: usize,
) {
    let mut group = criterion.benchmark_group(match scripts {
        system::Scripts::Literal => "rebuild, all literal",
        system::Scripts::SomeForTheShell => "rebuild, 3 in 100 for the shell",
    });
    group
        .sample_size(10)
        .warm_up_time(Duration::from_millis(10));
    group.measurement_time(Duration::from_secs(2));
    group.bench_function(BenchmarkId::new(name, size), |bencher| {
        bencher.iter(|| assert!(library.update()));
    });
    group.finish();
}
