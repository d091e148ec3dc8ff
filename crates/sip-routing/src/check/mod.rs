//! What is wrong with a configuration, or only unwise.

mod place;
mod problem;
#[cfg(feature = "simulation")]
mod routing;
mod structure;
#[cfg(test)]
mod tests;

use std::{error::Error as StdError, fmt};

use acs_core::{Error, InvalidValue};

pub use self::{place::Place, problem::Problem};
use crate::SipConfiguration;

/// One thing that [`SipConfiguration::check`] found, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    place: Place,
    problem: Problem,
}

impl Finding {
    pub(crate) fn new(place: Place, problem: Problem) -> Self {
        Self { place, problem }
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What it is.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// Whether the service refuses the configuration for it. Otherwise it only hurts.
    pub fn is_error(&self) -> bool {
        self.problem.is_error()
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
    /// Errors are what the service refuses. Warnings are what it takes and what still hurts: trunks
    /// that are not used, routes that can never be the first to fit. Warnings about numbers come
    /// with the cargo feature `simulation` and are proven for all numbers that can be dialled
    /// ([`DialledNumber`](crate::DialledNumber)); where a proof would take too long, none is given.
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
        findings.extend(routing::check_patterns(self));
        findings.sort_by_key(|finding| finding.place.order());
        findings
    }

    /// The findings that need no matching of numbers.
    fn check_structure(&self) -> Vec<Finding> {
        let mut findings = structure::check_trunks(self);
        findings.extend(structure::check_routes(self));
        findings
    }

    /// What the service would refuse, in their order.
    fn check_errors(&self) -> Vec<Finding> {
        let mut findings = self.check_structure();
        findings.retain(Finding::is_error);
        findings.sort_by_key(|finding| finding.place.order());
        findings
    }
}

/// Why a configuration cannot be sent: everything about it that the service would refuse.
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

    /// Refuses a faulty `configuration`, except for patterns that the service has `stored`, which
    /// it evidently can read.
    pub(crate) fn unless_taken(
        configuration: &SipConfiguration,
        stored: &SipConfiguration,
    ) -> Result<(), Self> {
        let mut errors = configuration.check_errors();
        errors.retain(|finding| !finding.is_about_pattern_in(configuration, stored));
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
    /// Whether it is a pattern of `configuration` that `stored` has as well.
    fn is_about_pattern_in(
        &self,
        configuration: &SipConfiguration,
        stored: &SipConfiguration,
    ) -> bool {
        let route = self
            .place
            .route()
            .and_then(|index| configuration.routes.get(index));
        self.problem.is_about_pattern()
            && route.is_some_and(|route| {
                let mut patterns = stored.routes.iter().map(crate::Route::number_pattern);
                patterns.any(|pattern| pattern == route.number_pattern())
            })
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
