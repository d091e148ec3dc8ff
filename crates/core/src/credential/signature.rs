//! Signing requests with the access key.

use azure_core::time::{OffsetDateTime, to_rfc7231};
use http::{
    HeaderName, HeaderValue,
    header::{AUTHORIZATION, InvalidHeaderValue},
};
use url::{Position, Url};

use super::{AccessKey, access_key::content_hash};
use crate::http::Outgoing;

const SCHEME: &str = "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=";

/// Returns the headers that sign a request, for a few minutes from now: method, target, date, host
/// and the hash of the body.
pub(super) fn sign(
    key: &AccessKey,
    request: &Outgoing,
) -> Result<Vec<(HeaderName, HeaderValue)>, InvalidHeaderValue> {
    let hash = content_hash(&request.body);
    let date = to_rfc7231(&OffsetDateTime::now_utc());
    let text = text_to_sign(request.method.as_str(), &request.url, &date, &hash);
    let authorization = [SCHEME, &key.sign(&text)].concat();
    Ok(vec![
        (HeaderName::from_static("x-ms-date"), date.try_into()?),
        (
            HeaderName::from_static("x-ms-content-sha256"),
            HeaderValue::from_str(&hash)?,
        ),
        (AUTHORIZATION, authorization.try_into()?),
    ])
}

/// Returns the text that a signature is over. The target stands in it exactly as it is sent.
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
