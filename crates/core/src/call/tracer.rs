//! Spans for a tracer of the caller's: one for each try, as clients of `azure_core` make them.

use std::sync::Arc;

use azure_core::{
    http::InstrumentationOptions,
    tracing::{Attribute, Span, SpanKind, SpanStatus, Tracer},
};
use http::{HeaderName, HeaderValue};

use super::{Service, engine::Call, span::NAMESPACE};
use crate::{
    Result,
    http::{Answer, Outgoing, hosted},
};

/// Tracer of one client.
#[derive(Debug)]
pub(super) struct CallTracer(Arc<dyn Tracer>);

impl CallTracer {
    /// Returns the tracer that a caller provides, if one does.
    pub(super) fn new(service: &Service, options: &InstrumentationOptions) -> Option<Self> {
        let provider = options.tracer_provider.as_ref()?;
        let (name, version) = (service.crate_name, service.crate_version);
        Some(Self(provider.get_tracer(
            Some(NAMESPACE),
            name,
            Some(version),
        )))
    }

    /// Begins the span of a try, and lets its context travel with the request.
    pub(super) fn begin(&self, call: &Call, request: &mut Outgoing) -> Result<Arc<dyn Span>> {
        let operation = call.operation;
        let endpoint = call.context.endpoint().url();
        let mut attributes = vec![
            attribute("http.request.method", operation.method),
            attribute("az.namespace", NAMESPACE),
            // In place of the URL, whose path may be a phone number.
            attribute("url.template", operation.path),
            attribute("az.client_request_id", call.client_request_id.clone()),
        ];
        if let Some(host) = endpoint.host_str() {
            attributes.push(attribute("server.address", host.to_owned()));
        }
        if let Some(port) = endpoint.port_or_known_default() {
            attributes.push(attribute("server.port", port));
        }
        let retries = call.progress.sent();
        if retries > 0 {
            attributes.push(attribute("http.request.resend_count", retries));
        }
        let span = self
            .0
            .start_span(operation.method.into(), SpanKind::Client, attributes);
        let mut carrier = hosted::to_azure(request)?;
        span.propagate_headers(&mut carrier);
        for (name, value) in carrier.headers().iter() {
            let name = HeaderName::from_bytes(name.as_str().as_bytes());
            if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value.as_str())) {
                request.headers.entry(name).or_insert(value);
            }
        }
        Ok(span)
    }

    /// Ends the span of a try.
    pub(super) fn end(span: &dyn Span, result: &Result<Answer>) {
        let failed = match result {
            Ok(answer) => {
                let status = answer.status();
                span.set_attribute("http.response.status_code", status.as_u16().into());
                (!status.is_success()).then(|| status.as_u16().to_string())
            }
            Err(error) => Some(error.kind().family().to_owned()),
        };
        if let Some(error) = failed {
            span.set_attribute("error.type", error.into());
            let description = String::new();
            span.set_status(SpanStatus::Error { description });
        }
        span.end();
    }
}

fn attribute(
    key: &'static str,
    value: impl Into<azure_core::tracing::AttributeValue>,
) -> Attribute {
    Attribute {
        key: key.into(),
        value: value.into(),
    }
}
