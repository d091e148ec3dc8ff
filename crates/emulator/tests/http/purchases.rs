//! Searching, purchasing, changing and releasing numbers, down to the bytes.

use acs_emulator::PhoneNumberType;

use crate::client::{Client, repeatable};

const SEARCH: &str = "/availablePhoneNumbers/countries/US/:search?api-version=2025-06-01";
const PURCHASE: &str = "/availablePhoneNumbers/:purchase?api-version=2025-06-01";

#[tokio::test]
async fn a_search_as_the_service_answers_it() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let body = r#"{"phoneNumberType":"tollFree","assignmentType":"application","capabilities":{"calling":"outbound","sms":"none"},"quantity":1}"#;
    let started = client.post(SEARCH, body).await.expect(202);
    let id = started.header("search-id");
    let location = format!("/availablePhoneNumbers/searchResults/{id}?api-version=2025-06-01");
    let operation = format!("/phoneNumbers/operations/search_{id}?api-version=2025-06-01");
    assert_eq!(started.header("operation-location"), operation);
    assert_eq!(started.header("operation-id"), format!("search_{id}"));
    assert_eq!(started.header("location"), location);
    assert_eq!(
        started.header("access-control-expose-headers"),
        "Location,Operation-Location,operation-id,search-id"
    );
    assert_eq!(
        (started.body.as_str(), started.header("content-length")),
        ("", "0")
    );
    assert!(!started.has("content-type"));

    for status in [
        "notStarted",
        "notStarted",
        "running",
        "succeeded",
        "succeeded",
    ] {
        let polled = client.get(&operation).await.expect(200);
        assert_eq!(
            polled.body,
            format!(
                r#"{{"operationType":"search","status":"{status}","resourceLocation":"{location}","createdDateTime":"2025-06-17T16:40:22.5120904+00:00","id":"search_{id}","lastActionDateTime":"0001-01-01T00:00:00+00:00"}}"#
            )
        );
        assert_eq!(polled.header("location"), location);
        assert_eq!(polled.header("access-control-expose-headers"), "Location");
    }
    let result = client.get(&location).await.expect(200);
    assert_eq!(
        result.body,
        format!(
            r#"{{"searchId":"{id}","phoneNumbers":["+18445550100"],"phoneNumberType":"tollFree","assignmentType":"application","capabilities":{{"calling":"outbound","sms":"none"}},"cost":{{"amount":2.0,"currencyCode":"USD","billingFrequency":"monthly"}},"searchExpiresBy":"2025-06-17T16:56:22.5120904+00:00","isAgreementToNotResellRequired":false,"error":"NoError"}}"#
        )
    );
}

