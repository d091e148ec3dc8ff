//! What was recorded of the service, and its quirks.

use acs_core::PhoneNumber;
use acs_phone_numbers_generated::types;
use serde_json::{Value, json};

use super::wire;
use crate::{
    AvailablePhoneNumber, OperationStatus, OperatorInformation, OperatorNumberType,
    PhoneNumberAreaCode, PhoneNumberCapabilityType, PhoneNumberCountry, PhoneNumberLocality,
    PhoneNumberOffering, PhoneNumberOperation, PhoneNumberOperationType, PhoneNumberSearchResult,
    PhoneNumberSearchResultError, PhoneNumberType, PurchasedPhoneNumber,
};

fn cost() -> Value {
    json!({ "amount": 2.0, "currencyCode": "USD", "billingFrequency": "monthly" })
}

fn search_result() -> Value {
    json!({
        "searchId": "7afbcec4-0000-0000-0000-000000000001",
        "phoneNumbers": ["+14155550100"],
        "phoneNumberType": "tollFree",
        "assignmentType": "application",
        "capabilities": { "calling": "outbound", "sms": "none" },
        "cost": cost(),
        "searchExpiresBy": "2025-06-17T16:56:29.2756718+00:00",
        "isAgreementToNotResellRequired": false,
        "error": "NoError",
    })
}

#[test]
fn search_result_without_error() {
    let found = PhoneNumberSearchResult::from_wire(wire(&search_result())).unwrap();
    assert_eq!(
        found.search_id.as_str(),
        "7afbcec4-0000-0000-0000-000000000001"
    );
    assert_eq!(
        found.phone_numbers,
        [PhoneNumber::new("+14155550100").unwrap()]
    );
    assert_eq!(
        found.search_expires_by.unwrap().to_string(),
        "2025-06-17T16:56:29.2756718Z"
    );
    assert_eq!(found.is_agreement_to_not_resell_required, Some(false));
    assert_eq!((found.error, found.error_code), (None, None));
}

#[test]
fn search_result_with_error_and_values_of_a_later_version() {
    let mut answer = search_result();
    answer["error"] = json!("OutOfStock");
    answer["errorCode"] = json!(1000);
    answer["phoneNumberType"] = json!("satellite");
    answer["somethingNew"] = json!({ "a": 1 });
    let found = PhoneNumberSearchResult::from_wire(wire(&answer)).unwrap();
    assert_eq!(found.error, Some(PhoneNumberSearchResultError::OutOfStock));
    assert_eq!(found.error_code, Some(1000));
    assert_eq!(
        found.phone_number_type,
        PhoneNumberType::UnknownValue("satellite".to_owned())
    );

    answer["error"] = json!("NewError");
    let found = PhoneNumberSearchResult::from_wire(wire(&answer)).unwrap();
    assert_eq!(found.error.unwrap().as_str(), "NewError");
}

#[test]
fn purchased_number_is_read_and_written_alike() {
    let answer = json!({
        "id": "14155550100",
        "phoneNumber": "+14155550100",
        "countryCode": "US",
        "phoneNumberType": "tollFree",
        "capabilities": { "calling": "none", "sms": "outbound" },
        "assignmentType": "application",
        "purchaseDate": "2025-04-01T19:40:43.3241795+00:00",
        "cost": cost(),
    });
    let owned = PurchasedPhoneNumber::from_wire(wire(&answer)).unwrap();
    assert_eq!(owned.phone_number.digits(), owned.id.as_str());
    assert_eq!(owned.capabilities.sms, PhoneNumberCapabilityType::Outbound);
    assert!((owned.cost.as_ref().unwrap().amount - 2.0).abs() < f64::EPSILON);
    let mut written = serde_json::to_value(&owned).unwrap();
    assert_eq!(
        written["purchaseDate"],
        json!("2025-04-01T19:40:43.3241795Z")
    );
    written["purchaseDate"] = answer["purchaseDate"].clone();
    assert_eq!(written, answer);
}

#[test]
fn available_number_is_named_by_its_id_or_by_itself() {
    let mut answer = json!({
        "id": "14155550100",
        "countryCode": "US",
        "phoneNumber": "+14155550100",
        "capabilities": { "calling": "inbound+outbound", "sms": "none" },
        "phoneNumberType": "tollFree",
        "assignmentType": "application",
        "cost": cost(),
        "status": "available",
    });
    let number = PhoneNumber::new("+14155550100").unwrap();
    for lacking in ["", "id", "phoneNumber"] {
        let mut answer = answer.clone();
        answer.as_object_mut().unwrap().remove(lacking);
        let shown = AvailablePhoneNumber::from_wire(wire(&answer)).unwrap();
        assert_eq!(shown.phone_number, number, "without {lacking}");
        assert_eq!(shown.id.as_str(), number.digits(), "without {lacking}");
        assert_eq!(shown.is_agreement_to_not_resell_required, None);
    }
    let fields = answer.as_object_mut().unwrap();
    fields.remove("id");
    fields.remove("phoneNumber");
    let refused = AvailablePhoneNumber::from_wire(wire(&answer)).unwrap_err();
    assert!(refused.is_unexpected_answer(), "{refused}");
}

