//! Common to the lists of trunks and routes: a greatest length and no repetitions.

use std::{collections::HashMap, hash::Hash};

use acs_core::InvalidValue;

/// The most trunks in a configuration, routes in a configuration, and trunks in a route.
pub(crate) const MAX_ENTRIES: usize = 250;

/// Refuses a list with more than [`MAX_ENTRIES`], or in which two entries have the same key.
///
/// `noun` is what an entry is called: `"trunk"`. The problem names the places of both entries,
/// counted from 1.
pub(crate) fn check_list<'a, T, K: Eq + Hash>(
    noun: &'static str,
    entries: &'a [T],
    key: impl Fn(&'a T) -> K,
) -> Result<(), InvalidValue> {
    if entries.len() > MAX_ENTRIES {
        let problem = format!("has {} entries", entries.len());
        return Err(InvalidValue::new(format!("list of {noun}s"), problem)
            .with_hint(format!("use at most {MAX_ENTRIES}")));
    }
    let mut places = HashMap::with_capacity(entries.len());
    for (entry, place) in entries.iter().zip(1..) {
        if let Some(earlier) = places.insert(key(entry), place) {
            let problem = format!("repeats {noun} {earlier}");
            return Err(InvalidValue::new(format!("{noun} {place}"), problem)
                .with_hint(format!("list each {noun} once")));
        }
    }
    Ok(())
}
