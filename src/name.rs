//! Which names may become part of a path.
//!
//! Upstream pastes names into paths unchecked; a name with a slash or `..` then
//! reaches outside the folder that was meant.
#![forbid(unsafe_code)]

use crate::build_options::DOT_SH_SERVICES;
pub use crate::sys::fs::basename;
use crate::{Error, Result};

/// A name that stays in its folder.
///
/// # Errors
/// [`Error::InvalidName`] for an empty name, `.`, `..`, a slash or a NUL in it.
pub fn plain(name: &[u8]) -> Result<&[u8]> {
    let bad = matches!(name, b"" | b"." | b"..")
        || crate::bytes::either_position(b'/', 0, name).is_some();
    if bad {
        Err(Error::InvalidName(name.to_vec()))
    } else {
        Ok(name)
    }
}

/// The name of a service given by name or by the path of its script.
///
/// # Errors
/// [`Error::InvalidName`] where no usable name is left.
pub fn service(name_or_path: &[u8]) -> Result<&[u8]> {
    plain(basename(name_or_path))
}

/// Whether `name` is passed over because it ends in `.sh`: such files are not
/// services, but for Debian.
pub fn is_not_a_service(name: &[u8]) -> bool {
    !DOT_SH_SERVICES && name.ends_with(b".sh")
}

/// Whether a character acts on a terminal: control characters, and those that change the
/// direction of writing, which show a name as another one.
pub fn acts_on_terminal(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_in_their_folder() {
        assert_eq!(service(b"/etc/init.d/sshd"), Ok(&b"sshd"[..]));
        assert_eq!(service(b"net.\xff"), Ok(&b"net.\xff"[..]));
        for bad in [&b""[..], b".", b"..", b"/", b"a/..", b"/etc/"] {
            assert!(service(bad).is_err(), "{bad:?}");
        }
        assert!(plain(b"a/b").is_err());
        assert!(plain(b"a\0b").is_err());
        assert!(plain(b"...").is_ok());
    }
}
