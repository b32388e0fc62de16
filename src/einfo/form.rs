//! Which message is which. The functions differ only in these properties.
#![forbid(unsafe_code)]

use super::switches::Switch;
use super::Colour;
use crate::sys::stdio::Stream;
use crate::sys::syslog::Level;
use core::ffi::CStr;

/// What stands after the text of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Nothing: the caller goes on in the same line.
    Open,
    /// The end of the line.
    Line,
    /// The end of the line, but on stdout (`ewarnv` does so).
    LineOnStdout,
    /// ` ...`, and the end of the line where `[ ok ]` can be put back into it.
    Dots,
    /// ` ...`
    OpenDots,
}

/// A message of the `einfo` family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// Where it goes.
    pub stream: Stream,
    /// The colour of its star.
    pub colour: Colour,
    /// When it is shown.
    pub switch: Switch,
    /// The level at which it is logged too, when `EINFO_LOG` is set.
    pub log: Option<Level>,
    /// What stands after the text.
    pub ending: Ending,
    /// What `EINFO_LASTCMD` says afterwards; functions that exit say nothing.
    pub last_command: Option<&'static CStr>,
}

const fn info(switch: Switch, ending: Ending, name: &'static CStr) -> Form {
    Form {
        stream: Stream::Stdout,
        colour: Colour::Good,
        switch,
        log: None,
        ending,
        last_command: Some(name),
    }
}

const fn warn(switch: Switch, ending: Ending, name: &'static CStr) -> Form {
    Form {
        stream: Stream::Stderr,
        colour: Colour::Warn,
        ..info(switch, ending, name)
    }
}

const fn error(ending: Ending, name: &'static CStr) -> Form {
    Form {
        stream: Stream::Stderr,
        colour: Colour::Bad,
        ..info(Switch::UnlessReallyQuiet, ending, name)
    }
}

impl Form {
    const fn logged(self, level: Level) -> Form {
        Form {
            log: Some(level),
            ..self
        }
    }

    const fn last(self) -> Form {
        Form {
            last_command: None,
            ..self
        }
    }

    /// `einfo`
    pub const EINFO: Form = info(Switch::UnlessQuiet, Ending::Line, c"einfo");
    /// `einfon`
    pub const EINFON: Form = info(Switch::UnlessQuiet, Ending::Open, c"einfon");
    /// `einfov`
    pub const EINFOV: Form = info(Switch::IfVerbose, Ending::Line, c"einfov");
    /// `einfovn`
    pub const EINFOVN: Form = info(Switch::IfVerbose, Ending::Open, c"einfovn");
    /// `ewarn`
    pub const EWARN: Form =
        warn(Switch::UnlessQuiet, Ending::Line, c"ewarn").logged(Level::WARNING);
    /// `ewarnn`
    pub const EWARNN: Form = warn(Switch::UnlessQuiet, Ending::Open, c"ewarnn");
    /// `ewarnx`, after which the process exits.
    pub const EWARNX: Form = Form::EWARN.last();
    /// `ewarnv`
    pub const EWARNV: Form = warn(Switch::IfVerbose, Ending::LineOnStdout, c"ewarnv");
    /// `ewarnvn`
    pub const EWARNVN: Form = warn(Switch::IfVerbose, Ending::Open, c"ewarnvn");
    /// `eerror`
    pub const EERROR: Form = error(Ending::Line, c"eerror").logged(Level::ERROR);
    /// `eerrorn`; it says `errorn` of itself.
    pub const EERRORN: Form = error(Ending::Open, c"errorn");
    /// `eerrorx`, after which the process exits.
    pub const EERRORX: Form = Form::EERROR.last();
    /// `ebegin`
    pub const EBEGIN: Form = info(Switch::UnlessQuiet, Ending::Dots, c"ebegin");
    /// `ebeginv`
    pub const EBEGINV: Form = info(Switch::IfVerbose, Ending::Dots, c"ebeginv");
    /// `ebeginvn`, which upstream declares: the line stays open on every terminal.
    pub const EBEGINVN: Form = info(Switch::IfVerbose, Ending::OpenDots, c"ebeginvn");
}

/// The end of what a message began: `[ ok ]` or `[ !! ]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// When it is shown.
    pub switch: Switch,
    /// The colour of the star of what went wrong.
    pub colour: Colour,
    /// Whether the line ends after the bracket.
    pub ends_line: bool,
    /// What is returned when nothing is shown: the caller's value, or 0.
    pub returns_value: bool,
    /// What `EINFO_LASTCMD` says afterwards.
    pub last_command: &'static CStr,
}

impl End {
    /// `eend`
    pub const EEND: End = End {
        switch: Switch::UnlessQuiet,
        colour: Colour::Bad,
        ends_line: true,
        returns_value: true,
        last_command: c"eend",
    };
    /// `ewend`
    pub const EWEND: End = End {
        colour: Colour::Warn,
        last_command: c"ewend",
        ..End::EEND
    };
    /// `eendv`
    pub const EENDV: End = End {
        switch: Switch::IfVerbose,
        returns_value: false,
        last_command: c"eendv",
        ..End::EEND
    };
    /// `ewendv`, whose star has the colour of an error.
    pub const EWENDV: End = End {
        last_command: c"ewendv",
        ..End::EENDV
    };
    /// `eendvn`, which upstream declares: the line stays open.
    pub const EENDVN: End = End {
        ends_line: false,
        last_command: c"eendvn",
        ..End::EENDV
    };
    /// `ewendvn`, which upstream declares: the line stays open.
    pub const EWENDVN: End = End {
        colour: Colour::Warn,
        last_command: c"ewendvn",
        ..End::EENDVN
    };
}
