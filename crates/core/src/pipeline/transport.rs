//! The way onto the wire.

use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{
        AsyncRawResponse, Body, HttpClient, Request,
        headers::{HeaderName, HeaderValue, Headers},
    },
};
use futures::TryStreamExt as _;

use crate::{Error, Result, error::Kind};

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
        let method = reqwest::Method::from_bytes(request.method().as_str().as_bytes())
            .map_err(|error| azure_core::Error::new(ErrorKind::Other, error))?;
        let mut outgoing = self.client.request(method, request.url().clone());
        for (name, value) in request.headers().iter() {
            outgoing = outgoing.header(name.as_str(), value.as_str());
        }
        outgoing = match request.body() {
            Body::Bytes(bytes) => outgoing.body(bytes.clone()),
            Body::SeekableStream(stream) => {
                outgoing.body(reqwest::Body::wrap_stream(stream.clone()))
            }
        };
        let response = outgoing.send().await.map_err(|error| {
            let kind = match error {
                ref error if error.is_connect() => ErrorKind::Connection,
                ref error if error.is_builder() => ErrorKind::Other,
                _ => ErrorKind::Io,
            };
            azure_core::Error::new(kind, error.without_url())
        })?;
        if response.url().origin() != request.url().origin() {
            let message = "the HTTP client followed a redirect away from the service; \
                           switch redirects off in it";
            let error = Error::new(Kind::ForeignOrigin, message);
            return Err(azure_core::Error::new(ErrorKind::Other, error));
        }
        let status = response.status().as_u16().into();
        let headers = headers_of(response.headers());
        let body = response
            .bytes_stream()
            .map_err(|error| azure_core::Error::new(ErrorKind::Io, error.without_url()));
        Ok(AsyncRawResponse::new(status, headers, Box::pin(body)))
    }
}

/// The headers that are text; the service sends no others.
fn headers_of(headers: &http::HeaderMap) -> Headers {
    let mut kept = Headers::new();
    for (name, value) in headers {
        if let Ok(value) = value.to_str() {
            kept.insert(
                HeaderName::from(name.as_str().to_owned()),
                HeaderValue::from(value.to_owned()),
            );
        }
    }
    kept
}
