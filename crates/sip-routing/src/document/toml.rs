//! Configurations as TOML.

use std::ops::Range;

use acs_core::InvalidValue;
use serde::de::DeserializeOwned;

use super::{DocumentError, error::unwritable};
#[cfg(feature = "simulation")]
use crate::Expectations;
use crate::{Allowed, SipConfiguration};

/// As TOML, with the cargo feature `toml`.
impl SipConfiguration {
    /// Writes the configuration as TOML.
    ///
    /// Nothing is lost: [`from_toml`](Self::from_toml) gives the same configuration. The fields
    /// have the names that the service gives them.
    ///
    /// # Errors
    /// A value cannot be written; none is known that cannot.
    ///
    /// ```
    /// use acs_sip_routing::{Route, SipConfiguration, SipPort, Trunk};
    ///
    /// let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
    /// let all = Route::new("all".parse()?, r"^\+\d+$".parse()?).with_trunks([trunk.fqdn().clone()])?;
    /// let configuration = SipConfiguration::new([trunk], [all])?;
    /// let toml = r#"[[trunks]]
    /// fqdn = "sbc1.contoso.com"
    /// sipSignalingPort = 5061
    ///
    /// [[routes]]
    /// name = "all"
    /// numberPattern = '^\+\d+$'
    /// trunks = ["sbc1.contoso.com"]
    /// "#;
    /// assert_eq!(configuration.to_toml()?, toml);
    /// assert_eq!(SipConfiguration::from_toml(toml)?, configuration);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_toml(&self) -> Result<String, InvalidValue> {
        toml::to_string(self).map_err(unwritable)
    }

    /// Reads a configuration from TOML.
    ///
    /// Each value is checked; [`check`](Self::check) tells if they go together. Both lists have to be there, so that a document that was cut off does not delete everything: an empty
    /// list is written `trunks = []`.
    ///
    /// # Errors
    /// The text is no TOML, a field is missing or unknown, or a value cannot be sent. The error
    /// names the line and the field.
    pub fn from_toml(text: &str) -> Result<Self, DocumentError> {
        read(text)
    }
}

/// The same document.
impl Allowed {
    /// Reads what a document of a configuration allows, under `allow`. Without it, nothing is.
    ///
    /// # Errors
    /// The text is no TOML, or a code is none of a warning or a note. The error names the line and
    /// the field.
    pub fn from_toml(text: &str) -> Result<Self, DocumentError> {
        read(text)
    }
}

/// Expectations, with the cargo feature `toml`.
#[cfg(feature = "simulation")]
impl Expectations {
    /// Reads expectations from TOML: numbers, each with `route`, `via` and `down`.
    ///
    /// # Errors
    /// The text is no TOML, a field is unknown, a value is none that could be sent, or an entry
    /// expects nothing. The error names the line and the field.
    pub fn from_toml(text: &str) -> Result<Self, DocumentError> {
        read(text)
    }
}

/// Reads a document, or says where it is wrong.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, DocumentError> {
    let problem = |path: &serde_path_to_error::Path, error: &toml::de::Error| {
        let reason = error.message().to_owned();
        DocumentError::new(line_and_column(text, error.span()), path, reason)
    };
    let whole = serde_path_to_error::Track::new().path();
    let reader = toml::Deserializer::parse(text).map_err(|error| problem(&whole, &error))?;
    serde_path_to_error::deserialize(reader).map_err(|error| problem(error.path(), error.inner()))
}

/// The line and the column in `text` where `span` begins.
fn line_and_column(text: &str, span: Option<Range<usize>>) -> (usize, usize) {
    let start = span.map_or(0, |span| span.start).min(text.len());
    let before = &text.as_bytes()[..start];
    let line_start = before.iter().rposition(|byte| *byte == b'\n');
    let line = before.split(|byte| *byte == b'\n').count();
    (line, start - line_start.map_or(0, |at| at + 1) + 1)
}
