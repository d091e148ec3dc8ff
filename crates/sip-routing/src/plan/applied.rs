//! What came of a plan.

use super::Plan;
use crate::SipConfiguration;

/// What came of a plan that was applied: what the service has now, and how to go back.
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
