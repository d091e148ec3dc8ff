//! The preview of SIP routing, beside the stable version.

use acs_emulator::{InactiveReason, OverallStatus, PingStatus, Stock, TlsStatus, TrunkHealth};

use crate::client::{Client, repeatable};

const PREVIEW: &str = "/sip?api-version=2024-11-15-preview";
const STABLE: &str = "/sip?api-version=2023-03-01";
const WITH_HEALTH: &str = "/sip?expand=trunks/health&api-version=2024-11-15-preview";

const DOMAINS: &str = r#""domains":{"example.com":{"enabled":true}}"#;

fn trial(number: &str) -> String {
    format!("/sip:testRoutesWithNumber?targetPhoneNumber={number}&api-version=2024-11-15-preview")
}

fn error(code: &str, message: &str) -> String {
    format!(
        r#"{{"error":{{"code":"UnprocessableConfiguration","message":"One or more request inputs are not valid.","innererror":{{"code":"{code}","message":"{message}"}}}}}}"#
    )
}

#[tokio::test]
async fn it_starts_empty_with_three_keys() {
    let emulator = repeatable().start().await.unwrap();
    let empty = Client::new(&emulator).get(PREVIEW).await.expect(200);
    assert_eq!(empty.body, r#"{"domains":{},"trunks":{},"routes":[]}"#);
}

#[tokio::test]
async fn a_patch_answers_with_the_whole() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let sent = format!(
        r#"{{{DOMAINS},"trunks":{{"sbc.example.com":{{"sipSignalingPort":5061}},"off.example.com":{{"sipSignalingPort":5062,"enabled":false,"directTransfer":true,"privacyHeader":"none","ipAddressVersion":"ipv6"}}}},"routes":[{{"name":"r","numberPattern":"^.*$","trunks":["sbc.example.com"]}}]}}"#
    );
    let patched = client.patch(PREVIEW, &sent).await.expect(200);
    // The service's order, and null for what was not sent.
    let kept = sent
        .replace(
            "5061}",
            r#"5061,"enabled":true,"directTransfer":false,"privacyHeader":"id","ipAddressVersion":"ipv4"}"#,
        )
        .replace(
            r#"{"name":"r","numberPattern":"^.*$","#,
            r#"{"description":null,"name":"r","numberPattern":"^.*$","callerIdOverride":null,"#,
        );
    assert_eq!(patched.body, kept);
    let flag = r#"{"trunks":{"sbc.example.com":{"enabled":false,"privacyHeader":null}}}"#;
    let patched = client.patch(PREVIEW, flag).await.expect(200);
    assert_eq!(
        patched.body,
        kept.replace(r#"5061,"enabled":true"#, r#"5061,"enabled":false"#)
    );
    let route = r#"{"routes":[{"description":"d","name":"r","numberPattern":"^.*$","callerIdOverride":"+14255550123","trunks":[]}]}"#;
    let patched = client.patch(PREVIEW, route).await.expect(200);
    assert!(patched.body.ends_with(&route[1..]), "{}", patched.body);
    for malformed in [
        r#"{"trunks":{"sbc.example.com":{"privacyHeader":"other"}}}"#,
        r#"{"domains":{"example.com":{"enabled":"yes"}}}"#,
    ] {
        let reply = client.patch(PREVIEW, malformed).await.expect(400);
        assert_eq!(reply.json()["error"]["code"], "BadRequest");
    }
}

#[tokio::test]
async fn the_versions_see_one_configuration() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let by_stable = r#"{"trunks":{"sbc.example.com":{"sipSignalingPort":5061}},"routes":[]}"#;
    client.patch(STABLE, by_stable).await.expect(200);
    assert_eq!(
        client.get(PREVIEW).await.expect(200).body,
        format!(
            r#"{{{DOMAINS},"trunks":{{"sbc.example.com":{{"sipSignalingPort":5061,"enabled":true,"directTransfer":false,"privacyHeader":"id","ipAddressVersion":"ipv4"}}}},"routes":[]}}"#
        )
    );
    let off = r#"{"trunks":{"sbc.example.com":{"enabled":false}}}"#;
    client.patch(PREVIEW, off).await.expect(200);
    assert_eq!(client.get(STABLE).await.expect(200).body, by_stable);
    // What it does not know it does not look at.
    let unknown = r#"{"domains":{"example.com":null},"trunks":{"sbc.example.com":{"sipSignalingPort":1,"enabled":true}}}"#;
    client.patch(STABLE, unknown).await.expect(200);
    let seen = client.get(PREVIEW).await.expect(200).json();
    assert_eq!(seen["trunks"]["sbc.example.com"]["enabled"], false);
    assert_eq!(seen["trunks"]["sbc.example.com"]["sipSignalingPort"], 1);
    assert_eq!(seen["domains"]["example.com"]["enabled"], true);
    // Nor does it have what only the preview has.
    let expanded = client
        .get("/sip?expand=trunks/health&api-version=2023-03-01")
        .await;
    assert!(!expanded.expect(200).body.contains("health"));
    let path = trial("%2B1").replace("2024-11-15-preview", "2023-03-01");
    let refused = client.post(&path, "{}").await.expect(400).json();
    assert_eq!(refused["error"]["code"], "UnsupportedApiVersion");
}

