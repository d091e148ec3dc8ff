//! The span of a call, in the words of OpenTelemetry's conventions for HTTP.

use http::StatusCode;
use tracing::{Span, field::Empty};
use url::Url;

use super::Operation;
use crate::{
    Error,
    http::{Answer, header},
    privacy::redact,
};

/// Name of the service's resource provider.
pub(super) const NAMESPACE: &str = "Microsoft.Communication";

/// Begins the span of one call. Its URL is the template, which holds nothing of the caller's.
pub(super) fn begin(
    operation: &Operation,
    endpoint: &Url,
    client_request_id: &str,
    long_running: Option<&str>,
) -> Span {
    tracing::info_span!(
        "call",
        otel.name = %format_args!("{} {}", operation.method, operation.path),
        otel.kind = "client",
        otel.status_code = Empty,
        operation = operation.id,
        http.request.method = operation.method,
        http.request.resend_count = Empty,
        http.response.status_code = Empty,
        url.template = operation.path,
        url.scheme = endpoint.scheme(),
        server.address = endpoint.host_str(),
        server.port = endpoint.port_or_known_default(),
        error.type = Empty,
        az.namespace = NAMESPACE,
        az.client_request_id = client_request_id,
        az.service_request_id = Empty,
        acs.long_running_operation_id = long_running.map(redact).as_deref(),
    )
}

/// Records how the call ended, in its span and as an event.
pub(super) fn end(
    span: &Span,
    operation: &Operation,
    result: &Result<Answer, Error>,
    repeated: u32,
) {
    let status = match result {
        Ok(answer) => Some(answer.status().as_u16()),
        Err(error) => error.status(),
    };
    if !span.is_disabled() {
        if repeated > 0 {
            span.record("http.request.resend_count", repeated);
        }
        if let Some(status) = status {
            span.record("http.response.status_code", status);
        }
        match result {
            Ok(answer) => record_answer(span, answer),
            Err(error) => record_error(span, error),
        }
    }
    let _entered = span.enter();
    let operation = operation.id;
    match result {
        Ok(_) => tracing::info!(status, repeated, "answered"),
        // Whoever sees no more than warnings does not see the span.
        Err(error) if error.is_outcome_unknown() => {
            tracing::error!(operation, status, repeated, %error, "failed with unknown outcome");
        }
        Err(error) => tracing::warn!(operation, status, repeated, %error, "failed"),
    }
}

fn record_answer(span: &Span, answer: &Answer) {
    if let Some(id) = header(answer.headers(), "ms-cv") {
        span.record("az.service_request_id", &*redact(id));
    }
    // The call that begins a long-running operation learns its id from the answer.
    if answer.status() == StatusCode::ACCEPTED
        && let Some(id) = header(answer.headers(), "operation-id")
    {
        span.record("acs.long_running_operation_id", &*redact(id));
    }
}

fn record_error(span: &Span, error: &Error) {
    span.record("otel.status_code", "ERROR");
    match error.status() {
        Some(status) => span.record("error.type", status.to_string()),
        None => span.record("error.type", error.kind().family()),
    };
    if let Some(id) = error.correlation_id() {
        span.record("az.service_request_id", &*redact(id));
    }
}
