//! Operations that fail, wait, are cancelled or told to end.

use acs_emulator::{
    OperationError, OperationKind, OperationScript, PendingStatus, PhoneNumberType,
};

use crate::client::{Client, Reply, repeatable};

const SEARCH: &str = "/availablePhoneNumbers/countries/US/:search?api-version=2025-06-01";
const BODY: &str = r#"{"phoneNumberType":"tollFree","assignmentType":"application","capabilities":{"calling":"outbound","sms":"none"}}"#;

async fn start(client: &Client) -> Reply {
    client.post(SEARCH, BODY).await.expect(202)
}

#[tokio::test]
async fn a_failed_operation_carries_its_error() {
    let script =
        OperationScript::fails_after([PendingStatus::Running], "InternalError", "No luck.");
    let emulator = repeatable()
        .operation_script(OperationKind::Search, script)
        .start()
        .await
        .unwrap();
    let client = Client::new(&emulator);
    let started = start(&client).await;
    let seen = client.finish(&started).await;
    assert_eq!(seen.len(), 2);
    let last = &seen[1];
    assert_eq!(last["status"], "failed");
    assert_eq!(
        last["error"].to_string(),
        r#"{"code":"InternalError","message":"No luck."}"#
    );
    let keys: Vec<_> = last
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        keys,
        [
            "operationType",
            "status",
            "resourceLocation",
            "createdDateTime",
            "error",
            "id",
            "lastActionDateTime"
        ]
    );
    client.get(started.header("location")).await.expect(404);
    // What the failed search held can be found again.
    assert_eq!(
        emulator.available_numbers("US", PhoneNumberType::TollFree)[0],
        "+18445550100"
    );
}

#[tokio::test]
async fn an_operation_can_wait_until_it_is_told_to_end() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let waits = OperationScript::pending_until_told(PendingStatus::NotStarted);
    emulator.set_operation_script(OperationKind::Search, waits);
    let (first, second) = (start(&client).await, start(&client).await);
    for _ in 0..20 {
        let polled = client.get(first.header("operation-location")).await.json();
        assert_eq!(polled["status"], "notStarted");
    }
    client.get(first.header("location")).await.expect(404);

    emulator
        .complete_operation(first.header("operation-id"))
        .unwrap();
    client.get(first.header("location")).await.expect(200);
    assert_eq!(client.finish(&first).await[0]["status"], "succeeded");

    let error = OperationError::new("OutOfStock", "Gone.");
    emulator
        .fail_operation(second.header("operation-id"), error)
        .unwrap();
    assert_eq!(
        client.finish(&second).await[0]["error"]["code"],
        "OutOfStock"
    );
    assert!(emulator.complete_operation("search_nonsense").is_err());
}

#[tokio::test]
async fn a_cancelled_operation_is_gone_and_has_no_effect() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let before = emulator.available_numbers("US", PhoneNumberType::TollFree);
    let started = start(&client).await;
    let operation = started.header("operation-location");
    let cancelled = client.delete(operation).await.expect(204);
    assert_eq!(cancelled.body, "");
    assert!(!cancelled.has("content-length") && !cancelled.has("content-type"));
    client.get(operation).await.expect(404);
    client.delete(operation).await.expect(404);
    client.get(started.header("location")).await.expect(404);
    assert_eq!(
        emulator.available_numbers("US", PhoneNumberType::TollFree),
        before
    );
}

#[tokio::test]
async fn cancelling_an_ended_operation_changes_nothing() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let started = start(&client).await;
    client.finish(&started).await;
    client
        .delete(started.header("operation-location"))
        .await
        .expect(204);
    client.get(started.header("location")).await.expect(200);
    assert_eq!(client.finish(&started).await[0]["status"], "succeeded");
}

#[tokio::test]
async fn a_cancelled_release_keeps_the_number() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let target = "/phoneNumbers/+14255550100?api-version=2025-06-01";
    let started = client.delete(target).await.expect(202);
    client
        .delete(started.header("operation-location"))
        .await
        .expect(204);
    client.get(target).await.expect(200);
}
