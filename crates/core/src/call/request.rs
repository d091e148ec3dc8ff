//! Requests of generated methods, and their answers.

use std::fmt::{self, Display};

use bytes::Bytes;
use http::{
    HeaderMap, Method,
    header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Serialize, de::DeserializeOwned};
use url::Url;

use super::{CallContext, Idempotency, Operation};
use crate::{
    Error, InvalidValue, Result,
    error::Kind,
    http::{Answer, Outgoing, body::decode, link},
};

const API_VERSION: &str = "api-version";
const JSON: &str = "application/json";

/// Escaping of values in a query, which leaves alone what a form leaves alone. A space is `%20`, which means the
/// same everywhere, and a `+` is `%2B`.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'*')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_');

/// Request of one operation. Generated methods make one with [`CallContext::request`].
///
/// A part that cannot be sent is kept as an error, which [`send`](Self::send) returns.
#[must_use = "nothing is sent before `send` is called"]
pub struct OperationRequest {
    context: CallContext,
    operation: &'static Operation,
    /// The request, or the reason why there can be none.
    request: Result<Outgoing>,
    long_running: Option<String>,
}

impl CallContext {
    /// Begins a request of `operation` to `path`, whose parts are escaped already.
    pub fn request(&self, operation: &'static Operation, path: &str) -> OperationRequest {
        // The endpoint was parsed once; only the path and the query are new.
        let mut url = self.endpoint().url().clone();
        url.set_path(path);
        self.request_to(operation, url)
    }

    /// Begins a request to the address that a link leads to, if it stays with the service.
    pub(crate) fn follow(&self, operation_id: &str, link: &str) -> Result<OperationRequest> {
        let url = link::resolve(self.endpoint(), link)?;
        Ok(self.request_to(self.operation(operation_id)?, url))
    }

    fn request_to(&self, operation: &'static Operation, mut url: Url) -> OperationRequest {
        if !url.query().is_some_and(names_version) {
            add_to_query(&mut url, API_VERSION, operation.api_version);
        }
        let method = Method::from_bytes(operation.method.as_bytes()).map_err(|_| {
            let message = format!("{} is no method of HTTP", operation.method);
            Error::new(Kind::NotCarriedOut, message)
        });
        let json = HeaderValue::from_static(JSON);
        OperationRequest {
            context: self.clone(),
            operation,
            request: method.map(|method| Outgoing {
                method,
                url,
                headers: HeaderMap::from_iter([(ACCEPT, json)]),
                body: Bytes::new(),
            }),
            long_running: None,
        }
    }
}

impl OperationRequest {
    /// Adds a parameter to the query. One that is absent is not sent.
    pub fn query(self, name: &'static str, value: Option<impl Display>) -> Self {
        self.with(value, |request, value| {
            let value = value.to_string();
            add_to_query(&mut request.url, name, utf8_percent_encode(&value, ESCAPED));
            Ok(())
        })
    }

    /// Adds a header. One that is absent is not sent.
    pub fn header(self, name: &'static str, value: Option<impl AsRef<str>>) -> Self {
        self.with(value, |request, value| {
            let pair = HeaderName::from_bytes(name.as_bytes())
                .ok()
                .zip(HeaderValue::from_str(value.as_ref()).ok());
            let refused = || InvalidValue::new(name, "cannot be sent in a header");
            let (name, value) = pair.ok_or_else(refused)?;
            request.headers.insert(name, value);
            Ok(())
        })
    }

    /// Sets the body, whose media type is that of the operation.
    pub fn json(self, body: &impl Serialize) -> Self {
        let media_type = self.operation.content_type.unwrap_or(JSON);
        self.with(Some(body), |request, body| {
            let bytes = serde_json::to_vec(body).map_err(|error| {
                let message = format!("the request could not be built: {error}");
                Error::new(Kind::NotCarriedOut, message)
            })?;
            let media_type = HeaderValue::from_static(media_type);
            request.headers.insert(CONTENT_TYPE, media_type);
            request.body = bytes.into();
            Ok(())
        })
    }

    /// Says which long-running operation the request is about.
    pub(crate) fn about(mut self, long_running: &str) -> Self {
        self.long_running = Some(long_running.to_owned());
        self
    }

    /// Changes the request by a value, if both are there.
    fn with<T>(
        mut self,
        value: Option<T>,
        change: impl FnOnce(&mut Outgoing, T) -> Result<()>,
    ) -> Self {
        if let (Some(value), Ok(request)) = (value, &mut self.request)
            && let Err(error) = change(request, value)
        {
            self.request = Err(error);
        }
        self
    }

    /// Sends the request and reads the body of the answer.
    ///
    /// # Errors
    /// When the request cannot be built, no answer comes, or the answer is not one of the
    /// operation. For an operation that is not idempotent, the outcome is then unknown: the
    /// service may have carried it out and sent an answer that cannot be read.
    pub async fn send<T: DeserializeOwned>(self) -> Result<Response<T>> {
        self.send_and_read(|answer| decode("the answer", answer))
            .await
    }

    /// Sends the request and ignores the body of the answer.
    ///
    /// # Errors
    /// As for [`send`](Self::send).
    pub async fn send_without_body(self) -> Result<Response<()>> {
        self.send_and_read(|_| Ok(())).await
    }

    async fn send_and_read<T>(self, read: fn(&Answer) -> Result<T>) -> Result<Response<T>> {
        let (idempotency, operation) = (self.context.idempotency(self.operation), self.operation);
        let answer = self.answer().await?;
        match expect_success(operation, &answer).and_then(|()| read(&answer)) {
            Ok(value) => Ok(Response::new(answer, value)),
            Err(error) => Err(match idempotency {
                Idempotency::NotIdempotent => error.with_outcome_unknown(),
                Idempotency::Idempotent => error,
            }),
        }
    }

    /// Sends the request and returns the answer, if its status is 2xx.
    pub(crate) async fn answer(self) -> Result<Answer> {
        let long_running = self.long_running.as_deref();
        self.context
            .send(self.request?, self.operation, long_running)
            .await
    }
}

/// Shows the operation alone: a path may hold a phone number.
impl fmt::Debug for OperationRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OperationRequest")
            .field("operation", &self.operation.id)
            .finish_non_exhaustive()
    }
}

fn add_to_query(url: &mut Url, name: &str, value: impl Display) {
    let query = match url.query() {
        None | Some("") => format!("{name}={value}"),
        Some(query) => format!("{query}&{name}={value}"),
    };
    url.set_query(Some(&query));
}

fn names_version(query: &str) -> bool {
    query
        .split('&')
        .any(|pair| pair.split('=').next() == Some(API_VERSION))
}

fn expect_success(operation: &Operation, answer: &Answer) -> Result<()> {
    let status = answer.status().as_u16();
    if operation.success.contains(&status) {
        return Ok(());
    }
    Err(Error::unexpected_answer(format!(
        "the service answered {status}, which this operation does not know"
    )))
}

/// Answer of an operation, and the value that was read from it.
pub struct Response<T> {
    status: u16,
    headers: HeaderMap,
    value: T,
}

impl<T> Response<T> {
    fn new(answer: Answer, value: T) -> Self {
        let (parts, _) = answer.into_parts();
        Self {
            status: parts.status.as_u16(),
            headers: parts.headers,
            value,
        }
    }

    /// Returns the status: one of those by which the operation says that it succeeded.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Returns the headers as they came.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the value that was read from the body.
    pub fn into_inner(self) -> T {
        self.value
    }
}

/// Shows the status alone: headers and body may hold phone numbers.
impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
