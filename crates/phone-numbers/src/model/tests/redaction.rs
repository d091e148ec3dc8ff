//! No `Debug` shows a phone number.

use std::fmt::Debug;

use acs_core::{Error, InvalidValue, PhoneNumber};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::wire;
use crate::{
    AreaCode, AvailablePhoneNumber, BrowseRequest, CapabilitiesUpdate, CountryCode,
    ListGeographicAreaCodesOptions, ListLocalitiesOptions, OperationId, OperatorInformation,
    PhoneNumberAreaCode, PhoneNumberAssignmentType, PhoneNumberCapabilities,
    PhoneNumberCapabilityType, PhoneNumberCountry, PhoneNumberLocality, PhoneNumberOffering,
    PhoneNumberOperation, PhoneNumberPrefix, PhoneNumberSearchResult, PhoneNumberType,
    PhoneNumbersReservation, PurchasePhoneNumbersResult, PurchasedPhoneNumber,
    ReleasePhoneNumberResult, ReservationId, ReservationUpdate, ReservationUpdateResult,
    SearchRequest,
};

const NUMBER: &str = "+14155550100";
const DIGITS: &str = "14155550100";

/// The ways in which the number may stand where the service sends a text.
const WRITTEN: [&str; 5] = [
    NUMBER,
    DIGITS,
    "(415) 555-0100",
    "+1 415-555-0100",
    "tel:%252B14155550100",
];

#[track_caller]
fn shows_no_number(value: &impl Debug) {
    for text in [format!("{value:?}"), format!("{value:#?}")] {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        assert!(!digits.contains("4155550100"), "{text}");
    }
}

/// `answer` with the number in place of each of its texts, one at a time.
fn planted(answer: &Value) -> Vec<Value> {
    match answer {
        Value::String(_) => WRITTEN.map(Value::from).to_vec(),
        Value::Array(items) => {
            let at = |index: usize| {
                let put = move |it| {
                    let mut items = items.clone();
                    items[index] = it;
                    Value::Array(items)
                };
                planted(&items[index]).into_iter().map(put)
            };
            (0..items.len()).flat_map(at).collect()
        }
        Value::Object(fields) => {
            let at = |(name, value): (&String, &Value)| {
                let put = |it| {
                    let mut fields = fields.clone();
                    fields[name] = it;
                    Value::Object(fields)
                };
                planted(value).into_iter().map(put).collect::<Vec<_>>()
            };
            fields.iter().flat_map(at).collect()
        }
        _ => Vec::new(),
    }
}

/// Reads `answer` with the number in each of its texts and looks at what came of it.
#[track_caller]
fn hides_all<W: DeserializeOwned, T: Debug>(answer: &Value, read: impl Fn(W) -> T) {
    let answers = planted(answer);
    assert!(!answers.is_empty());
    for planted in answers {
        // Some texts can only be moments or GUIDs.
        match serde_json::from_value(planted) {
            Ok(wire) => shows_no_number(&read(wire)),
            Err(error) => shows_no_number(&Error::from(InvalidValue::new("x", error.to_string()))),
        }
    }
}

fn available() -> Value {
    json!({
        "id": DIGITS,
        "countryCode": "US",
        "phoneNumber": NUMBER,
        "capabilities": { "calling": "inbound+outbound", "sms": "none" },
        "phoneNumberType": "tollFree",
        "assignmentType": "application",
        "cost": { "amount": 2.0, "currencyCode": "USD", "billingFrequency": "monthly" },
        "status": "error",
        "error": { "code": "FailedToReserveNumber", "message": "+14155550100 is taken." },
    })
}

fn reservation() -> Value {
    json!({
        "id": "7afbcec4-0000-0000-0000-000000000001",
        "expiresAt": "2025-08-14T23:21:56Z",
        "phoneNumbers": { DIGITS: available() },
        "status": "active",
    })
}

#[test]
fn of_numbers_on_offer_and_in_reservations() {
    let number = AvailablePhoneNumber::from_wire(wire(&available())).unwrap();
    shows_no_number(&number);
    shows_no_number(&PhoneNumbersReservation::from_wire(wire(&reservation())).unwrap());
    shows_no_number(&ReservationUpdateResult::from_wire(207, wire(&reservation())).unwrap());
    let update = ReservationUpdate::new(ReservationId::new_random())
        .add(&number)
        .remove(&PhoneNumber::new(NUMBER).unwrap());
    shows_no_number(&update);
    let prefix = PhoneNumberPrefix::new(DIGITS).unwrap();
    let country = CountryCode::new("US").unwrap();
    let request = BrowseRequest::new(country, PhoneNumberType::TollFree);
    shows_no_number(&request.phone_number_prefix(prefix));
}

