//! A session border controller that calls go through.

mod pairing;
mod settings;

use std::result;

use acs_core::{InvalidValue, Result};
use serde::{Deserialize, Serialize};

use crate::{
    IpAddressVersion, PrivacyHeader, SipPort, TrunkFqdn,
    list::check_list,
    wire::{self, needed},
};

pub(crate) use self::pairing::{find, left_over, partners, position};

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
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Trunk {
    fqdn: TrunkFqdn,
    #[serde(rename = "sipSignalingPort")]
    port: SipPort,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    direct_transfer: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    privacy_header: Option<PrivacyHeader>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ip_address_version: Option<IpAddressVersion>,
}

impl Trunk {
    /// A trunk at `fqdn` that accepts SIP messages on `port`.
    pub fn new(fqdn: TrunkFqdn, port: SipPort) -> Self {
        Self {
            fqdn,
            port,
            enabled: None,
            direct_transfer: None,
            privacy_header: None,
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

    /// Tells if nothing shows that both differ. A setting that one of them leaves open does not.
    pub(crate) fn is_equivalent(&self, other: &Self) -> bool {
        self.fqdn == other.fqdn && self.port == other.port && self.settings_agree_with(other)
    }

    /// Tells if there is nothing to do to make `wanted` of the trunk. What `wanted` leaves open stays
    /// as it is.
    pub(crate) fn fulfils(&self, wanted: &Self) -> bool {
        self.is_equivalent(wanted) && self.settings_fulfil(wanted)
    }

    /// The same trunk in another spelling.
    pub(crate) fn spelled(mut self, fqdn: TrunkFqdn) -> Self {
        self.fqdn = fqdn;
        self
    }

    /// The trunk after `newer` was set over it: it keeps its spelling, and the settings that `newer`
    /// leaves open, as in a merge patch.
    pub(crate) fn updated_by(self, newer: Self) -> Self {
        Self {
            fqdn: self.fqdn,
            port: newer.port,
            enabled: newer.enabled.or(self.enabled),
            direct_transfer: newer.direct_transfer.or(self.direct_transfer),
            privacy_header: newer.privacy_header.or(self.privacy_header),
            ip_address_version: newer.ip_address_version.or(self.ip_address_version),
        }
    }

    /// The trunk as the service keeps it, apart from its name.
    pub(crate) fn to_wire(&self) -> wire::Trunk {
        wire::Trunk {
            sip_signaling_port: Some(self.port.get().into()),
            enabled: self.enabled,
            direct_transfer: self.direct_transfer,
            privacy_header: self.privacy_header.clone(),
            ip_address_version: self.ip_address_version.clone(),
            health: None,
        }
    }

    /// The trunk as part of a merge patch, apart from its name.
    pub(crate) fn to_update(&self) -> wire::TrunkUpdate {
        wire::TrunkUpdate {
            sip_signaling_port: Some(Some(self.port.get().into())),
            enabled: self.enabled.map(Some),
            direct_transfer: self.direct_transfer.map(Some),
            privacy_header: self.privacy_header.clone().map(Some),
            ip_address_version: self.ip_address_version.clone().map(Some),
        }
    }

    /// A trunk as the service keeps it, which has a port. Its values are taken as they are.
    pub(crate) fn from_wire((fqdn, trunk): (String, wire::Trunk)) -> Result<Self> {
        // Every field by its name, so that one that the document gains is not forgotten.
        let wire::Trunk {
            sip_signaling_port,
            enabled,
            direct_transfer,
            privacy_header,
            ip_address_version,
            health: _,
        } = trunk;
        Ok(Self {
            fqdn: TrunkFqdn::from_service(fqdn),
            port: SipPort::from_service(needed(sip_signaling_port, "port of a trunk")?)?,
            enabled,
            direct_transfer,
            privacy_header,
            ip_address_version,
        })
    }
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
