//! The SIP configuration of the resource: domains, trunks by domain name, and the routes that use
//! them.
//!
//! There is one configuration, which the stable version and the preview look at and change. What
//! one of them writes makes sense to the other:
//!
//! - A trunk that the stable version makes has the defaults of the preview; one that it changes
//!   keeps what it does not know of. Its domain is added, unless only verified ones are.
//! - Routes are replaced as a whole by either; what the stable version writes overrides no caller.

#[cfg(test)]
mod agreement;
mod check;
mod domains;
mod health;
mod pattern;
#[cfg(test)]
mod tests;
mod trial;
mod update;
mod view;

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

pub(crate) use check::{SipRefusal, Stage};
pub use domains::{DomainReport, NoDomainName};
pub use health::{InactiveReason, OverallStatus, PingStatus, TlsStatus, TrunkHealth};
pub(crate) use trial::{TrialError, is_dialled_number, matching_routes};
use update::{DomainUpdate, TrunkUpdate};
pub(crate) use update::{SipConfigurationUpdate, StableUpdate};
pub(crate) use view::{PreviewBody, RoutesBody, StableBody};

/// The configuration, in the key order of the service. Domains and trunks keep the order in which
/// they came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SipConfiguration {
    domains: IndexMap<String, Domain>,
    /// The domains that were verified for the resource, in lower case, configured or not.
    #[serde(default)]
    verified: BTreeSet<String>,
    trunks: IndexMap<String, Trunk>,
    routes: Vec<TrunkRoute>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Domain {
    enabled: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Trunk {
    sip_signaling_port: u16,
    enabled: bool,
    direct_transfer: bool,
    privacy_header: PrivacyHeader,
    ip_address_version: IpAddressVersion,
    health: TrunkHealth,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum PrivacyHeader {
    #[default]
    Id,
    None,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum IpAddressVersion {
    #[default]
    Ipv4,
    Ipv6,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TrunkRoute {
    description: Option<String>,
    name: String,
    number_pattern: String,
    trunks: Vec<String>,
    caller_id_override: Option<String>,
}

/// How strictly updates are taken. What is off is taken as if all were well.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SipRules {
    /// Only verified domains are enabled.
    pub(crate) only_verified_domains: bool,
    /// An update with nothing in it is an error.
    pub(crate) no_empty_updates: bool,
}

impl SipConfiguration {
    /// The configuration after an update by the preview, or what is wrong with it. A refused update
    /// changes nothing, as there is nothing half done to keep.
    pub(crate) fn patched(
        &self,
        update: SipConfigurationUpdate,
        rules: SipRules,
    ) -> Result<Self, SipRefusal> {
        let next = self.changed(update, rules)?;
        check::check_domains(&next)?;
        next.check_verified(self, rules)?;
        Ok(next)
    }

    /// The same for an update by the stable version, to which domains are verified elsewhere.
    pub(crate) fn patched_by_stable(
        &self,
        update: StableUpdate,
        rules: SipRules,
    ) -> Result<Self, SipRefusal> {
        let mut next = self.changed(update.into(), rules)?;
        let without = next.trunks.keys();
        let without = without.filter(|fqdn| next.domains_of(fqdn).next().is_none());
        let missing: Vec<_> = without
            .map(|fqdn| check::domain_of(fqdn).to_owned())
            .collect();
        for domain in missing {
            if rules.only_verified_domains && !next.is_verified(&domain) {
                return Err(SipRefusal::MissingDomain);
            }
            next.domains.insert(domain, Domain { enabled: true });
        }
        if rules.only_verified_domains {
            check::check_enabled(&next)?;
        }
        Ok(next)
    }

    fn changed(&self, update: SipConfigurationUpdate, rules: SipRules) -> Result<Self, SipRefusal> {
        if rules.no_empty_updates && update.is_empty() {
            return Err(SipRefusal::EmptyUpdate);
        }
        let mut next = self.clone();
        let routes = update
            .routes
            .map(|it| it.into_iter().map(TrunkRoute::from).collect());
        let domains = update.domains.unwrap_or_default();
        let trunks = update.trunks.unwrap_or_default();
        check::check_shape(&domains, &trunks, routes.as_deref().unwrap_or_default())?;
        for (name, domain) in domains {
            next.patch_domain(name, domain);
        }
        for (fqdn, trunk) in trunks {
            next.patch_trunk(fqdn, trunk)?;
        }
        if let Some(routes) = routes {
            next.routes = routes;
        }
        check::check_whole(&next)?;
        Ok(next)
    }

    fn patch_domain(&mut self, name: String, update: Option<DomainUpdate>) {
        let Some(update) = update else {
            self.domains.shift_remove(&name);
            return;
        };
        let stored = self.domains.get(&name).is_none_or(|it| it.enabled);
        let enabled = update.enabled.unwrap_or(stored);
        self.domains.insert(name, Domain { enabled });
    }

    fn patch_trunk(&mut self, fqdn: String, update: Option<TrunkUpdate>) -> Result<(), SipRefusal> {
        let Some(update) = update else {
            self.trunks.shift_remove(&fqdn);
            return Ok(());
        };
        let stored = self.trunks.get(&fqdn).copied();
        let port = update.sip_signaling_port.map(check::port).transpose()?;
        let port = port.or(stored.map(|it| it.sip_signaling_port));
        let stored = stored.unwrap_or(Trunk {
            sip_signaling_port: port.ok_or(SipRefusal::InvalidTrunkSipSignalingPort)?,
            enabled: true,
            direct_transfer: false,
            privacy_header: PrivacyHeader::default(),
            ip_address_version: IpAddressVersion::default(),
            health: TrunkHealth::default(),
        });
        let trunk = Trunk {
            sip_signaling_port: port.unwrap_or(stored.sip_signaling_port),
            enabled: update.enabled.unwrap_or(stored.enabled),
            direct_transfer: update.direct_transfer.unwrap_or(stored.direct_transfer),
            privacy_header: update.privacy_header.unwrap_or(stored.privacy_header),
            ip_address_version: update
                .ip_address_version
                .unwrap_or(stored.ip_address_version),
            health: stored.health,
        };
        self.trunks.insert(fqdn, trunk);
        Ok(())
    }

    /// The domains of the configuration that a trunk is in.
    fn domains_of<'a>(&'a self, fqdn: &'a str) -> impl Iterator<Item = &'a Domain> {
        let domains = self.domains.iter();
        domains
            .filter(|(domain, _)| check::is_within(fqdn, domain))
            .map(|(_, it)| it)
    }

    /// The same configuration with a trunk doing as it is said; nothing if there is no such trunk.
    pub(crate) fn with_health(&self, fqdn: &str, health: TrunkHealth) -> Option<Self> {
        let mut next = self.clone();
        next.trunks.get_mut(fqdn)?.health = health;
        Some(next)
    }
}
