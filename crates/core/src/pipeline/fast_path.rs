//! The way of what mostly happens: a read that is answered at once.
//!
//! The policies of a pipeline serve those who want to see a request or to change it, and set right
//! what goes wrong. A read needs none of them if its caller has added nothing, nobody reads the log
//! and nothing goes wrong, and to go through them all the same would cost it a quarter more. So
//! such a read is signed and sent at once. Whatever comes of it but a plain success goes through
//! the pipeline after all, as the outcome of the first try there.

use std::{
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{
        AsyncRawResponse, Context, Method, Request, RetryOptions, StatusCode, Url,
        headers::{Headers, USER_AGENT},
        policies::{Policy, PolicyResult, UserAgentPolicy},
    },
};
use futures::FutureExt as _;
use http::{HeaderMap, HeaderName, HeaderValue, header};

use super::{
    Authorization,
    attempt::timed_out,
    mask::is_watched,
    signature::{CONTENT_HASH, DATE, Signed},
    transport::exchange,
};
use crate::{
    AccessKey, ClientOptions, Credential, Service,
    call::{Answer, CLIENT_REQUEST_ID},
    deadline::within,
    echo::Secret,
    headers,
    telemetry::Attempts,
};

/// Headers that are added to those of the call, by this file and below it.
const ADDED: usize = 6;

#[derive(Clone, Debug)]
pub(crate) struct FastPath {
    client: reqwest::Client,
    key: AccessKey,
    user_agent: HeaderValue,
    /// How long a try may take.
    pub(crate) limit: Duration,
}

impl FastPath {
    /// The fast path of a client, if its caller has left the pipeline as it is.
    ///
    /// A token is always asked for in the pipeline: it may have to be fetched first.
    pub(super) fn new(
        service: &Service,
        credential: &Credential,
        options: &ClientOptions,
        client: &reqwest::Client,
        limit: Duration,
    ) -> Option<Self> {
        let Credential::AccessKey(key) = credential else {
            return None;
        };
        let azure = &options.azure;
        let as_it_is = azure.per_call_policies.is_empty()
            && azure.per_try_policies.is_empty()
            && azure.transport.is_none()
            && azure.instrumentation.tracer_provider.is_none()
            && !is_custom(&azure.retry);
        if !as_it_is {
            return None;
        }
        Some(Self {
            client: client.clone(),
            key: key.clone(),
            user_agent: user_agent(service, options)?,
            limit,
        })
    }

    /// Whether `request` may take the fast path of a client that has one, as things stand.
    pub(super) fn takes(request: &reqwest::Request) -> bool {
        request.method() == http::Method::GET && !is_watched()
    }

    /// Makes the first try, within `limit`.
    pub(crate) async fn send(
        &self,
        request: &reqwest::Request,
        client_request_id: &str,
        limit: Duration,
    ) -> Result<Answer, FirstTry> {
        let url = request.url();
        let signed = Signed::new(&self.key, http::Method::GET.as_str(), url, b"");
        let outgoing = self.outgoing(request, client_request_id, &signed);
        // Pinned where it is made: it is large, and to move it costs.
        let exchanged = pin!(async { exchange(&self.client, outgoing?, url).await });
        let outcome = match within(limit, exchanged).await {
            Some(Ok(answer)) if is_plain(&answer, signed.secret()) => return Ok(answer),
            Some(outcome) => outcome.map(headers::answer_to_azure),
            None => Err(timed_out(limit)),
        };
        Err(FirstTry {
            outcome,
            authorization: signed.authorization,
        })
    }

    /// The request as it goes over the wire.
    fn outgoing(
        &self,
        request: &reqwest::Request,
        client_request_id: &str,
        signed: &Signed,
    ) -> azure_core::Result<reqwest::Request> {
        let mut outgoing = reqwest::Request::new(http::Method::GET, request.url().clone());
        let mut headers = HeaderMap::with_capacity(request.headers().len() + ADDED);
        for (name, value) in request.headers() {
            headers.insert(name.clone(), value.clone());
        }
        headers.insert(header::USER_AGENT, self.user_agent.clone());
        for (name, value) in [
            (
                const { HeaderName::from_static(CLIENT_REQUEST_ID) },
                client_request_id,
            ),
            (const { HeaderName::from_static(DATE) }, &signed.date),
            (
                const { HeaderName::from_static(CONTENT_HASH) },
                &signed.hash,
            ),
            (header::AUTHORIZATION, &signed.authorization),
        ] {
            let value = HeaderValue::from_str(value)
                .map_err(|error| azure_core::Error::new(ErrorKind::Other, error))?;
            headers.insert(name, value);
        }
        *outgoing.headers_mut() = headers;
        Ok(outgoing)
    }
}

/// A first try that is not all there is to do about a call.
pub(crate) struct FirstTry {
    outcome: PolicyResult,
    authorization: String,
}

impl FirstTry {
    /// Leaves it to the pipeline of a call.
    pub(crate) fn put_into(self, ctx: &mut Context<'_>) {
        ctx.insert(Attempts::one());
        ctx.insert(Authorization::of(self.authorization));
        ctx.insert(Outcome(Mutex::new(Some(self.outcome))));
    }
}

