//! A folder to work in, and the program with an environment that says nothing else.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder of one test, gone when the test is.
pub struct Scratch(pub PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

impl Scratch {
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().canonicalize().unwrap();
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let root = folder.join(format!("rc-prefix-{name}-{}-{number}", std::process::id()));
        fs::remove_dir_all(&root).ok();
        fs::create_dir(&root).unwrap();
        // Whatever the umask is: the superuser takes no Prefix that others can write.
        fs::set_permissions(&root, fs::Permissions::from_mode(0o755)).unwrap();
        Scratch(root)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The program, which finds no others than those in `bin`.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rc-prefix"));
        command
            .env_clear()
            .env("HOME", &self.0)
            .env("PATH", self.path("bin"))
            .current_dir(&self.0);
        command
    }

    pub fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Answer {
        answer(self.command().args(arguments).output().unwrap())
    }

    /// As [`Scratch::run`], where something may keep it waiting for ever.
    pub fn run_limited<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Answer {
        let program = self.command();
        let mut timeout = Command::new("/usr/bin/timeout");
        timeout.arg("10").arg(program.get_program()).args(arguments);
        timeout.env_clear().current_dir(&self.0);
        timeout.envs(
            program
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        let answer = answer(timeout.output().unwrap());
        assert_ne!(answer.status, 124, "it hangs");
        answer
    }

    /// A FIFO, which nobody writes to.
    pub fn fifo(&self, path: &Path) {
        fs::remove_file(path).ok();
        let made = Command::new("/usr/bin/mkfifo").arg(path).status().unwrap();
        assert!(made.success());
    }

    /// A Prefix with the samples.
    pub fn prefix(&self) -> PathBuf {
        let root = self.path("prefix");
        let made = self.run([OsStr::new("create"), root.as_os_str()]);
        assert_eq!((made.status, made.err.as_str()), (0, ""));
        root
    }

    /// A program of others.
    pub fn program(&self, name: &str, script: &str) -> PathBuf {
        let path = self.path("bin").join(name);
        fs::create_dir_all(self.path("bin")).unwrap();
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }
}

/// What came of it.
#[derive(Debug)]
pub struct Answer {
    pub status: i32,
    pub out: String,
    pub err: String,
}

pub fn answer(output: Output) -> Answer {
    Answer {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
