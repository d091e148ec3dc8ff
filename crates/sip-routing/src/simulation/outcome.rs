//! The way of a call.

use std::fmt;

use super::Simulator;
use crate::{DialledNumber, PatternError, Route, TooCostly, TrunkFqdn};

/// The way that a call to a number would take.
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

/// The reason why it is open if a route fits a number.
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

/// Something that a simulation takes for granted, though it was never seen of the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Assumption {
    /// A route without trunks passes a call on to the next route that fits.
    EmptyRoute,
    /// A trunk that is switched off passes a call on to the next trunk.
    SwitchedOff,
}

impl fmt::Display for Assumption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EmptyRoute => "a route without trunks passes a call on to the next that fits",
            Self::SwitchedOff => "a trunk that is switched off passes a call on to the next",
        })
    }
}

/// A trunk that a call is offered to.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'s> {
    route: &'s Route,
    trunk: &'s TrunkFqdn,
    is_down: bool,
    is_off: bool,
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

    /// Returns true if the trunk was marked as unavailable, so that the call goes on to the next
    /// one.
    pub fn is_down(&self) -> bool {
        self.is_down
    }

    /// Returns true if the trunk is switched off. It is taken to be unavailable.
    pub fn is_off(&self) -> bool {
        self.is_off
    }

    /// Returns true if the trunk can take the call.
    pub fn is_available(&self) -> bool {
        !self.is_down && !self.is_off
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

    /// Returns true if [`route`](Self::route) is certain: of no route before it, it is open if it
    /// fits.
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
                is_down: simulator.down.contains(trunk),
                is_off: simulator.off.contains(trunk),
            })
        })
    }

    /// The trunk that takes the call: the first one that is available. A call that no trunk takes may
    /// still leave over the service's own telephony, at least if no [route](Self::route) fits it.
    pub fn taken_by(&self) -> Option<Attempt<'s>> {
        self.attempts().find(Attempt::is_available)
    }

    /// The things that [`taken_by`](Self::taken_by) takes for granted, though they were never seen of
    /// the service.
    pub fn assumptions(&self) -> Vec<Assumption> {
        let mut assumptions = Vec::new();
        for route in self.fitting() {
            let mut trunks = route.trunks().iter();
            if route.trunks().is_empty() && !assumptions.contains(&Assumption::EmptyRoute) {
                assumptions.push(Assumption::EmptyRoute);
            }
            for trunk in trunks.by_ref() {
                if self.simulator.off.contains(trunk) {
                    if !assumptions.contains(&Assumption::SwitchedOff) {
                        assumptions.push(Assumption::SwitchedOff);
                    }
                } else if !self.simulator.down.contains(trunk) {
                    return assumptions;
                }
            }
        }
        assumptions
    }

    fn fitting(&self) -> impl Iterator<Item = &'s Route> + use<'s, '_> {
        let routes = &self.simulator.routes;
        self.fitting.iter().map(move |index| &routes[*index])
    }
}
