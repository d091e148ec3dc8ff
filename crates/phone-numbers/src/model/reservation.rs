//! Numbers that are held together until they are bought.

use acs_core::{PhoneNumber, Result, Timestamp};
use acs_phone_numbers_generated::types;
use serde::{Deserialize, Serialize};

use super::{needed, or_unknown};
use crate::{AvailablePhoneNumber, ReservationId, ReservationStatus};

/// Phone numbers that are held for this resource, to be bought together or let go.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PhoneNumbersReservation {
    /// The id that the caller gave to the reservation.
    pub id: ReservationId,
    /// The time at which the numbers stop being held: 15 minutes after the last change, and no
    /// later than two hours after the reservation was made. `None` if the service does not say.
    pub expires_at: Option<Timestamp>,
    /// The state of the reservation. Only an active one can be changed, bought or deleted.
    pub status: ReservationStatus,
    /// The numbers, in the order in which the service lists them. Each has a status of its own.
    pub phone_numbers: Vec<AvailablePhoneNumber>,
}

impl PhoneNumbersReservation {
    /// Returns the reservation's entry for one number.
    pub fn phone_number(&self, number: &PhoneNumber) -> Option<&AvailablePhoneNumber> {
        self.phone_numbers
            .iter()
            .find(|entry| entry.phone_number == *number)
    }

    /// The numbers that could not be reserved, each with its `error`.
    pub fn failed(&self) -> impl Iterator<Item = &AvailablePhoneNumber> {
        self.phone_numbers.iter().filter(|entry| entry.has_failed())
    }

    pub(crate) fn from_wire(wire: types::PhoneNumbersReservation) -> Result<Self> {
        let numbers = wire.phone_numbers.unwrap_or_default().into_iter();
        // A number that was taken out of the reservation may be listed as null.
        let numbers = numbers.filter_map(|(id, number)| Some((id, number?)));
        Ok(Self {
            phone_numbers: numbers
                .map(|(id, number)| AvailablePhoneNumber::from_wire_with_id(id, number))
                .collect(),
            id: needed(wire.id, "reservation", "id")?.into(),
            expires_at: wire.expires_at,
            status: or_unknown(wire.status),
        })
    }
}

/// A reservation in the list of them, which does not tell the numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReservationSummary {
    /// The id that the caller gave to the reservation.
    pub id: ReservationId,
    /// The time at which the numbers stop or stopped being held; `None` if the service does not
    /// say.
    pub expires_at: Option<Timestamp>,
    /// The state of the reservation. Expired ones stay listed for up to a month.
    pub status: ReservationStatus,
}

impl ReservationSummary {
    /// Reads one page of the list, on which each entry names its reservation, and its link.
    pub(crate) fn page(
        wire: types::PhoneNumbersReservations,
    ) -> Result<(Vec<Self>, Option<String>)> {
        let summary = |entry: types::PhoneNumbersReservation| {
            Ok(Self {
                id: needed(entry.id, "reservation", "id")?.into(),
                expires_at: entry.expires_at,
                status: or_unknown(entry.status),
            })
        };
        let reservations = wire.reservations.unwrap_or_default().into_iter();
        let reservations = reservations.map(summary).collect::<Result<_>>()?;
        Ok((reservations, wire.next_link))
    }
}