#[test]
fn operation_that_goes_on() {
    let operation = PhoneNumberOperation::from_wire(wire(&json!({
        "operationType": "search",
        "status": "notStarted",
        "resourceLocation": "/availablePhoneNumbers/searchResults/7afbcec4?api-version=2025-06-01",
        "createdDateTime": "2025-06-17T16:40:22.5120904+00:00",
        "id": "search_7afbcec4",
        "lastActionDateTime": "0001-01-01T00:00:00+00:00",
    })));
    assert_eq!(operation.operation_type, PhoneNumberOperationType::Search);
    assert_eq!(operation.status, OperationStatus::NotStarted);
    assert_eq!(operation.last_action_date_time, None);
    assert_eq!(operation.error, None);
}

#[test]
fn operation_that_failed() {
    let operation = PhoneNumberOperation::from_wire(wire(&json!({
        "operationType": "purchase",
        "status": "failed",
        "resourceLocation": null,
        "createdDateTime": "2025-06-17T16:40:22Z",
        "id": "purchase_7afbcec4",
        "lastActionDateTime": "2025-06-17T16:41:22Z",
        "error": {
            "code": "InternalError",
            "message": "The server encountered an internal error.",
            "innererror": { "code": "OutOfStock", "message": "+14155550100 is gone." },
        },
    })));
    let service_error = operation.error.as_ref().unwrap();
    assert_eq!(service_error.code(), "InternalError");
    assert_eq!(service_error.innermost().code(), "OutOfStock");
    assert!(operation.last_action_date_time.is_some());
    let written = serde_json::to_value(&operation).unwrap();
    assert_eq!(written["status"], json!("failed"));
    assert_eq!(written["error"]["code"], json!("InternalError"));
}

#[test]
fn locality_with_and_without_division() {
    let place = |division: Value| {
        PhoneNumberLocality::from_wire(wire(&json!({
            "localizedName": "Dublin",
            "administrativeDivision": division,
        })))
        .unwrap()
    };
    assert_eq!(place(Value::Null).administrative_division, None);
    let division = place(json!({ "localizedName": "Alaska", "abbreviatedName": "AK" }));
    assert_eq!(
        division.administrative_division.unwrap().abbreviated_name,
        "AK"
    );
}

#[test]
fn next_link_null_or_absent() {
    let listed = |page: Value| wire::<types::PhoneNumberCountries>(&page);
    let country = json!({ "localizedName": "Argentina", "countryCode": "AR" });
    let page = listed(json!({ "countries": [country], "nextLink": null }));
    assert_eq!(page.next_link, None);
    let countries = page.countries.unwrap_or_default();
    let countries: Vec<_> = countries
        .into_iter()
        .filter_map(PhoneNumberCountry::from_wire)
        .collect();
    assert_eq!(countries[0].country_code.as_str(), "AR");
    assert_eq!(listed(json!({ "countries": [country] })).next_link, None);
    let link = "/availablePhoneNumbers/countries?skip=1";
    assert_eq!(
        listed(json!({ "nextLink": link })).next_link.as_deref(),
        Some(link)
    );
    let numbers: types::PurchasedPhoneNumbers = wire(&json!({ "phoneNumbers": [] }));
    assert_eq!(numbers.next_link, None);
}

#[test]
fn area_codes_down_to_one_digit() {
    let codes = [
        json!({ "areaCode": "1" }),
        json!({ "areaCode": "907" }),
        json!({}),
    ];
    let codes = codes
        .iter()
        .filter_map(|code| PhoneNumberAreaCode::from_wire(wire(code)));
    let codes: Vec<_> = codes.map(|code| code.area_code.to_string()).collect();
    assert_eq!(codes, ["1", "907"]);
}

#[test]
fn offering() {
    let offering = PhoneNumberOffering::from_wire(wire(&json!({
        "phoneNumberType": "geographic",
        "assignmentType": "person",
        "availableCapabilities": { "calling": "inbound+outbound", "sms": "none" },
        "cost": cost(),
    })));
    let capabilities = offering.available_capabilities.unwrap();
    assert_eq!(
        capabilities.calling,
        PhoneNumberCapabilityType::InboundOutbound
    );
    assert_eq!(offering.cost.unwrap().currency_code, "USD");
}

#[test]
fn operator_information_with_and_without_details() {
    let bare = OperatorInformation::from_wire(wire(&json!({
        "phoneNumber": "+18005550123",
        "nationalFormat": "(800) 555-0123",
        "internationalFormat": "+1 800-555-0123",
        "isoCountryCode": null,
        "numberType": null,
        "operatorDetails": null,
    })))
    .unwrap();
    assert_eq!(bare.national_format.unwrap().as_str(), "(800) 555-0123");
    assert_eq!(
        (
            bare.iso_country_code,
            bare.number_type,
            bare.operator_details
        ),
        (None, None, None)
    );

    let detailed = OperatorInformation::from_wire(wire(&json!({
        "phoneNumber": "+18005550123",
        "isoCountryCode": "US",
        "numberType": "other",
        "operatorDetails": {
            "name": "Multiple OCN Listing",
            "mobileNetworkCode": null,
            "mobileCountryCode": null,
        },
    })))
    .unwrap();
    assert_eq!(detailed.iso_country_code.unwrap().as_str(), "US");
    assert_eq!(detailed.number_type, Some(OperatorNumberType::Other));
    let operator = detailed.operator_details.unwrap();
    assert_eq!(operator.name.as_deref(), Some("Multiple OCN Listing"));
    assert_eq!(
        (operator.mobile_network_code, operator.mobile_country_code),
        (None, None)
    );
}
