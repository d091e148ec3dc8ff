//! A tracer of the caller's, as `azure_core` takes it, that keeps all it is told.

use std::{
    any::Any,
    borrow::Cow,
    fmt::{self, Debug},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use azure_core::{
    http::{Context, Request},
    tracing::{
        AsAny, Attribute, AttributeValue, Span, SpanGuard, SpanKind, SpanStatus, Tracer,
        TracerProvider,
    },
};

/// Everything that spans were told.
#[derive(Clone, Default)]
pub(crate) struct Traces(Arc<Mutex<Vec<String>>>);

/// Without what it was told: a client shows its tracer, and that is no place to look.
impl Debug for Traces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Traces")
    }
}

impl Traces {
    pub(crate) fn text(&self) -> String {
        self.told().join("\n")
    }

    fn told(&self) -> MutexGuard<'_, Vec<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, what: &(impl Debug + ?Sized)) {
        self.told().push(format!("{what:?}"));
    }
}

impl TracerProvider for Traces {
    fn get_tracer(
        &self,
        _: Option<&'static str>,
        _: &'static str,
        _: Option<&'static str>,
    ) -> Arc<dyn Tracer> {
        Arc::new(self.clone())
    }
}

impl Tracer for Traces {
    fn start_span(
        &self,
        name: Cow<'static, str>,
        kind: SpanKind,
        attributes: Vec<Attribute>,
    ) -> Arc<dyn Span> {
        self.note(&(name, kind));
        for attribute in attributes {
            self.note(&(attribute.key, attribute.value));
        }
        Arc::new(self.clone())
    }

    fn start_span_with_parent(
        &self,
        name: Cow<'static, str>,
        kind: SpanKind,
        attributes: Vec<Attribute>,
        _: Arc<dyn Span>,
    ) -> Arc<dyn Span> {
        self.start_span(name, kind, attributes)
    }

    fn namespace(&self) -> Option<&'static str> {
        None
    }
}

impl Span for Traces {
    fn is_recording(&self) -> bool {
        true
    }

    fn span_id(&self) -> [u8; 8] {
        [1; 8]
    }

    fn end(&self) {}

    fn set_status(&self, status: SpanStatus) {
        self.note(&status);
    }

    fn set_attribute(&self, key: &'static str, value: AttributeValue) {
        self.note(&(key, value));
    }

    fn record_error(&self, error: &dyn std::error::Error) {
        self.note(error);
        self.told().push(error.to_string());
    }

    fn set_current(&self, _: &Context) -> Box<dyn SpanGuard> {
        Box::new(Current)
    }

    fn propagate_headers(&self, request: &mut Request) {
        request.insert_header(
            "traceparent",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        );
    }
}

impl AsAny for Traces {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

struct Current;

impl SpanGuard for Current {
    fn end(self) {}
}
