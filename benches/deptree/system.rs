//! A system with many services, in the sandbox's /etc and state directory.

use std::fs;
use std::os::unix::fs::{symlink, PermissionsExt};
use std::path::Path;
use std::process::exit;

/// What the init scripts are like.
#[derive(Clone, Copy)]
pub enum Scripts {
    /// `depend()` is literal in all of them, as in nine of ten real ones.
    Literal,
    /// In 3 of 100 it calls a program.
    SomeForTheShell,
}

const STATE: &str = "/run/openrc";

/// It empties /etc/init.d: never on a machine's own system.
pub fn refuse_outside_a_sandbox() {
    let name = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    if name.trim() != "sandbox" || !Path::new("/.openrc-test-rootfs").exists() {
        eprintln!("deptree: only for the sandbox: scripts/bench");
        exit(2);
    }
}

/// The services' names.
pub fn names(size: usize) -> Vec<String> {
    (0..size).map(|number| format!("service{number}")).collect()
}

/// Makes the system anew.
pub fn make(size: usize, scripts: Scripts) {
    for folder in ["/etc/init.d", "/etc/conf.d", "/etc/runlevels", STATE] {
        fs::create_dir_all(folder).unwrap();
        empty(Path::new(folder));
    }
    for level in ["sysinit", "boot", "default", "shutdown"] {
        fs::create_dir_all(format!("/etc/runlevels/{level}")).unwrap();
    }
    fs::create_dir_all(format!("{STATE}/started")).unwrap();
    for number in 0..size {
        let name = format!("service{number}");
        let path = format!("/etc/init.d/{name}");
        let for_the_shell = matches!(scripts, Scripts::SomeForTheShell) && number % 33 == 7;
        fs::write(&path, script(number, size, for_the_shell)).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        if number % 5 == 0 {
            let conf = format!("# of {name}\n{name}_options=\"--quiet -p {number}\"\n");
            fs::write(format!("/etc/conf.d/{name}"), conf).unwrap();
        }
        place(&name, &path, number);
    }
}

/// The folder stays: the C library keeps its descriptor.
fn empty(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            fs::remove_dir_all(entry.path()).unwrap();
        } else {
            fs::remove_file(entry.path()).unwrap();
        }
    }
}

/// A twentieth in sysinit, three in boot, these started; twelve in default.
fn place(name: &str, path: &str, number: usize) {
    let level = match number % 20 {
        0 => "sysinit",
        1..=3 => "boot",
        4..=15 => "default",
        _ => return,
    };
    symlink(path, format!("/etc/runlevels/{level}/{name}")).unwrap();
    if level != "default" {
        symlink(path, format!("{STATE}/started/{name}")).unwrap();
    }
}

/// Needs a few of those with lower numbers, uses what some of them provide.
fn script(number: usize, size: usize, for_the_shell: bool) -> String {
    let mut body = String::new();
    let mut say = |kind: &str, what: &str| body += &format!("\t{kind} {what}\n");
    let earlier = |spread: usize| number.checked_sub(1 + number * 7919 % spread);
    if let Some(first) = earlier(10) {
        say("need", &format!("service{first}"));
    }
    if let (Some(one), Some(two)) = (earlier(30), earlier(90)) {
        say("use", &format!("service{one} virtual{}", two / 20));
        say("after", &format!("service{two} bootmisc"));
    }
    if number % 20 == 3 {
        say("provide", &format!("virtual{}", number / 20));
    }
    if number % 10 == 6 {
        say("before", &format!("service{}", (number + 40).min(size)));
        say("keyword", "-timeout -jail");
    }
    if for_the_shell {
        say("after", "$(echo service0)");
    }
    if number < 10 {
        // A function without a command is no shell.
        say("after", "clock");
    }
    format!(
        "#!/sbin/openrc-run\n# Number {number}.\n\ncommand=/usr/sbin/service{number}\n\
         command_args=\"${{service{number}_options}} --foreground\"\n\
         pidfile=/run/service{number}.pid\nextra_started_commands=\"reload\"\n\
         description=\"Does what number {number} does\"\n\ndepend() {{\n{body}}}\n\n\
         start_pre() {{\n\tcheckpath -d /run/service{number}\n}}\n\n\
         reload() {{\n\tebegin \"Reloading\"\n\tstart-stop-daemon --signal HUP --pidfile $pidfile\n\
         \teend $?\n}}\n"
    )
}
