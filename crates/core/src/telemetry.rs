//! The span of a call, in the words of OpenTelemetry's conventions for HTTP.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use http::StatusCode;
use tracing::{Span, field::Empty};

use crate::{
    Error, Operation,
    call::{Answer, Call},
    redact::redact,
};

/// How often the request of one call was handed to the transport, and whether the last time may
/// have had an effect.
#[derive(Debug, Default)]
pub(crate) struct Attempts {
    count: AtomicU32,
    open: AtomicBool,
}

impl Attempts {
    /// After a first try.
    pub(crate) fn one() -> Self {
        let attempts = Self::default();
        attempts.count_one();
        attempts
    }

    pub(crate) fn count_one(&self) {
        self.count.fetch_add(1, Ordering::Relaxed);
        self.open.store(true, Ordering::Relaxed);
    }

    /// Takes note that no try so far had an effect.
    pub(crate) fn settle(&self) {
        self.open.store(false, Ordering::Relaxed);
    }

    /// Whether there was a try of which it is not known that it had no effect.
    pub(crate) fn is_open(&self) -> bool {
        self.open.load(Ordering::Relaxed)
    }

    fn repeated(&self) -> u32 {
        self.count.load(Ordering::Relaxed).saturating_sub(1)
    }
}

/// The span of one call. Its URL is the template, which holds nothing of the caller's.
pub(crate) fn span(call: &Call<'_>) -> Span {
    let (operation, endpoint) = (call.operation, call.endpoint);
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
        url.scheme = endpoint.url().scheme(),
        server.address = endpoint.url().host_str(),
        server.port = endpoint.url().port_or_known_default(),
        error.type = Empty,
        az.namespace = "Microsoft.Communication",
        az.client_request_id = &*call.client_request_id,
        az.service_request_id = Empty,
        acs.long_running_operation_id = call.long_running.map(redact).as_deref(),
    )
}

/// Records how the call ended, in its span and as an event.
pub(crate) fn record(
    span: &Span,
    operation: &Operation,
    result: &Result<Answer, Error>,
    attempts: Option<&Attempts>,
) {
    let repeated = attempts.map_or(0, Attempts::repeated);
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
    let header = |name| answer.headers().get(name).and_then(|it| it.to_str().ok());
    if let Some(id) = header("ms-cv") {
        span.record("az.service_request_id", &*redact(id));
    }
    // The call that begins a long-running operation learns its id from the answer.
    if answer.status() == StatusCode::ACCEPTED
        && let Some(id) = header("operation-id")
    {
        span.record("acs.long_running_operation_id", &*redact(id));
    }
}

fn record_error(span: &Span, error: &Error) {
    span.record("otel.status_code", "ERROR");
    match error.status() {
        Some(status) => span.record("error.type", status.to_string()),
        None => span.record("error.type", error.family()),
    };
    if let Some(id) = error.correlation_id() {
        span.record("az.service_request_id", &*redact(id));
    }
}
