//! To and from the stable version, which knows less.

use acs_core::InvalidValue;
use acs_sip_routing_generated::types as stable;
use acs_sip_routing_preview_generated::types as preview;

use crate::{ApiVersion, SipConfiguration};

/// An answer of the stable version, in the types of the preview.
pub(crate) fn from_stable(configuration: stable::SipConfiguration) -> preview::SipConfiguration {
    let trunk = |(fqdn, trunk): (String, stable::Trunk)| {
        let trunk = preview::Trunk {
            sip_signaling_port: trunk.sip_signaling_port,
            enabled: None,
            direct_transfer: None,
            privacy_header: None,
            ip_address_version: None,
            health: None,
        };
        (fqdn, trunk)
    };
    let route = |route: stable::TrunkRoute| preview::TrunkRoute {
        description: route.description,
        name: route.name,
        number_pattern: route.number_pattern,
        trunks: route.trunks,
        caller_id_override: None,
    };
    preview::SipConfiguration {
        domains: None,
        trunks: configuration
            .trunks
            .map(|trunks| trunks.into_iter().map(trunk).collect()),
        routes: configuration
            .routes
            .map(|routes| routes.into_iter().map(route).collect()),
    }
}

/// The change as the stable version takes it. [`check_update`] has found nothing to lose.
pub(crate) fn to_stable(
    change: &preview::SipConfigurationUpdate,
) -> stable::SipConfigurationUpdate {
    let trunk = |(fqdn, trunk): (&String, &Option<preview::TrunkUpdate>)| {
        let update = trunk.as_ref().map(|trunk| stable::TrunkUpdate {
            sip_signaling_port: trunk.sip_signaling_port,
        });
        (fqdn.clone(), update)
    };
    let route = |route: &preview::TrunkRoute| stable::TrunkRoute {
        description: route.description.clone(),
        name: route.name.clone(),
        number_pattern: route.number_pattern.clone(),
        trunks: route.trunks.clone(),
    };
    let (trunks, routes) = (change.trunks.as_ref(), change.routes.as_ref());
    stable::SipConfigurationUpdate {
        trunks: trunks.map(|it| it.iter().map(trunk).collect()),
        routes: routes.map(|it| it.iter().map(route).collect()),
    }
}

/// Refuses a change with something that the version does not have.
pub(crate) fn check_update(
    version: ApiVersion,
    change: &preview::SipConfigurationUpdate,
) -> Result<(), InvalidValue> {
    let mut trunks = change.trunks.iter().flatten();
    if trunks.any(|(_, trunk)| trunk.as_ref().is_some_and(has_settings)) {
        version.require_preview("settings of trunks")?;
    }
    let mut routes = change.routes.iter().flatten();
    if routes.any(|route| route.caller_id_override.is_some()) {
        version.require_preview("caller ids of routes")?;
    }
    Ok(())
}

fn has_settings(trunk: &preview::TrunkUpdate) -> bool {
    trunk.enabled.is_some()
        || trunk.direct_transfer.is_some()
        || trunk.privacy_header.is_some()
        || trunk.ip_address_version.is_some()
}

/// The first thing that only the preview has, if the configuration has any.
pub(crate) fn uses_preview(configuration: &SipConfiguration) -> Option<&'static str> {
    let mut trunks = configuration.trunks.iter();
    if trunks.any(|trunk| trunk.settings().iter().any(|(_, value)| value.is_some())) {
        return Some("settings of trunks");
    }
    let mut routes = configuration.routes.iter();
    routes
        .any(|route| route.caller_id_override().is_some())
        .then_some("caller ids of routes")
}
