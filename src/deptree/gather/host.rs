//! What an evaluated script can see: the folder of init scripts, and files.

use super::relations::Relations;
use super::scripts::listed;
use crate::script_file;
use crate::shell::variables::Variables;
use crate::shell::{syntax::Program, Answer, FileTest, Host, NotStatic};
use crate::sys::fs;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

/// A folder `init.d` and what belongs to it.
pub struct Folder {
    /// Where it is.
    pub path: Vec<u8>,
    /// All names in it that are not hidden, in order.
    pub names: Vec<Vec<u8>>,
    /// All names in the `conf.d` beside it, in order.
    pub configured: Vec<Vec<u8>>,
}

/// A script's surroundings.
pub struct Surroundings<'a> {
    /// The current folder.
    pub folder: &'a Folder,
    /// The functions that it may call.
    pub relations: Relations<'a>,
}

impl Surroundings<'_> {
    fn absolute(&self, path: &[u8]) -> Vec<u8> {
        if path.starts_with(b"/") {
            path.to_vec()
        } else {
            fs::join(&self.folder.path, path)
        }
    }
}

impl Host for Surroundings<'_> {
    fn source(&mut self, path: &[u8]) -> Result<Rc<Program>, Box<NotStatic>> {
        script_file::source(&self.absolute(path))
    }

    fn test(&mut self, test: FileTest, path: &[u8]) -> Option<bool> {
        // No file has an empty name, whatever the folder.
        if path.is_empty() {
            return Some(false);
        }
        script_file::test(test, &self.absolute(path))
    }

    fn names(&mut self, folder: &[u8]) -> Option<Vec<Vec<u8>>> {
        match folder {
            b"" => Some(self.folder.names.clone()),
            other => {
                let names = listed(&self.absolute(other), &|name| !name.starts_with(b"."));
                names.ok().flatten()
            }
        }
    }

    fn is_command(&self, name: &[u8]) -> bool {
        self.relations.has(name)
    }

    fn command(&mut self, name: &[u8], arguments: &[Vec<u8>], variables: &mut Variables) -> Answer {
        self.relations.call(name, arguments, variables)
    }
}
