//! Which OpenRC is looked at: the system's, or a Prefix.

use companion::{text, Failure};
use openrc::deptree::{Deptree, Options};
use openrc::paths::Paths;
use openrc::prefix::Prefix;
use openrc::{runlevel, Context, Environment};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// An installation of OpenRC, and its dependency tree.
pub struct Installation {
    /// The installation.
    pub context: Context,
    /// The tree.
    pub tree: Deptree,
}

impl Installation {
    /// The one at `prefix`, else the one that the environment names, with its tree, or
    /// the tree of a file.
    pub fn open(prefix: Option<&Path>, tree: Option<&Path>) -> Result<Self, Failure> {
        let environment = Environment::process();
        let paths = match prefix {
            Some(root) => Prefix::open(root.as_os_str().as_bytes())
                .map(Paths::in_prefix)
                .map_err(|error| Failure::Missing(error.to_string()))?,
            None => Paths::current(&environment)
                .map_err(|unusable| Failure::Missing(unusable.error.to_string()))?,
        };
        let context = Context::new(paths, environment).read_only();
        let loaded = match tree {
            Some(file) => Deptree::load_file(file.as_os_str().as_bytes()),
            None => Deptree::load(&context),
        };
        match loaded {
            Ok(tree) => Ok(Installation { context, tree }),
            Err(error) => Err(Failure::Missing(format!("no dependency tree: {error}"))),
        }
    }

    /// A service that is there.
    pub fn service<'a>(&self, name: &'a str) -> Result<&'a [u8], Failure> {
        if self.tree.contains(name.as_bytes()) {
            return Ok(name.as_bytes());
        }
        Err(Failure::Missing(format!(
            "no service {name} in the dependency tree"
        )))
    }

    /// A runlevel that is there.
    pub fn runlevel<'a>(&self, level: &'a str) -> Result<&'a [u8], Failure> {
        let level = level.as_bytes();
        if !runlevel::exists(&self.context, level) {
            return Err(Failure::Missing(format!("no runlevel {}", text(level))));
        }
        Ok(level)
    }

    /// What starts in a runlevel, in this order.
    pub fn order(&self, level: &str) -> Result<Vec<&[u8]>, Failure> {
        let level = self.runlevel(level)?;
        Ok(self
            .tree
            .order(&self.context, level, Options::START)
            .services)
    }
}
