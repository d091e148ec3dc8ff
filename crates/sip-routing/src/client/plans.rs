//! Changing everything at once, and only as planned.

use std::{
    result,
    time::{Duration, Instant},
};

use acs_core::{Error, InvalidValue, Result, pause};

use super::SipRoutingClient;
#[cfg(feature = "simulation")]
use crate::Expectations;
use crate::{Applied, ApplyError, Plan, SipConfiguration, wire};

/// The longest wait before the last look at a change.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// Plans.
impl SipRoutingClient {
    /// Reads what the service has and compares it with `desired`: one `GET /sip`. Nothing is
    /// changed; [`apply`](Self::apply) does that.
    ///
    /// To change what is there, prefer [`plan_edit`](Self::plan_edit): it reads only once, so nothing
    /// can come in between.
    ///
    /// # Errors
    /// [`is_invalid_input`](crate::Error::is_invalid_input): the service would refuse `desired`, and
    /// the text says everything that is wrong with it. Or more than 250 trunks are added, changed
    /// and removed in all, which is more than one request holds: then go by a configuration that
    /// has the routes on some of the trunks only, so that each step changes no more than 250.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     client: acs_sip_routing::SipRoutingClient,
    /// #     desired: acs_sip_routing::SipConfiguration,
    /// # ) -> acs_sip_routing::Result<()> {
    /// let plan = client.plan(&desired).await?;
    /// println!("{}", plan.diff());
    /// # Ok(())
    /// # }
    /// ```
    pub async fn plan(&self, desired: &SipConfiguration) -> Result<Plan> {
        self.check_version_for(desired)?;
        let before = self.get_configuration().await?;
        Plan::new(self.endpoint(), before, desired.clone())
    }

    /// Reads what the service has and applies `edit` to it: one `GET /sip`. Nothing is changed; [`apply`](Self::apply) does that.
    ///
    /// # Errors
    /// As for [`plan`](Self::plan), and those of the edit, which are
    /// [`is_invalid_input`](crate::Error::is_invalid_input), too.
    ///
    /// ```no_run
    /// use acs_sip_routing::Position;
    ///
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// let plan = client
    ///     .plan_edit(|current| {
    ///         current
    ///             .move_route("Germany", Position::First)?
    ///             .rename_route("all", "everything else".parse()?)
    ///     })
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn plan_edit(
        &self,
        edit: impl FnOnce(&SipConfiguration) -> result::Result<SipConfiguration, InvalidValue>,
    ) -> Result<Plan> {
        let before = self.get_configuration().await?;
        let desired = edit(&before)?;
        self.check_version_for(&desired)?;
        Plan::new(self.endpoint(), before, desired)
    }

    /// Carries out a plan: one `GET /sip` to see that nothing has changed since it was made, one
    /// `PATCH /sip` with trunks and routes, and one more `GET /sip` to see that nobody else undid it.
    /// If there is nothing to do, it is the first one only. Each answer is compared with the plan.
    ///
    /// Trunks and routes change in the same moment, and the service makes all of the change or
    /// nothing, so there is no moment without routes and none in which a route leads nowhere.
    ///
    /// # When it is not known how far it came
    /// A plan can be applied any number of times. If the change was made already, nothing is sent,
    /// and the result is the same. So after a crash, or an
    /// [outcome that is not known](ApplyError::is_outcome_unknown), apply the same plan again.
    ///
    /// # Two at the same time
    /// Clones of one client take turns, so the second one finds what the first one did, and
    /// refuses. Between programs, what changes before this method reads is found and refused.
    /// [`Plan::rebase`] then makes the plan fit, if the other change touches something else.
    ///
    /// The interface has no condition on a version, so a program that has read before this one
    /// writes, and writes after it, overwrites the change. That is why this method waits for about
    /// twice as long as its own two requests took, and looks again: if anything of the change is gone,
    /// the loser of the race is [told](ApplyError::is_not_as_planned). A program that takes longer between reading and writing
    /// is not noticed. Let one program at a time apply plans.
    ///
    /// # Errors
    /// An [`ApplyError`], which can be asked what happened.
    ///
    /// ```no_run
    /// # use acs_sip_routing::{Plan, SipRoutingClient};
    /// # async fn example(client: SipRoutingClient, plan: Plan) -> Result<(), Box<dyn std::error::Error>> {
    /// match client.apply(&plan).await {
    ///     Ok(applied) => println!("{} routes", applied.configuration().routes.len()),
    ///     Err(error) if error.is_stale() => {
    ///         println!("somebody else was faster:\n{}", error.changes().unwrap());
    ///     }
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn apply(&self, plan: &Plan) -> result::Result<Applied, ApplyError> {
        if plan.endpoint() != self.endpoint().as_str() {
            return Err(ApplyError::other_resource(plan.endpoint()));
        }
        self.check_version_for(plan.after())
            .map_err(ApplyError::before_sending)?;
        let _turn = self.turns.lock().await;
        let began = Instant::now();
        let current = self.get_configuration().await;
        let current = current.map_err(ApplyError::before_sending)?;
        if current.is_equivalent(plan.after()) {
            return Ok(Applied::new(plan, current, false));
        }
        if !current.is_equivalent(plan.before()) {
            return Err(ApplyError::stale(plan.before(), current));
        }
        let Some(update) = plan.update(&current).map_err(ApplyError::before_sending)? else {
            return Ok(Applied::new(plan, current, false));
        };
        let applied = self.carry_out(plan, &update).await?;
        self.look_again(plan, applied, began.elapsed()).await
    }

