//! One thing that a preflight found.

use std::{fmt, net::SocketAddr};

use acs_core::Shown;

use super::TrunkProblem;
use crate::{Level, TrunkFqdn};

/// One thing that a [`Preflight`](crate::Preflight) found, and the trunk that it is about.
///
/// `Display` says what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrunkFinding {
    trunk: TrunkFqdn,
    address: Option<SocketAddr>,
    problem: TrunkProblem,
}

impl TrunkFinding {
    pub(super) fn new(
        trunk: TrunkFqdn,
        address: Option<SocketAddr>,
        problem: TrunkProblem,
    ) -> Self {
        Self {
            trunk,
            address,
            problem,
        }
    }

    /// The trunk.
    pub fn trunk(&self) -> &TrunkFqdn {
        &self.trunk
    }

    /// The address and port at which it was found, unless it is about the name.
    pub fn address(&self) -> Option<SocketAddr> {
        self.address
    }

    /// The problem that was found.
    pub fn problem(&self) -> &TrunkProblem {
        &self.problem
    }

    /// The weight of it.
    pub fn level(&self) -> Level {
        self.problem.level()
    }
}

impl fmt::Display for TrunkFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Shown(self.trunk.as_str()))?;
        if let Some(address) = self.address {
            write!(f, " ({address})")?;
        }
        write!(f, ": {}", self.problem)
    }
}
