//! What is read from the service and sent to it, as JSON.

use acs_phone_numbers_generated::types::{
    AvailablePhoneNumber, CommunicationErrorResponse, OperatorInformationResult,
    PhoneNumberCapabilitiesRequest, PhoneNumberCapabilityType, PhoneNumberCountries,
    PhoneNumberLocalities, PhoneNumberOperation, PhoneNumberSearchRequest, PhoneNumberSearchResult,
    PhoneNumberSearchResultError, PhoneNumbersReservation, PhoneNumbersReservationPurchaseRequest,
};
use serde::{Serialize, de::DeserializeOwned};

/// An available number as the service writes it, in the order of the document.
const AVAILABLE: &str = r#"{"id":"14155550100","countryCode":"US","phoneNumber":"+14155550100","capabilities":{"calling":"inbound+outbound","sms":"none"},"phoneNumberType":"geographic","assignmentType":"application","cost":{"amount":1.0,"currencyCode":"USD","billingFrequency":"monthly"},"status":"available"}"#;

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

#[test]
fn an_available_number_comes_back_as_it_was_in_the_same_order() {
    assert_eq!(written(&read::<AvailablePhoneNumber>(AVAILABLE)), AVAILABLE);
}

#[test]
fn a_reservation_keeps_its_nulls_and_the_order_of_its_numbers() {
    let text = format!(r#"{{"phoneNumbers":{{"9":{AVAILABLE},"1":null,"5":{AVAILABLE}}}}}"#);
    let reservation: PhoneNumbersReservation = read(&text);
    let numbers = reservation.phone_numbers.as_ref().unwrap();
    assert_eq!(numbers.keys().collect::<Vec<_>>(), ["9", "1", "5"]);
    assert!(numbers["1"].is_none());
    assert_eq!(written(&reservation), text);
}

#[test]
fn an_empty_reservation_is_not_an_absent_one() {
    let empty = PhoneNumbersReservation {
        phone_numbers: Some(indexmap::IndexMap::new()),
        ..PhoneNumbersReservation::default()
    };
    assert_eq!(written(&empty), r#"{"phoneNumbers":{}}"#);
    assert_eq!(written(&PhoneNumbersReservation::default()), "{}");
}

#[test]
fn explicit_nulls_are_read_as_absent() {
    let result: OperatorInformationResult = read(
        r#"{"values":[{"phoneNumber":"+1","nationalFormat":null,"internationalFormat":null,
            "isoCountryCode":null,"numberType":null,"operatorDetails":null}]}"#,
    );
    let values = result.values.unwrap();
    assert!(values[0].operator_details.is_none() && values[0].number_type.is_none());

    let localities: PhoneNumberLocalities = read(
        r#"{"phoneNumberLocalities":[{"localizedName":"Dublin","administrativeDivision":null}],
            "nextLink":null}"#,
    );
    assert!(localities.next_link.is_none());
    assert!(
        localities.phone_number_localities.unwrap()[0]
            .administrative_division
            .is_none()
    );

    let failure: CommunicationErrorResponse = read(
        r#"{"error":{"code":"a","message":"b","target":null,"details":null,"innererror":null}}"#,
    );
    assert!(failure.error.details.is_none() && failure.error.innererror.is_none());
}

#[test]
fn a_list_may_be_null_or_absent() {
    for text in [r#"{"countries":null}"#, "{}"] {
        assert!(read::<PhoneNumberCountries>(text).countries.is_none());
    }
}

#[test]
fn unknown_fields_are_passed_over() {
    let countries: PhoneNumberCountries = read(r#"{"countries":[],"newField":{"a":1}}"#);
    assert_eq!(countries.countries.map(|list| list.len()), Some(0));
}

#[test]
fn unknown_values_survive() {
    let text = r#"{"calling":"video","sms":"inbound+outbound"}"#;
    let request: PhoneNumberCapabilitiesRequest = read(text);
    let video = PhoneNumberCapabilityType::UnknownValue("video".to_owned());
    assert_eq!(request.calling, Some(Some(video)));
    assert_eq!(
        request.sms,
        Some(Some(PhoneNumberCapabilityType::InboundOutbound))
    );
    assert_eq!(written(&request), text);
}

#[test]
fn open_enums_speak_the_language_of_the_wire() {
    let known: PhoneNumberCapabilityType = "inbound+outbound".parse().unwrap();
    assert_eq!(known, PhoneNumberCapabilityType::InboundOutbound);
    assert_eq!(known.to_string(), "inbound+outbound");
    assert_eq!(known.as_str(), "inbound+outbound");
}

#[test]
fn times_are_read_with_seven_digits_and_offset() {
    let operation: PhoneNumberOperation = read(
        r#"{"operationType":"purchase","status":"running","resourceLocation":null,
            "createdDateTime":"2025-06-17T16:40:22.5120904+00:00","id":"purchase_1",
            "lastActionDateTime":"0001-01-01T00:00:00+00:00"}"#,
    );
    assert_eq!(
        operation.created_date_time,
        Some("2025-06-17T16:40:22.5120904Z".parse().unwrap())
    );
    assert!(operation.last_action_date_time.is_some());
}

#[test]
fn a_search_result_with_an_error_is_read() {
    let result: PhoneNumberSearchResult = read(
        r#"{"searchId":"1","phoneNumbers":[],"phoneNumberType":"tollFree",
            "assignmentType":"application","capabilities":{"calling":"none","sms":"none"},
            "cost":{"amount":2.0,"currencyCode":"USD","billingFrequency":"monthly"},
            "searchExpiresBy":"2025-06-17T16:56:29.2756718+00:00","errorCode":2,
            "error":"OutOfStock"}"#,
    );
    assert_eq!(result.error, Some(PhoneNumberSearchResultError::OutOfStock));
}

#[test]
fn a_search_sends_no_quantity_of_its_own() {
    let text = r#"{"phoneNumberType":"tollFree","assignmentType":"application","capabilities":{"calling":"inbound","sms":"none"}}"#;
    assert_eq!(written(&read::<PhoneNumberSearchRequest>(text)), text);
}

#[test]
fn the_purchase_of_a_reservation_may_say_nothing() {
    let silent = PhoneNumbersReservationPurchaseRequest::default();
    assert_eq!(written(&silent), "{}");
    let agreed = PhoneNumbersReservationPurchaseRequest {
        agree_to_not_resell: Some(true),
    };
    assert_eq!(written(&agreed), r#"{"agreeToNotResell":true}"#);
}
