//! `rc-prefix create`, and what it refuses.

use crate::common::{answer, text, Scratch};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{symlink, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The files below a folder: whether each may be executed, and what is in it.
fn files(root: &Path) -> BTreeMap<PathBuf, (bool, Vec<u8>)> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let metadata = path.symlink_metadata().unwrap();
            if metadata.is_dir() {
                folders.push(path);
            } else if metadata.is_file() {
                let executable = metadata.permissions().mode() & 0o111 != 0;
                let name = path.strip_prefix(root).unwrap().to_path_buf();
                found.insert(name, (executable, fs::read(&path).unwrap()));
            }
        }
    }
    found
}

#[test]
fn nothing_of_the_samples_is_forgotten() {
    let scratch = Scratch::new("samples");
    let mut made = files(&scratch.prefix());
    made.retain(|path, _| !path.starts_with("run"));
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut samples = files(&sources.canonicalize().unwrap());
    samples.remove(Path::new("README.md")).unwrap();
    let host_only = samples.remove(Path::new("host-only.conf")).unwrap();
    samples.insert("etc/rc.conf.d/host-only.conf".into(), host_only);
    assert_eq!(
        made.keys().collect::<Vec<_>>(),
        samples.keys().collect::<Vec<_>>()
    );
    for (path, file) in &samples {
        assert!(made[path] == *file, "{}", path.display());
    }
}

#[test]
fn services_go_into_the_default_runlevel_by_relative_links() {
    let scratch = Scratch::new("default");
    let made = scratch.run(["create", "deep/er/", "nginx", "tinc"]);
    let root = scratch.path("deep/er");
    assert_eq!(made.status, 0, "{made:?}");
    assert!(
        made.out.starts_with(&format!("{}: ", root.display())),
        "{made:?}"
    );
    let level = root.join("etc/runlevels/default");
    assert_eq!(
        fs::read_link(level.join("nginx")).unwrap(),
        Path::new("../../init.d/nginx")
    );
    assert_eq!(fs::read_dir(&level).unwrap().count(), 2);
    for level in ["sysinit", "boot", "nonetwork", "shutdown", "off"] {
        assert_eq!(
            fs::read_dir(root.join("etc/runlevels").join(level))
                .unwrap()
                .count(),
            0
        );
    }
    let moved = scratch.path("moved");
    fs::rename(&root, &moved).unwrap();
    assert!(moved.join("etc/runlevels/default/tinc").exists());
}

#[test]
fn what_is_there_stays() {
    let scratch = Scratch::new("stays");
    let root = scratch.path("prefix");
    fs::create_dir_all(root.join("etc/init.d")).unwrap();
    fs::write(root.join("etc/rc.conf"), "mine").unwrap();
    fs::write(root.join("etc/init.d/own"), "#!/sbin/openrc-run\n").unwrap();
    symlink("nowhere", root.join("etc/init.d/tinc")).unwrap();
    let made = scratch.run(["create", text(&root), "own"]);
    assert_eq!((made.status, made.err.as_str()), (0, ""));
    assert!(made.out.contains(" 2 were there\nnext:\n"), "{made:?}");
    assert_eq!(fs::read(root.join("etc/rc.conf")).unwrap(), b"mine");
    assert_eq!(
        fs::read_link(root.join("etc/init.d/tinc")).unwrap(),
        Path::new("nowhere")
    );
    assert!(root.join("etc/runlevels/default/own").exists());
    let again = scratch.run(["create", text(&root), "own"]);
    assert_eq!(again.status, 0);
    assert!(
        again.out.contains(": 0 files and directories made"),
        "{again:?}"
    );
}

#[test]
fn no_prefix_is_made_where_none_can_be() {
    let scratch = Scratch::new("refused");
    let prefix = scratch.prefix();
    fs::write(scratch.path("file"), "").unwrap();
    symlink("nowhere", scratch.path("link")).unwrap();
    let inner = prefix.join("srv/inner");
    let blank = scratch.path("a b");
    for (dir, says) in [
        ("/", "the root directory is the system's"),
        (text(&blank), "its path has a blank, "),
        ("it's", "its path has `'`, "),
        ("$HOME", "its path has `$`, "),
        ("a\u{1b}b", "its path has `\\x1b`, "),
        ("file", "is not a directory"),
        ("file/below", "Not a directory"),
        ("link", "No such file"),
        ("nowhere/../other", "No such file"),
        (text(&inner), "lies in another Prefix, "),
    ] {
        let answer = scratch.run(["create", dir]);
        assert_eq!(answer.status, 1, "{dir}: {answer:?}");
        let lines: Vec<&str> = answer.err.lines().collect();
        assert!(
            lines.len() == 1 && lines[0].contains(says),
            "{dir}: {answer:?}"
        );
        assert!(lines[0].starts_with("rc-prefix: "), "{answer:?}");
    }
    assert!(!inner.exists() && !blank.exists() && !scratch.path("nowhere").exists());
    for dir in [&[][..], &["create"], &["create", ""], &["nonsense"]] {
        assert_eq!(scratch.run(dir).status, 2, "{dir:?}");
    }
}

#[test]
fn services_that_are_none_are_told_before_anything_is_made() {
    let scratch = Scratch::new("service");
    for service in ["nobody", "../rc.conf", ".", ""] {
        let answer = scratch.run(["create", "prefix", "nginx", service]);
        assert_eq!(answer.status, 1, "{answer:?}");
        assert!(!scratch.path("prefix").exists());
    }
}

