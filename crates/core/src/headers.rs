//! Headers from one library's map to the other's.

use azure_core::http::{
    AsyncRawResponse,
    headers::{HeaderName as AzureName, Headers},
};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::call::Answer;

/// A header's name as both maps have it, neither of which owns it.
struct Known {
    azure: AzureName,
    http: HeaderName,
}

/// The names that the service and this client use: the maps take them without a copy, and nothing
/// is looked up or checked.
fn known(name: &str) -> Option<&'static Known> {
    macro_rules! one_of {
        ($($known:literal)*) => {
            match name {
                $($known => {
                    static KNOWN: Known = Known {
                        azure: AzureName::from_static($known),
                        http: HeaderName::from_static($known),
                    };
                    Some(&KNOWN)
                })*
                _ => None,
            }
        };
    }
    one_of! {
        "accept"
        "accept-language"
        "api-supported-versions"
        "authorization"
        "cache-control"
        "content-length"
        "content-type"
        "date"
        "location"
        "ms-cv"
        "operation-id"
        "operation-location"
        "request-context"
        "retry-after"
        "strict-transport-security"
        "user-agent"
        "x-azure-ref"
        "x-cache"
        "x-ms-client-request-id"
        "x-ms-content-sha256"
        "x-ms-date"
        "x-processing-time"
    }
}

/// The headers that are text; the service sends no others.
pub(crate) fn to_azure(headers: &HeaderMap) -> Headers {
    let mut converted = Headers::new();
    for (name, value) in headers {
        let Ok(value) = value.to_str() else { continue };
        match known(name.as_str()) {
            Some(name) => converted.insert(name.azure.clone(), value.to_owned()),
            None => converted.insert(name.as_str().to_owned(), value.to_owned()),
        }
    }
    converted
}

/// An answer in the words of `azure_core`.
pub(crate) fn answer_to_azure(answer: Answer) -> AsyncRawResponse {
    let (parts, body) = answer.into_parts();
    let status = parts.status.as_u16().into();
    AsyncRawResponse::from_bytes(status, to_azure(&parts.headers), body)
}

/// The headers that `reqwest` adds, such as `host`: room for them at once, or the map would grow.
const ADDED_BELOW: usize = 2;

/// The headers as they go over the wire.
///
/// # Errors
/// When a name or a value is none that HTTP can carry.
pub(crate) fn to_http(headers: &Headers) -> Result<HeaderMap, http::Error> {
    let mut converted = HeaderMap::with_capacity(headers.iter().count() + ADDED_BELOW);
    for (name, value) in headers.iter() {
        let name = match known(name.as_str()) {
            Some(name) => name.http.clone(),
            None => HeaderName::from_bytes(name.as_str().as_bytes())?,
        };
        converted.insert(name, HeaderValue::from_str(value.as_str())?);
    }
    Ok(converted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_are_found_and_strangers_pass() {
        let mut headers = HeaderMap::new();
        for name in ["accept", "x-processing-time", "ms-cv", "x-unheard-of"] {
            assert_eq!(known(name).is_some(), name != "x-unheard-of", "{name}");
            headers.insert(name, HeaderValue::from_static("value"));
        }
        assert_eq!(to_http(&to_azure(&headers)).unwrap(), headers);
    }

    #[test]
    fn what_http_cannot_carry_is_an_error() {
        let mut headers = Headers::new();
        headers.insert("accept", "two\r\nlines");
        assert!(to_http(&headers).is_err());
    }
}
