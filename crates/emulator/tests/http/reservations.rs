//! Reservations, down to the bytes.

use std::time::Duration;

use acs_emulator::PhoneNumberType;

use crate::client::{Client, repeatable};

const ID: &str = "0b4c0a4e-6a6b-4a1b-9d0c-6d1f6f0e8a11";
/// The reservation that is there from the start.
const OLD: &str = r#"{"id":"5f0e7c1a-93b4-4d1e-8a57-0c2f6b9d4e10","expiresAt":"2025-06-16T14:40:22.5120904+00:00","status":"expired"}"#;
const VERSION: &str = "api-version=2025-06-01";

fn target() -> String {
    format!("/availablePhoneNumbers/reservations/{ID}?{VERSION}")
}

fn number(plus: &str, id: &str, status: &str) -> String {
    format!(
        r#""{id}":{{"id":"{id}","countryCode":"US","phoneNumber":"{plus}{id}","capabilities":{{"calling":"inbound+outbound","sms":"none"}},"phoneNumberType":"tollFree","assignmentType":"application","cost":{{"amount":2.0,"currencyCode":"USD","billingFrequency":"monthly"}},"status":"{status}"}}"#
    )
}

fn reservation(expires: &str, numbers: &str, status: &str) -> String {
    format!(
        r#"{{"id":"{ID}","expiresAt":"{expires}","phoneNumbers":{{{numbers}}},"status":"{status}"}}"#
    )
}

/// What Python and .NET send of a number.
fn add(id: &str) -> String {
    format!(
        r#""{id}":{{"countryCode":"US","capabilities":{{"calling":"inbound+outbound","sms":"none"}},"phoneNumberType":"tollFree","assignmentType":"application"}}"#
    )
}

fn change(numbers: &[String]) -> String {
    format!(r#"{{"phoneNumbers":{{{}}}}}"#, numbers.join(","))
}

#[tokio::test]
async fn making_changing_and_reading_one() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let first = "2025-06-17T16:55:22.5120904+00:00";
    let made = client
        .patch(&target(), &change(&[add("18445550100")]))
        .await
        .expect(201);
    assert_eq!(
        made.header("location"),
        format!("/availablePhoneNumbers/reservations/{ID}")
    );
    assert!(!made.has("accept-ranges"));
    // A number that has just been added comes without its plus.
    let expected = reservation(first, &number("", "18445550100", "reserved"), "active");
    assert_eq!(made.body, expected);
    let read = client.get(&target()).await.expect(200);
    let expected = reservation(first, &number("+", "18445550100", "reserved"), "active");
    assert_eq!(read.body, expected);

    emulator.advance(Duration::from_secs(60));
    let js = r#""18445550101":{"id":"18445550101","countryCode":"US","phoneNumber":"+18445550101","capabilities":{"calling":"inbound+outbound","sms":"none"},"phoneNumberType":"tollFree","assignmentType":"application","cost":{"amount":2,"currencyCode":"USD","billingFrequency":"monthly"},"status":"available"}"#;
    let changed = client
        .patch(&target(), &change(&[js.to_owned()]))
        .await
        .expect(200);
    assert!(!changed.has("location"));
    let second = "2025-06-17T16:56:22.5120904+00:00";
    let both = format!(
        "{},{}",
        number("+", "18445550100", "reserved"),
        number("", "18445550101", "reserved")
    );
    assert_eq!(changed.body, reservation(second, &both, "active"));

    let removed = client
        .patch(&target(), r#"{"phoneNumbers":{"18445550100":null}}"#)
        .await;
    let rest = number("+", "18445550101", "reserved");
    assert_eq!(
        removed.expect(200).body,
        reservation(second, &rest, "active")
    );
}

#[tokio::test]
async fn an_empty_one() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let made = client
        .patch(&target(), r#"{"phoneNumbers":{}}"#)
        .await
        .expect(201);
    let expected = reservation("2025-06-17T16:55:22.5120904+00:00", "", "active");
    assert_eq!(made.body, expected);
    assert_eq!(made.header("content-length"), "129");
    client.patch(&target(), "{}").await.expect(200);
}

#[tokio::test]
async fn what_cannot_be_reserved_is_told() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let reply = client
        .patch(
            &target(),
            &change(&[add("18445550100"), add("18335550100")]),
        )
        .await
        .expect(207)
        .json();
    let failed = &reply["phoneNumbers"]["18335550100"];
    assert_eq!(failed["status"], "error");
    assert_eq!(
        failed["error"].to_string(),
        r#"{"code":"FailedToReserveNumber","message":"Failed to add the number to the reservation."}"#
    );
    assert_eq!(reply["phoneNumbers"]["18445550100"]["status"], "reserved");
    let kept = client.get(&target()).await.expect(200).json();
    assert_eq!(kept["phoneNumbers"].as_object().unwrap().len(), 1);
}

#[tokio::test]
async fn deleting_one_frees_its_numbers() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let before = emulator.available_numbers("US", PhoneNumberType::TollFree);
    client
        .patch(&target(), &change(&[add("18445550100")]))
        .await
        .expect(201);
    assert_eq!(
        emulator
            .available_numbers("US", PhoneNumberType::TollFree)
            .len(),
        before.len() - 1
    );
    let deleted = client.delete(&target()).await.expect(204);
    assert_eq!(deleted.body, "");
    client.get(&target()).await.expect(404);
    client.delete(&target()).await.expect(404);
    assert_eq!(
        emulator.available_numbers("US", PhoneNumberType::TollFree),
        before
    );
}

