//! A look at the trunks themselves, before the first call.

mod address;
mod certificate;
mod finding;
mod options;
mod problem;
mod report;
mod resolver;
#[cfg(test)]
mod tests;
mod tls;

use std::{fmt, sync::Arc, time::Duration};

use acs_core::{InvalidValue, Timestamp};
use futures::{StreamExt as _, future::join_all, stream};

use self::{certificate::Roots, resolver::SystemResolver};
pub use self::{
    finding::TrunkFinding, problem::TrunkProblem, report::TrunkReport, resolver::Resolver,
};
use crate::{Domain, SipConfiguration, Trunk, TrunkFqdn};

/// A look at the trunks of a configuration from this machine: their names in the DNS, their ports,
/// their certificates, and if they speak SIP.
///
/// For each trunk it looks up the addresses of its name, connects to its port, begins TLS, judges
/// the certificate (its chain, its names, its dates), and asks with a SIP `OPTIONS` request. It
/// speaks with the system's resolver and with the trunks that the configuration names, and with
/// nobody else. It needs the runtime of tokio. With the cargo feature `preflight`.
///
/// The service sees a trunk from elsewhere. A firewall may let in the service and keep out this
/// machine, so run it where the service's addresses are let in from, or take an unreachable trunk
/// for what it is: not confirmed. The service trusts the authorities of the Microsoft Trusted Root
/// Program; this machine may trust others.
///
/// ```no_run
/// use acs_sip_routing::{ApiVersion, Preflight, SipRoutingClient, Timestamp};
///
/// # async fn example(client: SipRoutingClient) -> acs_sip_routing::Result<()> {
/// let configuration = client.get_configuration().await?;
/// let preview = client.with_api_version(ApiVersion::V2024_11_15Preview);
/// let preflight = Preflight::new().domains(preview.list_domains().await?);
/// for report in preflight.run(&configuration, Timestamp::now()).await {
///     print!("{report}");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use]
pub struct Preflight {
    resolver: Arc<dyn Resolver>,
    roots: Option<Arc<Roots>>,
    domains: Option<Vec<Domain>>,
    timeout: Duration,
    at_a_time: usize,
}

/// More addresses of one trunk are not tried.
const MAX_ADDRESSES: usize = 8;

impl Preflight {
    /// A preflight with the resolver and the trusted authorities of this machine, 5 seconds for each
    /// step, and 8 trunks at a time.
    pub fn new() -> Self {
        Self {
            resolver: Arc::new(SystemResolver),
            roots: None,
            domains: None,
            timeout: Duration::from_secs(5),
            at_a_time: 8,
        }
    }

    /// Judges by these domains, too: each trunk has to be below one that is enabled, or the service
    /// refuses it. [`list_domains`](crate::SipRoutingClient::list_domains) reads them.
    pub fn domains(mut self, domains: impl IntoIterator<Item = Domain>) -> Self {
        self.domains = Some(domains.into_iter().collect());
        self
    }

    /// Trusts these authorities in place of those of this machine. The text holds one or more
    /// certificates as PEM.
    ///
    /// # Errors
    /// The text has no certificate, or one that cannot be read.
    pub fn trust_only(mut self, pem: &str) -> Result<Self, InvalidValue> {
        self.roots = Some(Arc::new(Roots::from_pem(pem)?));
        Ok(self)
    }

    /// Looks up names with another resolver.
    pub fn resolver(mut self, resolver: impl Resolver + 'static) -> Self {
        self.resolver = Arc::new(resolver);
        self
    }

    /// Sets how long each step may take: the look in the DNS, connecting, TLS, and the answer to
    /// `OPTIONS`. A trunk takes no longer than four times that.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets how many trunks are looked at at the same time: at least one. Each address of a trunk is
    /// a connection of its own, and no more than 8 of them are tried.
    pub fn at_a_time(mut self, trunks: usize) -> Self {
        self.at_a_time = trunks.max(1);
        self
    }

    /// Looks at all trunks of the configuration, those that are switched off among them, and reports
    /// on each in its order. Certificates have to be valid at `now`.
    ///
    /// A trunk without any finding above [`Level::Note`](crate::Level::Note) is ready, as far as it
    /// can be seen from here.
    pub async fn run(&self, configuration: &SipConfiguration, now: Timestamp) -> Vec<TrunkReport> {
        let roots = match &self.roots {
            Some(roots) => roots.clone(),
            None => Arc::new(Roots::of_this_machine()),
        };
        let roots = roots.as_ref();
        let trunks = stream::iter(&configuration.trunks);
        let reports = trunks.map(|trunk| self.look_at(trunk, roots, now));
        reports.buffered(self.at_a_time).collect().await
    }

    async fn look_at(&self, trunk: &Trunk, roots: &Roots, now: Timestamp) -> TrunkReport {
        let mut report = TrunkReport::new(trunk);
        report.add(self.problem_of_domain(trunk.fqdn()));
        let addresses = self.addresses(trunk, &mut report).await;
        let probes = addresses
            .into_iter()
            .map(|address| tls::probe(trunk.fqdn(), address, self.timeout, roots, now));
        for probe in join_all(probes).await {
            report.add_probe(probe);
        }
        report
    }

    fn problem_of_domain(&self, fqdn: &TrunkFqdn) -> Option<TrunkProblem> {
        let domains = self.domains.as_ref()?.iter();
        let around: Vec<_> = domains.filter(|it| is_within(fqdn, it)).collect();
        match around.first() {
            _ if around.iter().any(|domain| domain.is_enabled()) => None,
            Some(domain) => Some(TrunkProblem::DomainDisabled {
                domain: domain.name().clone(),
            }),
            None => Some(TrunkProblem::OutsideDomains),
        }
    }
}

/// Tells if the trunk has its name in the domain, or is named like it.
fn is_within(fqdn: &TrunkFqdn, domain: &Domain) -> bool {
    let (fqdn, domain) = (
        fqdn.as_str().to_ascii_lowercase(),
        domain.name().as_str().to_ascii_lowercase(),
    );
    let host = fqdn.strip_suffix(&domain);
    host.is_some_and(|host| host.is_empty() || host.ends_with('.'))
}

impl Default for Preflight {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Preflight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Preflight")
            .field("domains", &self.domains)
            .field("timeout", &self.timeout)
            .field("at_a_time", &self.at_a_time)
            .finish_non_exhaustive()
    }
}
