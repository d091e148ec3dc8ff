//! The versions of the interface.

use std::fmt;

use acs_core::InvalidValue;
use acs_sip_routing_generated::operations::API_VERSION as STABLE;
use acs_sip_routing_preview_generated::operations::API_VERSION as PREVIEW;

/// A version of the interface that a client can speak.
///
/// [`SipRoutingClient::with_api_version`](crate::SipRoutingClient::with_api_version) chooses it.
/// Previews may change or go; the stable version is the default.
///
/// ```
/// use acs_sip_routing::ApiVersion;
///
/// assert_eq!(ApiVersion::default().as_str(), "2023-03-01");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ApiVersion {
    /// `2023-03-01`, the stable version: trunks and routes.
    #[default]
    V2023_03_01,
    /// `2024-11-15-preview`: domains, settings and health of trunks, caller ids set by routes, and
    /// trying out routes with a number as well.
    V2024_11_15Preview,
}

impl ApiVersion {
    /// The version as it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V2023_03_01 => STABLE,
            Self::V2024_11_15Preview => PREVIEW,
        }
    }

    /// Refuses what only the preview has, for a client that speaks another version.
    ///
    /// `what` is named as in "does not have domains".
    pub(crate) fn require_preview(self, what: &str) -> Result<(), InvalidValue> {
        match self {
            Self::V2024_11_15Preview => Ok(()),
            Self::V2023_03_01 => Err(InvalidValue::new(
                "API version",
                format!("{self} does not have {what}"),
            )
            .with_hint("choose ApiVersion::V2024_11_15Preview by the client's with_api_version")),
        }
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
