//! Sending again what must not be done twice.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{
        AsyncRawResponse, Context, Request, StatusCode,
        policies::{Policy, PolicyResult},
    },
};

use super::forward;
use crate::{deadline::pause, retry_after::retry_after, telemetry::Attempts};

/// Tries after the first.
const RETRIES: u32 = 3;
/// The wait before the first retry, where the service names none; it doubles from there.
const FIRST_WAIT: Duration = Duration::from_millis(500);

/// Sends a request again only when the service surely did not carry it out: no connection was
/// made, or it was refused with 429, or with 503 and a time to come back.
#[derive(Debug)]
pub(crate) struct GuardedRetry;

#[async_trait]
impl Policy for GuardedRetry {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let mut retries = 0;
        loop {
            let result = forward(ctx, request, next).await;
            let default = FIRST_WAIT * 2_u32.saturating_pow(retries);
            match wait_after(&result, default) {
                Some(wait) if retries < RETRIES => {
                    // A deadline that passes during the wait finds nothing under way.
                    if let Some(attempts) = ctx.value::<Attempts>() {
                        attempts.settle();
                    }
                    pause(wait).await;
                }
                _ => return result,
            }
            retries += 1;
        }
    }
}

/// How long to wait before the request is sent again, or nothing if it must not be.
fn wait_after(result: &PolicyResult, default: Duration) -> Option<Duration> {
    match result {
        Err(error) if matches!(error.kind(), ErrorKind::Connection) => Some(default),
        Err(_) => None,
        Ok(response) => match (response.status(), asked_to_wait(response)) {
            (StatusCode::TooManyRequests, asked) => Some(asked.unwrap_or(default)),
            (StatusCode::ServiceUnavailable, asked) => asked,
            _ => None,
        },
    }
}

fn asked_to_wait(response: &AsyncRawResponse) -> Option<Duration> {
    retry_after(|name| response.headers().get_optional_str(&name.into()))
}

#[cfg(test)]
mod tests {
    use azure_core::http::headers::Headers;

    use super::*;

    fn answer(status: StatusCode, retry_after: Option<&'static str>) -> AsyncRawResponse {
        let mut headers = Headers::new();
        if let Some(value) = retry_after {
            headers.insert("retry-after", value);
        }
        AsyncRawResponse::from_bytes(status, headers, "")
    }

    #[test]
    fn only_what_surely_was_not_done_is_sent_again() {
        let default = Duration::from_millis(500);
        let wait = |result: PolicyResult| wait_after(&result, default);
        let failure = |kind| Err(azure_core::Error::with_message(kind, ""));
        let seconds = |seconds| Some(Duration::from_secs(seconds));

        assert_eq!(wait(failure(ErrorKind::Connection)), Some(default));
        assert_eq!(wait(failure(ErrorKind::Io)), None);
        assert_eq!(wait(failure(ErrorKind::Credential)), None);
        assert_eq!(
            wait(Ok(answer(StatusCode::TooManyRequests, None))),
            Some(default)
        );
        assert_eq!(
            wait(Ok(answer(StatusCode::TooManyRequests, Some("7")))),
            seconds(7)
        );
        assert_eq!(
            wait(Ok(answer(StatusCode::ServiceUnavailable, Some("7")))),
            seconds(7)
        );
        assert_eq!(wait(Ok(answer(StatusCode::ServiceUnavailable, None))), None);
        for status in [
            StatusCode::RequestTimeout,
            StatusCode::InternalServerError,
            StatusCode::BadGateway,
            StatusCode::GatewayTimeout,
            StatusCode::Accepted,
            StatusCode::NotFound,
        ] {
            assert_eq!(wait(Ok(answer(status, Some("7")))), None, "{status}");
        }
    }
}
