//! Which pages in a browser may call the service, and what their browser is told about it.
//!
//! The service has a well-known access key unless another is chosen, so a page from anywhere must
//! not get at it by itself.

use std::net::IpAddr;

use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode, Uri};

use crate::names::is_localhost;
use crate::wire::Answer;

const PRIVATE_NETWORK_ASKED: HeaderName =
    HeaderName::from_static("access-control-request-private-network");
const PRIVATE_NETWORK_ALLOWED: HeaderName =
    HeaderName::from_static("access-control-allow-private-network");

/// The origins whose pages may call, besides those of this machine.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins {
    allowed: Vec<String>,
}

impl Origins {
    pub(crate) fn allow(&mut self, origin: String) {
        self.allowed.push(origin);
    }

    /// The origin of the request, if it is one whose pages may call.
    fn of<'r>(&self, request: &'r HeaderMap) -> Option<&'r HeaderValue> {
        let origin = request.get(header::ORIGIN)?;
        let is_allowed = self.allowed.iter().any(|it| it == "*" || origin == it);
        (is_allowed || is_of_this_machine(origin)).then_some(origin)
    }
}

fn is_of_this_machine(origin: &HeaderValue) -> bool {
    let origin = Uri::try_from(origin.as_bytes()).ok();
    origin.as_ref().and_then(Uri::host).is_some_and(|host| {
        let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
        is_localhost(host) || address.is_ok_and(|it| it.is_loopback())
    })
}

/// Allows a page what it asks for, if this is a browser asking for one that may call.
pub(super) fn preflight(method: &Method, headers: &HeaderMap, origins: &Origins) -> Option<Answer> {
    let asks = *method == Method::OPTIONS
        && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
        && origins.of(headers).is_some();
    if !asks {
        return None;
    }
    let mut answer = Answer::empty(StatusCode::NO_CONTENT);
    let allowed = &mut answer.headers;
    allowed.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, POST, PATCH, DELETE"),
    );
    allowed.insert(
        header::ACCESS_CONTROL_MAX_AGE,
        HeaderValue::from_static("3600"),
    );
    if let Some(asked) = headers.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        allowed.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, asked.clone());
    }
    if headers.contains_key(PRIVATE_NETWORK_ASKED) {
        allowed.insert(PRIVATE_NETWORK_ALLOWED, HeaderValue::from_static("true"));
    }
    Some(answer)
}

/// Lets a page read the answer. Where the service itself says which headers it may read, that
/// stands; elsewhere it may read all.
pub(super) fn expose(request: &HeaderMap, answer: &mut HeaderMap, origins: &Origins) {
    let Some(origin) = origins.of(request) else {
        return;
    };
    answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    answer.insert(header::VARY, HeaderValue::from_static("origin"));
    answer
        .entry(header::ACCESS_CONTROL_EXPOSE_HEADERS)
        .or_insert(HeaderValue::from_static("*"));
}
