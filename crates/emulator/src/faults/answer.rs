//! Answers that a fault has changed.

use std::time::Duration;

use http::StatusCode;

use crate::wire::{Answer, ApiError, Content};

/// An answer that the service does not mean.
pub(crate) fn unmeant(
    status: StatusCode,
    retry_after: Option<Duration>,
) -> Result<Answer, ApiError> {
    let reason = status.canonical_reason().unwrap_or("Unknown");
    let code = match status {
        StatusCode::TOO_MANY_REQUESTS => "TooManyRequests",
        StatusCode::SERVICE_UNAVAILABLE => "ServiceUnavailable",
        _ => "InternalError",
    };
    let answer = Answer::error(&ApiError::new(status, code, format!("{reason}.")));
    match retry_after {
        // Whole seconds, rounded up: a client must not come too early.
        Some(after) => {
            let seconds = after.as_secs() + u64::from(after.subsec_nanos() > 0);
            answer.with("retry-after", &seconds.to_string())
        }
        None => Ok(answer),
    }
}

/// The answer with a body that is no JSON, if it has one.
pub(crate) fn malformed(mut answer: Answer) -> Answer {
    if let Content::Sized(bytes) | Content::Chunked(bytes) = &mut answer.content
        && !bytes.is_empty()
    {
        *bytes = br#"{"malformed":"#.to_vec();
    }
    answer
}
