//! The versions that older clients send, and how their answers differ.

use serde_json::Value;

use crate::client::{Client, repeatable};

const OLDEST: &str = "2021-03-07";
const IN_USE: [&str; 5] = [
    OLDEST,
    "2022-12-01",
    "2025-02-11",
    "2025-04-01",
    "2025-06-01",
];
const SEARCH: &str = r#"{"phoneNumberType":"tollFree","assignmentType":"application","capabilities":{"calling":"outbound","sms":"none"}}"#;

#[tokio::test]
async fn each_goes_from_search_to_release() {
    for version in IN_USE {
        let emulator = repeatable().start().await.unwrap();
        let client = Client::new(&emulator);
        let at = |path: &str| format!("{path}?api-version={version}");
        let path = at("/availablePhoneNumbers/countries/US/:search");
        let started = client.post(&path, SEARCH).await.expect(202);
        let location = started.header("location").to_owned();
        assert!(location.ends_with(&at("")), "{location}");
        client.finish(&started).await;
        let found = client.get(&location).await.expect(200);
        let is_newest = version == "2025-06-01";
        let end = r#""isAgreementToNotResellRequired":false,"error":"NoError"}"#;
        assert_eq!(found.body.ends_with(end), is_newest, "{}", found.body);
        let is_old = version < "2025";
        assert_eq!(found.has("content-length"), !is_old, "{version}");
        let id = started.header("search-id");
        let body = format!(r#"{{"searchId":"{id}"}}"#);
        let started = client
            .post(&at("/availablePhoneNumbers/:purchase"), &body)
            .await;
        client.finish(&started).await;
        let number = found.json()["phoneNumbers"][0].as_str().unwrap().to_owned();
        assert!(emulator.owned_numbers().contains(&number));
        let listed = client.get(&at("/phoneNumbers")).await.expect(200);
        assert_eq!(listed.has("transfer-encoding"), is_old, "{version}");
        let started = client.delete(&at(&format!("/phoneNumbers/{number}"))).await;
        assert_eq!(started.header("content-length"), "0");
        client.finish(&started).await;
        assert!(!emulator.owned_numbers().contains(&number));
    }
}

#[tokio::test]
async fn foreign_numbers_are_hidden_by_older_ones() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    for version in IN_USE {
        for number in ["+14155550100", "invalid_phone_number"] {
            let path = format!("/phoneNumbers/{number}/capabilities?api-version={version}");
            let refused = client.patch(&path, r#"{"calling":"none"}"#).await;
            let (status, code) = if version < "2025" {
                (404, "InternalError")
            } else {
                (403, "InsufficientPermissions")
            };
            let refused = refused.expect(status);
            assert_eq!(refused.json()["error"]["code"], code, "{version}");
            assert!(refused.has("api-supported-versions"));
        }
    }
}

#[tokio::test]
async fn browsed_numbers_named_the_agreement_once() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    for (version, expected) in [
        ("2025-04-01", Value::Bool(true)),
        ("2025-06-01", Value::Null),
    ] {
        let path = format!("/availablePhoneNumbers/countries/FR/:browse?api-version={version}");
        let body = r#"{"phoneNumberType":"tollFree"}"#;
        let browsed = client.post(&path, body).await.expect(200).json();
        let number = &browsed["phoneNumbers"][0];
        assert_eq!(
            number["isAgreementToNotResellRequired"], expected,
            "{version}"
        );
    }
}

#[tokio::test]
async fn what_a_version_lacks_it_refuses() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    for (path, first) in [
        ("/phoneNumbers", OLDEST),
        ("/availablePhoneNumbers/countries/US/offerings", OLDEST),
        ("/availablePhoneNumbers/countries", "2022-12-01"),
        ("/availablePhoneNumbers/reservations", "2025-04-01"),
    ] {
        for version in IN_USE {
            let reply = client.get(&format!("{path}?api-version={version}")).await;
            let status = if version < first { 400 } else { 200 };
            reply.expect(status);
        }
    }
    for version in ["2024-05-01-preview", "2023-03-01", "2025-06-02", ""] {
        let reply = client
            .get(&format!("/phoneNumbers?api-version={version}"))
            .await;
        let code = reply.expect(400).json()["error"]["code"].clone();
        assert_eq!(code, "UnsupportedApiVersion", "{version}");
    }
}
