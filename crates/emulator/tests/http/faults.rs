//! What goes wrong by rule, as a client sees it.

use std::time::{Duration, Instant};

use acs_emulator::{Emulator, FaultRule, ServiceOperation, StatusCode};

use serde_json::Value;

use crate::client::{Client, repeatable};

const NUMBER: &str = "/phoneNumbers/+14255550100?api-version=2025-06-01";
const LIST: &str = "/phoneNumbers?api-version=2025-06-01";

/// What became of a request: its status, or that there was none.
async fn tried(emulator: &Emulator, method: &str, target: &str) -> Result<u16, reqwest::Error> {
    let request = reqwest::Client::new()
        .request(method.parse().unwrap(), emulator.endpoint() + target)
        .bearer_auth(emulator.token());
    let response = request.send().await?;
    let status = response.status().as_u16();
    response.bytes().await?;
    Ok(status)
}

#[tokio::test]
async fn rules_choose_their_requests() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let id = emulator.add_fault(
        FaultRule::status(StatusCode::SERVICE_UNAVAILABLE)
            .retry_after(Duration::from_secs(3))
            .on(ServiceOperation::GetByNumber)
            .after(1)
            .times(1),
    );
    client.get(LIST).await.expect(200);
    client.get(NUMBER).await.expect(200);
    let refused = client.get(NUMBER).await.expect(503);
    assert_eq!(refused.header("retry-after"), "3");
    assert_eq!(refused.json()["error"]["code"], "ServiceUnavailable");
    client.get(NUMBER).await.expect(200);
    let report = &emulator.faults()[0];
    assert_eq!((report.id, report.hits), (id, 1));
    let faults: Vec<_> = emulator.requests().iter().map(|it| it.fault).collect();
    assert_eq!(faults, [None, None, Some(id), None]);
}

#[tokio::test]
async fn a_reset_before_execution_has_no_effect() {
    let emulator = repeatable().start().await.unwrap();
    emulator.add_fault(FaultRule::reset_before_execution().times(1));
    assert!(tried(&emulator, "DELETE", NUMBER).await.is_err());
    assert!(emulator.operations().is_empty());
    assert_eq!(emulator.requests()[0].status, 0);
    assert_eq!(tried(&emulator, "DELETE", NUMBER).await.unwrap(), 202);
}

#[tokio::test]
async fn a_reset_after_execution_keeps_the_effect() {
    let emulator = repeatable().start().await.unwrap();
    emulator.add_fault(FaultRule::reset_after_execution().times(1));
    assert!(tried(&emulator, "DELETE", NUMBER).await.is_err());
    assert_eq!(emulator.requests()[0].status, 202);
    let operations = emulator.operations();
    assert_eq!(operations.len(), 1);
    emulator.complete_operation(&operations[0].id).unwrap();
    assert_eq!(emulator.owned_numbers().len(), 2);
}

#[tokio::test]
async fn bodies_break_off_or_make_no_sense() {
    let emulator = repeatable().start().await.unwrap();
    let rule = FaultRule::truncated_body();
    emulator.add_fault(rule.clone().on(ServiceOperation::ListPhoneNumbers).times(1));
    emulator.add_fault(rule.on(ServiceOperation::ReleasePhoneNumber));
    emulator.add_fault(FaultRule::malformed_body().on(ServiceOperation::GetByNumber));
    let error = tried(&emulator, "GET", LIST).await.unwrap_err();
    assert!(error.is_body() || error.is_decode(), "{error:?}");
    assert_eq!(tried(&emulator, "GET", LIST).await.unwrap(), 200);
    // There is no body to break off.
    assert_eq!(tried(&emulator, "DELETE", NUMBER).await.unwrap(), 202);
    let url = emulator.endpoint() + NUMBER;
    let request = reqwest::Client::new()
        .get(url)
        .bearer_auth(emulator.token());
    let error = request
        .send()
        .await
        .unwrap()
        .json::<Value>()
        .await
        .unwrap_err();
    assert!(error.is_decode(), "{error:?}");
    // An error comes in chunks, and so does its half.
    emulator.clear_faults();
    emulator.add_fault(FaultRule::truncated_body());
    let missing = "/phoneNumbers/+1?api-version=2025-06-01";
    assert!(tried(&emulator, "GET", missing).await.is_err());
}

#[tokio::test]
async fn delays_come_before_the_effect() {
    let emulator = repeatable().start().await.unwrap();
    let delay = Duration::from_millis(30);
    emulator.add_fault(FaultRule::delay(delay).times(1));
    let started = Instant::now();
    assert_eq!(tried(&emulator, "DELETE", NUMBER).await.unwrap(), 202);
    assert!(started.elapsed() >= delay);
}

#[tokio::test]
async fn rules_can_be_taken_back() {
    let emulator = repeatable().start().await.unwrap();
    let id = emulator.add_fault(FaultRule::status(StatusCode::IM_A_TEAPOT));
    assert_eq!(tried(&emulator, "GET", LIST).await.unwrap(), 418);
    assert!(emulator.remove_fault(id));
    assert!(!emulator.remove_fault(id));
    assert_eq!(tried(&emulator, "GET", LIST).await.unwrap(), 200);
}
