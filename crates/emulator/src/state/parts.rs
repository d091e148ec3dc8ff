//! A state taken apart, to be written down and put together again.

use serde::{Deserialize, Serialize};

use super::searches::Phase;
use super::{Due, Operation, OwnedNumber, Reservation, ReservationStatus, Search, State};
use crate::ids::Ids;
use crate::model::PhoneNumber;
use crate::sip::SipConfiguration;
use crate::stock::Stock;

/// All that a state has beyond its stock and its scripts.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Parts {
    pub(super) owned: Vec<OwnedNumber>,
    pub(super) searches: Vec<Search>,
    pub(super) reservations: Vec<Reservation>,
    pub(super) operations: Vec<Operation>,
    pub(super) sip: SipConfiguration,
}

/// A number is in two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it says of a number that it is in two places")]
pub(crate) struct TakenTwice;

impl State {
    /// The parts of the state, in an order that depends on nothing else.
    pub(crate) fn parts(&self) -> Parts {
        let mut parts = Parts {
            owned: self.owned.as_slice().to_vec(),
            searches: self.searches.values().cloned().collect(),
            reservations: self.reservations.values().cloned().collect(),
            operations: self.operations.all.values().cloned().collect(),
            sip: self.sip.clone(),
        };
        parts.searches.sort_by(|one, other| one.id.cmp(&other.id));
        let by_id = |one: &Reservation, other: &Reservation| one.id.cmp(&other.id);
        parts.reservations.sort_by(by_id);
        let by_number = |one: &Operation, other: &Operation| {
            (one.number, &one.id).cmp(&(other.number, &other.id))
        };
        parts.operations.sort_by(by_number);
        parts
    }

    /// The state that has these parts.
    pub(crate) fn of(
        stock: Stock,
        ids: Ids,
        tracks: bool,
        parts: Parts,
    ) -> Result<Self, TakenTwice> {
        let mut state = Self::empty(stock, ids, tracks);
        for search in parts.searches {
            state.put_search(search)?;
        }
        for reservation in parts.reservations {
            state.put_reservation(reservation)?;
        }
        for operation in parts.operations {
            state.put_operation(operation);
        }
        state.take(parts.owned.iter().map(|it| it.phone_number))?;
        state.owned.extend(parts.owned);
        state.sip = parts.sip;
        let ended = state.operations.ended.make_contiguous();
        ended.sort_unstable();
        state.changes_are_saved();
        Ok(state)
    }

    fn put_search(&mut self, search: Search) -> Result<(), TakenTwice> {
        if !matches!(search.phase, Phase::Purchased { .. }) {
            self.take(search.numbers.iter().copied())?;
        }
        if let Some(at) = search.expires() {
            self.agenda.add(at, Due::Search, &search.id);
        }
        self.searches.insert(search.id.clone(), search);
        Ok(())
    }

    fn put_reservation(&mut self, reservation: Reservation) -> Result<(), TakenTwice> {
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

    fn put_operation(&mut self, operation: Operation) {
        let id = operation.id.clone();
        self.operations.last = self.operations.last.max(operation.number);
        match (operation.ended, operation.deadline()) {
            (Some(ended), _) => self.operations.ended.push_back((ended, id.clone())),
            (None, Some(at)) => self.agenda.add(at, Due::Operation, &id),
            (None, None) => {}
        }
        self.operations.all.insert(id, operation);
    }

    fn take(&mut self, numbers: impl Iterator<Item = PhoneNumber>) -> Result<(), TakenTwice> {
        for number in numbers {
            if !self.inventory.take(number) {
                return Err(TakenTwice);
            }
        }
        Ok(())
    }
}
