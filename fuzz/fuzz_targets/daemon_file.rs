//! Records of daemons and pid files, whatever is in them: questions are answered, and a
//! daemon that is recorded is found, whatever stands beside it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openrc::service::daemons::{self, Daemon};
use openrc_fuzz::place::Place;
use std::sync::OnceLock;

static PLACE: OnceLock<Place> = OnceLock::new();

fuzz_target!(|content: &[u8]| {
    let place = PLACE.get_or_init(|| Place::new("daemon"));
    let context = place.context();
    let folder = place.state.join("daemons/a");
    std::fs::remove_dir_all(&folder).ok();
    let mut parts = content.splitn(2, |byte| *byte == 0xff);
    let (record, pid) = (parts.next().unwrap(), parts.next().unwrap_or_default());
    place.write(folder.join("001"), record);
    let pidfile = place.root.join("pid");
    place.write(&pidfile, pid);
    let pidfile = pidfile.into_os_string().into_encoded_bytes();
    daemons::crashed(&context, b"a").ok();
    let daemon = Daemon {
        exec: None,
        argv: &[],
        pidfile: Some(&pidfile),
    };
    daemons::has_started(&context, b"a", &daemon, None).unwrap();
    daemons::set(&context, b"a", &daemon, true).unwrap();
    assert!(daemons::has_started(&context, b"a", &daemon, None).unwrap());
    daemons::crashed(&context, b"a").ok();
    daemons::set(&context, b"a", &daemon, false).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    // Nothing but the pid file is asked now.
    daemons::set(&context, b"a", &daemon, true).unwrap();
    let is_number = |text: &[u8]| {
        std::str::from_utf8(text)
            .ok()
            .and_then(|text| text.parse::<u32>().ok())
    };
    let crashed = daemons::crashed(&context, b"a").unwrap();
    if is_number(pid) == Some(std::process::id()) {
        assert!(!crashed);
    }
});
