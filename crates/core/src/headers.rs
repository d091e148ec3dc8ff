//! Headers from one library's map to the other's.

use azure_core::http::headers::{HeaderName as AzureName, Headers};
use http::{HeaderMap, HeaderName, HeaderValue};

/// The names that the service and this client use. Both maps keep a name that they know to live
/// as long as the program without a copy.
fn known(name: &str) -> Option<&'static str> {
    macro_rules! one_of {
        ($($known:literal)*) => {
            match name {
                $($known => Some($known),)*
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
            Some(name) => converted.insert(AzureName::from_static(name), value.to_owned()),
            None => converted.insert(name.as_str().to_owned(), value.to_owned()),
        }
    }
    converted
}

/// The headers as they go over the wire.
///
/// # Errors
/// When a name or a value is none that HTTP can carry.
pub(crate) fn to_http(headers: &Headers) -> Result<HeaderMap, http::Error> {
    let mut converted = HeaderMap::with_capacity(headers.iter().count());
    for (name, value) in headers.iter() {
        let name = match known(name.as_str()) {
            Some(name) => HeaderName::from_static(name),
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
