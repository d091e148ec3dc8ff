//! Catalogue: countries, places, area codes and offerings.

use acs_core::debug_without_numbers;
use acs_phone_numbers_generated::types;
use serde::Serialize;

use crate::{
    AreaCode, CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilities, PhoneNumberCost,
    PhoneNumberType,
};

/// A country that has numbers for sale.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PhoneNumberCountry {
    /// The country's name in the language that was asked for.
    pub localized_name: String,
    /// The country's code, which the other questions take.
    pub country_code: CountryCode,
}

debug_without_numbers!(PhoneNumberCountry {
    localized_name: text,
    country_code
});

impl PhoneNumberCountry {
    /// Nothing for an entry without a code, since it names nothing.
    pub(crate) fn from_wire(wire: types::PhoneNumberCountry) -> Option<Self> {
        Some(Self {
            localized_name: wire.localized_name.unwrap_or_default(),
            country_code: CountryCode::from_service(wire.country_code?),
        })
    }
}

/// A town or city that has numbers for sale.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PhoneNumberLocality {
    /// The place's name in the language that was asked for.
    pub localized_name: String,
    /// The state or province of the place, in countries that have such.
    pub administrative_division: Option<PhoneNumberAdministrativeDivision>,
}

debug_without_numbers!(PhoneNumberLocality {
    localized_name: text,
    administrative_division
});

impl PhoneNumberLocality {
    /// Nothing for an entry without a name, since it names nothing.
    pub(crate) fn from_wire(wire: types::PhoneNumberLocality) -> Option<Self> {
        let division = wire.administrative_division;
        Some(Self {
            localized_name: wire.localized_name?,
            administrative_division: division.map(PhoneNumberAdministrativeDivision::from_wire),
        })
    }
}

/// A state, a province or the like.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PhoneNumberAdministrativeDivision {
    /// Its name in the language that was asked for.
    pub localized_name: String,
    /// Its short name, such as `WA`, which the other questions take.
    pub abbreviated_name: String,
}

debug_without_numbers!(PhoneNumberAdministrativeDivision {
    localized_name: text,
    abbreviated_name: text
});

impl PhoneNumberAdministrativeDivision {
    fn from_wire(wire: types::PhoneNumberAdministrativeDivision) -> Self {
        Self {
            localized_name: wire.localized_name.unwrap_or_default(),
            abbreviated_name: wire.abbreviated_name.unwrap_or_default(),
        }
    }
}

/// An area code that has numbers for sale.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PhoneNumberAreaCode {
    /// The code, which a search takes.
    pub area_code: AreaCode,
}

impl PhoneNumberAreaCode {
    /// Nothing for an entry without a code, since it names nothing.
    pub(crate) fn from_wire(wire: types::PhoneNumberAreaCode) -> Option<Self> {
        Some(Self {
            area_code: AreaCode::from_service(wire.area_code?),
        })
    }
}

/// A kind of number that is sold in a country, with what it can do and costs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PhoneNumberOffering {
    /// Geographic, toll-free or mobile.
    pub phone_number_type: Option<PhoneNumberType>,
    /// Use of the numbers: by a person or by an application.
    pub assignment_type: Option<PhoneNumberAssignmentType>,
    /// Capabilities of the numbers.
    pub available_capabilities: Option<PhoneNumberCapabilities>,
    /// The cost of a number; `None` if the service does not say.
    pub cost: Option<PhoneNumberCost>,
}

impl PhoneNumberOffering {
    pub(crate) fn from_wire(wire: types::PhoneNumberOffering) -> Self {
        let capabilities = wire.available_capabilities.map(Some);
        Self {
            phone_number_type: wire.phone_number_type,
            assignment_type: wire.assignment_type,
            available_capabilities: capabilities.map(PhoneNumberCapabilities::from_wire),
            cost: PhoneNumberCost::from_wire(wire.cost),
        }
    }
}
