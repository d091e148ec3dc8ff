//! An odd value ends no answer unless the answer is nothing without it.

use acs_phone_numbers_generated::types;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::wire;
use crate::{
    OperatorInformation, PhoneNumberCountry, PhoneNumberOffering, PhoneNumberOperation,
    PhoneNumberSearchResult, PhoneNumbersReservation, PurchasedPhoneNumber, ReservationSummary,
};

const NUMBER: &str = "+14155550100";

/// Values that may stand where something else should.
fn kinds() -> [Value; 7] {
    [
        json!(null),
        json!(""),
        json!(7),
        json!(true),
        json!({ "a": [1] }),
        json!([{}]),
        json!("2025-04-01T19:40:43"),
    ]
}

/// Puts each kind in the place of each field of `answer`, and takes each field away.
fn each_odd<W: DeserializeOwned>(answer: &Value, read: impl Fn(&str, W)) {
    let fields = answer.as_object().unwrap();
    for name in fields.keys() {
        for kind in kinds() {
            let mut odd = answer.clone();
            odd[name] = kind;
            read(name, wire(&odd));
        }
        let mut lacking = answer.clone();
        lacking.as_object_mut().unwrap().remove(name);
        read(name, wire(&lacking));
    }
}

fn cost() -> Value {
    json!({ "amount": 2.0, "currencyCode": "USD", "billingFrequency": "monthly" })
}

fn owned() -> Value {
    json!({
        "id": "14155550100",
        "phoneNumber": NUMBER,
        "countryCode": "US",
        "phoneNumberType": "tollFree",
        "capabilities": { "calling": "none", "sms": "outbound" },
        "assignmentType": "application",
        "purchaseDate": "2025-04-01T19:40:43.3241795+00:00",
        "cost": cost(),
    })
}

#[test]
fn a_number_of_the_resource_needs_its_number_or_its_id() {
    each_odd(&owned(), |name, answer| {
        let read = PurchasedPhoneNumber::from_wire(answer).unwrap();
        if name != "phoneNumber" && name != "id" {
            assert_eq!(read.phone_number.as_str(), NUMBER, "{name}");
        }
    });
    let mut by_id = owned();
    by_id["phoneNumber"] = json!(null);
    let read = PurchasedPhoneNumber::from_wire(wire(&by_id)).unwrap();
    assert_eq!(read.phone_number.as_str(), NUMBER);
    by_id["id"] = json!("");
    let refused = PurchasedPhoneNumber::from_wire(wire(&by_id)).unwrap_err();
    assert!(refused.is_unexpected_answer(), "{refused}");
}

#[test]
fn what_is_absent_is_none_or_unknown() {
    let read = PurchasedPhoneNumber::from_wire(wire(&json!({ "id": "14155550100" }))).unwrap();
    assert_eq!((read.purchase_date, &read.cost), (None, &None));
    assert_eq!(read.assignment_type.as_str(), "");
    assert_eq!(read.capabilities.sms.as_str(), "");
    let mut half = owned();
    half["cost"]["currencyCode"] = json!(null);
    let read = PurchasedPhoneNumber::from_wire(wire(&half)).unwrap();
    assert_eq!(read.cost, None);
    assert!(read.purchase_date.is_some());
}

#[test]
fn a_list_is_ended_by_no_odd_field_but_by_an_entry_without_a_number() {
    let mut odd = owned();
    odd["purchaseDate"] = json!("");
    odd["cost"] = json!([]);
    odd["assignmentType"] = json!(1);
    let page = json!({ "phoneNumbers": [odd, owned()], "nextLink": 7 });
    let (numbers, link) = PurchasedPhoneNumber::page(wire(&page)).unwrap();
    assert_eq!((numbers.len(), link), (2, None));
    for empty in [json!({ "phoneNumbers": null }), json!({})] {
        let (numbers, _) = PurchasedPhoneNumber::page(wire(&empty)).unwrap();
        assert!(numbers.is_empty());
    }
    for entry in [json!({ "cost": cost() }), json!(null), json!(7)] {
        let page = json!({ "phoneNumbers": [owned(), entry] }).to_string();
        let read = serde_json::from_str(&page).map(PurchasedPhoneNumber::page);
        assert!(!matches!(read, Ok(Ok(_))), "{page}");
    }
}

