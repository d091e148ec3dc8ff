//! Making a reservation and changing its numbers.

use acs_core::{Error, PhoneNumber, Result};
use acs_phone_numbers_generated::types;
use serde::Serialize;

use crate::{AvailablePhoneNumber, PhoneNumbersReservation, ReservationId};

/// A new reservation, or a change to the numbers of an existing one.
///
/// A number that is both added and removed is removed, whichever was said first. Adding one that
/// is there already, or removing one that is not, changes nothing. An update without numbers
/// makes an empty reservation, or renews the time of an existing one.
///
/// ```no_run
/// use acs_phone_numbers::{
///     BrowseRequest, CountryCode, PhoneNumberType, PhoneNumbersClient, ReservationId,
///     ReservationUpdate,
/// };
///
/// # async fn example(client: PhoneNumbersClient) -> acs_phone_numbers::Result<()> {
/// let request = BrowseRequest::new(CountryCode::new("US")?, PhoneNumberType::TollFree);
/// let on_offer = client.browse_available_phone_numbers(&request).await?;
///
/// let mut update = ReservationUpdate::new(ReservationId::new_random());
/// for number in on_offer.iter().take(2) {
///     update = update.add(number);
/// }
/// let made = client.create_or_update_reservation(&update).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct ReservationUpdate {
    reservation_id: ReservationId,
    add: Vec<AvailablePhoneNumber>,
    remove: Vec<PhoneNumber>,
}

impl ReservationUpdate {
    /// A change to the reservation of this id, which is made if there is none.
    pub fn new(reservation_id: ReservationId) -> Self {
        Self {
            reservation_id,
            add: Vec::new(),
            remove: Vec::new(),
        }
    }

    /// Puts a number into the reservation.
    #[expect(
        clippy::should_implement_trait,
        reason = "a reservation is no sum: add and remove are the field's words"
    )]
    pub fn add(mut self, number: &AvailablePhoneNumber) -> Self {
        self.add.push(number.clone());
        self
    }

    /// Takes a number out of the reservation.
    pub fn remove(mut self, number: &PhoneNumber) -> Self {
        self.remove.push(number.clone());
        self
    }

    pub(crate) fn reservation_id(&self) -> ReservationId {
        self.reservation_id
    }

    /// The body of the request: numbers by their id, with null for one that goes.
    pub(crate) fn to_wire(&self) -> types::PhoneNumbersReservation {
        let added = self
            .add
            .iter()
            .map(|n| (n.id.to_string(), Some(n.to_wire())));
        let removed = self.remove.iter().map(|n| (n.digits().to_owned(), None));
        types::PhoneNumbersReservation {
            phone_numbers: Some(added.chain(removed).collect()),
            id: None,
            expires_at: None,
            status: None,
        }
    }
}

/// Comparing what was sent with what came back.
impl ReservationUpdate {
    /// Refuses an answer that does not show the change. A number that could not be added or removed
    /// is listed with the reason, which is no such answer.
    pub(crate) fn check_answer(&self, kept: &PhoneNumbersReservation) -> Result<()> {
        let problem = if kept.id == self.reservation_id {
            self.missing_change(kept)
        } else {
            Some("is about another reservation than the one changed")
        };
        problem.map_or(Ok(()), |problem| {
            Err(Error::unexpected_answer(format!(
                "the answer {problem}; read the reservation to see what it holds"
            )))
        })
    }

    fn missing_change(&self, kept: &PhoneNumbersReservation) -> Option<&'static str> {
        let removed: Vec<_> = self.remove.iter().map(PhoneNumber::digits).collect();
        let listed = |id: &str| {
            let mut entries = kept.phone_numbers.iter();
            entries.find(|entry| entry.id.as_str() == id || entry.phone_number.digits() == id)
        };
        let mut added = self.add.iter().map(|number| number.id.as_str());
        if added.any(|id| !removed.contains(&id) && listed(id).is_none()) {
            return Some("lacks a number that was added");
        }
        let mut left = removed.iter().filter_map(|id| listed(id));
        left.any(|entry| !entry.has_failed())
            .then_some("still has a number that was removed")
    }
}

/// Result of making or changing a reservation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ReservationUpdateResult {
    /// Outcome: made or changed, wholly or in part.
    pub outcome: ReservationUpdateOutcome,
    /// The reservation as it is now.
    pub reservation: PhoneNumbersReservation,
}

/// Outcome of making or changing a reservation, wholly or in part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum ReservationUpdateOutcome {
    /// There was no such reservation, and it was made (201).
    Created,
    /// The reservation existed and was changed (200). Seen also where it was made by a first
    /// attempt whose answer was lost.
    Updated,
    /// Some of the numbers could not be reserved (207).
    /// [`PhoneNumbersReservation::failed`] has them.
    Partial,
}

impl ReservationUpdateResult {
    /// Returns true if every number of the update was taken.
    pub fn is_complete(&self) -> bool {
        self.outcome != ReservationUpdateOutcome::Partial
            && self.reservation.failed().next().is_none()
    }

    pub(crate) fn from_wire(status: u16, wire: types::PhoneNumbersReservation) -> Result<Self> {
        let outcome = match status {
            201 => ReservationUpdateOutcome::Created,
            207 => ReservationUpdateOutcome::Partial,
            _ => ReservationUpdateOutcome::Updated,
        };
        Ok(Self {
            outcome,
            reservation: PhoneNumbersReservation::from_wire(wire)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use acs_core::PhoneNumber;
    use serde_json::{json, to_value};

    use super::ReservationUpdate;
    use crate::{
        AvailablePhoneNumber, CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilities,
        PhoneNumberCapabilityType, PhoneNumberType, ReservationId,
    };

    fn number(number: &str) -> AvailablePhoneNumber {
        AvailablePhoneNumber::new(
            PhoneNumber::new(number).unwrap(),
            CountryCode::new("US").unwrap(),
            PhoneNumberType::TollFree,
            PhoneNumberAssignmentType::Application,
            PhoneNumberCapabilities::new(
                PhoneNumberCapabilityType::InboundOutbound,
                PhoneNumberCapabilityType::None,
            ),
        )
    }

    #[test]
    fn an_update_without_numbers_says_so() {
        let update = ReservationUpdate::new(ReservationId::new_random());
        assert_eq!(
            to_value(update.to_wire()).unwrap(),
            json!({ "phoneNumbers": {} })
        );
    }

    #[test]
    fn sends_what_the_service_does_not_set_itself() {
        let update = ReservationUpdate::new(ReservationId::new_random())
            .add(&number("+14155550100"))
            .remove(&PhoneNumber::new("+14155550101").unwrap());
        assert_eq!(
            to_value(update.to_wire()).unwrap(),
            json!({ "phoneNumbers": {
                "14155550100": {
                    "countryCode": "US",
                    "phoneNumberType": "tollFree",
                    "assignmentType": "application",
                    "capabilities": { "calling": "inbound+outbound", "sms": "none" },
                },
                "14155550101": null,
            } })
        );
    }

    #[test]
    fn removing_wins_over_adding() {
        let number = number("+14155550100");
        let id = ReservationId::new_random();
        for update in [
            ReservationUpdate::new(id)
                .add(&number)
                .remove(&number.phone_number),
            ReservationUpdate::new(id)
                .remove(&number.phone_number)
                .add(&number),
        ] {
            assert_eq!(
                to_value(update.to_wire()).unwrap(),
                json!({ "phoneNumbers": { "14155550100": null } })
            );
        }
    }
}
