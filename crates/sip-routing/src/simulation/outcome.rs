//! Where a call would go.

use std::fmt;

use super::Simulator;
use crate::{DialledNumber, PatternError, Route, TooCostly, TrunkFqdn};

/// Where a call to a number would go.
///
/// [`Simulator::simulate`] makes it.
///
/// ```
/// use acs_sip_routing::{Route, Simulator, SipConfiguration, SipPort, Trunk};
///
/// let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
/// let german = Route::new("Germany".parse()?, r"^\+49".parse()?)
///     .with_trunks([trunk.fqdn().clone()])?;
/// let simulator = Simulator::new(&SipConfiguration::new([trunk], [german])?);
///
/// let call = simulator.simulate(&"+493055501".parse()?);
/// assert!(call.is_certain());
/// assert_eq!(call.route().map(|route| route.name().as_str()), Some("Germany"));
/// let taken_by = call.taken_by().expect("no trunk is down");
/// assert_eq!(taken_by.trunk().as_str(), "sbc1.contoso.com");
/// assert_eq!(simulator.simulate(&"911".parse()?).index(), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Simulation<'s> {
    pub(super) simulator: &'s Simulator,
    pub(super) number: DialledNumber,
    pub(super) fitting: Vec<usize>,
    pub(super) unjudged: Vec<(usize, Unjudged)>,
}

/// Why it is open whether a route fits a number.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unjudged {
    /// The pattern cannot be matched here.
    Pattern(PatternError),
    /// Matching this number took too many steps.
    TooCostly(TooCostly),
}

impl fmt::Display for Unjudged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pattern(error) => error.fmt(f),
            Self::TooCostly(costly) => costly.fmt(f),
        }
    }
}

/// A trunk that a call is offered to.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'s> {
    route: &'s Route,
    trunk: &'s TrunkFqdn,
    is_down: bool,
}

impl<'s> Attempt<'s> {
    /// The route that names the trunk.
    pub fn route(&self) -> &'s Route {
        self.route
    }

    /// The trunk.
    pub fn trunk(&self) -> &'s TrunkFqdn {
        self.trunk
    }

    /// Whether the trunk was marked as unavailable, so that the call goes on to the next one.
    pub fn is_down(&self) -> bool {
        self.is_down
    }
}

impl<'s> Simulation<'s> {
    /// The number that is called.
    pub fn number(&self) -> &DialledNumber {
        &self.number
    }

    /// The first route that fits, which decides. Nothing, if none does.
    pub fn route(&self) -> Option<&'s Route> {
        self.fitting().next()
    }

    /// The index of [`route`](Self::route) among the routes, counted from 0.
    pub fn index(&self) -> Option<usize> {
        self.fitting.first().copied()
    }

    /// The other routes that would fit, in their order. They come into play when no trunk of those
    /// before them is available.
    pub fn others(&self) -> impl Iterator<Item = &'s Route> + use<'s, '_> {
        self.fitting().skip(1)
    }

    /// The routes of which it is open whether they fit, and why.
    pub fn unjudged(&self) -> impl Iterator<Item = (&'s Route, &Unjudged)> + use<'s, '_> {
        let routes = &self.simulator.routes;
        let unjudged = self.unjudged.iter();
        unjudged.map(move |(index, reason)| (&routes[*index], reason))
    }

    /// Whether [`route`](Self::route) is certain: of no route before it, it is open whether it fits.
    pub fn is_certain(&self) -> bool {
        let open = self.unjudged.first().map(|(index, _)| *index);
        open.is_none_or(|open| self.index().is_some_and(|index| index < open))
    }

    /// The trunks that the call is offered to, one after the other until one takes it: those of the
    /// first route that fits, then those of the others.
    pub fn attempts(&self) -> impl Iterator<Item = Attempt<'s>> + use<'s, '_> {
        let simulator = self.simulator;
        self.fitting().flat_map(move |route| {
            route.trunks().iter().map(move |trunk| Attempt {
                route,
                trunk,
                is_down: simulator.is_down(trunk),
            })
        })
    }

    /// The trunk that takes the call: the first one that is not marked as unavailable.
    pub fn taken_by(&self) -> Option<Attempt<'s>> {
        self.attempts().find(|attempt| !attempt.is_down)
    }

    fn fitting(&self) -> impl Iterator<Item = &'s Route> + use<'s, '_> {
        let routes = &self.simulator.routes;
        self.fitting.iter().map(move |index| &routes[*index])
    }
}
