//! An answer is about what was asked, and shows what was changed.

use std::sync::Arc;

use acs_core::{AccessKey, ClientOptions, PhoneNumber, Result};
use async_trait::async_trait;
use azure_core::http::{
    AsyncRawResponse, HttpClient, Request, StatusCode, Transport, headers::Headers,
};
use futures::TryStreamExt as _;
use serde_json::{Value, json};

use super::PhoneNumbersClient;
use crate::{
    AvailablePhoneNumber, CountryCode, Error, PhoneNumberAssignmentType, PhoneNumberCapabilities,
    PhoneNumberCapabilityType, PhoneNumberType, ReservationId, ReservationUpdate, SearchId,
};

const ID: &str = "7afbcec4-0000-0000-0000-000000000001";
const OTHER: &str = "7afbcec4-0000-0000-0000-000000000002";

/// Gives the same answer to everything.
#[derive(Debug)]
struct Answers(String);

#[async_trait]
impl HttpClient for Answers {
    async fn execute_request(&self, _: &Request) -> azure_core::Result<AsyncRawResponse> {
        let (status, headers) = (StatusCode::Ok, Headers::new());
        Ok(AsyncRawResponse::from_bytes(
            status,
            headers,
            self.0.clone(),
        ))
    }
}

fn answering(answer: &Value) -> PhoneNumbersClient {
    let azure = azure_core::http::ClientOptions {
        transport: Some(Transport::new(Arc::new(Answers(answer.to_string())))),
        ..Default::default()
    };
    let options = ClientOptions::default().azure(azure);
    let key = AccessKey::new("c2VjcmV0LWtleQ==").unwrap();
    PhoneNumbersClient::new(
        "https://contoso.communication.azure.com",
        key,
        Some(options),
    )
    .unwrap()
}

fn number(number: &str) -> PhoneNumber {
    PhoneNumber::new(number).unwrap()
}

fn on_offer(text: &str) -> AvailablePhoneNumber {
    AvailablePhoneNumber::new(
        number(text),
        CountryCode::new("US").unwrap(),
        PhoneNumberType::TollFree,
        PhoneNumberAssignmentType::Application,
        PhoneNumberCapabilities::new(
            PhoneNumberCapabilityType::Outbound,
            PhoneNumberCapabilityType::None,
        ),
    )
}

fn reservation(id: &str, numbers: &Value) -> Value {
    json!({ "id": id, "expiresAt": "2025-08-14T23:21:56Z", "phoneNumbers": numbers })
}

fn says(refused: &Error, part: &str) {
    let text = refused.to_string();
    assert!(refused.is_unexpected_answer(), "{text}");
    assert!(text.contains(part), "{text}");
}

/// Adds one number and takes another one out.
async fn change(answer: &Value) -> Result<()> {
    let id: ReservationId = ID.parse().unwrap();
    let update = ReservationUpdate::new(id)
        .add(&on_offer("+14155550100"))
        .add(&on_offer("+14155550101"))
        .remove(&number("+14155550101"));
    let client = answering(answer);
    client.create_or_update_reservation(&update).await?;
    Ok(())
}

#[tokio::test]
async fn a_reservation_shows_what_was_added_and_removed() {
    let failed = json!({ "error": { "code": "FailedToReleaseNumber" } });
    for numbers in [
        json!({ "14155550100": {} }),
        json!({ "14155550100": { "status": "error" }, "14155550101": null, "1": {} }),
        json!({ "14155550100": {}, "14155550101": failed }),
    ] {
        change(&reservation(ID, &numbers)).await.unwrap();
    }
    let read = "read the reservation to see what it holds";
    for (id, numbers, problem) in [
        (ID, json!(null), "lacks a number that was added"),
        (
            ID,
            json!({ "14155550100": null }),
            "lacks a number that was added",
        ),
        (
            ID,
            json!({ "14155550100": {}, "14155550101": {} }),
            "still has a number that was removed",
        ),
        (
            OTHER,
            json!({ "14155550100": {} }),
            "is about another reservation",
        ),
    ] {
        let refused = change(&reservation(id, &numbers)).await.unwrap_err();
        says(&refused, problem);
        says(&refused, read);
    }
}

#[tokio::test]
async fn a_reservation_that_is_read_is_the_one_asked_about() {
    let id: ReservationId = ID.parse().unwrap();
    let client = answering(&reservation(ID, &json!({})));
    assert_eq!(client.get_reservation(&id).await.unwrap().id, id);
    let client = answering(&reservation(OTHER, &json!({})));
    let refused = client.get_reservation(&id).await.unwrap_err();
    says(&refused, "is about another reservation");
}

#[tokio::test]
async fn operator_information_is_about_the_numbers_asked_about() {
    let asked = [number("+14155550100"), number("+14155550101")];
    let known = |numbers: [&str; 2]| {
        let values = numbers.map(|number| json!({ "phoneNumber": number }));
        answering(&json!({ "values": values }))
    };
    let client = known(["14155550101", "+14155550100"]);
    let read = client.search_operator_information(&asked, None).await;
    assert_eq!(read.unwrap().len(), 2);
    let client = known(["+14155550101", "+14155550109"]);
    let refused = client.search_operator_information(&asked, None).await;
    says(&refused.unwrap_err(), "is about another number");
}

#[tokio::test]
async fn one_odd_field_ends_no_list() {
    let entry = |date: Value| json!({ "id": "14155550100", "purchaseDate": date, "cost": "" });
    let client = answering(&json!({
        "phoneNumbers": [entry(json!("yesterday")), entry(json!(null)), entry(json!({}))],
    }));
    let owned: Vec<_> = client
        .list_purchased_phone_numbers(None)
        .try_collect()
        .await
        .unwrap();
    assert!(owned.iter().all(|it| it.purchase_date.is_none()));
    assert_eq!(owned.len(), 3);
    let client = answering(&json!({ "phoneNumbers": null }));
    let mut none = client.list_purchased_phone_numbers(None);
    assert!(none.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_purchase_is_found_whatever_its_operation_lacks() {
    let search = SearchId::new("s1").unwrap();
    for odd in [
        json!({}),
        json!({ "status": 7, "error": { "details": [7] } }),
    ] {
        let found = answering(&odd).find_purchase(&search).await.unwrap();
        assert_eq!(found.unwrap().status.as_str(), "");
    }
}
