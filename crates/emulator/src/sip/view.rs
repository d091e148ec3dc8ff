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
    routes: Vec<RouteBody<'c>>,
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
    routes: Vec<RouteBody<'c>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PreviewTrunk {
    sip_signaling_port: u16,
    enabled: bool,
    direct_transfer: bool,
    privacy_header: PrivacyHeader,
    ip_address_version: IpAddressVersion,
    #[serde(skip_serializing_if = "Option::is_none")]
    health: Option<TrunkHealth>,
}

/// A route; what is absent is left out.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RouteBody<'c> {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'c str>,
    name: &'c str,
    number_pattern: &'c str,
    trunks: &'c [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    caller_id_override: Option<&'c str>,
}

/// The routes that match a number.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RoutesBody<'c> {
    matching_routes: Vec<RouteBody<'c>>,
}

impl<'c> StableBody<'c> {
    pub(crate) fn of(configuration: &'c SipConfiguration) -> Self {
        let trunk = |trunk: &Trunk| StableTrunk {
            sip_signaling_port: trunk.sip_signaling_port,
        };
        let routes = configuration.routes.iter().map(RouteBody::of);
        Self {
            trunks: mapped(&configuration.trunks, trunk),
            routes: routes.map(RouteBody::without_caller_id).collect(),
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
            routes: configuration.routes.iter().map(RouteBody::of).collect(),
        }
    }
}

impl<'c> RoutesBody<'c> {
    pub(crate) fn of(routes: impl IntoIterator<Item = &'c TrunkRoute>) -> Self {
        Self {
            matching_routes: routes.into_iter().map(RouteBody::of).collect(),
        }
    }
}

impl<'c> RouteBody<'c> {
    fn of(route: &'c TrunkRoute) -> Self {
        Self {
            description: route.description.as_deref(),
            name: &route.name,
            number_pattern: &route.number_pattern,
            trunks: &route.trunks,
            caller_id_override: route.caller_id_override.as_deref(),
        }
    }

    fn without_caller_id(mut self) -> Self {
        self.caller_id_override = None;
        self
    }
}

fn mapped<T>(trunks: &IndexMap<String, Trunk>, shown: impl Fn(&Trunk) -> T) -> IndexMap<&str, T> {
    let trunks = trunks.iter();
    trunks
        .map(|(fqdn, it)| (fqdn.as_str(), shown(it)))
        .collect()
}
