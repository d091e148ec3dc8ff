//! An error as a reviewer reads it.

use acs_phone_numbers::{Error, ServiceError};

/// A question that an error answers, by its name.
type Predicate = (&'static str, fn(&Error) -> bool);

const PREDICATES: [Predicate; 20] = [
    ("is_connect", Error::is_connect),
    ("is_connection_lost", Error::is_connection_lost),
    ("is_credential", Error::is_credential),
    ("is_forbidden", Error::is_forbidden),
    ("is_foreign_continuation", Error::is_foreign_continuation),
    ("is_foreign_origin", Error::is_foreign_origin),
    ("is_invalid_input", Error::is_invalid_input),
    ("is_not_carried_out", Error::is_not_carried_out),
    ("is_not_found", Error::is_not_found),
    ("is_operation_cancelled", Error::is_operation_cancelled),
    ("is_operation_failed", Error::is_operation_failed),
    ("is_outcome_unknown", Error::is_outcome_unknown),
    ("is_rejected", Error::is_rejected),
    ("is_server_error", Error::is_server_error),
    ("is_still_running", Error::is_still_running),
    ("is_throttled", Error::is_throttled),
    ("is_timeout", Error::is_timeout),
    ("is_transient", Error::is_transient),
    ("is_unauthorized", Error::is_unauthorized),
    ("is_unexpected_answer", Error::is_unexpected_answer),
];

/// The text of an error, which predicates hold, and what it knows; one line each.
///
/// The id of the request is never the same twice, so it is only said whether there is one.
pub(crate) fn error_text(error: &Error) -> String {
    let holding: Vec<_> = PREDICATES
        .iter()
        .filter(|(_, holds)| holds(error))
        .map(|(name, _)| *name)
        .collect();
    let holding = match holding.as_slice() {
        [] => "nothing".to_owned(),
        some => some.join(", "),
    };
    let known = [
        ("holds", Some(holding)),
        ("status", error.status().map(|status| status.to_string())),
        ("code", error.code().map(str::to_owned)),
        ("target", error.target().map(str::to_owned)),
        (
            "with numbers",
            error.service_error().and_then(hidden_message),
        ),
        (
            "retry after",
            error.retry_after().map(|wait| format!("{wait:?}")),
        ),
        ("operation id", error.operation_id().map(str::to_owned)),
        ("correlation id", error.correlation_id().map(str::to_owned)),
        (
            "request id",
            error.client_request_id().map(|_| "known".to_owned()),
        ),
    ];
    let known = known
        .into_iter()
        .filter_map(|(name, value)| Some(format!("\n  {name}: {}", value?)));
    format!("Error: {error}{}", known.collect::<String>())
}

/// The service's most precise sentence, where the error's text hides a part of it.
fn hidden_message(fault: &ServiceError) -> Option<String> {
    let fault = fault.innermost();
    let whole = fault.message_with_numbers();
    (whole != fault.message()).then(|| whole.to_owned())
}
