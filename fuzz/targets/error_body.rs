//! An error keeps its status whatever its body is, and gives no number away.
//!
//! The first line of an input is the status, all after it is the body.

#![no_main]

use acs_core::{Error, ServiceError};
use acs_fuzz::{LIST_THINGS, Resource, assert_hides_numbers};
use futures::FutureExt as _;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|input: &[u8]| {
    let mut parts = input.splitn(2, |byte| *byte == b'\n');
    let status = parts.next().unwrap_or_default();
    let status = std::str::from_utf8(status).unwrap_or_default().parse();
    let status = status.map_or(404, |status: u16| 300 + status % 300);
    let body = parts.next().unwrap_or_default();

    let error = answered(status, body);
    assert_eq!(error.status(), Some(status));
    assert!(error.to_string().contains(&status.to_string()), "{error}");
    assert_hides_numbers(&error);
    assert_hides_numbers(&error.to_string());
    match error.service_error() {
        Some(fault) => assert_is_that_of(fault, body),
        None => assert!(error.code().is_none() && error.target().is_none()),
    }
});

fn answered(status: u16, body: &[u8]) -> Error {
    let [resource, ..] = Resource::all() else {
        unreachable!("there are resources")
    };
    resource.answer(status, body);
    let request = resource.context.request(&LIST_THINGS, "/things");
    let failed = request.send_without_body().now_or_never().unwrap();
    resource.assert_asked(1);
    failed.unwrap_err()
}

fn assert_is_that_of(fault: &ServiceError, body: &[u8]) {
    assert_hides_numbers(fault);
    assert_hides_numbers(&fault.to_string());
    // What nobody asks for is passed over, though it may be none that JSON allows.
    if let Ok(body) = serde_json::from_slice::<Value>(body) {
        let said = |key: &str| body["error"][key].as_str();
        assert_eq!(fault.code(), said("code").unwrap_or_default());
        assert_eq!(
            fault.message_with_numbers(),
            said("message").unwrap_or_default()
        );
        assert_eq!(fault.target(), said("target"));
    }

    let kept = serde_json::to_string(fault).unwrap();
    let read: ServiceError = serde_json::from_str(&kept).unwrap();
    assert_eq!(&read, fault);
}
