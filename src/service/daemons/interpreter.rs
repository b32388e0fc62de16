//! How the kernel shows a script: with the words of its first line, `#!/bin/sh -e`, before
//! its path.
#![forbid(unsafe_code)]

use crate::sys::fs;
use crate::{bounds, name};
use alloc::vec::Vec;

/// How many interpreters may be scripts themselves.
const DEPTH_MAX: usize = 5;
/// What runs a text without such a line: execvp does it.
const SHELL: &[u8] = b"/bin/sh";
/// Where programs are that were started by name. The PATH of who asks says nothing of it.
const PATH: [&[u8]; 6] = [
    b"/usr/local/sbin",
    b"/usr/local/bin",
    b"/usr/sbin",
    b"/usr/bin",
    b"/sbin",
    b"/bin",
];

/// The words before the path of a program that is a script; `None` for other programs.
pub(super) fn of(chroot: &[u8], exec: &[u8]) -> Option<Vec<Vec<u8>>> {
    let beginning = |path: &[u8]| fs::read(&[chroot, path].concat(), bounds::FIRST_LINE).ok();
    let start = match exec.contains(&b'/') {
        true => beginning(exec),
        false => PATH.iter().find_map(|dir| beginning(&fs::join(dir, exec))),
    };
    let mut words = match start? {
        start if start.starts_with(b"\x7fELF") => return None,
        start => line(&start).unwrap_or_else(|| [SHELL.to_vec()].into()),
    };
    for _ in 1..DEPTH_MAX {
        let before = words.first().and_then(|it| line(&beginning(it)?));
        let Some(mut before) = before else { break };
        before.append(&mut words);
        words = before;
    }
    Some(run_by_env(words))
}

/// The interpreter, and all that follows it in the line as one argument.
fn line(start: &[u8]) -> Option<Vec<Vec<u8>>> {
    let line = start.strip_prefix(b"#!")?;
    let line = line.split(|byte| *byte == b'\n').next()?.trim_ascii();
    let mut words = line.splitn(2, |byte| matches!(byte, b' ' | b'\t'));
    let interpreter = words.next().filter(|word| !word.is_empty())?;
    let argument = words.next().map(<[u8]>::trim_ascii_start);
    Some(
        [interpreter]
            .into_iter()
            .chain(argument)
            .map(<[u8]>::to_vec)
            .collect(),
    )
}

/// `env` becomes the command that it is given: one word, or with -S several.
fn run_by_env(words: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let [env, argument] = words.as_slice() else {
        return words;
    };
    if name::basename(env) != b"env" {
        return words;
    }
    let command = argument
        .split(u8::is_ascii_whitespace)
        .map(|word| word.strip_prefix(b"-S").unwrap_or(word))
        .skip_while(|word| word.is_empty() || word.starts_with(b"-") || word.contains(&b'='));
    command
        .filter(|word| !word.is_empty())
        .map(<[u8]>::to_vec)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    fn words(content: &str) -> Option<String> {
        let path = std::env::temp_dir().join(format!("openrc-script-{}", std::process::id()));
        std::fs::write(&path, content).unwrap();
        let words = of(b"", path.as_os_str().as_encoded_bytes());
        std::fs::remove_file(&path).unwrap();
        words.map(|words| String::from_utf8(words.join(&b'|')).unwrap())
    }

    #[test]
    fn first_lines() {
        let is = |content, expected| assert_eq!(words(content).as_deref(), Some(expected));
        is("#!/bin/sh\n", "/bin/sh");
        is("#! \t/bin/sh -e -u \nx", "/bin/sh|-e -u");
        is("#!/bin/sh", "/bin/sh");
        is("echo\n", "/bin/sh");
        is("#!/usr/bin/env python3\n", "python3");
        is("#!/usr/bin/env -S python3 -u  -B\n", "python3|-u|-B");
        is("#!/usr/bin/env -Sperl -w\n", "perl|-w");
        is("#!/usr/bin/env -S A=b -i perl\n", "perl");
        is("#!\n", "/bin/sh");
        assert_eq!(words("\x7fELF"), None);
    }
}
