mod answered;

use acs_core::{AccessKey, Error, PhoneNumber};
use futures::{StreamExt as _, TryStreamExt as _};

use super::PhoneNumbersClient;
use crate::{
    CapabilitiesUpdate, CountryCode, ListCountriesOptions, ListGeographicAreaCodesOptions,
    ListLocalitiesOptions, PurchaseOptions, ReservationId, SearchId,
};

/// Nothing listens there: whatever is sent all the same fails as a connection, which none of the
/// tests below takes for an answer.
const NOWHERE: &str = "http://127.0.0.1:1";

fn client() -> PhoneNumbersClient {
    let key = AccessKey::new("c2VjcmV0LWtleQ==").unwrap();
    PhoneNumbersClient::new(NOWHERE, key, None).unwrap()
}

#[test]
fn can_be_shared_and_sent_with_all_that_it_gives() {
    fn is_send_and_sync<T: Clone + std::fmt::Debug + Send + Sync + 'static>(_: &T) {}
    fn is_send<T: Send>(_: T) {}
    let client = client();
    is_send_and_sync(&client);
    let (search, reservation) = (SearchId::new("s1").unwrap(), ReservationId::new_random());
    is_send(client.begin_purchase_phone_numbers(&search, None));
    is_send(client.begin_purchase_reservation(&reservation, Some(PurchaseOptions::default())));
    is_send(client.list_purchased_phone_numbers(None));
}

#[test]
fn debug_shows_no_key() {
    let text = format!("{:?}", client());
    assert!(
        !text.contains("c2VjcmV0LWtleQ") && !text.contains("secret-key"),
        "{text}"
    );
}

#[test]
fn refuses_a_faulty_address_and_a_faulty_connection_string() {
    let key = AccessKey::new("c2VjcmV0LWtleQ==").unwrap();
    let remote = PhoneNumbersClient::new("http://contoso.communication.azure.com", key, None);
    assert!(remote.unwrap_err().is_invalid_input());
    let lacking = PhoneNumbersClient::from_connection_string("endpoint=https://contoso", None);
    assert!(lacking.unwrap_err().is_invalid_input());
}

#[tokio::test]
async fn refuses_faulty_input_before_anything_is_sent() {
    let client = client();
    let number = PhoneNumber::new("+14255550100").unwrap();
    let nothing = CapabilitiesUpdate::default();
    let refused = client
        .begin_update_phone_number_capabilities(&number, &nothing)
        .await;
    assert_eq!(field_of(&refused.unwrap_err()), "capabilities update");
    let refused = client.search_operator_information(&[], None).await;
    assert_eq!(field_of(&refused.unwrap_err()), "phone numbers");

    let country = CountryCode::new("US").unwrap();
    let options = ListLocalitiesOptions::default().administrative_division("");
    let refused = client
        .list_available_localities(&country, Some(options))
        .try_next()
        .await;
    assert_eq!(field_of(&refused.unwrap_err()), "administrative division");
    let options = ListGeographicAreaCodesOptions::default().locality(" ");
    let codes = client.list_available_geographic_area_codes(&country, Some(options));
    let refused = codes.into_pages().try_next().await;
    assert_eq!(field_of(&refused.unwrap_err()), "locality");
}

fn field_of(error: &Error) -> &str {
    error
        .invalid_value()
        .map_or("no invalid value", |invalid| invalid.field())
}

#[tokio::test]
async fn a_list_reports_a_continuation_that_is_not_its_own() {
    // What the list of offerings of the same resource would give.
    let of_offerings = concat!(
        "eyJraW5kIjoibGlzdF9vZmZlcmluZ3MiLCJ2ZXJzaW9uIjoiMjAyNS0wNi0wMSIsImVuZH",
        "BvaW50IjoiaHR0cDovLzEyNy4wLjAuMToxIiwibGluayI6Ii94In0",
    );
    let options = ListCountriesOptions::default().continue_from(of_offerings.parse().unwrap());
    let mut countries = client().list_available_countries(Some(options));
    let refused = countries.next().await.unwrap().unwrap_err();
    assert!(refused.is_foreign_continuation(), "{refused}");
    assert!(countries.next().await.is_none());
}
