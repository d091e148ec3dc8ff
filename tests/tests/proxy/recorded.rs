//! Answers that broke other clients for this service or its siblings, as their users reported them.

use std::sync::Arc;

use acs_phone_numbers::{
    CountryCode, Error, PhoneNumberAssignmentType, PhoneNumberCapabilities,
    PhoneNumberCapabilityType, PhoneNumberSearchResult, PhoneNumberType, SearchId, SearchRequest,
};
use acs_tests::{
    Outcome,
    answers::{LongRunning, PURCHASE, SEARCH, SEARCHING, search_result},
};
use serde_json::{Value, json};

use crate::{
    expect_none,
    scripted::{Answer, Scripted},
};

/// A long-running operation has begun.
pub(crate) fn accepted(operation: LongRunning) -> Answer {
    let told = operation.accepted();
    let header = |name| told.header_value(name).unwrap_or_default().to_owned();
    let answer = Answer::new(202, "")
        .header("operation-location", header("operation-location"))
        .header("operation-id", header("operation-id"));
    match operation.location() {
        Some(location) => answer.header("location", location),
        None => answer,
    }
}

/// The operation at one moment, with a field changed.
fn poll(operation: LongRunning, status: &str, field: &str, value: Value) -> Value {
    let mut body = operation.status(status).json().clone();
    body[field] = value;
    body
}

/// The operation at one moment.
pub(crate) fn at(operation: LongRunning, status: &str) -> Value {
    operation.status(status).json().clone()
}

/// Buys what a search found, from a service that answers polls like this.
pub(crate) async fn purchase(
    polls: impl IntoIterator<Item = Answer>,
) -> Outcome<(Arc<Scripted>, Result<(), Error>)> {
    let answers: Vec<_> = [accepted(PURCHASE)].into_iter().chain(polls).collect();
    let script = Scripted::of(answers);
    let client = script.numbers()?;
    let search = SearchId::new(SEARCH)?;
    let begun = client.begin_purchase_phone_numbers(&search, None);
    let bought = begun.await?.await.map(drop);
    Ok((script, bought))
}

/// Searches for one number, at a service that gives these answers after the operation has begun.
async fn search(
    answers: impl IntoIterator<Item = Answer>,
) -> Outcome<Result<PhoneNumberSearchResult, Error>> {
    let capabilities = PhoneNumberCapabilities::new(
        PhoneNumberCapabilityType::Outbound,
        PhoneNumberCapabilityType::None,
    );
    let request = SearchRequest::new(
        CountryCode::new("US")?,
        PhoneNumberType::TollFree,
        PhoneNumberAssignmentType::Application,
        capabilities,
    );
    let answers: Vec<_> = [accepted(SEARCHING)].into_iter().chain(answers).collect();
    let client = Scripted::of(answers).numbers()?;
    let begun = client.begin_search_available_phone_numbers(&request);
    Ok(begun.await?.await)
}

fn succeeded() -> Answer {
    Answer::ok(&at(SEARCHING, "succeeded"))
}

