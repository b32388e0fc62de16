//! Looking for the lines where services begin: most of what loading a tree costs.
#![forbid(unsafe_code)]

#[cfg(target_arch = "x86_64")]
use crate::build_options::NATIVE_GATHERING;
use crate::sys::find;
#[cfg(target_arch = "x86_64")]
use memchr::arch::{all::packedpair::Pair, x86_64::sse2::packedpair::Finder};

const WORD: &[u8] = b"_service";

/// A search for [`WORD`]: sixteen bytes at a time where every processor can.
pub struct Search {
    #[cfg(target_arch = "x86_64")]
    finder: Option<Finder>,
}

impl Search {
    /// By the underscore and the `v`: names have few of both.
    pub fn new() -> Self {
        Search {
            #[cfg(target_arch = "x86_64")]
            finder: Pair::with_indices(WORD, 0, 4).and_then(|pair| Finder::with_pair(WORD, pair)),
        }
    }

    /// Where the word first stands in a text.
    pub fn find(&self, text: &[u8]) -> Option<usize> {
        #[cfg(target_arch = "x86_64")]
        if let Some(finder) = &self.finder {
            // Without the evaluator a library is meant to be small.
            if NATIVE_GATHERING && text.len() >= finder.min_haystack_len() {
                return finder.find(text, WORD);
            }
        }
        find(text, WORD)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_or_none_however_long_the_text() {
        for before in 0..70 {
            for after in 0..40 {
                let mut text = vec![b'_'; before];
                text.extend_from_slice(b"_servic");
                text.extend_from_slice(WORD);
                text.resize(text.len() + after, b'v');
                assert_eq!(Search::new().find(&text), Some(before + 7));
                text.retain(|byte| *byte != b'e');
                assert_eq!(Search::new().find(&text), None);
            }
        }
    }
}
