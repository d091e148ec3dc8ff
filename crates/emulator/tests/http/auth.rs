//! Signed requests and bearer tokens over HTTP.

use std::time::Duration;

use acs_emulator::{Emulator, OffsetDateTime};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use crate::client::{Client, Reply, repeatable};

const TARGET: &str = "/phoneNumbers?api-version=2025-06-01";
const DENIED: &str = r#"{"error":{"code":"Denied","message":"Denied by the resource provider."}}"#;

/// A request to sign, with everything that a test may want wrong.
struct Request<'a> {
    method: &'a str,
    target: &'a str,
    signed_target: &'a str,
    body: &'a str,
    key: &'a str,
    seconds_off: i64,
}

impl Request<'_> {
    async fn send(&self, emulator: &Emulator) -> Reply {
        let host = emulator.endpoint().replace("http://", "");
        let at = OffsetDateTime::now_utc() + time::Duration::seconds(self.seconds_off);
        let date = http_date(at);
        let hash = BASE64_STANDARD.encode(Sha256::digest(self.body));
        let text = format!(
            "{}\n{}\n{date};{host};{hash}",
            self.method, self.signed_target
        );
        let key = BASE64_STANDARD.decode(self.key).unwrap();
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(text.as_bytes());
        let signature = BASE64_STANDARD.encode(mac.finalize().into_bytes());
        let authorization = format!(
            "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}"
        );
        let headers = [
            ("x-ms-date", date.as_str()),
            ("x-ms-content-sha256", &hash),
            ("authorization", &authorization),
        ];
        let body = Some(self.body).filter(|it| !it.is_empty());
        Client::new(emulator)
            .send_with(self.method, self.target, body, &headers)
            .await
    }
}

fn http_date(at: OffsetDateTime) -> String {
    let at = at.replace_nanosecond(0).unwrap();
    let text = at
        .format(&time::format_description::well_known::Rfc2822)
        .unwrap();
    text.replace("+0000", "GMT")
}

fn get<'a>(emulator: &'a Emulator, target: &'a str) -> Request<'a> {
    let key = emulator.access_key();
    Request {
        method: "GET",
        target,
        signed_target: target,
        body: "",
        key,
        seconds_off: 0,
    }
}

#[tokio::test]
async fn signed_requests_pass_as_each_client_signs_them() {
    let emulator = repeatable().start().await.unwrap();
    for target in [
        TARGET,
        "/phoneNumbers/%2B14255550100?api-version=2025-06-01",
        "/phoneNumbers/+14255550100?api-version=2025-06-01",
    ] {
        get(&emulator, target).send(&emulator).await.expect(200);
    }
    let base = "/availablePhoneNumbers/countries/US/areaCodes?phoneNumberType=geographic";
    let sent = format!("{base}&locality=Los%20Angeles&api-version=2025-06-01");
    let signed = format!("{base}&locality=Los+Angeles&api-version=2025-06-01");
    get(&emulator, &sent).send(&emulator).await.expect(200);
    Request {
        signed_target: &signed,
        ..get(&emulator, &sent)
    }
    .send(&emulator)
    .await
    .expect(200);
    let target = "/phoneNumbers/%2B14255550100/capabilities?api-version=2025-06-01";
    let body = r#"{"calling":"inbound"}"#;
    let patch = Request {
        method: "PATCH",
        body,
        ..get(&emulator, target)
    };
    patch.send(&emulator).await.expect(202);
}

#[tokio::test]
async fn wrong_signatures_are_denied() {
    let emulator = repeatable().start().await.unwrap();
    let wrong = [
        Request {
            key: "b3RoZXI=",
            ..get(&emulator, TARGET)
        },
        Request {
            signed_target: "/phoneNumbers",
            ..get(&emulator, TARGET)
        },
        Request {
            seconds_off: 6 * 60,
            ..get(&emulator, TARGET)
        },
        Request {
            seconds_off: -6 * 60,
            ..get(&emulator, TARGET)
        },
    ];
    for request in wrong {
        assert_eq!(request.send(&emulator).await.expect(401).body, DENIED);
    }
    Request {
        seconds_off: -4 * 60,
        ..get(&emulator, TARGET)
    }
    .send(&emulator)
    .await
    .expect(200);
}

#[tokio::test]
async fn signatures_follow_the_clock_of_the_client() {
    let emulator = repeatable().start().await.unwrap();
    emulator.advance(Duration::from_secs(24 * 60 * 60));
    get(&emulator, TARGET).send(&emulator).await.expect(200);
}

#[tokio::test]
async fn other_credentials_are_denied() {
    let emulator = repeatable().start().await.unwrap();
    let other = Emulator::builder()
        .access_key("b3RoZXI=")
        .start()
        .await
        .unwrap();
    let client = Client::new(&emulator);
    let denied: [Vec<(&str, String)>; 7] = [
        vec![],
        vec![("authorization", "Bearer".to_owned())],
        vec![("authorization", "Bearer nonsense".to_owned())],
        vec![("authorization", format!("Bearer {}", other.token()))],
        vec![("authorization", format!("Bearer {}x", emulator.token()))],
        vec![("authorization", format!("Basic {}", emulator.token()))],
        vec![(
            "authorization",
            "HMAC-SHA256 SignedHeaders=date&Signature=x".to_owned(),
        )],
    ];
    for headers in denied {
        let headers: Vec<_> = headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let reply = client
            .send_with("GET", TARGET, None, &headers)
            .await
            .expect(401);
        assert_eq!(reply.body, DENIED);
        assert!(!reply.has("api-supported-versions"));
    }
}

#[tokio::test]
async fn tokens_expire_by_the_clock_of_the_emulator() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    emulator.advance(Duration::from_secs(24 * 60 * 60 - 1));
    client.get(TARGET).await.expect(200);
    emulator.advance(Duration::from_secs(1));
    assert_eq!(client.get(TARGET).await.expect(401).body, DENIED);
    let expired = format!("Bearer {}", emulator.token_for(Duration::ZERO));
    client
        .send_with("GET", TARGET, None, &[("authorization", &expired)])
        .await
        .expect(401);
    let short = format!("Bearer {}", emulator.token_for(Duration::from_secs(1)));
    client
        .send_with("GET", TARGET, None, &[("authorization", &short)])
        .await
        .expect(200);
}

#[tokio::test]
async fn nothing_is_told_to_who_is_denied() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    for (method, target) in [
        ("GET", "/nonsense"),
        ("PUT", "/sip"),
        ("GET", "/phoneNumbers"),
    ] {
        let reply = client
            .send_with(method, target, None, &[])
            .await
            .expect(401);
        assert_eq!(reply.body, DENIED);
    }
}
