//! Names that have been checked.
#![forbid(unsafe_code)]

use crate::{name, Error, Result};
use alloc::vec::Vec;
use core::fmt::{self, Write};

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Vec<u8>);

        impl $name {
            /// Checks a name.
            ///
            /// # Errors
            /// [`Error::InvalidName`] for an empty name, `.`, `..`, or a slash or NUL in it.
            pub fn new(name: impl AsRef<[u8]>) -> Result<Self> {
                name::plain(name.as_ref()).map(|name| $name(name.to_vec()))
            }

            /// The bytes of the name.
            pub fn as_bytes(&self) -> &[u8] {
                &self.0
            }

            /// Of a name that the kernel has listed.
            pub(super) fn listed(name: Vec<u8>) -> Self {
                $name(name)
            }
        }

        impl AsRef<[u8]> for $name {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }

        impl TryFrom<&str> for $name {
            type Error = Error;

            fn try_from(name: &str) -> Result<Self> {
                Self::new(name)
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other.as_bytes()
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == other.as_bytes()
            }
        }

        /// For a terminal or a log: characters that act on a terminal and bytes that are not UTF-8
        /// are escaped.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                escaped(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_char('"')?;
                escaped(&self.0, f)?;
                f.write_char('"')
            }
        }
    )*};
}

names! {
    /// The name of a service: not empty, no path.
    ///
    /// ```
    /// use openrc::ServiceName;
    ///
    /// let name = ServiceName::new("net.eth0")?;
    /// assert_eq!(name, "net.eth0");
    /// assert!(ServiceName::new("../etc/passwd").is_err());
    /// # Ok::<(), openrc::Error>(())
    /// ```
    ServiceName

    /// The name of a runlevel: not empty, no path.
    ///
    /// ```
    /// use openrc::RunlevelName;
    ///
    /// assert_eq!(RunlevelName::new("default")?.as_bytes(), b"default");
    /// assert!(RunlevelName::new("").is_err());
    /// # Ok::<(), openrc::Error>(())
    /// ```
    RunlevelName
}

fn escaped(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            if name::acts_on_terminal(character) {
                write!(f, "{}", character.escape_default())?;
            } else {
                f.write_char(character)?;
            }
        }
        for byte in chunk.invalid() {
            write!(f, "\\x{byte:02x}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_cannot_act_on_a_terminal() {
        let name = ServiceName::new(b"a\x1b[2J\xc2\x9b\xffz").unwrap();
        assert_eq!(std::format!("{name}"), "a\\u{1b}[2J\\u{9b}\\xffz");
        assert_eq!(std::format!("{name:?}"), "\"a\\u{1b}[2J\\u{9b}\\xffz\"");
        // It would show what follows from right to left.
        let name = ServiceName::new("a\u{202e}z").unwrap();
        assert_eq!(std::format!("{name}"), "a\\u{202e}z");
    }

    #[test]
    fn names_of_services_and_runlevels_are_no_paths() {
        for bad in ["", ".", "..", "a/b", "a\0"] {
            assert_eq!(
                RunlevelName::try_from(bad),
                Err(Error::InvalidName(bad.as_bytes().to_vec()))
            );
        }
    }
}
