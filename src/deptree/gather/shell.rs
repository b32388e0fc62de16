//! Scripts that need a shell: all in one, read by the installed functions, beside the
//! evaluation of the others.
//!
//! The installed gendepends.sh is run in pieces: what it defines, and then, for each
//! script, what it does in its loop. The names come by a descriptor of their own, each as
//! soon as it is known that its script needs the shell. What the shell would run a program
//! for although it is known here, it is told.

use super::installed::Installed;
use super::scripts::{Met, Outcome, Script};
use super::{failed, Looked};
use crate::bounds;
use crate::paths::Paths;
use crate::prefix::{gendepends, Prefix};
use crate::sys::fed::{self, Fed};
use crate::sys::process::{self, Child};
use crate::sys::{find, fs, Block, Errno, SysResult};
use crate::Environment;
use alloc::ffi::CString;
use alloc::vec::Vec;

/// What is between two scripts in the output: no shell variable can hold it.
const SEPARATOR: u8 = 0;

/// A line that tells the shell something begins so: a folder to go to, a script, one that
/// has no LSB header. What follows a newline is in the next line.
const FOLDER: u8 = b'/';
const SCRIPT: u8 = b'=';
const WITHOUT_HEADER: u8 = b'-';
const CONTINUED: u8 = b'+';

/// So many scripts are evaluated before the shell's output is read again.
const PATIENCE: usize = 16;

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

/// A text with another one in the place of a part of it.
fn replaced(text: &[u8], part: &[u8], by: &[u8]) -> Option<Vec<u8>> {
    let at = find(text, part)?;
    let after = text.get(at.saturating_add(part.len())..)?;
    Some([text.get(..at)?, by, after].concat())
}

/// Where a script's own shell begins.
const REDIRECTED: &[u8] = b"exec 3>&1 1>&2";
/// Debian's: a program is run for each script.
const HEADER: &[u8] = b"lsbh=$(lsb2rcconf \"$RC_SERVICE\")";
const HEADER_IF_ANY: &[u8] =
    b"case $_rc_line in -*) lsbh= ;; *) lsbh=$(lsb2rcconf \"$RC_SERVICE\") ;; esac";
/// What the program of that name prints, which each script runs: a word, with `_` in the
/// place of whatever is no ASCII letter or digit.
const SHELL_VAR: &[u8] = b"shell_var() {\ncase \"$# ${1-}\" in\n\
    '1 '*[!0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_]*) ;;\n\
    '1 '*) echo \"$1\"; return ;;\nesac\ncommand shell_var \"$@\"\n}\n";

