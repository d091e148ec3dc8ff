//! Problems of a document, and their places.

use std::{error::Error as StdError, fmt};

use acs_core::{Error, InvalidValue, Shown, debug_without_numbers};

/// The problem of a document that something was read from: the line, the field, and the reason.
///
/// The text reads `line 7, routes[1].numberPattern: number pattern is empty; use 1 to 1024
/// characters`.
///
/// ```
/// use acs_sip_routing::SipConfiguration;
///
/// # #[cfg(feature = "toml")]
/// # {
/// let text = "routes = []\n[[trunks]]\nfqdn = 'sbc1.contoso.com'\nsipSignalingPort = 0\n";
/// let error = SipConfiguration::from_toml(text).unwrap_err();
/// assert_eq!((error.line(), error.field()), (4, Some("trunks[0].sipSignalingPort")));
/// # }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct DocumentError {
    line: usize,
    column: usize,
    field: Option<String>,
    reason: String,
}

debug_without_numbers!(DocumentError {
    line,
    column,
    field: optional_text,
    reason: text
});

impl DocumentError {
    /// `field` is the path to it, which is a dot for the document as a whole.
    pub(super) fn new(
        (line, column): (usize, usize),
        field: &serde_path_to_error::Path,
        reason: String,
    ) -> Self {
        let path = field.to_string();
        Self {
            line,
            column,
            field: (path != ".").then_some(path),
            reason,
        }
    }

    /// A problem of the document as a whole.
    #[cfg(feature = "toml")]
    pub(super) fn whole(reason: String) -> Self {
        Self {
            line: 1,
            column: 1,
            field: None,
            reason,
        }
    }

    /// The line, counted from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in the line, counted from 1 in bytes. It may lie behind the problem.
    pub fn column(&self) -> usize {
        self.column
    }

    /// The field, as in `routes[1].numberPattern`; entries of lists are counted from 0. Nothing
    /// where the document as a whole is at problem.
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// The problem.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// A configuration that cannot be written.
pub(super) fn unwritable(error: impl fmt::Display) -> InvalidValue {
    InvalidValue::new("SIP configuration", format!("cannot be written: {error}"))
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(field) = &self.field {
            write!(f, ", {}", Shown(field))?;
        }
        write!(f, ": {}", Shown(&self.reason))
    }
}

impl StdError for DocumentError {}

impl From<DocumentError> for Error {
    fn from(error: DocumentError) -> Self {
        InvalidValue::new("document", error.to_string()).into()
    }
}
