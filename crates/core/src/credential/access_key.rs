//! The secret that signs requests.

use std::{borrow::Cow, fmt, sync::Arc};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

use super::digest::{Key, sha256};
use crate::InvalidValue;

const FIELD: &str = "access key";

/// The access key of a resource: the secret that signs requests.
///
/// It is wiped from memory when the last copy goes, and `Debug` never shows it.
///
/// ```
/// use acs_core::AccessKey;
///
/// let key = AccessKey::new("c2VjcmV0LWtleS1mb3ItdGVzdHM=")?;
/// assert_eq!(format!("{key:?}"), "AccessKey(…)");
/// assert!(AccessKey::new("not base64!").is_err());
/// # Ok::<(), acs_core::InvalidValue>(())
/// ```
#[derive(Clone)]
pub struct AccessKey(Arc<Key>);

impl AccessKey {
    /// Takes the key as the portal shows it, in base64.
    pub fn new(base64: &str) -> Result<Self, InvalidValue> {
        let hint = "copy the whole key from the resource's page, base64 with its `=` at the end";
        let base64 = base64.trim();
        if base64.is_empty() {
            return Err(InvalidValue::new(FIELD, "is empty").with_hint(hint));
        }
        let bytes = Zeroizing::new(
            STANDARD
                .decode(base64)
                .map_err(|_| InvalidValue::new(FIELD, "is not base64").with_hint(hint))?,
        );
        Ok(Self(Arc::new(Key::new(&bytes))))
    }

    /// Returns the signature of `text`: HMAC-SHA256, in base64.
    pub(crate) fn sign(&self, text: &str) -> String {
        STANDARD.encode(self.0.sign(text.as_bytes()))
    }
}

/// The SHA-256 of no bytes at all, which most requests have for a body.
const HASH_OF_NOTHING: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

/// The SHA-256 of a request body, in base64.
pub(crate) fn content_hash(body: &[u8]) -> Cow<'static, str> {
    if body.is_empty() {
        return Cow::Borrowed(HASH_OF_NOTHING);
    }
    Cow::Owned(STANDARD.encode(sha256(body)))
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_bodies_as_recorded() {
        let recorded = [
            ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
            (
                r#"{"calling":"outbound","sms":"outbound"}"#,
                "H+pyo+bvLSDEy7wwpOZeC+mjaMe+I9+v/bMYZzqjd0Y=",
            ),
            (
                r#"{"calling":"none","sms":"outbound"}"#,
                "UC9kRixTqGBHL8/8LDOWaZFJCLceepyhWJ+/vn6WEYQ=",
            ),
            (
                r#"{"trunks":{"notExisting.fqdn.com":null}}"#,
                "wGT5Ky3Gb+E1lNwRgfWhIkOwfQp1iTMH5UfRTNwWlnw=",
            ),
        ];
        for (body, hash) in recorded {
            assert_eq!(content_hash(body.as_bytes()), hash, "{body}");
        }
    }

    #[test]
    fn the_hash_of_nothing_is_what_it_says() {
        let computed = STANDARD.encode(sha256(&[]));
        assert_eq!(content_hash(&[]), computed);
    }

    #[test]
    fn names_the_fault_without_the_key() {
        assert_eq!(AccessKey::new(" ").unwrap_err().problem(), "is empty");
        let error = AccessKey::new("c2VjcmV0*").unwrap_err();
        assert_eq!(error.problem(), "is not base64");
        assert!(!error.to_string().contains("c2VjcmV0"));
    }
}
