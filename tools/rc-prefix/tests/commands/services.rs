//! `rc-prefix new`, `logs`, `status` and `enter`. OpenRC's own programs start what they make in
//! tests/prefix.

use crate::common::{answer, text, Scratch};
use std::fs;
use std::os::unix::fs::{symlink, PermissionsExt};
use std::path::Path;
use std::process::Command;

/// What a shell finds in the variables of an init script.
fn variables(script: &Path, root: &Path) -> Vec<String> {
    let show = "eval \"set -- $command_args\"; printf '%s\\n' \"$command\" \"$directory\" \"$output_log\" \"$pidfile\" \"$@\"";
    let mut shell = Command::new("/bin/sh");
    shell
        .arg("-c")
        .arg(format!(". '{}'; {show}", script.display()));
    shell
        .env_clear()
        .env("EPREFIX", root)
        .env("RC_SVCDIR", "/state")
        .env("RC_SVCNAME", "web");
    let said = answer(shell.output().unwrap());
    assert_eq!((said.status, said.err.as_str()), (0, ""));
    said.out.lines().map(str::to_string).collect()
}

#[test]
fn a_command_becomes_a_service() {
    let scratch = Scratch::new("new");
    let root = scratch.prefix();
    let program = scratch.program("serve", "");
    let inside = format!("{}/srv/www", root.display());
    let odd = "it's $(x) \"*\" a  b";
    let mut new = scratch.command();
    new.args(["new", "web", "--", "serve", "-p", "80", odd, &inside, ""]);
    let made = answer(new.env("RC_PREFIX", &root).output().unwrap());
    assert_eq!((made.status, made.err.as_str()), (0, ""));
    let script = root.join("etc/init.d/web");
    assert_eq!(
        fs::metadata(&script).unwrap().permissions().mode() & 0o777,
        0o755
    );
    assert!(made.out.contains("rc-service web start"), "{made:?}");
    let log = format!("{}/var/log/web.log", root.display());
    let expected = [
        text(&program),
        text(&scratch.0),
        &log,
        "/state/supervise-web.pid",
        "-p",
        "80",
        odd,
        &inside,
        "",
    ];
    assert_eq!(variables(&script, &root), expected);
    // It moves with the Prefix.
    let content = fs::read_to_string(&script).unwrap();
    assert!(!content.contains(&inside), "{content}");
    let moved = Path::new("/elsewhere");
    assert_eq!(variables(&script, moved)[7], "/elsewhere/srv/www");
    // One that is there stays.
    let mut again = scratch.command();
    again.args(["new", "--prefix", "prefix", "web", "--", "serve"]);
    let again = answer(again.output().unwrap());
    assert_eq!(again.status, 1);
    assert!(
        again.err.ends_with("/etc/init.d/web: is there already\n"),
        "{again:?}"
    );
    assert_eq!(fs::read_to_string(&script).unwrap(), content);
}

#[test]
fn what_cannot_become_a_service() {
    let scratch = Scratch::new("not-new");
    let root = scratch.prefix();
    scratch.program("serve", "");
    let odd = scratch.path("odd dir");
    fs::create_dir(&odd).unwrap();
    fs::copy(scratch.path("bin/serve"), odd.join("serve")).unwrap();
    let in_odd = odd.join("serve");
    for (name, program, says) in [
        ("web", "no-such", "no-such: there is no such program"),
        (
            "web",
            text(&in_odd),
            "OpenRC cannot start a program by such a path",
        ),
        ("../web", "serve", ""),
        ("a b", "serve", "is no name of a service"),
        ("web", "./bin", "there is no such program"),
    ] {
        let said = scratch.run(["new", "--prefix", text(&root), name, "--", program]);
        assert_eq!(said.status, 1, "{said:?}");
        assert!(
            said.err.contains(says) && said.err.lines().count() == 1,
            "{said:?}"
        );
    }
    assert!(!root.join("etc/init.d/web").exists());
    assert_eq!(scratch.run(["new", "web"]).status, 2);
}

