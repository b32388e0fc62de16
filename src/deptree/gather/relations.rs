//! What `need`, `keyword`, `yesno` and the others do.

use super::installed::Installed;
use crate::shell::is_one_of;
use crate::shell::variables::Variables;
use crate::shell::{Answer, Value};
use crate::words;
use alloc::vec::Vec;

/// The types of relations that may be given in conf.d and rc.conf too, in the order in
/// which these are looked at.
pub const CONFIGURABLE: [&[u8]; 8] = [
    b"config", b"need", b"use", b"want", b"after", b"before", b"provide", b"keyword",
];

/// Names the service, once its script was read: no script has a NUL.
pub const SERVICE: &[u8] = b"\0";

/// The functions of gendepends.sh.
pub struct Relations<'a> {
    installed: &'a Installed,
    /// What they have printed.
    pub lines: Vec<u8>,
}

/// Whether there is such a relation.
fn is_relation(name: &[u8]) -> bool {
    has_prefix(name) || is_one_of(name, "config reexport keyword")
}

/// Whether it has an `i` before its name in the lines.
fn has_prefix(name: &[u8]) -> bool {
    is_one_of(name, "need use want before after provide")
}

/// What `echo` may print otherwise than it stands.
fn is_odd(byte: &u8) -> bool {
    byte.is_ascii_control() || *byte == b'\\'
}

impl<'a> Relations<'a> {
    /// Those of an installed gendepends.sh.
    pub fn new(installed: &'a Installed) -> Self {
        Relations {
            installed,
            lines: Vec::new(),
        }
    }

    /// Whether there is such a function.
    pub fn has(&self, name: &[u8]) -> bool {
        let is_here = name != b"reexport" || self.installed.manner.has_reexport;
        name == b"yesno" || (is_here && is_relation(name))
    }

    /// Calls one.
    pub fn call(&mut self, name: &[u8], arguments: &[Vec<u8>], variables: &Variables) -> Answer {
        if name == SERVICE {
            self.service(variables);
            return Answer::Status(0);
        }
        if !self.has(name) {
            return Answer::NotMine;
        }
        match name {
            b"yesno" => yesno(arguments, variables),
            b"keyword" => self.keyword(arguments, variables),
            _ => self.relation(name, &arguments.join(&b' '), variables),
        }
    }

    fn service(&mut self, variables: &Variables) {
        let service = variables.known(b"RC_SVCNAME").unwrap_or_default();
        self.lines.extend_from_slice(service);
        self.lines.push(b'\n');
    }

    fn relation(&mut self, name: &[u8], names: &[u8], variables: &Variables) -> Answer {
        if names.is_empty() {
            return Answer::Status(1);
        }
        let Some(service) = variables.known(b"RC_SVCNAME") else {
            return Answer::Unclear("the service's name in");
        };
        if names.iter().any(is_odd) {
            return Answer::Unclear("a control character or backslash in");
        }
        self.lines.extend_from_slice(service);
        self.lines.push(b' ');
        self.lines.extend(has_prefix(name).then_some(b'i'));
        self.lines.extend_from_slice(name);
        self.lines.push(b' ');
        self.lines.extend_from_slice(names);
        self.lines.push(b'\n');
        Answer::Status(0)
    }

    fn keyword(&mut self, arguments: &[Vec<u8>], variables: &Variables) -> Answer {
        let words = arguments.join(&b' ');
        if words.iter().any(|byte| matches!(byte, b'*' | b'?' | b'[')) {
            return Answer::Unclear("a pattern in");
        }
        // In some shells a local variable begins with the value of the outer one.
        if variables.known(b"c").is_none_or(|outer| !outer.is_empty()) {
            return Answer::Unclear("the variable c at");
        }
        let mut all = Vec::new();
        for word in words
            .split(u8::is_ascii_whitespace)
            .filter(|word| !word.is_empty())
        {
            if !is_one_of(word, "-containers !-containers") {
                all.extend_from_slice(word);
                all.push(b' ');
                continue;
            }
            let removes = word.starts_with(b"!");
            // The containers would be added to what the outer variable holds.
            if removes && !all.is_empty() {
                return Answer::Unclear("containers taken out late in");
            }
            let Some(containers) = self.containers(variables) else {
                return Answer::Unclear("an operating system unknown to");
            };
            for container in containers.split(' ') {
                all.extend_from_slice(if removes { b"!-" } else { b"-" });
                all.extend_from_slice(container.as_bytes());
                all.push(b' ');
            }
        }
        self.relation(b"keyword", &all, variables)
    }

    fn containers(&self, variables: &Variables) -> Option<&'static str> {
        match variables.known(b"RC_UNAME")? {
            b"Linux" => Some(self.installed.containers),
            b"FreeBSD" => Some("jail"),
            _ => None,
        }
    }
}

/// `yesno VALUE` or `yesno NAME`.
fn yesno(arguments: &[Vec<u8>], variables: &Variables) -> Answer {
    let argument = arguments.first().map(Vec::as_slice).unwrap_or_default();
    if argument.is_empty() {
        return Answer::Status(1);
    }
    if let Some(answer) = truth(argument) {
        return Answer::Status(u8::from(!answer));
    }
    // The function has a variable of this name itself.
    if !crate::shell::syntax::is_name(argument) || argument == b"value" {
        return Answer::Unclear("neither yes nor no nor a variable for");
    }
    match variables.get(argument) {
        Value::Known(value) => match truth(&value) {
            Some(answer) => Answer::Status(u8::from(!answer)),
            None => Answer::Unclear("neither yes nor no in"),
        },
        Value::Unset => Answer::Unclear("an unset variable in"),
        Value::Unknown => Answer::Unclear("a command substitution in"),
    }
}

fn truth(value: &[u8]) -> Option<bool> {
    let no = ["no", "false", "off", "0"];
    words::meaning(value, &["yes", "true", "on", "1"], &no)
}
