//! How a plan is kept.

use acs_core::InvalidValue;
use serde::{Deserialize, Serialize};

use super::Plan;
use crate::{SipConfiguration, wire};

/// The way of writing that is understood here.
const VERSION: u32 = 1;

/// Besides, settings of trunks and caller ids, which only the preview knows and another program
/// would lose.
#[cfg(feature = "preview")]
const PREVIEW_VERSION: u32 = 2;

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
            version: version_of(&plan),
            endpoint: plan.endpoint,
            before: plan.before.to_wire(),
            after: plan.after.to_wire(),
        }
    }
}

impl TryFrom<PlanDocument> for Plan {
    type Error = InvalidValue;

    fn try_from(document: PlanDocument) -> Result<Self, InvalidValue> {
        if !is_understood(document.version) {
            let problem = format!("has version {}", document.version);
            return Err(
                InvalidValue::new("plan", problem).with_hint("make it anew with this version")
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

#[cfg(not(feature = "preview"))]
fn version_of(_: &Plan) -> u32 {
    VERSION
}

#[cfg(feature = "preview")]
fn version_of(plan: &Plan) -> u32 {
    let mut configurations = [&plan.before, &plan.after].into_iter();
    let preview = configurations.find_map(crate::preview::uses_preview);
    preview.map_or(VERSION, |_| PREVIEW_VERSION)
}

fn is_understood(version: u32) -> bool {
    #[cfg(feature = "preview")]
    if version == PREVIEW_VERSION {
        return true;
    }
    version == VERSION
}
