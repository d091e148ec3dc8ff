//! The result of a plan.

use super::Plan;
use crate::SipConfiguration;

/// The result of a plan that was applied: the configuration after it, and the way back.
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
    confirmed: bool,
}

impl Applied {
    pub(crate) fn new(plan: &Plan, configuration: SipConfiguration, changed: bool) -> Self {
        Self {
            plan: plan.clone(),
            configuration,
            changed,
            confirmed: true,
        }
    }

    /// The same, without a last look.
    pub(crate) fn unconfirmed(self) -> Self {
        Self {
            confirmed: false,
            ..self
        }
    }

    /// The configuration of the service after the change. It was compared with what the plan asked
    /// for.
    pub fn configuration(&self) -> &SipConfiguration {
        &self.configuration
    }

    /// Returns false if the change was made and reading the configuration afterwards failed, so that
    /// nobody has seen if somebody else overwrote it.
    pub fn is_confirmed(&self) -> bool {
        self.confirmed
    }

    /// Returns true if a change was sent. It is not when the service has all of it already: when the plan is
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
