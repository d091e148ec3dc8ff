//! The types that go over the wire.
//!
//! With the feature `preview` they are those of the preview, which has all that the stable version
//! has; what only the preview knows is then empty for the stable one.

#[cfg(not(feature = "preview"))]
pub(crate) use acs_sip_routing_generated::types::*;
#[cfg(feature = "preview")]
pub(crate) use acs_sip_routing_preview_generated::types::*;
