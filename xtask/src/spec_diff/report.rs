//! The differences, sorted and put into words.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Places named after a difference before the rest is only counted.
const PLACES_SHOWN: usize = 3;

/// What the upstream document did, seen from ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Added,
    Removed,
    Changed,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Added, Self::Removed, Self::Changed];
}

/// A difference: of what kind, in what, and what it is.
type Difference = (Kind, String, String);

/// The differences between two documents; its `Display` is the list of work.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// Each with the places where it was met, for subjects that have no place of their own.
    differences: BTreeMap<Difference, BTreeSet<String>>,
}

impl Report {
    /// Whether the documents agree.
    pub(crate) fn is_empty(&self) -> bool {
        self.differences.is_empty()
    }

    pub(super) fn record(&mut self, kind: Kind, subject: &str, what: impl Into<String>) {
        self.differences
            .entry((kind, subject.to_owned(), what.into()))
            .or_default();
    }

    /// Records a difference in something that is written out again at each place of its use.
    pub(super) fn record_at(&mut self, kind: Kind, subject: &str, what: String, place: &str) {
        let places = self
            .differences
            .entry((kind, subject.to_owned(), what))
            .or_default();
        places.insert(place.to_owned());
    }

    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (&Difference, &BTreeSet<String>)> {
        self.differences
            .iter()
            .filter(move |((of, ..), _)| *of == kind)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for kind in Kind::ALL {
            let count = self.of_kind(kind).count();
            if count == 0 {
                continue;
            }
            writeln!(f, "{kind:?} ({count})")?;
            for ((_, subject, what), places) in self.of_kind(kind) {
                writeln!(f, "  {subject}: {what}{}", Places(places))?;
            }
        }
        let total = self.differences.len();
        let [added, removed, changed] = Kind::ALL.map(|kind| self.of_kind(kind).count());
        writeln!(
            f,
            "Differences: {total} ({added} added, {removed} removed, {changed} changed)"
        )
    }
}

struct Places<'a>(&'a BTreeSet<String>);

impl fmt::Display for Places<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, place) in self.0.iter().take(PLACES_SHOWN).enumerate() {
            write!(f, "{}{place}", if index == 0 { " (" } else { ", " })?;
        }
        match self.0.len() {
            0 => Ok(()),
            n if n > PLACES_SHOWN => write!(f, " and {} more)", n - PLACES_SHOWN),
            _ => write!(f, ")"),
        }
    }
}
