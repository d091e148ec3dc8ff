//! The table of operations, and what the calls promise to the compiler.

use std::collections::BTreeSet;

use acs_phone_numbers_generated::{Client, operations::OPERATIONS, parameters, types};

#[test]
fn long_running_operations_are_known() {
    let long: Vec<_> = OPERATIONS
        .iter()
        .filter(|row| row.long_running)
        .map(|row| row.id)
        .collect();
    assert_eq!(
        long,
        [
            "purchase_phone_numbers",
            "purchase_reservation",
            "release_phone_number",
            "search_available_phone_numbers",
            "update_capabilities",
        ]
    );
}

#[test]
fn merge_patches_are_known() {
    let patches: Vec<_> = OPERATIONS
        .iter()
        .filter(|row| row.content_type == Some("application/merge-patch+json"))
        .map(|row| (row.id, row.method))
        .collect();
    assert_eq!(
        patches,
        [
            ("create_or_update_reservation", "PATCH"),
            ("update_capabilities", "PATCH")
        ]
    );
}

#[test]
fn statuses_of_success_are_known() {
    let several: Vec<_> = OPERATIONS
        .iter()
        .filter(|row| row.success.len() > 1)
        .map(|row| (row.id, row.success))
        .collect();
    assert_eq!(
        several,
        [("create_or_update_reservation", [200, 201, 207].as_slice())]
    );
    assert!(OPERATIONS.iter().all(|row| !row.success.is_empty()));
}

#[test]
fn every_operation_has_an_id_of_its_own() {
    let ids: BTreeSet<_> = OPERATIONS.iter().map(|row| row.id).collect();
    assert_eq!((ids.len(), OPERATIONS.len()), (20, 20));
}

#[test]
fn lists_tell_what_a_page_is_made_of() {
    let pages: Vec<_> = OPERATIONS
        .iter()
        .filter_map(|row| Some((row.id, row.page?.items, row.page?.next_link)))
        .collect();
    assert_eq!(
        pages,
        [
            ("list_area_codes", "areaCodes", "nextLink"),
            ("list_available_countries", "countries", "nextLink"),
            (
                "list_available_localities",
                "phoneNumberLocalities",
                "nextLink"
            ),
            ("list_offerings", "phoneNumberOfferings", "nextLink"),
            ("list_phone_numbers", "phoneNumbers", "nextLink"),
            ("list_reservations", "reservations", "nextLink"),
        ]
    );
}

/// Compiles only if the futures can move between threads.
#[expect(dead_code, reason = "the compiler is the test")]
fn futures_are_send(
    client: &Client,
    id: &uuid::Uuid,
    reservation: &types::PhoneNumbersReservation,
    capabilities: &types::PhoneNumberCapabilitiesRequest,
    offerings: parameters::ListOfferings<'_>,
) {
    fn send<F: Future + Send>(_: F) {}
    send(client.list_phone_numbers(parameters::ListPhoneNumbers::default()));
    send(client.get_by_number(""));
    send(client.create_or_update_reservation(id, reservation));
    send(client.update_capabilities("", capabilities));
    send(client.list_offerings(offerings));
}
