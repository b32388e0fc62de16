//! The environment that an installation is used with: one that was made for it, or this
//! process's.
#![forbid(unsafe_code)]

use crate::sys::{env, Block};
use crate::{Error, Result};
use alloc::vec::Vec;
use core::ffi::CStr;

/// Variables and their values. Nothing else of this crate reads the environment, and
/// nothing changes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment(Source);

/// The tag of the first is 0: a static of it is all zeros, which needs no page of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[repr(usize)]
enum Source {
    Process,
    Given(Block),
}

impl Environment {
    /// Without any variable.
    pub const fn empty() -> Self {
        Environment(Source::Given(Block::empty()))
    }

    /// This process's, as it is whenever it is asked. Another thread must not change it
    /// meanwhile, as with `getenv` in C.
    pub const fn process() -> Self {
        Environment(Source::Process)
    }

    /// Of these names and values; of equal names the last one counts.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for an empty name, one with `=` in it, and a NUL.
    pub fn from_pairs<N: AsRef<[u8]>, V: AsRef<[u8]>>(
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Self> {
        let mut block = Block::empty();
        for (name, value) in pairs {
            let (name, value) = (name.as_ref(), value.as_ref());
            if name.is_empty() || name.contains(&b'=') || [name, value].concat().contains(&0) {
                return Err(Error::InvalidArgument);
            }
            block.set(name, value);
        }
        Ok(Environment(Source::Given(block)))
    }

    /// The value of a variable. None of this process's where the process has more rights
    /// than its caller (setuid, file capabilities): the caller must not say where anything
    /// is then.
    pub fn get(&self, name: &CStr) -> Option<Vec<u8>> {
        match &self.0 {
            Source::Process => env::get(name),
            Source::Given(block) => given(block, name),
        }
    }

    /// The value of a variable that changes only how a message looks: the caller may set
    /// it whatever rights the process has.
    pub fn get_any(&self, name: &CStr) -> Option<Vec<u8>> {
        match &self.0 {
            Source::Process => env::get_any(name),
            Source::Given(block) => given(block, name),
        }
    }

    /// All variables, for a child process.
    pub fn block(&self) -> Block {
        match &self.0 {
            Source::Process => env::all(),
            Source::Given(block) => block.clone(),
        }
    }
}

fn given(block: &Block, name: &CStr) -> Option<Vec<u8>> {
    block.get(name.to_bytes()).map(<[u8]>::to_vec)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deptree::{gather, Deptree, Options};
    use crate::paths::Paths;
    use crate::release::RELEASE;
    use crate::sys::{fs::Bound, process};
    use crate::Context;
    use std::fs;
    use std::path::Path;

    #[test]
    fn the_last_of_equal_names_counts() {
        let pairs = [("A", "1"), ("B", "2"), ("A", "3=4")];
        let environment = Environment::from_pairs(pairs).unwrap();
        assert_eq!(environment.get(c"A"), Some(b"3=4".to_vec()));
        assert_eq!(environment.get_any(c"B"), Some(b"2".to_vec()));
        assert_eq!(environment.get(c""), None);
        let block = environment.block();
        assert!(block.entries().eq([&b"B=2"[..], b"A=3=4"]));
    }

    /// Calls of C and Rust that read or change the environment, and the one file that may.
    const CALLS: [(&str, &str); 12] = [
        ("libc::getenv", "sys/env.rs"),
        ("static environ", "sys/env.rs"),
        ("_NSGetEnviron", "sys/env.rs"),
        ("env::get", "environment.rs"),
        ("env::all", "environment.rs"),
        ("sys::env", ""),
        ("sys::{env", "environment.rs"),
        ("secure_getenv", ""),
        ("setenv(", ""),
        ("putenv", ""),
        ("clearenv", ""),
        ("env::var", ""),
    ];

    fn check(folder: &Path, root: &Path, checked: &mut Vec<&str>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                check(&path, root, checked);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            let lines = code.lines().map(|line| line.split("//").next().unwrap());
            let code: Vec<&str> = lines.collect();
            let name = path.strip_prefix(root).unwrap();
            for (call, own) in CALLS {
                let is_own = name == Path::new(own);
                let is_there = code.iter().any(|line| line.contains(call));
                assert!(is_own || !is_there, "{call} in {}", path.display());
                checked.extend((is_own && is_there).then_some(call));
            }
        }
    }

