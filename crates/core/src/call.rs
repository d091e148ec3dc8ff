//! One call, from its request to the answer, or to the error that tells why there is none.

use std::{future::ready, pin::pin, time::Duration};

use azure_core::http::{
    Context, Method, Pipeline, PipelineStreamOptions, Request, headers::HeaderName,
};
use bytes::Bytes;
use futures::poll;
use tracing::Instrument as _;

use crate::{
    Endpoint, Error, Operation, Resend, Result,
    deadline::{pause, until},
    echo::Secret,
    error::{Kind, Refusal},
    headers,
    pipeline::{Authorization, FastPath, FirstTry, Hidden, Pipelines, read_whole},
    telemetry::{self, Attempts},
};

pub(crate) const CLIENT_REQUEST_ID: &str = "x-ms-client-request-id";

/// An answer that was read whole.
pub(crate) type Answer = http::Response<Bytes>;

/// One call, with all its tries.
pub(crate) struct Call<'a> {
    pub(crate) endpoint: &'a Endpoint,
    pub(crate) operation: &'static Operation,
    pub(crate) resend: Resend,
    /// The id of the long-running operation that the call is about.
    pub(crate) long_running: Option<&'a str>,
    /// One for all tries.
    pub(crate) client_request_id: String,
    pub(crate) limit: Duration,
    pub(crate) request: reqwest::Request,
}

impl Call<'_> {
    pub(crate) async fn send(&self, pipelines: &Pipelines) -> Result<Answer> {
        if let Some(fast_path) = pipelines.fast_path(&self.request) {
            return self.send_fast(fast_path, pipelines).await;
        }
        // Boxed, here and below: it is large, and the fast path does not need it.
        Box::pin(self.send_through(pipelines, None, pause(self.limit))).await
    }

    /// Makes the first try on the fast path. Unless that is all that is needed, the pipeline goes on
    /// from there, in the time that is left.
    async fn send_fast(&self, fast_path: &FastPath, pipelines: &Pipelines) -> Result<Answer> {
        let mut deadline = pin!(pause(self.limit));
        // Its time begins now. Nobody has to watch it until the first try is over, which has a
        // limit of its own.
        if poll!(deadline.as_mut()).is_ready() {
            return Box::pin(self.send_through(pipelines, None, ready(()))).await;
        }
        let limit = self.limit.min(fast_path.limit);
        let first_try = fast_path.send(&self.request, &self.client_request_id, limit);
        match first_try.await {
            Ok(answer) => Ok(answer),
            Err(first_try) => {
                Box::pin(self.send_through(pipelines, Some(first_try), deadline)).await
            }
        }
    }

    /// Sends through a pipeline, which may have a first try behind it already.
    async fn send_through(
        &self,
        pipelines: &Pipelines,
        first_try: Option<FirstTry>,
        deadline: impl Future<Output = ()>,
    ) -> Result<Answer> {
        let mut request = self.azure_request()?;
        let mut context = Context::new();
        context.insert(Attempts::default());
        context.insert(Hidden::default());
        context.insert(Authorization::default());
        if let Some(first_try) = first_try {
            first_try.put_into(&mut context);
        }
        let span = telemetry::span(self);
        let pipeline = pipelines.for_operation(self.resend);
        let tries = try_to_send(pipeline, &context, &mut request).instrument(span.clone());
        let result = until(deadline, tries).await.unwrap_or_else(|| {
            let message = format!("the call took longer than {:?}", self.limit);
            Err(Error::new(Kind::Timeout, message))
        });
        let result = result.map_err(|error| self.completed(error, &request, &context));
        telemetry::record(&span, self.operation, &result, context.value());
        result
    }

    /// The request in the words of `azure_core`.
    fn azure_request(&self) -> Result<Request> {
        let method = method_of(self.request.method())?;
        let mut request = Request::new(self.request.url().clone(), method);
        *request.headers_mut() = headers::to_azure(self.request.headers());
        // The policy that would add one asks for it first, at the price of a backtrace if it is
        // missing.
        request.insert_header(
            HeaderName::from_static(CLIENT_REQUEST_ID),
            self.client_request_id.clone(),
        );
        if let Some(body) = self.request.body().and_then(reqwest::Body::as_bytes) {
            request.set_body(Bytes::copy_from_slice(body));
        }
        Ok(request)
    }

    /// The error of a call whose tries left `request` and `context` like this.
    fn completed(&self, error: Error, request: &Request, context: &Context<'_>) -> Error {
        let id = HeaderName::from_static(CLIENT_REQUEST_ID);
        let id = request.headers().get_optional_str(&id);
        let mut error = error.with_client_request_id(id);
        let authorization = context.value().and_then(Authorization::last);
        if let Some(secret) = authorization.as_deref().and_then(Secret::in_header) {
            error = error.without(secret);
        }
        let open = context.value().is_some_and(Attempts::is_open);
        if open && self.resend == Resend::IfNotArrived && may_have_arrived(&error) {
            return error.with_outcome_unknown();
        }
        error
    }
}

async fn try_to_send(
    pipeline: &Pipeline,
    context: &Context<'_>,
    request: &mut Request,
) -> Result<Answer> {
    let unchecked = PipelineStreamOptions {
        skip_checks: true,
        ..Default::default()
    };
    let raw = pipeline.stream(context, request, Some(unchecked)).await?;
    let (status, headers, body) = raw.deconstruct();
    // The body was read whole by then, in one piece.
    let body = read_whole(body).await?;
    let mut answer = http::Response::new(body);
    *answer.status_mut() = http::StatusCode::from_u16(status.into())
        .map_err(|_| Error::unexpected_answer(format!("the answer has status {status}")))?;
    *answer.headers_mut() = headers::to_http(&headers).map_err(|error| {
        Error::unexpected_answer(format!("the answer has a header that is none: {error}"))
    })?;
    if answer.status().is_success() {
        Ok(answer)
    } else {
        Err(refusal(&answer))
    }
}

fn method_of(method: &reqwest::Method) -> Result<Method> {
    match method.as_str() {
        "DELETE" => Ok(Method::Delete),
        "GET" => Ok(Method::Get),
        "PATCH" => Ok(Method::Patch),
        "POST" => Ok(Method::Post),
        "PUT" => Ok(Method::Put),
        other => Err(Error::unexpected_answer(format!(
            "requests of method {other} are not sent"
        ))),
    }
}

/// The error that an answer other than 2xx stands for.
fn refusal(answer: &Answer) -> Error {
    let header = |name| {
        answer
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    Error::status_answered(Refusal::new(
        answer.status().as_u16(),
        answer.body(),
        header,
    ))
}

/// Whether a request that ended in `error` may have been carried out.
fn may_have_arrived(error: &Error) -> bool {
    match error.kind() {
        Kind::Broken
        | Kind::Timeout
        | Kind::NotCarriedOut
        | Kind::UnexpectedAnswer
        | Kind::ForeignOrigin => true,
        Kind::Status(refusal) => match refusal.status {
            408 => true,
            503 => refusal.retry_after.is_none(),
            // Only these say that the service will not do it. The rest may come from something
            // that stands before it, such as the 52x of some proxies.
            status => !(400..500).contains(&status),
        },
        _ => false,
    }
}
