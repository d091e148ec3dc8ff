//! How a plan is kept.

use acs_core::InvalidValue;
use acs_sip_routing_generated::types;
use serde::{Deserialize, Serialize};

use super::Plan;
use crate::SipConfiguration;

/// The way of writing that is understood here.
const VERSION: u32 = 1;

/// A plan as it is kept. Configurations are in the form of the service, which holds whatever the
/// service has, also what could not be made here.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanDocument {
    version: u32,
    endpoint: String,
    before: types::SipConfiguration,
    after: types::SipConfiguration,
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
            let fault = format!("has version {}", document.version);
            return Err(InvalidValue::new("plan", fault).limit("make it anew with this version"));
        }
        Ok(Self {
            endpoint: document.endpoint,
            before: SipConfiguration::from_wire(document.before),
            after: SipConfiguration::from_wire(document.after),
        })
    }
}
