//! Stable sorting by one piece of code: each use of the standard library's sort with
//! another type would add three kilobytes to the libraries.
#![forbid(unsafe_code)]

use alloc::vec::Vec;
use core::cmp::Ordering;

/// Sorts; equal items keep their order.
pub fn sort<T: Ord>(items: &mut Vec<T>) {
    by(items, T::cmp);
}

/// Sorts by a comparison; equal items keep their order.
pub fn by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let is_less = |a: usize, b: usize| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b) == Ordering::Less,
        _ => false,
    };
    let order = order(items.len(), &is_less);
    let mut old: Vec<Option<T>> = items.drain(..).map(Some).collect();
    let next = |place: usize| old.get_mut(place)?.take();
    items.extend(order.into_iter().filter_map(next));
}

/// The places of `count` items in sorted order: a merge sort from short runs to long.
fn order(count: usize, is_less: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut run = 1usize;
    while run < count {
        let mut merged = Vec::with_capacity(count);
        for pair in order.chunks(run.saturating_mul(2)) {
            let (left, right) = pair.split_at_checked(run).unwrap_or((pair, &[]));
            merge(left, right, is_less, &mut merged);
        }
        order = merged;
        run = run.saturating_mul(2);
    }
    order
}

fn merge(
    mut left: &[usize],
    mut right: &[usize],
    is_less: &dyn Fn(usize, usize) -> bool,
    merged: &mut Vec<usize>,
) {
    while let ([a, later_left @ ..], [b, later_right @ ..]) = (left, right) {
        if is_less(*b, *a) {
            merged.push(*b);
            right = later_right;
        } else {
            merged.push(*a);
            left = later_left;
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_standard_librarys(items in prop::collection::vec((0u8..8, any::<u8>()), 0..70)) {
            let (mut ours, mut theirs) = (items.clone(), items);
            by(&mut ours, |a, b| a.0.cmp(&b.0));
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
