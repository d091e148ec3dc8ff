//! The seam between generated methods and the pipeline.

use std::{sync::Arc, time::Duration};

use http::{
    Method,
    header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, HeaderValue},
};
use reqwest::ResponseBuilderExt as _;
use url::Url;

use crate::{
    ClientOptions, ConnectionString, Credential, Endpoint, Error, InvalidValue, Operation,
    PollerOptions, Result, Service,
    call::{Answer, Call},
    error::carry,
    link,
    options::CALL_TIMEOUT,
    pipeline::{Pipelines, default_client, follows_redirects},
    request_ids::RequestIds,
};

const API_VERSION: &str = "api-version";

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
        mut request: reqwest::Request,
        operation_id: &'static str,
    ) -> Result<Answer> {
        let operation = self.operation(operation_id)?;
        // In a query `+` is how the generator writes a space. `%20` means the same everywhere.
        let query = request.url().query().filter(|query| query.contains('+'));
        if let Some(query) = query.map(|query| query.replace('+', "%20")) {
            request.url_mut().set_query(Some(&query));
        }
        if let Some(content_type) = operation.content_type
            && request.body().is_some()
        {
            let content_type = HeaderValue::from_static(content_type);
            request.headers_mut().insert(CONTENT_TYPE, content_type);
        }
        self.send(request, operation, None).await
    }

    /// Asks for what a link of an answer leads to.
    pub(crate) async fn follow(
        &self,
        method: Method,
        url: Url,
        operation_id: &str,
        link: Link<'_>,
    ) -> Result<Answer> {
        let operation = self.operation(operation_id)?;
        let mut request = reqwest::Request::new(method, url);
        let headers = request.headers_mut();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        match link {
            Link::OfOperation(id) => self.send(request, operation, Some(id)).await,
            Link::OfList { accept_language } => {
                if let Some(language) = accept_language {
                    let language = HeaderValue::from_str(language).map_err(|_| {
                        InvalidValue::new("accepted language", "cannot be sent in a header")
                    })?;
                    headers.insert(ACCEPT_LANGUAGE, language);
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
        mut request: reqwest::Request,
        operation: &'static Operation,
        long_running: Option<&str>,
    ) -> Result<Answer> {
        name_version(request.url_mut(), self.0.service.api_version);
        let call = Call {
            endpoint: &self.0.endpoint,
            operation,
            resend: (self.0.service.resend)(operation.id),
            long_running,
            client_request_id: self.0.request_ids.next(),
            limit: self.0.call_timeout,
            request,
        };
        call.send(&self.0.pipelines).await
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
