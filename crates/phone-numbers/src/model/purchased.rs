//! A number that the resource owns.

use acs_core::{PhoneNumber, Result, Timestamp};
use acs_phone_numbers_generated::types;
use serde::Serialize;

use super::{needed, or_unknown};
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
    /// The capabilities of the number, as they are now.
    pub capabilities: PhoneNumberCapabilities,
    /// The kind of holder: a person or an application.
    pub assignment_type: PhoneNumberAssignmentType,
    /// The time of the purchase; `None` if the service does not say.
    pub purchase_date: Option<Timestamp>,
    /// The cost of the number; `None` if the service does not say.
    pub cost: Option<PhoneNumberCost>,
}

impl PurchasedPhoneNumber {
    /// Reads a number, which the answer must name: as it is, or by the digits of its id.
    pub(crate) fn from_wire(wire: types::PurchasedPhoneNumber) -> Result<Self> {
        let given = |text: &String| !text.is_empty();
        let (id, number) = (wire.id.filter(given), wire.phone_number.filter(given));
        let number = number.or_else(|| id.clone());
        let number = PhoneNumber::from_service(needed(number, "purchased number", "phoneNumber")?);
        let id = id.unwrap_or_else(|| number.digits().to_owned());
        Ok(Self {
            id: PhoneNumberId::from_service(id),
            phone_number: number,
            country_code: CountryCode::from_service(wire.country_code.unwrap_or_default()),
            phone_number_type: or_unknown(wire.phone_number_type),
            capabilities: PhoneNumberCapabilities::from_wire(wire.capabilities),
            assignment_type: or_unknown(wire.assignment_type),
            purchase_date: wire.purchase_date,
            cost: PhoneNumberCost::from_wire(wire.cost),
        })
    }
    /// Reads one page of the list, on which each entry names its number, and its link.
    pub(crate) fn page(wire: types::PurchasedPhoneNumbers) -> Result<(Vec<Self>, Option<String>)> {
        let numbers = wire.phone_numbers.unwrap_or_default().into_iter();
        let numbers = numbers.map(Self::from_wire).collect::<Result<_>>()?;
        Ok((numbers, wire.next_link))
    }
}
