//! A number that is on offer.

use acs_core::{PhoneNumber, Result, ServiceError};
use acs_phone_numbers_generated::types;
use serde::Serialize;

use super::{needed, or_unknown, service_error};
use crate::{
    AvailablePhoneNumberStatus, CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilities,
    PhoneNumberCost, PhoneNumberId, PhoneNumberType,
};

/// A phone number in the service's stock: one that is on offer, or one in a reservation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AvailablePhoneNumber {
    /// The service's id of the number: its digits.
    pub id: PhoneNumberId,
    /// The number itself.
    pub phone_number: PhoneNumber,
    /// The country that the number belongs to.
    pub country_code: CountryCode,
    /// Geographic, toll-free or mobile.
    pub phone_number_type: PhoneNumberType,
    /// Use of the number: by a person or by an application.
    pub assignment_type: PhoneNumberAssignmentType,
    /// Capabilities of the number.
    pub capabilities: PhoneNumberCapabilities,
    /// Cost of the number.
    pub cost: Option<PhoneNumberCost>,
    /// Status of the number, above all in a reservation.
    pub status: Option<AvailablePhoneNumberStatus>,
    /// True if the number can be bought only with the
    /// [agreement not to resell it](crate::PurchaseOptions::agree_to_not_resell); `None` if the
    /// service does not say.
    pub is_agreement_to_not_resell_required: Option<bool>,
    /// Error for which the number could not be reserved.
    pub error: Option<ServiceError>,
}

impl AvailablePhoneNumber {
    /// A number that is known from elsewhere than
    /// [`browse_available_phone_numbers`](crate::PhoneNumbersClient::browse_available_phone_numbers),
    /// to be put into a reservation. The service checks that it is on offer as described.
    pub fn new(
        phone_number: PhoneNumber,
        country_code: CountryCode,
        phone_number_type: PhoneNumberType,
        assignment_type: PhoneNumberAssignmentType,
        capabilities: PhoneNumberCapabilities,
    ) -> Self {
        Self {
            id: PhoneNumberId::from_service(phone_number.digits().to_owned()),
            phone_number,
            country_code,
            phone_number_type,
            assignment_type,
            capabilities,
            cost: None,
            status: None,
            is_agreement_to_not_resell_required: None,
            error: None,
        }
    }

    /// Tells whether the service could not add, remove or buy the number.
    pub(crate) fn has_failed(&self) -> bool {
        self.error.is_some() || self.status == Some(AvailablePhoneNumberStatus::Error)
    }

    /// Reads a number out of a list, where its id or the number itself must name it.
    pub(crate) fn from_wire(wire: types::AvailablePhoneNumber) -> Result<Self> {
        let digits = |number: &String| PhoneNumber::from_service(number).digits().to_owned();
        let id = wire
            .id
            .clone()
            .or_else(|| wire.phone_number.as_ref().map(digits));
        let id = needed(id.filter(|id| !id.is_empty()), "available number", "id")?;
        Ok(Self::from_wire_with_id(id, wire))
    }

    /// Reads a number that the answer lists under `id`.
    pub(crate) fn from_wire_with_id(id: String, wire: types::AvailablePhoneNumber) -> Self {
        let number = PhoneNumber::from_service(wire.phone_number.unwrap_or_else(|| id.clone()));
        Self {
            id: PhoneNumberId::from_service(wire.id.unwrap_or(id)),
            phone_number: number,
            country_code: CountryCode::from_service(wire.country_code.unwrap_or_default()),
            phone_number_type: or_unknown(wire.phone_number_type),
            assignment_type: or_unknown(wire.assignment_type),
            capabilities: PhoneNumberCapabilities::from_wire(wire.capabilities),
            cost: PhoneNumberCost::from_wire(wire.cost),
            status: wire.status,
            is_agreement_to_not_resell_required: wire.is_agreement_to_not_resell_required,
            error: wire.error.as_ref().and_then(service_error::from_wire),
        }
    }

    /// The number as it is put into a reservation: only what the service does not set itself.
    pub(crate) fn to_wire(&self) -> types::AvailablePhoneNumber {
        types::AvailablePhoneNumber {
            id: None,
            phone_number: None,
            country_code: Some(self.country_code.to_string()),
            phone_number_type: Some(self.phone_number_type.clone()),
            assignment_type: Some(self.assignment_type.clone()),
            capabilities: Some(self.capabilities.to_wire()),
            cost: None,
            status: None,
            is_agreement_to_not_resell_required: None,
            error: None,
        }
    }
}
