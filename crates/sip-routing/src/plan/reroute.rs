//! Which numbers a plan sends another way.

use std::{collections::HashSet, fmt};

use super::Plan;
use crate::{
    DialledNumber, Route, RouteName, Simulation, Simulator, SipConfiguration, TrunkFqdn,
    pattern::{CompiledPattern, explore},
};

/// A number whose calls go another way when a plan is applied.
///
/// `Display` shows the number; `Debug` does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reroute {
    number: DialledNumber,
    before: Way,
    after: Way,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Way {
    route: Option<RouteName>,
    trunks: Vec<TrunkFqdn>,
    is_certain: bool,
}

impl Reroute {
    /// The number.
    pub fn number(&self) -> &DialledNumber {
        &self.number
    }

    /// The route that decides before.
    pub fn route_before(&self) -> Option<&RouteName> {
        self.before.route.as_ref()
    }

    /// The route that decides after.
    pub fn route_after(&self) -> Option<&RouteName> {
        self.after.route.as_ref()
    }

    /// The trunks that calls are offered to before, in their order.
    pub fn trunks_before(&self) -> &[TrunkFqdn] {
        &self.before.trunks
    }

    /// The trunks that calls are offered to after, in their order.
    pub fn trunks_after(&self) -> &[TrunkFqdn] {
        &self.after.trunks
    }

    /// Whether both ways are certain. They are not where a pattern could not be matched.
    pub fn is_certain(&self) -> bool {
        self.before.is_certain && self.after.is_certain
    }
}

impl fmt::Display for Reroute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} before, {} after",
            self.number, self.before, self.after
        )?;
        if !self.is_certain() {
            f.write_str(" (not certain)")?;
        }
        Ok(())
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(route) = &self.route else {
            return f.write_str("no route");
        };
        let name = route.as_str().replace(char::is_control, " ");
        let trunks: Vec<_> = self.trunks.iter().map(TrunkFqdn::as_str).collect();
        match trunks.join(", ") {
            none if none.is_empty() => write!(f, "{name} over no trunk"),
            trunks => write!(f, "{name} over {trunks}"),
        }
    }
}

impl Way {
    fn of(call: &Simulation<'_>) -> Self {
        let mut seen = HashSet::new();
        let trunks = call.attempts().map(|attempt| attempt.trunk());
        Self {
            route: call.route().map(|route| route.name().clone()),
            trunks: trunks
                .filter(|trunk| seen.insert(*trunk))
                .cloned()
                .collect(),
            is_certain: call.unjudged().next().is_none(),
        }
    }

    /// Whether calls are offered to the same trunks in the same order, whatever the routes are
    /// called.
    fn leads_like(&self, other: &Self) -> bool {
        self.trunks == other.trunks && self.route.is_some() == other.route.is_some()
    }
}

/// Which numbers go another way. With the cargo feature `simulation`.
impl Plan {
    /// Says which of these numbers go another way when the plan is applied: to other trunks, or to
    /// the same in another order, those included that are tried when others are not available.
    ///
    /// ```no_run
    /// # fn example(plan: acs_sip_routing::Plan) -> acs_sip_routing::Result<()> {
    /// let ours = ["+14255550100".parse()?, "+493055501".parse()?, "911".parse()?];
    /// for reroute in plan.rerouted(&ours) {
    ///     println!("{reroute}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn rerouted<'n>(
        &self,
        numbers: impl IntoIterator<Item = &'n DialledNumber>,
    ) -> Vec<Reroute> {
        let before = Simulator::new(&self.before);
        let after = Simulator::new(&self.after);
        let compare = |number: &DialledNumber| {
            let reroute = Reroute {
                number: number.clone(),
                before: Way::of(&before.simulate(number)),
                after: Way::of(&after.simulate(number)),
            };
            (!reroute.before.leads_like(&reroute.after)).then_some(reroute)
        };
        numbers.into_iter().filter_map(compare).collect()
    }

    /// Finds numbers by itself that go another way when the plan is applied: for each such change of
    /// way the shortest number. They are made up, and need not exist.
    ///
    /// If it comes back empty, and no pattern is out of the ordinary, no number at all goes another
    /// way. With very many or very intricate patterns the search is given up early.
    pub fn reroute_examples(&self) -> Vec<Reroute> {
        let compiled = |configuration: &SipConfiguration| -> Vec<_> {
            let routes = configuration.routes.iter();
            let patterns = routes.map(Route::number_pattern);
            patterns.map(|it| CompiledPattern::new(it).ok()).collect()
        };
        let patterns = [compiled(&self.before), compiled(&self.after)].concat();
        let mut numbers = Vec::new();
        explore(patterns.iter().map(Option::as_ref), |_, number| {
            numbers.push(number);
        });
        let mut seen = HashSet::new();
        let mut examples = self.rerouted(&numbers);
        examples.retain(|it| seen.insert((it.before.clone(), it.after.clone())));
        examples
    }
}
