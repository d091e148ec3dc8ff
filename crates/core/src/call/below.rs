//! The last of a caller's policies, which hands the request back to the engine.

use std::sync::Arc;

use async_trait::async_trait;
use azure_core::http::{
    Context, Request,
    policies::{Policy, PolicyResult},
};

use super::engine::Call;
use crate::http::hosted;

/// Work of the engine below the policies of a caller.
#[derive(Debug)]
pub(super) enum Below {
    /// Below the per-call policies: the retries.
    Retries(Arc<Call>),
    /// Below the per-try policies: one request.
    Dispatch(Arc<Call>),
}

#[async_trait]
impl Policy for Below {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        _: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let result = match (self, hosted::from_azure(request)) {
            (_, Err(error)) => Err(error),
            (Self::Retries(call), Ok(request)) => call.with_retries(ctx, &request).await,
            (Self::Dispatch(call), Ok(request)) => call.dispatch(ctx, request).await,
        };
        hosted::to_policy_result(result)
    }
}
