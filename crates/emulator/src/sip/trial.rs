//! Routes that a number would take, without any configuration being changed.

use serde::Serialize;

use super::pattern::{Pattern, TooManySteps};
use super::{SipConfiguration, SipConfigurationUpdate, SipRefusal, TrunkRoute, check};

/// Reason for which there is no answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum TrialError {
    Configuration(SipRefusal),
    Cost(TooManySteps),
}

impl From<SipRefusal> for TrialError {
    fn from(refusal: SipRefusal) -> Self {
        Self::Configuration(refusal)
    }
}

/// A route of the resource, and if it matches a number.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct RouteTrial {
    name: String,
    /// None if it takes too many steps to find out.
    matches: Option<bool>,
}

impl SipConfiguration {
    /// Holds a number against each route, in their order.
    pub(crate) fn try_out(&self, number: &str) -> Vec<RouteTrial> {
        let trial = |route: &TrunkRoute| RouteTrial {
            name: route.name.clone(),
            matches: Pattern::new(&route.number_pattern)
                .ok()
                .and_then(|it| it.is_match(number).ok()),
        };
        self.routes.iter().map(trial).collect()
    }
}

/// The routes of a configuration that match a number, in their order.
pub(crate) fn matching_routes(
    configuration: SipConfigurationUpdate,
    number: &str,
) -> Result<Vec<TrunkRoute>, TrialError> {
    let routes = configuration.routes.unwrap_or_default();
    let routes: Vec<TrunkRoute> = routes.into_iter().map(TrunkRoute::from).collect();
    let trunks = configuration.trunks.unwrap_or_default();
    let domains = configuration.domains.unwrap_or_default();
    check::check_shape(&domains, &trunks, &routes)?;
    let mut matching = Vec::new();
    for route in routes {
        // The check has read it already.
        let pattern = Pattern::new(&route.number_pattern)
            .map_err(|_| SipRefusal::InvalidRouteNumberPattern)?;
        if pattern.is_match(number).map_err(TrialError::Cost)? {
            matching.push(route);
        }
    }
    Ok(matching)
}

/// Returns true if a text is a number to dial: up to 64 digits, with or without a plus sign before them.
pub(crate) fn is_dialled_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    (1..=64).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit())
}
