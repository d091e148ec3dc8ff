//! The engine: one call with all its tries, and the errors it may end in.

use std::{fmt, pin::pin, sync::Arc, time::Duration};

use async_trait::async_trait;
use azure_core::http::{
    Context, Request,
    policies::{Policy, PolicyResult},
};
use tracing::{Instrument as _, Span};

use super::{
    CallContext, Idempotency, Operation, RetryInfo, progress::Progress, retry::LONGEST_ASKED, span,
};
use crate::{
    Error, Result, ServiceError,
    deadline::{Stopwatch, pause, within},
    error::{Kind, Refusal},
    http::{Answer, Outgoing, header, hosted, retry_after},
};

/// One call, with all its tries.
pub(super) struct Call {
    pub(super) context: CallContext,
    pub(super) operation: &'static Operation,
    pub(super) idempotency: Idempotency,
    /// One for all tries.
    pub(super) client_request_id: String,
    pub(super) progress: Progress,
    span: Span,
}

impl Call {
    pub(super) fn new(
        context: CallContext,
        operation: &'static Operation,
        long_running: Option<&str>,
        client_request_id: String,
    ) -> Self {
        let idempotency = context.idempotency(operation);
        let endpoint = context.endpoint().url();
        let span = span::begin(operation, endpoint, &client_request_id, long_running);
        Self {
            context,
            operation,
            idempotency,
            client_request_id,
            progress: Progress::default(),
            span,
        }
    }

    /// Sends `request`, and returns the answer if it is a success.
    pub(super) async fn send(self, request: Outgoing) -> Result<Answer> {
        let call = Arc::new(self);
        let limit = call.context.timeout();
        let tries = call.through_policies_of_calls(&request);
        let tries = pin!(tries.instrument(call.span.clone()));
        let result = within(limit, tries).await;
        let result = result
            .unwrap_or_else(|| {
                let message = format!("the call took longer than {limit:?}");
                Err(Error::new(Kind::Timeout, message))
            })
            .and_then(|answer| match refusal(&answer) {
                None => Ok(answer),
                Some(error) => Err(error),
            })
            .map_err(|error| call.completed(error));
        let retries = call.progress.sent().saturating_sub(1);
        span::end(&call.span, call.operation, &result, retries);
        result
    }

    /// Returns true if anybody but the client looks at answers.
    pub(super) fn is_observed(&self) -> bool {
        let shared = &self.context.shared;
        !self.span.is_disabled()
            || self.context.options.on_answer.is_some()
            || !shared.per_try.is_empty()
            || !shared.per_call.is_empty()
            || shared.tracer.is_some()
    }

    pub(super) fn is_by_token(&self) -> bool {
        self.context.shared.authorizer.is_by_token()
    }

    /// Lets the caller's per-call policies have the request.
    async fn through_policies_of_calls(self: &Arc<Self>, request: &Outgoing) -> Result<Answer> {
        let (policies, ctx) = (&self.context.shared.per_call, Context::new());
        if policies.is_empty() {
            return self.with_retries(&ctx, request).await;
        }
        let below = Below::Retries(Arc::clone(self));
        Box::pin(hosted::through(policies, Arc::new(below), &ctx, request)).await
    }

    /// Makes tries until one ends the call, with an answer of any status.
    pub(super) async fn with_retries(
        self: &Arc<Self>,
        ctx: &Context<'_>,
        request: &Outgoing,
    ) -> Result<Answer> {
        let mut stopwatch = Stopwatch::start();
        let mut retries = 0;
        loop {
            let result = self.attempt(ctx, request).await;
            let failure = match &result {
                Ok(answer) => refusal(answer),
                Err(error) => Some(error.clone()),
            };
            let Some(error) = failure else { return result };
            self.progress.settle(&error);
            let Some(wait) = self.wait_after(&error, retries) else {
                return result;
            };
            if stopwatch.elapsed().saturating_add(wait) > self.context.timeout() {
                return Err(self.no_time_for(wait, error));
            }
            retries += 1;
            self.tell_of_retry(retries, wait, &error);
            pause(wait).await;
            stopwatch.add(wait);
        }
    }

    /// Returns the wait before the next try, or nothing if the call ends with `error`.
    fn wait_after(&self, error: &Error, retries: u32) -> Option<Duration> {
        if !self.idempotency.allows_retry(error) {
            return None;
        }
        let asked = match error.status() {
            Some(429 | 503) => error.retry_after(),
            _ => None,
        };
        if asked.is_some_and(|wait| wait > LONGEST_ASKED) {
            return None;
        }
        let is_idempotent = self.idempotency == Idempotency::Idempotent;
        let options = self.context.retry_options();
        options.wait(retries, is_idempotent, asked)
    }

    /// Ends the call before a wait that it has no time for, with the error that asks for it.
    fn no_time_for(&self, wait: Duration, error: Error) -> Error {
        let limit = self.context.timeout();
        error.with_note(&format!(
            "not tried again, since the wait of {wait:.1?} would end after the deadline of the \
             call, {limit:?}"
        ))
    }

    fn tell_of_retry(&self, retry: u32, wait: Duration, error: &Error) {
        tracing::debug!(operation = self.operation.id, retry, ?wait, %error, "retrying");
        if let Some(observe) = &self.context.options.on_retry {
            observe(&RetryInfo {
                operation: self.operation,
                retry,
                wait,
                error,
            });
        }
    }

    /// Adds to an error what only the call knows.
    fn completed(&self, error: Error) -> Error {
        let error = error.with_client_request_id(&self.client_request_id);
        let error = self.progress.with_secret(|secret| match secret {
            Some(secret) => error.without(secret),
            None => error,
        });
        match self.idempotency {
            Idempotency::NotIdempotent if self.progress.may_be_done() => {
                error.with_outcome_unknown()
            }
            Idempotency::NotIdempotent | Idempotency::Idempotent => error,
        }
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.operation.id)
            .finish_non_exhaustive()
    }
}

/// Returns the error that an answer other than 2xx stands for.
fn refusal(answer: &Answer) -> Option<Error> {
    if answer.status().is_success() {
        return None;
    }
    Some(Error::status_answered(Refusal {
        status: answer.status().as_u16(),
        service_error: ServiceError::read(answer.body()),
        retry_after: retry_after(answer.headers()),
        correlation: header(answer.headers(), "ms-cv").map(str::to_owned),
    }))
}

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
