//! `rc-prefix autostart`: what is printed is read as cron, systemd and a shell read it. The
//! system's OpenRC starts and stops a Prefix in tests/prefix.

use crate::common::{text, Answer, Scratch};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A Prefix of that name, and an openrc that says what it is told.
fn prefix(scratch: &Scratch, name: impl AsRef<OsStr>) -> PathBuf {
    scratch.program("openrc", "printf '%s\\n' \"$RC_PREFIX\" \"$@\"");
    let state = scratch.path("state");
    let script = format!(
        "read -r state <'{}'; printf '[default]\\nweb =  %s \\n' \"$state\"",
        state.display()
    );
    scratch.program("rc-status", &script);
    let root = scratch.0.join(Path::new(&name));
    let made = scratch.run([OsStr::new("create"), root.as_os_str()]);
    assert_eq!(made.status, 0, "{made:?}");
    root
}

/// A crontab that is a file.
fn crontab(scratch: &Scratch, content: Option<&str>) -> PathBuf {
    let table = scratch.path("table");
    if let Some(content) = content {
        fs::write(&table, content).unwrap();
    }
    let script = format!(
        "case $1 in\n-l) [ -e '{0}' ] || {{ echo \"no crontab for me\" >&2; exit 1; }}\n/bin/cat '{0}';;\n\
         -) /bin/cat >'{0}';;\nesac",
        table.display()
    );
    scratch.program("crontab", &script);
    table
}

fn autostart(scratch: &Scratch, root: &Path, arguments: &[&str]) -> Answer {
    let start = [OsStr::new("autostart"), root.as_os_str()];
    let all = start.into_iter().chain(arguments.iter().map(OsStr::new));
    scratch.run(all)
}

/// Names that cron, systemd and shells each have something against.
const ODD: [&[u8]; 4] = [b"plain", b"100%", b"a%b~c", b"x=1,@+%%"];

/// What cron gives to the shell: up to a per cent sign without a backslash before it.
fn as_cron(line: &[u8]) -> Vec<u8> {
    let mut command = Vec::new();
    let mut bytes = line.strip_prefix(b"@reboot ").unwrap().iter().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' if bytes.peek() == Some(&&b'%') => command.push(*bytes.next().unwrap()),
            b'%' => break,
            other => command.push(*other),
        }
    }
    command
}

#[test]
fn cron_gets_the_path_whatever_is_in_it() {
    let scratch = Scratch::new("cron-odd");
    let with_bytes = ODD.iter().copied().chain([&b"\xff\xfe%"[..]]);
    for name in with_bytes {
        let root = prefix(&scratch, OsStr::from_bytes(name));
        let mut command = scratch.command();
        command
            .arg("autostart")
            .arg(&root)
            .args(["--method", "cron"]);
        let line = command.output().unwrap().stdout;
        assert_eq!(line.iter().filter(|byte| **byte == b'\n').count(), 1);
        let mut shell = Command::new("/bin/sh");
        shell
            .arg("-c")
            .arg(OsStr::from_bytes(as_cron(&line).trim_ascii_end()));
        let said = shell.env_clear().output().unwrap().stdout;
        assert_eq!(said, [root.as_os_str().as_bytes(), b"\ndefault\n"].concat());
    }
}

#[test]
fn the_crontab_keeps_what_is_in_it() {
    let scratch = Scratch::new("cron");
    let root = prefix(&scratch, "100%");
    let mine =
        "# made by somebody\n*/5 * * * * date +\\%s\n@reboot true # made by rc-prefix for /x\n";
    let table = crontab(&scratch, Some(mine));
    let printed = autostart(&scratch, &root, &["--method", "cron"]).out;
    assert_eq!(fs::read_to_string(&table).unwrap(), mine);
    for _ in 0..2 {
        let said = autostart(&scratch, &root, &["--method", "cron", "--install"]);
        assert_eq!((said.status, said.err.as_str()), (0, ""));
        assert_eq!(
            fs::read_to_string(&table).unwrap(),
            format!("{mine}{printed}")
        );
    }
    // Another's stays, and a Prefix that is gone can be taken out.
    let other = prefix(&scratch, "100");
    assert_eq!(
        autostart(&scratch, &other, &["--method", "cron", "--remove"]).out,
        "not in the crontab\n"
    );
    fs::remove_dir_all(&root).unwrap();
    let said = autostart(&scratch, &root, &["--method", "cron", "--remove"]);
    assert_eq!(said.out, "removed from the crontab\n", "{said:?}");
    assert_eq!(fs::read_to_string(&table).unwrap(), mine);
}

