//! Which streams are terminals, whether they can do colours, and how wide they are.
#![forbid(unsafe_code)]

use super::colour::Palette;
use super::switches;
use super::Colour;
use crate::bytes::find;
use crate::number::{self, Base};
use crate::release::RELEASE;
use crate::sys::stdio::{self, Stream};
use crate::sys::tty;
use crate::Environment;
use core::ffi::CStr;
use core::sync::atomic::{AtomicU32, Ordering};

/// Terminals that can do colours and have no "color" in their name.
const COLOUR_TERMINALS: &[&str] = &[
    "Eterm",
    "ansi",
    "con132x25",
    "con132x30",
    "con132x43",
    "con132x60",
    "con80x25",
    "con80x28",
    "con80x30",
    "con80x43",
    "con80x50",
    "con80x60",
    "cons25",
    "console",
    "cygwin",
    "dtterm",
    "gnome",
    "konsole",
    "kterm",
    "linux",
    "linux-c",
    "mlterm",
    "putty",
    "rxvt",
    "rxvt-cygwin",
    "rxvt-cygwin-native",
    "rxvt-unicode",
    "screen",
    "screen-bce",
    "screen-w",
    "screen.linux",
    "vt100",
    "vt220",
    "wsvt25",
    "xterm",
    "xterm-debian",
];

/// Such terminals that 0.45 did not know, in the order in which releases came to know them.
const LATER_COLOUR_TERMINALS: [&str; 4] = ["foot", "xterm-kitty", "alacritty", "xterm-ghostty"];

/// Columns where nothing says how many there are.
const DEFAULT_COLUMNS: i32 = 80;
/// The most columns that are believed: what the kernel can say of a terminal.
const MAX_COLUMNS: i32 = u16::MAX as i32;

/// Set in every published number, so that zero means "not known yet".
const KNOWN: u32 = 1 << 31;
const HAS_COLOURS: u32 = 1;
const IS_CONS25: u32 = 2;

/// What this process knows of its terminal. It looks once, as the C library does: the
/// first `TERM` that is seen and the first `EINFO_COLOR` that is needed stay.
#[derive(Debug)]
pub struct Terminal {
    environment: Environment,
    kind: AtomicU32,
    palette: AtomicU32,
}

impl Terminal {
    /// Nothing is known yet but the environment, which is asked anew for each message.
    pub const fn new(environment: Environment) -> Self {
        Terminal {
            environment,
            kind: AtomicU32::new(0),
            palette: AtomicU32::new(0),
        }
    }

    /// What says how messages are to look.
    pub fn environment(&self) -> &Environment {
        &self.environment
    }

    fn kind(&self) -> Option<u32> {
        look_once(&self.kind, || {
            let term = self.environment.get_any(c"TERM");
            term.map(|term| kind_of(&term))
        })
    }

    /// The terminal is FreeBSD's old console, whose last column cannot be written.
    pub(super) fn is_cons25(&self) -> bool {
        self.kind().is_some_and(|kind| kind & IS_CONS25 != 0)
    }

    /// The colours of a stream; none unless it is a terminal that can do colours.
    pub(super) fn colours(&self, stream: Stream) -> Option<Palette> {
        if stdio::is_terminal(stream) {
            self.wanted_colours()
        } else {
            None
        }
    }

    fn wanted_colours(&self) -> Option<Palette> {
        if switches::variable(&self.environment, c"EINFO_COLOR") == Some(false)
            || self.kind()? & HAS_COLOURS == 0
        {
            return None;
        }
        look_once(&self.palette, || {
            let value = self.environment.get_any(c"EINFO_COLOR");
            Some(Palette::parse(value.as_deref()).0)
        })
        .map(Palette)
    }

    /// `ecolor`: what turns a colour on, on the first of stdout, stderr and stdin that
    /// is a terminal. Where none is, the streams are not asked. Nothing turns `None` on.
    pub fn escape(&self, colour: Option<Colour>) -> &'static CStr {
        match (self.wanted_colours(), colour) {
            (Some(palette), Some(colour)) => palette.escape(colour),
            _ => c"",
        }
    }

    /// How many columns a stream has: `COLUMNS`, what the kernel says, or 80.
    pub(super) fn columns(&self, stream: Stream) -> i32 {
        let said = self.environment.get_any(c"COLUMNS").and_then(|value| {
            let number = number::strtoimax(&value, Base::Ten);
            number.rest.is_empty().then_some(number.value as i32)
        });
        let columns = said.or_else(|| tty::columns(stdio::fileno(stream)));
        columns
            .unwrap_or(DEFAULT_COLUMNS)
            .clamp(-MAX_COLUMNS, MAX_COLUMNS)
    }
}

/// What is in `place`, or what `look` finds, from then on. Whoever looks first wins.
fn look_once(place: &AtomicU32, look: impl FnOnce() -> Option<u32>) -> Option<u32> {
    let known = place.load(Ordering::Relaxed);
    if known & KNOWN != 0 {
        return Some(known & !KNOWN);
    }
    let found = look()?;
    let published = place.compare_exchange(0, found | KNOWN, Ordering::Relaxed, Ordering::Relaxed);
    Some(published.map_or_else(|first| first & !KNOWN, |_| found))
}

fn kind_of(term: &[u8]) -> u32 {
    let mut listed = COLOUR_TERMINALS.iter().chain(
        LATER_COLOUR_TERMINALS
            .iter()
            .take(RELEASE.later_colour_terminals),
    );
    let has_colours = find(term, b"color").is_some() || listed.any(|name| name.as_bytes() == term);
    let is_cons25 = term == b"cons25";
    (if has_colours { HAS_COLOURS } else { 0 }) | (if is_cons25 { IS_CONS25 } else { 0 })
}
