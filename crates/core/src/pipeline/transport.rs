//! The way onto the wire.

use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{AsyncRawResponse, Body, HttpClient, Request},
};
use futures::TryStreamExt as _;

use crate::{Error, Result, error::Kind, headers};

/// Sends with `reqwest`, as `azure_core`'s own transport does, but says nothing of the URL: not
/// in a log, not in an error. It may hold a phone number.
#[derive(Debug)]
pub(crate) struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    pub(crate) fn new(client: reqwest::Client) -> Self {
        Self { client }
    }
}

/// A client that follows no redirect: the service sends none, and a credential must not travel
/// to another host. Deadlines are the pipeline's affair.
pub(crate) fn default_client() -> Result<reqwest::Client> {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|error| {
            Error::new(
                Kind::Connect,
                format!("the HTTP client could not be set up: {error}"),
            )
            .with_source(error)
        })
}

#[async_trait]
impl HttpClient for ReqwestTransport {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let outgoing = outgoing(request)?;
        let response = self.client.execute(outgoing).await.map_err(|error| {
            let kind = if error.is_connect() {
                ErrorKind::Connection
            } else {
                ErrorKind::Io
            };
            azure_core::Error::new(kind, error.without_url())
        })?;
        if response.url() != request.url() {
            let message = "the HTTP client followed a redirect; \
                           switch redirects off in it";
            let error = Error::new(Kind::ForeignOrigin, message);
            return Err(azure_core::Error::new(ErrorKind::Other, error));
        }
        let status = response.status().as_u16().into();
        let headers = headers::to_azure(response.headers());
        let body = response
            .bytes_stream()
            .map_err(|error| azure_core::Error::new(ErrorKind::Io, error.without_url()));
        Ok(AsyncRawResponse::new(status, headers, Box::pin(body)))
    }
}

/// The request in the words of `reqwest`.
fn outgoing(request: &Request) -> azure_core::Result<reqwest::Request> {
    let wrong = |error: Box<dyn std::error::Error + Send + Sync>| {
        azure_core::Error::new(ErrorKind::Other, error)
    };
    let method = reqwest::Method::from_bytes(request.method().as_str().as_bytes())
        .map_err(|error| wrong(error.into()))?;
    let mut outgoing = reqwest::Request::new(method, request.url().clone());
    *outgoing.headers_mut() =
        headers::to_http(request.headers()).map_err(|error| wrong(error.into()))?;
    *outgoing.body_mut() = match request.body() {
        Body::Bytes(bytes) if bytes.is_empty() => None,
        Body::Bytes(bytes) => Some(bytes.clone().into()),
        Body::SeekableStream(stream) => Some(reqwest::Body::wrap_stream(stream.clone())),
    };
    Ok(outgoing)
}
