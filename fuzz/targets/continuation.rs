//! A continuation goes on where it was made or is refused, whatever became of it meanwhile.
//!
//! An input that begins with `{` is what a continuation holds, any other is the continuation.

#![no_main]

use acs_core::{Continuation, Error, ListCall, LongRunning, PageContinuation, Pager, Poller};
use acs_fuzz::{Resource, assert_hides_numbers, assert_survives};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use futures::{FutureExt as _, StreamExt as _};
use libfuzzer_sys::fuzz_target;

static MAKE: LongRunning<()> = LongRunning {
    kind: "make",
    result_operation: None,
    finish: |_| Ok(()),
};

fuzz_target!(|text: &str| {
    let text = match text.strip_prefix('{') {
        Some(_) => URL_SAFE_NO_PAD.encode(text),
        None => text.to_owned(),
    };
    match text.parse::<Continuation>() {
        Ok(continuation) => {
            assert_survives(&continuation);
            assert_hides_numbers(&continuation);
            Resource::all()
                .iter()
                .for_each(|resource| go_on_with_operation(resource, &continuation));
        }
        Err(error) => assert!(error.field() == "continuation", "{error}"),
    }
    match text.parse::<PageContinuation>() {
        Ok(continuation) => {
            assert_survives(&continuation);
            assert_hides_numbers(&continuation);
            Resource::all()
                .iter()
                .for_each(|resource| go_on_with_list(resource, &continuation));
        }
        Err(error) => assert!(error.field() == "continuation", "{error}"),
    }
});

fn go_on_with_operation(resource: &Resource, continuation: &Continuation) {
    resource.answer(200, r#"{"status":"running"}"#);
    match Poller::resume(resource.context.clone(), &MAKE, continuation) {
        Ok(mut poller) => {
            assert!(poller.continuation() == *continuation);
            assert_eq!(poller.operation_id(), continuation.operation_id());
            assert_hides_numbers(&poller);
            poller.poll().now_or_never().unwrap().unwrap();
            resource.assert_asked(1);
        }
        Err(error) => assert_refused(resource, &error),
    }
}

fn go_on_with_list(resource: &Resource, continuation: &PageContinuation) {
    resource.answer(200, "{}");
    let call = ListCall {
        context: resource.context.clone(),
        operation_id: "list_things",
        name: "list_things".to_owned(),
        accept_language: None,
        continue_from: Some(continuation.clone()),
    };
    let first = async { unreachable!("the first page is not asked for") };
    let split = |_: serde_json::Value| Ok((Vec::<()>::new(), None));
    let mut pages = Pager::new(call, first, split).into_pages();
    match pages.next().now_or_never().unwrap().unwrap() {
        Ok(_) => resource.assert_asked(1),
        Err(error) => assert_refused(resource, &error),
    }
}

/// Says that the continuation does not fit, without having asked anything.
fn assert_refused(resource: &Resource, error: &Error) {
    resource.assert_asked(0);
    assert_hides_numbers(error);
    let told = error.is_foreign_continuation()
        || error.is_foreign_origin()
        || error.is_unexpected_answer();
    assert!(told, "{error}");
}
