//! Reading an answer whole, up to a size.

use std::sync::Arc;

use async_trait::async_trait;
use azure_core::http::{
    AsyncRawResponse, AsyncResponseBody, Context, Request,
    policies::{Policy, PolicyResult},
};
use bytes::{Bytes, BytesMut};
use futures::TryStreamExt as _;

use super::forward;
use crate::Error;

/// More than any answer of the service has; less than what would hurt.
const LIMIT: usize = 16 * 1024 * 1024;

/// Reads each answer whole while it may still be retried, and refuses one that does not end.
#[derive(Debug)]
pub(crate) struct BoundedBody;

#[async_trait]
impl Policy for BoundedBody {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let (status, headers, body) = forward(ctx, request, next).await?.deconstruct();
        Ok(AsyncRawResponse::from_bytes(
            status,
            headers,
            read_whole(body).await?,
        ))
    }
}

/// The whole of `body`, without a copy if it comes in one piece.
pub(crate) async fn read_whole(mut body: AsyncResponseBody) -> azure_core::Result<Bytes> {
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

fn bounded(part: Bytes, so_far: usize) -> azure_core::Result<Bytes> {
    if so_far + part.len() <= LIMIT {
        return Ok(part);
    }
    let error = Error::unexpected_answer(format!("the answer is larger than {LIMIT} bytes"));
    Err(azure_core::Error::new(
        azure_core::error::ErrorKind::DataConversion,
        error,
    ))
}
