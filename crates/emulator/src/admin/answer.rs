//! Answers of the admin API.

use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue, X_CONTENT_TYPE_OPTIONS};
use serde::Serialize;

use crate::wire::{Answer, Content};

/// Reason for refusing a request, in words for its author.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) status: StatusCode,
    pub(super) message: String,
}

impl Refused {
    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            message: message.into(),
        }
    }

    pub(super) fn not_found(message: impl Into<String>) -> Self {
        Self {
            status: StatusCode::NOT_FOUND,
            message: message.into(),
        }
    }
}

#[derive(Serialize)]
struct Message<'a> {
    error: &'a str,
}

/// Result of an admin request.
pub(super) type Outcome = Result<Answer, Refused>;

pub(super) fn json(status: StatusCode, body: &impl Serialize) -> Outcome {
    let body = serde_json::to_vec(body).map_err(|error| Refused {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        message: error.to_string(),
    })?;
    Ok(with_json(status, body))
}

/// A text that is JSON already.
pub(super) fn raw(json: String) -> Answer {
    with_json(StatusCode::OK, json.into_bytes())
}

fn with_json(status: StatusCode, body: Vec<u8>) -> Answer {
    let mut answer = Answer::empty(status);
    let json = HeaderValue::from_static("application/json");
    answer.headers.insert(CONTENT_TYPE, json);
    answer.content = Content::Sized(body);
    answer
}

pub(super) fn ok(body: &impl Serialize) -> Outcome {
    json(StatusCode::OK, body)
}

#[expect(clippy::unnecessary_wraps, reason = "one form for all outcomes")]
pub(super) fn done() -> Outcome {
    Ok(Answer::empty(StatusCode::NO_CONTENT))
}

/// An answer in any case, which a browser takes for what it is.
pub(super) fn answered(outcome: Outcome) -> Answer {
    let mut answer = outcome.unwrap_or_else(|refused| {
        let message = Message {
            error: &refused.message,
        };
        json(refused.status, &message).unwrap_or_else(|_| Answer::empty(refused.status))
    });
    let nosniff = HeaderValue::from_static("nosniff");
    answer.headers.insert(X_CONTENT_TYPE_OPTIONS, nosniff);
    answer
}
