//! The evaluator of init scripts: any text ends in bounded work and memory, and what is
//! evaluated without a shell is what dash makes of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openrc::shell::syntax::Program;
use openrc::shell::variables::Variables;
use openrc::shell::{parse, Answer, Environment, FileTest, Flow, Host, Machine, NotStatic, Value};
use openrc_fuzz::dash::{Dash, ENVIRONMENT, KILLED, NAMES, SOURCED, VARIABLES};
use openrc_fuzz::memory;
use std::rc::Rc;
use std::sync::{Mutex, OnceLock};

static DASH: OnceLock<Mutex<Dash>> = OnceLock::new();

/// What an evaluated text has needed at most, beside what is in proportion to it.
const MOST_BYTES: usize = 24 << 20;

/// As [`openrc_fuzz::dash`] sets it.
struct Stage {
    names: Vec<Vec<u8>>,
    said: Vec<u8>,
    /// It was asked for a file that is not known here.
    is_lost: bool,
}

impl Host for Stage {
    fn source(&mut self, path: &[u8]) -> Result<Rc<Program>, Box<NotStatic>> {
        let text = if path == b"/sourced" { SOURCED } else { b")" };
        let program = parse::parse(path, text.to_vec());
        program.map(Rc::new).map_err(|(refusal, _)| {
            Box::new(NotStatic {
                path: path.to_vec(),
                line: 1,
                construct: refusal.what,
                word: Vec::new(),
            })
        })
    }

    fn test(&mut self, test: FileTest, path: &[u8]) -> Option<bool> {
        use FileTest::{Exists, IsExecutable, IsFile, IsFolder, IsLink, IsNotEmpty, IsReadable};
        Some(match path {
            b"" | b"/gone" => false,
            b"/there" => matches!(test, Exists | IsFile | IsNotEmpty | IsReadable),
            b"a" | b"b.c" => matches!(test, Exists | IsFile | IsReadable),
            b"/" | b"/d" | b"." => !matches!(test, IsFile | IsLink),
            b"/sh" => matches!(test, IsExecutable) || !matches!(test, IsFolder | IsLink),
            _ => {
                self.is_lost = true;
                false
            }
        })
    }

    fn names(&mut self, folder: &[u8]) -> Option<Vec<Vec<u8>>> {
        folder.is_empty().then(|| self.names.clone())
    }

    fn is_command(&self, name: &[u8]) -> bool {
        name == b"say"
    }

    fn command(&mut self, name: &[u8], arguments: &[Vec<u8>], _: &mut Variables) -> Answer {
        if name != b"say" {
            return Answer::NotMine;
        }
        if arguments.is_empty() {
            self.said.extend_from_slice(b"<>");
        }
        for word in arguments {
            self.said
                .extend_from_slice(&[b"<", &word[..], b">"].concat());
        }
        self.said.push(b'\n');
        Answer::Status(0)
    }
}

/// What a text has done, where it was evaluated.
struct Outcome {
    said: Vec<u8>,
    flow: Flow,
    status: Option<u8>,
    values: Vec<Value>,
}

fn evaluate(text: &[u8], environment: &Environment) -> Option<Outcome> {
    let mut stage = Stage {
        names: NAMES.map(|name| name.as_bytes().to_vec()).to_vec(),
        said: Vec::new(),
        is_lost: false,
    };
    let program = parse::parse(b"text", text.to_vec()).ok()?;
    let mut machine = Machine::new(&mut stage, environment);
    let result = machine.source(&Rc::new(program));
    let status = machine.status();
    let values = VARIABLES.map(|name| machine.variables().get(name.as_bytes()));
    let outcome = Outcome {
        flow: result.ok()?,
        said: stage.said,
        status,
        values: values.to_vec(),
    };
    (!stage.is_lost).then_some(outcome)
}

fn compare(ours: &Outcome, text: &[u8]) {
    let mut dash = DASH.get_or_init(|| Mutex::new(Dash::new())).lock().unwrap();
    let theirs = dash.run(text);
    // Its patterns may take it longer than it has, its values more room; ours never do.
    if theirs.status == KILLED {
        return;
    }
    assert!(ours.said == theirs.said, "{theirs:?}");
    let status = ours.status.map(|status| status.to_string().into_bytes());
    let is_status = |theirs: &Vec<u8>| status.as_ref().is_none_or(|ours| ours == theirs);
    if ours.flow == Flow::Exit {
        assert!(
            theirs.end.is_none() && is_status(&theirs.status),
            "{theirs:?}"
        );
        return;
    }
    let Some((status, values)) = &theirs.end else {
        panic!("dash has ended: {theirs:?}");
    };
    assert!(is_status(status), "{theirs:?}");
    for (own, other) in ours.values.iter().zip(values) {
        match own {
            Value::Unknown => {}
            Value::Unset => assert!(other.is_none(), "{theirs:?}"),
            Value::Known(own) => assert_eq!(Some(own), other.as_ref()),
        }
    }
}

fuzz_target!(|text: &[u8]| {
    let entries = ENVIRONMENT.map(|entry| entry.as_bytes().to_vec());
    let environment = Environment::new(entries.iter().map(Vec::as_slice));
    let limit = 128 * text.len() + MOST_BYTES;
    let outcome = memory::within(limit, || evaluate(text, &environment));
    if let Some(outcome) = outcome {
        compare(&outcome, text);
    }
});
