//! The dependency tree: the C library and ours, called through the same functions on
//! the same system of 100, 1000 and 10 000 services.
//!
//! Runs in the sandbox alone (`scripts/bench`): it fills /etc and the state directory.
//! OPENRC_BENCH_C and OPENRC_BENCH_OURS are the two librc.so.1; OPENRC_BENCH_SIZES may
//! name other sizes.
//!
//! What is measured is processor time. With more than 1000 services C is measured in one
//! round: its time grows with their square.

mod cpu;
mod library;
mod system;

use cpu::CpuTime;
use criterion::{BenchmarkId, Criterion, SamplingMode};
use library::Library;
use std::ffi::CString;
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
    let criterion = Criterion::default().with_measurement(CpuTime);
    let mut criterion = criterion.configure_from_args();
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
                rebuild(&mut criterion, name, library, scripts, size);
            }
        }
    }
    criterion.final_summary();
}

fn sizes() -> Vec<usize> {
    let sizes = std::env::var("OPENRC_BENCH_SIZES").unwrap_or("100 1000 10000".to_string());
    sizes.split(' ').map(|size| size.parse().unwrap()).collect()
}

fn questions(criterion: &mut Criterion<CpuTime>, name: &str, library: &Library, size: usize) {
    let mut bench = |what: &str, work: &mut dyn FnMut()| measure(criterion, what, name, size, work);
    bench("load", &mut || drop(black_box(library.load())));

    let tree = library.load();
    let all = system::names(size);
    let middle = &all[size / 2];
    let starting: [(&str, &[&str], &[String]); 3] = [
        ("depends", &TYPES, &all[size / 2..=size / 2]),
        ("needsme, of the first", &["needsme"], &all[..1]),
        ("trace everything", &TYPES, &all),
    ];
    for (what, types, services) in starting {
        let (types, services) = (library.list(types), library.list(services));
        bench(what, &mut || {
            library.depends(&tree, &types, &services, c"default", TRACE | START);
        });
    }
    let middle = CString::new(middle.as_str()).unwrap();
    bench("needsme, one relation", &mut || {
        library.depend(&tree, &middle, c"needsme");
    });
    bench("order", &mut || {
        library.order(&tree, c"default", START);
    });
    bench("freshness", &mut || assert!(!library.update_needed()));
}

fn rebuild(
    criterion: &mut Criterion<CpuTime>,
    name: &str,
    library: &Library,
    scripts: system::Scripts,
    size: usize,
) {
    let what = match scripts {
        system::Scripts::Literal => "rebuild, all literal",
        system::Scripts::SomeForTheShell => "rebuild, 3 in 100 for the shell",
    };
    measure(criterion, what, name, size, &mut || {
        assert!(library.update())
    });
}

fn measure(
    criterion: &mut Criterion<CpuTime>,
    what: &str,
    name: &str,
    size: usize,
    work: &mut dyn FnMut(),
) {
    let mut group = criterion.benchmark_group(what);
    group.sample_size(if what.starts_with("rebuild") { 10 } else { 20 });
    group.warm_up_time(Duration::from_millis(300));
    group.measurement_time(Duration::from_secs(2));
    if name == "C" && size > 1000 {
        // Once, whatever number of rounds is asked for.
        let mut once = None;
        group.sample_size(10).sampling_mode(SamplingMode::Flat);
        group.bench_function(BenchmarkId::new("C, one round", size), |bencher| {
            bencher.iter_custom(|rounds| {
                let once = once.get_or_insert_with(|| {
                    let before = CpuTime::used();
                    work();
                    CpuTime::used() - before
                });
                once.mul_f64(rounds as f64)
            })
        });
    } else {
        group.bench_function(BenchmarkId::new(name, size), |bencher| {
            bencher.iter(&mut *work)
        });
    }
    group.finish();
}
