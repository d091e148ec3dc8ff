//! Reservations, whole and in part.

use acs_core::PhoneNumber;
use serde_json::{Value, json};

use super::wire;
use crate::{
    AvailablePhoneNumberStatus, PhoneNumbersReservation, ReservationStatus, ReservationSummary,
    ReservationUpdateOutcome, ReservationUpdateResult,
};

fn entry(number: &str, status: &str) -> Value {
    json!({
        "id": number.trim_start_matches('+'),
        "countryCode": "US",
        "phoneNumber": number,
        "capabilities": { "calling": "inbound+outbound", "sms": "none" },
        "phoneNumberType": "tollFree",
        "assignmentType": "application",
        "cost": { "amount": 2.0, "currencyCode": "USD", "billingFrequency": "monthly" },
        "status": status,
    })
}

fn reservation(numbers: &Value) -> Value {
    json!({
        "id": "7afbcec4-0000-0000-0000-000000000001",
        "expiresAt": "2025-08-14T23:21:56.2393462+00:00",
        "phoneNumbers": numbers,
        "status": "active",
    })
}

#[test]
fn numbers_keep_their_order_and_get_their_plus_back() {
    // What was added by the same request comes without `+`, what was there before with it.
    let answer = reservation(&json!({
        "18335550109": entry("18335550109", "reserved"),
        "14155550100": entry("+14155550100", "reserved"),
        "18005550123": null,
    }));
    let kept = PhoneNumbersReservation::from_wire(wire(&answer)).unwrap();
    let numbers: Vec<_> = kept
        .phone_numbers
        .iter()
        .map(|n| n.phone_number.as_str())
        .collect();
    assert_eq!(numbers, ["+18335550109", "+14155550100"]);
    assert_eq!(kept.status, ReservationStatus::Active);
    assert_eq!(
        kept.expires_at.unwrap().to_string(),
        "2025-08-14T23:21:56.2393462Z"
    );
    let number = PhoneNumber::new("+18335550109").unwrap();
    let entry = kept.phone_number(&number).unwrap();
    assert_eq!(entry.status, Some(AvailablePhoneNumberStatus::Reserved));
    assert!(
        kept.phone_number(&PhoneNumber::new("+18005550123").unwrap())
            .is_none()
    );
    assert_eq!(kept.failed().count(), 0);
}

#[test]
fn numbers_that_could_not_be_reserved_are_told_apart() {
    let mut failed = entry("14155550100", "error");
    failed["error"] = json!({
        "code": "FailedToReserveNumber",
        "message": "Failed to add the number to the reservation.",
    });
    let answer = reservation(&json!({
        "14155550100": failed,
        "18335550109": entry("18335550109", "reserved"),
    }));
    let result = ReservationUpdateResult::from_wire(207, wire(&answer)).unwrap();
    assert_eq!(result.outcome, ReservationUpdateOutcome::Partial);
    assert!(!result.is_complete());
    let failed: Vec<_> = result.reservation.failed().collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].phone_number.as_str(), "+14155550100");
    assert_eq!(
        failed[0].error.as_ref().unwrap().code(),
        "FailedToReserveNumber"
    );
}

#[test]
fn the_status_tells_what_came_of_it() {
    for (status, outcome) in [
        (201, ReservationUpdateOutcome::Created),
        (200, ReservationUpdateOutcome::Updated),
        (207, ReservationUpdateOutcome::Partial),
    ] {
        let answer = wire(&reservation(&json!({})));
        let result = ReservationUpdateResult::from_wire(status, answer).unwrap();
        assert_eq!(result.outcome, outcome);
        assert_eq!(
            result.is_complete(),
            outcome != ReservationUpdateOutcome::Partial
        );
        assert!(result.reservation.phone_numbers.is_empty());
    }
}

#[test]
fn an_answer_without_what_every_reservation_has_is_an_error() {
    let mut answer = reservation(&json!({}));
    answer.as_object_mut().unwrap().remove("id");
    let refused = PhoneNumbersReservation::from_wire(wire(&answer)).unwrap_err();
    assert!(refused.is_unexpected_answer() && refused.to_string().contains("id"));
}

#[test]
fn an_entry_that_names_no_reservation_ends_the_list() {
    let page = json!({ "reservations": [{ "status": "expired" }], "nextLink": null });
    let refused = ReservationSummary::page(wire(&page)).unwrap_err();
    assert!(refused.is_unexpected_answer() && refused.to_string().contains("id"));
}

#[test]
fn the_list_tells_state_and_time() {
    let page = json!({
        "reservations": [{
            "id": "7afbcec4-0000-0000-0000-000000000001",
            "expiresAt": "2025-08-14T23:21:56.2393462+00:00",
            "status": "expired",
        }],
        "nextLink": null,
    });
    let (listed, link) = ReservationSummary::page(wire(&page)).unwrap();
    assert_eq!(listed[0].status, ReservationStatus::Expired);
    assert!(listed[0].expires_at.is_some() && link.is_none());
}
