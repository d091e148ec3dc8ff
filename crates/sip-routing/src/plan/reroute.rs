//! The numbers that a plan sends another way.

use std::{
    collections::{BTreeSet, HashSet},
    fmt,
};

use super::Plan;
use crate::{
    Attempt, DialledNumber, Route, RouteName, Simulation, Simulator, TrunkFqdn, Unjudged,
    pattern::{CompiledPattern, Effort, explore},
    text::{NO_ROUTE_SHORT, one_line},
};

/// A number whose calls go another way when a plan is applied.
///
/// `Display` shows the number; `Debug` does not.
///
/// ```no_run
/// # fn example(plan: acs_sip_routing::Plan) {
/// for reroute in plan.reroute_examples() {
///     if reroute.is_cut_off() {
///         println!("no trunk takes {} any more", reroute.number());
///     }
/// }
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reroute {
    number: DialledNumber,
    before: Way,
    after: Way,
}

/// The most numbers that are looked at for examples, and how many of them may be without a result
/// because a pattern is too costly: the search has to end, whatever the patterns are.
const MAX_NUMBERS: usize = 2_000;
const MAX_COSTLY: usize = 200;

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

    /// The trunks that calls are offered to before, in their order. Those that are switched off are
    /// left out.
    pub fn trunks_before(&self) -> &[TrunkFqdn] {
        &self.before.trunks
    }

    /// The trunks that calls are offered to after, in their order. Those that are switched off are
    /// left out.
    pub fn trunks_after(&self) -> &[TrunkFqdn] {
        &self.after.trunks
    }

    /// Returns true if a trunk takes calls before, and none does after.
    pub fn is_cut_off(&self) -> bool {
        !self.before.trunks.is_empty() && self.after.trunks.is_empty()
    }

    /// Returns true if both ways are certain. They are not where a pattern could not be matched, and
    /// where they rest on [what was never seen of the service](crate::Assumption).
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
            return f.write_str(NO_ROUTE_SHORT);
        };
        let name = one_line(route);
        let trunks: Vec<_> = self.trunks.iter().map(TrunkFqdn::as_str).collect();
        match trunks.join(", ") {
            none if none.is_empty() => write!(f, "{name} over no trunk that takes calls"),
            trunks => write!(f, "{name} over {trunks}"),
        }
    }
}

impl Way {
    fn of(call: &Simulation<'_>) -> Self {
        let mut seen = HashSet::new();
        let available = call.attempts().filter(Attempt::is_available);
        let trunks = available.map(|attempt| attempt.trunk());
        Self {
            route: call.route().map(|route| route.name().clone()),
            trunks: trunks
                .filter(|trunk| seen.insert(*trunk))
                .cloned()
                .collect(),
            is_certain: call.unjudged().next().is_none() && call.assumptions().is_empty(),
        }
    }

    /// Tells if calls are offered to the same trunks in the same order. The names of the routes
    /// make no difference.
    fn leads_like(&self, other: &Self) -> bool {
        self.trunks == other.trunks && self.route.is_some() == other.route.is_some()
    }
}

/// Numbers that go another way. With the cargo feature `simulation`.
impl Plan {
    /// Says which of these numbers go another way when the plan is applied: to other trunks, to the
    /// same in another order, those included that are tried when others are not available, or to
    /// none. A trunk that the plan switches off counts as one that takes no calls.
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
        let comparison = Comparison::of(self);
        let numbers = numbers.into_iter();
        numbers
            .filter_map(|number| comparison.reroute(number).0)
            .collect()
    }

    /// Finds numbers by itself that go another way when the plan is applied: for each such change of
    /// way the shortest number. They are made up, and need not exist.
    ///
    /// Without any, and with no pattern out of the ordinary, no number at all goes another way. With very many or very intricate patterns the search is given up early, so that it takes
    /// no more than seconds.
    ///
    /// ```no_run
    /// # fn example(plan: acs_sip_routing::Plan) {
    /// for reroute in plan.reroute_examples() {
    ///     println!("for example {reroute}");
    /// }
    /// # }
    /// ```
    pub fn reroute_examples(&self) -> Vec<Reroute> {
        let routes = [&self.before.routes, &self.after.routes];
        let texts: BTreeSet<_> = routes
            .into_iter()
            .flatten()
            .map(Route::number_pattern)
            .collect();
        let patterns: Vec<_> = texts
            .into_iter()
            .filter_map(|it| CompiledPattern::new(it).ok())
            .collect();
        let mut numbers = Vec::new();
        explore(patterns.iter().map(Some), Effort::WHOLE, |_, number| {
            numbers.push(number);
        });
        let comparison = Comparison::of(self);
        let mut seen = HashSet::new();
        let mut examples = Vec::new();
        let mut costly = 0;
        for number in numbers.iter().take(MAX_NUMBERS) {
            let (reroute, failed) = comparison.reroute(number);
            let new = |it: &Reroute| seen.insert((it.before.clone(), it.after.clone()));
            examples.extend(reroute.filter(new));
            costly += failed;
            if costly > MAX_COSTLY {
                break;
            }
        }
        examples
    }
}

/// Both sides of a plan.
struct Comparison {
    before: Simulator,
    after: Simulator,
}

impl Comparison {
    fn of(plan: &Plan) -> Self {
        Self {
            before: Simulator::new(&plan.before),
            after: Simulator::new(&plan.after),
        }
    }

    /// The change of the way of calls to the number, if that differs, and how many patterns were too costly
    /// to tell.
    fn reroute(&self, number: &DialledNumber) -> (Option<Reroute>, usize) {
        let (before, after) = (self.before.simulate(number), self.after.simulate(number));
        let unjudged = before.unjudged().chain(after.unjudged());
        let costly = unjudged.filter(|(_, why)| matches!(why, Unjudged::TooCostly(_)));
        let costly = costly.count();
        let reroute = Reroute {
            number: number.clone(),
            before: Way::of(&before),
            after: Way::of(&after),
        };
        let differs = !reroute.before.leads_like(&reroute.after);
        (differs.then_some(reroute), costly)
    }
}
