//! Configurations as JSON.

use acs_core::InvalidValue;
use serde::de::DeserializeOwned;

use super::{DocumentError, error::unwritable};
#[cfg(feature = "simulation")]
use crate::Expectations;
use crate::{Allowed, SipConfiguration};

/// As JSON, with the cargo feature `json`.
impl SipConfiguration {
    /// Writes the configuration as JSON, with line breaks for people.
    ///
    /// Nothing is lost: [`from_json`](Self::from_json) gives the same configuration. The fields
    /// have the names that the service gives them; the trunks are a list, so that their order
    /// shows.
    ///
    /// # Errors
    /// A value cannot be written; none is known that cannot.
    ///
    /// ```
    /// use acs_sip_routing::{Route, SipConfiguration, SipPort, Trunk};
    ///
    /// let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
    /// let all = Route::new("all".parse()?, "^.*$".parse()?).with_trunks([trunk.fqdn().clone()])?;
    /// let configuration = SipConfiguration::new([trunk], [all])?;
    /// let json = r#"{
    ///   "trunks": [
    ///     {
    ///       "fqdn": "sbc1.contoso.com",
    ///       "sipSignalingPort": 5061
    ///     }
    ///   ],
    ///   "routes": [
    ///     {
    ///       "name": "all",
    ///       "numberPattern": "^.*$",
    ///       "trunks": [
    ///         "sbc1.contoso.com"
    ///       ]
    ///     }
    ///   ]
    /// }"#;
    /// assert_eq!(configuration.to_json()?, json);
    /// assert_eq!(SipConfiguration::from_json(json)?, configuration);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_json(&self) -> Result<String, InvalidValue> {
        serde_json::to_string_pretty(self).map_err(unwritable)
    }

    /// Reads a configuration from JSON: a document of [`to_json`](Self::to_json), or the body of the
    /// service's answer to `GET /sip`, which has a map of trunks. Of that, domains and the health of
    /// trunks are left out, since they are no part of a configuration.
    ///
    /// Each value is checked; [`check`](Self::check) tells if they go together. Both parts have to be
    /// there, so that a document that was cut off does not delete everything.
    ///
    /// # Errors
    /// The text is no JSON, a field is missing or unknown, or a value cannot be sent. The error
    /// names the line and the field.
    pub fn from_json(text: &str) -> Result<Self, DocumentError> {
        read(text)
    }
}

/// The same document.
impl Allowed {
    /// Reads what a document of a configuration allows, under `allow`. Without it, nothing is.
    ///
    /// # Errors
    /// The text is no JSON, or a code is none of a warning or a note. The error names the line and
    /// the field.
    pub fn from_json(text: &str) -> Result<Self, DocumentError> {
        read(text)
    }
}

/// Expectations, with the cargo feature `json`.
#[cfg(feature = "simulation")]
impl Expectations {
    /// Reads expectations from JSON: numbers, each with `route`, `via` and `down`.
    ///
    /// # Errors
    /// The text is no JSON, a field is unknown, a value is none that could be sent, or an entry
    /// expects nothing. The error names the line and the field.
    pub fn from_json(text: &str) -> Result<Self, DocumentError> {
        read(text)
    }
}

/// Reads a document, or says where it is wrong.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, DocumentError> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let problem = |path: &serde_path_to_error::Path, error: &serde_json::Error| {
        let text = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let reason = text.strip_suffix(&place).unwrap_or(&text).to_owned();
        DocumentError::new((error.line(), error.column()), path, reason)
    };
    let value = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| problem(error.path(), error.inner()))?;
    let whole = serde_path_to_error::Track::new().path();
    reader.end().map_err(|error| problem(&whole, &error))?;
    Ok(value)
}
