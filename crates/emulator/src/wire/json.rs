//! Bodies in the service's key order, with its explicit nulls.

use serde::Serialize;

use super::Timestamp;
use crate::model::{AssignmentType, Capabilities, Cost, PhoneNumber, PhoneNumberType};
use crate::state::{
    AvailableNumber, NumberStatus, NumberWanted, Operation, OperationError, OperationKind,
    OwnedNumber, PendingStatus, Progress, Reservation, ReservationStatus, ReservedNumber, Search,
};
use crate::stock::Country;
use crate::versions::Age;

/// A number that the resource owns.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OwnedBody<'a> {
    id: String,
    phone_number: PhoneNumber,
    country_code: &'a str,
    phone_number_type: PhoneNumberType,
    capabilities: Capabilities,
    assignment_type: AssignmentType,
    purchase_date: Timestamp,
    cost: Cost,
}

impl<'a> From<&'a OwnedNumber> for OwnedBody<'a> {
    fn from(owned: &'a OwnedNumber) -> Self {
        Self {
            id: owned.phone_number.id(),
            phone_number: owned.phone_number,
            country_code: owned.country_code.as_str(),
            phone_number_type: owned.phone_number_type,
            capabilities: owned.capabilities,
            assignment_type: owned.assignment_type,
            purchase_date: Timestamp(owned.purchase_date),
            cost: owned.cost,
        }
    }
}

/// Result of a search.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SearchResultBody<'a> {
    search_id: &'a str,
    phone_numbers: &'a [PhoneNumber],
    phone_number_type: PhoneNumberType,
    assignment_type: AssignmentType,
    capabilities: Capabilities,
    cost: Cost,
    search_expires_by: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_agreement_to_not_resell_required: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
}

impl<'a> SearchResultBody<'a> {
    pub(crate) fn new(search: &'a Search, age: Age<'_>) -> Self {
        let is_whole = !age.has_short_search_results();
        Self {
            search_id: &search.id,
            phone_numbers: &search.numbers,
            phone_number_type: search.request.phone_number_type,
            assignment_type: search.request.assignment_type,
            // What was asked for, not all that the numbers could do.
            capabilities: search.request.capabilities,
            cost: search.cost,
            search_expires_by: search.expires().map(Timestamp),
            is_agreement_to_not_resell_required: is_whole.then_some(search.agreement_required),
            error: is_whole.then_some("NoError"),
        }
    }
}

/// A long-running operation, as a poll sees it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OperationBody<'a> {
    operation_type: OperationKind,
    status: Status,
    /// Null, not absent, where an operation has no resource.
    resource_location: Option<&'a str>,
    created_date_time: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a OperationError>,
    id: &'a str,
    last_action_date_time: &'static str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Status {
    Pending(PendingStatus),
    Ended(&'static str),
}

impl<'a> OperationBody<'a> {
    pub(crate) fn new(operation: &'a Operation, resource_location: Option<&'a str>) -> Self {
        let (status, error) = match &operation.progress {
            Progress::Pending(status) => (Status::Pending(*status), None),
            Progress::Succeeded => (Status::Ended("succeeded"), None),
            Progress::Failed(error) => (Status::Ended("failed"), Some(error)),
        };
        Self {
            operation_type: operation.effect.kind(),
            status,
            resource_location,
            created_date_time: Timestamp(operation.created),
            error,
            id: &operation.id,
            last_action_date_time: Timestamp::NEVER,
        }
    }
}

/// A number that is on offer, or that a reservation has or wants.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AvailableBody<'a> {
    id: String,
    country_code: &'a str,
    phone_number: String,
    capabilities: Capabilities,
    phone_number_type: PhoneNumberType,
    assignment_type: AssignmentType,
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: Option<Cost>,
    status: NumberStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_agreement_to_not_resell_required: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<NumberError>,
}

#[derive(Serialize)]
struct NumberError {
    code: &'static str,
    message: &'static str,
}

impl<'a> AvailableBody<'a> {
    pub(crate) fn browsed(country: &'a Country, number: &AvailableNumber, age: Age<'_>) -> Self {
        let agreement = country.agreement_to_not_resell;
        Self {
            id: number.phone_number.id(),
            country_code: country.code.as_str(),
            phone_number: number.phone_number.to_string(),
            capabilities: number.capabilities,
            phone_number_type: number.phone_number_type,
            assignment_type: number.assignment_type,
            cost: Some(number.cost),
            status: NumberStatus::Available,
            is_agreement_to_not_resell_required: age.browses_agreements().then_some(agreement),
            error: None,
        }
    }

    fn reserved(number: PhoneNumber, reserved: &'a ReservedNumber, status: NumberStatus) -> Self {
        Self {
            country_code: reserved.country_code.as_str(),
            phone_number: number.to_string(),
            cost: Some(reserved.cost),
            status,
            error: None,
            ..Self::failed(number.id(), &reserved.wanted)
        }
    }

    /// A number that could not be put into a reservation, under the id the client gave it.
    fn failed(id: String, wanted: &'a NumberWanted) -> Self {
        Self {
            phone_number: id.clone(),
            id,
            country_code: &wanted.country_code,
            capabilities: wanted.capabilities,
            phone_number_type: wanted.phone_number_type,
            assignment_type: wanted.assignment_type,
            cost: None,
            status: NumberStatus::Error,
            is_agreement_to_not_resell_required: None,
            error: Some(NumberError {
                code: "FailedToReserveNumber",
                message: "Failed to add the number to the reservation.",
            }),
        }
    }

    /// The service leaves the plus out of a number that this very request put into a reservation.
    fn without_plus(mut self) -> Self {
        self.phone_number.clone_from(&self.id);
        self
    }
}

/// A reservation; a listing leaves the numbers out.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReservationBody<'a> {
    id: &'a str,
    expires_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_numbers: Option<indexmap::IndexMap<String, AvailableBody<'a>>>,
    status: ReservationStatus,
}

impl<'a> ReservationBody<'a> {
    pub(crate) fn listed(reservation: &'a Reservation) -> Self {
        Self {
            id: &reservation.id,
            expires_at: Timestamp(reservation.expires),
            phone_numbers: None,
            status: reservation.status,
        }
    }

    /// In full; `added` and `failed` are what became of the request that this answers.
    pub(crate) fn whole(
        reservation: &'a Reservation,
        added: &[PhoneNumber],
        failed: &'a [(String, NumberWanted)],
    ) -> Self {
        let status = reservation.status.into();
        let held = reservation.numbers.iter().map(|(number, reserved)| {
            let body = AvailableBody::reserved(*number, reserved, status);
            let is_new = added.contains(number);
            (number.id(), if is_new { body.without_plus() } else { body })
        });
        let failed = failed
            .iter()
            .map(|(id, wanted)| (id.clone(), AvailableBody::failed(id.clone(), wanted)));
        Self {
            phone_numbers: Some(held.chain(failed).collect()),
            ..Self::listed(reservation)
        }
    }
}
