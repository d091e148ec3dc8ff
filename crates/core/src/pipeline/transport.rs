//! The way onto the wire.

use std::{mem, sync::LazyLock};

use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{AsyncRawResponse, Body, HttpClient, Request, Url},
};
use futures::TryStreamExt as _;

use super::attempt::read_answer;
use crate::{Error, Result, call::Answer, error::Kind, headers};

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
/// to another host. Deadlines and what is sent again are the pipeline's affair; left to itself,
/// `reqwest` copies every request in case it has to send it again.
pub(crate) fn default_client() -> Result<reqwest::Client> {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never().max_retries_per_request(0))
        .build()
        .map_err(|error| {
            Error::new(
                Kind::Connect,
                format!("the HTTP client could not be set up: {error}"),
            )
            .with_source(error)
        })
}

/// What `Debug` shows of a client that follows no redirect.
const FOLLOWS_NONE: &str = r#"redirect_policy: "Policy(None)""#;

/// Whether `client` follows redirects. It would be at the other host before anybody could see where
/// it goes, and `reqwest` has no other way to ask than `Debug`.
///
/// Should that ever show it in other words, no client is suspected any more, and what is left is to
/// notice afterwards.
pub(crate) fn follows_redirects(client: &reqwest::Client) -> bool {
    static CAN_TELL: LazyLock<bool> =
        LazyLock::new(|| default_client().is_ok_and(|follows_none| shows_none(&follows_none)));
    !shows_none(client) && *CAN_TELL
}

fn shows_none(client: &reqwest::Client) -> bool {
    format!("{client:?}").contains(FOLLOWS_NONE)
}

#[async_trait]
impl HttpClient for ReqwestTransport {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let answer = exchange(&self.client, outgoing(request)?, request.url()).await?;
        Ok(headers::answer_to_azure(answer))
    }
}

/// Sends a request and reads its answer whole: nobody above reads it piece by piece.
pub(super) async fn exchange(
    client: &reqwest::Client,
    request: reqwest::Request,
    url: &Url,
) -> azure_core::Result<Answer> {
    let mut response = client.execute(request).await.map_err(|error| {
        let kind = if error.is_connect() {
            ErrorKind::Connection
        } else {
            ErrorKind::Io
        };
        azure_core::Error::new(kind, error.without_url())
    })?;
    if response.url() != url {
        let message = "the HTTP client followed a redirect; \
                       switch redirects off in it";
        let error = Error::new(Kind::ForeignOrigin, message);
        return Err(azure_core::Error::new(ErrorKind::Other, error));
    }
    let status = response.status();
    let headers = mem::take(response.headers_mut());
    let body = response
        .bytes_stream()
        .map_err(|error| azure_core::Error::new(ErrorKind::Io, error.without_url()));
    let body = read_answer(status.as_u16().into(), body).await?;
    let mut answer = Answer::new(body);
    *answer.status_mut() = status;
    *answer.headers_mut() = headers;
    Ok(answer)
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

#[cfg(test)]
mod tests {
    use reqwest::redirect::Policy;

    use super::*;

    #[test]
    fn tells_who_follows_redirects() {
        let with = |policy| reqwest::Client::builder().redirect(policy).build().unwrap();
        assert!(!follows_redirects(&default_client().unwrap()));
        assert!(!follows_redirects(&with(Policy::none())));
        for policy in [
            Policy::default(),
            Policy::limited(3),
            Policy::custom(|attempt| attempt.error("not there")),
        ] {
            assert!(follows_redirects(&with(policy)));
        }
    }
}