#[test]
fn the_first_line_of_a_crontab() {
    let scratch = Scratch::new("cron-new");
    let root = prefix(&scratch, "prefix");
    let table = crontab(&scratch, None);
    assert_eq!(
        autostart(&scratch, &root, &["--method", "cron", "--install"]).status,
        0
    );
    let line = format!(
        "@reboot RC_PREFIX={0} {1} default # made by rc-prefix for {0}\n",
        root.display(),
        scratch.path("bin/openrc").display()
    );
    assert_eq!(fs::read_to_string(table).unwrap(), line);
}

#[test]
fn a_crontab_that_cannot_be_read_is_not_written() {
    let scratch = Scratch::new("cron-fails");
    let root = prefix(&scratch, "prefix");
    let install = ["--method", "cron", "--install"];
    let none = autostart(&scratch, &root, &install);
    assert_eq!(none.status, 1);
    assert!(none.err.contains("there is no cron"), "{none:?}");
    let written = scratch.path("written");
    let script = format!(
        "[ \"$1\" = -l ] || : >'{}'\necho 'you may not' >&2; exit 1",
        written.display()
    );
    scratch.program("crontab", &script);
    let refused = autostart(&scratch, &root, &install);
    assert_eq!(refused.status, 1);
    assert!(
        refused.err.contains("crontab -l: you may not"),
        "{refused:?}"
    );
    assert!(!written.exists());
    // One that forgets.
    scratch.program(
        "crontab",
        "[ \"$1\" = -l ] && { echo 'no crontab for me' >&2; exit 1; }; /bin/cat >/dev/null",
    );
    let forgets = autostart(&scratch, &root, &install);
    assert_eq!(forgets.status, 1, "{forgets:?}");
    assert!(forgets.err.contains("has not kept"), "{forgets:?}");
}

/// The value of a variable in a unit: between quotes, with specifiers.
fn environment(unit: &str, name: &str) -> Option<String> {
    let start = format!("Environment=\"{name}=");
    let line = unit.lines().find_map(|line| line.strip_prefix(&start))?;
    let value = line.strip_suffix('"')?;
    assert!(
        !value.contains(['"', '\\']) && !value.replace("%%", "").contains('%'),
        "{value}"
    );
    Some(value.replace("%%", "%"))
}