    /// Carries out a plan as [`apply`](Self::apply) does, unless it breaks one of the expectations.
    /// With the cargo feature `simulation`.
    ///
    /// # Errors
    /// As for [`apply`](Self::apply). If
    /// [`broken_expectations`](ApplyError::broken_expectations) has any, nothing was sent.
    ///
    /// ```no_run
    /// # use acs_sip_routing::{Expectations, Plan, SipRoutingClient};
    /// # async fn example(
    /// #     client: SipRoutingClient,
    /// #     plan: Plan,
    /// #     expectations: Expectations,
    /// # ) -> Result<(), Box<dyn std::error::Error>> {
    /// if let Err(error) = client.apply_expecting(&plan, &expectations).await {
    ///     for broken in error.broken_expectations() {
    ///         println!("{broken}");
    ///     }
    ///     return Err(error.into());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "simulation")]
    pub async fn apply_expecting(
        &self,
        plan: &Plan,
        expectations: &Expectations,
    ) -> result::Result<Applied, ApplyError> {
        let broken = plan.broken(expectations);
        if broken.is_empty() {
            self.apply(plan).await
        } else {
            Err(ApplyError::unexpected(broken))
        }
    }

    async fn carry_out(
        &self,
        plan: &Plan,
        update: &wire::SipConfigurationUpdate,
    ) -> result::Result<Applied, ApplyError> {
        let found = match self.change(update).await {
            Ok(found) => found,
            Err(error) => return self.find_out(plan, error).await,
        };
        if found.is_equivalent(plan.after()) {
            return Ok(Applied::new(plan, found, true));
        }
        Err(ApplyError::not_as_planned(plan.after(), found, None))
    }

    /// Looks if a change is still there when those are done that had read before it was made.
    async fn look_again(
        &self,
        plan: &Plan,
        applied: Applied,
        took: Duration,
    ) -> result::Result<Applied, ApplyError> {
        pause((took * 2).min(LONGEST_WAIT)).await;
        match self.get_configuration().await {
            // Changes of others in other places are their business.
            Ok(found) if plan.is_in_effect(&found) => Ok(applied),
            Ok(found) => Err(ApplyError::not_as_planned(plan.after(), found, None)),
            // The change was made; only what came after it is not known.
            Err(_) => Ok(applied.unconfirmed()),
        }
    }

    /// Reads what came of a change whose request failed.
    async fn find_out(&self, plan: &Plan, error: Error) -> result::Result<Applied, ApplyError> {
        // What the service refuses it does not change. But an earlier try may have got through.
        let refused = error
            .status()
            .is_some_and(|status| (400..500).contains(&status));
        let Ok(found) = self.get_configuration().await else {
            return Err(ApplyError::of_change(error, false));
        };
        if found.is_equivalent(plan.after()) {
            Ok(Applied::new(plan, found, true))
        } else if found.is_equivalent(plan.before()) {
            Err(ApplyError::of_change(error, true))
        } else if refused {
            Err(ApplyError::stale(plan.before(), found))
        } else {
            Err(ApplyError::not_as_planned(plan.after(), found, Some(error)))
        }
    }
}
