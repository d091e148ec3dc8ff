//! A number that the resource owns.

use acs_core::{PhoneNumber, Timestamp};
use acs_phone_numbers_generated::types;
use serde::Serialize;

use crate::{
    CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilities, PhoneNumberCost,
    PhoneNumberId, PhoneNumberType,
};

/// A phone number that the resource owns and pays for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PurchasedPhoneNumber {
    /// The service's id of the number: its digits.
    pub id: PhoneNumberId,
    /// The number itself.
    pub phone_number: PhoneNumber,
    /// The country that the number belongs to.
    pub country_code: CountryCode,
    /// Geographic, toll-free or mobile.
    pub phone_number_type: PhoneNumberType,
    /// What the number can do now.
    pub capabilities: PhoneNumberCapabilities,
    /// Whether the number is for a person or for an application.
    pub assignment_type: PhoneNumberAssignmentType,
    /// When the number was bought.
    pub purchase_date: Timestamp,
    /// What the number costs.
    pub cost: PhoneNumberCost,
}

impl PurchasedPhoneNumber {
    pub(crate) fn from_wire(wire: types::PurchasedPhoneNumber) -> Self {
        Self {
            id: PhoneNumberId::from_service(wire.id),
            phone_number: PhoneNumber::from_service(wire.phone_number),
            country_code: CountryCode::from_service(wire.country_code),
            phone_number_type: wire.phone_number_type,
            capabilities: PhoneNumberCapabilities::from_wire(wire.capabilities),
            assignment_type: wire.assignment_type,
            purchase_date: wire.purchase_date,
            cost: PhoneNumberCost::from_wire(wire.cost),
        }
    }
}
