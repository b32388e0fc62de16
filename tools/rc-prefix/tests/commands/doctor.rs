//! `rc-prefix doctor`. What OpenRC's own programs make of a Prefix, tests/prefix asks.

use crate::common::{answer, text, Answer, Scratch};
use std::fs;
use std::os::unix::fs::{symlink, PermissionsExt};
use std::path::{Path, PathBuf};

/// A Prefix whose init scripts say what these lines do, and the programs of an OpenRC.
fn healthy(scratch: &Scratch, lines: &str) -> PathBuf {
    let root = scratch.prefix();
    let helper = root.join("usr/libexec/rc/sh/gendepends.sh");
    fs::create_dir_all(helper.parent().unwrap()).unwrap();
    fs::write(&helper, format!("#!/bin/sh\ncat <<'END'\n{lines}\nEND\n")).unwrap();
    fs::set_permissions(&helper, fs::Permissions::from_mode(0o755)).unwrap();
    symlink(
        "/bin/cat",
        scratch.program("unused", "").with_file_name("cat"),
    )
    .unwrap();
    for program in [
        "openrc",
        "openrc-run",
        "rc-update",
        "start-stop-daemon",
        "supervise-daemon",
    ] {
        scratch.program(program, "exit 1");
    }
    scratch.program("rc-service", "echo 'rc-service (OpenRC) 0.64.1'");
    root
}

/// What it says, but for the library, which is the machine's.
fn doctor(scratch: &Scratch) -> Answer {
    let mut said = scratch.run(["doctor", "prefix"]);
    let kept = |line: &&str| !line.contains("librc.so.1");
    said.out = said
        .out
        .lines()
        .filter(kept)
        .map(|line| format!("{line}\n"))
        .collect();
    said
}

fn problems(said: &Answer) -> Vec<&str> {
    let lines = said.out.lines();
    lines
        .filter_map(|line| line.strip_prefix("problem: "))
        .collect()
}

fn has(said: &Answer, line: &str) {
    assert!(
        said.out.lines().any(|it| it == line),
        "{line}\nin\n{}",
        said.out
    );
}

#[test]
fn a_healthy_prefix_has_no_problems() {
    let scratch = Scratch::new("healthy");
    let root = healthy(&scratch, "nginx use net\ntinc use net");
    let said = doctor(&scratch);
    assert_eq!(problems(&said), [""; 0], "{said:?}");
    has(&said, "ok: 10 init scripts, 0 of them may not be started");
    let state = root.join("run/openrc");
    has(
        &said,
        &format!(
            "ok: {} is not there yet: nothing was ever started",
            state.display()
        ),
    );
    let rc_service = scratch.path("bin/rc-service");
    has(
        &said,
        &format!("ok: {} is of OpenRC 0.64.1", rc_service.display()),
    );
    for about in [
        "open files",
        "processes of this user",
        "core dump",
        "ports: ",
        "/dev/net/tun",
    ] {
        assert!(said.out.contains(about), "{about}\nin\n{}", said.out);
    }
    // Nothing is made by looking.
    assert!(!state.exists());
}

#[test]
fn what_keywords_keep_out_is_named() {
    let scratch = Scratch::new("keywords");
    let lines =
        "outer keyword -prefix -docker\nnginx keyword -docker\ntinc keyword -nocap_none_such";
    let root = healthy(&scratch, lines);
    fs::write(root.join("etc/init.d/outer"), "#!/sbin/openrc-run\n").unwrap();
    let said = doctor(&scratch);
    has(&said, "ok: 11 init scripts, 2 of them may not be started");
    has(
        &said,
        "note: outer: may not be executed, so it is no service",
    );
    has(
        &said,
        "note: outer: acts on the whole machine, not for a Prefix (-prefix)",
    );
    has(
        &said,
        "note: tinc: needs a capability that is unknown (-nocap_none_such)",
    );
    assert_eq!(problems(&said), [""; 0], "{said:?}");
    symlink(
        "../../init.d/outer",
        root.join("etc/runlevels/default/outer"),
    )
    .unwrap();
    let said = doctor(&scratch);
    let line =
        "outer: acts on the whole machine, not for a Prefix (-prefix); it is in the runlevel \
                default";
    assert_eq!(problems(&said), [line]);
    assert!(scratch.run(["doctor", "prefix"]).status == 1);
    // It is no Prefix where its rc.conf says so.
    fs::write(root.join("etc/rc.conf"), "rc_sys=\"\"\n").unwrap();
    assert_eq!(problems(&doctor(&scratch)), [""; 0]);
}

