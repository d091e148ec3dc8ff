//! What a test can do behind the service's back.

use std::time::Duration;

use http::StatusCode;
use time::OffsetDateTime;

use super::Emulator;
use crate::clock::Clock;
use crate::faults::{FaultId, FaultReport, FaultRule};
use crate::model::PhoneNumberType;
use crate::requests::RecordedRequest;
use crate::service::OperationReport;
use crate::sip::{DomainReport, NoDomainName, TrunkHealth};
use crate::state::{OperationError, OperationKind, OperationScript, Refusal};

/// There is no long-running operation of that id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no operation of that id")]
#[non_exhaustive]
pub struct UnknownOperation;

impl From<Refusal> for UnknownOperation {
    fn from(_: Refusal) -> Self {
        Self
    }
}

/// The SIP configuration has no trunk of that domain name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no trunk of that domain name")]
#[non_exhaustive]
pub struct UnknownTrunk;

/// There is no snapshot of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no snapshot of that name")]
#[non_exhaustive]
pub struct UnknownSnapshot;

/// Snapshots
impl Emulator {
    /// Keeps numbers, holds, operations, SIP configuration, scripts, clock and the chance behind ids
    /// under a name, so that tests can start from there. One of that name is replaced. Returns false
    /// if there are twenty others already.
    ///
    /// Snapshots end with the emulator; a data file does not keep them. Faults and the record of
    /// requests are not part of them.
    pub fn save_snapshot(&self, name: &str) -> bool {
        self.service.save_snapshot(name)
    }

    /// The names of the snapshots, in the order in which they came.
    pub fn snapshots(&self) -> Vec<String> {
        self.service.snapshots.names()
    }

    /// Goes back to the snapshot of that name, as often as wanted. The same requests get the same
    /// answers again, ids included.
    pub fn restore_snapshot(&self, name: &str) -> Result<(), UnknownSnapshot> {
        let is_known = self.service.restore_snapshot(name);
        if is_known {
            Ok(())
        } else {
            Err(UnknownSnapshot)
        }
    }

    /// Forgets the snapshot of that name; false if there is none.
    pub fn remove_snapshot(&self, name: &str) -> bool {
        self.service.snapshots.remove(name)
    }
}

/// Time
impl Emulator {
    /// The time by the emulator's clock.
    pub fn now(&self) -> OffsetDateTime {
        self.service.now()
    }

    /// Moves the clock forward, whether it runs by itself or stands still.
    pub fn advance(&self, by: Duration) {
        self.service.change_clock(|clock| clock.advance(by));
    }

    /// Sets the clock, whether it runs by itself or stands still. Going back makes nothing undone;
    /// what was held is held longer.
    pub fn set_time(&self, time: OffsetDateTime) {
        self.service.change_clock(|clock| clock.set(time));
    }

    /// Lets the clock stand still at the time it shows.
    pub fn stop_clock(&self) {
        self.service.change_clock(Clock::stop);
    }

    /// Lets the clock run on from the time it shows.
    pub fn run_clock(&self) {
        self.service.change_clock(Clock::run);
    }
}

/// Numbers and requests
impl Emulator {
    /// The numbers that the resource owns, in E.164 form, in the order in which they are listed.
    pub fn owned_numbers(&self) -> Vec<String> {
        self.service.owned_numbers()
    }

    /// The numbers of a country and type that are neither owned nor held, in E.164 form. A country
    /// outside the stock has none.
    pub fn available_numbers(&self, country: &str, kind: PhoneNumberType) -> Vec<String> {
        let available = self.service.available_numbers(country, kind);
        available.unwrap_or_default()
    }

    /// The latest requests, in the order in which they were answered: a thousand at most, or fewer
    /// if they are long.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.service.requests.all()
    }

    /// Forgets the recorded requests.
    pub fn clear_requests(&self) {
        self.service.requests.clear();
    }

    /// Back to the start: numbers, holds, operations, SIP configuration, clock and scripts are what
    /// they were when a new emulator started, nothing goes wrong and nothing is recorded.
    pub fn reset(&self) {
        self.service.reset();
    }
}

/// Trunks
impl Emulator {
    /// Lets a trunk do well or badly, which shows when its health is asked for and has no other
    /// effect. Of a trunk of which this was never said, nothing is known.
    pub fn set_trunk_health(&self, fqdn: &str, health: TrunkHealth) -> Result<(), UnknownTrunk> {
        let is_known = self.service.set_trunk_health(fqdn, health);
        if is_known { Ok(()) } else { Err(UnknownTrunk) }
    }
}

/// Domains
impl Emulator {
    /// The domains of the SIP configuration, and those that were verified and are not in it.
    pub fn domains(&self) -> Vec<DomainReport> {
        self.service.domains()
    }

    /// Verifies a domain for the resource, or takes that back. It has an effect if the emulator was
    /// started with [`only_verified_domains`](crate::EmulatorBuilder::only_verified_domains), and
    /// then on those that lie in it, too; one that is enabled stays so.
    pub fn set_domain_verified(&self, name: &str, verified: bool) -> Result<(), NoDomainName> {
        self.service.set_domain_verified(name, verified)
    }
}

/// Long-running operations
impl Emulator {
    /// Lets operations of this kind that start from now on run by `script`.
    pub fn set_operation_script(&self, kind: OperationKind, script: OperationScript) {
        self.service.change(|state| state.scripts.set(kind, script));
    }

    /// The operations there are, in the order in which they started.
    pub fn operations(&self) -> Vec<OperationReport> {
        self.service.operations()
    }

    /// Ends a pending operation well: its effect takes place at once. One that has ended stays as it
    /// is. The operation may still fail, if what it was about is gone.
    pub fn complete_operation(&self, id: &str) -> Result<(), UnknownOperation> {
        self.service.end_operation(id, Ok(()))?;
        Ok(())
    }

    /// Ends a pending operation with this error; its effect never takes place. One that has ended
    /// stays as it is.
    pub fn fail_operation(&self, id: &str, error: OperationError) -> Result<(), UnknownOperation> {
        self.service.end_operation(id, Err(error))?;
        Ok(())
    }
}

/// Faults
impl Emulator {
    /// Lets something go wrong by rule. Of several rules, the first that applies to a request is the
    /// only one.
    pub fn add_fault(&self, rule: FaultRule) -> FaultId {
        self.service.faults.add(rule)
    }

    /// The rules there are, spent ones too, in the order in which they came.
    pub fn faults(&self) -> Vec<FaultReport> {
        self.service.faults.all()
    }

    /// Takes a rule back; false if there is none of that name.
    pub fn remove_fault(&self, id: FaultId) -> bool {
        self.service.faults.remove(id)
    }

    /// Takes all rules back.
    pub fn clear_faults(&self) {
        self.service.faults.clear();
    }

    /// Answers the next `times` requests with `status` before anything else is looked at, and without
    /// any effect. `retry_after` is rounded up to whole seconds. Faults queue up behind each other.
    ///
    /// A shorthand for the [`FaultRule`] that does so.
    pub fn fail_next(&self, times: u64, status: StatusCode, retry_after: Option<Duration>) {
        let mut rule = FaultRule::status(status).times(times);
        if let Some(after) = retry_after {
            rule = rule.retry_after(after);
        }
        self.add_fault(rule);
    }
}
