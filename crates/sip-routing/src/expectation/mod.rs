//! Numbers and where they have to go.

mod broken;
mod reading;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use acs_core::InvalidValue;

pub use self::broken::BrokenExpectation;
use crate::{DialledNumber, Plan, RouteName, Simulator, SipConfiguration, TrunkFqdn};

/// Numbers and where they have to go, also when trunks are down.
///
/// They are tested against a [configuration](Self::broken_by) or a [plan](Plan::broken), and
/// [`SipRoutingClient::apply_expecting`](crate::SipRoutingClient::apply_expecting) refuses a plan
/// that breaks one. As a file they read:
///
/// ```
/// # #[cfg(feature = "toml")]
/// # {
/// use acs_sip_routing::{Expectations, Route, SipConfiguration, SipPort, Trunk};
///
/// let expectations = Expectations::from_toml(r#"
///     "911" = { via = ["sbc1.contoso.com"] }
///
///     [ "+447700900123" ]
///     route = "UK mobile"
///     via = ["sbc1.contoso.com", "sbc2.contoso.com"]
///     down = { "sbc1.contoso.com" = { via = ["sbc2.contoso.com"] } }
/// "#)?;
///
/// let trunks = ["sbc1.contoso.com".parse()?, "sbc2.contoso.com".parse()?];
/// let mobile = Route::new("UK mobile".parse()?, r"^\+447\d{9}$".parse()?)
///     .with_trunks(trunks.clone())?;
/// let trunks = trunks.map(|fqdn| Trunk::new(fqdn, SipPort::TLS));
/// let configuration = SipConfiguration::new(trunks, [mobile])?;
/// let broken = expectations.broken_by(&configuration);
/// assert_eq!(
///     broken[0].to_string(),
///     "911: expected sbc1.contoso.com first, found no route (perhaps the service's own telephony)"
/// );
/// assert_eq!(broken.len(), 1);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `via` has the trunks that a call is offered to, first choice first, as far as they matter; an empty
/// list says that no trunk takes the call. `route` is the route of the trunk that takes it. `down` has
/// the same for when trunks are down; several are written with commas between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectations(Vec<Expectation>);

/// The way that calls to a number have to take: the route, the first trunks, or both.
///
/// ```
/// use acs_sip_routing::ExpectedWay;
///
/// let way = ExpectedWay::over(["sbc1.contoso.com".parse()?]).with_route("UK mobile".parse()?);
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ExpectedWay {
    route: Option<RouteName>,
    via: Option<Vec<TrunkFqdn>>,
}

impl ExpectedWay {
    /// Expects a call to be offered to these trunks first, in this order. Without any, no trunk may
    /// take it.
    pub fn over(trunks: impl IntoIterator<Item = TrunkFqdn>) -> Self {
        Self {
            route: None,
            via: Some(trunks.into_iter().collect()),
        }
    }

    /// Expects a trunk of the route to take a call, whichever it is.
    pub fn by(route: RouteName) -> Self {
        Self {
            route: Some(route),
            via: None,
        }
    }

    /// The same, and over this route.
    #[must_use]
    pub fn with_route(mut self, route: RouteName) -> Self {
        self.route = Some(route);
        self
    }
}

/// A number and where it has to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    number: DialledNumber,
    /// The ways by the trunks that are down; usually none is.
    ways: Vec<(Vec<TrunkFqdn>, ExpectedWay)>,
}

impl Expectation {
    /// Expects calls to `number` to go this way when no trunk is down.
    pub fn new(number: DialledNumber, way: ExpectedWay) -> Self {
        Self {
            number,
            ways: vec![(Vec::new(), way)],
        }
    }

    /// The same, and another way when these trunks are down.
    #[must_use]
    pub fn when_down(
        mut self,
        trunks: impl IntoIterator<Item = TrunkFqdn>,
        way: ExpectedWay,
    ) -> Self {
        self.ways.push((trunks.into_iter().collect(), way));
        self
    }
}

impl Expectations {
    /// The same with one more.
    #[must_use]
    pub fn with(mut self, expectation: Expectation) -> Self {
        self.0.push(expectation);
        self
    }

    /// The expectations that `configuration` breaks.
    ///
    /// One is broken if a call would go another way, if it is open where it would go, or if the
    /// configuration lacks a trunk that is said to be down.
    pub fn broken_by(&self, configuration: &SipConfiguration) -> Vec<BrokenExpectation> {
        let mut simulators: HashMap<&[TrunkFqdn], Simulator> = HashMap::new();
        let whole = Simulator::new(configuration);
        let mut broken = Vec::new();
        for expectation in &self.0 {
            for (down, way) in &expectation.ways {
                let simulator = simulators
                    .entry(down)
                    .or_insert_with(|| whole.clone().down(down.iter().cloned()));
                let call = simulator.simulate(&expectation.number);
                let missing = down.iter().filter(|it| configuration.trunk(it).is_none());
                let missing = missing.cloned().collect();
                broken.extend(BrokenExpectation::unless_met(way, down, missing, &call));
            }
        }
        broken
    }
}

/// Expectations. With the cargo feature `simulation`.
impl Plan {
    /// The expectations that are broken when the plan is applied.
    pub fn broken(&self, expectations: &Expectations) -> Vec<BrokenExpectation> {
        expectations.broken_by(self.after())
    }
}

impl FromIterator<Expectation> for Expectations {
    fn from_iter<I: IntoIterator<Item = Expectation>>(expectations: I) -> Self {
        Self(expectations.into_iter().collect())
    }
}

/// Refuses an expectation of nothing.
fn expects_nothing() -> InvalidValue {
    InvalidValue::new("expectation", "expects nothing").with_hint("give it a route, via, or both")
}
