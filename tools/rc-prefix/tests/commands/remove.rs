//! `rc-prefix remove`: what was made goes, what was changed stays.

use crate::common::{answer, text, Scratch};
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Stdio;

#[test]
fn what_was_made_goes() {
    let scratch = Scratch::new("remove");
    let root = scratch.prefix();
    assert_eq!(scratch.run(["create", "prefix", "nginx"]).status, 0);
    assert!(root.join("run/openrc").exists());
    let removed = scratch.run(["remove", "prefix", "--yes"]);
    assert_eq!((removed.status, removed.err.as_str()), (0, ""));
    assert!(!root.exists(), "{removed:?}");
    assert_eq!(scratch.run(["list"]).out, "");
    let none = scratch.run(["remove", "prefix", "--yes"]);
    assert_eq!(none.status, 1, "{none:?}");
}

#[test]
fn what_was_changed_stays() {
    let scratch = Scratch::new("remove-kept");
    let root = scratch.prefix();
    fs::write(root.join("etc/conf.d/nginx"), "mine").unwrap();
    fs::write(root.join("srv/www/page.html"), "mine").unwrap();
    fs::write(root.join("etc/init.d/own"), "#!/sbin/openrc-run\n").unwrap();
    let elsewhere = scratch.path("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join("kept"), "").unwrap();
    symlink(&elsewhere, root.join("srv/link")).unwrap();
    let removed = scratch.run(["remove", "prefix", "--yes"]);
    assert_eq!(removed.status, 0, "{removed:?}");
    for kept in [
        "etc/conf.d/nginx",
        "srv/www/page.html",
        "etc/init.d/own",
        "srv/link",
    ] {
        let file = root.join(kept);
        assert!(file.exists(), "{kept}");
        let line = format!("  {}", file.display());
        assert!(removed.out.lines().any(|it| it == line), "{removed:?}");
    }
    assert!(elsewhere.join("kept").exists());
    assert!(!root.join("etc/init.d/nginx").exists() && !root.join("etc/runlevels").exists());
}

#[test]
fn a_state_directory_elsewhere_is_left_alone() {
    let scratch = Scratch::new("remove-state");
    let root = scratch.prefix();
    let outside = scratch.path("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("precious"), "").unwrap();
    symlink(&outside, root.join("run/openrc")).unwrap();
    // Whether it is refused or only left out.
    scratch.run(["remove", "prefix", "--yes"]);
    assert!(outside.join("precious").exists());
    fs::remove_file(root.join("run/openrc")).unwrap();
    // Nor is one without what makes it one.
    scratch.prefix();
    fs::create_dir(root.join("run/openrc")).unwrap();
    fs::write(root.join("run/openrc/precious"), "").unwrap();
    scratch.run(["remove", "prefix", "--yes"]);
    assert!(root.join("run/openrc/precious").exists());
}

#[test]
fn nothing_is_removed_unasked_or_while_it_runs() {
    let scratch = Scratch::new("remove-asks");
    let root = scratch.prefix();
    assert_eq!(scratch.run(["create", "prefix", "nginx"]).status, 0);
    let mut remove = scratch.command();
    let refused = answer(
        remove
            .args(["remove", "prefix"])
            .stdin(Stdio::null())
            .output()
            .unwrap(),
    );
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("or --yes"), "{refused:?}");
    let started = root.join("run/openrc/started");
    fs::create_dir_all(&started).unwrap();
    symlink("../../../etc/init.d/nginx", started.join("nginx")).unwrap();
    let refused = scratch.run(["remove", "prefix", "--yes"]);
    assert_eq!(refused.status, 1);
    assert!(
        refused
            .err
            .contains("these services are started: nginx; `openrc off` stops them"),
        "{refused:?}"
    );
    assert!(root.join("etc/init.d/nginx").exists());
    assert_eq!(scratch.run(["remove", text(&scratch.0), "--yes"]).status, 1);
}

#[test]
fn what_brings_it_up_goes_too() {
    let scratch = Scratch::new("remove-autostart");
    scratch.program("openrc", "");
    scratch.prefix();
    let install = ["autostart", "prefix", "--method", "systemd", "--install"];
    assert_eq!(scratch.run(install).status, 0);
    let removed = scratch.run(["remove", "prefix", "--yes"]);
    assert_eq!(removed.status, 0, "{removed:?}");
    let units = scratch.path(".config/systemd/user");
    let left = fs::read_dir(&units).unwrap().map(|it| it.unwrap().path());
    assert_eq!(left.filter(|it| !it.is_dir()).count(), 0);
    assert_eq!(
        fs::read_dir(units.join("default.target.wants"))
            .unwrap()
            .count(),
        0
    );
}
