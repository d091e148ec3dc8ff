//! What makes a SIP configuration unacceptable, in the service's own order and words.

use std::collections::HashSet;

use super::pattern::Pattern;
use super::update::{DomainUpdate, Entries, TrunkUpdate};
use super::{SipConfiguration, TrunkRoute};

const MAX_ENTRIES: usize = 250;
const MAX_FQDN: usize = 249;
const MAX_NAME: usize = 256;
const MAX_TEXT: usize = 1024;

/// Reason for which the service refuses an update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SipRefusal {
    DuplicatedRoute,
    RouteWithDuplicatedTrunk,
    InvalidRouteName,
    InvalidRouteDescription,
    InvalidRouteNumberPattern,
    InvalidTrunkSipSignalingPort,
    InvalidTrunkFqdn(String),
    MissingTrunk,
    InvalidDomain(String),
    MissingDomain,
    MissingEnabledDomainForTrunk,
    UnverifiedDomain(String),
    EmptyUpdate,
    TooManyDomains,
    TooManyTrunks,
    TooManyRoutes,
    TooManyTrunksInRoute,
}

/// Stage at which the service refuses, which decides if it names its versions in the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Before it looks at what is configured.
    Input,
    Configuration,
}

impl SipRefusal {
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::DuplicatedRoute => "DuplicatedRoute",
            Self::RouteWithDuplicatedTrunk => "RouteWithDuplicatedTrunk",
            Self::InvalidRouteName => "InvalidRouteName",
            Self::InvalidRouteDescription => "InvalidRouteDescription",
            Self::InvalidRouteNumberPattern => "InvalidRouteNumberPattern",
            Self::InvalidTrunkSipSignalingPort => "InvalidTrunkSipSignalingPort",
            Self::InvalidTrunkFqdn(_) => "InvalidTrunkFqdn",
            Self::MissingTrunk => "MissingTrunk",
            Self::InvalidDomain(_) => "InvalidDomain",
            Self::MissingDomain => "MissingDomain",
            Self::MissingEnabledDomainForTrunk => "MissingEnabledDomainForTrunk",
            Self::UnverifiedDomain(_) => "UnverifiedDomain",
            Self::EmptyUpdate => "EmptyUpdate",
            Self::TooManyDomains => "TooManyDomains",
            Self::TooManyTrunks => "TooManyTrunks",
            Self::TooManyRoutes => "TooManyRoutes",
            Self::TooManyTrunksInRoute => "TooManyTrunksInRoute",
        }
    }

    pub(crate) fn message(&self) -> String {
        match self {
            Self::DuplicatedRoute => "There is a duplicated route.",
            Self::RouteWithDuplicatedTrunk => "There is a duplicated trunk in a route.",
            Self::InvalidRouteName => "Route with an invalid name.",
            Self::InvalidRouteDescription => "Route with an invalid description.",
            Self::InvalidRouteNumberPattern => "Route with an invalid number pattern.",
            Self::InvalidTrunkSipSignalingPort => "Trunk with an invalid SIP signaling port.",
            // The misspelling is the service's own.
            Self::InvalidTrunkFqdn(name) | Self::InvalidDomain(name) => {
                return format!("Domain '{name}' is not properly formatted domnain name.");
            }
            Self::MissingTrunk => "Route targeting a missing trunk.",
            // So are these.
            Self::MissingDomain => "Missing Domain for coresponding Trunk",
            Self::MissingEnabledDomainForTrunk => "Missing Enabled Domain for coresponding Trunk",
            Self::UnverifiedDomain(name) => {
                return format!("Domain '{name}' is not verified for this resource.");
            }
            Self::EmptyUpdate => "There is nothing to update.",
            Self::TooManyDomains => "There are too many domains.",
            Self::TooManyTrunks => "There are too many trunks.",
            Self::TooManyRoutes => "There are too many routes.",
            Self::TooManyTrunksInRoute => "There are too many trunks in a route.",
        }
        .to_owned()
    }

    /// Duplicates are a bad request to the service; everything else it cannot process.
    pub(crate) fn is_bad_request(&self) -> bool {
        matches!(
            self,
            Self::DuplicatedRoute | Self::RouteWithDuplicatedTrunk | Self::EmptyUpdate
        )
    }

    pub(crate) fn stage(&self) -> Stage {
        match self {
            Self::InvalidTrunkFqdn(_)
            | Self::MissingTrunk
            | Self::MissingDomain
            | Self::MissingEnabledDomainForTrunk
            | Self::UnverifiedDomain(_) => Stage::Configuration,
            _ => Stage::Input,
        }
    }
}

/// What can be said about an update by itself. Only the last of it is found once the service has
/// begun to look at what is configured.
pub(super) fn check_shape(
    domains: &Entries<DomainUpdate>,
    trunks: &Entries<TrunkUpdate>,
    routes: &[TrunkRoute],
) -> Result<(), SipRefusal> {
    require(domains.len() <= MAX_ENTRIES, SipRefusal::TooManyDomains)?;
    if let Some(name) = malformed(domains) {
        return Err(SipRefusal::InvalidDomain(name.clone()));
    }
    require(trunks.len() <= MAX_ENTRIES, SipRefusal::TooManyTrunks)?;
    let given = trunks.values().flatten();
    for given in given.filter_map(|it| it.sip_signaling_port) {
        port(given)?;
    }
    check_routes(routes)?;
    malformed(trunks).map_or(Ok(()), |fqdn| {
        Err(SipRefusal::InvalidTrunkFqdn(fqdn.clone()))
    })
}

