//! What is sent to change a configuration, in either version.
//!
//! What only the preview knows is read over by the stable version, whatever it is.

use indexmap::IndexMap;
use serde::Deserialize;

use super::{IpAddressVersion, PrivacyHeader, TrunkRoute};

/// Entries to set, and those to delete as nothing.
pub(super) type Entries<T> = IndexMap<String, Option<T>>;

/// A merge patch, or a configuration to be tried out. What is left out stays as it is.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct SipConfigurationUpdate {
    pub(super) domains: Option<Entries<DomainUpdate>>,
    pub(super) trunks: Option<Entries<TrunkUpdate>>,
    pub(super) routes: Option<Vec<RouteUpdate>>,
}

/// A merge patch of the stable version.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct StableUpdate {
    trunks: Option<Entries<StableTrunkUpdate>>,
    routes: Option<Vec<StableRouteUpdate>>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct DomainUpdate {
    pub(super) enabled: Option<bool>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TrunkUpdate {
    pub(super) sip_signaling_port: Option<i64>,
    pub(super) enabled: Option<bool>,
    pub(super) direct_transfer: Option<bool>,
    pub(super) privacy_header: Option<PrivacyHeader>,
    pub(super) ip_address_version: Option<IpAddressVersion>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StableTrunkUpdate {
    sip_signaling_port: Option<i64>,
}

/// A route as it was sent, which may lack anything.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RouteUpdate {
    #[serde(flatten)]
    route: StableRouteUpdate,
    caller_id_override: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StableRouteUpdate {
    description: Option<String>,
    name: Option<String>,
    number_pattern: Option<String>,
    trunks: Option<Vec<String>>,
}

impl SipConfigurationUpdate {
    /// Whether it names nothing to change.
    pub(super) fn is_empty(&self) -> bool {
        self.domains.as_ref().is_none_or(IndexMap::is_empty)
            && self.trunks.as_ref().is_none_or(IndexMap::is_empty)
            && self.routes.is_none()
    }
}

impl From<StableUpdate> for SipConfigurationUpdate {
    fn from(update: StableUpdate) -> Self {
        let trunk = |trunk: StableTrunkUpdate| TrunkUpdate {
            sip_signaling_port: trunk.sip_signaling_port,
            ..TrunkUpdate::default()
        };
        let route = |route| RouteUpdate {
            route,
            caller_id_override: None,
        };
        Self {
            domains: None,
            trunks: update.trunks.map(|it| {
                let trunks = it.into_iter();
                trunks.map(|(fqdn, it)| (fqdn, it.map(trunk))).collect()
            }),
            routes: update.routes.map(|it| it.into_iter().map(route).collect()),
        }
    }
}

impl From<RouteUpdate> for TrunkRoute {
    fn from(update: RouteUpdate) -> Self {
        let route = update.route;
        Self {
            description: route.description,
            name: route.name.unwrap_or_default(),
            number_pattern: route.number_pattern.unwrap_or_default(),
            trunks: route.trunks.unwrap_or_default(),
            caller_id_override: update.caller_id_override,
        }
    }
}