#[test]
fn systemd_gets_the_path_whatever_is_in_it() {
    let scratch = Scratch::new("systemd-odd");
    for name in ODD {
        let root = prefix(&scratch, OsStr::from_bytes(name));
        let unit = autostart(&scratch, &root, &["--method", "systemd"]);
        assert_eq!(unit.status, 0, "{unit:?}");
        assert_eq!(
            environment(&unit.out, "RC_PREFIX").as_deref(),
            Some(text(&root))
        );
        let openrc = scratch.path("bin/openrc");
        let starts = format!("ExecStart={} default", openrc.display());
        let stops = format!("ExecStop={} shutdown", openrc.display());
        for line in [
            &starts,
            &stops,
            "Type=oneshot",
            "RemainAfterExit=yes",
            "WantedBy=default.target",
        ] {
            assert!(
                unit.out.lines().any(|it| it == line),
                "{line}\nin\n{}",
                unit.out
            );
        }
        verify(&scratch, &unit.out);
    }
    let root = prefix(&scratch, OsStr::from_bytes(b"\xff"));
    let refused = autostart(&scratch, &root, &["--method", "systemd"]);
    assert_eq!((refused.status, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains("units are UTF-8"), "{refused:?}");
}

/// What systemd itself says of it, where there is one.
fn verify(scratch: &Scratch, unit: &str) {
    let file = scratch.path("checked.service");
    fs::write(&file, unit).unwrap();
    let mut verify = Command::new("systemd-analyze");
    verify
        .args(["verify", "--user", "--man=no"])
        .arg(&file)
        .env("XDG_RUNTIME_DIR", &scratch.0);
    if let Ok(said) = verify.output() {
        let said = String::from_utf8_lossy(&said.stderr).into_owned();
        assert!(!said.contains("checked.service:"), "{said}");
    }
}

#[test]
fn units_are_installed_and_removed() {
    let scratch = Scratch::new("systemd");
    let root = prefix(&scratch, "prefix");
    let units = scratch.path(".config/systemd/user");
    let install = ["--method", "systemd", "--install"];
    let said = autostart(&scratch, &root, &install);
    assert_eq!((said.status, said.err.as_str()), (0, ""));
    let names: Vec<PathBuf> = fs::read_dir(&units)
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    let unit = names
        .iter()
        .find(|it| it.extension() == Some(OsStr::new("service")))
        .unwrap();
    let link = units
        .join("default.target.wants")
        .join(unit.file_name().unwrap());
    assert_eq!(link.canonicalize().unwrap(), *unit);
    let printed = autostart(&scratch, &root, &["--method", "systemd"]).out;
    assert_eq!(fs::read_to_string(unit).unwrap(), printed);
    assert_eq!(autostart(&scratch, &root, &install).status, 0);

    // Without its marker it is somebody else's.
    fs::write(unit, "[Unit]\n").unwrap();
    for what in ["--install", "--remove"] {
        let refused = autostart(&scratch, &root, &["--method", "systemd", what]);
        assert_eq!(refused.status, 1, "{refused:?}");
        assert!(
            refused.err.contains("is there, without the line"),
            "{refused:?}"
        );
        assert_eq!(fs::read_to_string(unit).unwrap(), "[Unit]\n");
    }
    fs::write(unit, printed).unwrap();
    fs::remove_dir_all(&root).unwrap();
    let said = autostart(&scratch, &root, &["--method", "systemd", "--remove"]);
    assert_eq!(said.status, 0, "{said:?}");
    assert!(!unit.exists() && link.symlink_metadata().is_err());
    let again = autostart(&scratch, &root, &["--method", "systemd", "--remove"]);
    assert!(
        again.status == 0 && again.out.starts_with("not there: "),
        "{again:?}"
    );
}

#[test]
fn a_link_of_somebody_else_stays() {
    let scratch = Scratch::new("link");
    let root = prefix(&scratch, "prefix");
    let install = ["--method", "systemd", "--install"];
    assert_eq!(autostart(&scratch, &root, &install).status, 0);
    let wants = scratch.path(".config/systemd/user/default.target.wants");
    let link = fs::read_dir(&wants)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let unit = link.canonicalize().unwrap();
    fs::remove_file(&link).unwrap();
    symlink("/dev/null", &link).unwrap();
    assert_eq!(autostart(&scratch, &root, &install).status, 1);
    assert_eq!(
        autostart(&scratch, &root, &["--method", "systemd", "--remove"]).status,
        0
    );
    assert!(!unit.exists());
    assert_eq!(fs::read_link(&link).unwrap(), Path::new("/dev/null"));
    // A unit that is a link leads to what is not ours.
    let elsewhere = scratch.path("elsewhere");
    fs::write(&elsewhere, "mine").unwrap();
    symlink(&elsewhere, &unit).unwrap();
    fs::remove_file(&link).unwrap();
    assert_eq!(autostart(&scratch, &root, &install).status, 1);
    assert_eq!(fs::read_to_string(&elsewhere).unwrap(), "mine");
}

/// Runs a function of a script with stand-ins for what only OpenRC and root have: what it
/// prints, what su was told, and the log of the Prefix.
fn run_function(scratch: &Scratch, script: &str, function: &str, state: &str) -> [String; 3] {
    let [said, log] = ["su", "log"].map(|name| scratch.path(name));
    fs::write(&said, "").unwrap();
    fs::write(scratch.path("state"), format!("{state}\n")).unwrap();
    scratch.program(
        "su",
        &format!(
            "printf '%s|' \"$1\" \"$2\" \"$3\" \"$4\" \"$6\" >'{}'; exec /bin/sh -c \"$5\"",
            said.display()
        ),
    );
    // Another user's Prefix is not written to by the one who tests.
    let script = script.replace("$RC_PREFIX/var/log/autostart.log", log.to_str().unwrap());
    let stand_ins = "ebegin() { :; }; eend() { printf '%s\n' \"eend $*\"; return $1; }
        ewend() { printf '%s\n' \"ewend $*\"; }; ewarn() { echo \"$*\"; }
        service_set_value() { outcome=$2; }; service_get_value() { echo \"$outcome\"; }
        default_status() { echo started; }; RC_SVCDIR=/nowhere RC_SVCNAME=prefix outcome=";
    let mut shell = Command::new("/bin/sh");
    shell
        .arg("-c")
        .arg(format!("{stand_ins}\n{script}\n{function}"));
    let path = format!("{}:/usr/bin:/bin", scratch.path("bin").display());
    let output = shell.env_clear().env("PATH", path).output().unwrap();
    assert!(output.stderr.is_empty(), "{output:?}");
    let printed = String::from_utf8(output.stdout).unwrap();
    [
        printed,
        fs::read_to_string(&said).unwrap(),
        fs::read_to_string(log).unwrap_or_default(),
    ]
}

/// What openrc was told, without the date before it.
fn told(log: &str) -> Vec<&str> {
    log.lines().skip(1).collect()
}

#[test]
fn the_systems_openrc_is_given_a_script() {
    let scratch = Scratch::new("openrc-odd");
    for name in ODD {
        let root = prefix(&scratch, OsStr::from_bytes(name));
        let script = autostart(&scratch, &root, &["--method", "openrc"]);
        assert_eq!(script.status, 0, "{script:?}");
        let marker = format!("# made by rc-prefix for {}", root.display());
        assert_eq!(script.out.lines().next(), Some("#!/sbin/openrc-run"));
        assert_eq!(script.out.lines().nth(1), Some(marker.as_str()));
        assert!(script.out.contains("\tkeyword -prefix\n"));
        assert!(!script.out.contains("@ROOT@"));
        let owner = std::os::unix::fs::MetadataExt::uid(&fs::metadata(&root).unwrap());
        let down = if owner == 0 { "off" } else { "shutdown" };
        for (function, state, level) in [("start", "started", "default"), ("stop", "stopped", down)]
        {
            let [printed, su, log] = run_function(&scratch, &script.out, function, state);
            let end = if function == "start" {
                "ewend 0"
            } else {
                "eend 0"
            };
            assert_eq!(printed, format!("{end}\n"));
            assert_eq!(told(&log), [text(&root), level]);
            assert_eq!(su.is_empty(), owner == 0, "{su}");
        }
    }
}

#[test]
fn the_script_tells_what_did_not_start() {
    let scratch = Scratch::new("openrc-told");
    let root = prefix(&scratch, "prefix");
    let script = autostart(&scratch, &root, &["--method", "openrc"]).out;
    let see = format!("(see {}/var/log/autostart.log)", root.display());
    let run = |function: &str, state| run_function(&scratch, &script, function, state)[0].clone();
    let failed = format!("not started: web {see}");
    assert_eq!(run("start", "stopped"), format!("ewend 1 {failed}\n"));
    assert_eq!(
        run("start >/dev/null; status; echo $?", "crashed"),
        format!("started\nwhen it was brought up: {failed}\n32\n")
    );
    assert_eq!(
        run("start >/dev/null; status; echo $?", "started"),
        "started\n0\n"
    );
    assert_eq!(
        run("stop", "started"),
        format!("eend 1 not stopped: web {see}\n")
    );
    // Only what names hold is told of what the owner prints.
    scratch.program("rc-status", "printf '[default]\nw\\033[2Jeb =  stopped\n'");
    assert_eq!(
        run("start", ""),
        format!("ewend 1 not started: w2Jeb {see}\n")
    );
    scratch.program("openrc", "exit 7");
    assert_eq!(
        run("start", ""),
        format!("ewend 1 openrc failed with 7 {see}\n")
    );
}

#[test]
fn the_script_waits_no_longer_than_it_is_told() {
    let scratch = Scratch::new("openrc-limit");
    let root = prefix(&scratch, "prefix");
    let ended = scratch.path("ended");
    scratch.program(
        "openrc",
        &format!("/bin/sleep 3; echo >'{}'", ended.display()),
    );
    let script = autostart(&scratch, &root, &["--method", "openrc"]).out;
    let limited = format!("prefix_up_limit=1 prefix_down_limit=1\n{script}");
    let begun = std::time::Instant::now();
    for (function, says) in [
        ("start", "still coming up after 1 seconds"),
        ("stop", "still running after 1 seconds"),
    ] {
        let printed = &run_function(&scratch, &limited, function, "started")[0];
        assert!(printed.contains(says), "{printed}");
    }
    assert!(begun.elapsed().as_secs() < 3, "{begun:?}");
    // It is not killed for that.
    for _ in 0..100 {
        std::thread::sleep(std::time::Duration::from_millis(100));
        if ended.exists() {
            return;
        }
    }
    panic!("openrc was killed");
}

#[test]
fn the_script_of_an_ordinary_user_becomes_that_user() {
    let scratch = Scratch::new("openrc-user");
    let root = prefix(&scratch, "prefix");
    // Only the superuser has others' Prefixes at hand, and may not use them.
    if std::os::unix::fs::chown(&root, Some(12345), None).is_ok() {
        for (method, says) in [
            ("cron", "owned by uid 12345"),
            ("systemd", "owned by uid 12345"),
            ("openrc", "belongs to 12345, whose name su would not accept"),
        ] {
            let refused = autostart(&scratch, &root, &["--method", method]);
            assert_eq!(refused.status, 1, "{refused:?}");
            assert!(refused.err.contains(says), "{refused:?}");
        }
        // Somebody who is in every /etc/passwd.
        let (name, uid) = ("daemon", 1);
        std::os::unix::fs::chown(&root, Some(uid), None).unwrap();
        let script = autostart(&scratch, &root, &["--method", "openrc"]).out;
        for (function, state, level) in [
            ("start", "started", "default"),
            ("stop", "stopped", "shutdown"),
        ] {
            let [printed, su, log] = run_function(&scratch, &script, function, state);
            assert!(printed.ends_with("end 0\n"), "{printed}");
            assert_eq!(told(&log), [text(&root), level]);
            assert_eq!(su, format!("-l|-s|/bin/sh|-c|{name}|"));
        }
    }
}

#[test]
fn what_cannot_be_started_is_not_installed() {
    let scratch = Scratch::new("refused");
    let root = prefix(&scratch, "prefix");
    for arguments in [
        &["--method", "cron", "--install", "--remove"][..],
        &["--method", "inittab"],
        &[],
    ] {
        assert_eq!(autostart(&scratch, &root, arguments).status, 2);
    }
    assert_eq!(
        autostart(&scratch, &scratch.path("nowhere"), &["--method", "cron"]).status,
        1
    );
    fs::remove_dir(root.join("etc/runlevels/default")).unwrap();
    let refused = autostart(&scratch, &root, &["--method", "systemd", "--install"]);
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("no runlevel default"), "{refused:?}");
    assert!(!scratch.path(".config").exists());
    // An openrc where no crontab can name it.
    assert_eq!(scratch.run(["create", text(&root)]).status, 0);
    fs::create_dir(scratch.path("odd bin")).unwrap();
    fs::rename(scratch.path("bin/openrc"), scratch.path("odd bin/openrc")).unwrap();
    let mut command = scratch.command();
    command
        .args(["autostart", text(&root), "--method", "cron"])
        .env("PATH", scratch.path("odd bin"));
    let said = crate::common::answer(command.output().unwrap());
    assert_eq!(said.status, 1);
    assert!(
        said.err.contains("a path that cannot be written there"),
        "{said:?}"
    );
}
