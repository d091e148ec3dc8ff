//! The admin API.

use acs_emulator::Emulator;
use serde_json::{Value, json};

use crate::client::{Client, fixed_time, repeatable};

const NUMBER: &str = "/phoneNumbers/+14255550100?api-version=2025-06-01";

struct Admin(String);

impl Admin {
    fn of(emulator: &Emulator) -> Self {
        Self(emulator.admin_endpoint().unwrap())
    }

    /// The status and body of an answer; null if it has none.
    async fn ask(&self, method: &str, path: &str, body: Option<Value>) -> (u16, Value) {
        let url = format!("{}{path}", self.0);
        let mut request = reqwest::Client::new().request(method.parse().unwrap(), url);
        if let Some(body) = body {
            request = request.json(&body);
        }
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let text = response.text().await.unwrap();
        let body = if text.is_empty() {
            Value::Null
        } else {
            serde_json::from_str(&text).unwrap()
        };
        (status, body)
    }
}

async fn started() -> (Emulator, Admin, Client) {
    let emulator = repeatable().admin(0).start().await.unwrap();
    let (admin, client) = (Admin::of(&emulator), Client::new(&emulator));
    (emulator, admin, client)
}

#[tokio::test]
async fn there_is_none_unless_asked_for() {
    let emulator = repeatable().start().await.unwrap();
    assert_eq!(emulator.admin_endpoint(), None);
    assert_eq!(emulator.managed_identity_environment(), None);
}

#[tokio::test]
async fn a_trunk_falls_ill() {
    let (_emulator, admin, client) = started().await;
    let path = "/sip/trunks/sbc.example.com/health";
    let health = json!({
        "tls": {"status": "certExpired"},
        "ping": {"status": "error"},
        "overall": {"status": "inactive", "reason": "noRecentCallsAndPings"},
    });
    let (status, _) = admin.ask("PUT", path, Some(health.clone())).await;
    assert_eq!(status, 404);
    let trunk = r#"{"trunks":{"sbc.example.com":{"sipSignalingPort":5061}}}"#;
    let target = "/sip?api-version=2023-03-01";
    client.patch(target, trunk).await.expect(200);
    let told = admin.ask("PUT", path, Some(health.clone())).await;
    assert_eq!(told, (204, Value::Null));
    let shown = "/sip?api-version=2024-11-15-preview&expand=trunks%2Fhealth";
    let shown = client.get(shown).await.expect(200).json();
    assert_eq!(shown["trunks"]["sbc.example.com"]["health"], health);
    let (status, _) = admin.ask("PUT", path, Some(json!({"tls": "ok"}))).await;
    assert_eq!(status, 400);
}

#[tokio::test]
async fn domains_are_verified() {
    let (emulator, admin, _client) = started().await;
    let path = "/sip/domains/Example.com";
    let verified = json!({"verified": true});
    assert_eq!(admin.ask("PUT", path, Some(verified.clone())).await.0, 204);
    let shown = admin.ask("GET", "/sip/domains", None).await;
    let expected = json!({"domains": [{"name": "example.com", "enabled": null, "verified": true}]});
    assert_eq!(shown, (200, expected));
    let (status, error) = admin
        .ask("PUT", "/sip/domains/localhost", Some(verified))
        .await;
    assert!(status == 400 && error["error"].as_str().unwrap().contains("example.com"));
    let taken_back = json!({"verified": false});
    assert_eq!(admin.ask("PUT", path, Some(taken_back)).await.0, 204);
    assert!(emulator.domains().is_empty());
}

#[tokio::test]
async fn the_clock_moves() {
    let (emulator, admin, _client) = started().await;
    let shown = |now: &str, running: bool| (200, json!({"now": now, "running": running}));
    let at_first = shown("2025-06-17T16:40:22.5120904+00:00", false);
    assert_eq!(admin.ask("GET", "/clock", None).await, at_first);
    let by = json!({"seconds": 60.5});
    let moved = admin.ask("POST", "/clock/advance", Some(by)).await;
    assert_eq!(moved, shown("2025-06-17T16:41:23.0120904+00:00", false));
    let set = json!({"now": "2030-01-01T01:00:00+01:00"});
    let moved = admin.ask("PUT", "/clock", Some(set)).await;
    assert_eq!(moved, shown("2030-01-01T00:00:00+00:00", false));
    let (_, running) = admin
        .ask("PUT", "/clock", Some(json!({"running": true})))
        .await;
    assert_eq!(running["running"], true);
    assert!(emulator.now().year() == 2030 && emulator.now() > fixed_time());
    for wrong in [
        json!({"seconds": -1}),
        json!({"seconds": "1"}),
        json!({"minutes": 1}),
    ] {
        let (status, error) = admin.ask("POST", "/clock/advance", Some(wrong)).await;
        assert!(status == 400 && error["error"].is_string(), "{error}");
    }
    assert_eq!(
        admin
            .ask("PUT", "/clock", Some(json!({"now": "noon"})))
            .await
            .0,
        400
    );
}