impl Parts {
    /// Cuts the text of a gendepends.sh that is known.
    pub fn cut(text: &[u8]) -> Option<Parts> {
        let interpreter = between(text, b"#!", b"\n")?.trim_ascii();
        let is_plain = interpreter.starts_with(b"/") && !interpreter.contains(&b' ');
        let in_loop = between(text, b"\n\tfor RC_SERVICE in *; do\n", b"\n\tdone\n")?;
        let is_whole = is_plain && find(in_loop, REDIRECTED).is_some();
        is_whole.then_some(Parts {
            interpreter: interpreter.to_vec(),
            definitions: between(text, b"\n", b"\n_done_dirs=\n")?.to_vec(),
            in_loop: replaced(in_loop, HEADER, HEADER_IF_ANY).unwrap_or(in_loop.to_vec()),
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

    /// The script that reads those that it is told by a descriptor. They do not see it.
    fn script(&self, descriptor: u8) -> Option<Vec<u8>> {
        let closed = [REDIRECTED, b" ", &[descriptor], b"<&-"].concat();
        let script = [
            // Within a function, what is sourced does not see the arguments.
            &b"_rc_define() {\n"[..],
            &self.definitions,
            b"\n}\n_rc_define\nunset -f _rc_define\n",
            SHELL_VAR,
            b"_rc_name=\nwhile IFS= read -r _rc_line <&",
            &[descriptor],
            b"; do\nset --\nRC_SERVICE=$_rc_name${_rc_line#?}\n_rc_name=\ncase $_rc_line in\n\
              +*) _rc_name=\"$RC_SERVICE\n\"; continue ;;\n\
              /*) _dir=$RC_SERVICE; cd \"$_dir\" || exit; continue ;;\nesac\nprintf '\\000'\n",
            &replaced(&self.in_loop, REDIRECTED, &closed)?,
            b"\ndone\n",
        ];
        Some(script.concat())
    }

    /// Starts the shell; `None` if there is no number for a descriptor.
    fn start(&self, path: &[u8], environment: &Block) -> SysResult<Option<Fed>> {
        let number = fed::number();
        let digit = number.and_then(|number| u8::try_from(number).ok());
        let script = digit.and_then(|digit| self.script(digit.saturating_add(b'0')));
        let (Some(number), Some(script)) = (number, script) else {
            return Ok(None);
        };
        let word = |bytes: &[u8]| CString::new(bytes).map_err(|_| Errno::INVAL);
        let (interpreter, script) = (word(&self.interpreter)?, word(&script)?);
        let arguments = [c"sh", c"-c", &script, &word(path)?];
        Fed::spawn(&interpreter, &arguments, environment, number).map(Some)
    }
}

/// The shell that reads scripts beside the evaluation of others.
pub struct Beside<'a> {
    /// gendepends.sh, for its messages.
    path: &'a [u8],
    parts: &'a Parts,
    environment: &'a Block,
    shell: Option<Fed>,
    /// What it is told first, once it is needed.
    first: Vec<u8>,
    scripts: usize,
    patience: usize,
    /// What has kept it from being run.
    errno: Option<Errno>,
}

impl<'a> Beside<'a> {
    /// No shell, until a script needs one.
    pub fn new(path: &'a [u8], installed: &'a Installed, environment: &'a Block) -> Self {
        Beside {
            path,
            parts: &installed.parts,
            environment,
            shell: None,
            first: Vec::new(),
            scripts: 0,
            patience: 0,
            errno: None,
        }
    }

    /// Gives it what was met. It goes to all folders, as gendepends.sh does: the last one
    /// is in OLDPWD.
    pub fn meet(&mut self, met: &Met<'_>) {
        match met {
            Met::Folder(path) => self.tell(FOLDER, path),
            Met::Script(script, may_have_header) => {
                if matches!(script.outcome, Outcome::Shell(_)) {
                    let kind = if *may_have_header {
                        SCRIPT
                    } else {
                        WITHOUT_HEADER
                    };
                    self.tell(kind, &script.name);
                    self.scripts = self.scripts.saturating_add(1);
                    self.patience = 0;
                }
                self.go_on();
            }
        }
    }

    fn tell(&mut self, kind: u8, text: &[u8]) {
        let mut lines = Vec::with_capacity(text.len().saturating_add(2));
        let mut rest = text.split(|byte| *byte == b'\n').peekable();
        while let Some(line) = rest.next() {
            let is_last = rest.peek().is_none();
            lines.push(if is_last { kind } else { CONTINUED });
            lines.extend_from_slice(line);
            lines.push(b'\n');
        }
        match &mut self.shell {
            Some(shell) => shell.tell(&lines),
            None => self.first.extend_from_slice(&lines),
        }
    }

    /// Starts the shell when the first script needs it, and reads what it has said.
    fn go_on(&mut self) {
        if self.scripts == 0 || self.errno.is_some() {
            return;
        }
        if self.patience > 0 {
            self.patience = self.patience.saturating_sub(1);
            return;
        }
        self.patience = PATIENCE;
        let result = match &mut self.shell {
            Some(shell) => shell.exchange(bounds::GATHERED),
            None => self.start(),
        };
        self.errno = result.err();
    }

    fn start(&mut self) -> SysResult<()> {
        self.shell = self.parts.start(self.path, self.environment)?;
        let Some(shell) = &mut self.shell else {
            return Err(Errno::TOO_BIG);
        };
        shell.tell(&core::mem::take(&mut self.first));
        shell.exchange(bounds::GATHERED)
    }

    /// All lines, with those of the scripts that need a shell; `None` if that shell did not
    /// look at each of them.
    ///
    /// # Errors
    /// Those of running the shell.
    pub fn finish(self, scripts: &[Script]) -> Looked<Option<Vec<u8>>> {
        let failed = |errno: Errno| failed(errno, self.path);
        let said = match (self.errno, self.shell) {
            (None, None) => Vec::new(),
            (None, Some(shell)) => {
                let (said, status) = shell.finish(bounds::GATHERED).map_err(failed)?;
                if status.is_ok_and(process::was_killed) {
                    return Err(failed(Errno::INTR));
                }
                said
            }
            (Some(errno), shell) => {
                shell.into_iter().for_each(Fed::abandon);
                return match errno {
                    Errno::TOO_BIG => Ok(None),
                    errno => Err(failed(errno)),
                };
            }
        };
        let mut pieces = said.split(|byte| *byte == SEPARATOR);
        let before = pieces.next().unwrap_or_default();
        if !before.is_empty() || pieces.clone().count() != self.scripts {
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

    /// Gives it up.
    pub fn abandon(self) {
        self.shell.into_iter().for_each(Fed::abandon);
    }
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
    let output = child.read(bounds::DEPTREE);
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
