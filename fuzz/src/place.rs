//! An installation in memory that belongs to this process: a user's, since user mode
//! takes every folder from the environment.

use openrc::paths::Paths;
use openrc::{Context, Environment};
use std::path::{Path, PathBuf};

/// The folders of an installation.
pub struct Place {
    /// All of it is below this one, and nothing else is.
    pub root: PathBuf,
    /// Its runlevels, scripts and configuration.
    pub conf: PathBuf,
    /// Its state directory.
    pub state: PathBuf,
}

impl Place {
    /// A new one, empty but for its folders.
    pub fn new(name: &str) -> Self {
        let root = own(name, Path::new("/dev/shm"));
        let place = Place {
            conf: root.join("home/rc"),
            state: root.join("run/openrc"),
            root,
        };
        std::env::set_var("XDG_CONFIG_HOME", place.root.join("home"));
        std::env::set_var("XDG_CONFIG_DIRS", "");
        std::env::set_var("XDG_RUNTIME_DIR", place.root.join("run"));
        place.clear();
        place
    }

    /// As it was when it was new.
    pub fn clear(&self) {
        std::fs::remove_dir_all(&self.root).ok();
        for folder in [
            &self.conf.join("init.d"),
            &self.conf.join("runlevels"),
            &self.state,
        ] {
            std::fs::create_dir_all(folder).unwrap();
        }
    }

    /// Writes a file, with its folders.
    pub fn write(&self, path: impl AsRef<Path>, content: &[u8]) {
        std::fs::create_dir_all(path.as_ref().parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// The installation, as a process sees it that has just begun.
    pub fn context(&self) -> Context {
        let environment = Environment::process();
        Context::new(Paths::user(&environment).unwrap(), environment)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.root).ok();
    }
}

/// A folder of this process's own. Those of processes that are gone are removed: most end
/// without a chance to do so.
pub fn own(name: &str, folder: &Path) -> PathBuf {
    let prefix = format!("openrc-fuzz-{name}-");
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let file_name = entry.file_name();
        let process = file_name
            .to_str()
            .and_then(|name| name.strip_prefix(&prefix));
        if process.is_some_and(|process| !Path::new("/proc").join(process).exists()) {
            std::fs::remove_dir_all(entry.path()).ok();
        }
    }
    folder.join(format!("{prefix}{}", std::process::id()))
}
