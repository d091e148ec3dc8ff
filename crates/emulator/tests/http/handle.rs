//! What the handle of an emulator can do.

use std::time::Duration;

use acs_emulator::{Emulator, PhoneNumberType, StartError, StatusCode, Stock};

use crate::client::{Client, repeatable};

const TARGET: &str = "/phoneNumbers/+14255550100?api-version=2025-06-01";

#[tokio::test]
async fn emulators_know_nothing_of_each_other() {
    let (one, other) = tokio::join!(Emulator::start(), Emulator::start());
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_ne!(one.endpoint(), other.endpoint());
    let client = Client::new(&one);
    let started = client.delete(TARGET).await.expect(202);
    client.finish(&started).await;
    assert_eq!(one.owned_numbers().len(), 2);
    assert_eq!(other.owned_numbers().len(), 3);
    Client::new(&other).get(TARGET).await.expect(200);
    assert!(other.requests().iter().all(|it| it.method == "GET"));
}

#[tokio::test]
async fn a_dropped_emulator_is_gone() {
    let emulator = Emulator::start().await.unwrap();
    let port: u16 = emulator
        .endpoint()
        .rsplit(':')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let client = reqwest::Client::new();
    let url = emulator.endpoint();
    client.get(&url).send().await.unwrap();
    drop(emulator);
    assert!(client.get(&url).send().await.is_err());
    // Its port is free again.
    let again = Emulator::builder().port(port).start().await.unwrap();
    assert_eq!(again.endpoint(), url);
}

#[tokio::test]
async fn an_emulator_that_shuts_down_frees_its_port() {
    let emulator = Emulator::start().await.unwrap();
    let url = emulator.endpoint();
    Client::new(&emulator).get(TARGET).await.expect(200);
    emulator.shutdown().await;
    assert!(reqwest::get(&url).await.is_err());
}

#[tokio::test]
async fn what_cannot_start_says_why() {
    let emulator = Emulator::start().await.unwrap();
    let port: u16 = emulator
        .endpoint()
        .rsplit(':')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let error = Emulator::builder().port(port).start().await.unwrap_err();
    assert!(matches!(error, StartError::Listen { port: refused, .. } if refused == port));
    for key in ["", "no base64!"] {
        let error = Emulator::builder()
            .access_key(key)
            .start()
            .await
            .unwrap_err();
        assert!(matches!(error, StartError::AccessKey));
    }
}

#[tokio::test]
async fn requests_are_recorded_without_secrets() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let target = "/phoneNumbers/%2B14255550100/capabilities?api-version=2025-06-01";
    client
        .patch(target, r#"{"calling":"none"}"#)
        .await
        .expect(202);
    client.get("/nonsense").await.expect(404);
    let requests = emulator.requests();
    assert_eq!(requests.len(), 2);
    let first = &requests[0];
    assert_eq!(
        (first.method.as_str(), first.target.as_str()),
        ("PATCH", target)
    );
    assert_eq!(&first.body[..], br#"{"calling":"none"}"#);
    assert_eq!(first.header("authorization"), Some("Bearer"));
    assert_eq!(first.header("content-type"), Some("application/json"));
    assert_eq!(first.operation, Some("PhoneNumbers_UpdateCapabilities"));
    assert_eq!(
        (first.status, requests[1].status, requests[1].operation),
        (202, 404, None)
    );
    emulator.clear_requests();
    assert!(emulator.requests().is_empty());
}

#[tokio::test]
async fn faults_come_before_everything_else_and_have_no_effect() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let after = Some(Duration::from_millis(1500));
    emulator.fail_next(2, StatusCode::TOO_MANY_REQUESTS, after);
    emulator.fail_next(1, StatusCode::SERVICE_UNAVAILABLE, None);
    for _ in 0..2 {
        let reply = client.delete(TARGET).await.expect(429);
        assert_eq!(reply.header("retry-after"), "2");
        assert_eq!(reply.json()["error"]["code"], "TooManyRequests");
        assert!(!reply.has("operation-location"));
    }
    let reply = client.delete(TARGET).await.expect(503);
    assert!(!reply.has("retry-after"));
    client.delete(TARGET).await.expect(202);
    assert_eq!(
        emulator
            .requests()
            .iter()
            .map(|it| it.status)
            .collect::<Vec<_>>(),
        [429, 429, 503, 202]
    );
}

