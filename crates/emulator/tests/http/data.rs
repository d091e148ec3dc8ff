//! State that outlives the program.

use std::time::Duration;

use acs_emulator::{
    Emulator, EmulatorBuilder, OperationKind, OperationScript, PendingStatus, StartError, Stock,
};
use serde_json::json;

use crate::client::{Client, repeatable};

const RESERVATION: &str = "/availablePhoneNumbers/reservations/6227aeb8-8086-4824-9586-05cafe96f37b?api-version=2025-06-01";
const SIP: &str = "/sip?api-version=2023-03-01";
const SEARCH: &str = r#"{"phoneNumberType":"tollFree","assignmentType":"application","capabilities":{"calling":"outbound","sms":"none"},"quantity":2}"#;
const NUMBER: &str = "/phoneNumbers/+14255550100?api-version=2025-06-01";

#[tokio::test]
async fn everything_is_there_again() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("resource.sqlite");
    let start = |builder: EmulatorBuilder| builder.data_file(&file).start();
    let emulator = start(repeatable()).await.unwrap();
    let client = Client::new(&emulator);
    let search = client.search(SEARCH).await;
    client.purchase(&search).await;
    let held = client.search(SEARCH).await;
    let number = r#"{"18445550150":{"countryCode":"US","phoneNumberType":"tollFree","assignmentType":"application","capabilities":{"calling":"outbound","sms":"none"}}}"#;
    let body = format!(r#"{{"phoneNumbers":{number}}}"#);
    client.patch(RESERVATION, &body).await.expect(201);
    let trunks = r#"{"trunks":{"sbc.example.com":{"sipSignalingPort":5061}},"routes":[{"name":"r","numberPattern":"^.*$","trunks":["sbc.example.com"]}]}"#;
    client.patch(SIP, trunks).await.expect(200);
    let started = client.delete(NUMBER).await.expect(202);
    let poll = started.header("operation-location");
    assert_eq!(client.get(poll).await.json()["status"], "notStarted");
    emulator.advance(Duration::from_secs(10));
    let targets = [
        "/phoneNumbers?api-version=2025-06-01",
        "/availablePhoneNumbers/reservations?api-version=2025-06-01",
        RESERVATION,
        SIP,
        &format!("/availablePhoneNumbers/searchResults/{held}?api-version=2025-06-01"),
    ];
    let mut before = Vec::new();
    for target in targets {
        before.push(client.get(target).await.expect(200).body);
    }
    let (token, now, owned) = (emulator.token(), emulator.now(), emulator.owned_numbers());
    emulator.shutdown().await;

    let emulator = start(Emulator::builder()).await.unwrap();
    assert_eq!((emulator.now(), emulator.owned_numbers()), (now, owned));
    let client = Client::new(&emulator);
    for (target, before) in targets.into_iter().zip(before) {
        assert_eq!(client.get(target).await.expect(200).body, before);
    }
    // The script of the operation goes on where it was, and holds end when they were to end.
    assert_eq!(client.get(poll).await.json()["status"], "running");
    let headers = [("authorization", format!("Bearer {token}"))];
    let headers = headers
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    client
        .send_with("GET", SIP, None, &headers)
        .await
        .expect(200);
    let free = emulator.available_numbers("US", acs_emulator::PhoneNumberType::TollFree);
    emulator.advance(Duration::from_secs(16 * 60));
    let later = emulator.available_numbers("US", acs_emulator::PhoneNumberType::TollFree);
    assert_eq!(later.len(), free.len() + 3);
    assert_eq!(client.get(RESERVATION).await.json()["status"], "expired");
    assert_eq!(
        emulator.owned_numbers().len(),
        4,
        "the release has ended by itself"
    );
}

#[tokio::test]
async fn a_reset_is_kept_as_well() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("resource.sqlite");
    let endless = OperationScript::pending_until_told(PendingStatus::Running);
    let emulator = Emulator::builder()
        .data_file(&file)
        .operation_script(OperationKind::Release, endless)
        .start()
        .await
        .unwrap();
    let client = Client::new(&emulator);
    client.delete(NUMBER).await.expect(202);
    let id = emulator.operations()[0].id.clone();
    emulator.complete_operation(&id).unwrap();
    assert_eq!(emulator.owned_numbers().len(), 2);
    emulator.reset();
    drop(emulator);
    let emulator = Emulator::builder().data_file(&file).start().await.unwrap();
    assert_eq!(emulator.owned_numbers().len(), 3);
    assert!(emulator.operations().is_empty());
}

#[tokio::test]
async fn files_that_will_not_do_are_refused() {
    let directory = tempfile::tempdir().unwrap();
    let refused = async |name: &str, builder: EmulatorBuilder| {
        let started = builder.data_file(directory.path().join(name)).start();
        let error = started.await.unwrap_err();
        assert!(matches!(error, StartError::DataFile(_)), "{error:?}");
        error.to_string()
    };
    let good = directory.path().join("good");
    let first = Emulator::builder().data_file(&good).start().await.unwrap();
    let message = refused("good", Emulator::builder()).await;
    assert!(message.contains("another emulator"), "{message}");
    drop(first);
    let stock = json!({"countries": []}).to_string();
    let other = Emulator::builder().stock(Stock::from_json(&stock).unwrap());
    let message = refused("good", other).await;
    assert!(message.contains("another stock"), "{message}");
    let same = Emulator::builder().stock(Stock::demo().unwrap());
    same.data_file(&good).start().await.unwrap();

    std::fs::write(
        directory.path().join("text"),
        "no database, but long enough to look at",
    )
    .unwrap();
    let message = refused("text", Emulator::builder()).await;
    assert!(message.contains("not the data file"), "{message}");
    let message = refused("missing/file", Emulator::builder()).await;
    assert!(message.contains("cannot be opened"), "{message}");
}

#[tokio::test]
async fn a_restored_snapshot_is_kept_as_well() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("resource.sqlite");
    let emulator = Emulator::builder().data_file(&file).start().await.unwrap();
    let client = Client::new(&emulator);
    emulator.save_snapshot("start");
    let started = client.delete(NUMBER).await.expect(202);
    client.finish(&started).await;
    emulator.restore_snapshot("start").unwrap();
    let owned = emulator.owned_numbers();
    assert_eq!(owned.len(), 3);
    emulator.shutdown().await;
    let emulator = Emulator::builder().data_file(&file).start().await.unwrap();
    assert_eq!(emulator.owned_numbers(), owned);
    assert!(emulator.operations().is_empty());
}
