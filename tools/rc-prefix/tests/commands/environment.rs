//! `rc-prefix env`, `exec` and `list`; the manual page and the completions.

use crate::common::{answer, text, Scratch};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;

#[test]
fn env_is_for_a_shell() {
    let scratch = Scratch::new("env");
    let root = scratch.prefix();
    let bin = scratch.path("bin dir's");
    fs::create_dir(&bin).unwrap();
    let printed = scratch.run(["env", "./prefix/"]).out;
    let script =
        format!("{printed}\necho \"$RC_PREFIX:${{RC_SVCDIR-none}}:${{RC_RUNLEVEL-none}}\"");
    let mut shell = Command::new("/bin/sh");
    shell.arg("-c").arg(script);
    shell
        .env("RC_SVCDIR", "/run/openrc")
        .env("RC_RUNLEVEL", "boot");
    let said = answer(shell.output().unwrap());
    assert_eq!(
        said.out,
        format!("{}:none:none\n", root.display()),
        "{said:?}"
    );
}

#[test]
fn values_that_a_shell_would_act_on_are_quoted() {
    let scratch = Scratch::new("quoted");
    scratch.prefix();
    let svcdir = scratch.path("it's $(x) \"of\" mine");
    fs::create_dir(&svcdir).unwrap();
    symlink(scratch.path("prefix"), svcdir.join("prefix")).unwrap();
    let mut env = scratch.command();
    let printed = answer(
        env.args(["env", "prefix"])
            .env("RC_SVCDIR", &svcdir)
            .output()
            .unwrap(),
    );
    let mut shell = Command::new("/bin/sh");
    shell
        .arg("-c")
        .arg(format!("{}\nprintf %s \"$RC_SVCDIR\"", printed.out));
    let said = answer(shell.output().unwrap());
    assert_eq!(said.out, text(&svcdir), "{printed:?}");
}

#[test]
fn what_is_foreign_goes_and_what_is_the_prefixs_own_stays() {
    let scratch = Scratch::new("foreign");
    let root = scratch.prefix();
    let svcdir = scratch.path("state");
    fs::create_dir(&svcdir).unwrap();
    symlink(&root, svcdir.join("prefix")).unwrap();
    let own_path = format!("{}/etc:", root.display());
    let with = |svcdir: &str, path: &str| {
        let mut exec = scratch.command();
        exec.args(["exec", "prefix", "--", "/usr/bin/env"]);
        for (name, value) in [
            ("RC_SVCDIR", svcdir),
            ("RC_PATH", path),
            ("RC_RUNLEVEL", "boot"),
            ("RC_USER_SERVICES", "YES"),
            ("RC_PREFIX", "/another"),
            ("EPREFIX", "/another"),
            ("RC_SVCNAME", "me"),
            ("RC_DEBUG", "YES"),
            ("KEPT", "a b"),
        ] {
            exec.env(name, value);
        }
        let mut lines: Vec<String> = answer(exec.output().unwrap())
            .out
            .lines()
            .filter(|line| !line.starts_with("PATH=") && !line.starts_with("HOME="))
            .map(str::to_string)
            .collect();
        lines.sort();
        lines
    };
    let kept = ["KEPT=a b".to_string(), "RC_DEBUG=YES".to_string()];
    let prefix = format!("RC_PREFIX={}", root.display());
    assert_eq!(
        with("/run/openrc", "/etc/rc:/etc"),
        [kept[0].clone(), kept[1].clone(), prefix.clone()]
    );
    assert_eq!(
        with(text(&svcdir), &own_path),
        [
            kept[0].clone(),
            kept[1].clone(),
            format!("RC_PATH={own_path}"),
            prefix,
            format!("RC_SVCDIR={}", svcdir.display()),
        ]
    );
}

#[test]
fn null_is_for_programs() {
    let scratch = Scratch::new("null");
    let root = scratch.prefix();
    let mut env = scratch.command();
    env.args(["env", "--null", "prefix"])
        .env("RC_SVCNAME", "x")
        .env("A", "1\n2");
    let printed = answer(env.output().unwrap()).out;
    let mut lines: Vec<&str> = printed.split_terminator('\0').collect();
    lines.retain(|line| !line.starts_with("PATH=") && !line.starts_with("HOME="));
    lines.sort_unstable();
    assert_eq!(lines, ["A=1\n2", &format!("RC_PREFIX={}", root.display())]);
}

