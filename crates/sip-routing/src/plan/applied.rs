//! What came of a plan.

use super::Plan;
use crate::SipConfiguration;

/// What came of a plan that was applied: what the service has now, and how to go back.
///
/// ```no_run
/// # use acs_sip_routing::{Plan, SipRoutingClient};
/// # async fn example(client: SipRoutingClient, plan: Plan) -> Result<(), Box<dyn std::error::Error>> {
/// let applied = client.apply(&plan).await?;
/// if applied.changed() {
///     println!("{} routes now", applied.configuration().routes.len());
///     std::fs::write("way-back.json", serde_json::to_string(&applied.plan_rollback())?)?;
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    plan: Plan,
    configuration: SipConfiguration,
    changed: bool,
}

impl Applied {
    pub(crate) fn new(plan: &Plan, configuration: SipConfiguration, changed: bool) -> Self {
        Self {
            plan: plan.clone(),
            configuration,
            changed,
        }
    }

    /// What the service has now. It was compared with what the plan asked for.
    pub fn configuration(&self) -> &SipConfiguration {
        &self.configuration
    }

    /// Whether a change was sent. It is not when the service has all of it already: when the plan is
    /// empty, or when it was applied before.
    pub fn changed(&self) -> bool {
        self.changed
    }

    /// The plan that goes back to what the service had before. Keep it until the change has proven
    /// itself.
    pub fn plan_rollback(&self) -> Plan {
        Plan {
            before: self.configuration.clone(),
            ..self.plan.plan_rollback()
        }
    }
}
