//! Looking for numbers.

use std::sync::Arc;

use acs_phone_numbers::{
    AreaCode, BrowseRequest, CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilities,
    PhoneNumberCapabilityType, PhoneNumberPrefix, PhoneNumberType, Quantity, SearchId,
    SearchRequest,
};
use acs_tests::{
    Answer, Outcome, Script,
    answers::{
        SEARCH, SEARCHING, available_number, no_such_plan, not_found, search_result,
        unknown_country,
    },
};
use serde_json::json;

pub(crate) fn request() -> Outcome<SearchRequest> {
    let capabilities = PhoneNumberCapabilities::new(
        PhoneNumberCapabilityType::Outbound,
        PhoneNumberCapabilityType::None,
    );
    let (kind, user) = (
        PhoneNumberType::TollFree,
        PhoneNumberAssignmentType::Application,
    );
    Ok(
        SearchRequest::new(CountryCode::new("US")?, kind, user, capabilities)
            .area_code(AreaCode::new("833")?)
            .quantity(Quantity::of::<2>()),
    )
}

pub(crate) async fn search_available_phone_numbers() -> Outcome<Arc<Script>> {
    let script = Script::new([
        SEARCHING.accepted(),
        SEARCHING.status("notStarted"),
        SEARCHING.status("succeeded"),
        Answer::ok(search_result()),
        SEARCHING.accepted(),
        SEARCHING.failed(),
        no_such_plan(),
    ]);
    let client = script.phone_numbers()?;
    let request = request()?;
    let mut poller = client
        .begin_search_available_phone_numbers(&request)
        .await?;
    script.gave(&poller);
    script.gave(&poller.poll().await?);
    script.decoded(&poller.wait().await?, "")?;
    let failing = client
        .begin_search_available_phone_numbers(&request)
        .await?;
    script.refused(failing.await)?;
    script.refused(client.begin_search_available_phone_numbers(&request).await)?;
    Ok(script)
}

pub(crate) async fn get_search_result() -> Outcome<Arc<Script>> {
    let script = Script::new([
        Answer::ok(search_result()),
        not_found("searchId", "some-invalid-id"),
    ]);
    let client = script.phone_numbers()?;
    let found = client.get_search_result(&SearchId::new(SEARCH)?).await?;
    script.decoded(&found, "")?;
    let unknown = SearchId::new("some-invalid-id")?;
    script.refused(client.get_search_result(&unknown).await)?;
    Ok(script)
}

pub(crate) async fn browse_available_numbers() -> Outcome<Arc<Script>> {
    let script = Script::new([
        Answer::ok(json!({ "phoneNumbers": [available_number("available")] })),
        unknown_country(),
    ]);
    let client = script.phone_numbers()?;
    let request = BrowseRequest::new(CountryCode::new("US")?, PhoneNumberType::TollFree)
        .calling(PhoneNumberCapabilityType::Outbound)
        .sms(PhoneNumberCapabilityType::None)
        .assignment_type(PhoneNumberAssignmentType::Application)
        .phone_number_prefix(PhoneNumberPrefix::new("1415")?);
    let on_offer = client.browse_available_phone_numbers(&request).await?;
    script.decoded(&on_offer, "/phoneNumbers")?;
    let bare = BrowseRequest::new(CountryCode::new("XX")?, PhoneNumberType::Mobile);
    script.refused(client.browse_available_phone_numbers(&bare).await)?;
    Ok(script)
}
