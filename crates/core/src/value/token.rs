//! Continuations as short strings.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Serialize, de::DeserializeOwned};

use super::InvalidValue;

/// `value` as a string that is safe in URLs, files and databases.
pub(crate) fn encode(value: &impl Serialize) -> Result<String, fmt::Error> {
    let json = serde_json::to_vec(value).map_err(|_| fmt::Error)?;
    Ok(URL_SAFE_NO_PAD.encode(json))
}

/// Returns the value that `text` was made of.
pub(crate) fn decode<T: DeserializeOwned>(text: &str) -> Result<T, InvalidValue> {
    let value = URL_SAFE_NO_PAD
        .decode(text.trim())
        .ok()
        .and_then(|json| serde_json::from_slice(&json).ok());
    value.ok_or_else(|| {
        InvalidValue::new("continuation", "is damaged, or no continuation at all")
            .with_hint("use the whole text that a poller or a page gave")
    })
}
