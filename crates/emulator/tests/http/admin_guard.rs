//! The admin API beside a browser: the attacks that a page can play, and what becomes of them.

use std::net::{IpAddr, Ipv4Addr};

use acs_emulator::{Emulator, EmulatorBuilder};
use reqwest::{RequestBuilder, Response};

use crate::client::repeatable;

const RULE: &str = r#"{"fault":"status","status":503}"#;
const JSON: (&str, &str) = ("content-type", "application/json");
const EVIL: &str = "https://attacker.example";

async fn started() -> Emulator {
    repeatable().admin(0).start().await.unwrap()
}

fn everywhere() -> EmulatorBuilder {
    let host = IpAddr::from(Ipv4Addr::UNSPECIFIED);
    repeatable().host(host).admin(0)
}

fn ask(emulator: &Emulator, method: &str, path: &str) -> RequestBuilder {
    let url = emulator.admin_endpoint().unwrap() + path;
    reqwest::Client::new().request(method.parse().unwrap(), url)
}

async fn status(request: RequestBuilder) -> u16 {
    request.send().await.unwrap().status().as_u16()
}

fn tells_pages(response: &Response) -> bool {
    let mut names = response.headers().keys();
    names.any(|it| it.as_str().starts_with("access-control-"))
}

fn port(emulator: &Emulator) -> String {
    let endpoint = emulator.admin_endpoint().unwrap();
    endpoint.rsplit(':').next().unwrap().to_owned()
}

/// A form needs no leave, and so its body can be made to look like JSON.
#[tokio::test]
async fn a_form_posts_nothing() {
    let emulator = started().await;
    for form in [
        "text/plain",
        "text/plain; charset=utf-8",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain; application/json",
        "",
    ] {
        let sent = ask(&emulator, "POST", "/faults").header("content-type", form);
        assert_eq!(status(sent.body(RULE)).await, 415, "{form:?}");
        // Even without what a browser adds, and without a body.
        let sent = ask(&emulator, "POST", "/reset").header("content-type", form);
        assert_eq!(status(sent).await, 415, "{form:?}");
    }
    let nameless = ask(&emulator, "POST", "/faults").body(RULE);
    assert_eq!(status(nameless).await, 415);
    assert!(emulator.faults().is_empty());
    let json =
        ask(&emulator, "POST", "/faults").header("content-type", "Application/JSON; charset=utf-8");
    assert_eq!(status(json.body(RULE)).await, 201);
    assert_eq!(status(ask(&emulator, "POST", "/reset")).await, 204);
    assert!(emulator.faults().is_empty());
}

#[tokio::test]
async fn a_page_of_another_origin_does_nothing() {
    let emulator = started().await;
    let port = port(&emulator);
    let near = format!("http://localhost:{port}");
    // The page of another program on this machine is as foreign as any.
    for origin in [
        EVIL,
        "null",
        "http://127.0.0.1:1",
        "http://127.0.0.1",
        &near,
    ] {
        for (method, path) in [
            ("POST", "/faults"),
            ("POST", "/reset"),
            ("GET", "/environment"),
        ] {
            let sent = ask(&emulator, method, path).header("origin", origin);
            let sent = sent.header(JSON.0, JSON.1).body(RULE);
            let refused = sent.send().await.unwrap();
            assert_eq!(refused.status(), 403, "{origin} {path}");
            assert!(!tells_pages(&refused));
        }
    }
    for site in ["cross-site", "same-site"] {
        let image = ask(&emulator, "GET", "/requests").header("sec-fetch-site", site);
        assert_eq!(status(image).await, 403, "{site}");
    }
    assert!(emulator.faults().is_empty());
    let own = ask(&emulator, "GET", "/faults")
        .header("origin", emulator.admin_endpoint().unwrap())
        .header("sec-fetch-site", "same-origin");
    assert_eq!(status(own).await, 200);
    let typed_in = ask(&emulator, "GET", "/").header("sec-fetch-site", "none");
    assert_eq!(status(typed_in).await, 200);
}

#[tokio::test]
async fn a_preflight_is_allowed_nothing() {
    let emulator = started().await;
    let asked = ask(&emulator, "OPTIONS", "/faults")
        .header("origin", EVIL)
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type")
        .header("access-control-request-private-network", "true");
    let refused = asked.send().await.unwrap();
    assert_eq!(refused.status(), 403);
    assert!(!tells_pages(&refused));
}

