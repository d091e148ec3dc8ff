//! The numbers that the resource owns.

use std::sync::Arc;

use acs_phone_numbers::{
    CapabilitiesUpdate, ListPurchasedPhoneNumbersOptions, PageSize, PhoneNumber,
    PhoneNumberCapabilityType, Skip,
};
use acs_tests::{
    API_VERSION, Answer, Outcome, Script,
    answers::{NUMBER, RELEASE, UPDATE, denied, fault, not_found, purchased_number},
};
use futures::TryStreamExt as _;
use serde_json::json;

pub(crate) async fn get_by_number() -> Outcome<Arc<Script>> {
    let script = Script::new([
        Answer::ok(purchased_number()),
        not_found("phoneNumber", NUMBER),
    ]);
    let client = script.phone_numbers()?;
    let number = PhoneNumber::new(NUMBER)?;
    script.decoded(&client.get_purchased_phone_number(&number).await?, "")?;
    script.refused(client.get_purchased_phone_number(&number).await)?;
    Ok(script)
}

pub(crate) async fn list_phone_numbers() -> Outcome<Arc<Script>> {
    let next = format!("/phoneNumbers?top=1&api-version={API_VERSION}&skip=8");
    let script = Script::new([
        Answer::ok(json!({ "phoneNumbers": [purchased_number()], "nextLink": next })),
        Answer::ok(json!({ "phoneNumbers": [] })),
        denied(),
    ]);
    let client = script.phone_numbers()?;
    let options = ListPurchasedPhoneNumbersOptions::default()
        .skip(Skip::of::<7>())
        .page_size(PageSize::of::<1>());
    let mut pages = client
        .list_purchased_phone_numbers(Some(options))
        .into_pages();
    while let Some(page) = pages.try_next().await? {
        script.decoded(&page.items, "/phoneNumbers")?;
        script.gave(&page.continuation());
    }
    script.refused(client.list_purchased_phone_numbers(None).try_next().await)?;
    Ok(script)
}

pub(crate) async fn update_capabilities() -> Outcome<Arc<Script>> {
    let accepted = || {
        UPDATE
            .accepted()
            .body(json!({ "capabilitiesUpdateId": UPDATE.id }))
    };
    let script = Script::new([
        accepted(),
        UPDATE.status("running"),
        UPDATE.status("succeeded"),
        Answer::ok(purchased_number()),
        accepted(),
        UPDATE.failed(),
        fault(
            403,
            &json!({
                "code": "InsufficientPermissions",
                "message": "Phone number not owned by this resource.",
                "target": "phonenumber",
            }),
        ),
    ]);
    let client = script.phone_numbers()?;
    let number = PhoneNumber::new(NUMBER)?;
    let update = CapabilitiesUpdate::default()
        .calling(PhoneNumberCapabilityType::None)
        .sms(PhoneNumberCapabilityType::Outbound);
    let mut poller = client
        .begin_update_phone_number_capabilities(&number, &update)
        .await?;
    script.gave(&poller);
    script.gave(&poller.poll().await?);
    script.decoded(&poller.wait().await?, "")?;
    let partial = CapabilitiesUpdate::default().calling(PhoneNumberCapabilityType::Inbound);
    let failing = client
        .begin_update_phone_number_capabilities(&number, &partial)
        .await?;
    script.refused(failing.await)?;
    script.refused(
        client
            .begin_update_phone_number_capabilities(&number, &update)
            .await,
    )?;
    Ok(script)
}

pub(crate) async fn release_phone_number() -> Outcome<Arc<Script>> {
    let script = Script::new([
        RELEASE.accepted(),
        RELEASE.status("running"),
        RELEASE.status("succeeded"),
        RELEASE.accepted(),
        RELEASE.failed(),
        Answer::status(500),
    ]);
    let client = script.phone_numbers()?;
    let number = PhoneNumber::new(NUMBER)?;
    let mut poller = client.begin_release_phone_number(&number).await?;
    script.gave(&poller);
    script.gave(&poller.poll().await?);
    script.gave(&poller.wait().await?);
    script.refused(client.begin_release_phone_number(&number).await?.await)?;
    script.refused(client.begin_release_phone_number(&number).await)?;
    Ok(script)
}
