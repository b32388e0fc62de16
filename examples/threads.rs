//! Two threads that make the trees of two Prefixes side by side, for `tests/threads`.
//!
//! usage: `threads ROUNDS`, where OpenRC's shell scripts are installed. Each script names its
//! Prefix in what it says of itself; one is evaluated, one needs a shell. The exit status is
//! 1 where a tree was made with another's environment, or this process's has changed.
#![forbid(unsafe_code)]

use openrc::deptree::gather::{self, Outcome};
use openrc::deptree::loops::Solver;
use openrc::deptree::{update, Deptree};
use openrc::paths::Paths;
use openrc::prefix::Prefix;
use openrc::{Context, Environment};
use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, thread};

const EVALUATED: &str = "#!/sbin/openrc-run\ndepend() { use \"$RC_PREFIX\" $RC_SCRIPTDIRS; }\n";
const SHELLED: &str =
    "#!/sbin/openrc-run\ndepend() { use $(echo \"$RC_PREFIX\") $RC_SCRIPTDIRS; }\n";

fn make(root: &Path) -> std::io::Result<()> {
    fs::create_dir_all(root.join("etc/init.d"))?;
    fs::create_dir_all(root.join("run"))?;
    for (name, text) in [("evaluated", EVALUATED), ("shelled", SHELLED)] {
        let script = root.join("etc/init.d").join(name);
        fs::write(&script, text)?;
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

/// What a tree says of a service.
fn said<'t>(tree: &'t Deptree, service: &str) -> Vec<&'t [u8]> {
    tree.depend(service.as_bytes(), b"iuse").unwrap_or_default()
}

/// How many rounds went wrong.
fn rounds(root: &Path, count: u32) -> std::io::Result<u32> {
    make(root)?;
    let prefix = Prefix::open(root.as_os_str().as_bytes());
    let prefix = prefix.map_err(|error| std::io::Error::other(error.to_string()))?;
    let context = Context::new(Paths::in_prefix(prefix.clone()), Environment::process());
    let kinds = gather::survey(&context).unwrap_or_default().scripts;
    let kinds: Vec<bool> = kinds
        .iter()
        .map(|script| matches!(script.outcome, Outcome::Native(_)))
        .collect();
    if kinds != [true, false] {
        return Err(std::io::Error::other("one is to be evaluated, one is not"));
    }
    let mut expected = vec![prefix.root()];
    expected.extend(context.paths().scriptdirs().iter().map(Vec::as_slice));
    let is_wrong = |round: &u32| {
        let done = update::update(&context, Solver::from_flags(0), &mut |_| {});
        let tree = done.and_then(|()| Deptree::load(&context));
        let is_right = |tree: &Deptree| {
            ["evaluated", "shelled"]
                .iter()
                .all(|service| said(tree, service) == expected)
        };
        let is_wrong = !tree.as_ref().is_ok_and(is_right);
        if is_wrong {
            eprintln!("{}, round {round}: {:?}", root.display(), tree.err());
        }
        is_wrong
    };
    let wrong = (0..count).filter(is_wrong).count();
    Ok(u32::try_from(wrong).unwrap_or(count))
}

fn variables() -> Vec<(OsString, OsString)> {
    env::vars_os().collect()
}

fn main() -> std::io::Result<ExitCode> {
    let count = env::args().nth(1).and_then(|count| count.parse().ok());
    let count = count.unwrap_or(100);
    let base = env::temp_dir().join(format!("openrc-threads-{}", std::process::id()));
    let roots = ["one", "two"].map(|name| base.join(name));
    let before = (variables(), Paths::current(&Environment::process()));
    let wrong = thread::scope(|scope| {
        let threads: Vec<_> = roots
            .iter()
            .map(|root| scope.spawn(move || rounds(root, count)))
            .collect();
        let wrong = threads.into_iter().map(|it| it.join());
        wrong
            .map(|it| it.unwrap_or(Ok(count)))
            .sum::<std::io::Result<u32>>()
    })?;
    let is_unchanged = before == (variables(), Paths::current(&Environment::process()));
    fs::remove_dir_all(&base)?;
    if wrong == 0 && is_unchanged {
        return Ok(ExitCode::SUCCESS);
    }
    println!("{wrong} trees are wrong, the environment is the same: {is_unchanged}");
    Ok(ExitCode::FAILURE)
}
