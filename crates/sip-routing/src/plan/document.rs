//! A plan as text.

use acs_core::InvalidValue;
use serde::{Deserialize, Serialize};

use super::Plan;
use crate::{SipConfiguration, wire};

/// The way of writing that is understood here.
const VERSION: u32 = 1;

/// A plan as it is kept. Configurations are in the form of the service, which holds whatever the
/// service has, also what could not be made here.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanDocument {
    version: u32,
    endpoint: String,
    before: wire::SipConfiguration,
    after: wire::SipConfiguration,
}

impl From<Plan> for PlanDocument {
    fn from(plan: Plan) -> Self {
        Self {
            version: VERSION,
            endpoint: plan.endpoint,
            before: plan.before.to_wire(),
            after: plan.after.to_wire(),
        }
    }
}

impl TryFrom<PlanDocument> for Plan {
    type Error = InvalidValue;

    fn try_from(document: PlanDocument) -> Result<Self, InvalidValue> {
        if document.version != VERSION {
            let problem = format!("has version {}", document.version);
            return Err(
                InvalidValue::new("plan", problem).with_hint("make it again with this version")
            );
        }
        Ok(Self {
            endpoint: document.endpoint,
            before: read(document.before)?,
            after: read(document.after)?,
        })
    }
}

/// Taken for empty, a part that somebody cut off would delete everything.
fn read(part: wire::SipConfiguration) -> Result<SipConfiguration, InvalidValue> {
    SipConfiguration::from_wire(part).map_err(|_| {
        InvalidValue::new("plan", "lacks trunks, routes or a value of them")
            .with_hint("write empty lists as {} and []")
    })
}
