//! Looking at what is on offer without holding any of it.

use acs_phone_numbers_generated::types;

use crate::{
    CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilityType, PhoneNumberPrefix,
    PhoneNumberType,
};

/// Requirements for the numbers that are shown.
///
/// ```
/// use acs_phone_numbers::{
///     BrowseRequest, CountryCode, PhoneNumberCapabilityType, PhoneNumberPrefix, PhoneNumberType,
/// };
///
/// let request = BrowseRequest::new(CountryCode::new("US")?, PhoneNumberType::Geographic)
///     .calling(PhoneNumberCapabilityType::Outbound)
///     .phone_number_prefix(PhoneNumberPrefix::new("1425")?);
/// # Ok::<(), acs_phone_numbers::InvalidValue>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct BrowseRequest {
    country_code: CountryCode,
    phone_number_type: PhoneNumberType,
    assignment_type: Option<PhoneNumberAssignmentType>,
    calling: Option<PhoneNumberCapabilityType>,
    sms: Option<PhoneNumberCapabilityType>,
    phone_number_prefixes: Vec<PhoneNumberPrefix>,
}

impl BrowseRequest {
    /// Any numbers of this type in this country.
    pub fn new(country_code: CountryCode, phone_number_type: PhoneNumberType) -> Self {
        Self {
            country_code,
            phone_number_type,
            assignment_type: None,
            calling: None,
            sms: None,
            phone_number_prefixes: Vec::new(),
        }
    }

    /// Only numbers for a person, or only numbers for an application.
    pub fn assignment_type(mut self, assignment_type: PhoneNumberAssignmentType) -> Self {
        self.assignment_type = Some(assignment_type);
        self
    }

    /// Sets the least that the numbers must be able to do with calls. They may be able to do more.
    pub fn calling(mut self, calling: PhoneNumberCapabilityType) -> Self {
        self.calling = Some(calling);
        self
    }

    /// Sets the least that the numbers must be able to do with text messages. They may be able to
    /// do more.
    pub fn sms(mut self, sms: PhoneNumberCapabilityType) -> Self {
        self.sms = Some(sms);
        self
    }

    /// Only numbers that begin with these digits; with several of them, with any one.
    pub fn phone_number_prefix(mut self, prefix: PhoneNumberPrefix) -> Self {
        self.phone_number_prefixes.push(prefix);
        self
    }

    pub(crate) fn country(&self) -> &str {
        self.country_code.as_str()
    }

    pub(crate) fn to_wire(&self) -> types::PhoneNumbersBrowseRequest {
        let wanted = self.calling.is_some() || self.sms.is_some();
        let prefixes: Vec<_> = self
            .phone_number_prefixes
            .iter()
            .map(ToString::to_string)
            .collect();
        types::PhoneNumbersBrowseRequest {
            phone_number_type: self.phone_number_type.clone(),
            assignment_type: self.assignment_type.clone(),
            capabilities: wanted.then(|| types::PhoneNumberBrowseCapabilitiesRequest {
                calling: self.calling.clone(),
                sms: self.sms.clone(),
            }),
            phone_number_prefixes: (!prefixes.is_empty()).then_some(prefixes),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{json, to_value};

    use super::BrowseRequest;
    use crate::{
        CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilityType, PhoneNumberPrefix,
        PhoneNumberType,
    };

    #[test]
    fn says_no_more_than_was_chosen() {
        let country = CountryCode::new("US").unwrap();
        let request = BrowseRequest::new(country, PhoneNumberType::TollFree);
        assert_eq!(
            to_value(request.to_wire()).unwrap(),
            json!({ "phoneNumberType": "tollFree" })
        );
        let request = request.calling(PhoneNumberCapabilityType::Outbound);
        assert_eq!(
            to_value(request.to_wire()).unwrap(),
            json!({ "phoneNumberType": "tollFree", "capabilities": { "calling": "outbound" } })
        );
    }

    #[test]
    fn says_everything_that_was_chosen() {
        let request =
            BrowseRequest::new(CountryCode::new("US").unwrap(), PhoneNumberType::Geographic)
                .assignment_type(PhoneNumberAssignmentType::Person)
                .calling(PhoneNumberCapabilityType::Outbound)
                .sms(PhoneNumberCapabilityType::None)
                .phone_number_prefix(PhoneNumberPrefix::new("1425").unwrap())
                .phone_number_prefix(PhoneNumberPrefix::new("1626").unwrap());
        assert_eq!(request.country(), "US");
        assert_eq!(
            to_value(request.to_wire()).unwrap(),
            json!({
                "phoneNumberType": "geographic",
                "capabilities": { "calling": "outbound", "sms": "none" },
                "assignmentType": "person",
                "phoneNumberPrefixes": ["1425", "1626"],
            })
        );
    }
}