#[tokio::test]
async fn one_expires_and_stays_listed() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    client
        .patch(&target(), &change(&[add("18445550100")]))
        .await
        .expect(201);
    emulator.advance(Duration::from_secs(15 * 60));
    let expires = "2025-06-17T16:55:22.5120904+00:00";
    let read = client.get(&target()).await.expect(200);
    let expected = reservation(expires, &number("+", "18445550100", "expired"), "expired");
    assert_eq!(read.body, expected);
    let listed = client
        .get(&format!("/availablePhoneNumbers/reservations?{VERSION}"))
        .await;
    assert_eq!(
        listed.expect(200).body,
        format!(
            r#"{{"reservations":[{OLD},{{"id":"{ID}","expiresAt":"{expires}","status":"expired"}}],"nextLink":null}}"#
        )
    );
    client.patch(&target(), "{}").await.expect(400);
    client.delete(&target()).await.expect(400);
    emulator.advance(Duration::from_secs(30 * 24 * 60 * 60));
    // The token has run out meanwhile.
    Client::new(&emulator).get(&target()).await.expect(404);
}

#[tokio::test]
async fn listings_are_paged() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    // With the one that is there from the start.
    for last in 1..=2 {
        let target = format!(
            "/availablePhoneNumbers/reservations/{}{last}?{VERSION}",
            &ID[..35]
        );
        client.patch(&target, "{}").await.expect(201);
        emulator.advance(Duration::from_secs(1));
    }
    let base = "/availablePhoneNumbers/reservations";
    let first = client
        .get(&format!("{base}?maxPageSize=2&{VERSION}"))
        .await
        .json();
    assert_eq!(first["reservations"].as_array().unwrap().len(), 2);
    let link = format!("{base}?maxPageSize=2&{VERSION}&skip=2");
    assert_eq!(first["nextLink"], link);
    let second = client.get(&link).await.json();
    assert_eq!(second["reservations"].as_array().unwrap().len(), 1);
    assert!(second["nextLink"].is_null());
}

#[tokio::test]
async fn a_purchase_as_the_service_answers_it() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    client
        .patch(
            &target(),
            &change(&[add("18445550100"), add("18445550101")]),
        )
        .await
        .expect(201);
    emulator.advance(Duration::from_secs(5));
    let purchase = format!("/availablePhoneNumbers/reservations/{ID}/:purchase?{VERSION}");
    // JavaScript sends no body at all.
    let started = client.send("POST", &purchase, None).await.expect(202);
    let operation = format!("/phoneNumbers/operations/reservationPurchase_{ID}?{VERSION}");
    assert_eq!(started.header("operation-location"), operation);
    assert_eq!(
        started.header("operation-id"),
        format!("reservationPurchase_{ID}")
    );
    assert_eq!(started.header("reservation-purchase-id"), ID);
    assert_eq!(
        started.header("access-control-expose-headers"),
        "Location,Operation-Location,operation-id,reservation-purchase-id"
    );
    assert!(!started.has("location"));
    assert_eq!(client.get(&target()).await.json()["status"], "submitted");

    let polled = client.get(&operation).await.expect(200);
    assert_eq!(
        polled.body,
        format!(
            r#"{{"operationType":"reservationPurchase","status":"running","resourceLocation":null,"createdDateTime":"2025-06-17T16:40:22.5120904+00:00","id":"reservationPurchase_{ID}","lastActionDateTime":"0001-01-01T00:00:00+00:00"}}"#
        )
    );
    assert_eq!(polled.header("operation-location"), operation);
    assert_eq!(
        polled.header("operation-id"),
        format!("reservationPurchase_{ID}")
    );
    assert_eq!(polled.header("reservation-purchase-id"), ID);
    assert_eq!(
        polled.header("access-control-expose-headers"),
        "Location,Operation-Location,operation-id,reservationPurchase-id"
    );
    client.finish(&started).await;
    let read = client.get(&target()).await.expect(200).json();
    assert_eq!(read["status"], "completed");
    assert_eq!(read["phoneNumbers"]["18445550100"]["status"], "purchased");
    assert!(
        emulator
            .owned_numbers()
            .contains(&"+18445550101".to_owned())
    );
    client.send("POST", &purchase, None).await.expect(400);
}

#[tokio::test]
async fn some_countries_ask_for_an_agreement() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let french = add("33800005000").replace("US", "FR");
    client
        .patch(&target(), &change(&[french]))
        .await
        .expect(201);
    let purchase = format!("/availablePhoneNumbers/reservations/{ID}/:purchase?{VERSION}");
    for body in [None, Some("{}"), Some(r#"{"agreeToNotResell":false}"#)] {
        assert_eq!(
            client.send("POST", &purchase, body).await.expect(400).body,
            r#"{"error":{"code":"BadRequest","message":"Consent not provided to not resell the phone numbers"}}"#
        );
    }
    client
        .post(&purchase, r#"{"agreeToNotResell":true}"#)
        .await
        .expect(202);
}