    #[test]
    fn nothing_else_reads_the_environment_and_nothing_changes_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut checked = Vec::new();
        check(&root, &root, &mut checked);
        // Each call is where it may be.
        let owned = CALLS.iter().filter(|(_, own)| !own.is_empty()).count();
        assert_eq!(checked.len(), owned);
    }

    fn context(root: &str, pairs: &[(&str, &str)]) -> Context {
        let environment = Environment::from_pairs(pairs.iter().copied()).unwrap();
        Context::new(Paths::below(root.as_bytes()), environment)
    }

    #[test]
    fn each_context_has_its_own() {
        let tree = Deptree::parse(
            b"depinfo_0_service='a'\ndepinfo_0_ineed_0='b'\ndepinfo_1_service='b'\n".to_vec(),
        );
        let asked = |context: &Context| {
            let types = [&b"ineed"[..]];
            let order = tree.depends(context, &types, [&b"a"[..]], None, Options::TRACE);
            order.services.concat()
        };
        let one = context("/nowhere", &[("RC_SVCNAME", "a")]);
        let two = context("/nowhere", &[("RC_SVCNAME", "b")]);
        assert_eq!(
            [asked(&one), asked(&two), asked(&one)],
            [b"b", b"a", b"b"].map(|it| it.to_vec())
        );
    }

    #[test]
    fn gendepends_is_told_of_this_installation_and_no_other() {
        let pairs = [
            ("FOO", "x"),
            ("RC_PREFIX", "/another"),
            ("RC_UNAME", "Plan9"),
            ("RC_LIBEXECDIR", "/own"),
        ];
        let context = context("/nowhere", &pairs);
        let told = gather::child_environment(&context);
        let told = |name: &str| told.get(name.as_bytes()).map(<[u8]>::to_vec);
        assert_eq!(told("FOO"), Some(b"x".to_vec()));
        assert_eq!(told("RC_LIBEXECDIR"), Some(b"/own".to_vec()));
        assert_eq!(told("RC_UNAME"), Some(process::system_name().unwrap()));
        if RELEASE.asks_for_paths {
            assert_eq!(told("RC_PREFIX"), None);
            assert_eq!(told("RC_SCRIPTDIRS"), Some(b"/nowhere/etc".to_vec()));
        }
        assert_eq!(
            context.environment().get(c"RC_PREFIX"),
            Some(b"/another".to_vec())
        );
    }

    #[test]
    fn a_child_gets_what_is_given_and_nothing_else() {
        let pairs = [("FOO", "x"), ("BAR", "y\n")];
        let given = Environment::from_pairs(pairs).unwrap().block();
        let arguments = [c"sh", c"-c", c"tr '\\0' ' ' </proc/$$/environ"];
        let child = process::spawn(c"/bin/sh", &arguments, &given).unwrap();
        assert_eq!(child.read(Bound::Whole(99)).unwrap(), b"FOO=x BAR=y\n ");
        child.wait().unwrap();
    }

    #[test]
    fn what_no_environment_can_hold_is_refused() {
        for pair in [("", "x"), ("A=B", "x"), ("A\0", "x"), ("A", "\0")] {
            assert_eq!(
                Environment::from_pairs([pair]),
                Err(Error::InvalidArgument),
                "{pair:?}"
            );
        }
    }

    #[test]
    fn the_process_s_is_asked_each_time_and_an_empty_one_knows_nothing() {
        let process = Environment::process();
        assert_eq!(
            process.get(c"CARGO_MANIFEST_DIR"),
            Some(env!("CARGO_MANIFEST_DIR").into())
        );
        assert_eq!(Environment::empty().get(c"CARGO_MANIFEST_DIR"), None);
        assert_eq!(Environment::empty().block().entries().next(), None);
    }
}
