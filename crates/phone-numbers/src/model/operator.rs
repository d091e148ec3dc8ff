//! Operators of numbers.

use std::result;

use acs_core::{InvalidValue, PhoneNumber, Result, debug_without_numbers};
use acs_phone_numbers_generated::types;
use serde::Serialize;

use super::needed;
use crate::{CountryCode, FormattedNumber, OperatorNumberType};

/// Options of the lookup of a number's operator.
///
/// ```
/// use acs_phone_numbers::OperatorInformationOptions;
///
/// let options = OperatorInformationOptions::default().include_additional_operator_details(true);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct OperatorInformationOptions {
    include_additional_operator_details: bool,
}

impl OperatorInformationOptions {
    /// Sets if more than the formats of the number is asked for: its country, its type and its
    /// operator. **This is charged for.** The default is no.
    pub fn include_additional_operator_details(mut self, include: bool) -> Self {
        self.include_additional_operator_details = include;
        self
    }

    /// Returns the body of the request. It always says if details are asked for, as money depends
    /// on it.
    pub(crate) fn to_wire(
        self,
        phone_numbers: &[PhoneNumber],
    ) -> result::Result<types::OperatorInformationRequest, InvalidValue> {
        if phone_numbers.is_empty() {
            return Err(InvalidValue::new("phone numbers", "are none").with_hint("name one number"));
        }
        Ok(types::OperatorInformationRequest {
            phone_numbers: phone_numbers.iter().map(ToString::to_string).collect(),
            options: Some(types::OperatorInformationOptions {
                include_additional_operator_details: Some(self.include_additional_operator_details),
            }),
        })
    }
}

/// Formats of a number, and its operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct OperatorInformation {
    /// The number that was asked about.
    pub phone_number: PhoneNumber,
    /// Format of the number within its country.
    pub national_format: Option<FormattedNumber>,
    /// Format of the number abroad.
    pub international_format: Option<FormattedNumber>,
    /// The country of the number; only if details were asked for.
    pub iso_country_code: Option<CountryCode>,
    /// Kind of service that the number belongs to; only if details were asked for.
    pub number_type: Option<OperatorNumberType>,
    /// The operator; only if details were asked for.
    pub operator_details: Option<OperatorDetails>,
}

impl OperatorInformation {
    pub(crate) fn from_wire(wire: types::OperatorInformation) -> Result<Self> {
        let number = needed(wire.phone_number, "operator information", "phoneNumber")?;
        Ok(Self {
            phone_number: PhoneNumber::from_service(number),
            national_format: wire.national_format.map(FormattedNumber::from_service),
            international_format: wire.international_format.map(FormattedNumber::from_service),
            iso_country_code: wire.iso_country_code.map(CountryCode::from_service),
            number_type: wire.number_type,
            operator_details: wire.operator_details.map(OperatorDetails::from_wire),
        })
    }
}

/// The operator of a number.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct OperatorDetails {
    /// The operator's name.
    pub name: Option<String>,
    /// The code of the operator's network within its country (MNC), for mobile operators.
    pub mobile_network_code: Option<String>,
    /// The code of the network's country (MCC), for mobile operators.
    pub mobile_country_code: Option<String>,
}

debug_without_numbers!(OperatorDetails {
    name: optional_text,
    mobile_network_code: optional_text,
    mobile_country_code: optional_text
});

impl OperatorDetails {
    fn from_wire(wire: types::OperatorDetails) -> Self {
        Self {
            name: wire.name,
            mobile_network_code: wire.mobile_network_code,
            mobile_country_code: wire.mobile_country_code,
        }
    }
}

#[cfg(test)]
mod tests {
    use acs_core::PhoneNumber;
    use serde_json::{json, to_value};

    use super::OperatorInformationOptions;

    #[test]
    fn always_says_whether_details_are_wanted() {
        let numbers = [PhoneNumber::new("+14155550100").unwrap()];
        for (options, details) in [
            (OperatorInformationOptions::default(), false),
            (
                OperatorInformationOptions::default().include_additional_operator_details(true),
                true,
            ),
        ] {
            assert_eq!(
                to_value(options.to_wire(&numbers).unwrap()).unwrap(),
                json!({
                    "phoneNumbers": ["+14155550100"],
                    "options": { "includeAdditionalOperatorDetails": details },
                })
            );
        }
    }

    #[test]
    fn refuses_to_ask_about_nothing() {
        let refused = OperatorInformationOptions::default()
            .to_wire(&[])
            .unwrap_err();
        assert_eq!(
            refused.to_string(),
            "phone numbers are none; name one number"
        );
    }
}