#[tokio::test(start_paused = true)]
async fn what_a_poll_does_not_need_does_not_matter() -> Outcome {
    let (created, kind) = ("createdDateTime", "operationType");
    let mut broken = Vec::new();
    for (field, value) in [
        (created, json!("2025-06-17T16:40:22.5120904")),
        (created, json!("")),
        (created, json!(null)),
        (kind, json!(null)),
        ("lastActionDateTime", json!("")),
        ("resourceLocation", json!("")),
        ("error", json!(null)),
        ("id", json!(null)),
    ] {
        let body = poll(PURCHASE, "succeeded", field, value.clone());
        let (_, bought) = purchase([Answer::ok(&body)]).await?;
        broken.extend(
            bought
                .err()
                .map(|error| format!("{field} {value}: {error}")),
        );
    }
    expect_none(&broken);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_lookup_takes_the_same_answers() -> Outcome {
    let mut broken = Vec::new();
    for (field, value) in [
        ("createdDateTime", json!("2025-06-17T16:40:22.5120904")),
        ("createdDateTime", json!("")),
        ("operationType", json!(null)),
        ("lastActionDateTime", json!("")),
    ] {
        let body = poll(PURCHASE, "succeeded", field, value.clone());
        let client = Scripted::of([Answer::ok(&body)]).numbers()?;
        let found = client.find_purchase(&SearchId::new(SEARCH)?).await;
        if !matches!(found, Ok(Some(_))) {
            broken.push(format!("{field} {value}: {found:?}"));
        }
    }
    expect_none(&broken);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_status_is_read_in_any_case() -> Outcome {
    let mut broken = Vec::new();
    for status in ["succeeded", "Succeeded", "SUCCEEDED"] {
        let (script, bought) = purchase([Answer::ok(&at(PURCHASE, status))]).await?;
        if bought.is_err() || script.count() != 2 {
            broken.push(format!("{status}: {bought:?}"));
        }
    }
    for status in ["failed", "Failed", "FAILED"] {
        let (_, bought) = purchase([Answer::ok(&at(PURCHASE, status))]).await?;
        if !bought.as_ref().is_err_and(Error::is_operation_failed) {
            broken.push(format!("{status}: {bought:?}"));
        }
    }
    expect_none(&broken);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_result_may_be_there_a_little_later() -> Outcome {
    let result = Answer::ok(&search_result());
    let found = search([succeeded(), Answer::not_found(), result]).await?;
    assert!(found.is_ok(), "{found:?}");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_byte_order_mark_is_passed_over() -> Outcome {
    let marked = |body: &Value| Answer::new(200, format!("\u{feff}{body}"));
    let (_, bought) = purchase([marked(&at(PURCHASE, "succeeded"))]).await?;
    let found = search([succeeded(), marked(&search_result())]).await?;
    assert!(bought.is_ok() && found.is_ok(), "{bought:?}, {found:?}");
    Ok(())
}

/// An empty object, compressed.
const GZIP: [u8; 22] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 174, 5, 0, 67, 191, 166, 163, 2, 0, 0, 0,
];

#[tokio::test(start_paused = true)]
async fn a_compressed_answer_is_called_one() -> Outcome {
    let gzip = || Answer::new(200, GZIP.to_vec()).header("content-encoding", "gzip");
    let (_, bought) = purchase([gzip()]).await?;
    let error = bought.err().ok_or("it cannot be read")?;
    let text = error.to_string();
    let says_so = text.contains("compress") || text.contains("gzip");
    assert!(error.is_unexpected_answer() && says_so, "{text}");
    assert!(error.continuation().is_some(), "it can be followed on");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn another_operation_is_not_this_one() -> Outcome {
    let mut broken = Vec::new();
    for (field, value) in [("id", "purchase_other"), ("operationType", "search")] {
        let body = poll(PURCHASE, "succeeded", field, json!(value));
        let polls = [Answer::ok(&body), Answer::ok(&at(PURCHASE, "failed"))];
        let (_, bought) = purchase(polls).await?;
        if bought.is_ok() {
            broken.push(format!("made, by the word of {field} {value}"));
        }
        let client = Scripted::of([Answer::ok(&body)]).numbers()?;
        let found = client.find_purchase(&SearchId::new(SEARCH)?).await;
        if matches!(found, Ok(Some(_))) {
            broken.push(format!("found, by the word of {field} {value}"));
        }
    }
    expect_none(&broken);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_result_is_that_of_the_search() -> Outcome {
    let other = json!("00000000-0000-4000-8000-000000000000");
    let more = json!(["+14155550100", "+14155550101"]);
    let mut broken = Vec::new();
    for (field, value) in [("searchId", other), ("phoneNumbers", more)] {
        let mut result = search_result();
        result[field] = value;
        let found = search([succeeded(), Answer::ok(&result)]).await?;
        if !found.as_ref().is_err_and(Error::is_unexpected_answer) {
            broken.push(format!("another {field}: {found:?}"));
        }
    }
    expect_none(&broken);
    Ok(())
}
