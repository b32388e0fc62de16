//! `rc_service_state`, which every OpenRC program asks most often: the C library and ours
//! in one process, in turn, in five cases. Prints a table of the medians.
//!
//! Runs in the sandbox alone (`scripts/bench`). OPENRC_BENCH_C and OPENRC_BENCH_OURS are
//! the two librc.so.1.

use std::ffi::{c_char, c_int, CStr};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::exit;
use std::thread::sleep;
use std::time::{Duration, Instant};

#[path = "../deptree/cpu.rs"]
mod cpu;
use cpu::CpuTime;

type State = extern "C" fn(*const c_char) -> c_int;

const SVCDIR: &str = "/run/openrc";
const ROUNDS: usize = 100;
const CALLS: u32 = 40;
const STATES: [&str; 8] = [
    "started",
    "starting",
    "stopping",
    "inactive",
    "wasinactive",
    "hotplugged",
    "failed",
    "scheduled",
];

fn main() {
    if !Path::new("/.openrc-test-rootfs").exists() {
        eprintln!("state: only for the sandbox: scripts/bench");
        exit(2);
    }
    if std::env::args().nth(1).as_deref() == Some("mark") {
        mark_each_millisecond();
    }
    make_system();
    let libraries = ["OPENRC_BENCH_C", "OPENRC_BENCH_OURS"].map(open);
    println!("| `rc_service_state` | C | ours | ours / C |\n|---|---|---|---|");
    let quiet = || sleep(Duration::from_millis(30));
    compare("started", &libraries, c"started", &quiet);
    compare("starting", &libraries, c"starting", &quiet);
    compare("stopped", &libraries, c"stopped", &quiet);
    compare(
        "stopped, another was just marked",
        &libraries,
        c"stopped",
        &|| {
            mark_another();
            quiet();
        },
    );
    let program = std::env::current_exe().unwrap();
    let mut other = std::process::Command::new(program)
        .arg("mark")
        .spawn()
        .unwrap();
    quiet();
    compare(
        "stopped, another is marked each millisecond",
        &libraries,
        c"stopped",
        &|| {},
    );
    other.kill().unwrap();
    other.wait().unwrap();
}

fn open(variable: &str) -> State {
    let path = std::env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set"));
    // SAFETY: OpenRC's libraries do nothing when they are loaded.
    let library = Box::leak(Box::new(unsafe { libloading::Library::new(path) }.unwrap()));
    // SAFETY: rc.h declares it so.
    *unsafe { library.get(b"rc_service_state\0") }.unwrap()
}

fn make_system() {
    for state in STATES {
        fs::create_dir_all(format!("{SVCDIR}/{state}")).unwrap();
    }
    fs::create_dir_all("/etc/init.d").unwrap();
    fs::write("/etc/init.d/script", "#!/sbin/openrc-run\n").unwrap();
    for state in ["started", "starting"] {
        symlink("/etc/init.d/script", format!("{SVCDIR}/{state}/{state}")).unwrap();
    }
    for number in 0..50 {
        let link = format!("{SVCDIR}/started/other{number}");
        symlink("/etc/init.d/script", link).unwrap();
    }
}

/// As a library marks it.
fn mark_another() {
    let (started, stopping) = ("started/other1", "stopping/other1");
    for (from, to) in [(started, stopping), (stopping, started)] {
        fs::rename(format!("{SVCDIR}/{from}"), format!("{SVCDIR}/{to}")).unwrap();
    }
}

fn mark_each_millisecond() -> ! {
    loop {
        mark_another();
        sleep(Duration::from_millis(1));
    }
}

/// In turn, and the second time the other way round, so that what else the machine does
/// meets both.
fn compare(case: &str, libraries: &[State; 2], service: &CStr, before: &dyn Fn()) {
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS {
        before();
        let order = if round % 2 == 0 { [0, 1] } else { [1, 0] };
        for library in order {
            times[library].push(time_of(libraries[library], service));
        }
    }
    let [c, ours] = times.map(|mut times| {
        times.sort();
        times[times.len() / 2].as_nanos() as f64 / f64::from(CALLS) / 1000.0
    });
    println!("| {case} | {c:.1} µs | {ours:.1} µs | {:.2} |", ours / c);
}

fn time_of(state: State, service: &CStr) -> Duration {
    let (begin, wall) = (CpuTime::used(), Instant::now());
    for _ in 0..CALLS {
        state(service.as_ptr());
    }
    let used = CpuTime::used() - begin;
    assert!(used <= wall.elapsed() * 2);
    used
}
