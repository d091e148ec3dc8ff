use serde_json::{Value, json};

use super::{
    document,
    notes::{CLIENTS, Notes},
};

#[test]
fn an_operation_counts_only_with_success_and_for_each_client() {
    let lines = r#"{"client":"JavaScript","operation":"Get","status":200}
{"client":"JavaScript","operation":"Get","status":404}
{"client":"Python","operation":"Get","status":404}
{"client":"Python aio","operation":"Get","status":0}
{"client":"Python aio","operation":null,"status":404}
"#;
    let notes = Notes::of(&["Get"], lines).unwrap();
    assert_eq!(notes.missing(), ["Get with Python", "Get with Python aio"]);
    assert!(notes.table().contains("| Get | 200 404 | 404 |  |"));
    let all = CLIENTS
        .map(|it| format!("{{\"client\":\"{it}\",\"operation\":\"Get\",\"status\":204}}"))
        .join("\n");
    assert!(Notes::of(&["Get"], &all).unwrap().missing().is_empty());
}

#[test]
fn notes_that_are_no_json_are_an_error() {
    assert!(Notes::of(&[], "no json").is_err());
}

#[test]
fn documents_are_merged_with_what_the_service_does() {
    let specs = crate::workspace().unwrap().join("specs");
    let kept = |name| -> Value {
        serde_json::from_str(&document::as_kept(&specs, name).unwrap()).unwrap()
    };
    let phone_numbers = kept("phone-numbers");
    let search = "/paths/~1availablePhoneNumbers~1countries~1{countryCode}~1:search/post";
    let accepted = phone_numbers.pointer(&format!("{search}/responses/202"));
    let accepted = accepted.unwrap().as_object().unwrap();
    assert!(accepted.contains_key("headers") && !accepted.contains_key("content"));
    let link = "/components/schemas/PhoneNumberCountries/properties/nextLink";
    let link = phone_numbers.pointer(link).unwrap();
    assert_eq!(
        (&link["type"], &link["nullable"]),
        (&json!("string"), &json!(true))
    );
    let version = "/components/parameters/ApiVersionParameter/schema/enum/0";
    assert_eq!(
        kept("sip-routing").pointer(version),
        Some(&json!("2023-03-01"))
    );
}
