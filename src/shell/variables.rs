//! Variables: what was assigned, and behind it the environment.

use super::is_one_of;
use super::syntax::is_name;
use crate::bytes::{hash, part};
use alloc::vec::Vec;

/// What a variable holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Known(Vec<u8>),
    /// Something that only a shell could say.
    Unknown,
    Unset,
}

/// The environment that a shell would be given.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// Each `name=value`, with a number that tells most names apart.
    entries: Vec<(u64, Vec<u8>)>,
}

impl Environment {
    /// From `name=value` entries; of equal names the last counts, as in dash, busybox ash
    /// and bash.
    pub fn new<'e>(entries: impl Iterator<Item = &'e [u8]>) -> Self {
        let mut all = Vec::new();
        for entry in entries {
            let length = crate::bytes::position(b'=', entry).unwrap_or(entry.len());
            all.push((hash(part(entry, ..length)), entry.to_vec()));
        }
        Environment { entries: all }
    }

    fn names(&self) -> impl Iterator<Item = &[u8]> {
        self.entries.iter().map(|(_, entry)| {
            let end = crate::bytes::position(b'=', entry).unwrap_or(entry.len());
            part(entry, ..end)
        })
    }

    /// The value of a variable.
    pub fn get(&self, name: &[u8]) -> Option<&[u8]> {
        let hash = hash(name);
        let mut same = self.entries.iter().rev().filter(|(own, _)| *own == hash);
        same.find_map(|(_, entry)| entry.strip_prefix(name)?.strip_prefix(b"="))
    }
}

struct Variable {
    /// Tells most names apart without looking at them.
    hash: u64,
    name: Vec<u8>,
    value: Value,
}

/// All variables of a shell.
pub struct Variables<'e> {
    assigned: Vec<Variable>,
    environment: &'e Environment,
    bytes: usize,
}

/// How many bytes all values together may have had.
const MOST_BYTES: usize = 1 << 20;

impl<'e> Variables<'e> {
    /// Only the environment.
    pub fn new(environment: &'e Environment) -> Self {
        Variables {
            assigned: Vec::new(),
            environment,
            bytes: 0,
        }
    }

    fn find(&self, name: &[u8]) -> Option<&Variable> {
        let hash = hash(name);
        self.assigned
            .iter()
            .find(|variable| variable.hash == hash && variable.name == name)
    }

    /// Whether there is a variable of such a name, set or not.
    pub fn has_name(&self, is_such: &dyn Fn(&[u8]) -> bool) -> bool {
        let assigned = self
            .assigned
            .iter()
            .map(|variable| variable.name.as_slice());
        assigned.chain(self.environment.names()).any(is_such)
    }

    /// How many were assigned.
    pub fn count(&self) -> usize {
        self.assigned.len()
    }

    /// What was assigned; `None` where nothing was.
    pub fn assigned(&self, name: &[u8]) -> Option<&Value> {
        self.find(name).map(|variable| &variable.value)
    }

    /// The value, of a variable that a shell does not set itself.
    pub fn get(&self, name: &[u8]) -> Value {
        match self.find(name) {
            Some(variable) => variable.value.clone(),
            None => match self.environment.get(name) {
                Some(value) => Value::Known(value.to_vec()),
                None => Value::Unset,
            },
        }
    }

    /// As [`Self::get`]; `None` where it is not known, empty where it is unset.
    pub fn known(&self, name: &[u8]) -> Option<&[u8]> {
        match self.find(name) {
            Some(variable) => match &variable.value {
                Value::Known(value) => Some(value),
                Value::Unset => Some(b""),
                Value::Unknown => None,
            },
            None => Some(self.environment.get(name).unwrap_or_default()),
        }
    }

    /// Whether the environment has it.
    pub fn is_in_environment(&self, name: &[u8]) -> bool {
        self.environment.get(name).is_some()
    }

    /// Assigns. False where all values together have become too long.
    pub fn set(&mut self, name: &[u8], value: Value) -> bool {
        if let Value::Known(bytes) = &value {
            self.bytes = self.bytes.saturating_add(bytes.len());
        }
        let hash = hash(name);
        let known = self
            .assigned
            .iter_mut()
            .find(|variable| variable.hash == hash && variable.name == name);
        match known {
            Some(variable) => variable.value = value,
            None => self.assigned.push(Variable {
                hash,
                name: name.to_vec(),
                value,
            }),
        }
        self.bytes <= MOST_BYTES
    }

    /// Back to what it was before a function made it local.
    pub fn restore(&mut self, name: &[u8], value: Option<Value>) {
        match value {
            Some(value) => {
                self.set(name, value);
            }
            None => self.assigned.retain(|variable| variable.name != name),
        }
    }
}

/// Variables that some shell sets, reads or protects, and those that hold where
/// gendepends.sh has got to: neither read nor assigned.
pub fn is_the_shells(name: &[u8]) -> bool {
    const NAMES: &str = "IFS PATH PWD OLDPWD PPID PS1 PS2 PS4 UID EUID GROUPS LINENO RANDOM \
                         SECONDS SHELLOPTS FUNCNAME PIPESTATUS DIRSTACK SHLVL LANG SRANDOM \
                         GLOBIGNORE ENV POSIXLY_CORRECT TIMEFORMAT TMOUT IGNOREEOF CDPATH \
                         CHILD_MAX EXECIGNORE FIGNORE OPTIND OPTARG OPTERR MAIL MAILPATH \
                         MAILCHECK _ _dir _f _rc_c _done_dirs _deptype _depends _rc_svcname";
    // Most names are those of scripts.
    if name.first().is_some_and(u8::is_ascii_lowercase) {
        return name == b"lsbh";
    }
    let families = ["BASH", "LC_", "EPOCH", "COMP_", "HIST"];
    is_one_of(name, NAMES) || families.iter().any(|own| name.starts_with(own.as_bytes()))
}

/// Variables that are read but not assigned: the service would be another one.
pub fn is_fixed(name: &[u8]) -> bool {
    is_the_shells(name) || is_one_of(name, "RC_SVCNAME RC_UNAME RC_SERVICE")
}

/// Variables that bash sets where the environment does not have them.
pub fn may_be_the_shells(name: &[u8]) -> bool {
    is_one_of(
        name,
        "HOME TERM HOSTNAME HOSTTYPE MACHTYPE OSTYPE SHELL COLUMNS LINES",
    )
}

/// The name and the value's place in `name=value`.
pub fn assignment(raw: &[u8]) -> Option<(&[u8], usize)> {
    let equals = crate::bytes::position(b'=', raw)?;
    let name = raw.get(..equals)?;
    is_name(name).then_some((name, equals.saturating_add(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_in_the_environment_a_shell_takes_the_last() {
        let entries = [&b"A=1"[..], b"B=2", b"A=3", b"A"].into_iter();
        let environment = Environment::new(entries);
        assert_eq!(environment.get(b"A"), Some(&b"3"[..]));
        assert_eq!(environment.get(b"B"), Some(&b"2"[..]));
    }
}
