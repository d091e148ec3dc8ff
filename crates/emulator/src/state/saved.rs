//! The state as rows, to be saved.

use std::fmt;

use serde::Serialize;

use super::State;

/// Place of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    OwnedNumber,
    Search,
    Reservation,
    Operation,
    /// Things of which there is one.
    Setting,
}

/// One thing of the state, or that it is gone.
#[cfg_attr(
    not(any(test, feature = "sqlite")),
    expect(dead_code, reason = "without a data file there is nobody to read it")
)]
pub(crate) struct Row {
    pub(crate) kind: Kind,
    pub(crate) key: String,
    /// JSON; none if the thing is gone.
    pub(crate) value: Option<String>,
}

/// Shows no more than what it is: the rest may hold numbers.
impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// The key of the SIP configuration among the settings.
pub(super) const SIP: &str = "sip";

impl Row {
    pub(crate) fn new(
        kind: Kind,
        key: &str,
        value: Option<&impl Serialize>,
    ) -> Result<Self, serde_json::Error> {
        Ok(Self {
            kind,
            key: key.to_owned(),
            value: value.map(serde_json::to_string).transpose()?,
        })
    }
}

impl State {
    /// Returns the rows that changed since [`changes_are_saved`](Self::changes_are_saved).
    pub(crate) fn changes(&self) -> Result<Vec<Row>, serde_json::Error> {
        let owned = self
            .owned
            .changes()
            .map(|(number, it)| Row::new(Kind::OwnedNumber, &number.id(), it));
        let searches = self.searches.changes();
        let searches = searches.map(|(id, it)| Row::new(Kind::Search, id, it));
        let reservations = self.reservations.changes();
        let reservations = reservations.map(|(id, it)| Row::new(Kind::Reservation, id, it));
        let operations = self.operations.all.changes();
        let operations = operations.map(|(id, it)| Row::new(Kind::Operation, id, it));
        let sip = self
            .sip_changed
            .then(|| Row::new(Kind::Setting, SIP, Some(&self.sip)));
        owned
            .chain(searches)
            .chain(reservations)
            .chain(operations)
            .chain(sip)
            .collect()
    }

    pub(crate) fn changes_are_saved(&mut self) {
        self.owned.forget_changes();
        self.searches.forget_changes();
        self.reservations.forget_changes();
        self.operations.all.forget_changes();
        self.sip_changed = false;
    }
}
