//! The types that go over the wire.
//!
//! With the feature `preview` they are those of the preview, which has all that the stable version
//! has; what only the preview knows is then empty for the stable one.

use acs_core::{Error, Result};
#[cfg(not(feature = "preview"))]
pub(crate) use acs_sip_routing_generated::types::*;
#[cfg(feature = "preview")]
pub(crate) use acs_sip_routing_preview_generated::types::*;

/// Takes a value that an answer cannot do without.
pub(crate) fn needed<T>(value: Option<T>, name: &str) -> Result<T> {
    value.ok_or_else(|| Error::unexpected_answer(format!("the service's answer lacks the {name}")))
}
