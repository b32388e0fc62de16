//! What is to be done at which time.

use crate::clock::Millis;
use std::collections::BTreeMap;

/// An entry, to be taken back.
pub type Key = (Millis, u64);

/// Things to be done, each at its time.
pub struct Due<T> {
    entries: BTreeMap<Key, T>,
    serial: u64,
}

impl<T> Default for Due<T> {
    fn default() -> Self {
        Due {
            entries: BTreeMap::new(),
            serial: 0,
        }
    }
}

impl<T> Due<T> {
    /// One more.
    pub fn at(&mut self, time: Millis, what: T) -> Key {
        self.serial = self.serial.wrapping_add(1);
        let key = (time, self.serial);
        self.entries.insert(key, what);
        key
    }

    /// Takes one back.
    pub fn cancel(&mut self, key: Key) {
        self.entries.remove(&key);
    }

    /// When the next one is.
    pub fn next(&self) -> Option<Millis> {
        self.entries.keys().next().map(|(time, _)| *time)
    }

    /// The first whose time has come.
    pub fn take(&mut self, now: Millis) -> Option<T> {
        let entry = self.entries.first_entry()?;
        (entry.key().0 <= now).then(|| entry.remove())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_order_of_time_and_then_of_asking() {
        let mut due = Due::default();
        due.at(5, "b");
        let key = due.at(5, "never");
        due.at(5, "c");
        due.at(1, "a");
        due.at(9, "later");
        due.cancel(key);
        assert_eq!(due.next(), Some(1));
        assert_eq!(
            [due.take(5), due.take(5), due.take(5), due.take(5)],
            [Some("a"), Some("b"), Some("c"), None]
        );
        assert_eq!(due.next(), Some(9));
    }
}
