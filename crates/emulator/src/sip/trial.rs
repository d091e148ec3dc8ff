//! Which routes a number would take, without any configuration being changed.

use super::pattern::{Pattern, TooManySteps};
use super::{SipConfigurationUpdate, SipRefusal, TrunkRoute, check};

/// Why there is no answer.
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

/// Whether a text is a number to dial: up to 64 digits, with or without a plus sign before them.
pub(crate) fn is_dialled_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    (1..=64).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit())
}