/// The name of a page may be made to lead here once the page is loaded; its browser then takes this
/// for where the page came from.
#[tokio::test]
async fn a_name_that_was_led_here_opens_nothing() {
    let emulator = started().await;
    let port = port(&emulator);
    for host in [
        format!("attacker.example:{port}"),
        format!("localhost.attacker.example:{port}"),
        format!("127.0.0.1.attacker.example:{port}"),
        "attacker.example".to_owned(),
        "127.0.0.1:1".to_owned(),
        "127.0.0.1".to_owned(),
    ] {
        for path in [
            "/environment",
            "/msi/token?resource=x",
            "/health",
            "/requests",
        ] {
            let sent = ask(&emulator, "GET", path).header("host", &host);
            assert_eq!(status(sent).await, 403, "{host} {path}");
        }
        let sent = ask(&emulator, "POST", "/tokens").header("host", &host);
        let sent = sent
            .header(JSON.0, JSON.1)
            .body(r#"{"lifetimeSeconds":60}"#);
        assert_eq!(status(sent).await, 403, "{host}");
    }
    let own = ask(&emulator, "GET", "/health").header("host", format!("localhost:{port}"));
    assert_eq!(status(own).await, 200);
    let named = repeatable()
        .admin(0)
        .advertise("localhost")
        .start()
        .await
        .unwrap();
    assert_eq!(status(ask(&named, "GET", "/clock")).await, 200);
}

#[tokio::test]
async fn who_listens_elsewhere_asks_for_a_token() {
    let emulator = everywhere().start().await.unwrap();
    let token = emulator.admin_token().unwrap();
    for shown in [None, Some("wrong"), Some(""), Some(&token[1..])] {
        let mut sent = ask(&emulator, "GET", "/clock");
        if let Some(shown) = shown {
            sent = sent.bearer_auth(shown);
        }
        assert_eq!(status(sent).await, 401, "{shown:?}");
    }
    // The service's own tokens and key open nothing here.
    let other = ask(&emulator, "GET", "/environment").bearer_auth(emulator.token());
    assert_eq!(status(other).await, 401);
    assert_eq!(
        status(ask(&emulator, "GET", "/clock").bearer_auth(token)).await,
        200
    );
    assert_eq!(status(ask(&emulator, "GET", "/health")).await, 200);
    // Credentials show what they have in place of it.
    let managed =
        ask(&emulator, "GET", "/msi/token?resource=x").header("x-identity-header", "guess");
    let refused = managed.send().await.unwrap();
    assert!(refused.status() == 401 && refused.text().await.unwrap().contains("IDENTITY_HEADER"));
    let another = everywhere().start().await.unwrap();
    assert_ne!(another.admin_token(), Some(token));
}

#[tokio::test]
async fn a_token_may_be_chosen_but_not_just_anything() {
    let emulator = repeatable()
        .admin(0)
        .admin_token("opensesame")
        .start()
        .await
        .unwrap();
    assert_eq!(emulator.admin_token(), Some("opensesame"));
    assert_eq!(status(ask(&emulator, "GET", "/clock")).await, 401);
    let shown = ask(&emulator, "GET", "/clock").bearer_auth("opensesame");
    assert_eq!(status(shown).await, 200);
    for token in ["", "two words", "é"] {
        let error = repeatable()
            .admin(0)
            .admin_token(token)
            .start()
            .await
            .unwrap_err();
        assert!(error.to_string().contains("admin token"), "{error}");
    }
    assert_eq!(started().await.admin_token(), None);
    assert_eq!(
        everywhere()
            .start()
            .await
            .unwrap()
            .admin_token()
            .map(str::len),
        Some(36)
    );
}

#[tokio::test]
async fn the_service_has_nothing_of_the_admin_api() {
    let emulator = started().await;
    for path in ["/", "/health", "/clock", "/environment", "/reset"] {
        let url = emulator.endpoint() + path;
        let denied = reqwest::get(&url).await.unwrap();
        assert_eq!(denied.status(), 401, "{path}");
        let asked = reqwest::Client::new()
            .get(&url)
            .bearer_auth(emulator.token());
        assert_eq!(status(asked).await, 404, "{path}");
    }
}
