//! Taking what authorises a request out of what comes back: services like to repeat what they do
//! not accept, and answers are printed and logged.

use azure_core::http::{AsyncRawResponse, headers::Headers};
use http::HeaderMap;

/// What stands in for it. `azure_core` uses the same word.
const HIDDEN: &str = "REDACTED";

/// The signature or the token of a request.
#[derive(Clone, Copy)]
pub(crate) struct Secret<'a>(&'a str);

impl<'a> Secret<'a> {
    /// The part of an `Authorization` header that nobody else may have.
    pub(crate) fn in_header(authorization: &'a str) -> Option<Self> {
        let signature = authorization.split_once("Signature=");
        let token = authorization.split_once(' ');
        let (_, secret) = signature.or(token)?;
        Self::new(secret)
    }

    /// Nothing is no secret: it would be found everywhere.
    pub(crate) fn new(secret: &'a str) -> Option<Self> {
        (!secret.is_empty()).then_some(Self(secret))
    }

    /// Takes it out of `text`.
    pub(crate) fn hide_in(self, text: &mut String) {
        if text.contains(self.0) {
            *text = text.replace(self.0, HIDDEN);
        }
    }

    /// Whether one of `headers` holds it.
    pub(crate) fn is_in(self, headers: &HeaderMap) -> bool {
        let secret = self.0.as_bytes();
        headers.values().any(|value| {
            let mut places = value.as_bytes().windows(secret.len());
            places.any(|place| place == secret)
        })
    }

    /// The answer without it in its headers.
    pub(crate) fn hide_in_headers(self, answer: AsyncRawResponse) -> AsyncRawResponse {
        let repeats =
            |headers: &Headers| headers.iter().any(|(_, it)| it.as_str().contains(self.0));
        if !repeats(answer.headers()) {
            return answer;
        }
        let (status, headers, body) = answer.deconstruct();
        let mut without = Headers::new();
        for (name, value) in headers {
            without.insert(name, value.as_str().replace(self.0, HIDDEN));
        }
        AsyncRawResponse::new(status, without, Box::pin(body))
    }
}

#[cfg(test)]
mod tests {
    use azure_core::http::StatusCode;

    use super::*;
    use crate::headers::to_http;

    #[test]
    fn takes_signatures_and_tokens_out() {
        for (authorization, secret) in [
            (
                "HMAC-SHA256 SignedHeaders=x-ms-date&Signature=c2ln/+bg==",
                "c2ln/+bg==",
            ),
            ("Bearer ey.secret.token", "ey.secret.token"),
        ] {
            let found = Secret::in_header(authorization).unwrap();
            let mut text = format!("{secret} is not {secret}");
            found.hide_in(&mut text);
            assert_eq!(text, "REDACTED is not REDACTED");

            let mut headers = Headers::new();
            headers.insert("ms-cv", authorization.to_owned());
            headers.insert("retry-after", "7");
            let in_http = |secret: Secret<'_>| secret.is_in(&to_http(&headers).unwrap());
            assert!(in_http(found));
            assert!(!in_http(
                Secret::new("another secret of that length").unwrap()
            ));
            let answer = AsyncRawResponse::from_bytes(StatusCode::Unauthorized, headers, "");
            let (_, headers, _) = found.hide_in_headers(answer).deconstruct();
            let header = |name: &'static str| headers.get_optional_str(&name.into());
            assert_eq!(
                header("ms-cv"),
                Some(&*authorization.replace(secret, "REDACTED"))
            );
            assert_eq!(header("retry-after"), Some("7"));
        }
    }

    #[test]
    fn nothing_is_no_secret() {
        for authorization in ["", "Bearer", "Bearer ", "HMAC-SHA256 Signature="] {
            assert!(
                Secret::in_header(authorization).is_none(),
                "{authorization}"
            );
        }
    }
}
