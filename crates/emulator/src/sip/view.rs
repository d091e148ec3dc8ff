//! A configuration as either version shows it.

use indexmap::IndexMap;
use serde::Serialize;

use super::{
    Domain, IpAddressVersion, PrivacyHeader, SipConfiguration, Trunk, TrunkHealth, TrunkRoute,
};

/// What the stable version knows.
#[derive(Serialize)]
pub(crate) struct StableBody<'c> {
    trunks: IndexMap<&'c str, StableTrunk>,
    routes: Vec<StableRoute<'c>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StableTrunk {
    sip_signaling_port: u16,
}

/// What the preview knows.
#[derive(Serialize)]
pub(crate) struct PreviewBody<'c> {
    domains: &'c IndexMap<String, Domain>,
    trunks: IndexMap<&'c str, PreviewTrunk>,
    routes: Vec<PreviewRoute<'c>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PreviewTrunk {
    sip_signaling_port: u16,
    enabled: bool,
    /// Only where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    health: Option<TrunkHealth>,
    direct_transfer: bool,
    privacy_header: PrivacyHeader,
    ip_address_version: IpAddressVersion,
}

/// A route of the stable version, which leaves out what is absent.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StableRoute<'c> {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'c str>,
    name: &'c str,
    number_pattern: &'c str,
    trunks: &'c [String],
}

/// A route of the preview, in which what is absent is null.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PreviewRoute<'c> {
    description: Option<&'c str>,
    name: &'c str,
    number_pattern: &'c str,
    caller_id_override: Option<&'c str>,
    trunks: &'c [String],
}

/// The routes that match a number.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RoutesBody<'c> {
    matching_routes: Vec<PreviewRoute<'c>>,
}

impl<'c> StableBody<'c> {
    pub(crate) fn of(configuration: &'c SipConfiguration) -> Self {
        let trunk = |trunk: &Trunk| StableTrunk {
            sip_signaling_port: trunk.sip_signaling_port,
        };
        let route = |route: &'c TrunkRoute| StableRoute {
            description: route.description.as_deref(),
            name: &route.name,
            number_pattern: &route.number_pattern,
            trunks: &route.trunks,
        };
        Self {
            trunks: mapped(&configuration.trunks, trunk),
            routes: configuration.routes.iter().map(route).collect(),
        }
    }
}

impl<'c> PreviewBody<'c> {
    pub(crate) fn of(configuration: &'c SipConfiguration, with_health: bool) -> Self {
        let trunk = |trunk: &Trunk| PreviewTrunk {
            sip_signaling_port: trunk.sip_signaling_port,
            enabled: trunk.enabled,
            direct_transfer: trunk.direct_transfer,
            privacy_header: trunk.privacy_header,
            ip_address_version: trunk.ip_address_version,
            health: with_health.then_some(trunk.health),
        };
        Self {
            domains: &configuration.domains,
            trunks: mapped(&configuration.trunks, trunk),
            routes: configuration.routes.iter().map(PreviewRoute::of).collect(),
        }
    }
}

impl<'c> RoutesBody<'c> {
    pub(crate) fn of(routes: impl IntoIterator<Item = &'c TrunkRoute>) -> Self {
        Self {
            matching_routes: routes.into_iter().map(PreviewRoute::of).collect(),
        }
    }
}

impl<'c> PreviewRoute<'c> {
    fn of(route: &'c TrunkRoute) -> Self {
        Self {
            description: route.description.as_deref(),
            name: &route.name,
            number_pattern: &route.number_pattern,
            caller_id_override: route.caller_id_override.as_deref(),
            trunks: &route.trunks,
        }
    }
}

fn mapped<T>(trunks: &IndexMap<String, Trunk>, shown: impl Fn(&Trunk) -> T) -> IndexMap<&str, T> {
    let trunks = trunks.iter();
    trunks
        .map(|(fqdn, it)| (fqdn.as_str(), shown(it)))
        .collect()
}
