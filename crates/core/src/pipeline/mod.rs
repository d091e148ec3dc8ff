//! The way of a request: policies of `azure_core` and ours, in order.
//!
//! ```text
//! client request id, user agent            azure_core
//! the caller's per-call policies
//! retry                                    azure_core; nothing for guarded operations
//!   guarded retry                          guarded operations only
//!   deadline of a try, bounded body
//!   mask, distributed tracing, unmask      the span never sees a number
//!   the caller's per-try policies
//!   signature or token                     after all that may change the request
//!   mask, log, unmask, transport           the log never sees a number
//! ```

mod bounded_body;
mod guarded_retry;
mod mask;
mod signature;
mod transport;
mod try_deadline;

use std::{sync::Arc, time::Duration};

use azure_core::http::{
    ClientOptions as AzureOptions, Context, Pipeline, Request, RetryOptions, Transport,
    policies::{Policy, PolicyResult, auth::BearerTokenAuthorizationPolicy},
};
pub(crate) use bounded_body::read_whole;
pub(crate) use mask::MaskedUrl;
pub(crate) use transport::default_client;

use self::{
    bounded_body::BoundedBody,
    guarded_retry::GuardedRetry,
    mask::{Mask, Unmask, UnmaskingTransport},
    signature::Signature,
    transport::ReqwestTransport,
    try_deadline::TryDeadline,
};
use crate::{
    ClientOptions, Credential, Resend, Result, Service, credential::SCOPE, options::TRY_TIMEOUT,
};

/// One pipeline for each way of sending again.
#[derive(Clone, Debug)]
pub(crate) struct Pipelines {
    replaying: Pipeline,
    guarded: Pipeline,
}

impl Pipelines {
    pub(crate) fn new(
        service: &Service,
        credential: &Credential,
        options: &ClientOptions,
    ) -> Result<Self> {
        let authorization: Arc<dyn Policy> = match credential {
            Credential::AccessKey(key) => Arc::new(Signature::new(key.clone())),
            Credential::Token(token) => Arc::new(BearerTokenAuthorizationPolicy::new(
                Arc::clone(token),
                [SCOPE],
            )),
        };
        let mut azure = options.azure.clone();
        let transport = match azure.transport.take() {
            Some(transport) => transport,
            None => Transport::new(Arc::new(ReqwestTransport::new(
                options
                    .http_client
                    .clone()
                    .map_or_else(default_client, Ok)?,
            ))),
        };
        azure.transport = Some(Transport::with_policy(Arc::new(UnmaskingTransport(
            transport,
        ))));
        azure.per_try_policies.insert(0, Arc::new(Unmask));
        azure.per_try_policies.push(authorization);
        azure.per_try_policies.push(Arc::new(Mask));

        let limit = options.try_timeout.unwrap_or(TRY_TIMEOUT);
        let mut guarded_azure = azure.clone();
        guarded_azure.retry = RetryOptions::none();
        Ok(Self {
            replaying: build(service, azure, tries(limit)),
            guarded: build(service, guarded_azure, {
                let mut policies = tries(limit);
                policies.insert(0, Arc::new(GuardedRetry));
                policies
            }),
        })
    }

    pub(crate) fn for_operation(&self, resend: Resend) -> &Pipeline {
        match resend {
            Resend::Always => &self.replaying,
            Resend::IfNotArrived => &self.guarded,
        }
    }
}

fn tries(limit: Duration) -> Vec<Arc<dyn Policy>> {
    vec![
        Arc::new(TryDeadline(limit)),
        Arc::new(BoundedBody),
        Arc::new(Mask),
    ]
}

fn build(service: &Service, azure: AzureOptions, tries: Vec<Arc<dyn Policy>>) -> Pipeline {
    Pipeline::new(
        Some(service.crate_name),
        Some(service.crate_version),
        azure,
        Vec::new(),
        tries,
        None,
    )
}

/// Hands the request to the policy below.
async fn forward(
    ctx: &Context<'_>,
    request: &mut Request,
    next: &[Arc<dyn Policy>],
) -> PolicyResult {
    match next.split_first() {
        Some((below, rest)) => below.send(ctx, request, rest).await,
        // Every pipeline ends in a transport, which hands nothing on.
        None => Err(azure_core::Error::with_message(
            azure_core::error::ErrorKind::Other,
            "the pipeline has no transport",
        )),
    }
}
