//! Routing without a call.

mod outcome;
mod table;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

pub use self::{
    outcome::{Attempt, Simulation, Unjudged},
    table::SimulationTable,
};
use crate::{
    DialledNumber, Route, SipConfiguration, TrunkFqdn,
    pattern::{PatternTable, Verdict},
};

/// Says where calls would go, without a call and without the service.
///
/// The rules are those of the service: routes are tried from first to last, a route fits if its
/// pattern matches the number ([`NumberMatcher`](crate::NumberMatcher) has the details), and a call
/// is offered to the trunks of the first route that fits, in the order of its list. When none of
/// them is available, the next route that fits is tried.
///
/// The published interface says that trunks are tried in the order of the list; the tutorial for
/// the portal speaks of a random order. Where the order matters, give the second choice a route of
/// its own with the same pattern: the order of routes is certain.
///
/// Making one takes the time to read all patterns; after that a number takes microseconds, so keep
/// it for many numbers.
///
/// ```
/// use acs_sip_routing::{DialledNumber, Route, Simulator, SipConfiguration, SipPort, Trunk};
///
/// let trunk = |name: &str| Ok::<_, acs_sip_routing::InvalidValue>(Trunk::new(name.parse()?, SipPort::TLS));
/// let seattle = Route::new("Seattle".parse()?, r"^\+1(206|425)\d{7}$".parse()?)
///     .with_trunks(["sbc1.contoso.com".parse()?, "sbc2.contoso.com".parse()?])?;
/// let all = Route::new("all".parse()?, "^.*$".parse()?)
///     .with_trunks(["sbc3.contoso.com".parse()?])?;
/// let configuration = SipConfiguration::new(
///     [trunk("sbc1.contoso.com")?, trunk("sbc2.contoso.com")?, trunk("sbc3.contoso.com")?],
///     [seattle, all],
/// )?;
///
/// let simulator = Simulator::new(&configuration).down(["sbc1.contoso.com".parse()?]);
/// let call = simulator.simulate(&DialledNumber::new("+14255550100")?);
/// assert_eq!(call.route().unwrap().name().as_str(), "Seattle");
/// assert_eq!(call.others().count(), 1);
/// let tried: Vec<_> = call.attempts().map(|attempt| attempt.trunk().as_str()).collect();
/// assert_eq!(tried, ["sbc1.contoso.com", "sbc2.contoso.com", "sbc3.contoso.com"]);
/// assert_eq!(call.taken_by().unwrap().trunk().as_str(), "sbc2.contoso.com");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Simulator {
    routes: Vec<Route>,
    patterns: PatternTable,
    down: HashSet<TrunkFqdn>,
}

/// The trunks that take no calls.
fn switched_off(configuration: &SipConfiguration) -> HashSet<TrunkFqdn> {
    let trunks = configuration.trunks.iter();
    let off = trunks.filter(|trunk| trunk.is_off());
    off.map(|trunk| trunk.fqdn().clone()).collect()
}

impl Simulator {
    /// Reads the patterns of all routes.
    ///
    /// A trunk that is switched off, which only the preview knows, is taken to be unavailable.
    ///
    /// A pattern that cannot be read is no error here: a simulation tells where it leaves the
    /// outcome open. [`SipConfiguration::check`] names such patterns.
    pub fn new(configuration: &SipConfiguration) -> Self {
        let routes = configuration.routes.clone();
        Self {
            patterns: PatternTable::new(routes.iter().map(Route::number_pattern)),
            routes,
            down: switched_off(configuration),
        }
    }

    /// The same with these trunks taken to be unavailable, besides those that were before.
    #[must_use]
    pub fn down(mut self, trunks: impl IntoIterator<Item = TrunkFqdn>) -> Self {
        self.down.extend(trunks);
        self
    }

    /// Says where a call to the number would go.
    pub fn simulate(&self, number: &DialledNumber) -> Simulation<'_> {
        let mut fitting = Vec::new();
        let mut unjudged = Vec::new();
        for (index, verdict) in self.patterns.verdicts(number) {
            match verdict {
                Verdict::Matches => fitting.push(index),
                Verdict::TooCostly(costly) => unjudged.push((index, Unjudged::TooCostly(costly))),
                Verdict::Unreadable(error) => {
                    unjudged.push((index, Unjudged::Pattern(error.clone())));
                }
            }
        }
        Simulation {
            simulator: self,
            number: number.clone(),
            fitting,
            unjudged,
        }
    }

    /// Says where calls to many numbers would go, as a table.
    pub fn simulate_all<'n>(
        &self,
        numbers: impl IntoIterator<Item = &'n DialledNumber>,
    ) -> SimulationTable<'_> {
        let rows = numbers.into_iter().map(|number| self.simulate(number));
        SimulationTable::new(rows.collect())
    }

    /// The routes, in the order in which they are tried.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    fn is_down(&self, trunk: &TrunkFqdn) -> bool {
        self.down.contains(trunk)
    }
}
