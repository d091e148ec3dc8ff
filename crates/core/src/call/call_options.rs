//! Options of single calls.

use std::{fmt, sync::Arc, time::Duration};

use http::{HeaderMap, HeaderName, HeaderValue, header::ACCEPT_LANGUAGE};

use super::{Operation, PollerOptions, RetryOptions};
use crate::{Error, InvalidValue, http::header};

/// Options of the calls that are made through one handle of a client.
///
/// Every client has `with_options`, which gives a cheap clone that makes its calls by them: reads,
/// changes, lists with all their pages, and pollers with all their polls.
///
/// ```
/// use std::time::Duration;
/// use acs_core::CallOptions;
///
/// let options = CallOptions::default()
///     .timeout(Duration::from_secs(10))
///     .on_answer(|answer| println!("{} {:?}", answer.status, answer.correlation_id()));
/// ```
#[derive(Clone, Default)]
pub struct CallOptions {
    pub(super) timeout: Option<Duration>,
    pub(super) retry: Option<RetryOptions>,
    pub(super) headers: HeaderMap,
    pub(super) poller: Option<PollerOptions>,
    pub(super) on_answer: Option<OnAnswer>,
    pub(super) on_retry: Option<OnRetry>,
}

type OnAnswer = Arc<dyn Fn(&AnswerInfo<'_>) + Send + Sync>;
type OnRetry = Arc<dyn Fn(&RetryInfo<'_>) + Send + Sync>;

impl CallOptions {
    /// Sets the time for a call with all its tries and the waits between them.
    #[must_use]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// Sets how often a request is sent again, and the waits in between.
    #[must_use]
    pub fn retry(mut self, options: RetryOptions) -> Self {
        self.retry = Some(options);
        self
    }

    /// Sets the options of pollers that these calls begin.
    #[must_use]
    pub fn poller(mut self, options: PollerOptions) -> Self {
        self.poller = Some(options);
        self
    }

    /// Sets the language in which the service should name things, such as `de-DE`.
    ///
    /// # Errors
    /// When it cannot be sent in a header.
    pub fn language(self, language: &str) -> Result<Self, InvalidValue> {
        self.header(ACCEPT_LANGUAGE.as_str(), language)
    }

    /// Adds a header to every request. One that the client sets itself cannot be set here.
    ///
    /// # Errors
    /// When the name or the value cannot be sent, or the client sets this header itself.
    pub fn header(mut self, name: &str, value: &str) -> Result<Self, InvalidValue> {
        const OWN: [&str; 7] = [
            "accept",
            "authorization",
            "content-length",
            "content-type",
            "host",
            "x-ms-content-sha256",
            "x-ms-date",
        ];
        let refused = |problem| Err(InvalidValue::new("header", problem));
        let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else {
            return refused("has a name that cannot be sent");
        };
        if OWN.contains(&name.as_str()) {
            return refused("is one that the client sets itself");
        }
        let Ok(value) = HeaderValue::from_str(value) else {
            return refused("has a value that cannot be sent");
        };
        self.headers.insert(name, value);
        Ok(self)
    }

    /// Calls `observer` with every answer, whatever its status, before it is decoded.
    #[must_use]
    pub fn on_answer(mut self, observer: impl Fn(&AnswerInfo<'_>) + Send + Sync + 'static) -> Self {
        self.on_answer = Some(Arc::new(observer));
        self
    }

    /// Calls `observer` before every wait for another try.
    #[must_use]
    pub fn on_retry(mut self, observer: impl Fn(&RetryInfo<'_>) + Send + Sync + 'static) -> Self {
        self.on_retry = Some(Arc::new(observer));
        self
    }
}

impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self.headers.keys().collect();
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .field("headers", &headers)
            .field("poller", &self.poller)
            .finish_non_exhaustive()
    }
}

/// Answer of the service, as observers see it.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct AnswerInfo<'a> {
    /// The operation that was called.
    pub operation: &'static Operation,
    /// The HTTP status.
    pub status: u16,
    /// The headers as they came. A link in them may hold a phone number.
    pub headers: &'a HeaderMap,
    /// The id that this client gave the request (`x-ms-client-request-id`).
    pub client_request_id: &'a str,
}

impl AnswerInfo<'_> {
    /// Returns the id under which the service's support finds the request (`MS-CV`).
    pub fn correlation_id(&self) -> Option<&str> {
        header(self.headers, "ms-cv")
    }
}

impl fmt::Debug for AnswerInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnswerInfo")
            .field("operation", &self.operation.id)
            .field("status", &self.status)
            .field("client_request_id", &self.client_request_id)
            .finish_non_exhaustive()
    }
}

/// Retry that is about to happen, as observers see it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct RetryInfo<'a> {
    /// The operation that is called.
    pub operation: &'static Operation,
    /// The number of the retry: 1 for the first.
    pub retry: u32,
    /// The wait before it.
    pub wait: Duration,
    /// The error that the last try ended in.
    pub error: &'a Error,
}
