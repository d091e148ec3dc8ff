//! No struct shows its content in `Debug`.

use acs_phone_numbers_generated::types::{OperatorInformationRequest, PhoneNumbersReservation};

#[test]
fn debug_shows_names_only() {
    let request = OperatorInformationRequest {
        phone_numbers: vec!["+14155550100".to_owned()],
        options: None,
    };
    assert_eq!(format!("{request:?}"), "OperatorInformationRequest { .. }");
    assert_eq!(format!("{request:#?}"), "OperatorInformationRequest { .. }");
}

#[test]
fn debug_of_what_holds_a_struct_shows_names_only() {
    let reservation: PhoneNumbersReservation = serde_json::from_str(
        r#"{"phoneNumbers":{"14155550100":null},"id":"6d5c3b2a-0000-4000-8000-000000000000"}"#,
    )
    .unwrap();
    assert_eq!(
        format!("{:?}", Some(&reservation)),
        "Some(PhoneNumbersReservation { .. })"
    );
}
