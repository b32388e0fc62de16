//! `rc-prefix adopt`: a script as distributions have them. OpenRC's own programs start it in
//! tests/prefix.

use crate::common::{text, Scratch};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

const SCRIPT: &str = "#!/sbin/openrc-run
# Not /etc/this.

command=/usr/sbin/thing
command_args=\"-c ${cfgfile:-/etc/thing/thing.conf}\"
command_user=\"thing:thing\"
pidfile=/var/run/$RC_SVCNAME.pid

depend() {
\tneed net
}

start_pre() {
\tcheckpath -d -o thing:thing /run/thing
\tmodprobe -q dummy
}
";

/// A distribution's directory with this script.
fn distribution(scratch: &Scratch) -> PathBuf {
    for directory in ["dist/init.d", "dist/conf.d"] {
        fs::create_dir_all(scratch.path(directory)).unwrap();
    }
    let script = scratch.path("dist/init.d/thing");
    fs::write(&script, SCRIPT).unwrap();
    fs::write(scratch.path("dist/conf.d/thing"), "logs='/var/log/thing'\n").unwrap();
    script
}

#[test]
fn a_script_is_rewritten_for_the_prefix() {
    let scratch = Scratch::new("adopt");
    let root = scratch.prefix();
    let script = distribution(&scratch);
    let dry = scratch.run(["adopt", "--dry-run", "--prefix", "prefix", text(&script)]);
    let target = root.join("etc/init.d/thing");
    assert!(!target.exists());
    let said = scratch.run(["adopt", "--prefix", "prefix", text(&script)]);
    assert_eq!(said.out, dry.out);
    // Something could not be changed.
    assert_eq!((said.status, said.err.as_str()), (1, ""));
    assert_eq!(
        fs::metadata(&target).unwrap().permissions().mode() & 0o777,
        0o755
    );
    let adopted = fs::read_to_string(&target).unwrap();
    let mut expected = SCRIPT
        .replace(":-/etc/thing", ":-${RC_PREFIX}/etc/thing")
        .replace("/var/run/$RC", "${RC_PREFIX}/run/$RC")
        .replace("thing /run/thing", "thing ${RC_PREFIX}/run/thing");
    let is_root = openrc::sys::process::effective_uid() == 0;
    if !is_root {
        expected = expected
            .replace("command_user=", "#command_user=")
            .replace(" -o thing:thing", "");
    }
    assert_eq!(adopted, expected);
    let conf = fs::read_to_string(root.join("etc/conf.d/thing")).unwrap();
    assert_eq!(conf, "logs='${RC_PREFIX}/var/log/thing'\n");
    for line in [
        "  changed: line 5: /etc/thing/thing.conf -> ${RC_PREFIX}/etc/thing/thing.conf",
        "  changed: line 7: /var/run/ -> ${RC_PREFIX}/run/",
        "  not changed: line 15: modprobe: acts on the whole machine",
        "  not changed: line 1: /var/log/thing is in single quotes: see whether RC_PREFIX is put in there",
    ] {
        assert!(said.out.lines().any(|it| it == line), "{line}\nin\n{}", said.out);
    }
    let again = scratch.run(["adopt", "--prefix", "prefix", text(&script)]);
    assert_eq!(again.status, 1);
    assert!(
        again.err.contains("etc/init.d/thing: is there already"),
        "{again:?}"
    );
    let other = scratch.run([
        "adopt",
        "--prefix",
        "prefix",
        "--name",
        "other",
        text(&script),
    ]);
    assert!(root.join("etc/init.d/other").exists(), "{other:?}");
}

#[test]
fn configuration_that_the_host_has_is_pointed_to() {
    let scratch = Scratch::new("adopt-missing");
    let root = scratch.prefix();
    let script = scratch.path("thing");
    // A file that each machine has.
    fs::write(
        &script,
        "#!/sbin/openrc-run\ncommand_args=\"-c /etc/fstab\"\n",
    )
    .unwrap();
    let said = scratch.run(["adopt", "--prefix", "prefix", text(&script)]);
    assert_eq!(said.status, 0, "{said:?}");
    let line = format!(
        "missing: {0}/etc/fstab: cp -R /etc/fstab {0}/etc/fstab, and see what paths it names",
        root.display()
    );
    assert!(
        !std::path::Path::new("/etc/fstab").exists() || said.out.contains(&line),
        "{said:?}"
    );
}

#[test]
fn what_is_not_for_a_prefix_is_not_adopted() {
    let scratch = Scratch::new("adopt-not");
    let root = scratch.prefix();
    for (script, says) in [
        (
            "#!/bin/sh\n### BEGIN INIT INFO\n",
            "is no init script of OpenRC (its first line: #!/bin/sh)",
        ),
        (
            "#!/sbin/openrc-run\ndepend() {\n\tkeyword -prefix\n}\n",
            "it says itself (keyword -prefix)",
        ),
        ("", "is no init script of OpenRC"),
    ] {
        fs::write(scratch.path("script"), script).unwrap();
        let said = scratch.run(["adopt", "--prefix", "prefix", "script"]);
        assert_eq!((said.status, said.out.as_str()), (1, ""));
        assert!(said.err.contains(says), "{said:?}");
    }
    scratch.fifo(&scratch.path("fifo"));
    assert_eq!(
        scratch
            .run_limited(["adopt", "--prefix", "prefix", "fifo"])
            .status,
        1
    );
    assert_eq!(
        scratch
            .run(["adopt", "--prefix", "prefix", "nowhere"])
            .status,
        1
    );
    assert!(!root.join("etc/init.d/script").exists());
}

#[test]
fn a_script_made_to_take_long_does_not() {
    let scratch = Scratch::new("adopt-long");
    scratch.prefix();
    for part in ["a/", "=/", "=/etc", " -o=x", " -o x", "x;y "] {
        let mut script = String::from("#!/sbin/openrc-run\n\tcheckpath ");
        script += &part.repeat(1_000_000 / part.len());
        fs::write(scratch.path("long"), script).unwrap();
        let arguments = ["adopt", "--prefix", "prefix", "--dry-run", "long"];
        let adopted = scratch.run_limited(arguments);
        assert!(adopted.status < 2, "{part}");
    }
}
