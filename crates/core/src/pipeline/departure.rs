//! The way from the log to the wire.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use azure_core::http::{
    Context, Request, Transport,
    headers::AUTHORIZATION,
    policies::{Policy, PolicyResult},
};

use super::{
    fast_path::Outcome,
    mask::{is_watched, mask, mask_headers, unmask},
    transport_error::without_numbers,
};
use crate::{echo::Secret, telemetry::Attempts};

/// What authorised the last try of a call. It travels in the context of the call.
#[derive(Default)]
pub(crate) struct Authorization(Mutex<Option<String>>);

impl Authorization {
    pub(super) fn of(header: String) -> Self {
        Self(Mutex::new(Some(header)))
    }

    /// Takes it out of the request.
    fn take_from(ctx: &Context<'_>, request: &mut Request) {
        let header = request.headers_mut().remove(AUTHORIZATION);
        if let Some(Self(last)) = ctx.value() {
            *last.lock().unwrap_or_else(PoisonError::into_inner) =
                header.map(|value| value.as_str().to_owned());
        }
    }

    /// What it was, for a look at an answer that may repeat it.
    pub(crate) fn last(&self) -> Option<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// The way from the log to the wire: what comes before gets to see neither the real URL nor what
/// authorises the request, since `azure_core` can be built so that its log shows everything.
#[derive(Debug)]
pub(crate) struct Departure {
    /// Signs the request, or adds a token.
    authorize: Arc<dyn Policy>,
    transport: [Arc<dyn Policy>; 1],
}

impl Departure {
    pub(crate) fn new(authorize: Arc<dyn Policy>, transport: Transport) -> Self {
        Self {
            authorize,
            transport: [Arc::new(Counted(transport))],
        }
    }
}

#[async_trait]
impl Policy for Departure {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        _: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        unmask(ctx, request);
        let result = if let Some(outcome) = Outcome::take(ctx) {
            outcome
        } else {
            let result = self.authorize.send(ctx, request, &self.transport).await;
            Authorization::take_from(ctx, request);
            result
        };
        let authorization = ctx.value().and_then(Authorization::last);
        let secret = authorization.as_deref().and_then(Secret::in_header);
        let result = match secret {
            Some(secret) => result.map(|answer| secret.hide_in_headers(answer)),
            None => result,
        };
        // Somebody may have begun to read the log in the meantime.
        if !is_watched() {
            return result;
        }
        mask(ctx, request);
        result.map(|answer| mask_headers(ctx, answer))
    }
}

/// The transport, which counts what is handed to it.
#[derive(Debug)]
struct Counted(Transport);

#[async_trait]
impl Policy for Counted {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        _: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        if let Some(attempts) = ctx.value::<Attempts>() {
            attempts.count_one();
        }
        self.0.send(ctx, request).await.map_err(without_numbers)
    }
}
