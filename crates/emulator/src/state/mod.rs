//! The service as a state machine: what it knows and how that changes. No HTTP and no waiting.
//!
//! Every change takes the time from its caller, so that a test decides what time it is.

mod agenda;
mod inventory;
mod operations;
mod owned;
mod parts;
mod purchases;
mod reservations;
#[cfg(any(test, feature = "sqlite"))]
mod restored;
mod saved;
mod script;
mod searches;
mod snapshot;
mod tracked;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use time::OffsetDateTime;

pub(crate) use inventory::{AvailableNumber, Inventory};
pub(crate) use operations::{Effect, Operation, Progress};
pub use operations::{OperationStatus, OperationStep};
pub(crate) use owned::{OwnedNumber, OwnedNumbers};
pub(crate) use parts::Parts;
pub(crate) use reservations::{
    Changes, NumberStatus, NumberWanted, Reservation, ReservationStatus, ReservedNumber,
};
#[cfg(feature = "sqlite")]
pub(crate) use restored::RestoreError;
pub(crate) use saved::{Kind, Row};
pub(crate) use script::Scripts;
pub use script::{OperationError, OperationKind, OperationScript, PendingStatus};
pub(crate) use searches::{Search, SearchRequest, SearchStatus};

use crate::ids::Ids;
use crate::sip::SipConfiguration;
use crate::stock::Stock;
use agenda::{Agenda, Due};
use operations::Operations;
use tracked::Tracked;

/// Most searches, reservations and operations, of each, so that nobody fills the
/// memory with them.
const ROOM: usize = 100_000;

/// Everything one emulator knows.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) inventory: Inventory,
    pub(crate) owned: OwnedNumbers,
    pub(crate) scripts: Scripts,
    pub(crate) ids: Ids,
    sip: SipConfiguration,
    sip_changed: bool,
    searches: Tracked<Search>,
    reservations: Tracked<Reservation>,
    operations: Operations,
    agenda: Agenda,
}

/// Reason for which a request cannot be carried out, in the words of the domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The country is not in the stock.
    UnknownCountry,
    /// No offering has that type, assignment and those capabilities.
    NoSuchPlan,
    /// There is no such search, or it has expired, is unfinished or already purchased.
    UnknownSearch,
    /// The resource does not own the number.
    NotOwned,
    /// There is no such operation.
    UnknownOperation,
    /// There is no such reservation.
    UnknownReservation,
    /// The reservation is not active any more.
    ReservationNotActive,
    /// There is nothing in the reservation to purchase.
    ReservationEmpty,
    /// The numbers are only sold to who agrees not to resell them.
    AgreementRequired,
    /// There are more of these already than anybody could want.
    TooMany,
}

impl State {
    /// The state of a resource that nobody has used yet. It keeps track of its changes if they are
    /// to be saved.
    pub(crate) fn new(stock: Stock, ids: Ids, tracks: bool, now: OffsetDateTime) -> Self {
        let mut state = Self::empty(stock, ids, tracks);
        state.fill(now);
        state
    }

    /// Not even what the stock says is owned is owned.
    fn empty(stock: Stock, ids: Ids, tracks: bool) -> Self {
        Self {
            inventory: Inventory::new(stock),
            owned: OwnedNumbers::new(tracks),
            scripts: Scripts::default(),
            ids,
            sip: SipConfiguration::default(),
            sip_changed: false,
            searches: Tracked::new(tracks),
            reservations: Tracked::new(tracks),
            operations: Operations::new(tracks),
            agenda: Agenda::default(),
        }
    }

    fn fill(&mut self, now: OffsetDateTime) {
        let stock = Arc::clone(self.stock());
        self.sip = SipConfiguration::with_verified(&stock.verified_domains);
        self.sip_changed = !stock.verified_domains.is_empty();
        self.owned.extend(owned::from_stock(&stock));
        for number in self.owned.iter() {
            self.inventory.take(number.phone_number);
        }
        for expired in &stock.expired_reservations {
            let reservation = Reservation::expired_before(now, *expired);
            if let Some(at) = reservation.due() {
                self.agenda.add(at, Due::Reservation, &reservation.id);
            }
            self.reservations
                .insert(reservation.id.clone(), reservation);
        }
    }

    /// Forgets all that happened, but not the scripts.
    pub(crate) fn reset(&mut self, now: OffsetDateTime) {
        self.ids.restart();
        self.inventory.give_all_back();
        self.owned.clear();
        self.searches.clear();
        self.reservations.clear();
        self.operations.clear();
        self.agenda = Agenda::default();
        self.fill(now);
        self.sip_changed = true;
    }

    pub(crate) fn stock(&self) -> &Arc<Stock> {
        self.inventory.stock()
    }

    pub(crate) fn sip(&self) -> &SipConfiguration {
        &self.sip
    }

    pub(crate) fn set_sip(&mut self, sip: SipConfiguration) {
        self.sip = sip;
        self.sip_changed = true;
    }

    /// Does what time alone does: operations that end by themselves end, and what has been held long
    /// enough are on offer again.
    pub(crate) fn settle(&mut self, now: OffsetDateTime) {
        while let Some((at, due, id)) = self.agenda.take(now) {
            match due {
                Due::Operation => self.end_by_itself(&id, at),
                Due::Search => self.lapse_search(&id, at),
                Due::Reservation => self.lapse_reservation(&id, at),
            }
        }
        self.operations.forget_old(now);
    }
}
