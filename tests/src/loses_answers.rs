//! Answers that are lost on their way.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{
        AsyncRawResponse, Context, Method, Request, StatusCode,
        headers::Headers,
        policies::{Policy, PolicyResult},
    },
};

/// Stands between a client and its service: each request is carried out, but of the changes the
/// first few answers are lost, and the client gets a 500 in their place.
#[derive(Debug)]
pub(crate) struct LosesAnswers(AtomicUsize);

impl LosesAnswers {
    /// Loses as many answers as this to requests other than GET.
    pub(crate) fn new(count: usize) -> Self {
        Self(AtomicUsize::new(count))
    }

    fn loses_this_one(&self) -> bool {
        let less_one = |left: usize| left.checked_sub(1);
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less_one)
            .is_ok()
    }
}

#[async_trait]
impl Policy for LosesAnswers {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let Some((below, rest)) = next.split_first() else {
            let message = "the pipeline has no transport";
            return Err(azure_core::Error::with_message(ErrorKind::Other, message));
        };
        let answer = below.send(ctx, request, rest).await?;
        if request.method() == Method::Get || !self.loses_this_one() {
            return Ok(answer);
        }
        let status = StatusCode::InternalServerError;
        Ok(AsyncRawResponse::from_bytes(status, Headers::new(), ""))
    }
}