#[tokio::test]
async fn a_trunk_needs_its_domain() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let trunks = r#""trunks":{"sbc.example.com":{"sipSignalingPort":5061}}"#;
    let missing = error("MissingDomain", "Missing Domain for coresponding Trunk");
    let refused = client
        .patch(PREVIEW, &format!("{{{trunks}}}"))
        .await
        .expect(422);
    assert_eq!(refused.body, missing);
    assert!(refused.has("api-supported-versions"));
    let both = format!("{{{DOMAINS},{trunks}}}");
    let before = client.patch(PREVIEW, &both).await.expect(200).body;
    let deletion = r#"{"domains":{"example.com":null}}"#;
    let refused = client.patch(PREVIEW, deletion).await.expect(422);
    assert_eq!(refused.body, missing);
    assert_eq!(client.get(PREVIEW).await.expect(200).body, before);
    let unknown = r#"{"domains":{"other.example":null}}"#;
    assert_eq!(
        client.patch(PREVIEW, unknown).await.expect(200).body,
        before
    );
    let name = r#"{"domains":{"-1":{"enabled":true}}}"#;
    let refused = client.patch(PREVIEW, name).await.expect(422);
    assert_eq!(
        refused.body,
        error(
            "InvalidDomain",
            "Domain '-1' is not properly formatted domnain name."
        )
    );
    assert!(!refused.has("api-supported-versions"));
    let off = r#"{"domains":{"example.com":{"enabled":false}}}"#;
    let refused = client.patch(PREVIEW, off).await.expect(422);
    assert_eq!(
        refused.body,
        error(
            "MissingEnabledDomainForTrunk",
            "Missing Enabled Domain for coresponding Trunk"
        )
    );
    assert!(refused.has("api-supported-versions"));
}

