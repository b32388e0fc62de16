//! Processor time, of this process and of the children that it has waited for: what else
//! the machine does is not in it.

use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use std::mem::MaybeUninit;
use std::time::Duration;

/// Measures it.
pub struct CpuTime;

impl CpuTime {
    /// What was used so far.
    pub fn used() -> Duration {
        own() + of_children()
    }
}

fn own() -> Duration {
    let mut time = MaybeUninit::<libc::timespec>::uninit();
    // SAFETY: time is ours, and filled where the call returns 0.
    let time = unsafe {
        let status = libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, time.as_mut_ptr());
        assert_eq!(status, 0);
        time.assume_init()
    };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

fn of_children() -> Duration {
    let mut usage = MaybeUninit::<libc::rusage>::uninit();
    // SAFETY: usage is ours, and filled where the call returns 0.
    let usage = unsafe {
        let status = libc::getrusage(libc::RUSAGE_CHILDREN, usage.as_mut_ptr());
        assert_eq!(status, 0);
        usage.assume_init()
    };
    let duration =
        |time: libc::timeval| Duration::new(time.tv_sec as u64, time.tv_usec as u32 * 1000);
    duration(usage.ru_utime) + duration(usage.ru_stime)
}

impl Measurement for CpuTime {
    type Intermediate = Duration;
    type Value = Duration;

    fn start(&self) -> Duration {
        Self::used()
    }
    fn end(&self, start: Duration) -> Duration {
        Self::used() - start
    }
    fn add(&self, one: &Duration, other: &Duration) -> Duration {
        *one + *other
    }
    fn zero(&self) -> Duration {
        Duration::ZERO
    }
    fn to_f64(&self, value: &Duration) -> f64 {
        value.as_nanos() as f64
    }
    fn formatter(&self) -> &dyn ValueFormatter {
        WallTime.formatter()
    }
}