#[tokio::test]
async fn a_purchase_as_the_service_answers_it() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let id = client
        .search(r#"{"phoneNumberType":"tollFree","assignmentType":"application","capabilities":{"calling":"outbound","sms":"none"}}"#)
        .await;
    let started = client
        .post(PURCHASE, &format!(r#"{{"searchId":"{id}"}}"#))
        .await
        .expect(202);
    let operation = format!("/phoneNumbers/operations/purchase_{id}?api-version=2025-06-01");
    assert_eq!(started.header("operation-location"), operation);
    assert_eq!(started.header("operation-id"), format!("purchase_{id}"));
    assert_eq!(started.header("purchase-id"), id);
    assert_eq!(
        started.header("access-control-expose-headers"),
        "Operation-Location,operation-id,purchase-id"
    );
    assert_eq!(
        (started.body.as_str(), started.header("content-length")),
        ("", "0")
    );
    assert!(!started.has("location"));

    let polled = client.get(&operation).await.expect(200);
    assert_eq!(
        polled.body,
        format!(
            r#"{{"operationType":"purchase","status":"running","resourceLocation":null,"createdDateTime":"2025-06-17T16:40:22.5120904+00:00","id":"purchase_{id}","lastActionDateTime":"0001-01-01T00:00:00+00:00"}}"#
        )
    );
    assert!(!polled.has("location") && !polled.has("access-control-expose-headers"));
    let statuses: Vec<_> = client
        .finish(&started)
        .await
        .iter()
        .map(|it| it["status"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(statuses, ["running", "notStarted", "succeeded"]);

    let expected = r#"{"id":"18445550100","phoneNumber":"+18445550100","countryCode":"US","phoneNumberType":"tollFree","capabilities":{"calling":"outbound","sms":"none"},"assignmentType":"application","purchaseDate":"2025-06-17T16:40:22.5120904+00:00","cost":{"amount":2.0,"currencyCode":"USD","billingFrequency":"monthly"}}"#;
    for number in ["%2B18445550100", "+18445550100"] {
        let target = format!("/phoneNumbers/{number}?api-version=2025-06-01");
        assert_eq!(client.get(&target).await.expect(200).body, expected);
    }
}

#[tokio::test]
async fn a_change_of_capabilities_as_the_service_answers_it() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let started = client
        .patch(
            "/phoneNumbers/%2B18335550100/capabilities?api-version=2025-06-01",
            r#"{"calling":"inbound"}"#,
        )
        .await
        .expect(202);
    let id = started.header("capabilities-id");
    assert_eq!(
        started.body,
        format!(r#"{{"capabilitiesUpdateId":"{id}"}}"#)
    );
    assert_eq!(started.header("content-length"), "63");
    assert_eq!(
        started.header("content-type"),
        "application/json; charset=utf-8"
    );
    assert!(!started.has("accept-ranges"));
    assert_eq!(started.header("operation-id"), format!("capabilities_{id}"));
    let location = "/phoneNumbers/+18335550100?api-version=2025-06-01";
    assert_eq!(started.header("location"), location);
    assert_eq!(
        started.header("access-control-expose-headers"),
        "Operation-Location,Location,operation-id,capabilities-id"
    );
    let polled = client
        .get(started.header("operation-location"))
        .await
        .expect(200);
    assert_eq!(polled.header("location"), location);
    assert_eq!(
        polled.json()["operationType"],
        "updatePhoneNumberCapabilities"
    );
    assert_eq!(polled.json()["resourceLocation"], location);
    client.finish(&started).await;
    let changed = client.get(location).await.expect(200).json();
    assert_eq!(
        changed["capabilities"].to_string(),
        r#"{"calling":"inbound","sms":"outbound"}"#
    );
}

#[tokio::test]
async fn a_release_as_the_service_answers_it() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let target = "/phoneNumbers/%2B18335550100?api-version=2025-06-01";
    let started = client.delete(target).await.expect(202);
    let id = started.header("release-id");
    assert_eq!(started.header("operation-id"), format!("release_{id}"));
    assert_eq!(
        started.header("access-control-expose-headers"),
        "Operation-Location,operation-id,release-id"
    );
    assert!(!started.has("location"));
    let seen = client.finish(&started).await;
    let last = seen.last().unwrap();
    assert_eq!(last["operationType"], "releasePhoneNumber");
    assert_eq!(last["status"], "succeeded");
    assert!(last["resourceLocation"].is_null() && last.get("error").is_none());
    client.get(target).await.expect(404);
    let available = emulator.available_numbers("US", PhoneNumberType::TollFree);
    assert!(available.contains(&"+18335550100".to_owned()));
}

#[tokio::test]
async fn a_release_of_what_is_not_owned_fails_later() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    for number in ["+14155550199", "nonsense"] {
        let target = format!("/phoneNumbers/{number}?api-version=2025-06-01");
        let started = client.delete(&target).await.expect(202);
        let last = client.finish(&started).await.pop().unwrap();
        assert_eq!(last["status"], "failed");
        assert_eq!(
            last["error"].to_string(),
            r#"{"code":"InsufficientPermissions","message":"Phone number not owned by this resource.","target":"phonenumber"}"#
        );
    }
}

#[tokio::test]
async fn some_countries_ask_for_an_agreement() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let target = "/availablePhoneNumbers/countries/FR/:search?api-version=2025-06-01";
    let body = r#"{"phoneNumberType":"tollFree","assignmentType":"application","capabilities":{"calling":"inbound","sms":"none"}}"#;
    let started = client.post(target, body).await.expect(202);
    client.finish(&started).await;
    let result = client
        .get(started.header("location"))
        .await
        .expect(200)
        .json();
    assert_eq!(result["isAgreementToNotResellRequired"], true);
    assert_eq!(result["cost"]["amount"].to_string(), "8.0");
    let id = started.header("search-id");
    for agreement in [
        "",
        r#","agreeToNotResell":false"#,
        r#","agreeToNotResell":null"#,
    ] {
        let refused = client
            .post(PURCHASE, &format!(r#"{{"searchId":"{id}"{agreement}}}"#))
            .await;
        assert_eq!(
            refused.expect(400).body,
            r#"{"error":{"code":"BadRequest","message":"Do not resell agreement was not provided and it is required for this purchase."}}"#
        );
    }
    let body = format!(r#"{{"searchId":"{id}","agreeToNotResell":true}}"#);
    let started = client.post(PURCHASE, &body).await.expect(202);
    client.finish(&started).await;
    assert_eq!(emulator.owned_numbers().len(), 4);
}

#[tokio::test]
async fn a_hold_runs_out() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let before = emulator.available_numbers("US", PhoneNumberType::Geographic);
    let id = client
        .search(r#"{"phoneNumberType":"geographic","assignmentType":"person","capabilities":{"calling":"inbound","sms":"none"},"areaCode":"425","quantity":3}"#)
        .await;
    let result = format!("/availablePhoneNumbers/searchResults/{id}?api-version=2025-06-01");
    let found = client.get(&result).await.expect(200).json();
    // The first number of the block is owned.
    assert_eq!(
        found["phoneNumbers"].to_string(),
        r#"["+14255550101","+14255550102","+14255550103"]"#
    );
    let during = emulator.available_numbers("US", PhoneNumberType::Geographic);
    assert_eq!(during.len(), before.len() - 3);
    emulator.advance(std::time::Duration::from_secs(16 * 60));
    client.get(&result).await.expect(404);
    client
        .post(PURCHASE, &format!(r#"{{"searchId":"{id}"}}"#))
        .await
        .expect(404);
    assert_eq!(
        emulator.available_numbers("US", PhoneNumberType::Geographic),
        before
    );
}
