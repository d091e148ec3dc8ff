//! What time alone will do, in the order in which it will.

use std::collections::BTreeSet;

use time::OffsetDateTime;

/// What falls due. At one and the same time, operations end before holds do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Due {
    Operation,
    Search,
    Reservation,
}

/// Entries may be out of date: whoever takes one looks whether it still holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Agenda(BTreeSet<(OffsetDateTime, Due, String)>);

impl Agenda {
    pub(super) fn add(&mut self, at: OffsetDateTime, due: Due, id: &str) {
        self.0.insert((at, due, id.to_owned()));
    }

    /// The first entry, if it is due by `now`.
    pub(super) fn take(&mut self, now: OffsetDateTime) -> Option<(OffsetDateTime, Due, String)> {
        if self.0.first().is_some_and(|(at, ..)| *at <= now) {
            self.0.pop_first()
        } else {
            None
        }
    }
}
