//! The groups of a pattern, numbered as .NET does it.

use std::collections::{BTreeMap, BTreeSet};

/// The groups of a pattern.
///
/// .NET numbers the groups without a name first, and those with one after them. So all of them
/// have to be known before a reference can be read: a pattern is read twice.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    numbers: BTreeSet<u32>,
    names: BTreeMap<String, u32>,
    /// The names in the order of their first use.
    in_order: Vec<String>,
    known: bool,
}

impl Groups {
    /// Takes note of a group, while they are not known yet.
    pub(super) fn note_number(&mut self, number: u32) {
        if !self.known {
            self.numbers.insert(number);
        }
    }

    pub(super) fn note_name(&mut self, name: &str) {
        if !self.known && !self.in_order.iter().any(|it| it == name) {
            self.in_order.push(name.to_owned());
        }
    }

    pub(super) fn are_known(&self) -> bool {
        self.known
    }

    /// Numbers the groups, after a first reading has noted them all.
    pub(super) fn into_known(mut self) -> Self {
        let mut next = 1;
        for name in std::mem::take(&mut self.in_order) {
            while self.numbers.contains(&next) {
                next += 1;
            }
            self.numbers.insert(next);
            self.names.insert(name, next);
        }
        self.known = true;
        self
    }

    /// The number itself, if there is such a group. While they are not known, there is.
    pub(super) fn numbered(&self, number: u32) -> Option<u32> {
        let exists = !self.known || number == 0 || self.numbers.contains(&number);
        exists.then_some(number)
    }

    /// The number of the group of that name. While they are not known, any.
    pub(super) fn named(&self, name: &str) -> Option<u32> {
        if self.known {
            self.names.get(name).copied()
        } else {
            Some(1)
        }
    }
}
