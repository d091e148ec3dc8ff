//! One try: an answer that is read whole, in time and within bounds.

use std::{pin::pin, sync::Arc, time::Duration};

use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{
        AsyncRawResponse, Context, Request, StatusCode,
        headers::{AUTHORIZATION, Headers},
        policies::{Policy, PolicyResult},
    },
};
use bytes::{Bytes, BytesMut};
use futures::{Stream, TryStreamExt as _};

use super::{forward, mask};
use crate::{
    Error,
    deadline::within,
    error::{Kind, Refusal},
};

/// More than any answer of the service has; less than what would hurt.
const LARGEST: usize = 16 * 1024 * 1024;
/// The same for the reason that comes with an error.
const LARGEST_REASON: usize = 1024 * 1024;

/// Reads the answer whole while the try may still be repeated, and gives up on one that takes too
/// long, its last byte included, or does not end. An answer that asks for a longer wait than the
/// call has is final: the retry policies above would wait all the same.
#[derive(Debug)]
pub(crate) struct Attempt {
    pub(crate) limit: Duration,
    pub(crate) longest_wait: Duration,
}

#[async_trait]
impl Policy for Attempt {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        // A try that was given up leaves the request as it was just then.
        mask::unmask(ctx, request);
        request.headers_mut().remove(AUTHORIZATION);
        let whole = async {
            let (status, headers, body) = forward(ctx, request, next).await?.deconstruct();
            let body = read_answer(status, body).await?;
            if matches!(
                status,
                StatusCode::TooManyRequests | StatusCode::ServiceUnavailable
            ) {
                self.check_wait(status.into(), &headers, &body)?;
            }
            Ok(AsyncRawResponse::from_bytes(status, headers, body))
        };
        within(self.limit, whole)
            .await
            .unwrap_or_else(|| Err(timed_out(self.limit)))
    }
}

/// The error of a try that took longer than `limit`.
pub(super) fn timed_out(limit: Duration) -> azure_core::Error {
    let error = Error::new(Kind::Timeout, format!("no whole answer within {limit:?}"));
    // As a broken connection it is subject to the retry policy above.
    azure_core::Error::new(ErrorKind::Io, error)
}

impl Attempt {
    /// Turns an answer into an error if it asks for a wait that nobody should sit out.
    fn check_wait(&self, status: u16, headers: &Headers, body: &[u8]) -> azure_core::Result<()> {
        let refusal = Refusal::new(status, body, |name| headers.get_optional_str(&name.into()));
        if refusal
            .retry_after
            .is_none_or(|wait| wait <= self.longest_wait)
        {
            return Ok(());
        }
        Err(azure_core::Error::new(
            ErrorKind::Other,
            Error::status_answered(refusal),
        ))
    }
}

/// The whole of a success. What an error says by its status must not be lost over the rest of it.
pub(super) async fn read_answer(
    status: StatusCode,
    body: impl Stream<Item = azure_core::Result<Bytes>>,
) -> azure_core::Result<Bytes> {
    if status.is_success() {
        read_whole(body).await
    } else {
        Ok(read_reason(body).await)
    }
}

/// The whole of `body`, without a copy if it comes in one piece.
pub(crate) async fn read_whole(
    body: impl Stream<Item = azure_core::Result<Bytes>>,
) -> azure_core::Result<Bytes> {
    let mut body = pin!(body);
    let first = bounded(body.try_next().await?.unwrap_or_default(), 0)?;
    let Some(second) = body.try_next().await? else {
        return Ok(first);
    };
    let mut whole = BytesMut::from(first);
    whole.extend_from_slice(&bounded(second, whole.len())?);
    while let Some(more) = body.try_next().await? {
        whole.extend_from_slice(&bounded(more, whole.len())?);
    }
    Ok(whole.freeze())
}

/// As much of `body` as there is, within bounds.
async fn read_reason(body: impl Stream<Item = azure_core::Result<Bytes>>) -> Bytes {
    let mut body = pin!(body);
    let mut reason = BytesMut::new();
    while let Ok(Some(part)) = body.try_next().await {
        let room = LARGEST_REASON - reason.len();
        if part.len() > room {
            reason.extend_from_slice(&part[..room]);
            break;
        }
        reason.extend_from_slice(&part);
    }
    reason.freeze()
}

fn bounded(part: Bytes, so_far: usize) -> azure_core::Result<Bytes> {
    if so_far + part.len() <= LARGEST {
        return Ok(part);
    }
    let error = Error::unexpected_answer(format!("the answer is larger than {LARGEST} bytes"));
    Err(azure_core::Error::new(ErrorKind::DataConversion, error))
}
