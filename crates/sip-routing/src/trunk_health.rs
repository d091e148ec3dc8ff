//! The health of a trunk.

use serde::Serialize;

use crate::{InactiveStatusReason, OverallHealthStatus, PingStatus, TlsStatus, TrunkFqdn, wire};

/// The health of a trunk, in the eyes of the service.
///
/// [`SipRoutingClient::list_trunk_health`](crate::SipRoutingClient::list_trunk_health) reads it.
/// The states are open sets: a value that is added later is kept as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TrunkHealth {
    /// The trunk.
    pub fqdn: TrunkFqdn,
    /// The state of its TLS connections: whether its certificate is still good.
    pub tls: TlsStatus,
    /// The state of the SIP OPTIONS messages that it sends.
    pub ping: PingStatus,
    /// The state all in all: in use or not.
    pub overall: OverallHealthStatus,
    /// The reason why it is inactive, where it is and the service says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inactive_because: Option<InactiveStatusReason>,
}

impl TrunkHealth {
    /// Returns true if there is nothing to worry about: the trunk is active, its certificate good for some
    /// time, and its messages come. `false` also where nothing is known.
    pub fn is_well(&self) -> bool {
        self.tls == TlsStatus::Ok
            && self.ping == PingStatus::Ok
            && self.overall == OverallHealthStatus::Active
    }

    /// Reads the health of one trunk. An answer that says nothing of it leaves it unknown.
    pub(crate) fn from_wire((fqdn, trunk): (String, wire::Trunk)) -> Self {
        let health = trunk.health.unwrap_or_default();
        let overall = health.overall.unwrap_or_default();
        let tls = health.tls.and_then(|it| it.status);
        let ping = health.ping.and_then(|it| it.status);
        Self {
            fqdn: TrunkFqdn::from_service(fqdn),
            tls: tls.unwrap_or(TlsStatus::Unknown),
            ping: ping.unwrap_or(PingStatus::Unknown),
            overall: overall.status.unwrap_or(OverallHealthStatus::Unknown),
            inactive_because: overall.reason,
        }
    }
}
