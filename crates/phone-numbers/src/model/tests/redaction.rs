//! No `Debug` shows a phone number.

use std::fmt::Debug;

use acs_core::PhoneNumber;
use serde_json::{Value, json};

use super::wire;
use crate::{
    AvailablePhoneNumber, BrowseRequest, CountryCode, OperatorInformation, PhoneNumberOperation,
    PhoneNumberPrefix, PhoneNumberSearchResult, PhoneNumberType, PhoneNumbersReservation,
    PurchasedPhoneNumber, ReservationId, ReservationUpdate, ReservationUpdateResult,
};

const NUMBER: &str = "+14155550100";
const DIGITS: &str = "14155550100";

/// Digits that would betray the number, and the ways in which people write it.
const TRACES: [&str; 4] = ["4155550100", "555-0100", "5550100", "555 0100"];

#[track_caller]
fn shows_no_number(value: &impl Debug) {
    for text in [format!("{value:?}"), format!("{value:#?}")] {
        for trace in TRACES {
            assert!(!text.contains(trace), "{text}");
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
    shows_no_number(&PurchasedPhoneNumber::from_wire(wire(&owned)));
    shows_no_number(&PhoneNumberSearchResult::from_wire(wire(&json!({
        "searchId": "s1",
        "phoneNumbers": [NUMBER, DIGITS],
        "phoneNumberType": "tollFree",
        "assignmentType": "application",
        "capabilities": { "calling": "outbound", "sms": "none" },
        "cost": { "amount": 2.0, "currencyCode": "USD", "billingFrequency": "monthly" },
        "searchExpiresBy": "2025-06-17T16:56:29Z",
    }))));
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
    })))
    .unwrap();
    shows_no_number(&operation);
    shows_no_number(&OperatorInformation::from_wire(wire(&json!({
        "phoneNumber": NUMBER,
        "nationalFormat": "(415) 555-0100",
        "internationalFormat": "+1 415-555-0100",
    }))));
}
