//! Requests signed with the access key.

use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use time::format_description::well_known::Rfc2822;
use time::{Duration, OffsetDateTime};

use super::{Credentials, Denial};

const SIGNED_HEADERS: &str = "x-ms-date;host;x-ms-content-sha256";
/// Difference that the client's clock may have, either way.
const TOLERANCE: Duration = Duration::minutes(5);

/// The secret that requests are signed with. `Debug` hides it.
#[derive(Clone)]
pub(crate) struct AccessKey {
    base64: String,
    keyed: Hmac<Sha256>,
}

impl AccessKey {
    pub(crate) fn from_base64(text: &str) -> Option<Self> {
        let key = BASE64_STANDARD
            .decode(text)
            .ok()
            .filter(|key| !key.is_empty())?;
        let keyed = Hmac::new_from_slice(&key).ok()?;
        Some(Self {
            base64: text.to_owned(),
            keyed,
        })
    }

    pub(crate) fn as_base64(&self) -> &str {
        &self.base64
    }

    /// The message authentication code of the `parts`, one after the other, under this key.
    pub(super) fn mac(&self, parts: &[&str]) -> Hmac<Sha256> {
        let mut mac = self.keyed.clone();
        for part in parts {
            mac.update(part.as_bytes());
        }
        mac
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessKey(redacted)")
    }
}

pub(super) fn check(
    key: &AccessKey,
    request: Credentials<'_>,
    parameters: &str,
    wall_clock: OffsetDateTime,
) -> Result<(), Denial> {
    let signature = parameters
        .strip_prefix("SignedHeaders=")
        .and_then(|rest| rest.strip_prefix(SIGNED_HEADERS))
        .and_then(|rest| rest.strip_prefix("&Signature="))
        .ok_or(Denial::OtherHeadersSigned)?;
    let header = |name: &str| {
        let value = request.headers.get(name).ok_or(Denial::HeaderMissing)?;
        value.to_str().map_err(|_| Denial::HeaderMissing)
    };
    let (date, host) = (header("x-ms-date")?, header("host")?);
    let hash = header("x-ms-content-sha256")?;
    if hash != BASE64_STANDARD.encode(Sha256::digest(request.body)) {
        return Err(Denial::BodyHash);
    }
    check_date(date, wall_clock)?;
    let signature = BASE64_STANDARD
        .decode(signature)
        .map_err(|_| Denial::Signature)?;
    let signed = format!("{date};{host};{hash}");
    let matches = |target: &str| {
        let mac = key.mac(&[request.method, "\n", target, "\n", &signed]);
        mac.verify_slice(&signature).is_ok()
    };
    // The JavaScript client signs another spelling of the query than it sends.
    if matches(request.target) || matches(&whatwg_spelling(request.target)) {
        Ok(())
    } else {
        Err(Denial::Signature)
    }
}

fn check_date(date: &str, wall_clock: OffsetDateTime) -> Result<(), Denial> {
    let date = date
        .ends_with(" GMT")
        .then(|| OffsetDateTime::parse(date, &Rfc2822).ok())
        .flatten()
        .ok_or(Denial::Date)?;
    if (wall_clock - date).abs() > TOLERANCE {
        Err(Denial::Stale)
    } else {
        Ok(())
    }
}