#[test]
fn state_of_this_boot_and_of_another() {
    let scratch = Scratch::new("state");
    let root = healthy(&scratch, "nginx use net");
    assert_eq!(scratch.run(["create", "prefix", "nginx"]).status, 0);
    let state = root.join("run/openrc");
    has(&doctor(&scratch), "ok: runlevel sysinit, 0 started");
    let put = |folder: &str, service: &str| {
        fs::create_dir_all(state.join(folder)).unwrap();
        let target = format!("../../../etc/init.d/{service}");
        symlink(target, state.join(folder).join(service)).unwrap();
    };
    put("starting", "nginx");
    put("failed", "tinc");
    fs::create_dir(state.join("rc.stopping")).unwrap();
    let said = doctor(&scratch);
    let stopping = state.join("rc.stopping");
    let stopping = stopping.display();
    assert_eq!(
        problems(&said),
        [
            "tinc could not be started",
            "nginx is stuck in `starting` (its openrc-run was killed): the next `openrc RUNLEVEL` \
             starts it again, and `rc-service nginx zap` forgets it",
            &format!(
                "{stopping} was left by an openrc that was killed: the next `openrc RUNLEVEL` \
                 removes it, and starts what was not started"
            ),
        ]
    );
    fs::write(state.join("boot-id"), "another").unwrap();
    let said = doctor(&scratch);
    assert_eq!(problems(&said), [""; 0], "{said:?}");
    has(
        &said,
        "note: the state is of an earlier boot: nothing of it runs, and the next program of OpenRC \
         clears it",
    );
    // To look is not to clear.
    assert!(state.join("failed/tinc").symlink_metadata().is_ok());
}

#[test]
fn who_holds_a_lock_is_at_work() {
    let scratch = Scratch::new("lock");
    let root = healthy(&scratch, "nginx use net");
    assert_eq!(scratch.run(["create", "prefix", "nginx"]).status, 0);
    let state = root.join("run/openrc");
    for folder in ["starting", "exclusive"] {
        fs::create_dir_all(state.join(folder)).unwrap();
    }
    symlink("../../../etc/init.d/nginx", state.join("starting/nginx")).unwrap();
    let exclusive = state.join("exclusive/nginx");
    let lock = openrc::sys::lock::Lock::take(text(&exclusive).as_bytes()).unwrap();
    let said = doctor(&scratch);
    assert_eq!(problems(&said), [""; 0], "{said:?}");
    has(&said, "note: nginx is starting");
    drop(lock);
    assert_eq!(problems(&doctor(&scratch)).len(), 1);
}

#[test]
fn what_others_could_change_is_a_problem() {
    let scratch = Scratch::new("others");
    let root = healthy(&scratch, "nginx use net");
    assert_eq!(scratch.run(["create", "prefix", "nginx"]).status, 0);
    let state = root.join("run/openrc");
    let open =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    open(&state, 0o775);
    open(&root.join("etc"), 0o755);
    // The superuser does not get as far as the state directory.
    let line = |by: &str, who: &str| match openrc::sys::process::effective_uid() == 0 {
        true => format!(
            "refusing to use {} as root: others can write to {1}: chmod go-w {1}",
            root.display(),
            state.display()
        ),
        false => format!(
            "{0}: the state directory can be written by {by}: `chmod {who}-w {0}`",
            state.display()
        ),
    };
    let said = doctor(&scratch);
    assert!(
        problems(&said).contains(&line("its group", "g").as_str()),
        "{said:?}"
    );
    open(&state, 0o757);
    let said = doctor(&scratch);
    assert!(
        problems(&said).contains(&line("everybody", "go").as_str()),
        "{said:?}"
    );
}

