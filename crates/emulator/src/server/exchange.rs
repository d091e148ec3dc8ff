//! One request and its answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_LENGTH, HeaderMap, HeaderValue};
use http::uri::PathAndQuery;
use http::{Method, Request, Response, Version};
use hyper::body::{Body, Incoming};

use super::Handler;
use super::body::{AnswerBody, Budget, Kept, longest};
use super::connections::Place;
use crate::wire::{Answer, Content};

/// A request whose body has been read, or could not be.
pub(crate) struct Received {
    pub(crate) method: Method,
    /// Path and query exactly as they came.
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Result<Bytes, BodyFault>,
}

/// Why a body could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyFault {
    TooLong,
    TooSlow,
    /// Others take all the room there is for bodies.
    NoRoom,
    Broken,
}

/// What a client gets.
#[derive(Debug)]
pub(crate) enum Reply {
    Whole(Answer),
    /// An answer whose body breaks off half-way, and the connection with it. One without a body has
    /// nothing to break off.
    Truncated(Answer),
    /// A reset connection and no answer.
    Reset,
}

/// The connection is to be reset.
#[derive(Debug, thiserror::Error)]
#[error("the connection was to be reset")]
pub(super) struct Reset;

/// What every exchange on a connection needs.
pub(super) struct Exchange<H> {
    pub(super) handler: Arc<H>,
    pub(super) body_time: Duration,
    pub(super) budget: Arc<Budget>,
    pub(super) place: Arc<Place>,
    pub(super) reset: Arc<AtomicBool>,
}

impl<H: Handler> Exchange<H> {
    pub(super) async fn answer(
        self: Arc<Self>,
        request: Request<Incoming>,
    ) -> Result<Response<AnswerBody>, Reset> {
        let (parts, body) = request.into_parts();
        let body = self.read(body, longest(parts.uri.path())).await;
        let stays_open =
            body.is_ok() && parts.version == Version::HTTP_11 && !asks_to_close(&parts.headers);
        let path_and_query = parts.uri.path_and_query();
        let received = Received {
            method: parts.method,
            target: path_and_query.map_or("/", PathAndQuery::as_str).to_owned(),
            headers: parts.headers,
            body: body.as_ref().map(|it| it.bytes.clone()).map_err(|it| *it),
        };
        self.place.is_busy();
        let reply = self.handler.answer(received).await;
        self.place.waits();
        match reply {
            Reply::Whole(answer) => Ok(response(answer, stays_open)),
            Reply::Truncated(answer) => Ok(truncated(answer, stays_open)),
            Reply::Reset => {
                self.reset.store(true, Ordering::Relaxed);
                Err(Reset)
            }
        }
    }

    async fn read(&self, body: Incoming, longest: usize) -> Result<Kept<'_>, BodyFault> {
        if body.is_end_stream() {
            return Ok(Kept::default());
        }
        let read = tokio::time::timeout(self.body_time, self.budget.read(body, longest));
        read.await.unwrap_or(Err(BodyFault::TooSlow))
    }
}

fn asks_to_close(headers: &HeaderMap) -> bool {
    let mut values = headers
        .get_all(CONNECTION)
        .iter()
        .filter_map(|it| it.to_str().ok());
    values.any(|value| {
        value
            .split(',')
            .any(|it| it.trim().eq_ignore_ascii_case("close"))
    })
}

fn response(answer: Answer, stays_open: bool) -> Response<AnswerBody> {
    let mut response = Response::new(AnswerBody::whole(answer.content));
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    let connection = if stays_open { "keep-alive" } else { "close" };
    let connection = HeaderValue::from_static(connection);
    response.headers_mut().insert(CONNECTION, connection);
    response
}

/// The head of the whole answer, length and all, and half of its body.
fn truncated(answer: Answer, stays_open: bool) -> Response<AnswerBody> {
    let (length, half) = match &answer.content {
        Content::Sized(bytes) | Content::Chunked(bytes) if bytes.is_empty() => {
            return response(answer, stays_open);
        }
        Content::Sized(bytes) => (Some(bytes.len()), answer.content.clone()),
        Content::Chunked(_) => (None, answer.content.clone()),
    };
    let mut response = response(answer, stays_open);
    if let Some(length) = length {
        response
            .headers_mut()
            .insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    *response.body_mut() = AnswerBody::half(half);
    response
}
