//! How long a C program takes that is linked to both libraries, on the C library's and on
//! ours: what every OpenRC program pays, at every start of every service.
//!
//! `cargo bench -p benches --bench start` compares Debian 12's libraries with ours as
//! built for it. OPENRC_BENCH_C and OPENRC_BENCH_OURS name another librc.so.1, with a
//! libeinfo.so.1 beside it.

use criterion::{BenchmarkId, Criterion};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

static PROGRAM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/program"));
const ROUNDS: usize = 1000;

fn main() {
    let work = Work::new();
    let libraries = [
        ("C", work.folder("c--", &of_c())),
        ("ours", work.folder("our", &of_ours())),
    ];
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("start of a program");
    group.sample_size(50);
    group.measurement_time(Duration::from_secs(4));
    for (name, folder) in &libraries {
        group.bench_function(BenchmarkId::new(*name, 1), |bencher| {
            bencher.iter(|| work.run(folder));
        });
    }
    group.finish();
    if !env::args().any(|argument| argument == "--test" || argument == "--list") {
        alternately(&work, &libraries);
    }
    criterion.final_summary();
}

/// The ratio of the medians of runs on one and on the other in turn, so that what else
/// the machine does meets both.
fn alternately(work: &Work, libraries: &[(&str, PathBuf); 2]) {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for ((_, folder), times) in libraries.iter().zip(&mut times) {
            let begin = Instant::now();
            work.run(folder);
            times.push(begin.elapsed());
        }
    }
    let [c, ours] = times.map(|mut times| {
        times.sort();
        times[times.len() / 2].as_secs_f64() * 1e6
    });
    println!("start, {ROUNDS} runs of each in turn, median: C {c:.0} µs, ours {ours:.0} µs");
    println!("start, ours / C: {:.3}", ours / c);
}

/// A folder with the program and the libraries, both at paths of the same length.
struct Work(PathBuf);

impl Work {
    fn new() -> Self {
        let folder = env::temp_dir().join(format!("openrc-start-{}", std::process::id()));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("program"), PROGRAM).unwrap();
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(folder.join("program"), mode).unwrap();
        Work(folder)
    }

    fn folder(&self, name: &str, librc: &Path) -> PathBuf {
        let folder = self.0.join(name);
        fs::create_dir(&folder).unwrap();
        for library in ["librc.so.1", "libeinfo.so.1"] {
            fs::copy(librc.with_file_name(library), folder.join(library)).unwrap();
        }
        folder
    }

    fn run(&self, libraries: &Path) {
        let mut command = Command::new(self.0.join("program"));
        command.env_clear().env("LD_LIBRARY_PATH", libraries);
        let status = command.stdin(Stdio::null()).status().unwrap();
        assert!(status.success(), "it ran on {}", libraries.display());
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn of_c() -> PathBuf {
    env::var_os("OPENRC_BENCH_C").map_or_else(
        || {
            let root = PathBuf::from(printed("scripts/rootfs", "bookworm"));
            let folders = fs::read_dir(root.join("usr/lib")).unwrap();
            let mut libraries = folders.map(|entry| entry.unwrap().path().join("librc.so.1"));
            libraries.find(|path| path.exists()).unwrap()
        },
        PathBuf::from,
    )
}

fn of_ours() -> PathBuf {
    env::var_os("OPENRC_BENCH_OURS").map_or_else(
        || {
            repository()
                .join(printed("scripts/build", "bookworm"))
                .join("librc.so.1")
        },
        PathBuf::from,
    )
}

/// The last line that a script of this repository prints.
fn printed(script: &str, argument: &str) -> String {
    let mut command = Command::new(repository().join(script));
    let output = command
        .arg(argument)
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(output.status.success(), "{script} {argument}");
    let output = String::from_utf8(output.stdout).unwrap();
    output.lines().last().unwrap().to_string()
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_path_buf()
}
