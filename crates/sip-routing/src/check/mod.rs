//! Problems of a configuration, and what is good to know about it.

mod allowed;
mod level;
#[cfg(feature = "simulation")]
mod notation;
#[cfg(feature = "simulation")]
mod numbering;
mod place;
mod problem;
mod problem_text;
#[cfg(feature = "simulation")]
mod routing;
mod slip;
mod structure;
#[cfg(feature = "simulation")]
mod suspicion;
#[cfg(test)]
mod tests;
#[cfg(feature = "simulation")]
mod token;

use std::{error::Error as StdError, fmt};

use acs_core::{Error, InvalidValue};

pub use self::{allowed::Allowed, level::Level, place::Place, problem::Problem, slip::Slip};
use crate::SipConfiguration;

/// One thing that [`SipConfiguration::check`] found, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    place: Place,
    problem: Problem,
}

impl Finding {
    pub(crate) fn new(place: Place, problem: Problem) -> Self {
        Self { place, problem }
    }

    /// The place of it.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The problem that was found.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// The weight of it.
    pub fn level(&self) -> Level {
        self.problem.level()
    }

    /// Returns true if the service refuses the configuration for it.
    pub fn is_error(&self) -> bool {
        self.problem.is_error()
    }

    /// The text with the number that shows the problem, if there is one.
    ///
    /// `Display` leaves numbers out, so that it may be logged.
    pub fn text_with_number(&self) -> String {
        match self.problem.number() {
            Some(number) => format!("{self}; see {number}"),
            None => self.to_string(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.problem)
    }
}

impl SipConfiguration {
    /// Finds every problem at once, each with its place: first of the trunks, then of the routes in
    /// their order.
    ///
    /// Each finding has a [`Level`]. Errors are refused by the service. Warnings are taken by it and
    /// still hurt, such as trunks that are not used and routes that can never be the first to fit.
    /// Notes tell of what is usually intended. A finding that is intended can be [`Allowed`].
    ///
    /// Findings about numbers come with the cargo feature `simulation` and are proven for all
    /// numbers that can be dialled ([`DialledNumber`](crate::DialledNumber)). If a proof would
    /// take too long, none is given. A suspicious pattern comes with a
    /// [number](Problem::number) that shows it.
    ///
    /// ```
    /// use acs_sip_routing::{Route, SipConfiguration, SipPort, Trunk};
    ///
    /// let mut configuration = SipConfiguration::default();
    /// configuration.trunks.push(Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS));
    /// configuration.routes.push(
    ///     Route::new("all".parse()?, "^.*$".parse()?).with_trunks(["sbc9.contoso.com".parse()?])?,
    /// );
    /// let findings: Vec<_> = configuration.check().iter().map(ToString::to_string).collect();
    /// assert_eq!(
    ///     findings,
    ///     [
    ///         "trunk 1 (sbc1.contoso.com): no route uses it",
    ///         "route 1 (all), trunk 1 (sbc9.contoso.com): there is no such trunk",
    ///     ]
    /// );
    /// # Ok::<(), acs_sip_routing::InvalidValue>(())
    /// ```
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = self.check_structure();
        #[cfg(feature = "simulation")]
        {
            findings.extend(routing::check_patterns(self));
            findings.extend(suspicion::suspicions(self));
        }
        findings.sort_by_key(|finding| finding.place.order());
        findings
    }

    /// The findings that need no matching of numbers.
    fn check_structure(&self) -> Vec<Finding> {
        let mut findings = structure::check_trunks(self);
        findings.extend(structure::check_routes(self));
        findings
    }

    /// The findings that the service would refuse, in their order.
    fn check_errors(&self) -> Vec<Finding> {
        let mut findings = self.check_structure();
        findings.retain(Finding::is_error);
        findings.sort_by_key(|finding| finding.place.order());
        findings
    }
}

/// The reasons why a configuration cannot be sent: everything that the service would refuse.
///
/// ```
/// use acs_sip_routing::{Route, SipConfiguration};
///
/// let route = |trunk: &str| Route::new("all".parse()?, "^.*$".parse()?).with_trunks([trunk.parse()?]);
/// let refused = SipConfiguration::new([], [route("a.contoso.com")?, route("b.contoso.com")?]);
/// // Each trunk is missing, and the second route repeats the first.
/// assert_eq!(refused.unwrap_err().errors().len(), 3);
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidConfiguration {
    errors: Vec<Finding>,
}

impl InvalidConfiguration {
    pub(crate) fn unless_valid(configuration: &SipConfiguration) -> Result<(), Self> {
        Self::unless_taken(configuration, &SipConfiguration::default())
    }

    /// Refuses a faulty `configuration`, except for what the service has `stored` and evidently
    /// takes: patterns, and trunks in two spellings.
    pub(crate) fn unless_taken(
        configuration: &SipConfiguration,
        stored: &SipConfiguration,
    ) -> Result<(), Self> {
        let mut errors = configuration.check_errors();
        errors.retain(|finding| !finding.is_in(configuration, stored));
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Self { errors })
        }
    }

    /// Everything that the service would refuse.
    pub fn errors(&self) -> &[Finding] {
        &self.errors
    }
}

impl Finding {
    /// Tells if `stored` has what was found in `configuration` as well, and that shows that the
    /// service takes it.
    fn is_in(&self, configuration: &SipConfiguration, stored: &SipConfiguration) -> bool {
        match (&self.problem, &self.place) {
            (Problem::MalformedPattern(_), place) => {
                let route = place.route().and_then(|it| configuration.routes.get(it));
                let mut patterns = stored.routes.iter().map(crate::Route::number_pattern);
                route.is_some_and(|route| patterns.any(|it| it == route.number_pattern()))
            }
            (
                Problem::TwoSpellings { .. },
                Place::Trunk { fqdn, .. } | Place::RouteTrunk { fqdn, .. },
            ) => {
                stored
                    .trunks
                    .iter()
                    .filter(|trunk| trunk.fqdn() == fqdn)
                    .count()
                    > 1
            }
            _ => false,
        }
    }
}

impl fmt::Display for InvalidConfiguration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for error in &self.errors {
            write!(f, "{separator}{error}")?;
            separator = "; ";
        }
        Ok(())
    }
}

impl StdError for InvalidConfiguration {}

impl From<InvalidConfiguration> for Error {
    fn from(invalid: InvalidConfiguration) -> Self {
        let problem = format!("cannot be sent: {invalid}");
        InvalidValue::new("SIP configuration", problem).into()
    }
}
