//! Emulators that begin with a snapshot or with recorded requests.

use std::fs;
use std::time::Duration;

use acs_emulator::{
    Emulator, FaultRule, OperationKind, OperationScript, PendingStatus, SnapshotError, StartError,
    StatusCode, Stock,
};
use serde_json::{Value, json};

use crate::client::{Client, fixed_time, repeatable};

const NUMBER: &str = "/phoneNumbers/+14255550100?api-version=2025-06-01";
const RESERVATION: &str = "/availablePhoneNumbers/reservations/\
                           6227aeb8-8086-4824-9586-05cafe96f37b?api-version=2025-06-01";
const SIP: &str = "/sip?api-version=2023-03-01";

/// Something of every kind.
async fn busy() -> Emulator {
    let emulator = repeatable().admin(0).start().await.unwrap();
    let client = Client::new(&emulator);
    buy(&client, 2).await;
    let wanted = json!({"phoneNumbers": {"18335550199": {"id": "18335550199",
        "phoneNumber": "+18335550199", "countryCode": "US", "phoneNumberType": "tollFree",
        "assignmentType": "application", "capabilities": {"calling": "inbound", "sms": "none"}}}});
    client
        .patch(RESERVATION, &wanted.to_string())
        .await
        .expect(201);
    client
        .patch(
            SIP,
            r#"{"trunks":{"sbc.example.com":{"sipSignalingPort":5061}}}"#,
        )
        .await
        .expect(200);
    emulator.set_operation_script(
        OperationKind::Release,
        OperationScript::pending_until_told(PendingStatus::Running),
    );
    client.delete(NUMBER).await.expect(202);
    emulator
}

async fn buy(client: &Client, quantity: u32) {
    let search = json!({"phoneNumberType": "tollFree", "assignmentType": "application",
        "capabilities": {"calling": "inbound", "sms": "none"}, "quantity": quantity});
    let target = "/availablePhoneNumbers/countries/US/:search?api-version=2025-06-01";
    let started = client.post(target, &search.to_string()).await.expect(202);
    client.finish(&started).await;
    let found = client
        .get(started.header("location"))
        .await
        .expect(200)
        .json();
    let target = "/availablePhoneNumbers/:purchase?api-version=2025-06-01";
    let purchase = json!({"searchId": found["searchId"]}).to_string();
    client
        .finish(&client.post(target, &purchase).await.expect(202))
        .await;
}

fn written(emulator: &Emulator) -> String {
    assert!(emulator.save_snapshot("busy"));
    emulator.snapshot_json("busy").unwrap()
}

#[tokio::test]
async fn a_snapshot_in_a_file_is_all_there_was() {
    let emulator = busy().await;
    let text = written(&emulator);
    let again = Emulator::builder()
        .from_snapshot(text.clone())
        .start()
        .await
        .unwrap();
    assert_eq!(written(&again), text);
    assert_eq!(again.now(), fixed_time());
    assert_eq!(again.operations(), emulator.operations());
    let (one, other) = (Client::new(&emulator), Client::new(&again));
    for target in [RESERVATION, SIP, "/phoneNumbers?api-version=2025-06-01"] {
        let expected = one.get(target).await.expect(200).body;
        assert_eq!(
            other.get(target).await.expect(200).body,
            expected,
            "{target}"
        );
    }
    // What was held lapses, and scripts and chance go on.
    let [one, other] = [
        one.delete(NUMBER).await.expect(202),
        other.delete(NUMBER).await.expect(202),
    ];
    assert_eq!(one.header("release-id"), other.header("release-id"));
    again.advance(Duration::from_secs(15 * 60));
    let shown = Client::new(&again).get(RESERVATION).await.json();
    assert_eq!(shown["status"], "expired");
    assert_eq!(again.operations().last().unwrap().steps.len(), 1);
}

#[tokio::test]
async fn a_reset_goes_back_to_the_snapshot() {
    let text = written(&busy().await);
    let again = Emulator::builder()
        .from_snapshot(text.clone())
        .start()
        .await
        .unwrap();
    again.advance(Duration::from_secs(3600));
    again.complete_operation(&again.operations()[2].id).unwrap();
    assert_eq!(again.owned_numbers().len(), 4);
    again.reset();
    assert_eq!(again.owned_numbers().len(), 5);
    assert_eq!(written(&again), text);
}

#[tokio::test]
async fn the_clock_and_the_seed_can_be_others() {
    let text = written(&busy().await);
    let later = fixed_time() + Duration::from_secs(86_400);
    let builder = Emulator::builder()
        .from_snapshot(text)
        .seed(7)
        .manual_clock_at(later);
    let again = builder.start().await.unwrap();
    assert_eq!(again.now(), later);
    let fresh = Emulator::builder().seed(7).start().await.unwrap();
    let [one, other] = [&again, &fresh].map(Client::new);
    let answers = [one.get("/x").await, other.get("/x").await];
    assert_eq!(answers[0].header("ms-cv"), answers[1].header("ms-cv"));
    let shown = one.get(RESERVATION).await.json();
    assert_eq!(shown["status"], "expired");
}

