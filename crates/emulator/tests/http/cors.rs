//! Pages in browsers.

use crate::client::{Client, repeatable};

const LIST: &str = "/phoneNumbers?api-version=2025-06-01";
const ORIGIN: (&str, &str) = ("origin", "http://localhost:3000");

#[tokio::test]
async fn browsers_may_ask_without_credentials() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let wanted = "authorization,content-type,x-ms-client-request-id,x-ms-content-sha256,x-ms-date";
    let headers = [
        ORIGIN,
        ("access-control-request-method", "PATCH"),
        ("access-control-request-headers", wanted),
        ("access-control-request-private-network", "true"),
    ];
    let allowed = client.send_with("OPTIONS", LIST, None, &headers).await;
    let allowed = allowed.expect(204);
    for (name, value) in [
        ("access-control-allow-origin", ORIGIN.1),
        ("vary", "origin"),
        ("access-control-allow-methods", "GET, POST, PATCH, DELETE"),
        ("access-control-allow-headers", wanted),
        ("access-control-allow-private-network", "true"),
    ] {
        assert_eq!(allowed.header(name), value);
    }
    // Nobody but a browser asks like that.
    client
        .send_with("OPTIONS", LIST, None, &[ORIGIN])
        .await
        .expect(401);
}

#[tokio::test]
async fn pages_may_read_answers_and_errors() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let authorization = format!("Bearer {}", emulator.token());
    let headers = [ORIGIN, ("authorization", authorization.as_str())];
    for (target, status) in [(LIST, 200), ("/nonsense", 404)] {
        let reply = client.send_with("GET", target, None, &headers).await;
        let reply = reply.expect(status);
        assert_eq!(reply.header("access-control-allow-origin"), ORIGIN.1);
        assert_eq!(reply.header("access-control-expose-headers"), "*");
    }
    let denied = client.send_with("GET", LIST, None, &[ORIGIN]).await;
    assert!(denied.expect(401).has("access-control-allow-origin"));
    // What the service exposes itself stays as it is.
    let number = "/phoneNumbers/+14255550100?api-version=2025-06-01";
    let released = client.send_with("DELETE", number, None, &headers).await;
    assert_eq!(
        released.expect(202).header("access-control-expose-headers"),
        "Operation-Location,operation-id,release-id"
    );
    assert!(!client.get(LIST).await.has("access-control-allow-origin"));
}

#[tokio::test]
async fn pages_from_elsewhere_are_told_nothing_unless_they_are_let_in() {
    let headers = |origin| {
        [
            ("origin", origin),
            ("access-control-request-method", "GET"),
            ("access-control-request-headers", "authorization"),
        ]
    };
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    for origin in [
        "https://attacker.example",
        "http://localhost.attacker.example",
        "http://127.0.0.1.attacker.example",
        "null",
    ] {
        let refused = client
            .send_with("OPTIONS", LIST, None, &headers(origin))
            .await;
        assert!(!refused.expect(401).has("access-control-allow-origin"));
        let authorization = format!("Bearer {}", emulator.token());
        let asked = [
            ("origin", origin),
            ("authorization", authorization.as_str()),
        ];
        let read = client.send_with("GET", LIST, None, &asked).await;
        let read = read.expect(200);
        assert!(!read.has("access-control-allow-origin") && !read.has("vary"));
    }
    for origin in [
        "http://127.0.0.1:8000",
        "https://[::1]:1",
        "http://localhost",
    ] {
        let allowed = client
            .send_with("OPTIONS", LIST, None, &headers(origin))
            .await;
        assert_eq!(
            allowed.expect(204).header("access-control-allow-origin"),
            origin
        );
    }

    let app = "https://app.example";
    for (allowed, origin, status) in [
        (app, app, 204),
        (app, "http://app.example", 401),
        ("*", "null", 204),
    ] {
        let emulator = repeatable().allow_origin(allowed).start().await.unwrap();
        let client = Client::new(&emulator);
        let asked = client
            .send_with("OPTIONS", LIST, None, &headers(origin))
            .await;
        asked.expect(status);
    }
}
