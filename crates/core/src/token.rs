//! Continuations as short strings.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Serialize, de::DeserializeOwned};

use crate::{Error, Result, error::Kind};

/// `value` as a string that is safe in URLs, files and databases.
pub(crate) fn encode(value: &impl Serialize) -> std::result::Result<String, fmt::Error> {
    let json = serde_json::to_vec(value).map_err(|_| fmt::Error)?;
    Ok(URL_SAFE_NO_PAD.encode(json))
}

/// What `text` was made of.
pub(crate) fn decode<T: DeserializeOwned>(text: &str) -> Result<T> {
    URL_SAFE_NO_PAD
        .decode(text.trim())
        .ok()
        .and_then(|json| serde_json::from_slice(&json).ok())
        .ok_or_else(|| foreign("it is damaged or no continuation at all"))
}

/// A continuation that does not fit where it was used.
pub(crate) fn foreign(why: impl fmt::Display) -> Error {
    Error::new(
        Kind::ForeignContinuation,
        format!("the continuation cannot be used here: {why}"),
    )
}

/// Refuses a continuation whose `what` is not the one expected here.
pub(crate) fn expect(what: &str, expected: &str, found: &str) -> Result<()> {
    if expected == found {
        return Ok(());
    }
    Err(foreign(format!(
        "its {what} is {found:?}, here it must be {expected:?}"
    )))
}
