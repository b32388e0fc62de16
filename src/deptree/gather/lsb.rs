//! Debian's scripts for other init systems, which say in a header of comments what they
//! depend on. What lsb2rcconf would print of them is evaluated like a script.

use crate::shell::is_one_of;
use crate::sort;
use crate::sys::{dir, find, fs};
use alloc::vec::Vec;

const CONFIGURATION: &[u8] = b"/etc/insserv.conf";
const CONFIGURATIONS: &[u8] = b"/etc/insserv.conf.d";
/// lsb2rcconf gives up where the services of a facility are longer.
const MOST_BYTES: usize = 8000;

/// Facilities, as `$network`, and the services that they stand for.
#[derive(Debug, Default)]
pub struct Facilities {
    entries: Vec<(Vec<u8>, Vec<u8>)>,
}

fn words(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes
        .split(|byte| matches!(byte, b' ' | b'\t'))
        .filter(|word| !word.is_empty())
}

/// The lines of a file, each without its last byte, which is mostly the newline.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split_inclusive(|byte| *byte == b'\n')
        .filter_map(|line| line.split_last().map(|(_, line)| line))
}

/// As C's `isspace`.
fn is_space(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

fn trim_start(bytes: &[u8]) -> &[u8] {
    let blanks = bytes.iter().take_while(|byte| is_space(byte)).count();
    bytes.get(blanks..).unwrap_or_default()
}

fn trim_end(bytes: &[u8]) -> &[u8] {
    let blanks = bytes.iter().rev().take_while(|byte| is_space(byte)).count();
    let length = bytes.len().saturating_sub(blanks);
    bytes.get(..length).unwrap_or_default()
}

/// A word, and what stands behind it.
fn split_word(bytes: &[u8]) -> (&[u8], &[u8]) {
    let length = bytes.iter().take_while(|byte| !is_space(byte)).count();
    bytes.split_at_checked(length).unwrap_or_default()
}

impl Facilities {
    /// Reads insserv.conf and insserv.conf.d; `None` where lsb2rcconf would complain.
    pub fn read() -> Option<Facilities> {
        let mut facilities = Facilities::default();
        facilities.add(b"all", b"+_all".to_vec());
        facilities.read_file(&fs::read(CONFIGURATION, crate::bounds::CONFIGURATION).ok()?)?;
        let mut names = dir::names(CONFIGURATIONS).ok()?;
        sort::sort(&mut names);
        for name in names.iter().rev() {
            facilities.read_file(
                &fs::read(
                    &fs::join(CONFIGURATIONS, name),
                    crate::bounds::CONFIGURATION,
                )
                .ok()?,
            )?;
        }
        Some(facilities)
    }

    fn get(&self, name: &[u8]) -> Option<&[u8]> {
        let found = self.entries.iter().find(|(known, _)| known == name);
        found.map(|(_, services)| services.as_slice())
    }

    /// The first of equal names counts.
    fn add(&mut self, name: &[u8], services: Vec<u8>) {
        self.entries.push((name.to_vec(), services));
    }

    fn read_file(&mut self, text: &[u8]) -> Option<()> {
        if crate::bytes::position(0, text).is_some() {
            return None;
        }
        for line in lines(text) {
            let (name, rest) = split_word(line);
            let Some(name) = name.strip_prefix(b"$").filter(|name| !name.is_empty()) else {
                continue;
            };
            let mut services = Vec::new();
            for service in words(trim_start(rest)) {
                let service = match service.strip_prefix(b"$") {
                    Some(facility) => self.get(facility),
                    None => Some(service),
                };
                services.extend(service.into_iter().flatten());
                services.extend(service.map(|_| b' '));
            }
            // Without any, lsb2rcconf writes before its buffer.
            if services.pop().is_none() || services.len() > MOST_BYTES {
                return None;
            }
            self.add(name, services);
        }
        Some(())
    }

    /// What lsb2rcconf prints of a script; `None` where it has no header.
    ///
    /// # Errors
    /// What lsb2rcconf would not read as it stands.
    pub fn describe(&self, name: &[u8], text: &[u8]) -> Result<Option<Vec<u8>>, &'static str> {
        if find(text, b"### BEGIN INIT INFO").is_none() {
            return Ok(None);
        }
        if crate::bytes::position(0, text).is_some() {
            return Err("a control character");
        }
        let mut header = Header {
            facilities: self,
            name,
            description: None,
            relations: Default::default(),
            starts_after_all: false,
        };
        if !header.read(text) {
            return Ok(None);
        }
        Ok(Some(header.print()))
    }
}

const NEED: usize = 0;
const USE: usize = 1;
const PROVIDE: usize = 2;
const BEFORE: usize = 3;

struct Header<'a> {
    facilities: &'a Facilities,
    name: &'a [u8],
    description: Option<&'a [u8]>,
    relations: [Vec<Vec<u8>>; 4],
    starts_after_all: bool,
}

impl<'a> Header<'a> {
    /// Whether there is a whole header.
    fn read(&mut self, text: &'a [u8]) -> bool {
        let mut lines = lines(text);
        if !lines.any(|line| trim_end(line) == b"### BEGIN INIT INFO") {
            return false;
        }
        for line in lines {
            if let Some((key, value)) = field(line) {
                self.field(&key, value);
            } else if trim_end(line) == b"### END INIT INFO" {
                if !self.starts_after_all {
                    self.add_one(PROVIDE, b"_all");
                }
                return true;
            }
        }
        false
    }

