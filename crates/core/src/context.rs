//! The seam between generated methods and the pipeline.

use std::{sync::Arc, time::Duration};

use azure_core::http::{
    Context, Method, PipelineStreamOptions, Request,
    headers::{HeaderName, HeaderValue},
};
use bytes::Bytes;
use tracing::Instrument as _;
use url::Url;

use crate::{
    ClientOptions, Credential, Endpoint, Error, Operation, PollerOptions, Resend, Result, Service,
    deadline::within,
    error::{Envelope, Kind, Refusal, carry},
    link,
    options::CALL_TIMEOUT,
    pipeline::{MaskedUrl, Pipelines, default_client, read_whole},
    retry_after::retry_after,
    telemetry::{self, Attempts},
};

const API_VERSION: &str = "api-version";
const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("x-ms-client-request-id");

/// What a client needs for a call: where to, as whom, and how. Cheap to clone.
///
/// It is the inner value of the generated clients, whose requests all pass through
/// [`exec`](Self::exec).
#[derive(Clone, Debug)]
pub struct CallContext(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    service: &'static Service,
    endpoint: Endpoint,
    pipelines: Pipelines,
    /// What generated code builds requests with. It sends nothing.
    builder: reqwest::Client,
    poller: PollerOptions,
    call_timeout: Duration,
}

/// An answer that was read whole.
pub(crate) type Answer = http::Response<Bytes>;

impl CallContext {
    /// Sets up the pipelines for a service.
    ///
    /// # Errors
    /// When the HTTP client cannot be set up: no certificates on this machine, for example.
    pub fn new(
        service: &'static Service,
        endpoint: Endpoint,
        credential: impl Into<Credential>,
        options: ClientOptions,
    ) -> Result<Self> {
        let mut options = options;
        let builder = match &options.http_client {
            Some(client) => client.clone(),
            None => default_client()?,
        };
        options.http_client = Some(builder.clone());
        let pipelines = Pipelines::new(service, &credential.into(), &options)?;
        Ok(Self(Arc::new(Shared {
            service,
            endpoint,
            pipelines,
            builder,
            poller: options.poller,
            call_timeout: options.call_timeout.unwrap_or(CALL_TIMEOUT),
        })))
    }

    /// The address of the resource.
    pub fn endpoint(&self) -> &Endpoint {
        &self.0.endpoint
    }

    /// The address of the resource as generated clients want it, without a trailing slash.
    pub fn base_url(&self) -> &str {
        self.0.endpoint.as_str()
    }

    /// What generated clients build their requests with.
    pub fn http_client(&self) -> &reqwest::Client {
        &self.0.builder
    }

