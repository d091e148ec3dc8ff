//! The addresses of a trunk that the service may use.

use std::net::{IpAddr, SocketAddr};

use tokio::time::timeout;

use super::{MAX_ADDRESSES, Preflight, TrunkProblem, TrunkReport};
use crate::{IpAddressVersion, Trunk};

impl Preflight {
    /// Looks up the addresses of a trunk, of the version of IP that the service reaches it by.
    pub(super) async fn addresses(
        &self,
        trunk: &Trunk,
        report: &mut TrunkReport,
    ) -> Vec<SocketAddr> {
        let lookup = self.resolver.resolve(trunk.fqdn().as_str());
        let found = match timeout(self.timeout, lookup).await {
            Ok(Ok(found)) => found,
            Ok(Err(error)) => return unresolved(report, error.to_string()),
            Err(_) => return unresolved(report, "the resolver takes too long".to_owned()),
        };
        let mut addresses: Vec<IpAddr> = Vec::new();
        for address in found {
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        if addresses.is_empty() {
            return unresolved(report, "it has no A or AAAA record".to_owned());
        }
        addresses.retain(|address| is_used(trunk, *address));
        if addresses.is_empty() {
            let version = trunk.ip_address_version().cloned();
            let version = version.unwrap_or(IpAddressVersion::Ipv4);
            report.add(Some(TrunkProblem::OtherIpVersion { version }));
        }
        addresses.truncate(MAX_ADDRESSES);
        let sockets = addresses.into_iter();
        sockets
            .map(|address| SocketAddr::new(address, trunk.port().get()))
            .collect()
    }
}

fn unresolved(report: &mut TrunkReport, reason: String) -> Vec<SocketAddr> {
    report.add(Some(TrunkProblem::Unresolved { reason }));
    Vec::new()
}

/// Tells if the service reaches the trunk by an address of that kind.
fn is_used(trunk: &Trunk, address: IpAddr) -> bool {
    match trunk.ip_address_version() {
        None | Some(IpAddressVersion::Ipv4) => address.is_ipv4(),
        Some(IpAddressVersion::Ipv6) => address.is_ipv6(),
        // A value that came later: perhaps both.
        Some(_) => true,
    }
}

/// Tells if an address is of no use outside of a network of one's own.
pub(super) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(it) => {
            // Between a carrier and its customers, 100.64.0.0/10.
            let is_shared = it.octets()[0] == 100 && it.octets()[1] & 0xC0 == 64;
            it.is_private()
                || it.is_loopback()
                || it.is_link_local()
                || it.is_unspecified()
                || is_shared
        }
        IpAddr::V6(it) => {
            it.is_loopback()
                || it.is_unique_local()
                || it.is_unicast_link_local()
                || it.is_unspecified()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_private;

    #[test]
    fn addresses_of_ones_own_network_are_known() {
        for (address, expected) in [
            ("10.1.2.3", true),
            ("100.64.0.1", true),
            ("100.128.0.1", false),
            ("127.0.0.1", true),
            ("169.254.1.1", true),
            ("192.168.0.1", true),
            ("203.0.113.5", false),
            ("::1", true),
            ("fd00::1", true),
            ("fe80::1", true),
            ("2001:db8::1", false),
        ] {
            assert_eq!(is_private(address.parse().unwrap()), expected, "{address}");
        }
    }
}