#[tokio::test]
async fn requests_are_shown() {
    let (_emulator, admin, client) = started().await;
    client
        .patch(
            &NUMBER.replace('?', "/capabilities?"),
            r#"{"calling":"none"}"#,
        )
        .await;
    client.get("/nonsense").await;
    let (status, shown) = admin.ask("GET", "/requests", None).await;
    let requests = shown["requests"].as_array().unwrap();
    assert_eq!((status, requests.len()), (200, 2));
    let first = &requests[0];
    assert_eq!(first["method"], "PATCH");
    assert_eq!(first["body"], r#"{"calling":"none"}"#);
    assert_eq!(first["headers"]["authorization"], "Bearer");
    assert_eq!(first["operation"], "PhoneNumbers_UpdateCapabilities");
    assert_eq!(first["status"], 202);
    assert_eq!(first["fault"], Value::Null);
    let (_, some) = admin
        .ask(
            "GET",
            "/requests?operation=PhoneNumbers_UpdateCapabilities",
            None,
        )
        .await;
    assert_eq!(some["requests"], json!([first]));
    assert_eq!(
        admin.ask("DELETE", "/requests", None).await,
        (204, Value::Null)
    );
    assert_eq!(
        admin.ask("GET", "/requests", None).await.1,
        json!({"requests": []})
    );
}

#[tokio::test]
async fn faults_come_and_go() {
    let (_emulator, admin, client) = started().await;
    let rule = json!({"fault": "status", "status": 429, "retryAfterSeconds": 2, "times": 1});
    let given = admin.ask("POST", "/faults", Some(rule.clone())).await;
    assert_eq!(
        given,
        (
            201,
            json!({"id": 1, "tries": {"idempotent": 2, "notIdempotent": 2}})
        )
    );
    assert_eq!(
        client.get(NUMBER).await.expect(429).header("retry-after"),
        "2"
    );
    client.get(NUMBER).await.expect(200);
    let shown = admin.ask("GET", "/faults", None).await;
    let expected = json!({"faults": [{"id": 1, "rule": rule, "hits": 1}]});
    assert_eq!(shown, (200, expected));
    assert_eq!(admin.ask("DELETE", "/faults/1", None).await.0, 204);
    assert_eq!(admin.ask("DELETE", "/faults/1", None).await.0, 404);
    assert_eq!(admin.ask("DELETE", "/faults", None).await.0, 204);
    let (status, error) = admin
        .ask("POST", "/faults", Some(json!({"fault": "fire"})))
        .await;
    assert!(
        status == 400 && error["error"].as_str().unwrap().contains("fire"),
        "{error}"
    );
}

#[tokio::test]
async fn operations_run_as_told() {
    let (_emulator, admin, client) = started().await;
    let script = "/scripts/releasePhoneNumber";
    let told = json!({"advance": "told", "status": "notStarted"});
    assert_eq!(admin.ask("PUT", script, Some(told)).await.0, 204);
    let started = client.delete(NUMBER).await.expect(202);
    let (status, shown) = admin.ask("GET", "/operations", None).await;
    let id = shown["operations"][0]["id"].as_str().unwrap();
    assert_eq!((status, id), (200, started.header("operation-id")));
    let error = json!({"code": "InternalError", "message": "no", "target": "x"});
    let (status, failed) = admin
        .ask(
            "POST",
            &format!("/operations/{id}/fail"),
            Some(error.clone()),
        )
        .await;
    assert_eq!((status, &failed["status"]), (200, &json!("failed")));
    let polled = client
        .get(started.header("operation-location"))
        .await
        .json();
    assert_eq!(polled["error"], error);
}

#[tokio::test]
async fn scripts_are_set_and_taken_back() {
    let (emulator, admin, client) = started().await;
    let script = "/scripts/releasePhoneNumber";
    let error = json!({"code": "InternalError", "message": "no"});
    let time = json!({"advance": "time", "seconds": 5});
    assert_eq!(admin.ask("PUT", script, Some(time)).await.0, 204);
    client.delete(NUMBER).await.expect(202);
    admin
        .ask("POST", "/clock/advance", Some(json!({"seconds": 5})))
        .await;
    assert_eq!(emulator.owned_numbers().len(), 2);

    let polls = json!({"advance": "polls", "pending": ["running"], "error": error});
    assert_eq!(admin.ask("PUT", script, Some(polls)).await.0, 204);
    let started = client.delete(NUMBER).await.expect(202);
    let seen = client.finish(&started).await;
    assert_eq!((seen.len(), &seen[1]["status"]), (2, &json!("failed")));
    assert_eq!(admin.ask("DELETE", script, None).await.0, 204);
    let started = client.delete(NUMBER).await.expect(202);
    assert_eq!(client.finish(&started).await.len(), 4);

    let missing = admin.ask("POST", "/operations/x/complete", None).await;
    assert_eq!(missing.0, 404);
    assert_eq!(admin.ask("PUT", "/scripts/x", Some(json!({}))).await.0, 404);
    assert_eq!(
        admin
            .ask("PUT", script, Some(json!({"advance": "never"})))
            .await
            .0,
        400
    );
}

#[tokio::test]
async fn numbers_tokens_and_a_new_start() {
    let (emulator, admin, client) = started().await;
    let owned = admin.ask("GET", "/numbers/owned", None).await.1;
    assert_eq!(owned["phoneNumbers"][0], "+14255550100");
    let path = "/numbers/available?country=IE&phoneNumberType=mobile";
    let available = admin.ask("GET", path, None).await.1;
    assert_eq!(available["phoneNumbers"].as_array().unwrap().len(), 100);
    for (path, status) in [
        ("/numbers/available?country=IE", 400),
        ("/numbers/available?country=IE&phoneNumberType=fax", 400),
        ("/numbers/available?country=XX&phoneNumberType=mobile", 404),
        ("/nonsense", 404),
    ] {
        assert_eq!(admin.ask("GET", path, None).await.0, status, "{path}");
    }
    let wanted = json!({"lifetimeSeconds": 60, "audience": "https://management.azure.com/"});
    let elsewhere = admin.ask("POST", "/tokens", Some(wanted)).await.1;
    let wanted = json!({"lifetimeSeconds": 60});
    let good = admin.ask("POST", "/tokens", Some(wanted)).await.1;
    for (token, status) in [(good, 200), (elsewhere, 401)] {
        let authorization = format!("Bearer {}", token["token"].as_str().unwrap());
        let headers = [("authorization", authorization.as_str())];
        client
            .send_with("GET", NUMBER, None, &headers)
            .await
            .expect(status);
    }
    let started = client.delete(NUMBER).await.expect(202);
    client.finish(&started).await;
    assert_eq!(emulator.owned_numbers().len(), 2);
    assert_eq!(admin.ask("POST", "/reset", None).await.0, 204);
    assert_eq!(emulator.owned_numbers().len(), 3);
    assert!(emulator.requests().is_empty() && emulator.operations().is_empty());
}

#[tokio::test]
async fn snapshots_are_saved_listed_and_restored() {
    let (emulator, admin, client) = started().await;
    assert_eq!(admin.ask("PUT", "/snapshots/at%20first", None).await.0, 204);
    let started = client.delete(NUMBER).await.expect(202);
    client.finish(&started).await;
    admin
        .ask("POST", "/clock/advance", Some(json!({"seconds": 60})))
        .await;
    assert_eq!(admin.ask("PUT", "/snapshots/released", None).await.0, 204);
    let names = json!({"snapshots": ["at first", "released"]});
    assert_eq!(admin.ask("GET", "/snapshots", None).await, (200, names));
    let restore = "/snapshots/at%20first/restore";
    assert_eq!(admin.ask("POST", restore, None).await.0, 204);
    assert_eq!(emulator.owned_numbers().len(), 3);
    assert_eq!(emulator.now(), fixed_time());
    // The same again, id and all.
    let again = client.delete(NUMBER).await.expect(202);
    assert_eq!(again.header("release-id"), started.header("release-id"));
    emulator.restore_snapshot("released").unwrap();
    assert_eq!(emulator.owned_numbers().len(), 2);
    assert_eq!(emulator.operations()[0].id, started.header("operation-id"));
    assert_eq!(
        admin.ask("DELETE", "/snapshots/released", None).await.0,
        204
    );
    let gone = "/snapshots/released/restore";
    assert_eq!(admin.ask("POST", gone, None).await.0, 404);
    assert_eq!(
        admin.ask("DELETE", "/snapshots/released", None).await.0,
        404
    );
    for index in 1..20 {
        assert!(emulator.save_snapshot(&index.to_string()));
    }
    assert_eq!(admin.ask("PUT", "/snapshots/more", None).await.0, 400);
    assert!(emulator.save_snapshot("19") && emulator.remove_snapshot("19"));
}