#[test]
fn what_is_missing_is_a_problem() {
    let scratch = Scratch::new("missing");
    let root = healthy(&scratch, "nginx use net");
    fs::remove_dir_all(root.join("etc/runlevels/default")).unwrap();
    symlink("../../init.d/gone", root.join("etc/runlevels/boot/gone")).unwrap();
    fs::remove_file(root.join("etc/rc.conf")).unwrap();
    let said = doctor(&scratch);
    let gone = root.join("etc/runlevels/boot/gone");
    assert_eq!(
        problems(&said),
        [
            "there is no runlevel default (`rc-prefix create` makes what is missing)",
            &format!("{}: leads to no init script", gone.display()),
        ]
    );
    let rc_conf = root.join("etc/rc.conf");
    has(
        &said,
        &format!(
            "note: {} is not there: everything is as built in",
            rc_conf.display()
        ),
    );
    fs::remove_file(root.join("usr/libexec/rc/sh/gendepends.sh")).unwrap();
    let asked = "what the init scripts say is not known: ";
    assert!(problems(&doctor(&scratch))
        .iter()
        .any(|line| line.starts_with(asked)));
    fs::remove_dir_all(root.join("etc/init.d")).unwrap();
    assert!(problems(&doctor(&scratch)).contains(&"there are no init scripts"));
}

#[test]
fn which_openrc_it_is() {
    let scratch = Scratch::new("release");
    healthy(&scratch, "nginx use net");
    let program = scratch.program("rc-service", "echo 'rc-service (OpenRC) 0.45.2 (Debian)'");
    let old = format!(
        "{} is of OpenRC 0.45.2: before 0.62 the system's paths are built in",
        program.display()
    );
    assert_eq!(problems(&doctor(&scratch)), [old]);
    // What it is told of this process is little.
    scratch.program(
        "rc-service",
        "[ -z \"$RC_SVCNAME$HOME\" ] && echo 'x (OpenRC) 0.64'",
    );
    let mut command = scratch.command();
    let said = answer(
        command
            .args(["doctor", "prefix"])
            .env("RC_SVCNAME", "x")
            .output()
            .unwrap(),
    );
    has(
        &said,
        &format!("ok: {} is of OpenRC 0.64", program.display()),
    );
}

#[test]
fn what_is_no_prefix_is_a_problem() {
    let scratch = Scratch::new("none");
    fs::create_dir(scratch.path("empty")).unwrap();
    for dir in ["nowhere", "empty", "/"] {
        let said = scratch.run(["doctor", dir]);
        assert_eq!((said.status, said.err.as_str()), (1, ""));
        assert_eq!(problems(&said).len(), 1, "{said:?}");
    }
    let said = scratch.run(["doctor"]);
    let why = "rc-prefix: no Prefix is named, RC_PREFIX is not set, and the current directory is in none\n";
    assert_eq!((said.status, said.err.as_str()), (1, why));
}

