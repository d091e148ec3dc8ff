//! Changes that are looked at before they are made.

mod applied;
mod diff;
mod document;
mod effect;
mod error;
mod matching;
#[cfg(feature = "simulation")]
mod rebase;
#[cfg(feature = "simulation")]
mod reroute;
#[cfg(test)]
mod tests;
mod text;

use acs_core::{Endpoint, Result, debug_without_numbers};

#[cfg(feature = "toml")]
pub(crate) use self::matching::pairs;
pub use self::{
    applied::Applied,
    diff::{Diff, RouteChange, TrunkChange},
    error::ApplyError,
};
#[cfg(feature = "simulation")]
pub use self::{
    rebase::{Change, Conflict, RebaseError},
    reroute::Reroute,
};
use crate::{
    Finding, InvalidConfiguration, Level, SipConfiguration, update, wire::SipConfigurationUpdate,
};

/// A change that was looked at and can be made: the configuration before, and the one after.
///
/// [`SipRoutingClient::plan`](crate::SipRoutingClient::plan) makes one, and
/// [`SipRoutingClient::apply`](crate::SipRoutingClient::apply) carries it out, in one request and
/// only if nothing has changed in between. It is a value without any tie to a client: with serde it
/// can be kept in a file, shown to somebody, and applied by another process. It belongs to one
/// resource.
///
/// ```no_run
/// use acs_sip_routing::{Plan, SipConfiguration, SipRoutingClient};
///
/// # async fn example(client: SipRoutingClient, desired: SipConfiguration) -> Result<(), Box<dyn std::error::Error>> {
/// let plan = client.plan(&desired).await?;
/// println!("{}", plan.diff());
/// for warning in plan.warnings() {
///     println!("{warning}");
/// }
/// let kept = serde_json::to_string(&plan)?;
///
/// // Perhaps much later, perhaps elsewhere:
/// let plan: Plan = serde_json::from_str(&kept)?;
/// let applied = client.apply(&plan).await?;
/// let way_back = serde_json::to_string(&applied.plan_rollback())?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "document::PlanDocument", into = "document::PlanDocument")]
pub struct Plan {
    endpoint: String,
    before: SipConfiguration,
    after: SipConfiguration,
}

debug_without_numbers!(Plan {
    endpoint: text,
    before,
    after
});

impl Plan {
    /// Refuses a configuration that the service would refuse, and a change too large for one
    /// request.
    pub(crate) fn new(
        endpoint: &Endpoint,
        before: SipConfiguration,
        desired: SipConfiguration,
    ) -> Result<Self> {
        InvalidConfiguration::unless_taken(&desired, &before)?;
        let plan = Self {
            endpoint: endpoint.as_str().to_owned(),
            before,
            after: desired,
        };
        plan.update(&plan.before)?;
        Ok(plan)
    }

    /// The address of the resource that the plan is for.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The configuration of the service when the plan was made.
    pub fn before(&self) -> &SipConfiguration {
        &self.before
    }

    /// The configuration that the plan leads to.
    pub fn after(&self) -> &SipConfiguration {
        &self.after
    }

    /// Returns true if there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.before.is_equivalent(&self.after)
    }

    /// The differences: what is added, changed, removed and moved.
    pub fn diff(&self) -> Diff {
        Diff::between(&self.before, &self.after)
    }

    /// The warnings about the configuration that would come of it.
    /// [`check`](SipConfiguration::check) of [`after`](Self::after) has the notes as well.
    pub fn warnings(&self) -> Vec<Finding> {
        let mut findings = self.after.check();
        findings.retain(|finding| finding.level() == Level::Warning);
        findings
    }

    /// The plan that undoes this one, for when it has been applied.
    ///
    /// A trunk that comes back takes its place after the others; that has no effect on calls.
    #[must_use]
    pub fn plan_rollback(&self) -> Self {
        Self {
            endpoint: self.endpoint.clone(),
            before: self.after.clone(),
            after: self.before.clone(),
        }
    }

    /// The merge patch for what the service has, or nothing where there is nothing to do.
    pub(crate) fn update(
        &self,
        stored: &SipConfiguration,
    ) -> Result<Option<SipConfigurationUpdate>> {
        Ok(update::replace_all(stored, &self.after)?)
    }
}