#[tokio::test]
async fn connection_strings_hold_endpoint_and_key() {
    let builder = Emulator::builder().access_key("c2VjcmV0");
    assert!(!format!("{builder:?}").contains("c2VjcmV0"));
    let emulator = builder.start().await.unwrap();
    let expected = format!("endpoint={}/;accesskey=c2VjcmV0", emulator.endpoint());
    assert_eq!(emulator.connection_string(), expected);
    assert!(!format!("{emulator:?}").contains("c2VjcmV0"));
}

#[tokio::test]
async fn a_stock_of_choice() {
    let stock = Stock::from_json(
        r#"{"countries":[{"code":"US","name":"United States","callingCode":"1",
        "offerings":[{"phoneNumberType":"tollFree","assignmentType":"application","capabilities":{"calling":"inbound","sms":"none"},"amount":6.5}],
        "blocks":[{"phoneNumberType":"tollFree","areaCode":"833","first":"+18335550100","count":4}]}],
        "owned":[{"countryCode":"US","phoneNumberType":"tollFree","assignmentType":"application","capabilities":{"calling":"inbound","sms":"none"},"purchaseDate":"2025-01-01T00:00:00Z","first":"+18335550102","count":2}]}"#,
    )
    .unwrap();
    let emulator = repeatable().stock(stock).start().await.unwrap();
    assert_eq!(emulator.owned_numbers(), ["+18335550102", "+18335550103"]);
    let available = emulator.available_numbers("us", PhoneNumberType::TollFree);
    assert_eq!(available, ["+18335550100", "+18335550101"]);
    assert!(
        emulator
            .available_numbers("XX", PhoneNumberType::TollFree)
            .is_empty()
    );
    let owned = Client::new(&emulator)
        .get("/phoneNumbers?api-version=2025-06-01&top=1")
        .await;
    assert!(owned.body.contains(r#""amount":6.5"#));
    assert!(
        owned
            .body
            .contains(r#""purchaseDate":"2025-01-01T00:00:00+00:00""#)
    );
}

#[tokio::test]
async fn seeds_repeat_themselves() {
    let mut shown = Vec::new();
    for _ in 0..2 {
        let emulator = Emulator::builder().seed(7).start().await.unwrap();
        let target = "/availablePhoneNumbers/countries/US/:browse?api-version=2025-06-01";
        let body = r#"{"phoneNumberType":"geographic"}"#;
        shown.push(
            Client::new(&emulator)
                .post(target, body)
                .await
                .expect(200)
                .body,
        );
    }
    assert_eq!(shown[0], shown[1]);
}

#[tokio::test]
async fn requests_are_written_down_as_they_are_shown() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("requests.jsonl");
    let emulator = repeatable().record(&file).start().await.unwrap();
    let client = Client::new(&emulator);
    client.get(TARGET).await.expect(200);
    emulator.clear_requests();
    client.delete(TARGET).await.expect(202);
    let text = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2, "what is forgotten stays written down");
    assert_eq!(lines[0]["operation"], "PhoneNumbers_GetByNumber");
    assert_eq!(
        (&lines[1]["target"], &lines[1]["status"]),
        (&TARGET.into(), &202.into())
    );
    assert!(!text.contains(&emulator.token()));
    let nowhere = repeatable().record("/nonexistent/file").start().await;
    let error = nowhere.unwrap_err().to_string();
    assert!(error.starts_with("cannot record requests"), "{error}");
}