/// The first name that is to be set and is none.
fn malformed<T>(entries: &Entries<T>) -> Option<&String> {
    let mut set = entries.iter().filter(|(_, entry)| entry.is_some());
    set.find(|(name, _)| !is_fqdn(name)).map(|(name, _)| name)
}

fn check_routes(routes: &[TrunkRoute]) -> Result<(), SipRefusal> {
    require(routes.len() <= MAX_ENTRIES, SipRefusal::TooManyRoutes)?;
    for route in routes {
        check_route(route)?;
    }
    let mut seen = HashSet::new();
    let distinct = routes
        .iter()
        .all(|it| seen.insert((&it.name, &it.number_pattern)));
    require(distinct, SipRefusal::DuplicatedRoute)
}

fn check_route(route: &TrunkRoute) -> Result<(), SipRefusal> {
    let name_fits = (1..=MAX_NAME).contains(&route.name.chars().count());
    require(name_fits, SipRefusal::InvalidRouteName)?;
    require(
        is_pattern(&route.number_pattern),
        SipRefusal::InvalidRouteNumberPattern,
    )?;
    let description = route.description.as_deref().unwrap_or_default();
    require(
        description.chars().count() <= MAX_TEXT,
        SipRefusal::InvalidRouteDescription,
    )?;
    require(
        route.trunks.len() <= MAX_ENTRIES,
        SipRefusal::TooManyTrunksInRoute,
    )?;
    let mut seen = HashSet::new();
    require(
        route.trunks.iter().all(|it| seen.insert(it)),
        SipRefusal::RouteWithDuplicatedTrunk,
    )
}

/// What must hold for the configuration that an update leads to.
pub(super) fn check_whole(configuration: &SipConfiguration) -> Result<(), SipRefusal> {
    require(
        configuration.trunks.len() <= MAX_ENTRIES,
        SipRefusal::TooManyTrunks,
    )?;
    let mut targets = configuration.routes.iter().flat_map(|it| &it.trunks);
    require(
        targets.all(|it| configuration.trunks.contains_key(it)),
        SipRefusal::MissingTrunk,
    )
}

/// What must hold of the domains of a configuration, in the eyes of the preview.
pub(super) fn check_domains(configuration: &SipConfiguration) -> Result<(), SipRefusal> {
    require(
        configuration.domains.len() <= MAX_ENTRIES,
        SipRefusal::TooManyDomains,
    )?;
    let mut trunks = configuration.trunks.keys();
    require(
        trunks.all(|fqdn| configuration.domains_of(fqdn).next().is_some()),
        SipRefusal::MissingDomain,
    )?;
    check_enabled(configuration)
}

/// A trunk that is enabled needs a domain that is.
pub(super) fn check_enabled(configuration: &SipConfiguration) -> Result<(), SipRefusal> {
    let mut enabled = configuration.trunks.iter().filter(|(_, it)| it.enabled);
    require(
        enabled.all(|(fqdn, _)| configuration.domains_of(fqdn).any(|it| it.enabled)),
        SipRefusal::MissingEnabledDomainForTrunk,
    )
}

/// Whether the host is in the domain, or has its name. Letter case does not matter.
pub(super) fn is_within(fqdn: &str, domain: &str) -> bool {
    let Some(host_length) = fqdn.len().checked_sub(domain.len()) else {
        return false;
    };
    fqdn.get(host_length..)
        .is_some_and(|it| it.eq_ignore_ascii_case(domain))
        && (host_length == 0 || fqdn[..host_length].ends_with('.'))
}

/// The domain that a host is in, going by its name.
pub(super) fn domain_of(fqdn: &str) -> &str {
    let parent = fqdn.split_once('.').map(|(_, parent)| parent);
    parent.filter(|it| it.contains('.')).unwrap_or(fqdn)
}

pub(super) fn port(given: i64) -> Result<u16, SipRefusal> {
    u16::try_from(given)
        .ok()
        .filter(|it| *it > 0)
        .ok_or(SipRefusal::InvalidTrunkSipSignalingPort)
}

fn is_pattern(pattern: &str) -> bool {
    (1..=MAX_TEXT).contains(&pattern.chars().count()) && Pattern::new(pattern).is_ok()
}

/// At least two labels of letters, digits and inner hyphens.
pub(super) fn is_fqdn(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    name.len() <= MAX_FQDN && name.contains('.') && name.split('.').all(is_label)
}

fn require(holds: bool, refusal: SipRefusal) -> Result<(), SipRefusal> {
    if holds { Ok(()) } else { Err(refusal) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_the_service_was_seen_to_take() {
        for pattern in [
            "^+[1-9][0-9]{3,23}$",
            "^.*$",
            r"\+123[0-9]+",
            r"^(?!\+1900)\+1\d{10}$",
        ] {
            assert!(is_pattern(pattern), "{pattern}");
        }
        for pattern in ["", "(", "[0-9", &"1".repeat(1025)] {
            assert!(!is_pattern(pattern), "{pattern}");
        }
    }

    #[test]
    fn domain_names() {
        for name in ["sbc.example.com", "a.b", "x-1.example.com", "1.2.example"] {
            assert!(is_fqdn(name), "{name}");
        }
        let long = format!("{}.com", "a.".repeat(130));
        for name in [
            "",
            "-1",
            "localhost",
            ".example.com",
            "a..b",
            "a-.b",
            "a b.c",
            "a_b.c",
            &long,
        ] {
            assert!(!is_fqdn(name), "{name}");
        }
    }

    #[test]
    fn ports() {
        assert_eq!(port(5061), Ok(5061));
        assert_eq!(port(65535), Ok(65535));
        for given in [0, -1, 65536, i64::MAX] {
            assert_eq!(port(given), Err(SipRefusal::InvalidTrunkSipSignalingPort));
        }
    }
}
