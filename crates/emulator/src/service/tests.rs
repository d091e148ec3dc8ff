//! Whatever comes, there is an answer.

use fastrand::Rng;

use http::Method;
use http::header::{self, HeaderMap, HeaderValue};

use super::*;
use crate::auth::{AUDIENCE, AccessKey};
use crate::state::State;
use crate::stock::Stock;

fn service() -> Service {
    let key = AccessKey::from_base64("c2VjcmV0").unwrap();
    let ids = Ids::seeded(1);
    let clock = Clock::running();
    let state = State::new(Stock::demo().unwrap(), ids.clone(), false, clock.now());
    let memory = Memory::new(state, None);
    Service::new(clock, Gatekeeper::new(key), ids, Scripts::default(), memory)
}

/// A target that is nearly one the service knows.
fn target(random: &mut Rng) -> String {
    let words = [
        "availablePhoneNumbers/countries",
        "availablePhoneNumbers/countries/US/:search",
        "availablePhoneNumbers/countries/FR/:browse",
        "availablePhoneNumbers/countries/US/areaCodes",
        "availablePhoneNumbers/:purchase",
        "availablePhoneNumbers/reservations/0b4c0a4e-6a6b-4a1b-9d0c-6d1f6f0e8a11",
        "phoneNumbers",
        "phoneNumbers/%2B14255550100",
        "operatorInformation/:search",
        "sip",
        ":purchase",
        "capabilities",
        "%",
        "%00",
        "%FF",
        "é",
        "",
    ];
    let queries = [
        "api-version=2025-06-01",
        "api-version=2023-03-01",
        "skip=4294967295",
        "top=1",
        "maxPageSize=2147483647",
        "skip=2147483647",
        "phoneNumberType=tollFree",
        "=",
        "&&",
        "%",
    ];
    let mut target = String::new();
    for _ in 0..random.usize(1..3) {
        target += "/";
        target += random.choice(words).unwrap_or_default();
    }
    for _ in 0..random.usize(0..4) {
        target += if target.contains('?') { "&" } else { "?" };
        target += random.choice(queries).unwrap_or_default();
    }
    target
}

/// A body that is nearly one the service knows.
fn body(random: &mut Rng) -> Vec<u8> {
    let bodies = [
        r#"{"phoneNumberType":"tollFree","assignmentType":"application","capabilities":{"calling":"outbound","sms":"none"},"quantity":2147483647}"#,
        r#"{"searchId":"x","agreeToNotResell":true}"#,
        r#"{"phoneNumbers":{"18445550100":null,"99999999999999999999":null}}"#,
        r#"{"phoneNumbers":["+999999999999999"],"options":{"includeAdditionalOperatorDetails":true}}"#,
        r#"{"trunks":{"a.example.com":{"sipSignalingPort":9223372036854775807}},"routes":[{}]}"#,
        r#"{"routes":[{"name":"n","numberPattern":"(((((a*)*)*)*)*)*","trunks":[]}]}"#,
        "",
    ];
    let mut body = random
        .choice(bodies)
        .unwrap_or_default()
        .as_bytes()
        .to_vec();
    if random.bool() && !body.is_empty() {
        let at = random.usize(0..body.len());
        body[at] = random.u8(..);
    }
    body
}

#[tokio::test]
async fn whatever_comes_there_is_an_answer() {
    let service = service();
    let token = format!("Bearer {}", service.token(AUDIENCE, time::Duration::DAY));
    let mut random = Rng::with_seed(1);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..5_000 {
        let method = random.choice([Method::GET, Method::POST, Method::PATCH, Method::DELETE]);
        let mut headers = HeaderMap::new();
        headers.insert(
            header::AUTHORIZATION,
            HeaderValue::try_from(&token).unwrap(),
        );
        let reply = service.answer(Received {
            method: method.unwrap_or_default(),
            target: target(&mut random),
            headers,
            body: Ok(body(&mut random).into()),
        });
        let Reply::Whole(answer) = reply.await else {
            panic!("nothing was to go wrong");
        };
        assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        seen.insert(answer.status.as_u16());
    }
    assert!(
        [200, 202, 400, 404, 405].iter().all(|it| seen.contains(it)),
        "{seen:?}"
    );
}
