//! Signing requests with the access key.

use std::{borrow::Cow, sync::Arc};

use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{
        Body, Context, Request, Url,
        headers::{AUTHORIZATION, HeaderName, HeaderValue},
        policies::{Policy, PolicyResult},
    },
    time::{OffsetDateTime, to_rfc7231},
};

use url::Position;

use super::forward;
use crate::{AccessKey, access_key::content_hash, echo::Secret};

pub(super) const DATE: &str = "x-ms-date";
pub(super) const CONTENT_HASH: &str = "x-ms-content-sha256";

const SCHEME: &str = "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=";

/// Signs each try anew: method, target, date, host and the hash of the body.
#[derive(Debug)]
pub(crate) struct Signature {
    key: AccessKey,
}

impl Signature {
    pub(crate) fn new(key: AccessKey) -> Self {
        Self { key }
    }
}

#[async_trait]
impl Policy for Signature {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let Body::Bytes(body) = request.body() else {
            return Err(azure_core::Error::with_message(
                ErrorKind::Other,
                "a streamed body cannot be signed",
            ));
        };
        let method = request.method();
        let signed = Signed::new(&self.key, method.as_str(), request.url(), body);
        request.insert_header(HeaderName::from_static(DATE), signed.date);
        let hash = HeaderValue::from_cow(signed.hash);
        request.insert_header(HeaderName::from_static(CONTENT_HASH), hash);
        request.insert_header(AUTHORIZATION, signed.authorization);
        forward(ctx, request, next).await
    }
}

/// What a request carries to be let in, for a few minutes from now.
pub(super) struct Signed {
    pub(super) date: String,
    pub(super) hash: Cow<'static, str>,
    pub(super) authorization: String,
}

impl Signed {
    pub(super) fn new(key: &AccessKey, method: &str, url: &Url, body: &[u8]) -> Self {
        let hash = content_hash(body);
        let date = to_rfc7231(&OffsetDateTime::now_utc());
        let text = text_to_sign(method, url, &date, &hash);
        Self {
            authorization: [SCHEME, &key.sign(&text)].concat(),
            date,
            hash,
        }
    }

    /// What nobody but the service may see of it.
    pub(super) fn secret(&self) -> Option<Secret<'_>> {
        Secret::new(self.authorization.strip_prefix(SCHEME)?)
    }
}

/// The text that a signature is over. The target stands in it exactly as it is sent.
fn text_to_sign(method: &str, url: &Url, date: &str, hash: &str) -> String {
    let target = &url[Position::BeforePath..Position::AfterQuery];
    let host = &url[Position::BeforeHost..Position::AfterPort];
    [method, "\n", target, "\n", date, ";", host, ";", hash].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    fn sign(method: &str, target: &str, date: &str, body: &str) -> String {
        let url = Url::parse(&format!("https://contoso.communication.azure.com{target}")).unwrap();
        let key = AccessKey::new("c2VjcmV0LWtleS1mb3ItdGVzdHM=").unwrap();
        key.sign(&text_to_sign(
            method,
            &url,
            date,
            &content_hash(body.as_bytes()),
        ))
    }

    #[test]
    fn agrees_with_computed_signatures() {
        assert_eq!(
            sign(
                "GET",
                "/phoneNumbers/%2B14155550100?api-version=2025-06-01",
                "Tue, 17 Jun 2025 16:40:10 GMT",
                ""
            ),
            "xSY8aoieYOF6SH/cRVEH4pYsEUs76Q7KPg6N2OWPeJk="
        );
        assert_eq!(
            sign(
                "PATCH",
                "/phoneNumbers/%2B14155550100/capabilities?api-version=2025-06-01",
                "Tue, 17 Jun 2025 16:40:32 GMT",
                r#"{"calling":"none","sms":"outbound"}"#
            ),
            "64GN4UDIJQVNISNAUrpp7632oWgP+Pwj1bdopxqk130="
        );
    }

    #[test]
    fn agrees_with_recorded_texts() {
        let text = |method, url: &str, date, hash| {
            text_to_sign(method, &Url::parse(url).unwrap(), date, hash)
        };
        assert_eq!(
            text(
                "GET",
                "https://contoso.unitedstates.communication.azure.com/availablePhoneNumbers/countries/US/areaCodes?phoneNumberType=geographic&assignmentType=person&locality=XX&administrativeDivision=XX&api-version=2025-06-01",
                "Wed, 18 Jun 2025 16:22:12 GMT",
                EMPTY
            ),
            format!(
                "GET\n/availablePhoneNumbers/countries/US/areaCodes?phoneNumberType=geographic&assignmentType=person&locality=XX&administrativeDivision=XX&api-version=2025-06-01\nWed, 18 Jun 2025 16:22:12 GMT;contoso.unitedstates.communication.azure.com;{EMPTY}"
            )
        );
        assert_eq!(
            text(
                "GET",
                "https://contoso.communication.azure.com/phoneNumbers/+18005550123?api-version=2023-05-01-preview",
                "Wed, 26 Jul 2023 20:27:34 GMT",
                EMPTY
            ),
            format!(
                "GET\n/phoneNumbers/+18005550123?api-version=2023-05-01-preview\nWed, 26 Jul 2023 20:27:34 GMT;contoso.communication.azure.com;{EMPTY}"
            )
        );
        assert_eq!(
            text(
                "POST",
                "https://contoso.communication.azure.com/availablePhoneNumbers/countries/INVALID/:browse?api-version=2025-04-01",
                "Wed, 30 Apr 2025 16:34:24 GMT",
                "h2L1Sgs3vU8VfbmlKs1Pg+bcURCjXTp7RYNJZvY+KEc="
            ),
            "POST\n/availablePhoneNumbers/countries/INVALID/:browse?api-version=2025-04-01\nWed, 30 Apr 2025 16:34:24 GMT;contoso.communication.azure.com;h2L1Sgs3vU8VfbmlKs1Pg+bcURCjXTp7RYNJZvY+KEc="
        );
        assert_eq!(
            text("GET", "http://127.0.0.1:8080/sip", "now", "hash"),
            "GET\n/sip\nnow;127.0.0.1:8080;hash"
        );
    }
}
