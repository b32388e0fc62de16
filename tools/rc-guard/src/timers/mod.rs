//! Timers: what is done with a service at certain times.
//!
//! | module | subject |
//! |---|---|
//! | [`calendar`] | when, by the calendar |

pub mod calendar;
