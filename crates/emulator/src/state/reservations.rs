//! Reservations: numbers on hold under an id of the client's choice.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::purchases::gone;
use super::{Due, Effect, OperationError, OwnedNumber, ROOM, Refusal, State};
use crate::model::{AssignmentType, Capabilities, Cost, CountryCode, PhoneNumber, PhoneNumberType};
use crate::stock::ExpiredReservation;

/// A reservation expires this long after its last change,
const IDLE: Duration = Duration::minutes(15);
/// at the latest this long after its creation,
const LIFETIME: Duration = Duration::hours(2);
/// and is forgotten this long after its creation.
const KEPT: Duration = Duration::days(30);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ReservationStatus {
    Active,
    /// Its purchase runs.
    Submitted,
    Completed,
    Expired,
}

/// The status of one number of a reservation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum NumberStatus {
    Available,
    Reserved,
    Expired,
    Error,
    Purchased,
}

impl From<ReservationStatus> for NumberStatus {
    fn from(status: ReservationStatus) -> Self {
        match status {
            ReservationStatus::Active | ReservationStatus::Submitted => Self::Reserved,
            ReservationStatus::Completed => Self::Purchased,
            ReservationStatus::Expired => Self::Expired,
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Reservation {
    pub(crate) id: String,
    #[serde(with = "time::serde::rfc3339")]
    pub(crate) expires: OffsetDateTime,
    pub(crate) status: ReservationStatus,
    pub(crate) numbers: IndexMap<PhoneNumber, ReservedNumber>,
    #[serde(with = "time::serde::rfc3339")]
    created: OffsetDateTime,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReservedNumber {
    pub(crate) country_code: CountryCode,
    pub(crate) wanted: NumberWanted,
    pub(crate) cost: Cost,
    agreement_required: bool,
}

/// A number as a client asks for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NumberWanted {
    pub(crate) country_code: String,
    pub(crate) phone_number_type: PhoneNumberType,
    pub(crate) assignment_type: AssignmentType,
    pub(crate) capabilities: Capabilities,
}

/// Numbers of a change, by the service's ids. None takes the number out.
pub(crate) type Changes = IndexMap<String, Option<NumberWanted>>;

/// Result of a change.
#[derive(Debug)]
pub(crate) struct Updated {
    pub(crate) reservation: Reservation,
    pub(crate) is_new: bool,
    pub(crate) added: Vec<PhoneNumber>,
    /// Numbers that could not be reserved.
    pub(crate) failed: Vec<(String, NumberWanted)>,
}

impl Reservation {
    /// One without numbers that expired so long before `now`.
    pub(super) fn expired_before(now: OffsetDateTime, it: ExpiredReservation) -> Self {
        let expires = now - Duration::hours(it.hours_ago.into());
        Self {
            id: it.id.to_string(),
            expires,
            status: ReservationStatus::Expired,
            numbers: IndexMap::new(),
            created: expires - IDLE,
        }
    }

    /// When it is forgotten, unless its purchase runs.
    fn forgotten(&self) -> OffsetDateTime {
        self.created + KEPT
    }

    /// When time alone changes it next; never while its purchase runs.
    pub(super) fn due(&self) -> Option<OffsetDateTime> {
        match self.status {
            ReservationStatus::Active => Some(self.expires),
            ReservationStatus::Submitted => None,
            ReservationStatus::Completed | ReservationStatus::Expired => Some(self.forgotten()),
        }
    }
}

impl State {
    pub(crate) fn reservation(&self, id: &str) -> Result<&Reservation, Refusal> {
        self.reservations
            .get(&id.to_ascii_lowercase())
            .ok_or(Refusal::UnknownReservation)
    }

    /// All reservations, the one that expires first first.
    pub(crate) fn reservations(&self) -> Vec<&Reservation> {
        let mut all: Vec<_> = self.reservations.values().collect();
        all.sort_by(|one, other| (one.expires, &one.id).cmp(&(other.expires, &other.id)));
        all
    }

    /// Makes or changes a reservation. Removals come first, so a number can move within one change.
    pub(crate) fn update_reservation(
        &mut self,
        id: &str,
        changes: Changes,
        now: OffsetDateTime,
    ) -> Result<Updated, Refusal> {
        let id = id.to_ascii_lowercase();
        let known = self.reservations.get(&id);
        if known.is_some_and(|it| it.status != ReservationStatus::Active) {
            return Err(Refusal::ReservationNotActive);
        }
        let is_new = known.is_none();
        let mut reservation = known.cloned().unwrap_or_else(|| Reservation {
            id: id.clone(),
            expires: now,
            status: ReservationStatus::Active,
            numbers: IndexMap::new(),
            created: now,
        });
        if is_new && self.reservations.len() >= ROOM {
            return Err(Refusal::TooMany);
        }
        self.remove_numbers(&mut reservation, &changes);
        let (added, failed) = self.add_numbers(&mut reservation, changes);
        reservation.expires = (now + IDLE).min(reservation.created + LIFETIME);
        self.agenda.add(reservation.expires, Due::Reservation, &id);
        self.reservations.insert(id, reservation.clone());
        Ok(Updated {
            reservation,
            is_new,
            added,
            failed,
        })
    }

    fn remove_numbers(&mut self, reservation: &mut Reservation, changes: &Changes) {
        let unwanted = changes.iter().filter(|(_, wanted)| wanted.is_none());
        let removed = unwanted
            .filter_map(|(id, _)| PhoneNumber::from_id(id))
            .filter(|number| reservation.numbers.shift_remove(number).is_some());
        self.inventory.give_back(removed);
    }

    /// Adds what is wanted and not there yet. Returns what was added and what could not be.
    fn add_numbers(
        &mut self,
        reservation: &mut Reservation,
        changes: Changes,
    ) -> (Vec<PhoneNumber>, Vec<(String, NumberWanted)>) {
        let (mut added, mut failed) = (Vec::new(), Vec::new());
        for (id, wanted) in changes {
            let Some(wanted) = wanted else { continue };
            let number = PhoneNumber::from_id(&id);
            if number.is_some_and(|number| reservation.numbers.contains_key(&number)) {
                continue;
            }
            match number.and_then(|number| Some((number, self.reserve(number, &wanted)?))) {
                Some((number, reserved)) => {
                    reservation.numbers.insert(number, reserved);
                    added.push(number);
                }
                None => failed.push((id, wanted)),
            }
        }
        (added, failed)
    }

    /// Takes one number out of stock, if it is there and can do what is wanted.
    fn reserve(&mut self, number: PhoneNumber, wanted: &NumberWanted) -> Option<ReservedNumber> {
        let stock = std::sync::Arc::clone(self.stock());
        let country = stock.country(&wanted.country_code)?;
        let offering = country.offering(wanted.phone_number_type, wanted.assignment_type)?;
        let fits = country
            .block_of(number)?
            .serves(offering, wanted.capabilities);
        if !fits || !self.inventory.take(number) {
            return None;
        }
        Some(ReservedNumber {
            country_code: country.code,
            wanted: wanted.clone(),
            cost: offering.cost(),
            agreement_required: country.agreement_to_not_resell,
        })
    }

    /// Forgets an active reservation and gives back its numbers.
    pub(crate) fn delete_reservation(&mut self, id: &str) -> Result<(), Refusal> {
        let id = id.to_ascii_lowercase();
        if self.reservation(&id)?.status != ReservationStatus::Active {
            return Err(Refusal::ReservationNotActive);
        }
        if let Some(deleted) = self.reservations.remove(&id) {
            self.inventory.give_back(deleted.numbers.into_keys());
        }
        Ok(())
    }

    /// Starts the purchase of all numbers of a reservation. Returns the ids of the operation and of
    /// the reservation.
    pub(crate) fn purchase_reservation(
        &mut self,
        id: &str,
        agrees_not_to_resell: bool,
        now: OffsetDateTime,
    ) -> Result<(String, String), Refusal> {
        let id = id.to_ascii_lowercase();
        let reservation = self
            .reservations
            .get(&id)
            .ok_or(Refusal::UnknownReservation)?;
        if reservation.status != ReservationStatus::Active {
            return Err(Refusal::ReservationNotActive);
        }
        if reservation.numbers.is_empty() {
            return Err(Refusal::ReservationEmpty);
        }
        let agreement_required = reservation.numbers.values().any(|it| it.agreement_required);
        if agreement_required && !agrees_not_to_resell {
            return Err(Refusal::AgreementRequired);
        }
        let created = reservation.created;
        self.room_for_an_operation()?;
        if let Some(reservation) = self.reservations.get_mut(&id) {
            reservation.status = ReservationStatus::Submitted;
        }
        let effect = Effect::PurchaseReservation { id: id.clone() };
        Ok((self.start(effect, &id, created, now), id))
    }

    pub(super) fn finish_reservation_purchase(
        &mut self,
        id: &str,
        now: OffsetDateTime,
    ) -> Result<(), OperationError> {
        let reservation = self
            .reservations
            .get_mut(id)
            .ok_or_else(|| gone("The reservation"))?;
        reservation.status = ReservationStatus::Completed;
        self.agenda
            .add(reservation.forgotten(), Due::Reservation, id);
        let bought = reservation.numbers.iter();
        self.owned
            .extend(bought.map(|(number, reserved)| OwnedNumber {
                phone_number: *number,
                country_code: reserved.country_code,
                phone_number_type: reserved.wanted.phone_number_type,
                capabilities: reserved.wanted.capabilities,
                assignment_type: reserved.wanted.assignment_type,
                purchase_date: now,
                cost: reserved.cost,
            }));
        Ok(())
    }

    /// After a purchase that came to nothing, the reservation is what it was.
    pub(super) fn reopen_reservation(&mut self, id: &str) {
        if let Some(reservation) = self.reservations.get_mut(id)
            && reservation.status == ReservationStatus::Submitted
        {
            reservation.status = ReservationStatus::Active;
            self.agenda.add(reservation.expires, Due::Reservation, id);
        }
    }

    /// Lets a reservation expire, or forgets it, if it is due by `at`.
    pub(super) fn lapse_reservation(&mut self, id: &str, at: OffsetDateTime) {
        let due = self.reservations.get(id).and_then(Reservation::due);
        if due.is_none_or(|due| at < due) {
            return;
        }
        let Some(reservation) = self.reservations.get_mut(id) else {
            return;
        };
        if reservation.status == ReservationStatus::Active {
            reservation.status = ReservationStatus::Expired;
            self.agenda
                .add(reservation.forgotten(), Due::Reservation, id);
            let numbers = reservation.numbers.keys().copied();
            self.inventory.give_back(numbers);
        } else {
            self.reservations.remove(id);
        }
    }
}
