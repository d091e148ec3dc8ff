//! One call on its way to the wire and back.

use std::sync::{Arc, Mutex};

use acs_core::{AccessKey, CallContext, ClientOptions, Endpoint};
use azure_core::{
    Bytes,
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    error::ErrorKind,
    http::{
        AsyncRawResponse, Context, HttpClient, Request, StatusCode, Transport,
        headers::Headers,
        policies::{Policy, PolicyResult},
    },
};

use crate::script::{KEY, NUMBER, SERVICE, Script, ok, send, status};

#[tokio::test]
async fn carries_all_that_the_service_wants() {
    let script = Script::new([ok("{}")]);
    let path = format!("/things/%2B{NUMBER}");
    send(&script.context(), "patch", &path, Some(r#"{"a":null}"#))
        .await
        .unwrap();

    let asked = script.asked().remove(0);
    assert_eq!(asked.method, "PATCH");
    assert_eq!(
        asked.target,
        format!("/things/%2B{NUMBER}?api-version=2025-06-01")
    );
    assert_eq!(asked.body, r#"{"a":null}"#);
    assert_eq!(
        asked.header("content-type"),
        Some("application/merge-patch+json")
    );
    assert_eq!(asked.header("accept"), Some("application/json"));
    assert!(asked.header("x-ms-client-request-id").is_some());
    assert!(asked.header("x-ms-date").unwrap().ends_with(" GMT"));
    assert!(
        asked
            .header("user-agent")
            .unwrap()
            .contains("acs-things/1.2.3"),
        "{asked:?}"
    );
    let authorization = asked.header("authorization").unwrap();
    let signed = "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=";
    assert!(authorization.starts_with(signed), "{authorization}");
    assert!(!format!("{:?}", script.context()).contains(KEY));
}

#[derive(Debug)]
struct NoToken;

#[async_trait::async_trait]
impl TokenCredential for NoToken {
    async fn get_token(
        &self,
        _: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        unreachable!("no token is asked for");
    }
}

#[test]
fn a_token_does_not_travel_in_the_open() {
    let endpoint = Endpoint::new("http://127.0.0.1:8080").unwrap();
    let made = CallContext::new(
        &SERVICE,
        endpoint,
        Arc::new(NoToken),
        ClientOptions::default(),
    );
    let error = made.unwrap_err();
    assert!(error.is_invalid_input());
    assert!(error.to_string().contains("no token is sent"), "{error}");
}

#[tokio::test]
async fn tells_what_the_service_said() {
    let body = r#"{"error":{"code":"NotFound","message":"Input searchId x cannot be found.","target":"searchid"}}"#;
    let answer = status(404).with("ms-cv", "23IGt8mQ70OfrGoYmuzrkQ.0");
    let crate::script::Answer::Say(status, headers, _) = answer else {
        unreachable!()
    };
    let script = Script::new([crate::script::Answer::Say(status, headers, body.to_owned())]);
    let error = send(&script.context(), "read", "/things/1", None)
        .await
        .unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.code(), Some("NotFound"));
    assert_eq!(error.target(), Some("searchid"));
    assert_eq!(error.correlation_id(), Some("23IGt8mQ70OfrGoYmuzrkQ.0"));
    let sent = script.asked();
    assert_eq!(
        error.client_request_id(),
        sent[0].header("x-ms-client-request-id")
    );
}

#[tokio::test]
async fn an_error_that_is_not_json_keeps_its_status() {
    let huge = "x".repeat(17 * 1024 * 1024);
    for body in [
        "",
        "<html>Bad Request</html>",
        "{\"error\":",
        "[]",
        "null",
        &huge,
    ] {
        let answer = crate::script::Answer::Say(400, Vec::new(), body.to_owned());
        let script = Script::new([answer]);
        let error = send(&script.context(), "read", "/things/1", None)
            .await
            .unwrap_err();
        assert_eq!(error.status(), Some(400));
        assert_eq!(error.service_error(), None);
    }
}

/// Refuses, and breaks off while it says why.
#[derive(Debug)]
struct BreaksOff;

#[async_trait::async_trait]
impl HttpClient for BreaksOff {
    async fn execute_request(&self, _: &Request) -> azure_core::Result<AsyncRawResponse> {
        let broken = azure_core::Error::with_message(ErrorKind::Io, "reset by peer");
        let parts = [Ok(Bytes::from(r#"{"error":"#)), Err(broken)];
        let body = Box::pin(futures::stream::iter(parts));
        Ok(AsyncRawResponse::new(
            StatusCode::Conflict,
            Headers::new(),
            body,
        ))
    }
}

#[tokio::test]
async fn an_error_that_is_cut_off_keeps_its_status() {
    let azure = azure_core::http::ClientOptions {
        transport: Some(Transport::new(Arc::new(BreaksOff))),
        ..Default::default()
    };
    let endpoint = Endpoint::new("https://contoso.com").unwrap();
    let key = AccessKey::new(KEY).unwrap();
    let context = CallContext::new(&SERVICE, endpoint, key, azure.into()).unwrap();
    for (operation, path) in [("buy", "/things/:buy"), ("read", "/things/1")] {
        let error = send(&context, operation, path, None).await.unwrap_err();
        assert_eq!(error.status(), Some(409), "{error}");
        // Without its reason nobody knows whose refusal it is.
        assert_eq!(error.is_outcome_unknown(), operation == "buy", "{error}");
    }
}

#[tokio::test]
async fn does_not_follow_redirects() {
    let script = Script::new([status(302).with("location", "https://evil.example/")]);
    let error = send(&script.context(), "read", "/things/1", None)
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(302));
    assert_eq!(script.asked().len(), 1);
}

#[tokio::test]
async fn refuses_an_answer_without_end() {
    let script = Script::new([ok("x".repeat(17 * 1024 * 1024))]);
    let error = send(&script.context(), "read", "/things/1", None)
        .await
        .unwrap_err();
    assert!(error.is_unexpected_answer(), "{error}");
    assert!(error.to_string().contains("larger than"), "{error}");
}

/// Adds a query parameter and notes the URL it saw.
#[derive(Debug, Default)]
struct Nosy(Mutex<Vec<String>>);

#[async_trait::async_trait]
impl Policy for Nosy {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        self.0.lock().unwrap().push(request.url().path().to_owned());
        request
            .url_mut()
            .query_pairs_mut()
            .append_pair("extra", "1");
        next[0].send(ctx, request, &next[1..]).await
    }
}

#[tokio::test]
async fn policies_of_the_caller_see_and_change_the_real_request() {
    for per_try in [true, false] {
        let script = Script::new([ok("{}")]);
        let nosy = Arc::new(Nosy::default());
        let mut azure = script.options();
        let policies = if per_try {
            &mut azure.per_try_policies
        } else {
            &mut azure.per_call_policies
        };
        policies.push(Arc::<Nosy>::clone(&nosy));
        let endpoint = Endpoint::new("https://contoso.com").unwrap();
        let key = AccessKey::new(KEY).unwrap();
        let options = ClientOptions::default().azure(azure);
        let context = CallContext::new(&SERVICE, endpoint, key, options).unwrap();
        send(&context, "read", &format!("/things/%2B{NUMBER}"), None)
            .await
            .unwrap();
        assert_eq!(*nosy.0.lock().unwrap(), [format!("/things/%2B{NUMBER}")]);
        let target = format!("/things/%2B{NUMBER}?api-version=2025-06-01&extra=1");
        assert_eq!(script.asked()[0].target, target);
    }
}