#[test]
fn openrcs_programs_are_in_the_path() {
    let scratch = Scratch::new("path");
    scratch.prefix();
    scratch.program("openrc", "");
    scratch.program("rc-service", "");
    // Both are there: nothing is to be added.
    assert!(!scratch.run(["env", "prefix"]).out.contains("export PATH"));
    let kept = scratch.run(["exec", "prefix", "--", "/usr/bin/env"]).out;
    let path = format!("PATH={}", scratch.path("bin").display());
    assert!(kept.lines().any(|line| line == path), "{kept}");
}

#[test]
fn exec_becomes_the_command() {
    let scratch = Scratch::new("exec");
    scratch.prefix();
    let run = |script: &str| {
        let mut exec = scratch.command();
        exec.args(["exec", "prefix", "--", "/bin/sh", "-c", script])
            .output()
            .unwrap()
            .status
    };
    assert_eq!(run("exit 37").code(), Some(37));
    assert_eq!(run("kill -TERM $$").signal(), Some(15));
    let without_dashes = scratch.run(["exec", "prefix", "/bin/echo", "-n", "--help"]);
    assert_eq!(
        (without_dashes.status, without_dashes.out.as_str()),
        (0, "--help")
    );
    let found_in_path = scratch.program("hello", "echo hello");
    assert_eq!(
        scratch.run(["exec", "prefix", "--", "hello"]).out,
        "hello\n"
    );
    fs::write(&found_in_path, "").unwrap();
    for (arguments, status) in [
        (vec!["exec", "prefix", "--", "nobody"], 127),
        (vec!["exec", "prefix", "--", "/"], 126),
        (vec!["exec", "nowhere", "--", "/bin/true"], 125),
        (vec!["exec", "/", "--", "/bin/true"], 125),
        (vec!["exec", "prefix"], 2),
    ] {
        let answer = scratch.run(&arguments);
        assert_eq!(answer.status, status, "{arguments:?}: {answer:?}");
        assert!(status == 2 || answer.err.lines().count() == 1, "{answer:?}");
    }
}

#[test]
fn env_refuses_what_is_no_prefix() {
    let scratch = Scratch::new("none");
    fs::create_dir(scratch.path("empty")).unwrap();
    fs::write(scratch.path("file"), "").unwrap();
    for (dir, says) in [
        ("nowhere", "nowhere: No such file or directory"),
        ("empty", "empty/etc: No such file or directory"),
        ("file", "file/etc: Not a directory"),
        ("/", "is the system's, and no Prefix"),
    ] {
        let answer = scratch.run(["env", dir]);
        assert_eq!((answer.status, answer.out.as_str()), (1, ""));
        assert!(answer.err.trim_end().ends_with(says), "{answer:?}");
    }
}

#[test]
fn what_was_made_or_entered_is_listed() {
    let scratch = Scratch::new("list");
    assert_eq!(scratch.run(["list"]).out, "");
    let first = scratch.prefix();
    let second = scratch.path("second");
    fs::create_dir_all(second.join("etc")).unwrap();
    assert_eq!(scratch.run(["exec", "second", "--", "/bin/true"]).status, 0);
    // Known already.
    assert_eq!(scratch.run(["exec", "prefix", "--", "/bin/true"]).status, 0);
    let line = |root: &std::path::Path, how: &str| format!("{}\t{how}\n", root.display());
    let new = line(&second, "never started");
    assert_eq!(
        scratch.run(["list"]).out,
        line(&first, "never started") + &new
    );
    // What goes into a runlevel is looked up, and the state directory made for that.
    assert_eq!(scratch.run(["create", "prefix", "tinc"]).status, 0);
    assert_eq!(
        scratch.run(["list"]).out,
        line(&first, "runlevel sysinit, 0 started") + &new
    );
    fs::write(first.join("run/openrc/softlevel"), "default\n").unwrap();
    fs::create_dir_all(first.join("run/openrc/started")).unwrap();
    symlink(
        "../../../etc/init.d/nginx",
        first.join("run/openrc/started/nginx"),
    )
    .unwrap();
    assert_eq!(
        scratch.run(["list"]).out,
        line(&first, "runlevel default, 1 started") + &new
    );
    fs::write(first.join("run/openrc/boot-id"), "another").unwrap();
    let of_another = line(&first, "not started since the machine has booted");
    assert_eq!(scratch.run(["list"]).out, of_another.clone() + &new);
    // To be told of is not to be emptied.
    assert!(first
        .join("run/openrc/started/nginx")
        .symlink_metadata()
        .is_ok());
    fs::remove_dir_all(&second).unwrap();
    let gone = of_another.clone() + &line(&second, "gone");
    assert_eq!(scratch.run(["list"]).out, gone);
    assert_eq!(scratch.run(["list"]).out, gone);
    assert_eq!(
        scratch.run(["list", "--forget"]).out,
        line(&second, "forgotten")
    );
    assert_eq!(scratch.run(["list"]).out, of_another);
    fs::remove_dir_all(first.join("etc")).unwrap();
    assert!(scratch.run(["list"]).out.contains("\tcannot be used: "));
}

