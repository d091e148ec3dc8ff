//! A plan made to fit a configuration that somebody else has changed.

mod conflict;
mod routes;
#[cfg(test)]
mod tests;
mod trunks;

pub use self::conflict::{Change, Conflict, RebaseError};
use super::{Diff, Plan};
use crate::{Finding, InvalidConfiguration, Place, Problem, SipConfiguration};

/// Making a plan fit. With the cargo feature `simulation`.
impl Plan {
    /// Returns the same change for a configuration that somebody else has changed since the plan was
    /// made. It works for a way back, too.
    ///
    /// The other change stays. Trunks and routes are known by their names and patterns, so
    /// it does not matter that they are elsewhere now. Two new routes for the same place are taken in
    /// the order other, own, if no number fits both.
    ///
    /// Look at the [differences](Self::diff) and at the
    /// [numbers that go another way](Self::reroute_examples) of the result before it is applied.
    ///
    /// # Errors
    /// The other change touches the same, and the [`RebaseError`] names both: the same trunk, the
    /// same route, an order that both change, a trunk that one needs and the other deletes.
    ///
    /// ```no_run
    /// # use acs_sip_routing::{Plan, SipRoutingClient};
    /// # async fn example(client: SipRoutingClient, plan: Plan) -> Result<(), Box<dyn std::error::Error>> {
    /// let applied = match client.apply(&plan).await {
    ///     Err(error) if error.is_stale() => {
    ///         let plan = plan.rebase(&client.get_configuration().await?)?;
    ///         println!("{}", plan.diff());
    ///         client.apply(&plan).await?
    ///     }
    ///     outcome => outcome?,
    /// };
    /// # Ok(())
    /// # }
    /// ```
    pub fn rebase(&self, current: &SipConfiguration) -> Result<Self, RebaseError> {
        let mut changes = Changes {
            own: self.diff(),
            other: Diff::between(&self.before, current),
            conflicts: Vec::new(),
        };
        let trunks = trunks::merged(&self.before, &self.after, current, &mut changes);
        let routes = routes::merged(&self.before, &self.after, current, &mut changes);
        let (Some(trunks), Some(routes)) = (trunks, routes) else {
            return Err(RebaseError::new(changes.conflicts));
        };
        let after = SipConfiguration { trunks, routes };
        if let Err(invalid) = InvalidConfiguration::unless_taken(&after, current) {
            invalid
                .errors()
                .iter()
                .for_each(|it| changes.make_invalid(it));
            return Err(RebaseError::new(changes.conflicts));
        }
        Ok(Self {
            endpoint: self.endpoint.clone(),
            before: current.clone(),
            after,
        })
    }
}

/// Both changes, and where they do not go together.
struct Changes {
    own: Diff,
    other: Diff,
    conflicts: Vec<Conflict>,
}

impl Changes {
    /// Adds a conflict between the first changes that pass the tests, or else between the first ones.
    fn clash(&mut self, own: &dyn Fn(&Change) -> bool, other: &dyn Fn(&Change) -> bool) {
        let find = |diff, test| Change::find(diff, test).or_else(|| Change::find(diff, &|_| true));
        if let (Some(own), Some(other)) = (find(&self.own, own), find(&self.other, other)) {
            self.conflicts.push(Conflict { own, other });
        }
    }

    /// Adds the changes that together make what the service would refuse.
    fn make_invalid(&mut self, finding: &Finding) {
        let (Problem::MissingTrunk, Place::RouteTrunk { fqdn, name, .. }) =
            (finding.problem(), finding.place())
        else {
            return self.clash(&|_| true, &|_| true);
        };
        let is_of_route = |it: &Change| it.is_of_route(name);
        let deletes = |it: &Change| it.deletes_trunk(fqdn);
        if Change::find(&self.own, &deletes).is_some() {
            self.clash(&deletes, &is_of_route);
        } else {
            self.clash(&is_of_route, &deletes);
        }
    }
}
