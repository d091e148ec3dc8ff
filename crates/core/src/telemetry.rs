//! The span of a call, in the words of OpenTelemetry's conventions for HTTP.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use tracing::{Span, field::Empty};

use crate::{Endpoint, Error, Operation, context::Answer};

/// How often the request of one call was handed to the transport, and whether the last time may
/// have had an effect.
#[derive(Debug, Default)]
pub(crate) struct Attempts {
    count: AtomicU32,
    open: AtomicBool,
}

impl Attempts {
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
pub(crate) fn span(operation: &Operation, endpoint: &Endpoint) -> Span {
    tracing::info_span!(
        "call",
        otel.name = %format_args!("{} {}", operation.method, operation.path),
        otel.kind = "client",
        operation = operation.id,
        http.request.method = operation.method,
        url.template = operation.path,
        url.scheme = endpoint.url().scheme(),
        server.address = endpoint.url().host_str(),
        server.port = endpoint.url().port_or_known_default(),
        http.response.status_code = Empty,
        http.request.resend_count = Empty,
        error.type = Empty,
    )
}

/// Records how the call ended, in its span and as an event.
pub(crate) fn record(span: &Span, result: &Result<Answer, Error>, attempts: Option<&Attempts>) {
    let repeated = attempts.map_or(0, Attempts::repeated);
    if repeated > 0 {
        span.record("http.request.resend_count", repeated);
    }
    let status = match result {
        Ok(answer) => Some(answer.status().as_u16()),
        Err(error) => error.status(),
    };
    if let Some(status) = status {
        span.record("http.response.status_code", status);
    }
    let _entered = span.enter();
    match result {
        Ok(_) => tracing::info!(status, repeated, "answered"),
        Err(error) => {
            match status {
                Some(status) => span.record("error.type", status),
                None => span.record("error.type", error.family()),
            };
            tracing::warn!(status, repeated, %error, "failed");
        }
    }
}
