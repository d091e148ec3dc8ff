//! A map that knows which of its entries have changed.

use std::collections::{HashMap, HashSet};

/// Entries by id. If they are to be saved, whatever is touched counts as changed until
/// [`forget_changes`](Self::forget_changes).
#[derive(Clone, Debug)]
pub(super) struct Tracked<V> {
    entries: HashMap<String, V>,
    /// None if nobody wants to know.
    changed: Option<HashSet<String>>,
}

impl<V> Tracked<V> {
    pub(super) fn new(tracks: bool) -> Self {
        Self {
            entries: HashMap::new(),
            changed: tracks.then(HashSet::new),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &V> {
        self.entries.values()
    }

    pub(super) fn get(&self, id: &str) -> Option<&V> {
        self.entries.get(id)
    }

    pub(super) fn contains(&self, id: &str) -> bool {
        self.entries.contains_key(id)
    }

    /// The entry, to be changed.
    pub(super) fn get_mut(&mut self, id: &str) -> Option<&mut V> {
        let entry = self.entries.get_mut(id)?;
        touch(&mut self.changed, id);
        Some(entry)
    }

    pub(super) fn insert(&mut self, id: String, value: V) {
        touch(&mut self.changed, &id);
        self.entries.insert(id, value);
    }

    pub(super) fn remove(&mut self, id: &str) -> Option<V> {
        let removed = self.entries.remove(id)?;
        touch(&mut self.changed, id);
        Some(removed)
    }

    pub(super) fn clear(&mut self) {
        if let Some(changed) = &mut self.changed {
            changed.extend(self.entries.keys().cloned());
        }
        self.entries.clear();
    }

    /// Has what another map has, and nothing else.
    pub(super) fn replace_with(&mut self, other: Self) {
        self.clear();
        if let Some(changed) = &mut self.changed {
            changed.extend(other.entries.keys().cloned());
        }
        self.entries = other.entries;
    }

    /// The ids of what has changed, with the entries that are still there.
    pub(super) fn changes(&self) -> impl Iterator<Item = (&str, Option<&V>)> {
        let changed = self.changed.iter().flatten();
        changed.map(|id| (id.as_str(), self.entries.get(id)))
    }

    pub(super) fn forget_changes(&mut self) {
        if let Some(changed) = &mut self.changed {
            changed.clear();
        }
    }
}

fn touch(changed: &mut Option<HashSet<String>>, id: &str) {
    if let Some(changed) = changed
        && !changed.contains(id)
    {
        changed.insert(id.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(map: &Tracked<u8>) -> Vec<(&str, Option<u8>)> {
        let mut changes: Vec<_> = map.changes().map(|(id, it)| (id, it.copied())).collect();
        changes.sort_unstable();
        changes
    }

    #[test]
    fn what_is_touched_has_changed() {
        let mut map = Tracked::new(true);
        for id in ["a", "b", "c"] {
            map.insert(id.to_owned(), 1);
        }
        map.forget_changes();
        assert_eq!(changes(&map), []);
        assert_eq!(
            (map.get("a"), map.contains("b"), map.len()),
            (Some(&1), true, 3)
        );
        assert_eq!(changes(&map), [], "reading changes nothing");
        *map.get_mut("a").unwrap() = 2;
        map.remove("b");
        assert_eq!(map.remove("d"), None);
        assert_eq!(changes(&map), [("a", Some(2)), ("b", None)]);
        map.clear();
        assert_eq!(changes(&map), [("a", None), ("b", None), ("c", None)]);
    }

    #[test]
    fn nothing_is_kept_for_nobody() {
        let mut map = Tracked::new(false);
        map.insert("a".to_owned(), 1);
        assert_eq!(changes(&map), []);
    }
}
