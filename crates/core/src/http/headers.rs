//! Headers from one library's map to the other's.

use azure_core::http::headers::Headers;
use http::{HeaderMap, HeaderName, HeaderValue};

/// Returns the headers that are text; the service sends no others.
pub(super) fn to_azure(headers: &HeaderMap) -> Headers {
    let mut converted = Headers::new();
    for (name, value) in headers {
        if let Ok(value) = value.to_str() {
            converted.insert(name.as_str().to_owned(), value.to_owned());
        }
    }
    converted
}

/// Returns the headers as they go over the wire.
///
/// # Errors
/// When a name or a value is none that HTTP can carry.
pub(super) fn to_http(headers: &Headers) -> Result<HeaderMap, http::Error> {
    let mut converted = HeaderMap::new();
    for (name, value) in headers.iter() {
        let name = HeaderName::from_bytes(name.as_str().as_bytes())?;
        converted.insert(name, HeaderValue::from_str(value.as_str())?);
    }
    Ok(converted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_come_back_as_they_were() {
        let mut headers = HeaderMap::new();
        for name in ["accept", "x-processing-time", "ms-cv", "x-unheard-of"] {
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
