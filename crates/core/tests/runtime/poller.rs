//! Long-running operations against a script.

use std::{fmt::Write as _, time::Duration};

use acs_core::{ClientOptions, Continuation, LongRunning, OperationStatus, Poller, PollerOptions};
use futures::StreamExt as _;
use http::HeaderMap;

use crate::script::{Answer, LATER, Script, ok, status};

/// An operation whose result has an address of its own.
static FETCHED: LongRunning<String> = LongRunning {
    kind: "search",
    result_operation: Some("read"),
    finish: |finished| finished.result::<String>(),
};

/// An operation whose result is its end.
static DONE: LongRunning<String> = LongRunning {
    kind: "purchase",
    result_operation: None,
    finish: |finished| Ok(finished.id.to_owned()),
};

const STATUS: &str = "/operations/op_1?api-version=2025-06-01";
const RESULT: &str = "/things/1?api-version=2025-06-01";

fn accepted(headers: &[(&'static str, &str)]) -> HeaderMap {
    headers
        .iter()
        .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
        .collect()
}

fn announced() -> HeaderMap {
    accepted(&[
        ("operation-id", "op_1"),
        ("operation-location", STATUS),
        ("location", RESULT),
    ])
}

fn running(status: &str) -> Answer {
    let mut body = format!(r#"{{"status":"{status}","id":"op_1""#);
    write!(
        body,
        r#","createdDateTime":"2025-06-17T16:40:22.51+00:00"}}"#
    )
    .unwrap();
    ok(body)
}

fn failed() -> Answer {
    ok(r#"{"operationType":"search","status":"failed","id":"op_1",
           "createdDateTime":"2025-06-17T16:40:22.51+00:00",
           "error":{"code":"OutOfStock","message":"None left.","target":"search",
                    "innererror":{"code":"Inner","message":"More."}}}"#)
}

fn follow(script: &std::sync::Arc<Script>, kind: &'static LongRunning<String>) -> Poller<String> {
    Poller::accepted(script.context(), kind, &announced()).unwrap()
}

#[tokio::test(start_paused = true)]
async fn reaches_the_end_whatever_the_order_of_statuses() {
    let script = Script::new([
        running("running"),
        running("notStarted"),
        running("somethingNew"),
        running("running"),
        running("succeeded"),
        ok(r#""the result""#),
    ]);
    assert_eq!(follow(&script, &FETCHED).await.unwrap(), "the result");
    let polls = vec![format!("GET {STATUS}"); 5];
    assert_eq!(
        script.targets(),
        [polls, vec![format!("GET {RESULT}")]].concat()
    );
}

#[tokio::test(start_paused = true)]
async fn without_an_address_the_end_is_the_result() {
    let script = Script::new([running("succeeded")]);
    assert_eq!(follow(&script, &DONE).await.unwrap(), "op_1");
    assert_eq!(script.asked().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_failed_operation_is_not_a_failed_poll() {
    let script = Script::new([running("running"), failed()]);
    let error = follow(&script, &FETCHED).await.unwrap_err();
    assert!(error.is_operation_failed());
    assert_eq!(error.operation_id(), Some("op_1"));
    let fault = error.service_error().unwrap();
    assert_eq!(
        (fault.code(), fault.target()),
        ("OutOfStock", Some("search"))
    );
    assert_eq!(error.code(), Some("Inner"));
}

#[tokio::test(start_paused = true)]
async fn a_failed_poll_is_tried_again() {
    // One call is several tries.
    let failing = std::iter::repeat_n(status(503), 12);
    let script = Script::new(failing.chain([running("succeeded")]));
    assert_eq!(follow(&script, &DONE).await.unwrap(), "op_1");
}

#[tokio::test(start_paused = true)]
async fn a_poll_that_will_never_work_ends_the_waiting_but_not_the_operation() {
    let script = Script::new([status(403), running("succeeded")]);
    let mut poller = follow(&script, &DONE);
    let error = poller.wait().await.unwrap_err();
    assert!(error.is_forbidden());
    assert_eq!(error.operation_id(), Some("op_1"));
    assert_eq!(poller.wait().await.unwrap(), "op_1");
}

#[tokio::test(start_paused = true)]
async fn may_be_stepped_and_then_awaited() {
    let script = Script::new([
        running("running"),
        running("succeeded"),
        ok(r#""the result""#),
    ]);
    let mut poller = follow(&script, &FETCHED);
    assert_eq!(
        poller.poll().await.unwrap().status(),
        &OperationStatus::Running
    );
    assert_eq!(
        poller.poll().await.unwrap().status(),
        &OperationStatus::Succeeded
    );
    assert_eq!(
        poller.poll().await.unwrap().status(),
        &OperationStatus::Succeeded
    );
    assert_eq!(
        script.asked().len(),
        2,
        "a finished operation is not asked about"
    );
    assert_eq!(poller.await.unwrap(), "the result");
}

#[tokio::test(start_paused = true)]
async fn shows_its_progress() {
    let script = Script::new([
        running("notStarted"),
        running("running"),
        running("succeeded"),
    ]);
    let mut poller = follow(&script, &DONE);
    let steps: Vec<_> = poller
        .progress()
        .map(|step| step.unwrap().status().clone())
        .collect()
        .await;
    let expected = ["notStarted", "running", "succeeded"];
    assert_eq!(
        steps
            .iter()
            .map(OperationStatus::as_str)
            .collect::<Vec<_>>(),
        expected
    );
    assert_eq!(poller.await.unwrap(), "op_1");
}

#[tokio::test(start_paused = true)]
async fn goes_on_in_another_process() {
    let script = Script::new([
        running("running"),
        running("succeeded"),
        ok(r#""the result""#),
    ]);
    let mut first = follow(&script, &FETCHED);
    first.poll().await.unwrap();
    let kept = serde_json::to_string(&first.continuation()).unwrap();
    drop(first);

    let continuation: Continuation = serde_json::from_str(&kept).unwrap();
    assert_eq!(continuation.operation_id(), "op_1");
    let resumed = Poller::resume(script.context(), &FETCHED, &continuation).unwrap();
    assert_eq!(resumed.await.unwrap(), "the result");
}

#[tokio::test]
async fn an_id_that_is_a_number_does_not_show() {
    let script = Script::new([]);
    let headers = accepted(&[("operation-location", "/phoneNumbers/+14255550199")]);
    let poller = Poller::accepted(script.context(), &DONE, &headers).unwrap();
    let shown = format!("{poller:?} {:?}", poller.continuation());
    assert!(!shown.contains("42555501"), "{shown}");
    assert_eq!(poller.operation_id(), "+14255550199");
}

#[tokio::test]
async fn refuses_the_continuation_of_another_operation() {
    let script = Script::new([]);
    let continuation = follow(&script, &FETCHED).continuation();
    let error = Poller::resume(script.context(), &DONE, &continuation).unwrap_err();
    assert!(error.is_foreign_continuation());
    assert!(error.to_string().contains("\"search\""), "{error}");
    for damaged in ["", "nonsense", "bm9uc2Vuc2U", "e30"] {
        let invalid = damaged.parse::<Continuation>().unwrap_err();
        assert_eq!(invalid.field(), "continuation");
    }
}

#[tokio::test]
async fn refuses_the_continuation_of_another_version() {
    let script = Script::new([]);
    let continuation = follow(&script, &FETCHED).continuation();
    let later = script.context_of(&LATER, ClientOptions::default());
    let error = Poller::resume(later, &FETCHED, &continuation).unwrap_err();
    assert!(error.is_foreign_continuation());
    let text = error.to_string();
    assert!(
        text.contains("2025-06-01") && text.contains("2031-01-01"),
        "{text}"
    );
}

#[tokio::test(start_paused = true)]
async fn waits_as_long_as_the_service_asks() {
    let script = Script::new([
        running("running").with("retry-after", "33"),
        running("succeeded"),
    ]);
    let began = tokio::time::Instant::now();
    follow(&script, &DONE).await.unwrap();
    let first = Duration::from_millis(250);
    assert_eq!(began.elapsed(), first + Duration::from_secs(33));
}

#[tokio::test(start_paused = true)]
async fn gives_up_waiting_at_its_deadline() {
    let script = Script::new(std::iter::repeat_n(running("running"), 1000));
    let options = PollerOptions::default().deadline(Duration::from_secs(60));
    let context = script.context_with(ClientOptions::default().poller(options));
    let began = tokio::time::Instant::now();
    let error = Poller::accepted(context, &DONE, &announced())
        .unwrap()
        .await
        .unwrap_err();
    assert!(error.is_still_running(), "{error}");
    assert_eq!(error.operation_id(), Some("op_1"));
    assert!(began.elapsed() <= Duration::from_secs(60));
    assert!(began.elapsed() >= Duration::from_secs(50));
}

#[tokio::test(start_paused = true)]
async fn a_poll_without_an_answer_does_not_outlast_the_deadline() {
    let script = Script::new([running("running"), Answer::Silence]);
    let options = PollerOptions::default().deadline(Duration::from_secs(5));
    let context = script.context_with(ClientOptions::default().poller(options));
    let began = tokio::time::Instant::now();
    let mut poller = Poller::accepted(context, &DONE, &announced()).unwrap();
    let error = poller.wait().await.unwrap_err();
    assert!(error.is_still_running(), "{error}");
    assert_eq!(began.elapsed(), Duration::from_secs(5));
    assert_eq!(error.continuation(), Some(&poller.continuation()));
}

#[tokio::test(start_paused = true)]
async fn waits_as_long_as_a_poll_by_hand_was_told() {
    // More than the call would wait for by itself.
    let script = Script::new([status(429).with("retry-after", "90"), running("succeeded")]);
    let mut poller = follow(&script, &DONE);
    assert!(poller.poll().await.unwrap_err().is_throttled());
    let began = tokio::time::Instant::now();
    poller.await.unwrap();
    assert_eq!(began.elapsed(), Duration::from_secs(90));
}

/// Deleting is cancelling at the address of an operation only. At that of a number, it releases it.
#[tokio::test]
async fn cancels_operations_and_nothing_else() {
    for (headers, address) in [
        (
            accepted(&[
                ("operation-id", "op_1"),
                ("operation-location", "/phoneNumbers/+14255550199"),
            ]),
            "op_1",
        ),
        (
            accepted(&[("operation-location", "/phoneNumbers/+14255550199")]),
            "%2B14255550199",
        ),
        (
            accepted(&[
                ("operation-id", "../things/1?"),
                ("operation-location", STATUS),
            ]),
            "..%2Fthings%2F1%3F",
        ),
    ] {
        let script = Script::new([status(204)]);
        let mut poller = Poller::accepted(script.context(), &DONE, &headers).unwrap();
        poller.cancel().await.unwrap();
        let asked = format!("DELETE /operations/{address}?api-version=2025-06-01");
        assert_eq!(script.targets(), [asked]);
    }
}

#[tokio::test]
async fn an_id_that_leads_elsewhere_is_none() {
    let script = Script::new([]);
    for id in ["..", "."] {
        let headers = accepted(&[("operation-id", id), ("operation-location", STATUS)]);
        let mut poller = Poller::accepted(script.context(), &DONE, &headers).unwrap();
        let error = poller.cancel().await.unwrap_err();
        assert!(error.is_unexpected_answer(), "{error}");
        let error = Poller::known(script.context(), &DONE, id).unwrap_err();
        assert!(error.is_unexpected_answer(), "{error}");
    }
    assert!(script.asked().is_empty());
}

#[tokio::test(start_paused = true)]
async fn cancels() {
    for after in [status(404), running("running")] {
        let script = Script::new([running("running"), status(204), after]);
        let mut poller = follow(&script, &DONE);
        poller.poll().await.unwrap();
        poller.cancel().await.unwrap();
        assert_eq!(script.targets()[1], format!("DELETE {STATUS}"));
        assert!(poller.await.unwrap_err().is_operation_cancelled());
    }
}

#[tokio::test(start_paused = true)]
async fn what_had_ended_before_it_was_cancelled_is_no_less_done() {
    let script = Script::new([status(204), running("succeeded")]);
    let mut poller = follow(&script, &DONE);
    poller.cancel().await.unwrap();
    assert_eq!(poller.await.unwrap(), "op_1");
}

#[tokio::test(start_paused = true)]
async fn an_absurd_wait_ends_at_the_deadline() {
    let absurd = u64::MAX.to_string();
    let script = Script::new([running("running").with("retry-after", &absurd)]);
    assert!(follow(&script, &DONE).await.unwrap_err().is_still_running());
}

#[tokio::test(start_paused = true)]
async fn an_error_of_waiting_has_what_it_takes_to_go_on() {
    let script = Script::new([status(403), running("succeeded")]);
    let error = follow(&script, &DONE).await.unwrap_err();
    let continuation = error.continuation().unwrap();
    let resumed = Poller::resume(script.context(), &DONE, continuation).unwrap();
    assert_eq!(resumed.await.unwrap(), "op_1");
}

#[tokio::test(start_paused = true)]
async fn progress_is_as_patient_as_waiting() {
    // One call is several tries.
    let script = Script::new(std::iter::repeat_n(status(503), 100));
    let mut poller = follow(&script, &DONE);
    let steps: Vec<_> = poller.progress().collect().await;
    assert_eq!(
        steps.len(),
        6,
        "five failures are passed over, the sixth is the last"
    );
    assert!(
        steps
            .iter()
            .all(|step| step.as_ref().unwrap_err().is_server_error())
    );
}

#[tokio::test]
async fn never_follows_an_operation_to_another_origin() {
    let script = Script::new([]);
    let foreign = "https://evil.example/operations/op_1";
    for headers in [
        accepted(&[("operation-id", "op_1"), ("operation-location", foreign)]),
        accepted(&[
            ("operation-id", "op_1"),
            ("operation-location", STATUS),
            ("location", "//evil.example/things/1"),
        ]),
    ] {
        let error = Poller::accepted(script.context(), &FETCHED, &headers).unwrap_err();
        assert!(error.is_foreign_origin());
        assert!(error.is_outcome_unknown(), "the service has begun");
        assert_eq!(error.operation_id(), Some("op_1"));
    }
    assert!(script.asked().is_empty());
}

#[tokio::test(start_paused = true)]
async fn never_gets_a_result_from_another_origin() {
    let moved = ok(r#"{"status":"succeeded","id":"op_1",
                       "resourceLocation":"https://evil.example/things/1"}"#);
    let script = Script::new([moved]);
    let error = follow(&script, &FETCHED).await.unwrap_err();
    assert!(error.is_foreign_origin(), "{error}");
    assert_eq!(script.asked().len(), 1);
}

#[tokio::test]
async fn says_what_an_answer_lacks() {
    let script = Script::new([]);
    let error = Poller::accepted(script.context(), &DONE, &HeaderMap::new()).unwrap_err();
    assert!(error.is_unexpected_answer());
    assert!(error.to_string().contains("Operation-Location"), "{error}");
}
