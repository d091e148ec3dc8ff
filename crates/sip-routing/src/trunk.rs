//! A session border controller that calls go through.

use acs_core::InvalidValue;
use acs_sip_routing_generated::types;
use serde::{Deserialize, Serialize};

use crate::{SipPort, TrunkFqdn, list::check_list};

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
}

impl Trunk {
    /// A trunk at `fqdn` that accepts SIP messages on `port`.
    pub fn new(fqdn: TrunkFqdn, port: SipPort) -> Self {
        Self { fqdn, port }
    }

    /// The domain name that the trunk is known by.
    pub fn fqdn(&self) -> &TrunkFqdn {
        &self.fqdn
    }

    /// The port on which the trunk accepts SIP messages.
    pub fn port(&self) -> SipPort {
        self.port
    }

    /// The trunk as the service keeps it, apart from its name.
    pub(crate) fn to_wire(&self) -> types::Trunk {
        types::Trunk {
            sip_signaling_port: self.port.get(),
        }
    }

    /// A trunk as the service keeps it. Its values are taken as they are.
    pub(crate) fn from_wire((fqdn, trunk): (String, types::Trunk)) -> Self {
        Self::new(
            TrunkFqdn::from_service(fqdn),
            SipPort::from_service(trunk.sip_signaling_port),
        )
    }
}

/// The trunk of that name, where there is one.
pub(crate) fn find<'t>(trunks: &'t [Trunk], fqdn: &TrunkFqdn) -> Option<&'t Trunk> {
    trunks.iter().find(|trunk| trunk.fqdn() == fqdn)
}

/// Refuses more trunks than a configuration can hold, and a trunk that is listed twice.
pub(crate) fn check_trunks(trunks: &[Trunk]) -> Result<(), InvalidValue> {
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
            SipPort::new(1).unwrap(),
        ));
        assert_eq!(
            check_trunks(&trunks).unwrap_err().to_string(),
            "trunk 5 repeats trunk 2; list each trunk once"
        );
    }
}
