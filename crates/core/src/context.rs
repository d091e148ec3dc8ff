//! The seam between generated methods and the pipeline.

use std::{sync::Arc, time::Duration};

use azure_core::http::{
    Context, Method, PipelineStreamOptions, Request,
    headers::{HeaderName, HeaderValue},
};
use bytes::Bytes;
use reqwest::ResponseBuilderExt as _;
use tracing::Instrument as _;
use url::Url;

use crate::{
    ClientOptions, ConnectionString, Credential, Endpoint, Error, InvalidValue, Operation,
    PollerOptions, Resend, Result, Service,
    deadline::within,
    echo::Secret,
    error::{Kind, Refusal, carry},
    headers, link,
    options::CALL_TIMEOUT,
    pipeline::{Authorization, Hidden, Pipelines, default_client, follows_redirects, read_whole},
    request_ids::RequestIds,
    telemetry::{self, Attempts},
};

const API_VERSION: &str = "api-version";
pub(crate) const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("x-ms-client-request-id");

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
    request_ids: RequestIds,
}

/// What a link was found in.
#[derive(Clone, Copy)]
pub(crate) enum Link<'a> {
    /// A page of a list, whose further pages are asked for in the same language.
    OfList { accept_language: Option<&'a str> },
    /// The long-running operation with this id.
    OfOperation(&'a str),
}

/// An answer that was read whole.
pub(crate) type Answer = http::Response<Bytes>;

impl CallContext {
    /// Sets up the pipelines for a service.
    ///
    /// # Errors
    /// When a token would travel over plain `http`, the HTTP client of the options follows
    /// redirects, or none can be set up: no certificates on this machine, for example.
    pub fn new(
        service: &'static Service,
        endpoint: Endpoint,
        credential: impl Into<Credential>,
        options: ClientOptions,
    ) -> Result<Self> {
        let credential = credential.into();
        if matches!(credential, Credential::Token(_)) && endpoint.url().scheme() != "https" {
            let fault = "is plain `http`, over which no token is sent";
            return Err(InvalidValue::new("endpoint", fault)
                .limit("use `https`, or an access key")
                .into());
        }
        let mut options = options;
        let builder = match &options.http_client {
            Some(client) if follows_redirects(client) => {
                let fault = "follows redirects, which may lead to another host";
                return Err(InvalidValue::new("HTTP client", fault)
                    .limit("build it with `redirect(reqwest::redirect::Policy::none())`")
                    .into());
            }
            Some(client) => client.clone(),
            None => default_client()?,
        };
        options.http_client = Some(builder.clone());
        let pipelines = Pipelines::new(service, &credential, &options)?;
        Ok(Self(Arc::new(Shared {
            service,
            endpoint,
            pipelines,
            builder,
            poller: options.poller,
            call_timeout: options.call_timeout.unwrap_or(CALL_TIMEOUT),
            request_ids: RequestIds::new(),
        })))
    }

    /// The same for what a connection string names.
    ///
    /// # Errors
    /// When it is faulty, and for the reasons of [`new`](Self::new).
    pub fn from_connection_string(
        service: &'static Service,
        connection_string: &str,
        options: ClientOptions,
    ) -> Result<Self> {
        let ConnectionString {
            endpoint,
            access_key,
        } = ConnectionString::new(connection_string)?;
        Self::new(service, endpoint, access_key, options)
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
        let url = request.url().clone();
        match self.send_generated(request, operation_id).await {
            Ok(answer) => Ok(with_url(answer, url).into()),
            Err(error) => carry(error).await,
        }
    }

    /// Where a request of a generated method goes: `path` with the API version of its document.
    ///
    /// The endpoint was parsed once; only the path is new.
    pub fn url(&self, path: &str, version: &str) -> Url {
        let mut url = self.0.endpoint.url().clone();
        url.set_path(path);
        url.set_query(Some(&format!("{API_VERSION}={version}")));
        url
    }

    async fn send_generated(
        &self,
        request: reqwest::Request,
        operation_id: &'static str,
    ) -> Result<Answer> {
        let operation = self.operation(operation_id)?;
        let mut outgoing = Request::new(request.url().clone(), method_of(request.method())?);
        // In a query `+` is how the generator writes a space. `%20` means the same everywhere.
        if let Some(query) = request.url().query().filter(|query| query.contains('+')) {
            outgoing
                .url_mut()
                .set_query(Some(&query.replace('+', "%20")));
        }
        *outgoing.headers_mut() = headers::to_azure(request.headers());
        if let Some(body) = request.body().and_then(reqwest::Body::as_bytes) {
            outgoing.set_body(Bytes::copy_from_slice(body));
            if let Some(content_type) = operation.content_type {
                outgoing.insert_header("content-type", HeaderValue::from_static(content_type));
            }
        }
        self.send(outgoing, operation, None).await
    }

    /// Asks for what a link of an answer leads to.
    pub(crate) async fn follow(
        &self,
        method: Method,
        url: Url,
        operation_id: &str,
        link: Link<'_>,
    ) -> Result<Answer> {
        let mut request = Request::new(url, method);
        request.insert_header("accept", "application/json");
        let operation = self.operation(operation_id)?;
        match link {
            Link::OfOperation(id) => self.send(request, operation, Some(id)).await,
            Link::OfList { accept_language } => {
                if let Some(language) = accept_language {
                    request.insert_header("accept-language", language.to_owned());
                }
                self.send(request, operation, None).await
            }
        }
    }

    pub(crate) fn resolve(&self, link: &str) -> Result<Url> {
        link::resolve(&self.0.endpoint, link)
    }

    pub(crate) fn operation(&self, id: &str) -> Result<&'static Operation> {
        self.0.service.operation(id).ok_or_else(|| {
            Error::unexpected_answer(format!("the operation {id} is not in the service's table"))
        })
    }

    async fn send(
        &self,
        mut request: Request,
        operation: &Operation,
        long_running: Option<&str>,
    ) -> Result<Answer> {
        name_version(request.url_mut(), self.0.service.api_version);
        // One id for all tries of the call. The policy that would add one asks for it first, at
        // the price of a backtrace if it is missing.
        request.insert_header(CLIENT_REQUEST_ID, self.0.request_ids.next());
        let mut context = Context::new();
        context.insert(Attempts::default());
        context.insert(Hidden::default());
        context.insert(Authorization::default());
        let span = telemetry::span(operation, &self.0.endpoint, &request, long_running);
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
            let mut error = error.with_client_request_id(id);
            let authorization = context.value().and_then(Authorization::last);
            if let Some(secret) = authorization.as_deref().and_then(Secret::in_header) {
                error = error.without(secret);
            }
            let open = context.value().is_some_and(Attempts::is_open);
            if open && resend == Resend::IfNotArrived && may_have_arrived(&error) {
                return error.with_outcome_unknown();
            }
            error
        });
        telemetry::record(&span, operation, &result, context.value());
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
        *answer.headers_mut() = headers::to_http(&headers).map_err(|error| {
            Error::unexpected_answer(format!("the answer has a header that is none: {error}"))
        })?;
        if answer.status().is_success() {
            Ok(answer)
        } else {
            Err(refusal(&answer))
        }
    }
}

/// The answer with the URL that `reqwest` would otherwise make one up for.
fn with_url(answer: Answer, url: Url) -> Answer {
    let (mut parts, body) = answer.into_parts();
    if let Ok(carrier) = http::Response::builder().url(url).body(()) {
        parts.extensions = carrier.into_parts().0.extensions;
    }
    http::Response::from_parts(parts, body)
}

/// Puts the API version into the query, unless a link brought it along.
fn name_version(url: &mut Url, version: &str) {
    let query = match url.query() {
        None | Some("") => format!("{API_VERSION}={version}"),
        Some(query) if names_version(query) => return,
        Some(query) => format!("{query}&{API_VERSION}={version}"),
    };
    url.set_query(Some(&query));
}

fn names_version(query: &str) -> bool {
    query
        .split('&')
        .any(|pair| pair.split('=').next() == Some(API_VERSION))
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
