//! The types that go over the wire: those of the preview, which has all that the stable version
//! has. What only the preview knows is empty for the stable one.

mod stable;
#[cfg(test)]
mod tests;

use acs_core::{Error, Result};
pub(crate) use acs_sip_routing_preview_generated::types::*;

pub(crate) use self::stable::{check_update, from_stable, to_stable, uses_preview};

/// Takes a value that an answer cannot do without.
pub(crate) fn needed<T>(value: Option<T>, name: &str) -> Result<T> {
    value.ok_or_else(|| Error::unexpected_answer(format!("the service's answer lacks the {name}")))
}
