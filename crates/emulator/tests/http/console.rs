//! The console in the browser, and what the admin API has for it.

use acs_emulator::Emulator;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};

use crate::client::{Client, repeatable};

const NUMBER: &str = "/phoneNumbers/+14255550100?api-version=2025-06-01";

async fn started() -> (Emulator, Client) {
    let emulator = repeatable().admin(0).start().await.unwrap();
    let client = Client::new(&emulator);
    (emulator, client)
}

/// Status, headers and body, without following where it leads.
async fn fetched(
    emulator: &Emulator,
    path: &str,
    headers: &[(&str, &str)],
) -> (u16, HeaderMap, String) {
    let http = reqwest::Client::builder();
    let http = http
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let mut request = http.get(emulator.admin_endpoint().unwrap() + path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = request.send().await.unwrap();
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    (status, headers, answer.text().await.unwrap())
}

async fn shown(emulator: &Emulator, path: &str) -> Value {
    let (status, _, body) = fetched(emulator, path, &[]).await;
    assert_eq!(status, 200, "{path}: {body}");
    serde_json::from_str(&body).unwrap()
}

#[tokio::test]
async fn every_file_is_served_and_may_do_little() {
    let (emulator, _client) = started().await;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/console");
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let (status, headers, _) = fetched(&emulator, &format!("/console/{name}"), &[]).await;
        assert_eq!(status, 200, "{name}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["cross-origin-resource-policy"], "same-origin");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"));
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"));
    }
    let (_, headers, page) = fetched(&emulator, "/console", &[]).await;
    assert_eq!(headers["content-type"], "text/html; charset=utf-8");
    assert!(page.contains(r#"<script type="module" src="/console/app.js">"#));
    for path in ["/console/nonsense", "/console/app.js/x"] {
        assert_eq!(fetched(&emulator, path, &[]).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn a_browser_is_led_to_it_and_a_program_is_not() {
    let (emulator, _client) = started().await;
    let browser = [("accept", "text/html,application/xhtml+xml;q=0.9")];
    let (status, headers, _) = fetched(&emulator, "/", &browser).await;
    assert_eq!(
        (status, &headers["location"]),
        (303, &"/console".parse().unwrap())
    );
    let root = shown(&emulator, "/").await;
    assert_eq!(root["endpoint"], emulator.endpoint());
    assert_eq!(root["operations"].as_array().unwrap().len(), 23);
}

#[tokio::test]
async fn a_link_leads_to_the_page_and_no_further() {
    let (emulator, _client) = started().await;
    let linked = [("sec-fetch-site", "cross-site")];
    assert_eq!(fetched(&emulator, "/console", &linked).await.0, 200);
    assert_eq!(fetched(&emulator, "/clock", &linked).await.0, 403);
    let rebound = [("host", "attacker.example")];
    assert_eq!(fetched(&emulator, "/console", &rebound).await.0, 403);
}

#[tokio::test]
async fn the_page_is_there_before_the_token() {
    let builder = repeatable().admin(0).admin_token("opensesame");
    let emulator = builder.start().await.unwrap();
    let (status, _, page) = fetched(&emulator, "/console", &[]).await;
    assert!(status == 200 && !page.contains("opensesame"));
    assert_eq!(fetched(&emulator, "/numbers", &[]).await.0, 401);
    let with_token = [("authorization", "Bearer opensesame")];
    assert_eq!(fetched(&emulator, "/numbers", &with_token).await.0, 200);
}

#[tokio::test]
async fn numbers_are_found_in_pages() {
    let (emulator, _client) = started().await;
    let all = shown(&emulator, "/numbers").await;
    assert_eq!(
        (&all["total"], all["phoneNumbers"].as_array().unwrap().len()),
        (&json!(3), 3)
    );
    assert_eq!(
        all["phoneNumbers"][0]["capabilities"]["calling"],
        "inbound+outbound"
    );
    let page = shown(&emulator, "/numbers?search=555-0100&skip=1&top=1").await;
    assert_eq!(
        (
            &page["total"],
            page["phoneNumbers"].as_array().unwrap().len()
        ),
        (&json!(3), 1)
    );
    assert_eq!(page["phoneNumbers"][0]["phoneNumber"], "+15035550100");
    assert_eq!(
        shown(&emulator, "/numbers?search=tollfree").await["total"],
        1
    );
    assert_eq!(
        shown(&emulator, "/numbers?skip=99999999999").await["phoneNumbers"],
        json!([])
    );
    let (status, _, body) = fetched(&emulator, "/numbers?top=many", &[]).await;
    assert!(
        status == 400 && body.contains("top is not a whole number"),
        "{body}"
    );
}

#[tokio::test]
async fn holds_are_shown_with_their_time() {
    let (emulator, client) = started().await;
    let search = json!({"phoneNumberType": "tollFree", "assignmentType": "application",
        "capabilities": {"calling": "inbound", "sms": "none"}, "quantity": 2});
    let target = "/availablePhoneNumbers/countries/US/:search?api-version=2025-06-01";
    let started = client.post(target, &search.to_string()).await.expect(202);
    let holds = shown(&emulator, "/holds").await;
    assert_eq!(
        (&holds["total"], &holds["holds"][0]["status"]),
        (&json!(2), &json!("searching"))
    );
    assert_eq!(holds["holds"][1]["status"], "expired");
    client.finish(&started).await;
    let holds = shown(&emulator, "/holds").await;
    let hold = &holds["holds"][0];
    assert_eq!(
        (&hold["kind"], &hold["status"]),
        (&json!("search"), &json!("found"))
    );
    assert_eq!(hold["phoneNumbers"].as_array().unwrap().len(), 2);
    assert_eq!(holds["now"], "2025-06-17T16:40:22.5120904+00:00");
    assert_eq!(hold["expires"], "2025-06-17T16:56:22.5120904+00:00");
}

#[tokio::test]
async fn operations_show_their_way() {
    let (emulator, client) = started().await;
    let started = client.delete(NUMBER).await.expect(202);
    emulator.advance(std::time::Duration::from_secs(2));
    client.finish(&started).await;
    let second = client.delete(NUMBER).await.expect(202);
    let operations = shown(&emulator, "/operations").await;
    let steps = operations["operations"][0]["steps"].as_array().unwrap();
    let statuses: Vec<_> = steps
        .iter()
        .map(|it| it["status"].as_str().unwrap())
        .collect();
    assert_eq!(statuses, ["notStarted", "running", "succeeded"]);
    assert_eq!(steps[0]["at"], "2025-06-17T16:40:22.5120904Z");
    assert_eq!(steps[1]["at"], "2025-06-17T16:40:24.5120904Z");
    // At one and the same time, too, they are in the order in which they started.
    let mut ids = vec![second.header("operation-id").to_owned()];
    for _ in 0..5 {
        let started = client.delete(NUMBER).await.expect(202);
        ids.push(started.header("operation-id").to_owned());
    }
    let listed = emulator.operations();
    let listed: Vec<_> = listed.iter().skip(1).map(|it| it.id.clone()).collect();
    assert_eq!(listed, ids);
}

#[tokio::test]
async fn numbers_are_held_against_routes() {
    let (emulator, client) = started().await;
    let sip = r#"{"trunks":{"sbc.example.com":{"sipSignalingPort":5061}},"routes":[
        {"name":"US","numberPattern":"^\\+1","trunks":["sbc.example.com"]},
        {"name":"slow","numberPattern":"^(1+)+$"},
        {"name":"rest","numberPattern":"."}]}"#;
    client
        .patch("/sip?api-version=2023-03-01", sip)
        .await
        .expect(200);
    let sip = shown(&emulator, "/sip").await;
    assert_eq!(sip["domains"]["example.com"]["enabled"], true);
    assert_eq!(
        sip["trunks"]["sbc.example.com"]["health"]["tls"]["status"],
        "unknown"
    );
    let trial = shown(&emulator, "/sip/routes?number=%2B14255550100").await;
    let expected = json!([{"name": "US", "matches": true}, {"name": "slow", "matches": false},
        {"name": "rest", "matches": true}]);
    assert_eq!(trial["routes"], expected);
    for number in ["", "abc", "+", "1%20555"] {
        let (status, _, body) =
            fetched(&emulator, &format!("/sip/routes?number={number}"), &[]).await;
        assert!(status == 400 && body.contains("digits"), "{number}: {body}");
    }
}

#[tokio::test]
async fn only_new_requests_are_asked_for() {
    let (emulator, client) = started().await;
    for _ in 0..3 {
        client.get(NUMBER).await.expect(200);
    }
    let all = shown(&emulator, "/requests").await;
    assert_eq!((&all["first"], &all["last"]), (&json!(1), &json!(3)));
    let new = shown(&emulator, "/requests?after=2").await;
    assert_eq!(new["requests"].as_array().unwrap().len(), 1);
    emulator.clear_requests();
    client.get(NUMBER).await.expect(200);
    let new = shown(&emulator, "/requests?after=3").await;
    assert_eq!((&new["first"], &new["last"]), (&json!(4), &json!(4)));
    assert_eq!(new["requests"].as_array().unwrap().len(), 1);
}
