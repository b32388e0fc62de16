//! What a message looks like: ` * Starting x ...            [ ok ]`.
//!
//! | file | subject | upstream's functions |
//! |---|---|---|
//! | [`form`] | which message is which: stream, colour, ending | the `einfo`, `ewarn`, `eerror` and `ebegin` family |
//! | [`speaker`] | writing a message, its end, a line of the log | `_einfo`, `_eend`, `elog` |
//! | [`colour`] | colours and the grammar of `EINFO_COLOR` | `ecolor` |
//! | [`terminal`] | which streams are terminals, what they can do, how wide they are | `colour_terminal`, `get_term_columns` |
//! | `line` | a message as a line of the system log | |
//! | [`indent`] | `EINFO_INDENT` | `eindent`, `eoutdent` |
//! | [`switches`] | `EINFO_QUIET`, `EERROR_QUIET`, `EINFO_VERBOSE` | `is_quiet`, `is_verbose` |
#![forbid(unsafe_code)]

pub mod colour;
pub mod form;
pub mod indent;
pub(crate) mod line;
pub mod speaker;
pub mod switches;
pub mod terminal;

pub use colour::Colour;
pub use form::{End, Form};
pub use speaker::Speaker;
pub use terminal::Terminal;
