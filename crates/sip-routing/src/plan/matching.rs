//! Routes that are the same before and after.

use std::collections::HashMap;

use crate::Route;

/// A route of before and what became of it, by index.
pub(crate) type Pair = (usize, usize);

/// Finds the routes that are there before and after: by name and pattern, or else by the one of
/// them that stayed. A name or pattern that several of the others have decides nothing.
pub(crate) fn pairs(before: &[Route], after: &[Route]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    pair_by(before, after, &mut pairs, |it| {
        (it.name(), it.number_pattern())
    });
    pair_by(before, after, &mut pairs, Route::name);
    pair_by(before, after, &mut pairs, Route::number_pattern);
    pairs.sort_by_key(|&(_, after)| after);
    pairs
}

fn pair_by<'r, K: Eq + std::hash::Hash>(
    before: &'r [Route],
    after: &'r [Route],
    pairs: &mut Vec<Pair>,
    key: impl Fn(&'r Route) -> K,
) {
    let old = alone(before, &key, |index| pairs.iter().any(|it| it.0 == index));
    let new = alone(after, &key, |index| pairs.iter().any(|it| it.1 == index));
    let found = new.into_iter().filter_map(|(key, after)| {
        let before = old.get(&key)?;
        Some((*before, after))
    });
    pairs.extend(found.collect::<Vec<_>>());
}

/// The routes that are not paired yet and that no other such route shares its key with.
fn alone<'r, K: Eq + std::hash::Hash>(
    routes: &'r [Route],
    key: &impl Fn(&'r Route) -> K,
    is_paired: impl Fn(usize) -> bool,
) -> HashMap<K, usize> {
    let mut indices: HashMap<K, Option<usize>> = HashMap::new();
    for (index, route) in routes.iter().enumerate() {
        if !is_paired(index) {
            indices
                .entry(key(route))
                .and_modify(|it| *it = None)
                .or_insert(Some(index));
        }
    }
    let alone = indices.into_iter();
    alone
        .filter_map(|(key, index)| Some((key, index?)))
        .collect()
}

/// The pairs that must have been moved, at the least: all but the longest run of pairs that are in
/// the same order before and after. `pairs` are in the order of after.
pub(super) fn moved(pairs: &[Pair]) -> Vec<bool> {
    // For each length, where the run of that length ends that ends earliest in the order before.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous = vec![None; pairs.len()];
    for (index, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].0 < pair.0);
        previous[index] = length.checked_sub(1).map(|shorter| ends[shorter]);
        ends.truncate(ends.len().max(length));
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut moved = vec![true; pairs.len()];
    let mut stays = ends.last().copied();
    while let Some(index) = stays {
        moved[index] = false;
        stays = previous[index];
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::{moved, pairs};
    use crate::Route;

    fn routes(routes: &[(&str, &str)]) -> Vec<Route> {
        let route = |(name, pattern): &(&str, &str)| {
            Route::new(name.parse().unwrap(), pattern.parse().unwrap())
        };
        routes.iter().map(route).collect()
    }

    #[test]
    fn routes_are_known_by_what_stayed() {
        let before = routes(&[("a", "1"), ("b", "2"), ("c", "3"), ("d", "4"), ("d", "5")]);
        let after = routes(&[
            ("d", "5"),
            ("x", "3"),
            ("b", "9"),
            ("a", "1"),
            ("d", "6"),
            ("y", "7"),
        ]);
        // c was renamed to x, b has another pattern, and the d that is left is the one with 4.
        assert_eq!(
            pairs(&before, &after),
            [(4, 0), (2, 1), (1, 2), (0, 3), (3, 4)]
        );
    }

    #[test]
    fn what_is_ambiguous_is_not_paired() {
        let before = routes(&[("a", "1"), ("a", "2")]);
        let after = routes(&[("a", "3")]);
        assert_eq!(pairs(&before, &after), []);
    }

    #[test]
    fn as_few_as_possible_are_moved() {
        let pairs = |order: &[usize]| order.iter().copied().zip(0..).collect::<Vec<_>>();
        for (order, expected) in [
            (vec![0, 1, 2, 3], vec![false; 4]),
            (vec![3, 0, 1, 2], vec![true, false, false, false]),
            (vec![1, 2, 3, 0], vec![false, false, false, true]),
            (vec![0, 5, 2, 7], vec![false, true, false, false]),
            (vec![], vec![]),
        ] {
            assert_eq!(moved(&pairs(&order)), expected, "{order:?}");
        }
    }
}
