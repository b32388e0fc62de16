//! The program on trees of its own, each in a Prefix.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use openrc::paths::Paths;
use openrc::service::mark::mark;
use openrc::service::State;
use openrc::{Context, Environment};
use std::fs;
use std::os::unix::fs::{symlink, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

/// A Prefix with services.
struct Prefix(PathBuf);

/// Its name, relations and runlevel.
type Service<'a> = (&'a str, &'a [(&'a str, &'a [&'a str])], Option<&'a str>);

impl Drop for Prefix {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

impl Prefix {
    fn new(name: &str, services: &[Service<'_>]) -> Self {
        let root = std::env::temp_dir().join(format!("rc-deptree-{name}-{}", std::process::id()));
        fs::remove_dir_all(&root).ok();
        for folder in ["etc/init.d", "etc/conf.d", "run/openrc"] {
            fs::create_dir_all(root.join(folder)).unwrap();
        }
        for level in ["sysinit", "boot", "default"] {
            fs::create_dir_all(root.join("etc/runlevels").join(level)).unwrap();
        }
        let mut text = String::new();
        for (number, (name, relations, level)) in services.iter().enumerate() {
            text += &format!("depinfo_{number}_service='{name}'\n");
            for (relation, others) in *relations {
                for (at, other) in others.iter().enumerate() {
                    text += &format!("depinfo_{number}_{relation}_{at}='{other}'\n");
                }
            }
            if let Some(level) = level {
                write_script(&root, name, "");
                let link = root.join("etc/runlevels").join(level).join(name);
                symlink(root.join("etc/init.d").join(name), link).unwrap();
            }
        }
        fs::write(root.join("run/openrc/deptree"), text).unwrap();
        Prefix(root)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rc-deptree"));
        command.arg("--prefix").arg(&self.0);
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command().args(arguments).output().unwrap()
    }

    fn text(&self, arguments: &[&str]) -> String {
        String::from_utf8(self.run(arguments).stdout).unwrap()
    }

    fn prints(&self, arguments: &[&str], status: i32, expected: &str) {
        let output = self.run(arguments);
        let printed = String::from_utf8(output.stdout).unwrap();
        assert_eq!(
            (output.status.code(), printed.as_str()),
            (Some(status), expected)
        );
    }
}

fn write_script(root: &Path, name: &str, body: &str) {
    let path = root.join("etc/init.d").join(name);
    fs::write(
        &path,
        format!("#!/sbin/openrc-run\ndepend() {{\n{body}\n}}\n"),
    )
    .unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}

fn web(name: &str) -> Prefix {
    Prefix::new(
        name,
        &[
            ("net", &[("providedby", &["dhcp", "static"])], None),
            (
                "dhcp",
                &[("iprovide", &["net"]), ("ineed", &["root"])],
                Some("boot"),
            ),
            ("static", &[("iprovide", &["net"])], None),
            ("root", &[], Some("boot")),
            ("log", &[("iafter", &["root"])], Some("boot")),
            (
                "web",
                &[("ineed", &["net", "root"]), ("iuse", &["log", "dns"])],
                Some("default"),
            ),
        ],
    )
}

#[test]
fn why_names_the_chain() {
    let web = web("why");
    web.prints(
        &["why", "dhcp", "web"],
        0,
        "web needs net\nnet is provided by dhcp\n",
    );
    web.prints(&["why", "root", "log"], 0, "log starts after root\n");
    let reverse = "web does not start before root: it waits for it\n";
    web.prints(&["why", "web", "root"], 1, reverse);
    web.prints(
        &["why", "log", "dhcp"],
        1,
        "nothing makes log start before dhcp\n",
    );
    web.prints(&["why", "log", "nobody"], 3, "");
    web.prints(&["why", "log"], 2, "");
}

#[test]
fn orders_and_the_longest_chain() {
    let web = web("order");
    let order = web.text(&["order", "default"]);
    let mut services: Vec<&str> = order.lines().collect();
    let place = |name| {
        services
            .iter()
            .position(|service| *service == name)
            .unwrap()
    };
    assert!(place("root") < place("dhcp") && place("dhcp") < place("web"));
    assert!(place("log") < place("web"));
    services.sort_unstable();
    assert_eq!(services, ["dhcp", "log", "root", "web"]);
    web.prints(
        &["critical", "default"],
        0,
        "root\ndhcp (need)\nweb (need)\n",
    );
    web.prints(&["order", "nowhere"], 3, "");
    web.prints(&["critical", "../boot"], 3, "");
}

#[test]
fn check_says_what_is_wrong() {
    let broken = Prefix::new(
        "broken",
        &[
            ("a", &[("ineed", &["b"])], Some("default")),
            ("b", &[("ineed", &["a"]), ("iuse", &["c"])], Some("default")),
            (
                "c",
                &[("iafter", &["b"]), ("broken", &["gone"])],
                Some("default"),
            ),
            ("v", &[], Some("default")),
            ("v", &[("providedby", &["c"])], None),
        ],
    );
    write_script(&broken.0, "host", "keyword -timeout -prefix");
    write_script(&broken.0, "new", "need a");
    let output = broken.run(&["check"]);
    let text = String::from_utf8(output.stdout).unwrap();
    for line in [
        "error: loop: a -> b -> a, through need",
        "warning: loop: b -> c -> b, through use, after",
        "error: c needs gone, which does not exist",
        "error: v is a service, and others provide it",
        "warning: host is left out: its keyword -prefix says that it does not work here",
        "warning: new is left out: it is newer than the tree, or its shell gives up",
    ] {
        assert!(
            text.lines().any(|printed| printed == line),
            "{line}\nin\n{text}"
        );
    }
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn check_is_silent_where_all_is_well() {
    let web = web("well");
    let static_ = web.0.join("etc/init.d/static");
    fs::write(&static_, "").unwrap();
    let output = web.run(&["check"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.lines().all(|line| line.starts_with("note: ")),
        "{text}"
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn graphs_leave_out_what_follows() {
    let web = web("graph");
    let dot = web.text(&["graph"]);
    assert!(dot.contains("\"net\" -> \"web\"") && dot.contains("\"root\" -> \"dhcp\""));
    // web waits for net, net for dhcp, dhcp for root.
    assert!(!dot.contains("\"root\" -> \"web\""), "{dot}");
    let all = web.text(&["graph", "--all"]);
    assert!(all.contains("\"root\" -> \"web\""), "{all}");
    let around = web.text(&["graph", "--service", "log", "--all"]);
    assert!(
        around.contains("\"log\" -> \"web\"") && !around.contains("dhcp"),
        "{around}"
    );
}

#[test]
fn graphs_for_programs_and_for_people() {
    let web = web("svg");
    let json = web.text(&["graph", "--runlevel", "default", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let names = json["services"].as_array().unwrap().iter();
    let names: Vec<&str> = names
        .map(|service| service["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["net", "dhcp", "root", "log", "web"]);
    let waits = json["waits"].as_array().unwrap().iter();
    let implied = waits.filter(|wait| wait["implied"] == true);
    let implied: Vec<&str> = implied.map(|wait| wait["for"].as_str().unwrap()).collect();
    assert_eq!(implied, ["root"]);
    // With Graphviz where it is, and without.
    for path in [std::env::var("PATH").unwrap(), "/nowhere".to_string()] {
        let mut command = web.command();
        command.env("PATH", path).args(["graph", "--format", "svg"]);
        let picture = String::from_utf8(command.output().unwrap().stdout).unwrap();
        assert!(
            picture.trim_end().ends_with("</svg>") && picture.contains(">dhcp<"),
            "{picture}"
        );
    }
}

/// A terminal obeys some bytes, and whoever may write a script or a tree chooses them.
#[test]
fn nothing_that_is_printed_acts_on_a_terminal() {
    let name = "esc\u{1b}[2J\u{9b}31m\u{202e}";
    let hostile = Prefix::new(
        "hostile",
        &[
            ("a", &[("ineed", &[name])], Some("default")),
            (name, &[("broken", &["gone\u{7}"])], Some("default")),
        ],
    );
    write_script(&hostile.0, "new\u{1b}c", "keyword -prefix");
    let acts = |it: char| (it.is_control() && it != '\n') || it == '\u{202e}';
    for arguments in [
        &["check"][..],
        &["order", "default"],
        &["critical", "default"],
        &["why", name, "a"],
        &["graph"],
        &["graph", "--format", "json"],
        &["graph", "--format", "svg"],
        &["why", "none\u{1b}", "a"],
    ] {
        let mut command = hostile.command();
        let output = command.args(arguments).env("PATH", "/nowhere").output();
        let output = output.unwrap();
        for said in [output.stdout, output.stderr] {
            let said = String::from_utf8(said).unwrap();
            let said = said.replace('\t', " ");
            assert!(!said.contains(acts), "{arguments:?}: {said:?}");
        }
    }
    hostile.prints(
        &["order", "default"],
        0,
        "esc\\x1b[2J\\x9b31m\\u{202e}\na\n",
    );
    // Programs are told the name as it is.
    let json = hostile.text(&["graph", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let services = json["services"].as_array().unwrap();
    assert!(services.iter().any(|it| it["name"] == name), "{json}");
}

#[test]
fn a_tree_of_a_file_and_none_at_all() {
    let web = web("file");
    let tree = web.0.join("other");
    let text = "depinfo_0_service='x'\ndepinfo_1_service='y'\ndepinfo_1_iwant_0='x'\n";
    fs::write(&tree, text).unwrap();
    web.prints(
        &["--tree", tree.to_str().unwrap(), "why", "x", "y"],
        0,
        "y wants x\n",
    );
    fs::remove_file(web.0.join("run/openrc/deptree")).unwrap();
    web.prints(&["check"], 3, "");
    let mut elsewhere = Command::new(env!("CARGO_BIN_EXE_rc-deptree"));
    let output = elsewhere
        .args(["--prefix", "/nowhere", "check"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
}

/// Starts services one after the other, as openrc-run would.
fn start(prefix: &Prefix, services: &[&str]) {
    let tree = prefix.0.join("run/openrc/deptree");
    let text = fs::read(&tree).unwrap();
    let root = prefix.0.as_os_str().as_encoded_bytes();
    let paths = Paths::in_prefix(openrc::prefix::Prefix::open(root).unwrap());
    let context = Context::new(paths, Environment::empty());
    for service in services {
        mark(&context, service.as_bytes(), State::STARTING).unwrap();
        // Longer than a tick of the clock that dates files.
        std::thread::sleep(Duration::from_millis(40));
        mark(&context, service.as_bytes(), State::STARTED).unwrap();
    }
    // The state of no boot was cleared.
    fs::write(tree, text).unwrap();
}

#[test]
fn times_are_those_of_the_links() {
    let web = web("times");
    let nothing = web.text(&["times"]);
    assert!(nothing.starts_with("    up at "), "{nothing}");
    assert!(
        nothing.contains("\nnote: nothing is known of this boot"),
        "{nothing}"
    );
    web.prints(&["times", "--runlevel", "default"], 3, "");
    web.prints(&["times", "--runlevel", "nowhere"], 3, "");
    web.prints(&["plot"], 3, "");
    web.prints(&["plot", "--text"], 3, "");
    start(&web, &["root", "dhcp", "log", "web"]);

    let json: serde_json::Value = serde_json::from_str(&web.text(&["times", "--json"])).unwrap();
    let services = json["services"].as_array().unwrap();
    let mut names: Vec<&str> = services
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    for service in services {
        // Either end is up to a tick of 10 milliseconds early.
        assert!(service["took"].as_f64().unwrap() >= 0.03, "{json}");
        assert_eq!(service["took"], service["worked"], "{json}");
    }
    names.sort_unstable();
    assert_eq!(names, ["dhcp", "log", "root", "web"]);
    let levels = json["runlevels"].as_array().unwrap().iter();
    let levels: Vec<&str> = levels.map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(levels, ["boot", "default"]);
    assert_eq!(
        json["critical"],
        serde_json::json!(["root", "dhcp", "log", "web"])
    );

    let first = |text: String| -> Vec<String> {
        let lines = text
            .lines()
            .skip(1)
            .take_while(|line| !line.contains(" took "));
        lines
            .map(|line| line.split("  ").next().unwrap().trim_end().to_string())
            .collect()
    };
    let boot = first(web.text(&["critical", "boot"]));
    assert_eq!(boot, ["root", "dhcp (need)", "log (in turn)"]);
    assert_eq!(first(web.text(&["critical", "default"])), ["web"]);
    let longest = "root\ndhcp (need)\nweb (need)\n";
    web.prints(&["critical", "--longest", "default"], 0, longest);

    let of_boot = web.text(&["times", "--runlevel", "boot"]);
    assert!(
        of_boot.contains(" log (boot)") && !of_boot.contains("web"),
        "{of_boot}"
    );
    let picture = web.text(&["plot"]);
    assert!(picture.ends_with("</svg>\n") && picture.contains(">runlevel default: "));
    assert_eq!(picture.matches("<g><title>").count(), 4);
    let text = web.text(&["plot", "--text"]);
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
    assert!(
        text.contains("* web ") && text.contains("-- boot: "),
        "{text}"
    );
}

/// What another library leaves: a new symlink for the state.
#[test]
fn of_links_that_were_not_renamed_only_the_end_is_known() {
    let web = web("lost");
    start(&web, &["root", "dhcp"]);
    for service in ["root", "dhcp", "log", "web"] {
        let link = web.0.join("run/openrc/started").join(service);
        fs::remove_file(&link).ok();
        symlink(web.0.join("etc/init.d").join(service), link).unwrap();
    }
    let lost = "a library that does not keep when a start began";
    for arguments in [
        &["times"][..],
        &["times", "--json"],
        &["critical", "boot"],
        &["plot"],
        &["plot", "--text"],
    ] {
        let said = web.text(arguments).replace("\n  ", " ");
        assert!(said.contains(lost), "{arguments:?}: {said}");
    }
}

#[test]
fn a_hostile_state_directory_is_read_to_its_end() {
    let web = web("state");
    start(&web, &["root"]);
    let started = web.0.join("run/openrc/started");
    let long = "n".repeat(255);
    for name in [
        "esc\u{1b}[2J\u{9b}31m\u{202e}",
        "<b><script>",
        &long,
        "itself",
    ] {
        symlink("itself", started.join(name)).unwrap();
    }
    fs::create_dir(started.join("directory")).unwrap();
    let acts = |it: char| (it.is_control() && it != '\n') || it == '\u{202e}';
    for arguments in [
        &["times"][..],
        &["times", "--json"],
        &["critical", "boot"],
        &["plot"],
        &["plot", "--text"],
    ] {
        let said = web.text(arguments);
        assert!(
            !said.is_empty() && !said.contains(acts),
            "{arguments:?}: {said:?}"
        );
        assert!(!said.contains("directory (") && !said.contains(">directory "));
    }
    let picture = web.text(&["plot"]);
    assert!(!picture.contains("<script>") && picture.contains("&lt;b&gt;&lt;script&gt;"));
    fs::remove_dir_all(&started).unwrap();
    fs::write(&started, "").unwrap();
    web.prints(&["times"], 3, "");
}

#[test]
fn the_manual_and_completions_know_the_commands() {
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rc-deptree"));
        let output = command.args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    };
    let manual = run(&["man"]);
    for text in [
        "longest chain",
        "EXIT STATUS",
        "\\-\\-runlevel",
        "\\fBtimes\\fR",
        "\\fBplot\\fR",
        "BOOT TIMES",
    ] {
        assert!(manual.contains(text), "{text}\nin\n{manual}");
    }
    for shell in ["bash", "zsh", "fish"] {
        let completions = run(&["completions", shell]);
        for command in ["critical", "times", "plot", "longest"] {
            assert!(completions.contains(command), "{shell}: {command}");
        }
    }
}
