//! Everything that was seen of a trunk.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
};

use acs_core::{Shown, Timestamp};

use super::{TrunkFinding, TrunkProblem, tls::Probe};
use crate::{Level, SipPort, Trunk, TrunkFqdn};

/// Everything that a [`Preflight`](crate::Preflight) saw of a trunk.
///
/// `Display` writes a line of what was seen, and below it a line for each finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrunkReport {
    trunk: TrunkFqdn,
    port: SipPort,
    addresses: Vec<IpAddr>,
    expires: Option<Timestamp>,
    options_status: Option<u16>,
    findings: Vec<TrunkFinding>,
}

impl TrunkReport {
    pub(super) fn new(trunk: &Trunk) -> Self {
        Self {
            trunk: trunk.fqdn().clone(),
            port: trunk.port(),
            addresses: Vec::new(),
            expires: None,
            options_status: None,
            findings: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, problem: Option<TrunkProblem>) {
        self.findings
            .extend(problem.map(|it| TrunkFinding::new(self.trunk.clone(), None, it)));
    }

    /// Adds what was seen at one of the addresses.
    pub(super) fn add_probe(&mut self, probe: Probe) {
        let Probe {
            address,
            expires,
            options_status,
            problems,
        } = probe;
        self.addresses.push(address.ip());
        self.expires = [self.expires, expires].into_iter().flatten().min();
        // The worst of them, should there be several.
        self.options_status = self.options_status.max(options_status);
        let at = |problem| TrunkFinding::new(self.trunk.clone(), Some(address), problem);
        let findings: Vec<_> = problems.into_iter().map(at).collect();
        self.findings.extend(findings);
    }

    /// The trunk.
    pub fn trunk(&self) -> &TrunkFqdn {
        &self.trunk
    }

    /// The addresses that were tried.
    pub fn addresses(&self) -> &[IpAddr] {
        &self.addresses
    }

    /// The end of the time for which the certificate is valid; of several, the earliest.
    pub fn expires(&self) -> Option<Timestamp> {
        self.expires
    }

    /// The status of the answer to SIP `OPTIONS`, if there was one; of several, the highest.
    pub fn options_status(&self) -> Option<u16> {
        self.options_status
    }

    /// Everything that was found, in the order of the steps.
    pub fn findings(&self) -> &[TrunkFinding] {
        &self.findings
    }

    /// Returns true if nothing was found that keeps calls from the trunk, or may: there are notes at
    /// the most.
    pub fn is_ready(&self) -> bool {
        let mut findings = self.findings.iter();
        findings.all(|finding| finding.level() == Level::Note)
    }
}

impl fmt::Display for TrunkReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ready = if self.is_ready() {
            "ready"
        } else {
            "not ready"
        };
        write!(f, "{}:{}: {ready}", Shown(self.trunk.as_str()), self.port)?;
        for address in &self.addresses {
            write!(f, ", {address}")?;
        }
        if let Some(expires) = self.expires {
            write!(f, ", certificate until {expires}")?;
        }
        if let Some(status) = self.options_status {
            write!(f, ", OPTIONS {status}")?;
        }
        writeln!(f)?;
        for finding in &self.findings {
            let at = |address: SocketAddr| format!(" at {}", address.ip());
            let at = finding.address().map(at).unwrap_or_default();
            let (level, problem) = (finding.level(), finding.problem());
            writeln!(f, "  {level}{at}: {problem} ({})", problem.code())?;
        }
        Ok(())
    }
}