#[test]
fn programs_are_told_in_json() {
    let scratch = Scratch::new("json");
    healthy(&scratch, "tinc keyword -prefix");
    let said = scratch.run(["doctor", "prefix", "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let services = all
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["about"] == "services");
    let services: Vec<(&str, &str)> = services
        .map(|it| (it["level"].as_str().unwrap(), it["text"].as_str().unwrap()))
        .collect();
    assert_eq!(
        services,
        [
            ("ok", "10 init scripts, 1 of them may not be started"),
            (
                "note",
                "tinc: acts on the whole machine, not for a Prefix (-prefix)"
            ),
        ]
    );
}

#[test]
fn nothing_in_a_state_directory_stops_or_fools_who_looks() {
    let scratch = Scratch::new("hostile");
    let root = healthy(&scratch, "nginx use net");
    let state = root.join("run/openrc");
    fs::create_dir_all(state.join("failed")).unwrap();
    let boot_id = fs::read("/proc/sys/kernel/random/boot_id").unwrap();
    fs::write(state.join("boot-id"), boot_id.trim_ascii()).unwrap();
    fs::write(state.join("softlevel"), "\x1b[2J").unwrap();
    symlink("x", state.join("failed/web\x1b[2J\u{9b}")).unwrap();
    fs::write(root.join("etc/init.d/\x1bc"), "").unwrap();
    for format in ["text", "json"] {
        let said = scratch.run_limited(["doctor", "prefix", "--format", format]);
        let is_harmless = |it: char| !it.is_control() || it == '\n';
        assert!(said.out.chars().all(is_harmless), "{said:?}");
        assert!(said.out.contains("web"), "{said:?}");
    }
    for file in ["boot-id", "softlevel", ".lock"] {
        scratch.fifo(&state.join(file));
        let said = scratch.run_limited(["doctor", "prefix"]);
        assert!(said.status < 2, "{said:?}");
    }
    let why = format!(
        "refusing to use {} as a state directory: its boot-id is no regular file, or too long: \
         what runs cannot be told",
        state.display()
    );
    let said = scratch.run_limited(["doctor", "prefix"]);
    assert!(problems(&said).contains(&why.as_str()), "{said:?}");
}

#[test]
fn what_nothing_provides_is_named() {
    let scratch = Scratch::new("needs");
    let lines =
        "nginx need net database\nhost provide net\nhost keyword -prefix\ntinc need cable\n\
                 redis need nginx";
    healthy(&scratch, lines);
    assert_eq!(scratch.run(["create", "prefix", "nginx"]).status, 0);
    let said = doctor(&scratch);
    let line = "nginx: nothing provides what it needs: database; it is in the runlevel default";
    assert_eq!(problems(&said), [line]);
    has(&said, "note: tinc: nothing provides what it needs: cable");
}

#[test]
fn scripts_that_name_the_hosts_directories_are_named() {
    let scratch = Scratch::new("paths");
    let root = healthy(&scratch, "outer keyword -prefix\nweb use net");
    let script =
        "#!/sbin/openrc-run\n# /etc/no\na=${EPREFIX}/etc/x b=/run/web.pid\nc=\"-c /etc/web\"\n";
    for name in ["web", "outer"] {
        fs::write(root.join("etc/init.d").join(name), script).unwrap();
        let path = root.join("etc/init.d").join(name);
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    fs::write(root.join("etc/conf.d/web"), "d=/var/lib/web e=/srv/web\n").unwrap();
    let said = doctor(&scratch);
    let line = "web: names the host's directories: /run/web.pid (init.d, line 3), /etc/web (init.d, \
                line 4), /var/lib/web (conf.d, line 1), and 1 more; `rc-prefix adopt` puts RC_PREFIX \
                before them";
    let named: Vec<&str> = said
        .out
        .lines()
        .filter(|it| it.contains("host's directories"))
        .collect();
    assert!(named.len() == 1 && named[0].ends_with(line), "{named:?}");
}

#[test]
fn pid_files_of_other_processes_are_named() {
    let scratch = Scratch::new("pids");
    let root = healthy(&scratch, "nginx use net");
    let run = root.join("run");
    for (name, content) in [
        ("gone.pid", "2147483647\n"),
        ("mine.pid", &format!("{}\nmore\n", std::process::id())),
        ("odd.pid", "x"),
    ] {
        fs::write(run.join(name), content).unwrap();
    }
    scratch.fifo(&run.join("fifo.pid"));
    let said = scratch.run_limited(["doctor", "prefix"]);
    let gone = run.join("gone.pid");
    let gone = gone.display();
    has(
        &said,
        &format!("note: {gone}: process 2147483647 is gone: `rm {gone}`"),
    );
    for odd in ["odd.pid", "fifo.pid"] {
        let odd = run.join(odd);
        has(
            &said,
            &format!("note: {}: holds no number of a process", odd.display()),
        );
    }
    assert!(!said.out.contains("mine.pid"), "{said:?}");
    // A process of root's, if this is another user, or the other way round.
    let other = std::process::Command::new("/usr/bin/setpriv")
        .args([
            "--reuid",
            "1",
            "--regid",
            "1",
            "--clear-groups",
            "/bin/sleep",
            "100",
        ])
        .spawn();
    let Ok(mut other) = other else {
        return;
    };
    let file = run.join("other.pid");
    fs::write(&file, other.id().to_string()).unwrap();
    let is_others = || {
        use std::os::unix::fs::MetadataExt;
        let process = format!("/proc/{}", other.id());
        fs::metadata(process).is_ok_and(|it| it.uid() == 1)
    };
    for _ in 0..100 {
        if is_others() {
            let said = doctor(&scratch);
            let says = "belongs to daemon (1) and is no daemon of this Prefix";
            assert!(
                problems(&said).iter().any(|it| it.contains(says)),
                "{said:?}"
            );
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    other.kill().unwrap();
    other.wait().unwrap();
}

#[test]
fn directories_that_others_may_write_or_not_enter() {
    let scratch = Scratch::new("directories");
    let root = healthy(&scratch, "nginx use net");
    let run = root.join("run");
    let open =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    for directory in [run.clone(), root.join("etc/init.d")] {
        open(&directory, 0o775);
        let said = doctor(&scratch);
        // The library may have refused it to root before.
        let shown = directory.display().to_string();
        let is_mended =
            |line: &&str| line.contains(&shown) && line.contains("chmod g") && line.contains("-w ");
        assert!(problems(&said).iter().any(is_mended), "{said:?}");
        open(&directory, 0o755);
    }
    open(&root, 0o700);
    let said = doctor(&scratch);
    let is_root = openrc::sys::process::effective_uid() == 0;
    let closed = problems(&said)
        .iter()
        .any(|it| it.contains("lets no other user in"));
    assert_eq!(closed, is_root, "{said:?}");
}

/// What a shell makes of the command that a line proposes: its words, a line each.
fn words(line: &str) -> Vec<u8> {
    let (_, proposed) = line.split_once(": `").unwrap();
    let proposed = proposed.strip_suffix('`').unwrap();
    let script = format!("set -- {proposed}; printf '%s\\0' \"$@\"");
    let said = std::process::Command::new("bash")
        .args(["-c", &script])
        .output()
        .unwrap();
    assert!(said.status.success(), "{proposed}");
    said.stdout
}

#[test]
fn proposed_commands_name_odd_files_and_nothing_else() {
    let scratch = Scratch::new("doctor-odd");
    let root = healthy(&scratch, "");
    fs::create_dir_all(root.join("run")).unwrap();
    for name in [
        "a b.pid",
        "$(touch ran).pid",
        "it's `touch ran`.pid",
        "one\ntwo; touch ran\n.pid",
        "\u{1b}[2J\u{9b}x\\n.pid",
        "-rf.pid",
        "ä€.pid",
    ] {
        let file = root.join("run").join(name);
        fs::write(&file, "2147483647\n").unwrap();
        let said = doctor(&scratch);
        let mut lines = said.out.lines().filter(|line| line.contains("is gone: `"));
        let line = lines.next().unwrap_or_else(|| panic!("{said:?}"));
        assert!(!line.chars().any(char::is_control), "{line}");
        let expected = format!("rm\0{}\0", text(&file));
        assert_eq!(words(line), expected.as_bytes(), "{line}");
        assert_eq!(lines.next(), None, "{said:?}");
        fs::remove_file(&file).unwrap();
    }
}