#[test]
fn a_search_result_needs_its_id() {
    let found = json!({
        "searchId": "s1",
        "phoneNumberType": "tollFree",
        "assignmentType": "application",
        "capabilities": { "calling": "outbound", "sms": "none" },
        "cost": cost(),
        "searchExpiresBy": "2025-06-17T16:56:29Z",
        "isAgreementToNotResellRequired": false,
        "errorCode": 0,
        "error": "NoError",
    });
    each_odd(&found, |name, answer: types::PhoneNumberSearchResult| {
        let named = answer.search_id.as_ref().is_some_and(|id| !id.is_empty());
        let read = PhoneNumberSearchResult::from_wire(answer);
        assert_eq!(read.is_ok(), named, "{name}");
    });
    let none: types::PhoneNumberSearchResult =
        wire(&json!({ "searchId": "s1", "phoneNumbers": null }));
    assert!(
        PhoneNumberSearchResult::from_wire(none)
            .unwrap()
            .phone_numbers
            .is_empty()
    );
}

#[test]
fn an_operation_needs_nothing() {
    let operation = json!({
        "operationType": "purchase",
        "status": "failed",
        "resourceLocation": null,
        "createdDateTime": "2025-06-17T16:40:22Z",
        "id": "purchase_1",
        "lastActionDateTime": "2025-06-17T16:41:22Z",
        "error": { "code": "a", "message": "b", "details": [{}], "innererror": {} },
    });
    each_odd(&operation, |_, answer| {
        PhoneNumberOperation::from_wire(answer);
    });
    each_odd(&operation["error"], |_, error: Value| {
        let mut odd = operation.clone();
        odd["error"] = error;
        let read = PhoneNumberOperation::from_wire(wire(&odd));
        assert!(read.error.is_some() && read.last_action_date_time.is_some());
    });
    let nothing = PhoneNumberOperation::from_wire(wire(&json!({})));
    assert_eq!(
        (nothing.status.as_str(), nothing.created_date_time),
        ("", None)
    );
}

#[test]
fn reservations_need_their_ids() {
    let id = "7afbcec4-0000-0000-0000-000000000001";
    let entry = json!({ "id": id, "expiresAt": 7, "status": null });
    let page = json!({ "reservations": [entry], "nextLink": null });
    let (listed, _) = ReservationSummary::page(wire(&page)).unwrap();
    assert_eq!(listed[0].expires_at, None);
    assert_eq!(listed[0].status.as_str(), "");
    let (listed, _) = ReservationSummary::page(wire(&json!({ "reservations": null }))).unwrap();
    assert!(listed.is_empty());
    let held = json!({
        "id": id, "expiresAt": "", "status": {},
        "phoneNumbers": { "14155550100": { "cost": 7, "error": "x", "status": [] }, "1": null },
    });
    let held = PhoneNumbersReservation::from_wire(wire(&held)).unwrap();
    assert_eq!(held.phone_numbers[0].phone_number.as_str(), NUMBER);
    assert_eq!((held.phone_numbers.len(), held.expires_at), (1, None));
}

#[test]
fn the_catalogue_and_operators_need_what_they_name() {
    let country = json!({ "localizedName": 7, "countryCode": "US" });
    let read = PhoneNumberCountry::from_wire(wire(&country)).unwrap();
    assert_eq!(read.localized_name, "");
    let nameless = json!({ "localizedName": "x", "countryCode": null });
    assert_eq!(PhoneNumberCountry::from_wire(wire(&nameless)), None);
    let offering = json!({ "phoneNumberType": [], "availableCapabilities": 7, "cost": null });
    assert_eq!(PhoneNumberOffering::from_wire(wire(&offering)).cost, None);
    let operator = json!({ "phoneNumber": NUMBER, "operatorDetails": 7, "numberType": {} });
    assert!(OperatorInformation::from_wire(wire(&operator)).is_ok());
    assert!(OperatorInformation::from_wire(wire(&json!({}))).is_err());
}