#[tokio::test]
async fn domains_are_verified_where_that_counts() {
    let enable = format!("{{{DOMAINS}}}");
    let emulator = repeatable().only_verified_domains().start().await.unwrap();
    let client = Client::new(&emulator);
    let refused = client.patch(PREVIEW, &enable).await.expect(422);
    assert_eq!(
        refused.body,
        error(
            "UnverifiedDomain",
            "Domain 'example.com' is not verified for this resource."
        )
    );
    let by_stable = r#"{"trunks":{"sbc.example.com":{"sipSignalingPort":5061}}}"#;
    let refused = client.patch(STABLE, by_stable).await.expect(422);
    assert!(refused.body.contains("MissingDomain"));
    emulator.set_domain_verified("example.com", true).unwrap();
    client.patch(PREVIEW, &enable).await.expect(200);
    client.patch(STABLE, by_stable).await.expect(200);
    assert_eq!(emulator.domains()[0].enabled, Some(true));

    let stock = Stock::from_json(r#"{"countries":[],"verifiedDomains":["example.com"]}"#);
    let builder = repeatable().stock(stock.unwrap()).only_verified_domains();
    let emulator = builder.start().await.unwrap();
    let client = Client::new(&emulator);
    emulator.set_domain_verified("example.com", false).unwrap();
    client.patch(PREVIEW, &enable).await.expect(422);
    emulator.reset();
    client.patch(PREVIEW, &enable).await.expect(200);
    assert!(emulator.set_domain_verified("example", true).is_err());
}

#[tokio::test]
async fn an_empty_patch_may_be_refused() {
    for (emulator, status) in [
        (repeatable(), 200),
        (repeatable().refuse_empty_updates(), 400),
    ] {
        let emulator = emulator.start().await.unwrap();
        let client = Client::new(&emulator);
        for (target, body) in [(PREVIEW, "{}"), (STABLE, "{}"), (STABLE, "")] {
            client.patch(target, body).await.expect(status);
        }
        client.patch(STABLE, r#"{"routes":[]}"#).await.expect(200);
    }
}

#[tokio::test]
async fn health_shows_when_it_is_asked_for() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let trunks = r#"{"trunks":{"sbc.example.com":{"sipSignalingPort":5061}}}"#;
    client.patch(STABLE, trunks).await.expect(200);
    let health = |body: &str| {
        let body: serde_json::Value = serde_json::from_str(body).unwrap();
        body["trunks"]["sbc.example.com"]["health"].to_string()
    };
    assert_eq!(health(&client.get(PREVIEW).await.expect(200).body), "null");
    let third = r#""enabled":true,"health":{"tls":"#;
    let expanded = client.get(WITH_HEALTH).await.expect(200).body;
    assert!(expanded.contains(third), "{expanded}");
    assert_eq!(
        health(&expanded),
        r#"{"tls":{"status":"unknown"},"ping":{"status":"unknown"},"overall":{"status":"unknown"}}"#
    );
    let known = TrunkHealth {
        tls: TlsStatus::CertExpiring,
        ping: PingStatus::Ok,
        overall: OverallStatus::Inactive(InactiveReason::NoRecentCalls),
    };
    emulator.set_trunk_health("sbc.example.com", known).unwrap();
    let unknown = emulator.set_trunk_health("other.example.com", known);
    assert!(unknown.is_err());
    assert_eq!(
        health(&client.get(WITH_HEALTH).await.expect(200).body),
        r#"{"tls":{"status":"certExpiring"},"ping":{"status":"ok"},"overall":{"status":"inactive","reason":"noRecentCalls"}}"#
    );
    let other = WITH_HEALTH.replace("trunks/health", "routes");
    let refused = client.get(&other).await.expect(400).json();
    assert_eq!(refused["error"]["code"], "InvalidInput");
    assert_eq!(refused["error"]["target"], "expand");
}

#[tokio::test]
async fn routes_are_tried_with_a_number_and_nothing_is_changed() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let routes = [
        r#"{"description":"Seattle route","name":"Seattle","numberPattern":"^\\+1(425|206)\\d{7}$","callerIdOverride":null,"trunks":["seattle.example.com"]}"#,
        r#"{"name":"Norway","numberPattern":"^\\+47","trunks":[]}"#,
        r#"{"description":null,"name":"Anywhere","numberPattern":"425","callerIdOverride":"+14255550123","trunks":[]}"#,
    ];
    let body = format!(
        r#"{{{DOMAINS},"trunks":{{"seattle.example.com":{{"sipSignalingPort":5061,"enabled":false}}}},"routes":[{}]}}"#,
        routes.join(",")
    );
    let tried = client
        .post(&trial("%2B14255550123"), &body)
        .await
        .expect(200);
    assert_eq!(
        tried.body,
        format!(r#"{{"matchingRoutes":[{},{}]}}"#, routes[0], routes[2])
    );
    for (target, body) in [
        (
            trial("%2B4712345678"),
            r#"{"domains":{},"trunks":{},"routes":[]}"#,
        ),
        (trial("911"), body.as_str()),
        (trial("911"), ""),
    ] {
        let none = client.post(&target, body).await.expect(200);
        assert_eq!(none.body, r#"{"matchingRoutes":[]}"#, "{target} {body}");
    }
    let stored = client.get(PREVIEW).await.expect(200).body;
    assert_eq!(stored, r#"{"domains":{},"trunks":{},"routes":[]}"#);
}

#[tokio::test]
async fn trials_that_make_no_sense_are_refused() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    for number in ["", "%2B", "%2B1%20425", "alice", &"1".repeat(65)] {
        let refused = client.post(&trial(number), "{}").await.expect(400).json();
        assert_eq!(refused["error"]["code"], "InvalidInput", "{number}");
        assert_eq!(refused["error"]["target"], "targetphonenumber");
    }
    let pattern = r#"{"routes":[{"name":"r","numberPattern":"("}]}"#;
    assert_eq!(
        client.post(&trial("1"), pattern).await.expect(422).body,
        error(
            "InvalidRouteNumberPattern",
            "Route with an invalid number pattern."
        )
    );
    let costly = r#"{"routes":[{"name":"r","numberPattern":"^(?=(1+)+$)"}]}"#;
    let number = format!("{}2", "1".repeat(40));
    let failed = client
        .post(&trial(&number), costly)
        .await
        .expect(500)
        .json();
    assert_eq!(failed["error"]["code"], "InternalError");
}
