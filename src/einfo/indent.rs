//! How far messages are indented: `EINFO_INDENT`.
#![forbid(unsafe_code)]

use crate::build_options::{Release, RELEASE};
use crate::number;
use crate::sys::env;
use core::ffi::CStr;

const VARIABLE: &CStr = c"EINFO_INDENT";
/// Columns of one step.
const WIDTH: i32 = 2;
/// The most columns a message is indented.
const MAX: i32 = 40;

/// The columns before a message.
pub(super) fn columns() -> i32 {
    value().map_or(0, |amount| amount.clamp(0, MAX))
}

/// `eindent`: two columns more; before 0.63 at most 40.
pub fn indent() {
    let amount = value().unwrap_or(0).wrapping_add(WIDTH);
    store(if RELEASE < Release::R0_63 {
        amount.min(MAX)
    } else {
        amount
    });
}

/// `eoutdent`: two columns less.
pub fn outdent() {
    match value() {
        None => {}
        Some(amount) if amount <= WIDTH => env::unset(VARIABLE),
        Some(amount) => store(amount.wrapping_sub(WIDTH)),
    }
}

/// The variable's number as `strtoimax` reads it in any base, cut to an int; 0 where it
/// is beyond all ints. Eight digits with zeros in front, as [`store`] writes them, are
/// octal then: so it is in C.
fn value() -> Option<i32> {
    let value = env::get_any(VARIABLE)?;
    let number = number::strtoimax(&value, number::Base::Any);
    Some(if number.out_of_range {
        0
    } else {
        number.value as i32
    })
}

fn store(amount: i32) {
    // Only a lack of memory could fail here, and that is dealt with in the allocator.
    let _ = env::set(VARIABLE, &number::padded(amount, 8));
}
