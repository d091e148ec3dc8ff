//! Requests and answers as the engine sees them.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use url::Url;

/// Request on its way to the service.
#[derive(Clone)]
pub(crate) struct Outgoing {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Outgoing {
    /// Returns its headers, and these.
    pub(crate) fn headers_with(&self, more: Vec<(HeaderName, HeaderValue)>) -> HeaderMap {
        let mut headers = self.headers.clone();
        for (name, value) in more {
            headers.insert(name, value);
        }
        headers
    }
}

/// Answer of any status, read whole.
pub(crate) type Answer = http::Response<Bytes>;

/// Returns the value of a header, if the answer has it and it is text.
pub(crate) fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