#[test]
fn a_list_of_bytes_for_programs() {
    let scratch = Scratch::new("list-null");
    let root = scratch.prefix();
    let odd = scratch
        .0
        .join(std::ffi::OsStr::from_bytes(b"\xff~\xc2\x9b"));
    assert_eq!(
        scratch
            .run([std::ffi::OsStr::new("create"), odd.as_os_str()])
            .status,
        0
    );
    let printed = scratch.command().args(["list", "--null"]).output().unwrap();
    let expected = [
        root.as_os_str().as_bytes(),
        b"\0",
        odd.as_os_str().as_bytes(),
        b"\0",
    ];
    assert_eq!(printed.stdout, expected.concat());
    assert!(scratch.run(["list"]).out.contains("/\\xff~\\x9b\t"));
}

#[test]
fn nothing_in_a_state_directory_stops_or_fools_who_lists_it() {
    let scratch = Scratch::new("hostile");
    let root = scratch.prefix();
    let state = root.join("run/openrc");
    fs::create_dir_all(state.join("started")).unwrap();
    let boot_id = fs::read("/proc/sys/kernel/random/boot_id").unwrap();
    let boot_id = boot_id.trim_ascii();
    fs::write(state.join("boot-id"), boot_id).unwrap();
    fs::write(state.join("softlevel"), "a\x1b[2Jb\nc").unwrap();
    let said = scratch.run_limited(["list"]);
    let line = format!("{}\trunlevel a\\x1b[2Jb, 0 started\n", root.display());
    assert_eq!(said.out, line);
    for file in ["softlevel", "boot-id"] {
        scratch.fifo(&state.join(file));
        let said = scratch.run_limited(["list"]);
        assert_eq!(said.status, 0, "{said:?}");
        assert_eq!(said.out.lines().count(), 1, "{said:?}");
        assert!(state.join(file).exists());
    }
    // To look is to change nothing.
    assert_eq!(look(&state), ["boot-id", "softlevel", "started"]);
    let said = scratch.run_limited(["list"]);
    let why = format!(
        "refusing to use {} as a state directory: its boot-id is no regular file, or too long",
        state.display()
    );
    assert_eq!(
        said.out,
        format!("{}\tcannot be used: {why}\n", root.display())
    );
}

fn look(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn the_list_is_where_xdg_says() {
    let scratch = Scratch::new("xdg");
    let mut create = scratch.command();
    create
        .args(["create", "p"])
        .env("XDG_STATE_HOME", scratch.path("state"));
    assert_eq!(answer(create.output().unwrap()).status, 0);
    let list = fs::read_to_string(scratch.path("state/rc-prefix/list")).unwrap();
    assert_eq!(list, format!("{}\n", scratch.path("p").display()));
    let mut create = scratch.command();
    let told = answer(
        create
            .args(["create", "q"])
            .env_remove("HOME")
            .output()
            .unwrap(),
    );
    assert_eq!(told.status, 0);
    assert!(told.err.contains("not remembered"), "{told:?}");
    let mut list = scratch.command();
    assert_eq!(
        answer(list.arg("list").env_remove("HOME").output().unwrap()).status,
        1
    );
}

#[test]
fn the_manual_and_completions_know_the_commands() {
    let scratch = Scratch::new("manual");
    let manual = scratch.run(["man"]).out;
    for text in [
        "autostart",
        "EXIT STATUS",
        "\\-\\-null",
        ".SH FILES",
        "rc\\-deptree(8)",
    ] {
        assert!(manual.contains(text), "{text}\nin\n{manual}");
    }
    for shell in ["bash", "zsh", "fish"] {
        assert!(scratch.run(["completions", shell]).out.contains("doctor"));
    }
}
