//! What a test can do behind the service's back.

use serde::Serialize;
use time::OffsetDateTime;

use super::{Service, Session};
use crate::clock::Clock;
use crate::model::PhoneNumberType;
use crate::sip::{DomainReport, NoDomainName, TrunkHealth};
use crate::state::{Operation, OperationError, OperationKind, Progress, Refusal};

/// How far a long-running operation has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum OperationStatus {
    /// `notStarted`, which may well follow `running`.
    NotStarted,
    /// `running`.
    Running,
    /// It has had its effect.
    Succeeded,
    /// It never will have its effect.
    Failed,
}

/// A long-running operation as it is now. Unlike a poll, looking at it does not move it on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OperationReport {
    /// Its id, such as `search_…`.
    pub id: String,
    /// What it does.
    pub kind: OperationKind,
    /// How far it has got.
    pub status: OperationStatus,
    /// Why it failed, if it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<OperationError>,
}

impl From<&Operation> for OperationReport {
    fn from(operation: &Operation) -> Self {
        use crate::state::PendingStatus::{NotStarted, Running};
        let (status, error) = match &operation.progress {
            Progress::Pending(NotStarted) => (OperationStatus::NotStarted, None),
            Progress::Pending(Running) => (OperationStatus::Running, None),
            Progress::Succeeded => (OperationStatus::Succeeded, None),
            Progress::Failed(error) => (OperationStatus::Failed, Some(error.clone())),
        };
        Self {
            id: operation.id.clone(),
            kind: operation.effect.kind(),
            status,
            error,
        }
    }
}

impl Service {
    /// Does something to the state and has it saved.
    ///
    /// What cannot be saved now is saved with the next change; there is no client here that could be
    /// told that the outcome is unknown.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut Session<'_>) -> T) -> T {
        let mut session = self.state();
        let changed = change(&mut session);
        if let Err(error) = session.commit() {
            tracing::error!("{error}");
        }
        changed
    }

    /// Does something to the clock, and then what follows from it.
    pub(crate) fn change_clock(&self, change: impl FnOnce(&Clock)) {
        change(&self.clock);
        self.change(|_| ());
    }

    pub(crate) fn owned_numbers(&self) -> Vec<String> {
        let state = self.state();
        let owned = state.owned.iter();
        owned.map(|it| it.phone_number.to_string()).collect()
    }

    /// None if the stock does not have the country.
    pub(crate) fn available_numbers(
        &self,
        country: &str,
        kind: PhoneNumberType,
    ) -> Option<Vec<String>> {
        let state = self.state();
        let country = state.stock().country(country)?;
        let available = state.inventory.available(country, kind, None);
        Some(available.map(|it| it.phone_number.to_string()).collect())
    }

    /// The operations there are, in the order in which they started.
    pub(crate) fn operations(&self) -> Vec<OperationReport> {
        let state = self.state();
        let mut operations: Vec<_> = state.operations().collect();
        operations.sort_by_key(|it| (it.started, &it.id));
        operations.into_iter().map(OperationReport::from).collect()
    }

    pub(crate) fn end_operation(
        &self,
        id: &str,
        outcome: Result<(), OperationError>,
    ) -> Result<OperationReport, Refusal> {
        let now = self.clock.now();
        self.change(|state| {
            state.end_operation(id, outcome, now)?;
            state.operation(id).map(OperationReport::from)
        })
    }

    /// False if there is no such trunk.
    pub(crate) fn set_trunk_health(&self, fqdn: &str, health: TrunkHealth) -> bool {
        self.change(|state| {
            let next = state.sip().with_health(fqdn, health);
            let is_known = next.is_some();
            if let Some(next) = next {
                state.set_sip(next);
            }
            is_known
        })
    }

    pub(crate) fn domains(&self) -> Vec<DomainReport> {
        self.state().sip().domains()
    }

    pub(crate) fn set_domain_verified(
        &self,
        name: &str,
        verified: bool,
    ) -> Result<(), NoDomainName> {
        self.change(|state| {
            let next = state.sip().with_domain(name, verified)?;
            state.set_sip(next);
            Ok(())
        })
    }

    /// A token for that audience that is good for that long by the emulator's clock.
    pub(crate) fn token(&self, audience: &str, lifetime: time::Duration) -> String {
        let expires = self.clock.now().saturating_add(lifetime);
        self.gatekeeper.tokens.issue(audience, expires)
    }

    /// Back to the start: nothing has happened, nothing goes wrong, nothing is recorded.
    pub(crate) fn reset(&self) {
        self.faults.clear();
        self.requests.clear();
        self.clock.reset();
        let now = self.clock.now();
        self.change(|state| {
            state.reset(now);
            state.scripts = self.scripts.clone();
        });
    }

    /// Lets go of the data file, if there is one.
    pub(crate) fn close(&self) {
        self.memory.close();
    }

    pub(crate) fn now(&self) -> OffsetDateTime {
        self.clock.now()
    }
}
