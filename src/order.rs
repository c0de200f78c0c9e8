//! Sorting, compiled once: the standard library's sorts are compiled anew for every type, and a dozen of
//! them weigh more than the parser. Where speed counts (thousands of items), keys are compared cheaply anyway.

use std::cmp::Ordering;

/// Sorts a list by `compare`; equal items keep their order.
pub fn sort<T>(list: &mut Vec<T>, compare: &dyn Fn(&T, &T) -> Ordering) {
    let mut items: Vec<Option<T>> = list.drain(..).map(Some).collect();
    let places = permutation(items.len(), &|a, b| match (
        items.get(a).and_then(Option::as_ref),
        items.get(b).and_then(Option::as_ref),
    ) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    list.extend(
        places
            .into_iter()
            .filter_map(|n| items.get_mut(n).and_then(Option::take)),
    );
}

#[inline(never)]
fn permutation(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_keep_their_order() {
        let mut list = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        sort(&mut list, &|a, b| a.0.cmp(&b.0));
        assert_eq!(list, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
