//! The state brought back from rows.

use serde::de::DeserializeOwned;

use super::saved::SIP;
use super::searches::Phase;
use super::{
    Due, Kind, Operation, OwnedNumber, Reservation, ReservationStatus, Row, Search, State,
};
use crate::ids::Ids;
use crate::model::PhoneNumber;
use crate::stock::Stock;

/// Reason for which saved rows cannot be brought back.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RestoreError {
    #[error("a row of kind {0:?} is not what this version saves: {1}")]
    Malformed(Kind, #[source] serde_json::Error),
    #[error("it says of a number that it is in two places")]
    TakenTwice,
}

impl Row {
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, RestoreError> {
        let value = self.value.as_deref().unwrap_or_default();
        serde_json::from_str(value).map_err(|error| RestoreError::Malformed(self.kind, error))
    }
}

impl State {
    /// The state that these rows were saved from.
    pub(crate) fn restore(stock: Stock, ids: Ids, rows: &[Row]) -> Result<Self, RestoreError> {
        let mut state = Self::empty(stock, ids, true);
        let mut owned: Vec<OwnedNumber> = Vec::new();
        for row in rows {
            match row.kind {
                Kind::OwnedNumber => owned.push(row.read()?),
                Kind::Search => state.restore_search(row.read()?)?,
                Kind::Reservation => state.restore_reservation(row.read()?)?,
                Kind::Operation => state.restore_operation(row.read()?),
                Kind::Setting if row.key == SIP => state.sip = row.read()?,
                Kind::Setting => {}
            }
        }
        state.take(owned.iter().map(|it| it.phone_number))?;
        state.owned.extend(owned);
        let ended = state.operations.ended.make_contiguous();
        ended.sort_unstable();
        state.changes_are_saved();
        Ok(state)
    }

    fn restore_search(&mut self, search: Search) -> Result<(), RestoreError> {
        if !matches!(search.phase, Phase::Purchased { .. }) {
            self.take(search.numbers.iter().copied())?;
        }
        if let Some(at) = search.expires() {
            self.agenda.add(at, Due::Search, &search.id);
        }
        self.searches.insert(search.id.clone(), search);
        Ok(())
    }

    fn restore_reservation(&mut self, reservation: Reservation) -> Result<(), RestoreError> {
        use ReservationStatus::{Active, Submitted};
        if matches!(reservation.status, Active | Submitted) {
            self.take(reservation.numbers.keys().copied())?;
        }
        if let Some(at) = reservation.due() {
            self.agenda.add(at, Due::Reservation, &reservation.id);
        }
        self.reservations
            .insert(reservation.id.clone(), reservation);
        Ok(())
    }

    fn restore_operation(&mut self, operation: Operation) {
        let id = operation.id.clone();
        match (operation.ended, operation.deadline()) {
            (Some(ended), _) => self.operations.ended.push_back((ended, id.clone())),
            (None, Some(at)) => self.agenda.add(at, Due::Operation, &id),
            (None, None) => {}
        }
        self.operations.all.insert(id, operation);
    }

    fn take(&mut self, numbers: impl Iterator<Item = PhoneNumber>) -> Result<(), RestoreError> {
        for number in numbers {
            if !self.inventory.take(number) {
                return Err(RestoreError::TakenTwice);
            }
        }
        Ok(())
    }
}