/// What came of the first try of a call. It travels in the context of the call.
pub(super) struct Outcome(Mutex<Option<PolicyResult>>);

impl Outcome {
    /// What came of the try that is due, if it was made already.
    pub(super) fn take(ctx: &Context<'_>) -> Option<PolicyResult> {
        let Self(outcome) = ctx.value()?;
        outcome
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }
}

/// Whether an answer is a success, and does not repeat what the request was authorised by.
fn is_plain(answer: &Answer, secret: Option<Secret<'_>>) -> bool {
    answer.status().is_success() && !secret.is_some_and(|secret| secret.is_in(answer.headers()))
}

/// Whether a caller decides what is tried again. That could be a success, too.
fn is_custom(retry: &RetryOptions) -> bool {
    // There is no other way to ask.
    format!("{retry:?}").contains("Custom")
}

/// The header as the policy in the pipeline sets it.
fn user_agent(service: &Service, options: &ClientOptions) -> Option<HeaderValue> {
    let policy = UserAgentPolicy::new(
        Some(service.crate_name),
        Some(service.crate_version),
        &options.azure.user_agent,
    );
    let mut request = Request::new(Url::parse("http://localhost").ok()?, Method::Get);
    let answered: [Arc<dyn Policy>; 1] = [Arc::new(Answered)];
    policy
        .send(&Context::new(), &mut request, &answered)
        .now_or_never()?
        .ok()?;
    HeaderValue::from_str(request.headers().get_optional_str(&USER_AGENT)?).ok()
}

/// The end of a pipeline that sends nothing.
#[derive(Debug)]
struct Answered;

#[async_trait]
impl Policy for Answered {
    async fn send(&self, _: &Context, _: &mut Request, _: &[Arc<dyn Policy>]) -> PolicyResult {
        Ok(AsyncRawResponse::from_bytes(
            StatusCode::Ok,
            Headers::new(),
            "",
        ))
    }
}

#[cfg(test)]
mod tests {
    use azure_core::http::{
        ClientOptions as AzureOptions, FixedRetryOptions, Transport,
        policies::{RetryHeaders, RetryPolicy},
    };

    use super::*;
    use crate::{Resend, pipeline::default_client};

    static SERVICE: Service = Service {
        crate_name: "acs-things",
        crate_version: "1.2.3",
        api_version: "2025-06-01",
        operations: &[],
        resend: |_| Resend::Always,
    };

    fn fast_path(azure: AzureOptions) -> Option<FastPath> {
        let key = AccessKey::new("c2VjcmV0LWtleS1mb3ItdGVzdHM=").unwrap();
        let options = ClientOptions::default().azure(azure);
        let client = default_client().unwrap();
        FastPath::new(&SERVICE, &key.into(), &options, &client, Duration::MAX)
    }

    #[test]
    fn is_for_those_who_left_the_pipeline_as_it_is() {
        assert!(fast_path(AzureOptions::default()).is_some());
        let policy: Arc<dyn Policy> = Arc::new(Answered);
        let own_policies = vec![Arc::clone(&policy)];
        for azure in [
            AzureOptions {
                per_call_policies: own_policies.clone(),
                ..Default::default()
            },
            AzureOptions {
                per_try_policies: own_policies,
                ..Default::default()
            },
            AzureOptions {
                transport: Some(Transport::with_policy(policy)),
                ..Default::default()
            },
        ] {
            assert!(fast_path(azure.clone()).is_none(), "{azure:?}");
        }
    }

    #[test]
    fn only_a_success_that_keeps_the_signature_to_itself_is_plain() {
        let key = AccessKey::new("c2VjcmV0LWtleS1mb3ItdGVzdHM=").unwrap();
        let url = Url::parse("https://contoso.communication.azure.com/sip").unwrap();
        let signed = Signed::new(&key, "GET", &url, b"");
        let answer = |status, trace: &str| {
            let answer = http::Response::builder().status(status);
            let answer = answer.header("ms-cv", trace);
            answer.body(bytes::Bytes::new()).unwrap()
        };
        let plain = |answer| is_plain(&answer, signed.secret());
        assert!(plain(answer(200, "trace")));
        assert!(!plain(answer(200, &signed.authorization)));
        assert!(!plain(answer(404, "trace")));
        assert!(!plain(answer(302, "trace")));
    }

    #[test]
    fn tells_who_decides_what_is_tried_again() {
        #[derive(Debug)]
        struct Own;

        impl RetryPolicy for Own {
            fn is_expired(&self, _: azure_core::time::Duration, _: u32) -> bool {
                true
            }

            fn retry_headers(&self) -> Option<&RetryHeaders> {
                None
            }

            fn retry_status_codes(&self) -> &[StatusCode] {
                &[]
            }

            fn sleep_duration(&self, _: u32) -> azure_core::time::Duration {
                azure_core::time::Duration::ZERO
            }
        }

        assert!(is_custom(&RetryOptions::custom(Arc::new(Own))));
        for retry in [
            RetryOptions::default(),
            RetryOptions::none(),
            RetryOptions::fixed(FixedRetryOptions::default()),
        ] {
            assert!(!is_custom(&retry), "{retry:?}");
        }
    }
}