/// The target with its query taken apart and put together again as `URLSearchParams` does.
fn whatwg_spelling(target: &str) -> String {
    let Some((path, query)) = target.split_once('?') else {
        return target.to_owned();
    };
    let pairs = form_urlencoded::parse(query.as_bytes());
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    format!("{path}?{query}")
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::*;

    const HOST: &str = "contoso.communication.azure.com";
    const EMPTY_HASH: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    const GET: &str = "xSY8aoieYOF6SH/cRVEH4pYsEUs76Q7KPg6N2OWPeJk=";
    const GET_DATE: &str = "Tue, 17 Jun 2025 16:40:10 GMT";
    const GET_TARGET: &str = "/phoneNumbers/%2B14155550100?api-version=2025-06-01";

    struct Signed {
        method: &'static str,
        target: String,
        headers: HeaderMap,
        body: &'static [u8],
        signature: String,
    }

    impl Signed {
        fn new(
            method: &'static str,
            target: &str,
            date: &'static str,
            body: &'static [u8],
            signature: &str,
        ) -> Self {
            let hash = BASE64_STANDARD.encode(Sha256::digest(body));
            let mut headers = HeaderMap::new();
            headers.insert("x-ms-date", HeaderValue::from_static(date));
            headers.insert("host", HeaderValue::from_static(HOST));
            headers.insert("x-ms-content-sha256", HeaderValue::from_str(&hash).unwrap());
            let signature = signature.to_owned();
            Self {
                method,
                target: target.to_owned(),
                headers,
                body,
                signature,
            }
        }

        fn set(&mut self, name: &'static str, value: &'static str) {
            self.headers.insert(name, HeaderValue::from_static(value));
        }

        fn get() -> Self {
            Self::new("GET", GET_TARGET, GET_DATE, b"", GET)
        }

        fn check_at(&self, wall_clock: OffsetDateTime) -> Result<(), Denial> {
            let key = AccessKey::from_base64("c2VjcmV0LWtleS1mb3ItdGVzdHM=").unwrap();
            let request = Credentials {
                method: self.method,
                target: &self.target,
                headers: &self.headers,
                body: self.body,
            };
            let parameters = format!(
                "SignedHeaders={SIGNED_HEADERS}&Signature={}",
                self.signature
            );
            check(&key, request, &parameters, wall_clock)
        }

        fn check(&self) -> Result<(), Denial> {
            let date = self.headers["x-ms-date"].to_str().unwrap();
            self.check_at(OffsetDateTime::parse(date, &Rfc2822).unwrap())
        }
    }

    #[test]
    fn known_signatures_are_accepted() {
        assert_eq!(Signed::get().check(), Ok(()));
        let patch = Signed::new(
            "PATCH",
            "/phoneNumbers/%2B14155550100/capabilities?api-version=2025-06-01",
            "Tue, 17 Jun 2025 16:40:32 GMT",
            br#"{"calling":"none","sms":"outbound"}"#,
            "64GN4UDIJQVNISNAUrpp7632oWgP+Pwj1bdopxqk130=",
        );
        assert_eq!(
            patch.headers["x-ms-content-sha256"],
            "UC9kRixTqGBHL8/8LDOWaZFJCLceepyhWJ+/vn6WEYQ="
        );
        assert_eq!(patch.check(), Ok(()));
    }

    #[test]
    fn known_body_hashes() {
        for (body, hash) in [
            ("", EMPTY_HASH),
            (
                r#"{"calling":"outbound","sms":"outbound"}"#,
                "H+pyo+bvLSDEy7wwpOZeC+mjaMe+I9+v/bMYZzqjd0Y=",
            ),
            (
                r#"{"trunks":{"notExisting.fqdn.com":null}}"#,
                "wGT5Ky3Gb+E1lNwRgfWhIkOwfQp1iTMH5UfRTNwWlnw=",
            ),
        ] {
            assert_eq!(BASE64_STANDARD.encode(Sha256::digest(body)), hash);
        }
    }

    #[test]
    fn anything_changed_is_denied() {
        type Change = fn(&mut Signed);
        let changes: [(Change, Denial); 9] = [
            (|it| it.method = "DELETE", Denial::Signature),
            (
                |it| it.target = it.target.replace("%2B", "+"),
                Denial::Signature,
            ),
            (|it| it.target.push_str("&skip=1"), Denial::Signature),
            (|it| it.set("host", "other"), Denial::Signature),
            (
                |it| it.set("x-ms-date", "Tue, 17 Jun 2025 16:40:11 GMT"),
                Denial::Signature,
            ),
            (
                |it| it.signature.replace_range(0..1, "y"),
                Denial::Signature,
            ),
            (|it| it.signature.clear(), Denial::Signature),
            (|it| it.body = b"{}", Denial::BodyHash),
            (|it| it.headers.clear(), Denial::HeaderMissing),
        ];
        for (position, (change, denial)) in changes.into_iter().enumerate() {
            let mut signed = Signed::get();
            change(&mut signed);
            let at = OffsetDateTime::parse(GET_DATE, &Rfc2822).unwrap();
            assert_eq!(signed.check_at(at), Err(denial), "change {position}");
        }
    }

    #[test]
    fn dates_may_be_five_minutes_off() {
        let at = OffsetDateTime::parse(GET_DATE, &Rfc2822).unwrap();
        for (off, result) in [
            (Duration::minutes(5), Ok(())),
            (Duration::minutes(-5), Ok(())),
            (Duration::seconds(301), Err(Denial::Stale)),
            (Duration::seconds(-301), Err(Denial::Stale)),
        ] {
            assert_eq!(Signed::get().check_at(at + off), result, "{off}");
        }
    }

    #[test]
    fn dates_must_be_http_dates() {
        for date in [
            "2025-06-17T16:40:10Z",
            "yesterday",
            "Tue, 17 Jun 2025 16:40:10 +0200",
        ] {
            assert_eq!(
                check_date(date, OffsetDateTime::UNIX_EPOCH),
                Err(Denial::Date),
                "{date}"
            );
        }
    }

    #[test]
    fn the_query_may_be_signed_as_javascript_spells_it() {
        assert_eq!(
            whatwg_spelling(
                "/x?locality=Los%20Angeles&administrativeDivision=CA%20%26%20x%2By%27*~()&skip=0"
            ),
            "/x?locality=Los+Angeles&administrativeDivision=CA+%26+x%2By%27*%7E%28%29&skip=0"
        );
        let key = AccessKey::from_base64("c2VjcmV0LWtleS1mb3ItdGVzdHM=").unwrap();
        let signed_target = "/x?locality=Los+Angeles";
        let text = format!("GET\n{signed_target}\n{GET_DATE};{HOST};{EMPTY_HASH}");
        let signature = BASE64_STANDARD.encode(key.mac(&[&text]).finalize().into_bytes());
        let sent = Signed::new(
            "GET",
            "/x?locality=Los%20Angeles",
            GET_DATE,
            b"",
            &signature,
        );
        assert_eq!(sent.check(), Ok(()));
    }

    #[test]
    fn debug_hides_the_key() {
        let key = AccessKey::from_base64("c2VjcmV0").unwrap();
        assert_eq!(format!("{key:?}"), "AccessKey(redacted)");
    }
}
