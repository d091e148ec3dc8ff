//! The deadline of one try.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{
        Context, Request,
        policies::{Policy, PolicyResult},
    },
};

use super::forward;
use crate::{Error, deadline::within, error::Kind};

/// Gives up on a try that takes longer than this, its answer's last byte included.
#[derive(Debug)]
pub(crate) struct TryDeadline(pub(crate) Duration);

#[async_trait]
impl Policy for TryDeadline {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        within(self.0, forward(ctx, request, next))
            .await
            .unwrap_or_else(|| {
                let message = format!("no whole answer within {:?}", self.0);
                // As a broken connection it is subject to the retry policy above.
                Err(azure_core::Error::new(
                    ErrorKind::Io,
                    Error::new(Kind::Timeout, message),
                ))
            })
    }
}
