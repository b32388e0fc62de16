//! How far messages are indented: `EINFO_INDENT`.
#![forbid(unsafe_code)]

use crate::number;
use crate::release::RELEASE;
use crate::Environment;
use alloc::vec::Vec;
use core::ffi::CStr;

/// The variable that says so, for the messages of other processes too.
pub const VARIABLE: &CStr = c"EINFO_INDENT";
/// Columns of one step.
const WIDTH: i32 = 2;
/// The most columns a message is indented.
const MAX: i32 = 40;

/// The columns before a message.
pub(super) fn columns(environment: &Environment) -> i32 {
    value(environment).map_or(0, |amount| amount.clamp(0, MAX))
}

/// `eindent`: the value for two columns more; before 0.63 at most 40.
pub fn more(environment: &Environment) -> Vec<u8> {
    let amount = value(environment).unwrap_or(0).wrapping_add(WIDTH);
    text(if RELEASE.limits_indent {
        amount.min(MAX)
    } else {
        amount
    })
}

/// `eoutdent`: the value for two columns less; `None` where that is no indent at all.
pub fn less(environment: &Environment) -> Option<Vec<u8>> {
    let amount = value(environment).filter(|amount| *amount > WIDTH)?;
    Some(text(amount.wrapping_sub(WIDTH)))
}

/// The variable's number as `strtoimax` reads it in any base, cut to an int; 0 where it
/// is beyond all ints. Eight digits with zeros in front, as [`text`] writes them, are
/// octal then: so it is in C.
fn value(environment: &Environment) -> Option<i32> {
    let value = environment.get_any(VARIABLE)?;
    let number = number::strtoimax(&value, number::Base::Any);
    Some(if number.out_of_range {
        0
    } else {
        number.value as i32
    })
}

fn text(amount: i32) -> Vec<u8> {
    number::padded(amount, 8)
}
