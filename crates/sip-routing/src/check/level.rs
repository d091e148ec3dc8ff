//! The weight of a finding.

use std::fmt;

/// The weight of a [`Finding`](crate::Finding), lightest first.
///
/// ```
/// use acs_sip_routing::Level;
///
/// assert!(Level::Note < Level::Warning && Level::Warning < Level::Error);
/// assert_eq!(Level::Warning.to_string(), "warning");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Level {
    /// Good to know, and usually intended.
    Note,
    /// The service takes it, and calls may still go wrong.
    Warning,
    /// The service refuses the configuration.
    Error,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}
