//! A session border controller that calls go through.

use std::result;

use acs_core::{InvalidValue, Result};
use serde::{Deserialize, Serialize};

#[cfg(feature = "preview")]
use crate::{IpAddressVersion, PrivacyHeader};
use crate::{
    SipPort, TrunkFqdn,
    list::check_list,
    wire::{self, needed},
};

/// A trunk: a session border controller that calls go through.
///
/// It is known by its domain name; setting a trunk whose name is already there changes that one.
///
/// ```
/// use acs_sip_routing::{SipPort, Trunk};
///
/// let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
/// assert_eq!(trunk.fqdn().as_str(), "sbc1.contoso.com");
/// assert_eq!(trunk.port().get(), 5061);
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trunk {
    fqdn: TrunkFqdn,
    #[serde(rename = "sipSignalingPort")]
    port: SipPort,
    #[cfg(feature = "preview")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) enabled: Option<bool>,
    #[cfg(feature = "preview")]
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        rename = "directTransfer"
    )]
    pub(crate) direct_transfer: Option<bool>,
    #[cfg(feature = "preview")]
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        rename = "privacyHeader"
    )]
    pub(crate) privacy_header: Option<PrivacyHeader>,
    #[cfg(feature = "preview")]
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        rename = "ipAddressVersion"
    )]
    pub(crate) ip_address_version: Option<IpAddressVersion>,
}

impl Trunk {
    /// A trunk at `fqdn` that accepts SIP messages on `port`.
    pub fn new(fqdn: TrunkFqdn, port: SipPort) -> Self {
        Self {
            fqdn,
            port,
            #[cfg(feature = "preview")]
            enabled: None,
            #[cfg(feature = "preview")]
            direct_transfer: None,
            #[cfg(feature = "preview")]
            privacy_header: None,
            #[cfg(feature = "preview")]
            ip_address_version: None,
        }
    }

    /// The domain name that the trunk is known by.
    pub fn fqdn(&self) -> &TrunkFqdn {
        &self.fqdn
    }

    /// The port on which the trunk accepts SIP messages.
    pub fn port(&self) -> SipPort {
        self.port
    }

    /// Whether both are the same to the service. A setting that one of them leaves open is no
    /// difference.
    pub(crate) fn is_equivalent(&self, other: &Self) -> bool {
        #[cfg(feature = "preview")]
        if !self.settings_agree_with(other) {
            return false;
        }
        self.fqdn == other.fqdn && self.port == other.port
    }

    /// The trunk as the service keeps it, apart from its name.
    pub(crate) fn to_wire(&self) -> wire::Trunk {
        wire::Trunk {
            sip_signaling_port: Some(self.port.get().into()),
            #[cfg(feature = "preview")]
            enabled: self.enabled,
            #[cfg(feature = "preview")]
            direct_transfer: self.direct_transfer,
            #[cfg(feature = "preview")]
            privacy_header: self.privacy_header.clone(),
            #[cfg(feature = "preview")]
            ip_address_version: self.ip_address_version.clone(),
            #[cfg(feature = "preview")]
            health: None,
        }
    }

    /// The trunk as part of a merge patch, apart from its name.
    pub(crate) fn to_update(&self) -> wire::TrunkUpdate {
        wire::TrunkUpdate {
            sip_signaling_port: Some(Some(self.port.get().into())),
            #[cfg(feature = "preview")]
            enabled: self.enabled.map(Some),
            #[cfg(feature = "preview")]
            direct_transfer: self.direct_transfer.map(Some),
            #[cfg(feature = "preview")]
            privacy_header: self.privacy_header.clone().map(Some),
            #[cfg(feature = "preview")]
            ip_address_version: self.ip_address_version.clone().map(Some),
        }
    }

    /// A trunk as the service keeps it, which has a port. Its values are taken as they are.
    pub(crate) fn from_wire((fqdn, trunk): (String, wire::Trunk)) -> Result<Self> {
        Ok(Self {
            fqdn: TrunkFqdn::from_service(fqdn),
            port: SipPort::from_service(needed(trunk.sip_signaling_port, "port of a trunk")?)?,
            #[cfg(feature = "preview")]
            enabled: trunk.enabled,
            #[cfg(feature = "preview")]
            direct_transfer: trunk.direct_transfer,
            #[cfg(feature = "preview")]
            privacy_header: trunk.privacy_header,
            #[cfg(feature = "preview")]
            ip_address_version: trunk.ip_address_version,
        })
    }
}

/// The trunk of that name, where there is one.
pub(crate) fn find<'t>(trunks: &'t [Trunk], fqdn: &TrunkFqdn) -> Option<&'t Trunk> {
    trunks.iter().find(|trunk| trunk.fqdn() == fqdn)
}

/// Refuses more trunks than a configuration can hold, and a trunk that is listed twice.
pub(crate) fn check_trunks(trunks: &[Trunk]) -> result::Result<(), InvalidValue> {
    check_list("trunk", trunks, Trunk::fqdn)
}

#[cfg(test)]
mod tests {
    use super::{Trunk, check_trunks};
    use crate::SipPort;

    fn numbered(count: usize) -> Vec<Trunk> {
        (1..=count)
            .map(|n| Trunk::new(format!("sbc{n}.contoso.com").parse().unwrap(), SipPort::TLS))
            .collect()
    }

    #[test]
    fn a_configuration_holds_0_to_250_trunks() {
        assert_eq!(check_trunks(&[]), Ok(()));
        assert_eq!(check_trunks(&numbered(250)), Ok(()));
        assert_eq!(
            check_trunks(&numbered(251)).unwrap_err().to_string(),
            "list of trunks has 251 entries; use at most 250"
        );
    }

    #[test]
    fn a_trunk_is_listed_once_however_it_is_spelled() {
        let mut trunks = numbered(4);
        trunks.push(Trunk::new(
            "SBC2.contoso.com".parse().unwrap(),
            SipPort::of::<1>(),
        ));
        assert_eq!(
            check_trunks(&trunks).unwrap_err().to_string(),
            "trunk 5 repeats trunk 2; list each trunk once"
        );
    }
}
