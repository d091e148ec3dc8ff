//! An answer before it has the headers that all answers have.

use http::StatusCode;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

use super::ApiError;

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// Status, headers and body of an answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) content: Content,
}

/// A body, and how its end is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// By its length, which may be zero.
    Sized(Vec<u8>),
    /// In chunks, as the service sends operations and errors.
    Chunked(Vec<u8>),
}

impl Answer {
    /// An answer without a body.
    pub(crate) fn empty(status: StatusCode) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            content: Content::Sized(Vec::new()),
        }
    }

    /// An answer with a body. Only 200 says that ranges of it could be had.
    pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Result<Self, ApiError> {
        let mut answer = Self::empty(status);
        answer.content = Content::Sized(to_json(body)?);
        answer.headers.insert(header::CONTENT_TYPE, JSON);
        if status == StatusCode::OK {
            answer
                .headers
                .insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        }
        Ok(answer)
    }

    /// A 200 whose body comes in chunks.
    pub(crate) fn chunked(body: &impl Serialize) -> Result<Self, ApiError> {
        let mut answer = Self::empty(StatusCode::OK);
        answer.content = Content::Chunked(to_json(body)?);
        answer.headers.insert(header::CONTENT_TYPE, JSON);
        Ok(answer)
    }

    /// The same answer with its body, if it has one, in chunks.
    pub(crate) fn in_chunks(mut self) -> Self {
        self.content = match self.content {
            Content::Sized(bytes) if !bytes.is_empty() => Content::Chunked(bytes),
            other => other,
        };
        self
    }

    pub(crate) fn error(error: &ApiError) -> Self {
        let mut answer = Self::empty(error.status);
        answer.content = Content::Chunked(error.to_json());
        // Without a charset, unlike every other body.
        let json = HeaderValue::from_static("application/json");
        answer.headers.insert(header::CONTENT_TYPE, json);
        answer
    }

    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Result<Self, ApiError> {
        let value = HeaderValue::from_str(value).map_err(|_| ApiError::internal())?;
        self.headers.insert(HeaderName::from_static(name), value);
        Ok(self)
    }
}

fn to_json(body: &impl Serialize) -> Result<Vec<u8>, ApiError> {
    serde_json::to_vec(body).map_err(|_| ApiError::internal())
}