    fn field(&mut self, key: &[u8], value: &'a [u8]) {
        // A match on the words would compare them byte by byte, in a kilobyte of code.
        let relation = if is_one_of(key, "provides") {
            PROVIDE
        } else if is_one_of(key, "required-start required-stop") {
            NEED
        } else if is_one_of(key, "should-start should-stop") {
            USE
        } else if is_one_of(key, "x-start-before x-stop-after") {
            BEFORE
        } else {
            if is_one_of(key, "short-description") {
                self.description = Some(value);
            }
            return;
        };
        for service in words(value) {
            self.add(relation, service);
        }
    }

    fn has(&self, relation: usize, service: &[u8]) -> bool {
        let services = self.relations.get(relation);
        services.is_some_and(|services| services.iter().any(|own| own == service))
    }

    fn add(&mut self, relation: usize, service: &[u8]) {
        if service == self.name || self.has(relation, service) {
            return;
        }
        let Some(facility) = service.strip_prefix(b"$") else {
            self.add_one(relation, service);
            return;
        };
        if facility == b"all" && (relation == NEED || relation == USE) {
            self.starts_after_all = true;
        }
        let facilities = self.facilities;
        for service in words(facilities.get(facility).unwrap_or_default()) {
            self.add_one(relation, service);
        }
    }

    /// `+service` need not be there: it is used, not needed.
    fn add_one(&mut self, relation: usize, service: &[u8]) {
        let (relation, service) = match service.strip_prefix(b"+") {
            Some(service) if relation == NEED => (USE, service),
            Some(service) => (relation, service),
            None => (relation, service),
        };
        if self.has(relation, service) {
            return;
        }
        let Some(services) = self.relations.get_mut(relation) else {
            return;
        };
        if services.first().is_some_and(|first| first == b"*") {
            return;
        }
        if service == b"*" {
            services.clear();
        }
        services.push(service.to_vec());
    }

    fn print(&self) -> Vec<u8> {
        let mut text = Vec::new();
        if let Some(description) = self.description {
            text.extend_from_slice(b"description=\"");
            text.extend_from_slice(description);
            text.extend_from_slice(b"\"\n\n");
        }
        text.extend_from_slice(b"depend () {\n");
        for (relation, word) in [
            (PROVIDE, &b"\tprovide"[..]),
            (USE, b"\tuse"),
            (NEED, b"\tneed"),
            (BEFORE, b"\tbefore"),
        ] {
            let services = self.relations.get(relation).map(Vec::as_slice);
            let services = services.unwrap_or_default();
            if services.is_empty() && relation != PROVIDE {
                continue;
            }
            text.extend_from_slice(word);
            for service in services {
                text.push(b' ');
                text.extend_from_slice(service);
            }
            if services.is_empty() {
                text.push(b' ');
                text.extend_from_slice(self.name);
            }
            text.push(b'\n');
        }
        text.extend_from_slice(b"}");
        text
    }
}

/// `# Key: value`; the key in small letters.
fn field(line: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let (key, rest) = split_word(trim_start(line.strip_prefix(b"#")?));
    let key = key.strip_suffix(b":").filter(|key| !key.is_empty())?;
    let value = trim_end(trim_start(rest));
    let key = key.iter().map(|byte| byte | 0x20).collect();
    (!value.is_empty()).then_some((key, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn describe(header: &str) -> Option<String> {
        let mut facilities = Facilities::default();
        facilities.add(b"all", b"+_all".to_vec());
        let text = "$network\t+networking  +ifupdown\n#$x y\n$named +named $network $unknown\n";
        facilities.read_file(text.as_bytes()).unwrap();
        let described = facilities.describe(b"me", header.as_bytes()).unwrap();
        described.map(|text| String::from_utf8(text).unwrap())
    }

    #[test]
    fn headers_become_functions() {
        let header =
            "#!/bin/sh\n### BEGIN INIT INFO  \n# Provides: me you\n#\tRequired-Start:\t$named a\n\
                      # Required-Stop: a\n# Should-Start: b $nothing +c\n# X-Start-Before: d\n\
                      # Short-Description: What: it is  \n### END INIT INFO\n";
        assert_eq!(
            describe(header).unwrap(),
            "description=\"What: it is\"\n\ndepend () {\n\tprovide you _all\n\tuse named networking \
             ifupdown b c\n\tneed a\n\tbefore d\n}"
        );
    }

    #[test]
    fn what_comes_after_all_is_not_among_all() {
        let header = "### BEGIN INIT INFO\n# Required-Start: $all\n### END INIT INFO\n";
        assert_eq!(
            describe(header).unwrap(),
            "depend () {\n\tprovide me\n\tuse _all\n}"
        );
    }

    #[test]
    fn half_a_header_is_none() {
        assert_eq!(describe("### BEGIN INIT INFO\n# Provides: x\n"), None);
        // The last byte is taken for the newline.
        assert_eq!(describe("### BEGIN INIT INFO\n### END INIT INFO"), None);
        assert_eq!(describe("#### BEGIN INIT INFO\n### END INIT INFO\n"), None);
    }
}