#[test]
fn logs_are_found_by_name_and_by_what_scripts_say() {
    let scratch = Scratch::new("logs");
    let root = scratch.prefix();
    symlink(
        "/usr/bin/tail",
        scratch.program("unused", "").with_file_name("tail"),
    )
    .unwrap();
    let log = root.join("var/log");
    let logs = |service: &str, options: &[&str]| {
        let all = ["logs", "--prefix", text(&root), service];
        scratch.run(all.iter().chain(options))
    };
    let none = logs("tinc", &[]);
    assert_eq!(none.status, 1);
    assert!(none.err.contains("no log of tinc in "), "{none:?}");
    fs::write(log.join("tinc.home.log"), "one\ntwo\n").unwrap();
    fs::write(log.join("tinc.home.log.1"), "old\n").unwrap();
    fs::write(log.join("tincture.log"), "another's\n").unwrap();
    assert_eq!(logs("tinc", &[]).out, "one\ntwo\n");
    assert_eq!(logs("tinc", &["-n", "1"]).out, "two\n");
    fs::create_dir(log.join("nginx")).unwrap();
    fs::write(log.join("nginx/error.log"), "three\n").unwrap();
    assert_eq!(logs("nginx", &[]).out, "three\n");
    fs::write(
        root.join("etc/conf.d/web"),
        "output_log=\"${EPREFIX}/elsewhere\"\n",
    )
    .unwrap();
    fs::write(root.join("elsewhere"), "four\n").unwrap();
    assert_eq!(logs("web", &[]).out, "four\n");
    // What is written from now on.
    let mut follow = scratch.command();
    follow.args(["logs", "-f", "--prefix", text(&root), "tinc"]);
    let mut follow = follow.stdout(std::process::Stdio::piped()).spawn().unwrap();
    let mut out = std::io::BufReader::new(follow.stdout.take().unwrap());
    let mut line = String::new();
    use std::io::BufRead;
    for expected in ["one\n", "two\n"] {
        line.clear();
        out.read_line(&mut line).unwrap();
        assert_eq!(line, expected);
    }
    let mut written = fs::OpenOptions::new();
    let mut written = written.append(true).open(log.join("tinc.home.log"));
    use std::io::Write;
    written.as_mut().unwrap().write_all(b"five\n").unwrap();
    line.clear();
    out.read_line(&mut line).unwrap();
    assert_eq!(line, "five\n");
    follow.kill().unwrap();
    follow.wait().unwrap();
}

#[test]
fn status_tells_what_is_up() {
    let scratch = Scratch::new("status");
    let root = scratch.prefix();
    let status = |options: &[&str]| scratch.run(["status", "prefix"].iter().chain(options));
    let said = status(&[]);
    assert_eq!((said.status, said.out.as_str()), (1, "never started\n"));
    assert_eq!(status(&["--brief"]).status, 0);
    assert_eq!(scratch.run(["create", "prefix", "nginx", "tinc"]).status, 0);
    let state = root.join("run/openrc");
    fs::write(state.join("softlevel"), "default\n").unwrap();
    let start = |service: &str| {
        fs::create_dir_all(state.join("started")).unwrap();
        let target = format!("../../../etc/init.d/{service}");
        symlink(target, state.join("started").join(service)).unwrap();
    };
    start("nginx");
    start("redis");
    let said = status(&[]);
    let lines = "runlevel default, 2 started\nnginx\tstarted\ntinc\tstopped\n\
                 redis\tstarted, not in the runlevel\n";
    assert_eq!((said.status, said.out.as_str()), (1, lines));
    assert_eq!(status(&["--brief"]).out, "runlevel default, 2 started\n");
    start("tinc");
    assert_eq!(status(&[]).status, 0);
}

#[test]
fn the_prefix_that_is_meant_need_not_be_named() {
    let scratch = Scratch::new("meant");
    let root = scratch.prefix();
    let run = |directory: &Path, prefix: Option<&str>| {
        let mut status = scratch.command();
        status.args(["status", "--brief"]).current_dir(directory);
        if let Some(prefix) = prefix {
            status.env("RC_PREFIX", prefix);
        }
        answer(status.output().unwrap())
    };
    assert_eq!(run(&root.join("srv/www"), None).out, "never started\n");
    assert_eq!(run(&root, None).out, "never started\n");
    assert_eq!(
        run(Path::new("/"), Some(text(&root))).out,
        "never started\n"
    );
    // One that is named and cannot be used is not replaced by another.
    for unusable in ["/nonexistent", "/a b", "/"] {
        let said = run(&root, Some(unusable));
        assert_eq!((said.status, said.out.as_str()), (1, ""));
        assert_eq!(said.err.lines().count(), 1, "{said:?}");
    }
    assert_eq!(run(Path::new("/"), None).status, 1);
}

#[test]
fn enter_becomes_a_shell() {
    let scratch = Scratch::new("enter");
    let root = scratch.prefix();
    let shell = scratch.program("shell", "echo \"in $RC_PREFIX\"; exit 7");
    let mut enter = scratch.command();
    enter.args(["enter", "prefix"]).env("SHELL", &shell);
    let said = answer(enter.env("RC_SVCNAME", "x").output().unwrap());
    assert_eq!(said.status, 7);
    assert_eq!(said.out, format!("in {}\n", root.display()));
    let says = format!(
        "rc-prefix: in the Prefix {}; `exit` leaves it\n",
        root.display()
    );
    assert_eq!(said.err, says);
    let none = scratch.run(["enter", "nowhere"]);
    assert_eq!((none.status, none.err.lines().count()), (1, 1));
    assert_eq!(scratch.run(["enter"]).status, 1);
}
