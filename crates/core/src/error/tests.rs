mod predicates;

use super::*;
use crate::privacy::Secret;

fn refused(status: u16, body: &str) -> Error {
    Error::status_answered(Refusal {
        status,
        service_error: ServiceError::read(body.as_bytes()),
        retry_after: None,
        correlation: None,
    })
}

#[test]
fn is_found_under_what_a_policy_wraps_around_it() {
    let own = Error::new(Kind::Timeout, "no answer within 30 s");
    let wrapped = azure_core::Error::new(azure_core::error::ErrorKind::Io, own)
        .with_context("the policy gave up");
    assert!(Error::from(wrapped).is_timeout());
}

#[test]
fn prefers_the_innermost_fault() {
    let error = refused(
        422,
        r#"{"error":{"code":"UnprocessableConfiguration","message":"One or more.",
            "innererror":{"code":"MissingTrunk","message":"Route targeting a missing trunk."}}}"#,
    );
    assert_eq!(error.code(), Some("MissingTrunk"));
    assert_eq!(
        error.service_error().unwrap().code(),
        "UnprocessableConfiguration"
    );
    assert!(
        error
            .to_string()
            .contains("Route targeting a missing trunk."),
        "{error}"
    );
}

#[test]
fn hides_numbers_everywhere_but_where_they_are_asked_for() {
    let error = refused(
        404,
        r#"{"error":{"code":"NotFound","message":"Input phoneNumber +14155550100 cannot be found."}}"#,
    );
    for text in [
        error.to_string(),
        format!("{error:?}"),
        error.service_error().unwrap().message(),
    ] {
        assert!(!text.contains("14155550100"), "{text}");
    }
    assert!(
        error
            .service_error()
            .unwrap()
            .message_with_numbers()
            .contains("+14155550100")
    );
}

#[test]
fn hides_numbers_in_what_should_be_none() {
    let error = r#"{"code":"+14155550100","message":"","target":"tel:14155550100",
        "innererror":{"code":"+14155550100","message":""}}"#;
    let body = format!(r#"{{"error":{error}}}"#);
    let refusal = Refusal {
        status: 404,
        service_error: ServiceError::read(body.as_bytes()),
        retry_after: None,
        correlation: Some("14155550100.0".to_owned()),
    };
    let error = Error::status_answered(refusal)
        .with_operation_id("+14155550100")
        .with_client_request_id("tel:%2B14155550100");
    let service_error = error.service_error().unwrap();
    let text = format!("{error} {error:?} {error:#?} {service_error} {service_error:?}");
    assert!(!text.contains("4155550100"), "{text}");
    assert_eq!(error.operation_id(), Some("+14155550100"), "asked by name");
}

#[test]
fn a_refused_value_is_told_from_the_limit_that_it_breaks() {
    let problem = "named \"+14255550199\" is not there";
    let invalid = InvalidValue::new("route", problem).with_hint("write it as in +14255550100");
    let error = Error::from(invalid.clone());
    for text in [
        invalid.to_string(),
        error.to_string(),
        format!("{invalid:?}"),
    ] {
        assert!(!text.contains("0199"), "{text}");
        assert!(text.contains("as in +14255550100"), "{text}");
    }
}

#[test]
fn does_not_repeat_what_authorised_the_request() {
    let secret = "c2ln/+bg==";
    // As some services write it, with its plus escaped.
    let told = r"not accepted: c2ln/\u002Bbg==";
    let body = format!(
        r#"{{"error":{{"code":"{told}","message":"{told}","target":"{told}",
            "details":[{{"code":"{told}"}}],"innererror":{{"message":"{told}"}}}}}}"#
    );
    let error = refused(401, &body);
    assert!(format!("{error:?}").contains(secret));
    let error = error.without(Secret::in_header("HMAC-SHA256 Signature=c2ln/+bg==").unwrap());
    let raw = serde_json::to_string(error.service_error().unwrap()).unwrap();
    let text = format!("{error} {error:?} {raw}");
    assert!(!text.contains(secret), "{text}");
    assert!(text.contains("not accepted: REDACTED"), "{text}");
}

#[test]
fn says_what_to_do_next() {
    assert!(refused(401, "").to_string().contains("clock"));
    assert!(
        refused(500, "")
            .with_outcome_unknown()
            .with_operation_id("purchase_1")
            .to_string()
            .contains("look it up")
    );
    let nothing_to_look_up = refused(500, "").with_outcome_unknown().to_string();
    assert!(nothing_to_look_up.ends_with("it may have been carried out"));
    let nothing = Error::from(azure_core::Error::with_message(
        azure_core::error::ErrorKind::Connection,
        "refused",
    ));
    assert!(nothing.is_connect() && nothing.is_transient());
    assert!(nothing.to_string().contains("check the endpoint"));
}

#[test]
fn ids_the_service_does_not_know_stay_readable() {
    let error = refused(
        404,
        r#"{"error":{"code":"NotFound","message":"Input searchId 01234567-0123-0123-0123-0123456789AB cannot be found."}}"#,
    );
    assert!(
        error
            .to_string()
            .contains("01234567-0123-0123-0123-0123456789AB"),
        "{error}"
    );
}

#[test]
fn an_answer_that_cannot_be_read_is_not_quoted() {
    #[derive(Debug, serde::Deserialize)]
    struct Wire {
        #[expect(dead_code, reason = "only reading it matters")]
        count: u32,
    }
    let cases = [
        (r#"{"count":"+1 (425) 555-0199"}"#, "another type"),
        (r#"{"number":"+14255550199"}"#, "it lacks `count`"),
        (r#"{"count":"+14255550199"#, "not whole JSON"),
        ("+14255550199", "not whole JSON"),
    ];
    for (body, cause) in cases {
        let text = Error::unreadable(
            "the answer",
            &serde_json::from_str::<Wire>(body).unwrap_err(),
        );
        assert!(text.to_string().contains(cause), "{text}");
        assert!(!format!("{text} {text:?}").contains("555"), "{text:?}");
    }
}
