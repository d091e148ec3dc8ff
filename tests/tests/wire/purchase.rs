//! Buying.

use std::sync::Arc;

use acs_phone_numbers::{PurchaseOptions, ReservationId, SearchId};
use acs_tests::{
    API_VERSION, Answer, Outcome, Script,
    answers::{PURCHASE, RESERVATION, RESERVATION_PURCHASE, SEARCH, error},
};

pub(crate) async fn purchase_phone_numbers() -> Outcome<Arc<Script>> {
    let script = Script::new([
        PURCHASE.accepted(),
        PURCHASE.status("running"),
        PURCHASE.status("succeeded"),
        PURCHASE.accepted(),
        PURCHASE.failed(),
        error(
            400,
            "BadRequest",
            "Do not resell agreement was not provided and it is required for this purchase.",
        ),
        Answer::status(500),
    ]);
    let client = script.phone_numbers()?;
    let (search, agreed) = (
        SearchId::new(SEARCH)?,
        PurchaseOptions::default().agree_to_not_resell(true),
    );
    let mut poller = client
        .begin_purchase_phone_numbers(&search, Some(agreed))
        .await?;
    script.gave(&poller);
    script.gave(&poller.poll().await?);
    script.gave(&poller.wait().await?);
    let failing = client
        .begin_purchase_phone_numbers(&search, Some(agreed))
        .await?;
    script.refused(failing.await)?;
    script.refused(client.begin_purchase_phone_numbers(&search, None).await)?;
    script.refused(client.begin_purchase_phone_numbers(&search, None).await)?;
    Ok(script)
}

pub(crate) async fn purchase_reservation() -> Outcome<Arc<Script>> {
    let script = Script::new([
        RESERVATION_PURCHASE.accepted(),
        // The status of this kind of operation says where it is to be found, as no other does.
        RESERVATION_PURCHASE.status("running").header(
            "operation-location",
            format!(
                "/phoneNumbers/operations/{}?api-version={API_VERSION}",
                RESERVATION_PURCHASE.operation_id()
            ),
        ),
        RESERVATION_PURCHASE.status("succeeded"),
        RESERVATION_PURCHASE.accepted(),
        RESERVATION_PURCHASE.failed(),
        error(
            400,
            "BadRequest",
            "Consent not provided to not resell the phone numbers",
        ),
    ]);
    let client = script.phone_numbers()?;
    let reservation = ReservationId::new(RESERVATION)?;
    let mut poller = client
        .begin_purchase_reservation(&reservation, None)
        .await?;
    script.gave(&poller);
    script.gave(&poller.poll().await?);
    script.gave(&poller.wait().await?);
    let failing = client
        .begin_purchase_reservation(&reservation, None)
        .await?;
    script.refused(failing.await)?;
    let not_agreed = PurchaseOptions::default().agree_to_not_resell(false);
    script.refused(
        client
            .begin_purchase_reservation(&reservation, Some(not_agreed))
            .await,
    )?;
    Ok(script)
}
