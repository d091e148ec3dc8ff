//! The answer to a request that starts a long-running operation.

use http::StatusCode;

use super::Call;
use crate::wire::{Answer, ApiError};

/// An operation that has just been started.
pub(super) struct Started<'a> {
    pub(super) operation_id: &'a str,
    /// The header that holds the id of the thing operated on, and that id.
    pub(super) id_header: &'static str,
    pub(super) id: &'a str,
    /// Path of the result, without a version.
    pub(super) location: Option<&'a str>,
    pub(super) exposed: &'static str,
}

impl Started<'_> {
    /// 202 without a body.
    pub(super) fn answer(&self, call: &Call<'_>) -> Result<Answer, ApiError> {
        self.with_headers(call, Answer::empty(StatusCode::ACCEPTED))
    }

    pub(super) fn with_headers(&self, call: &Call<'_>, answer: Answer) -> Result<Answer, ApiError> {
        let operation = operation_location(call, self.operation_id);
        let answer = answer
            .with("operation-location", &operation)?
            .with("operation-id", self.operation_id)?
            .with(self.id_header, self.id)?
            .with("access-control-expose-headers", self.exposed)?;
        match self.location {
            Some(path) => answer.with("location", &versioned(call, path)),
            None => Ok(answer),
        }
    }
}

pub(super) fn operation_location(call: &Call<'_>, operation_id: &str) -> String {
    versioned(call, &format!("/phoneNumbers/operations/{operation_id}"))
}

/// A relative link that repeats the request's API version.
pub(super) fn versioned(call: &Call<'_>, path: &str) -> String {
    format!("{path}?api-version={}", call.version)
}
