//! Routing without a call.

mod outcome;
mod table;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

pub use self::{
    outcome::{Assumption, Attempt, Simulation, Unjudged},
    table::SimulationTable,
};
use crate::{
    DialledNumber, Route, SipConfiguration, TrunkFqdn,
    pattern::{PatternTable, Verdict},
};

/// Says where calls would go, without a call and without the service.
///
/// The rules are those that the service documents: routes are tried from first to last, a route fits
/// if its pattern matches the number ([`NumberMatcher`](crate::NumberMatcher) has the details), and a
/// call is offered to the trunks of the first route that fits, in the order of its list. When none
/// of them is available, the next route that fits is tried.
///
/// A number that no route fits is not blocked by that: where the resource has bought numbers, a call
/// that shows one of them may leave over the service's own telephony. So leaving out a route forbids
/// nothing.
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
    off: HashSet<TrunkFqdn>,
}

impl Simulator {
    /// Reads the patterns of all routes.
    ///
    /// A trunk that is switched off, which only the preview knows, is taken to be unavailable, and a
    /// route without trunks is passed over. Neither was seen of the service, so a simulation that
    /// rests on it [says so](Simulation::assumptions).
    ///
    /// A pattern that cannot be read is no error here: a simulation tells where it leaves the
    /// outcome open. [`SipConfiguration::check`] names such patterns.
    pub fn new(configuration: &SipConfiguration) -> Self {
        let routes = configuration.routes.clone();
        Self {
            patterns: PatternTable::new(routes.iter().map(Route::number_pattern)),
            routes,
            down: HashSet::new(),
            off: configuration.trunks_off().into_iter().cloned().collect(),
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
}
