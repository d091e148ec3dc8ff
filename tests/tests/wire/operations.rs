//! Long-running operations by their id, and operators.

use std::{slice, sync::Arc};

use acs_phone_numbers::{OperationId, OperatorInformationOptions, PhoneNumber};
use acs_tests::{
    Answer, Outcome, Script,
    answers::{SEARCH, SEARCHING, error, not_found},
};
use serde_json::json;

use crate::search::request;

pub(crate) async fn get_operation() -> Outcome<Arc<Script>> {
    let script = Script::new([
        SEARCHING.status("notStarted"),
        SEARCHING.failed(),
        not_found("operationId", "purchase_1"),
    ]);
    let client = script.phone_numbers()?;
    let id = OperationId::new(format!("search_{SEARCH}"))?;
    script.decoded(&client.get_operation(&id).await?, "")?;
    script.decoded(&client.get_operation(&id).await?, "")?;
    script.refused(client.get_operation(&OperationId::new("purchase_1")?).await)?;
    Ok(script)
}

pub(crate) async fn cancel_operation() -> Outcome<Arc<Script>> {
    let script = Script::new([
        Answer::status(204),
        SEARCHING.accepted(),
        Answer::status(204),
        not_found("operationId", &format!("search_{SEARCH}")),
        not_found("operationId", "search_1"),
    ]);
    let client = script.phone_numbers()?;
    let id = OperationId::new(format!("search_{SEARCH}"))?;
    client.cancel_operation(&id).await?;
    // The poller of an operation cancels it by the address that the service gave, and looks
    // whether it had ended before that.
    let mut poller = client
        .begin_search_available_phone_numbers(&request()?)
        .await?;
    poller.cancel().await?;
    script.refused(poller.await)?;
    script.refused(
        client
            .cancel_operation(&OperationId::new("search_1")?)
            .await,
    )?;
    Ok(script)
}

pub(crate) async fn operator_information_search() -> Outcome<Arc<Script>> {
    let bare = json!({
        "phoneNumber": "+18005550123",
        "nationalFormat": "(800) 555-0123",
        "internationalFormat": "+1 800-555-0123",
        "isoCountryCode": null,
        "numberType": null,
        "operatorDetails": null,
    });
    let mut detailed = bare.clone();
    detailed["isoCountryCode"] = json!("US");
    detailed["numberType"] = json!("other");
    detailed["operatorDetails"] = json!({
        "name": "Multiple OCN Listing",
        "mobileNetworkCode": null,
        "mobileCountryCode": null,
    });
    let script = Script::new([
        Answer::ok(json!({ "values": [bare] })),
        Answer::ok(json!({ "values": [detailed] })),
        error(400, "BadRequest", "Can only accept one phoneNumber"),
    ]);
    let client = script.phone_numbers()?;
    let (one, two) = (
        PhoneNumber::new("+18005550123")?,
        PhoneNumber::new("+18005550124")?,
    );
    let details = OperatorInformationOptions::default().include_additional_operator_details(true);
    for options in [None, Some(details)] {
        let known = client
            .search_operator_information(slice::from_ref(&one), options)
            .await?;
        script.decoded(&known, "/values")?;
    }
    script.refused(client.search_operator_information(&[one, two], None).await)?;
    Ok(script)
}
