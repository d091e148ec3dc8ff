//! Sending by `reqwest`.

use std::{mem, pin::pin, sync::LazyLock};

use futures::stream;
use http::{HeaderName, HeaderValue};
pub(crate) use reqwest::Client;
use reqwest::Response;
use url::Url;

use super::{
    body,
    message::{Answer, Outgoing},
};
use crate::{
    Endpoint, Error, InvalidValue, Result,
    error::{Kind, Obstacle},
    value::is_loopback,
};

/// Returns the client that the caller gave, if it follows no redirects, or one of our own.
pub(crate) fn client(endpoint: &Endpoint, given: Option<&Client>) -> Result<Client> {
    let Some(given) = given else {
        return default_client(endpoint);
    };
    if follows_redirects(given) {
        let problem = "follows redirects, which may lead to another host";
        return Err(InvalidValue::new("HTTP client", problem)
            .with_hint("build it with `redirect(reqwest::redirect::Policy::none())`")
            .into());
    }
    Ok(given.clone())
}

/// Makes a client that follows no redirect: the service sends none, and a credential must not
/// travel to another host. It does not retry by itself, for which it would copy every request.
///
/// The proxies of the environment are used, but never for this machine's own addresses.
fn default_client(endpoint: &Endpoint) -> Result<Client> {
    let mut builder = Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never().max_retries_per_request(0));
    if is_loopback(endpoint.url()) {
        builder = builder.no_proxy();
    }
    builder.build().map_err(|error| {
        let message = format!("the HTTP client could not be set up: {error}");
        Error::new(Kind::Connect(Obstacle::SetUp), message).with_source(error)
    })
}

/// Text that `Debug` shows of a client that follows no redirect.
const FOLLOWS_NONE: &str = r#"redirect_policy: "Policy(None)""#;

/// Returns true if `client` follows redirects. It would be at the other host before anybody could
/// see where it goes, and `reqwest` has no other way to ask than `Debug`.
///
/// Should that ever show it in other words, no client is suspected any more, and [`exchange`]
/// still notices a redirect that was followed.
fn follows_redirects(client: &Client) -> bool {
    static CAN_TELL: LazyLock<bool> = LazyLock::new(|| {
        let none = Client::builder().redirect(reqwest::redirect::Policy::none());
        none.build().is_ok_and(|client| shows_none(&client))
    });
    !shows_none(client) && *CAN_TELL
}

fn shows_none(client: &Client) -> bool {
    format!("{client:?}").contains(FOLLOWS_NONE)
}

/// Sends a request with the proof that lets it in, and reads its answer whole.
pub(crate) fn exchange(
    client: &Client,
    outgoing: &Outgoing,
    proof: Vec<(HeaderName, HeaderValue)>,
) -> impl Future<Output = Result<Answer>> {
    let mut request = reqwest::Request::new(outgoing.method.clone(), outgoing.url.clone());
    *request.headers_mut() = outgoing.headers_with(proof);
    if !outgoing.body.is_empty() {
        *request.body_mut() = Some(outgoing.body.clone().into());
    }
    read(client.execute(request), &outgoing.url)
}

async fn read(sent: impl Future<Output = reqwest::Result<Response>>, url: &Url) -> Result<Answer> {
    let mut response = sent.await.map_err(|error| failure(error, url))?;
    if response.url() != url {
        let message = "the HTTP client followed a redirect; switch redirects off in it";
        return Err(Error::new(Kind::ForeignOrigin, message));
    }
    let status = response.status();
    let headers = mem::take(response.headers_mut());
    let chunks = stream::try_unfold(response, |mut response| async {
        let chunk = response.chunk().await;
        let chunk = chunk.map_err(|error| failure(error, url))?;
        Ok(chunk.map(|chunk| (chunk, response)))
    });
    let body = body::read(status, pin!(chunks)).await?;
    let mut answer = Answer::new(body);
    *answer.status_mut() = status;
    *answer.headers_mut() = headers;
    Ok(answer)
}

fn failure(error: reqwest::Error, url: &Url) -> Error {
    let (kind, what) = if error.is_connect() {
        let obstacle = match Obstacle::behind(&error) {
            // Elsewhere it may be about to start again.
            Obstacle::Refused if !is_loopback(url) => Obstacle::Passing,
            obstacle => obstacle,
        };
        (Kind::Connect(obstacle), "no connection to the service")
    } else {
        (Kind::Broken, "the connection broke")
    };
    Error::caused(kind, what, error.without_url())
}

#[cfg(test)]
mod tests {
    use reqwest::redirect::Policy;

    use super::*;

    #[test]
    fn tells_who_follows_redirects() {
        let with = |policy| Client::builder().redirect(policy).build().unwrap();
        let endpoint = Endpoint::new("https://contoso.com").unwrap();
        assert!(!follows_redirects(&default_client(&endpoint).unwrap()));
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
