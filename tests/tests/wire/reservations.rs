//! Reservations.

use std::sync::Arc;

use acs_phone_numbers::{
    AvailablePhoneNumber, CountryCode, ListReservationsOptions, PageSize, PhoneNumber,
    PhoneNumberAssignmentType, PhoneNumberCapabilities, PhoneNumberCapabilityType, PhoneNumberType,
    ReservationId, ReservationUpdate,
};
use acs_tests::{
    API_VERSION, Answer, Outcome, Script,
    answers::{RESERVATION, available_number, denied, error, no_such_reservation, reservation},
};
use futures::TryStreamExt as _;
use serde_json::json;

pub(crate) async fn create_or_update_reservation() -> Outcome<Arc<Script>> {
    // A number that was just added comes without its plus.
    let mut added = available_number("reserved");
    added["phoneNumber"] = json!("14155550100");
    let mut failed = available_number("error");
    failed["error"] = json!({
        "code": "FailedToReserveNumber",
        "message": "Failed to add the number to the reservation.",
    });
    let numbers = json!({ "14155550100": added });
    let script = Script::new([
        Answer::status(201)
            .header(
                "location",
                format!("/availablePhoneNumbers/reservations/{RESERVATION}"),
            )
            .body(reservation(&numbers)),
        Answer::status(200).body(reservation(&json!({}))),
        Answer::status(207).body(reservation(&json!({ "14155550100": failed }))),
        error(400, "BadRequest", "The reservation is not active."),
    ]);
    let client = script.phone_numbers()?;
    let number = AvailablePhoneNumber::new(
        PhoneNumber::new("+14155550100")?,
        CountryCode::new("US")?,
        PhoneNumberType::TollFree,
        PhoneNumberAssignmentType::Application,
        PhoneNumberCapabilities::new(
            PhoneNumberCapabilityType::InboundOutbound,
            PhoneNumberCapabilityType::None,
        ),
    );
    let id = ReservationId::new(RESERVATION)?;
    let both = ReservationUpdate::new(id)
        .add(&number)
        .remove(&PhoneNumber::new("+14155550101")?);
    for update in [&both, &ReservationUpdate::new(id), &both] {
        let result = client.create_or_update_reservation(update).await?;
        script.gave(&result);
        let by_id: serde_json::Map<_, _> = result
            .reservation
            .phone_numbers
            .iter()
            .map(|number| Ok((number.id.to_string(), serde_json::to_value(number)?)))
            .collect::<Result<_, serde_json::Error>>()?;
        script.as_json(&by_id, "/phoneNumbers")?;
    }
    script.refused(client.create_or_update_reservation(&both).await)?;
    Ok(script)
}

pub(crate) async fn get_reservation() -> Outcome<Arc<Script>> {
    let numbers = json!({ "14155550100": available_number("reserved") });
    let script = Script::new([Answer::ok(reservation(&numbers)), no_such_reservation()]);
    let client = script.phone_numbers()?;
    let id = ReservationId::new(RESERVATION)?;
    let kept = client.get_reservation(&id).await?;
    script.gave(&kept);
    script.as_json(&kept.phone_numbers[0], "/phoneNumbers/14155550100")?;
    script.refused(client.get_reservation(&id).await)?;
    Ok(script)
}

pub(crate) async fn list_reservations() -> Outcome<Arc<Script>> {
    let next = format!(
        "/availablePhoneNumbers/reservations?maxPageSize=1&api-version={API_VERSION}&skip=1"
    );
    let summary = |status| {
        json!({
            "id": RESERVATION,
            "expiresAt": "2025-08-14T23:21:56.52742+00:00",
            "status": status,
        })
    };
    let script = Script::new([
        Answer::ok(json!({ "reservations": [summary("expired")], "nextLink": next })),
        Answer::ok(json!({ "reservations": [summary("active")], "nextLink": null })),
        denied(),
    ]);
    let client = script.phone_numbers()?;
    let options = ListReservationsOptions::default().page_size(PageSize::of::<1>());
    let mut pages = client.list_reservations(Some(options)).into_pages();
    while let Some(page) = pages.try_next().await? {
        script.decoded(&page.items, "/reservations")?;
        script.gave(&page.continuation());
    }
    script.refused(client.list_reservations(None).try_next().await)?;
    Ok(script)
}

pub(crate) async fn delete_reservation() -> Outcome<Arc<Script>> {
    let script = Script::new([Answer::status(204), no_such_reservation()]);
    let client = script.phone_numbers()?;
    let id = ReservationId::new(RESERVATION)?;
    client.delete_reservation(&id).await?;
    script.refused(client.delete_reservation(&id).await)?;
    Ok(script)
}