#[tokio::test]
async fn snapshots_go_in_and_out_over_the_admin_api() {
    let emulator = busy().await;
    let text = written(&emulator);
    let url = format!("{}/snapshots/", emulator.admin_endpoint().unwrap());
    let http = reqwest::Client::new();
    let given = http.get(format!("{url}busy")).send().await.unwrap();
    assert_eq!(given.headers()["content-type"], "application/json");
    assert_eq!(given.text().await.unwrap(), text);
    let put = |body: String| {
        let request = http.put(format!("{url}again")).body(body);
        request.header("content-type", "application/json").send()
    };
    assert_eq!(put(text.clone()).await.unwrap().status(), 204);
    emulator.reset();
    emulator.restore_snapshot("again").unwrap();
    assert_eq!(emulator.owned_numbers().len(), 5);
    assert_eq!(
        http.get(format!("{url}gone"))
            .send()
            .await
            .unwrap()
            .status(),
        404
    );
    let mut other: Value = serde_json::from_str(&text).unwrap();
    other["form"] = 2.into();
    for (body, words) in [
        (other.to_string(), "form 2"),
        (text.replace("\"now\"", "\"then\""), "`then` is not known"),
        ("{}".to_owned(), "`form` is missing"),
        ("no JSON".to_owned(), "no snapshot"),
    ] {
        let refused = put(body).await.unwrap();
        assert_eq!(refused.status(), 400);
        let message = refused.text().await.unwrap();
        assert!(message.contains(words), "{message}");
    }
}

#[tokio::test]
async fn a_number_is_in_one_place() {
    let text = written(&busy().await);
    let mut twice: Value = serde_json::from_str(&text).unwrap();
    let first = twice["state"]["owned"][0].clone();
    twice["state"]["owned"].as_array_mut().unwrap().push(first);
    let error = Emulator::builder()
        .from_snapshot(twice.to_string())
        .start()
        .await
        .unwrap_err();
    assert!(error.to_string().contains("in two places"), "{error}");
}

fn other_stock() -> Stock {
    Stock::from_json(r#"{"countries":[{"code":"US","name":"United States","callingCode":"1"}]}"#)
        .unwrap()
}

#[tokio::test]
async fn there_is_one_beginning() {
    let emulator = busy().await;
    let text = written(&emulator);
    let other = Emulator::builder()
        .stock(other_stock())
        .start()
        .await
        .unwrap();
    let refused = other.add_snapshot("busy", &text);
    assert!(matches!(refused, Err(SnapshotError::OtherStock)));
    let builder = || Emulator::builder().from_snapshot(text.clone());
    let error = builder().stock(other_stock()).start().await.unwrap_err();
    assert!(matches!(error, StartError::TwoBeginnings(_)));
    #[cfg(feature = "sqlite")]
    {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("data.sqlite");
        let error = builder().data_file(&file).start().await.unwrap_err();
        assert!(error.to_string().contains("data file"), "{error}");
        let replay = Emulator::builder().replay("").data_file(&file);
        let error = replay.start().await.unwrap_err();
        assert!(error.to_string().contains("replay"), "{error}");
    }
}

#[tokio::test]
async fn a_recording_is_carried_out_again() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("requests.jsonl");
    let emulator = repeatable().record(&file).start().await.unwrap();
    let client = Client::new(&emulator);
    buy(&client, 2).await;
    client.get("/nonsense").await.expect(404);
    emulator.fail_next(1, StatusCode::SERVICE_UNAVAILABLE, None);
    client.delete(NUMBER).await.expect(503);
    // Done, though whoever asked never learned of it.
    emulator.add_fault(FaultRule::reset_after_execution().times(1));
    let patch = reqwest::Client::new().patch(emulator.endpoint() + SIP);
    let patch = patch.bearer_auth(emulator.token());
    let routes = r#"{"routes":[{"name":"a","numberPattern":"^1"}]}"#;
    assert!(patch.body(routes).send().await.is_err());
    buy(&client, 1).await;
    let recorded = fs::read_to_string(&file).unwrap();
    assert!(!recorded.contains(&emulator.token()));

    let again = repeatable().replay(recorded.clone()).start().await.unwrap();
    assert_eq!(again.owned_numbers(), emulator.owned_numbers());
    assert_eq!(again.operations(), emulator.operations());
    assert!(again.requests().is_empty());
    let [one, other] = [&emulator, &again].map(Client::new);
    let shown = one.get(SIP).await.body;
    assert!(shown.contains("^1") && shown == other.get(SIP).await.body);
    // Ids go on alike.
    let [one, other] = [one.delete(NUMBER).await, other.delete(NUMBER).await];
    assert_eq!(one.header("release-id"), other.header("release-id"));
    again.reset();
    assert_eq!(again.owned_numbers().len(), 6);

    // With other ids, nobody knows what was purchased.
    let other = repeatable().seed(2).replay(recorded).start().await;
    let error = other.unwrap_err().to_string();
    assert!(
        error.starts_with("cannot replay the recording: line 2: GET was answered 200"),
        "{error}"
    );
    for line in ["{}", r#"{"method":"G T","target":"/","status":200}"#, "[]"] {
        let refused = repeatable().replay(line).start().await;
        let error = refused.unwrap_err().to_string();
        assert!(error.contains("line 1 is no recorded request"), "{error}");
    }
}
