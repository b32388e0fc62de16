//! Scripts that need a shell: all in one, read by the installed functions.
//!
//! The installed gendepends.sh is run in pieces: what it defines, and then, for each
//! script, what it does in its loop. Paths and names are arguments.

use super::installed::Installed;
use super::scripts::{Outcome, Script};
use super::{failed, Looked};
use crate::paths::Paths;
use crate::prefix::{gendepends, Prefix};
use crate::sys::process::{self, Child};
use crate::sys::{find, fs, Block, Errno, SysResult};
use crate::Environment;
use alloc::ffi::CString;
use alloc::vec::Vec;
use core::ffi::CStr;

/// What is between two scripts in the output: no shell variable can hold it.
const SEPARATOR: u8 = 0;

/// The pieces of gendepends.sh.
pub struct Parts {
    interpreter: Vec<u8>,
    definitions: Vec<u8>,
    in_loop: Vec<u8>,
}

/// What stands between two texts.
fn between<'t>(text: &'t [u8], start: &[u8], end: &[u8]) -> Option<&'t [u8]> {
    let from = find(text, start)?.saturating_add(start.len());
    let rest = text.get(from..)?;
    rest.get(..find(rest, end)?)
}

impl Parts {
    /// Cuts the text of a gendepends.sh that is known.
    pub fn cut(text: &[u8]) -> Option<Parts> {
        let interpreter = between(text, b"#!", b"\n")?.trim_ascii();
        let is_plain = interpreter.starts_with(b"/") && !interpreter.contains(&b' ');
        is_plain.then_some(Parts {
            interpreter: interpreter.to_vec(),
            definitions: between(text, b"\n", b"\n_done_dirs=\n")?.to_vec(),
            in_loop: between(text, b"\n\tfor RC_SERVICE in *; do\n", b"\n\tdone\n")?.to_vec(),
        })
    }

    /// Whether the shell gives names in the order of their bytes: some follow the language.
    pub fn sorts_names(&self, environment: &Environment) -> bool {
        let language = [c"LC_ALL", c"LC_COLLATE", c"LANG"]
            .into_iter()
            .find_map(|name| environment.get_any(name).filter(|value| !value.is_empty()));
        if language.is_none_or(|language| matches!(language.as_slice(), b"C" | b"POSIX")) {
            return true;
        }
        let program = fs::realpath(&self.interpreter).unwrap_or_default();
        matches!(crate::name::basename(&program), b"dash" | b"busybox")
    }

    /// The script that reads those that are its arguments.
    fn script(&self) -> Vec<u8> {
        [
            // Within a function, what is sourced does not see the arguments.
            &b"_rc_define() {\n"[..],
            &self.definitions,
            b"\n}\n_rc_define\nunset -f _rc_define\nfor RC_SERVICE; do\nset --\n\
              case \"$RC_SERVICE\" in\n/*) _dir=$RC_SERVICE; cd \"$_dir\" || exit; continue ;;\nesac\n\
              printf '\\000'\n",
            &self.in_loop,
            b"\ndone\n",
        ]
        .concat()
    }
}

/// All lines, with those of the scripts that need a shell; `None` where that shell did
/// not look at each of them.
///
/// # Errors
/// Those of running the shell.
pub fn complete(
    path: &[u8],
    installed: &Installed,
    scripts: &[Script],
    environment: &Block,
) -> Looked<Option<Vec<u8>>> {
    let is_open = |script: &&Script| matches!(script.outcome, Outcome::Shell(_));
    let open: Vec<&Script> = scripts.iter().filter(is_open).collect();
    let output = if open.is_empty() {
        Vec::new()
    } else {
        match run_for(path, &installed.parts, scripts, environment) {
            Ok(output) => output,
            // More names than arguments may have.
            Err(error) if error.errno() == Errno::TOO_BIG => return Ok(None),
            Err(error) => return Err(error),
        }
    };
    let mut pieces = output.split(|byte| *byte == SEPARATOR);
    let before = pieces.next().unwrap_or_default();
    if !before.is_empty() || pieces.clone().count() != open.len() {
        return Ok(None);
    }
    let mut lines = Vec::new();
    for script in scripts {
        match &script.outcome {
            Outcome::Native(own) => lines.extend_from_slice(own),
            Outcome::Shell(_) => lines.extend_from_slice(pieces.next().unwrap_or_default()),
            Outcome::LeftOut(_) => {}
        }
    }
    Ok(Some(lines))
}

/// The shell goes through all folders, as gendepends.sh does: the last one is in OLDPWD.
fn run_for(path: &[u8], parts: &Parts, scripts: &[Script], environment: &Block) -> Looked<Vec<u8>> {
    let mut arguments: Vec<Vec<u8>> = alloc::vec![
        b"sh".to_vec(),
        b"-c".to_vec(),
        parts.script(),
        path.to_vec()
    ];
    let mut folder: &[u8] = b"";
    for script in scripts {
        if script.folder != folder {
            folder = &script.folder;
            arguments.push(folder.to_vec());
        }
        if matches!(script.outcome, Outcome::Shell(_)) {
            arguments.push(script.name.clone());
        }
    }
    let arguments = arguments.into_iter().map(CString::new);
    let arguments: core::result::Result<Vec<CString>, _> = arguments.collect();
    let arguments = arguments.map_err(|_| failed(Errno::INVAL, path))?;
    let arguments: Vec<&CStr> = arguments.iter().map(CString::as_c_str).collect();
    let interpreter = CString::new(parts.interpreter.as_slice());
    let interpreter = interpreter.map_err(|_| failed(Errno::INVAL, path))?;
    let child = process::spawn(&interpreter, &arguments, environment);
    read(path, child)
}

/// What gendepends.sh prints. Its exit status says nothing: it is that of the last
/// line of the last script's depend(), which fails often and without harm.
///
/// # Errors
/// Those of running it.
pub fn run_gendepends(paths: &Paths, path: &[u8], environment: &Block) -> Looked<Vec<u8>> {
    let child = match gendepends::borrower(paths, path) {
        Some(prefix) => start_borrowed(prefix, path, environment),
        None => start(path, environment),
    };
    read(path, child)
}

fn start_borrowed(prefix: &Prefix, path: &[u8], environment: &Block) -> SysResult<Child> {
    let script = gendepends::script(prefix, path)?;
    let name = CString::new(path).map_err(|_| Errno::INVAL)?;
    let script = CString::new(script).map_err(|_| Errno::INVAL)?;
    let arguments = [c"sh", c"-c", &script, &name];
    process::spawn(c"/bin/sh", &arguments, environment)
}

fn read(path: &[u8], child: SysResult<Child>) -> Looked<Vec<u8>> {
    let failed = |errno: Errno| failed(errno, path);
    let child = child.map_err(failed)?;
    let output = child.read(crate::bounds::DEPTREE);
    let status = child.wait();
    let output = output.map_err(failed)?;
    match status {
        Ok(status) if process::was_killed(status) => Err(failed(Errno::INTR)),
        // Somebody else waited for our child; all it printed has been read.
        Ok(_) | Err(_) => Ok(output),
    }
}

fn start(path: &[u8], environment: &Block) -> SysResult<Child> {
    let program = CString::new(path).map_err(|_| Errno::INVAL)?;
    match process::spawn(&program, &[&program], environment) {
        // A script without a first line that names its interpreter is the shell's.
        Err(Errno::NOEXEC) => process::spawn(c"/bin/sh", &[c"sh", &program], environment),
        other => other,
    }
}