#[test]
fn somebody_elses_folder_is_left_alone() {
    let scratch = Scratch::new("owner");
    let theirs = scratch.path("theirs");
    fs::create_dir(&theirs).unwrap();
    // Only the superuser can give one away; for others the superuser's will do.
    let given = std::os::unix::fs::chown(&theirs, Some(12345), Some(12345));
    let theirs = if given.is_ok() {
        theirs
    } else {
        "/usr/share".into()
    };
    let answer = scratch.run(["create", text(&theirs)]);
    assert_eq!(answer.status, 1);
    assert!(answer.err.contains("belongs to another user"), "{answer:?}");
    assert!(!theirs.join("run").exists());
}

#[test]
fn what_was_made_before_a_failure_is_told() {
    let scratch = Scratch::new("full");
    // Files of more than a block of 512 bytes cannot be written.
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" create prefix";
    let mut limited = Command::new("/bin/sh");
    limited.args(["-c", script, env!("CARGO_BIN_EXE_rc-prefix")]);
    let answer = answer(limited.current_dir(&scratch.0).output().unwrap());
    assert_eq!(answer.status, 1, "{answer:?}");
    let first = scratch.path("prefix/etc/conf.d/cron");
    assert!(answer.err.contains("File too large"), "{answer:?}");
    assert!(answer.err.contains(" were made before: "), "{answer:?}");
    assert!(
        answer.err.contains(text(&first)) && first.exists(),
        "{answer:?}"
    );
    // What is half written is not left.
    let samples = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("samples")
        .canonicalize();
    let samples = files(&samples.unwrap());
    for (path, (_, content)) in files(&scratch.path("prefix")) {
        if let Some((_, whole)) = samples.get(&path) {
            assert!(content == *whole, "{}", path.display());
        }
    }
}

#[test]
fn an_empty_file_of_a_run_that_was_killed_is_written() {
    let scratch = Scratch::new("empty");
    let root = scratch.prefix();
    let whole = files(&root);
    let host_only = root.join("etc/rc.conf.d/host-only.conf");
    let script = root.join("etc/init.d/nginx");
    for path in [&host_only, &script] {
        fs::write(path, "").unwrap();
    }
    // As another run may have left it before it was killed; no process has that number.
    fs::write(root.join("etc/init.d/.nginx.2147483647.0"), "half").unwrap();
    let again = scratch.run(["create", "prefix"]);
    assert!(
        again.out.contains(": 2 files and directories made"),
        "{again:?}"
    );
    assert!(files(&root) == whole);
    // What is not a file of its own stays as it is.
    let elsewhere = scratch.path("elsewhere");
    fs::write(&elsewhere, "").unwrap();
    fs::remove_file(&script).unwrap();
    symlink(&elsewhere, &script).unwrap();
    let again = scratch.run(["create", "prefix"]);
    assert_eq!((again.status, again.err.as_str()), (0, ""));
    assert_eq!(fs::read_link(&script).unwrap(), elsewhere);
    assert_eq!(fs::read(&elsewhere).unwrap(), b"");
}

#[test]
fn whatever_the_umask_is_nobody_else_may_write() {
    let scratch = Scratch::new("umask");
    for (umask, forbidden) in [("0", 0o022), ("002", 0o022), ("077", 0o077)] {
        let root = scratch.path(&format!("p{umask}"));
        let mut shell = Command::new("/bin/sh");
        let script = format!("umask {umask}; exec \"$0\" create \"$1\"");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_rc-prefix")]);
        shell.arg(&root).env("HOME", &scratch.0);
        assert!(shell.output().unwrap().status.success());
        let mut folders = vec![root];
        while let Some(path) = folders.pop() {
            let metadata = path.symlink_metadata().unwrap();
            let mode = metadata.permissions().mode();
            assert_eq!(mode & forbidden, 0, "{}: {mode:o}", path.display());
            if metadata.is_dir() {
                let entries = fs::read_dir(path).unwrap();
                folders.extend(entries.map(|entry| entry.unwrap().path()));
            }
        }
    }
}

#[test]
fn root_makes_no_prefix_where_another_user_could_exchange_it() {
    let scratch = Scratch::new("exposed");
    let theirs = scratch.path("theirs");
    fs::create_dir(&theirs).unwrap();
    let inner = theirs.join("deep/prefix");
    if std::os::unix::fs::chown(&theirs, Some(12345), Some(12345)).is_err() {
        return;
    }
    let refused = scratch.run(["create", text(&inner)]);
    assert_eq!(refused.status, 1, "{refused:?}");
    let says = format!(
        "rc-prefix: refusing to make a Prefix for root in {}: {} belongs to 12345, who could \
         replace it\n",
        inner.display(),
        theirs.display()
    );
    assert_eq!(refused.err, says);
    std::os::unix::fs::chown(&theirs, Some(0), Some(0)).unwrap();
    let open = |mode| fs::set_permissions(&theirs, fs::Permissions::from_mode(mode)).unwrap();
    open(0o777);
    let refused = scratch.run(["create", text(&inner)]);
    assert!(
        refused
            .err
            .ends_with(" can be written by everybody, who could replace it\n"),
        "{refused:?}"
    );
    assert!(!theirs.join("deep").exists());
    // As /tmp: nobody can rename another user's directory there.
    open(0o1777);
    assert_eq!(scratch.run(["create", text(&inner)]).status, 0);
}

#[test]
fn paths_are_bytes() {
    let scratch = Scratch::new("bytes");
    let name = OsStr::from_bytes(b"100%~\xff");
    let made = scratch.run([OsStr::new("create"), name, OsStr::new("nginx")]);
    assert_eq!(made.status, 0, "{made:?}");
    assert!(scratch
        .0
        .join(name)
        .join("etc/runlevels/default/nginx")
        .exists());
    let mut list = scratch.command();
    let listed = list.args(["list", "--null"]).output().unwrap().stdout;
    assert!(listed.starts_with(scratch.0.join(name).as_os_str().as_bytes()));
}
