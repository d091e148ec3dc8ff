//! What browsers ask before they let a page call.

use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode};

use crate::wire::Answer;

const PRIVATE_NETWORK_ASKED: HeaderName =
    HeaderName::from_static("access-control-request-private-network");
const PRIVATE_NETWORK_ALLOWED: HeaderName =
    HeaderName::from_static("access-control-allow-private-network");

/// Allows a page of whatever origin what it asks for, if this is a browser asking.
pub(super) fn preflight(method: &Method, headers: &HeaderMap) -> Option<Answer> {
    let asks = *method == Method::OPTIONS
        && headers.contains_key(header::ORIGIN)
        && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
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
pub(super) fn expose(request: &HeaderMap, answer: &mut HeaderMap) {
    if !request.contains_key(header::ORIGIN) {
        return;
    }
    let everyone = HeaderValue::from_static("*");
    answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, everyone.clone());
    answer
        .entry(header::ACCESS_CONTROL_EXPOSE_HEADERS)
        .or_insert(everyone);
}
