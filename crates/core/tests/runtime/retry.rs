//! What is sent again, and what is not.

use std::{sync::Arc, time::Duration};

use acs_core::{CallContext, ClientOptions};
use azure_core::{
    error::ErrorKind,
    http::{
        Context, Request,
        policies::{Policy, PolicyResult},
    },
};

use crate::script::{Answer, KEY, SERVICE, Script, ok, send, status};

#[tokio::test(start_paused = true)]
async fn a_read_is_sent_again_and_signed_anew_each_time() {
    for first in [
        Answer::NoConnection,
        Answer::Break,
        Answer::Silence,
        status(500),
        status(503),
    ] {
        let script = Script::new([first.clone(), ok("done")]);
        let read = send(&script.context(), "read", "/things/1", None).await;
        assert_eq!(read.unwrap(), "done", "{first:?}");
        let asked = script.asked();
        assert_eq!(asked.len(), 2, "{first:?}");
        assert!(
            asked
                .iter()
                .all(|asked| asked.header("authorization").is_some())
        );
        let id = |index: usize| asked[index].header("x-ms-client-request-id");
        assert_eq!(id(0), id(1), "one call has one id");
    }
}

#[tokio::test(start_paused = true)]
async fn what_surely_was_not_done_is_sent_again() {
    let come_back = |status| crate::script::status(status).with("retry-after", "7");
    for first in [
        Answer::NoConnection,
        status(429),
        come_back(429),
        come_back(503),
    ] {
        let script = Script::new([first.clone(), ok("bought")]);
        let bought = send(&script.context(), "buy", "/things/:buy", Some("{}")).await;
        assert_eq!(bought.unwrap(), "bought", "{first:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_have_been_done_is_not_sent_again() {
    let unclear = [Answer::Break, Answer::Silence]
        .into_iter()
        .chain([302, 408, 500, 501, 502, 503, 504, 520, 524].map(status));
    for first in unclear {
        let script = Script::new([first.clone()]);
        let context = script.context();
        let error = send(&context, "buy", "/things/:buy", Some("{}"))
            .await
            .unwrap_err();
        assert!(
            error.is_outcome_unknown() && !error.is_transient(),
            "{first:?}: {error}"
        );
        assert_eq!(script.asked().len(), 1, "{first:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_refusal_is_no_unknown_outcome() {
    for refused in [400, 401, 403, 404, 409, 422] {
        let script = Script::new([status(refused)]);
        let context = script.context();
        let error = send(&context, "buy", "/things/:buy", Some("{}"))
            .await
            .unwrap_err();
        assert!(!error.is_outcome_unknown(), "{error}");
        assert_eq!(error.status(), Some(refused));
    }
}

#[tokio::test(start_paused = true)]
async fn retrying_a_purchase_ends() {
    let script = Script::new(std::iter::repeat_n(Answer::NoConnection, 4));
    let error = send(&script.context(), "buy", "/things/:buy", Some("{}"))
        .await
        .unwrap_err();
    assert!(error.is_connect() && !error.is_outcome_unknown(), "{error}");
    assert_eq!(script.asked().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_too_long_is_left_to_the_caller() {
    for (operation, path) in [("buy", "/things/:buy"), ("read", "/things/1")] {
        let script = Script::new([status(429).with("retry-after", "3600")]);
        let began = tokio::time::Instant::now();
        let error = send(&script.context(), operation, path, None)
            .await
            .unwrap_err();
        assert!(error.is_throttled(), "{error}");
        assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
        assert_eq!(began.elapsed(), Duration::ZERO);
    }
}

/// Lets nothing through.
#[derive(Debug)]
struct Refusing;

#[async_trait::async_trait]
impl Policy for Refusing {
    async fn send(&self, _: &Context, _: &mut Request, _: &[Arc<dyn Policy>]) -> PolicyResult {
        Err(azure_core::Error::with_message(
            ErrorKind::Other,
            "not today",
        ))
    }
}

#[tokio::test]
async fn what_was_never_sent_has_no_unknown_outcome() {
    let script = Script::new([]);
    let mut azure = script.options();
    azure.per_try_policies.push(Arc::new(Refusing));
    let endpoint = acs_core::Endpoint::new("https://contoso.com").unwrap();
    let key = acs_core::AccessKey::new(KEY).unwrap();
    let context = CallContext::new(&SERVICE, endpoint, key, azure.into()).unwrap();
    let error = send(&context, "buy", "/things/:buy", Some("{}"))
        .await
        .unwrap_err();
    assert!(
        !error.is_outcome_unknown() && !error.is_unexpected_answer(),
        "{error}"
    );
    assert!(error.to_string().contains("not today"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn the_deadline_of_the_call_holds_across_tries() {
    let script = Script::new(std::iter::repeat_n(Answer::Silence, 10));
    let options = ClientOptions::default()
        .try_timeout(Duration::from_secs(10))
        .call_timeout(Duration::from_secs(25));
    let began = tokio::time::Instant::now();
    let error = send(&script.context_with(options), "read", "/things/1", None)
        .await
        .unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(began.elapsed().as_secs(), 25);
    assert!(script.asked().len() >= 2);
}
