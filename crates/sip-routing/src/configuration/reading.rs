//! The forms in which a configuration is read.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::{IpAddressVersion, PrivacyHeader, Route, SipConfiguration, SipPort, Trunk, TrunkFqdn};

/// A configuration as people write it, with a list of trunks, or as the service sends it, with a map
/// of them. The domains and the health of trunks that come with it are no part of a configuration,
/// and neither is what the document allows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConfigurationDocument {
    trunks: Trunks,
    routes: Vec<Route>,
    #[serde(default, rename = "domains")]
    _domains: IgnoredAny,
    #[serde(default, rename = "allow")]
    _allow: IgnoredAny,
}

impl From<ConfigurationDocument> for SipConfiguration {
    fn from(document: ConfigurationDocument) -> Self {
        Self {
            trunks: document.trunks.0,
            routes: document.routes,
        }
    }
}

struct Trunks(Vec<Trunk>);

impl<'de> Deserialize<'de> for Trunks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TrunksVisitor)
    }
}

struct TrunksVisitor;

impl<'de> Visitor<'de> for TrunksVisitor {
    type Value = Trunks;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of trunks, or a map of trunks by their names")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Trunks, A::Error> {
        let mut trunks = Vec::new();
        while let Some(trunk) = list.next_element()? {
            trunks.push(trunk);
        }
        Ok(Trunks(trunks))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Trunks, A::Error> {
        let mut trunks = Vec::new();
        while let Some((fqdn, settings)) = map.next_entry::<TrunkFqdn, TrunkSettings>()? {
            trunks.push(settings.of(fqdn));
        }
        Ok(Trunks(trunks))
    }
}

/// A trunk as the service sends it, apart from its name.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct TrunkSettings {
    sip_signaling_port: SipPort,
    enabled: Option<bool>,
    direct_transfer: Option<bool>,
    privacy_header: Option<PrivacyHeader>,
    ip_address_version: Option<IpAddressVersion>,
    #[serde(default, rename = "health")]
    _health: IgnoredAny,
}

impl TrunkSettings {
    fn of(self, fqdn: TrunkFqdn) -> Trunk {
        let mut trunk = Trunk::new(fqdn, self.sip_signaling_port);
        if let Some(enabled) = self.enabled {
            trunk = trunk.with_enabled(enabled);
        }
        if let Some(direct_transfer) = self.direct_transfer {
            trunk = trunk.with_direct_transfer(direct_transfer);
        }
        if let Some(privacy_header) = self.privacy_header {
            trunk = trunk.with_privacy_header(privacy_header);
        }
        if let Some(version) = self.ip_address_version {
            trunk = trunk.with_ip_address_version(version);
        }
        trunk
    }
}