#[test]
fn of_numbers_found_and_owned() {
    let mut owned = available();
    owned["purchaseDate"] = json!("2025-04-01T19:40:43Z");
    shows_no_number(&PurchasedPhoneNumber::from_wire(wire(&owned)).unwrap());
    shows_no_number(
        &PhoneNumberSearchResult::from_wire(wire(&json!({
            "searchId": "s1",
            "phoneNumbers": [NUMBER, DIGITS],
            "phoneNumberType": "tollFree",
            "assignmentType": "application",
            "capabilities": { "calling": "outbound", "sms": "none" },
            "cost": { "amount": 2.0, "currencyCode": "USD", "billingFrequency": "monthly" },
            "searchExpiresBy": "2025-06-17T16:56:29Z",
        })))
        .unwrap(),
    );
}

#[test]
fn of_operations_and_operators() {
    let operation = PhoneNumberOperation::from_wire(wire(&json!({
        "operationType": "updatePhoneNumberCapabilities",
        "status": "failed",
        "resourceLocation": "/phoneNumbers/+14155550100?api-version=2025-06-01",
        "createdDateTime": "2025-06-17T16:40:22Z",
        "id": "capabilities_7afbcec4",
        "error": {
            "code": "NotFound",
            "message": "Input phoneNumber +14155550100 cannot be found.",
            "target": "phonenumber",
        },
    })));
    shows_no_number(&operation);
    shows_no_number(
        &OperatorInformation::from_wire(wire(&json!({
            "phoneNumber": NUMBER,
            "nationalFormat": "(415) 555-0100",
            "internationalFormat": "+1 415-555-0100",
        })))
        .unwrap(),
    );
}

#[test]
fn of_any_answer_with_a_number_in_any_text() {
    hides_all(&available(), AvailablePhoneNumber::from_wire);
    hides_all(&reservation(), PhoneNumbersReservation::from_wire);
    let mut owned = available();
    owned["purchaseDate"] = json!("2025-04-01T19:40:43Z");
    hides_all(&owned, PurchasedPhoneNumber::from_wire);
    let found = json!({
        "searchId": "s1", "phoneNumbers": [NUMBER], "phoneNumberType": "tollFree",
        "assignmentType": "application", "capabilities": { "calling": "outbound", "sms": "none" },
        "cost": { "amount": 2.0, "currencyCode": "USD", "billingFrequency": "monthly" },
        "searchExpiresBy": "2025-06-17T16:56:29Z", "error": "NoError",
    });
    hides_all(&found, PhoneNumberSearchResult::from_wire);
    let operation = json!({
        "operationType": "search", "status": "failed", "resourceLocation": "/phoneNumbers",
        "createdDateTime": "2025-06-17T16:40:22Z", "id": "search_1",
        "error": { "code": "NotFound", "message": "gone", "target": "searchid",
            "details": [{ "code": "x", "message": "y" }], "innererror": { "code": "z" } },
    });
    hides_all(&operation, PhoneNumberOperation::from_wire);
    let operator = json!({
        "phoneNumber": NUMBER, "nationalFormat": "x", "internationalFormat": "y",
        "isoCountryCode": "US", "numberType": "mobile",
        "operatorDetails": { "name": "z", "mobileNetworkCode": "1", "mobileCountryCode": "2" },
    });
    hides_all(&operator, OperatorInformation::from_wire);
}

#[test]
fn of_what_is_sold_where() {
    let country = json!({ "localizedName": "x", "countryCode": "US" });
    hides_all(&country, PhoneNumberCountry::from_wire);
    let division = json!({ "localizedName": "x", "abbreviatedName": "y" });
    let locality = json!({ "localizedName": "x", "administrativeDivision": division });
    hides_all(&locality, PhoneNumberLocality::from_wire);
    hides_all(
        &json!({ "areaCode": "425" }),
        PhoneNumberAreaCode::from_wire,
    );
    let offering = json!({
        "phoneNumberType": "tollFree", "assignmentType": "person",
        "availableCapabilities": { "calling": "none", "sms": "none" },
        "cost": { "amount": 2.0, "currencyCode": "USD", "billingFrequency": "monthly" },
    });
    hides_all(&offering, PhoneNumberOffering::from_wire);
}

#[test]
fn of_what_a_caller_asks_for() {
    for written in WRITTEN {
        let strange = PhoneNumberCapabilityType::UnknownValue(written.to_owned());
        shows_no_number(&CapabilitiesUpdate::default().calling(strange.clone()));
        let kind = PhoneNumberType::UnknownValue(written.to_owned());
        let country = CountryCode::from_service(written.to_owned());
        shows_no_number(&BrowseRequest::new(country.clone(), kind.clone()).sms(strange.clone()));
        let code = AreaCode::from_service(written.to_owned());
        let assignment = PhoneNumberAssignmentType::UnknownValue(written.to_owned());
        let wanted = PhoneNumberCapabilities::new(strange.clone(), strange);
        let search = SearchRequest::new(country, kind, assignment, wanted);
        shows_no_number(&search.area_code(code));
        let places = ListGeographicAreaCodesOptions::default();
        shows_no_number(&places.locality(written).administrative_division(written));
        shows_no_number(&ListLocalitiesOptions::default().administrative_division(written));
        let operation = OperationId::from_service(format!("purchase_{written}"));
        shows_no_number(&PurchasePhoneNumbersResult::of(operation.clone()));
        shows_no_number(&ReleasePhoneNumberResult::of(operation));
    }
}
