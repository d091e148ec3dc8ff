//! What is sent again, and what is not.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use acs_core::{CallContext, CallOptions, ClientOptions, RetryOptions};
use azure_core::{
    error::ErrorKind,
    http::{
        Context, Request,
        policies::{Policy, PolicyResult},
    },
};

use crate::script::{Answer, KEY, SERVICE, Script, ok, refusal, send, status};

#[tokio::test(start_paused = true)]
async fn a_read_is_sent_again_and_signed_each_time() {
    for first in [
        Answer::NoConnection,
        Answer::Break,
        Answer::Silence,
        status(500),
        status(503),
    ] {
        let script = Script::new([first.clone(), ok(r#""done""#)]);
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
    let come_back = |status| refusal(status).with("retry-after", "7");
    for first in [
        Answer::NoConnection,
        refusal(429),
        come_back(429),
        come_back(503),
    ] {
        let script = Script::new([first.clone(), ok(r#""bought""#)]);
        let bought = send(&script.context(), "buy", "/things/:buy", Some("{}")).await;
        assert_eq!(bought.unwrap(), "bought", "{first:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_have_been_done_is_not_sent_again() {
    let unclear = [Answer::Break, Answer::Silence]
        .into_iter()
        .chain([302, 408, 500, 501, 502, 503, 504, 520, 524].map(status))
        // Something between here and the service may say these after the service was done.
        .chain([400, 404, 429].map(status))
        .chain([429, 503].map(|code| status(code).with("retry-after", "7")))
        .chain([408, 500, 503].map(refusal));
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
        let script = Script::new([refusal(refused)]);
        let context = script.context();
        let error = send(&context, "buy", "/things/:buy", Some("{}"))
            .await
            .unwrap_err();
        assert!(!error.is_outcome_unknown(), "{error}");
        assert_eq!(error.status(), Some(refused));
    }
}

#[tokio::test(start_paused = true)]
async fn a_refusal_proves_nothing_about_an_earlier_request() {
    let busy = refusal(503).with("retry-after", "1");
    let script = Script::new([busy, refusal(404)]);
    let error = send(&script.context(), "buy", "/things/:buy", Some("{}"))
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(404));
    assert!(error.is_outcome_unknown(), "{error}");

    // What never arrived leaves no doubt.
    let script = Script::new([Answer::NoConnection, refusal(404)]);
    let error = send(&script.context(), "buy", "/things/:buy", Some("{}"))
        .await
        .unwrap_err();
    assert!(
        error.is_not_found() && !error.is_outcome_unknown(),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_the_deadline_is_not_begun() {
    let script = Script::new([refusal(429).with("retry-after", "50")]);
    let options = ClientOptions::default().call_timeout(Duration::from_secs(40));
    let began = tokio::time::Instant::now();
    let error = send(&script.context_with(options), "read", "/things/1", None)
        .await
        .unwrap_err();
    assert!(
        error.is_throttled() && error.to_string().contains("50.0s"),
        "{error}"
    );
    assert_eq!(began.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn no_wait_that_the_service_asks_for_is_too_short() {
    for (name, value) in [
        ("retry-after", "0"),
        ("retry-after-ms", "0"),
        ("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT"),
    ] {
        let busy = std::iter::repeat_n(refusal(429).with(name, value), 4);
        let script = Script::new(busy);
        let began = tokio::time::Instant::now();
        send(&script.context(), "buy", "/things/:buy", Some("{}"))
            .await
            .unwrap_err();
        assert_eq!(script.asked().len(), 4);
        assert!(began.elapsed() >= Duration::from_millis(400 + 800 + 1600));
    }
}

#[tokio::test(start_paused = true)]
async fn observers_see_retries_and_answers() {
    let script = Script::new([status(503), Answer::Break, ok("{}").with("ms-cv", "cv.0")]);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (answers, retries) = (Arc::clone(&seen), Arc::clone(&seen));
    let options = CallOptions::default()
        .on_answer(move |answer| {
            let id = answer.correlation_id().unwrap_or("-");
            let text = format!("{} {} {id}", answer.operation.id, answer.status);
            answers.lock().unwrap().push(text);
        })
        .on_retry(move |retry| {
            let text = format!("retry {} {:?}", retry.retry, retry.error.status());
            retries.lock().unwrap().push(text);
        });
    let context = script.context().with_options(options);
    send(&context, "read", "/things/1", None).await.unwrap();
    assert_eq!(
        *seen.lock().unwrap(),
        [
            "read 503 -",
            "retry 1 Some(503)",
            "retry 2 None",
            "read 200 cv.0"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn options_of_a_call_hold_for_that_call() {
    let script = Script::new([ok("{}"), Answer::Break]);
    let options = CallOptions::default()
        .retry(RetryOptions::none())
        .language("de-DE")
        .unwrap()
        .header("x-ms-client-request-id", "mine")
        .unwrap();
    let context = script.context().with_options(options);
    send(&context, "read", "/things/1", None).await.unwrap();
    let error = send(&context, "read", "/things/1", None).await.unwrap_err();
    assert_eq!(error.client_request_id(), Some("mine"));
    let asked = script.asked();
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[0].header("accept-language"), Some("de-DE"));
    let own = CallOptions::default().header("Authorization", "Bearer x");
    assert!(own.unwrap_err().to_string().contains("sets itself"));
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
