//! An error as a reviewer reads it.

use acs_phone_numbers::{Error, ServiceError};

/// The text of an error, which predicates hold, and what it knows; one line each.
///
/// The id of the request is never the same twice, so it is only said whether there is one.
pub(crate) fn error_text(error: &Error) -> String {
    let holding: Vec<_> = error.predicates().collect();
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
