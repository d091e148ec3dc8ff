//! Looking for numbers to buy, and what was found.

use acs_core::{PhoneNumber, Result, Timestamp};
use acs_phone_numbers_generated::types;
use serde::Serialize;

use super::{needed, or_unknown};
use crate::{
    AreaCode, CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilities, PhoneNumberCost,
    PhoneNumberSearchResultError, PhoneNumberType, Quantity, SearchId,
};

/// Requirements for the numbers that a search finds and holds.
///
/// ```
/// use acs_phone_numbers::{
///     AreaCode, CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilities,
///     PhoneNumberCapabilityType, PhoneNumberType, Quantity, SearchRequest,
/// };
///
/// let request = SearchRequest::new(
///     CountryCode::new("US")?,
///     PhoneNumberType::TollFree,
///     PhoneNumberAssignmentType::Application,
///     PhoneNumberCapabilities::new(
///         PhoneNumberCapabilityType::Outbound,
///         PhoneNumberCapabilityType::None,
///     ),
/// )
/// .area_code(AreaCode::new("833")?)
/// .quantity(Quantity::of::<2>());
/// # Ok::<(), acs_phone_numbers::InvalidValue>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct SearchRequest {
    country_code: CountryCode,
    phone_number_type: PhoneNumberType,
    assignment_type: PhoneNumberAssignmentType,
    capabilities: PhoneNumberCapabilities,
    area_code: Option<AreaCode>,
    quantity: Quantity,
}

impl SearchRequest {
    /// A search for one number of any area code.
    ///
    /// The combinations that are sold in a country are listed by
    /// [`list_available_offerings`](crate::PhoneNumbersClient::list_available_offerings).
    pub fn new(
        country_code: CountryCode,
        phone_number_type: PhoneNumberType,
        assignment_type: PhoneNumberAssignmentType,
        capabilities: PhoneNumberCapabilities,
    ) -> Self {
        Self {
            country_code,
            phone_number_type,
            assignment_type,
            capabilities,
            area_code: None,
            quantity: Quantity::default(),
        }
    }

    /// Narrows the search to one area code.
    pub fn area_code(mut self, area_code: AreaCode) -> Self {
        self.area_code = Some(area_code);
        self
    }

    /// Sets the count of numbers to find and hold. The default is 1.
    pub fn quantity(mut self, quantity: Quantity) -> Self {
        self.quantity = quantity;
        self
    }

    pub(crate) fn country(&self) -> &str {
        self.country_code.as_str()
    }

    /// The most numbers that a search may find.
    pub(crate) fn most(&self) -> u32 {
        self.quantity.get()
    }

    /// The body of the request. The quantity is always sent, so that what is held never depends
    /// on a default of the service's.
    pub(crate) fn to_wire(&self) -> types::PhoneNumberSearchRequest {
        types::PhoneNumberSearchRequest {
            phone_number_type: self.phone_number_type.clone(),
            assignment_type: self.assignment_type.clone(),
            capabilities: self.capabilities.to_wire(),
            area_code: self.area_code.as_ref().map(ToString::to_string),
            quantity: Some(self.quantity.to_wire()),
        }
    }
}

/// The numbers that a search found and holds for this resource.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PhoneNumberSearchResult {
    /// The id of the search, by which its numbers are bought.
    pub search_id: SearchId,
    /// The numbers on hold. There may be fewer than asked for.
    pub phone_numbers: Vec<PhoneNumber>,
    /// Geographic, toll-free or mobile.
    pub phone_number_type: PhoneNumberType,
    /// Use of the numbers: by a person or by an application.
    pub assignment_type: PhoneNumberAssignmentType,
    /// The capabilities that were asked for, and that the numbers have once they are bought.
    pub capabilities: PhoneNumberCapabilities,
    /// The cost of each number; `None` if the service does not say.
    pub cost: Option<PhoneNumberCost>,
    /// When the numbers stop being on hold, about 15 minutes after they were found; `None`
    /// if the service does not say.
    pub search_expires_by: Option<Timestamp>,
    /// True if the numbers can be bought only with the
    /// [agreement not to resell them](crate::PurchaseOptions::agree_to_not_resell); `None` if the
    /// service does not say.
    pub is_agreement_to_not_resell_required: Option<bool>,
    /// The number of the error that the search ended in, if any.
    pub error_code: Option<i32>,
    /// The error that the search ended in. The service writes `NoError` where there is none;
    /// here that is `None`.
    pub error: Option<PhoneNumberSearchResultError>,
}

impl PhoneNumberSearchResult {
    /// Reads a result, which must have the id by which its numbers are bought.
    pub(crate) fn from_wire(wire: types::PhoneNumberSearchResult) -> Result<Self> {
        let search_id = wire.search_id.filter(|id| !id.is_empty());
        let numbers = wire.phone_numbers.unwrap_or_default().into_iter();
        Ok(Self {
            search_id: SearchId::from_service(needed(search_id, "search result", "searchId")?),
            phone_numbers: numbers.map(PhoneNumber::from_service).collect(),
            phone_number_type: or_unknown(wire.phone_number_type),
            assignment_type: or_unknown(wire.assignment_type),
            capabilities: PhoneNumberCapabilities::from_wire(wire.capabilities),
            cost: PhoneNumberCost::from_wire(wire.cost),
            search_expires_by: wire.search_expires_by,
            is_agreement_to_not_resell_required: wire.is_agreement_to_not_resell_required,
            error_code: wire.error_code,
            error: wire
                .error
                .filter(|error| *error != PhoneNumberSearchResultError::NoError),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::SearchRequest;
    use crate::{
        AreaCode, CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilities,
        PhoneNumberCapabilityType, PhoneNumberType, Quantity,
    };

    fn request() -> SearchRequest {
        SearchRequest::new(
            CountryCode::new("us").unwrap(),
            PhoneNumberType::TollFree,
            PhoneNumberAssignmentType::Application,
            PhoneNumberCapabilities::new(
                PhoneNumberCapabilityType::Outbound,
                PhoneNumberCapabilityType::None,
            ),
        )
    }

    #[test]
    fn always_says_how_many() {
        let body = serde_json::to_string(&request().to_wire()).unwrap();
        let expected = json!({
            "phoneNumberType": "tollFree",
            "assignmentType": "application",
            "capabilities": { "calling": "outbound", "sms": "none" },
            "quantity": 1,
        });
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&body).unwrap(),
            expected
        );
        assert_eq!(request().country(), "US");
    }

    #[test]
    fn says_what_was_chosen() {
        let request = request()
            .area_code(AreaCode::new("833").unwrap())
            .quantity(Quantity::of::<2_147_483_647>());
        let body = serde_json::to_value(request.to_wire()).unwrap();
        assert_eq!(body["areaCode"], json!("833"));
        assert_eq!(body["quantity"], json!(2_147_483_647));
    }
}
