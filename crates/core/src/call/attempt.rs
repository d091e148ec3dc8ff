//! One try of a call: authorised, sent, and its answer read whole, in time.

use std::{pin::pin, sync::Arc};

use azure_core::http::Context;
use http::{StatusCode, header::AUTHORIZATION};

use super::{
    AnswerInfo,
    context::Transport,
    engine::{Below, Call},
    tracer::CallTracer,
};
use crate::{
    Error, Result,
    credential::ClaimsChallenge,
    deadline::within,
    error::Kind,
    http::{Answer, Outgoing, hosted, native},
};

impl Call {
    /// Makes one try, whose answer may have any status.
    pub(super) async fn attempt(
        self: &Arc<Self>,
        ctx: &Context<'_>,
        request: &Outgoing,
    ) -> Result<Answer> {
        let limit = self.context.shared.try_timeout;
        let tried = pin!(async {
            match &self.context.shared.tracer {
                None => self.through_policies(ctx, request).await,
                Some(tracer) => Box::pin(self.traced(tracer, ctx, request)).await,
            }
        });
        within(limit, tried).await.unwrap_or_else(|| {
            let message = format!("no whole answer within {limit:?}");
            Err(Error::new(Kind::Timeout, message))
        })
    }

    /// Makes a try within a span of the caller's tracer.
    async fn traced(
        self: &Arc<Self>,
        tracer: &CallTracer,
        ctx: &Context<'_>,
        request: &Outgoing,
    ) -> Result<Answer> {
        let mut request = request.clone();
        let span = tracer.begin(self, &mut request)?;
        let ctx = ctx.clone().with_value(Arc::clone(&span));
        let result = self.through_policies(&ctx, &request).await;
        CallTracer::end(&*span, &result);
        result
    }

    /// Lets the caller's per-try policies have the request.
    async fn through_policies(
        self: &Arc<Self>,
        ctx: &Context<'_>,
        request: &Outgoing,
    ) -> Result<Answer> {
        let policies = &self.context.shared.per_try;
        if policies.is_empty() {
            return self.dispatch(ctx, request.clone()).await;
        }
        let below = Below::Dispatch(Arc::clone(self));
        Box::pin(hosted::through(policies, Arc::new(below), ctx, request)).await
    }

    /// Authorises a request and sends it, once more if the service wants another token.
    pub(super) async fn dispatch(
        self: &Arc<Self>,
        ctx: &Context<'_>,
        request: Outgoing,
    ) -> Result<Answer> {
        let again = self.is_by_token().then(|| request.clone());
        let answer = self.exchange(ctx, request, None).await?;
        let Some(request) = again.filter(|_| answer.status() == StatusCode::UNAUTHORIZED) else {
            return Ok(answer);
        };
        self.context.shared.authorizer.refused().await;
        match ClaimsChallenge::of(answer.headers()) {
            // Boxed, since it is large and rarely needed; likewise below.
            Some(challenge) => Box::pin(self.exchange(ctx, request, Some(&challenge))).await,
            None => Ok(answer),
        }
    }

    async fn exchange(
        &self,
        ctx: &Context<'_>,
        mut request: Outgoing,
        challenge: Option<&ClaimsChallenge>,
    ) -> Result<Answer> {
        let shared = &self.context.shared;
        shared.authorizer.authorize(&mut request, challenge).await?;
        self.progress
            .begin(request.headers.get(AUTHORIZATION).cloned());
        let mut answer = match &shared.transport {
            Transport::Native(client) => native::exchange(client, request).await,
            Transport::Callers(transport) => Box::pin(hosted::send(transport, ctx, &request)).await,
        }?;
        if !answer.status().is_success() || self.is_observed() {
            self.progress.with_secret(|secret| {
                if let Some(secret) = secret {
                    secret.hide_in_headers(answer.headers_mut());
                }
            });
        }
        if let Some(observe) = &self.context.options.on_answer {
            observe(&AnswerInfo {
                operation: self.operation,
                status: answer.status().as_u16(),
                headers: answer.headers(),
                client_request_id: &self.client_request_id,
            });
        }
        Ok(answer)
    }
}
