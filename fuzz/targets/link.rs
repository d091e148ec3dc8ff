//! Wherever a link of an answer stands, it leads to the resource or nowhere.

#![no_main]

use acs_core::{Error, ListCall, LongRunning, Pager, Poller};
use acs_fuzz::Resource;
use futures::{FutureExt as _, StreamExt as _};
use http::{HeaderMap, HeaderValue};
use libfuzzer_sys::fuzz_target;
use serde_json::json;

static MAKE: LongRunning<()> = LongRunning {
    kind: "make",
    result_operation: Some("list_things"),
    finish: |_| Ok(()),
};

fuzz_target!(|link: &str| {
    for resource in Resource::all() {
        as_next_link(resource, link);
        as_result_in_body(resource, link);
        if let Ok(header) = HeaderValue::from_str(link)
            && header.to_str().is_ok()
        {
            as_address_of_operation(resource, &header);
            as_result_in_header(resource, header);
        }
    }
});

fn as_next_link(resource: &Resource, link: &str) {
    resource.answer(200, "{}");
    let call = ListCall {
        context: resource.context.clone(),
        operation_id: "list_things",
        name: "list_things".to_owned(),
        accept_language: None,
        continue_from: None,
    };
    let link = link.to_owned();
    let first = async move { Ok(link) };
    let split = |link: String| Ok((Vec::<()>::new(), Some(link)));
    let mut pages = Pager::new(call, first, split).into_pages();
    let page = pages.next().now_or_never().unwrap().unwrap();
    resource.assert_asked(0);
    match page {
        Ok(page) if page.continuation().is_some() => {
            // The answer is no page, but it has been asked for.
            assert!(pages.next().now_or_never().unwrap().unwrap().is_err());
            resource.assert_asked(1);
        }
        Ok(_) => assert!(pages.next().now_or_never().unwrap().is_none()),
        Err(error) => assert_refused(&error),
    }
}

fn as_address_of_operation(resource: &Resource, link: &HeaderValue) {
    resource.answer(200, r#"{"status":"running"}"#);
    let headers = HeaderMap::from_iter([("operation-location".parse().unwrap(), link.clone())]);
    match Poller::accepted(resource.context.clone(), &MAKE, &headers) {
        Ok(mut poller) => {
            poller.poll().now_or_never().unwrap().unwrap();
            resource.assert_asked(1);
            let back = Poller::resume(resource.context.clone(), &MAKE, &poller.continuation());
            assert!(back.unwrap().continuation() == poller.continuation());
        }
        Err(error) => {
            resource.assert_asked(0);
            assert!(error.is_outcome_unknown());
            assert_refused(&error);
        }
    }
}

fn as_result_in_header(resource: &Resource, link: HeaderValue) {
    resource.answer(200, r#"{"status":"succeeded"}"#);
    let mut headers = headers();
    headers.insert("location", link);
    match Poller::accepted(resource.context.clone(), &MAKE, &headers) {
        Ok(poller) => end(resource, poller),
        Err(error) => assert_refused(&error),
    }
}

fn as_result_in_body(resource: &Resource, link: &str) {
    // An empty text is no link.
    if link.is_empty() {
        return;
    }
    let body = json!({ "status": "succeeded", "resourceLocation": link });
    resource.answer(200, body.to_string());
    let poller = Poller::accepted(resource.context.clone(), &MAKE, &headers()).unwrap();
    end(resource, poller);
}

fn headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    let location = HeaderValue::from_static("/operations/make_1");
    headers.insert("operation-location", location);
    headers
}

/// Follows an operation that has succeeded to its result.
fn end(resource: &Resource, mut poller: Poller<()>) {
    match poller.poll().now_or_never().unwrap() {
        Ok(_) => {
            poller.wait().now_or_never().unwrap().unwrap();
            resource.assert_asked(2);
        }
        Err(error) => {
            resource.assert_asked(1);
            assert_refused(&error);
        }
    }
}

fn assert_refused(error: &Error) {
    let told = error.is_foreign_origin() || error.is_unexpected_answer();
    assert!(told, "{error}");
}
