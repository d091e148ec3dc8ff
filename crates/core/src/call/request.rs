//! Requests of generated methods, and their answers.

use std::fmt::{self, Display};

use http::{
    HeaderMap, Method,
    header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Serialize, de::DeserializeOwned};

use super::{CallContext, Idempotency, Operation, context::API_VERSION};
use crate::{
    Error, InvalidValue, Result,
    error::Kind,
    http::{Answer, Outgoing, body::decode},
};

const JSON: &str = "application/json";

/// What stands in a query as it is: what a form leaves alone. A space is `%20`, which means the
/// same everywhere, and a `+` is `%2B`.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'*')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_');

/// A request of one operation, on its way to be sent. Generated methods make them, with
/// [`CallContext::request`].
///
/// What cannot be sent is kept as an error until [`send`](Self::send) gives it.
#[must_use = "nothing is sent before `send` is called"]
pub struct OperationRequest {
    context: CallContext,
    operation: &'static Operation,
    path: String,
    query: String,
    /// Headers and body, or why there can be no request.
    content: Result<(HeaderMap, Option<Vec<u8>>)>,
}

impl CallContext {
    /// Begins a request of `operation` to `path`, whose parts are escaped already.
    pub fn request(&self, operation: &'static Operation, path: &str) -> OperationRequest {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(JSON));
        OperationRequest {
            context: self.clone(),
            operation,
            path: path.to_owned(),
            query: format!("{API_VERSION}={}", operation.api_version),
            content: Ok((headers, None)),
        }
    }
}

impl OperationRequest {
    /// Adds a parameter to the query. One that is absent is not sent.
    pub fn query(mut self, name: &'static str, value: Option<impl Display>) -> Self {
        if let Some(value) = value {
            let value = value.to_string();
            for part in ["&", name, "="] {
                self.query.push_str(part);
            }
            self.query.extend(utf8_percent_encode(&value, ESCAPED));
        }
        self
    }

    /// Adds a header. One that is absent is not sent.
    pub fn header(mut self, name: &'static str, value: Option<impl AsRef<str>>) -> Self {
        if let (Some(value), Ok((headers, _))) = (value, &mut self.content) {
            match header(name, value.as_ref()) {
                Ok((name, value)) => {
                    headers.insert(name, value);
                }
                Err(error) => self.content = Err(error),
            }
        }
        self
    }

    /// Sets the body, whose media type is that of the operation.
    pub fn json(mut self, body: &impl Serialize) -> Self {
        if let Ok((headers, content)) = &mut self.content {
            match serde_json::to_vec(body) {
                Ok(bytes) => {
                    let media_type = self.operation.content_type.unwrap_or(JSON);
                    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
                    *content = Some(bytes);
                }
                Err(error) => {
                    let message = format!("the request could not be built: {error}");
                    self.content = Err(Error::new(Kind::NotCarriedOut, message));
                }
            }
        }
        self
    }

    /// Sends the request, and reads the answer's body.
    ///
    /// # Errors
    /// When the request cannot be built, no answer comes, or it is another than the operation
    /// promises. For an operation that must not be repeated, its outcome is unknown then: the
    /// service may have carried it out and said so in a way that cannot be read.
    pub async fn send<T: DeserializeOwned>(self) -> Result<Response<T>> {
        self.send_and_read(|answer| decode("the answer", answer))
            .await
    }

    /// Sends the request, and leaves alone the body of the answer.
    ///
    /// # Errors
    /// As for [`send`](Self::send).
    pub async fn send_without_body(self) -> Result<Response<()>> {
        self.send_and_read(|_| Ok(())).await
    }

    async fn send_and_read<T>(self, read: fn(&Answer) -> Result<T>) -> Result<Response<T>> {
        let (context, operation) = (self.context.clone(), self.operation);
        let request = self.finished()?;
        let answer = context.send(request, operation, None).await?;
        match expect_success(operation, &answer).and_then(|()| read(&answer)) {
            Ok(value) => Ok(Response::new(answer, value)),
            Err(error) => Err(match context.idempotency(operation) {
                Idempotency::NotIdempotent => error.with_outcome_unknown(),
                Idempotency::Idempotent => error,
            }),
        }
    }

    /// Returns the request, with all that its operation says of it.
    fn finished(self) -> Result<Outgoing> {
        let (headers, body) = self.content?;
        let method = Method::from_bytes(self.operation.method.as_bytes()).map_err(|_| {
            let message = format!("{} is no method of HTTP", self.operation.method);
            Error::new(Kind::NotCarriedOut, message)
        })?;
        // The endpoint was parsed once; only the path and the query are new.
        let mut url = self.context.endpoint().url().clone();
        url.set_path(&self.path);
        url.set_query(Some(&self.query));
        Ok(Outgoing {
            method,
            url,
            headers,
            body: body.unwrap_or_default().into(),
        })
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

fn header(name: &'static str, value: &str) -> Result<(HeaderName, HeaderValue)> {
    let pair = HeaderName::from_bytes(name.as_bytes())
        .ok()
        .zip(HeaderValue::from_str(value).ok());
    pair.ok_or_else(|| InvalidValue::new(name, "cannot be sent in a header").into())
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

/// The answer of an operation, and what was read from it.
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

    /// The status: one of those by which the operation says that it succeeded.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The headers as they came.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// What was read from the body.
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
