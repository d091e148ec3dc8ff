//! The way of a request: policies of `azure_core` and ours, in order.
//!
//! ```text
//! client request id, user agent            azure_core
//! the caller's per-call policies
//! retry                                    azure_core; nothing for guarded operations
//!   guarded retry                          guarded operations only
//!   one try: in time and within bounds
//!   mask, distributed tracing, unmask      the span never sees a number
//!   the caller's per-try policies
//!   mask, log                              the log never sees a number
//!   departure: unmask,
//!     signature or token                   after all that may change the request, or show it
//!     transport
//! ```
//!
//! A read that needs none of this takes the fast path.

mod attempt;
mod departure;
mod fast_path;
mod guarded_retry;
mod mask;
mod signature;
mod transport;
mod transport_error;

use std::{future::ready, sync::Arc};

pub(crate) use attempt::read_whole;
use azure_core::http::{
    ClientOptions as AzureOptions, Context, Pipeline, Request, RetryOptions, Transport,
    policies::{Policy, PolicyResult, auth::BearerTokenAuthorizationPolicy},
};
pub(crate) use departure::Authorization;
pub(crate) use fast_path::{FastPath, FirstTry};
use futures::future::BoxFuture;
pub(crate) use mask::Hidden;
pub(crate) use transport::{default_client, follows_redirects};

use self::{
    attempt::Attempt,
    departure::Departure,
    guarded_retry::GuardedRetry,
    mask::{Mask, Unmask},
    signature::Signature,
    transport::ReqwestTransport,
};
use crate::{
    ClientOptions, Credential, Resend, Result, Service,
    credential::SCOPE,
    options::{CALL_TIMEOUT, TRY_TIMEOUT},
    retry_after::LONGEST_WAIT,
};

/// One pipeline for each way of sending again, and a way past them.
#[derive(Clone, Debug)]
pub(crate) struct Pipelines {
    replaying: Pipeline,
    guarded: Pipeline,
    fast_path: Option<FastPath>,
}

impl Pipelines {
    pub(crate) fn new(
        service: &Service,
        credential: &Credential,
        options: &ClientOptions,
    ) -> Result<Self> {
        let authorize: Arc<dyn Policy> = match credential {
            Credential::AccessKey(key) => Arc::new(Signature::new(key.clone())),
            Credential::Token(token) => Arc::new(BearerTokenAuthorizationPolicy::new(
                Arc::clone(token),
                [SCOPE],
            )),
        };
        let client = match &options.http_client {
            Some(client) => client.clone(),
            None => default_client()?,
        };
        let try_timeout = options.try_timeout.unwrap_or(TRY_TIMEOUT);
        let fast_path = FastPath::new(service, credential, options, &client, try_timeout);
        let mut azure = options.azure.clone();
        let transport = azure
            .transport
            .take()
            .unwrap_or_else(|| Transport::new(Arc::new(ReqwestTransport::new(client))));
        let departure = Departure::new(authorize, transport);
        azure.transport = Some(Transport::with_policy(Arc::new(departure)));
        // Only distributed tracing looks at the URL before the caller's policies do.
        let traced = azure.instrumentation.tracer_provider.is_some();
        if traced {
            azure.per_try_policies.insert(0, Arc::new(Unmask));
        }
        let log = Arc::new(Mask { always: false });
        azure.per_try_policies.push(log);

        let attempt = Arc::new(Attempt {
            limit: try_timeout,
            longest_wait: LONGEST_WAIT.min(options.call_timeout.unwrap_or(CALL_TIMEOUT)),
        });
        let mut replaying: Vec<Arc<dyn Policy>> = vec![attempt];
        if traced {
            replaying.push(Arc::new(Mask { always: true }));
        }
        let mut guarded = replaying.clone();
        guarded.insert(0, Arc::new(GuardedRetry));
        let guarded_azure = AzureOptions {
            retry: RetryOptions::none(),
            ..azure.clone()
        };
        Ok(Self {
            replaying: build(service, azure, replaying),
            guarded: build(service, guarded_azure, guarded),
            fast_path,
        })
    }

    /// The way past the pipelines, if `request` may take it.
    pub(crate) fn fast_path(&self, request: &reqwest::Request) -> Option<&FastPath> {
        self.fast_path.as_ref().filter(|_| FastPath::takes(request))
    }

    pub(crate) fn for_operation(&self, resend: Resend) -> &Pipeline {
        match resend {
            Resend::Always => &self.replaying,
            Resend::IfNotArrived => &self.guarded,
        }
    }
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
fn forward<'a>(
    ctx: &'a Context<'_>,
    request: &'a mut Request,
    next: &'a [Arc<dyn Policy>],
) -> BoxFuture<'a, PolicyResult> {
    match next.split_first() {
        Some((below, rest)) => below.send(ctx, request, rest),
        // Every pipeline ends in a transport, which hands nothing on.
        None => Box::pin(ready(Err(azure_core::Error::with_message(
            azure_core::error::ErrorKind::Other,
            "the pipeline has no transport",
        )))),
    }
}
