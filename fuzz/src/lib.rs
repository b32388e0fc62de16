//! What the fuzz targets share.
//!
//! | module | subject |
//! |---|---|
//! | [`dash`] | what dash makes of a text |
//! | [`memory`] | how much memory a piece of work has used at most |
//! | [`place`] | an installation in memory that belongs to this process |
//! | [`slow`] | second parsers, slow and obvious |
//! | [`watch`] | which files are changed |

pub mod dash;
pub mod memory;
pub mod place;
pub mod slow;
pub mod watch;