    pub(crate) fn api_version(&self) -> &'static str {
        self.0.service.api_version
    }

    pub(crate) fn poller_options(&self) -> &PollerOptions {
        &self.0.poller
    }

    /// Sends a request of a generated method through the pipeline.
    ///
    /// # Errors
    /// An [`Error`] in the only form that generated code lets through; `Error::from` takes it
    /// out again.
    pub async fn exec(
        &self,
        request: reqwest::Request,
        operation_id: &'static str,
    ) -> reqwest::Result<reqwest::Response> {
        match self.send_generated(request, operation_id).await {
            Ok(answer) => Ok(answer.into()),
            Err(error) => carry(error).await,
        }
    }

    async fn send_generated(
        &self,
        request: reqwest::Request,
        operation_id: &'static str,
    ) -> Result<Answer> {
        let operation = self.operation(operation_id)?;
        let mut outgoing = Request::new(request.url().clone(), method_of(request.method())?);
        // The service takes `+` and `%2B`; what it is sent by its other clients is `%2B`.
        let path = request.url().path();
        if path.contains('+') {
            let path = path.replace('+', "%2B");
            outgoing.url_mut().set_path(&path);
        }
        for (name, value) in request.headers() {
            // The generator names the version in a header, the service reads it in the query.
            if let (true, Ok(value)) = (name != API_VERSION, value.to_str()) {
                outgoing.insert_header(name.as_str().to_owned(), value.to_owned());
            }
        }
        if let Some(body) = request.body().and_then(reqwest::Body::as_bytes) {
            outgoing.set_body(Bytes::copy_from_slice(body));
            if let Some(content_type) = operation.content_type {
                outgoing.insert_header("content-type", HeaderValue::from_static(content_type));
            }
        }
        self.send(outgoing, operation).await
    }

    /// Gets what a link of an answer leads to.
    pub(crate) async fn get(&self, url: Url, operation_id: &str) -> Result<Answer> {
        let mut request = Request::new(url, Method::Get);
        request.insert_header("accept", "application/json");
        self.send(request, self.operation(operation_id)?).await
    }

    /// Deletes what a link of an answer leads to.
    pub(crate) async fn delete(&self, url: Url, operation_id: &str) -> Result<Answer> {
        let mut request = Request::new(url, Method::Delete);
        request.insert_header("accept", "application/json");
        self.send(request, self.operation(operation_id)?).await
    }

    pub(crate) fn resolve(&self, link: &str) -> Result<Url> {
        link::resolve(&self.0.endpoint, link)
    }

    fn operation(&self, id: &str) -> Result<&'static Operation> {
        self.0.service.operation(id).ok_or_else(|| {
            Error::unexpected_answer(format!("the operation {id} is not in the service's table"))
        })
    }

    async fn send(&self, mut request: Request, operation: &Operation) -> Result<Answer> {
        name_version(request.url_mut(), self.0.service.api_version);
        let mut context = Context::new();
        context.insert(Attempts::default());
        if let Some(masked) = MaskedUrl::of(request.url()) {
            context.insert(masked);
        }
        let span = telemetry::span(operation, &self.0.endpoint);
        let resend = (self.0.service.resend)(operation.id);
        let limit = self.0.call_timeout;
        let tries = self
            .try_to_send(&context, &mut request, resend)
            .instrument(span.clone());
        let result = within(limit, tries).await.unwrap_or_else(|| {
            Err(Error::new(
                Kind::Timeout,
                format!("the call took longer than {limit:?}"),
            ))
        });
        let result = result.map_err(|error| {
            let id = request.headers().get_optional_str(&CLIENT_REQUEST_ID);
            let error = error.with_client_request_id(id);
            if resend == Resend::IfNotArrived && may_have_arrived(&error) {
                return error.with_outcome_unknown();
            }
            error
        });
        telemetry::record(&span, &result, context.value());
        result
    }

    async fn try_to_send(
        &self,
        context: &Context<'_>,
        request: &mut Request,
        resend: Resend,
    ) -> Result<Answer> {
        let unchecked = PipelineStreamOptions {
            skip_checks: true,
            ..Default::default()
        };
        let pipeline = self.0.pipelines.for_operation(resend);
        let raw = pipeline.stream(context, request, Some(unchecked)).await?;
        let (status, headers, body) = raw.deconstruct();
        // The body was read whole by then, in one piece.
        let body = read_whole(body).await?;
        let mut answer = http::Response::new(body);
        *answer.status_mut() = http::StatusCode::from_u16(status.into())
            .map_err(|_| Error::unexpected_answer(format!("the answer has status {status}")))?;
        for (name, value) in headers.iter() {
            if let (Ok(name), Ok(value)) = (
                http::HeaderName::try_from(name.as_str()),
                http::HeaderValue::try_from(value.as_str()),
            ) {
                answer.headers_mut().insert(name, value);
            }
        }
        if answer.status().is_success() {
            Ok(answer)
        } else {
            Err(refusal(&answer))
        }
    }
}

/// Puts the API version into the query, unless a link brought it along.
fn name_version(url: &mut Url, version: &str) {
    if !url.query_pairs().any(|(name, _)| name == API_VERSION) {
        url.query_pairs_mut().append_pair(API_VERSION, version);
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
    Error::status_answered(Refusal {
        status: answer.status().as_u16(),
        fault: serde_json::from_slice::<Envelope>(answer.body())
            .ok()
            .map(|body| body.error),
        retry_after: retry_after(header),
        correlation: header("ms-cv").map(str::to_owned),
    })
}

/// Whether a request that ended in `error` may have been carried out.
fn may_have_arrived(error: &Error) -> bool {
    match error.kind() {
        Kind::Broken | Kind::Timeout | Kind::UnexpectedAnswer => true,
        Kind::Status(refusal) => match refusal.status {
            408 | 500 | 502 | 504 => true,
            503 => refusal.retry_after.is_none(),
            _ => false,
        },
        _ => false,
    }
}
