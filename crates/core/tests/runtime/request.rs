//! What a generated method sends, and what it makes of the answer.

use acs_core::Error;
use serde_json::{Value, json};

use crate::script::{Answer, BUY, READ, Script, ok, status};

async fn read(answer: Answer) -> Result<Value, Error> {
    let request = Script::new([answer]).context().request(&READ, "/things/1");
    request.send().await.map(acs_core::Response::into_inner)
}

async fn buy(answer: Answer) -> Error {
    let request = Script::new([answer])
        .context()
        .request(&BUY, "/things/:buy");
    request.json(&json!({})).send::<Value>().await.unwrap_err()
}

#[tokio::test]
async fn the_query_begins_with_the_version_and_is_escaped_so_that_every_server_reads_it() {
    let script = Script::new([ok("{}")]);
    let request = script.context().request(&READ, "/things/1");
    let request = request
        .query("city", Some("Los Angeles"))
        .query("not-given", None::<&str>)
        .query("x", Some("a+b&c=~d*e-f._\u{e9}"))
        .query("top", Some(7));
    request.send::<Value>().await.unwrap();
    assert_eq!(
        script.asked()[0].target,
        "/things/1?api-version=2025-06-01&city=Los%20Angeles\
         &x=a%2Bb%26c%3D%7Ed*e-f._%C3%A9&top=7"
    );
}

#[tokio::test]
async fn a_header_that_is_none_is_refused_before_anything_is_sent() {
    let script = Script::new([ok("{}")]);
    let request = || script.context().request(&READ, "/things/1");
    let given = request().header("accept-language", Some("de"));
    given
        .header("not-given", None::<&str>)
        .send::<Value>()
        .await
        .unwrap();
    let asked = script.asked().remove(0);
    assert_eq!(asked.header("accept-language"), Some("de"));
    assert_eq!(asked.header("not-given"), None);

    let refused = request()
        .header("accept-language", Some("two\r\nlines"))
        .header("accept-language", Some("de"));
    let error = refused.send::<Value>().await.unwrap_err();
    assert_eq!(error.invalid_value().unwrap().field(), "accept-language");
    assert_eq!(script.asked().len(), 1);
}

#[tokio::test]
async fn a_body_that_is_no_json_is_an_error_that_names_no_number() {
    struct Faulty;

    impl serde::Serialize for Faulty {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("stuck at +14255550199"))
        }
    }

    let request = Script::new([]).context().request(&BUY, "/things/:buy");
    let error = request.json(&Faulty).send::<Value>().await.unwrap_err();
    assert!(error.is_not_carried_out() && !error.is_outcome_unknown());
    assert!(!error.to_string().contains("4255550199"), "{error}");
}

#[tokio::test]
async fn status_and_headers_of_the_answer_are_there() {
    let answer = ok("7").with("operation-id", "1");
    let request = Script::new([answer]).context().request(&READ, "/things/1");
    let response = request.send::<u8>().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["operation-id"], "1");
    assert_eq!(format!("{response:?}"), "Response { status: 200, .. }");
    assert_eq!(response.into_inner(), 7);
}

#[tokio::test]
async fn what_an_answer_without_a_body_has_all_the_same_is_left_alone() {
    let request = Script::new([ok("<html>")]).context().request(&READ, "/");
    request.send_without_body().await.unwrap();
}

#[tokio::test]
async fn a_byte_order_mark_is_passed_over() {
    assert_eq!(read(ok("\u{feff}[7]")).await.unwrap(), json!([7]));
}

#[tokio::test]
async fn an_answer_that_was_not_promised_leaves_a_guarded_operation_open() {
    for answer in [
        ok("<html>"),
        ok(""),
        ok("{}").with("content-encoding", "gzip"),
        status(204),
        Answer::Say(206, Vec::new(), "{}".to_owned()),
    ] {
        let error = read(answer.clone()).await.unwrap_err();
        assert!(error.is_unexpected_answer(), "{answer:?}: {error}");
        assert!(!error.is_outcome_unknown(), "{answer:?}: {error}");
        let error = buy(answer.clone()).await;
        assert!(error.is_unexpected_answer(), "{answer:?}: {error}");
        assert!(error.is_outcome_unknown(), "{answer:?}: {error}");
    }
}

#[tokio::test]
async fn debug_shows_no_number() {
    let context = Script::new([]).context();
    let request = context.request(&READ, "/things/%2B14255550199");
    assert_eq!(
        format!("{request:?}"),
        r#"OperationRequest { operation: "read", .. }"#
    );
}
