//! rc.conf, conf.d and the kernel command line, against second parsers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openrc::config::{self, Config};
use openrc_fuzz::{memory, slow};

fuzz_target!(|content: &[u8]| {
    let limit = 128 * content.len() + (16 << 10);
    let parsed = memory::within(limit, || Config::parse(content));
    assert_eq!(parsed.entries(), slow::config(content));
    for entry in parsed.entries() {
        let equals = entry.iter().position(|byte| *byte == b'=').unwrap();
        assert!(parsed.value(&entry[..equals]).is_some());
    }
    let end = content.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (name, line) = content.split_at(end);
    let line = line.get(1..).unwrap_or_default();
    let value = config::parameter(line, name).map(<[u8]>::to_vec);
    assert_eq!(value, slow::parameter(line, name));
    config::yesno(content);
});
