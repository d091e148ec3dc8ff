//! Scripts of operations: their duration and their end.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Duration of an operation that nobody looks at, unless told otherwise. The slowest that was seen
/// took some twenty seconds.
const UNATTENDED: Duration = Duration::from_secs(60);

/// The kinds of long-running operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum OperationKind {
    /// A search for numbers, which holds what it finds.
    Search,
    /// The purchase of what a search found.
    Purchase,
    /// The release of an owned number.
    #[serde(rename = "releasePhoneNumber")]
    Release,
    /// A change of an owned number's capabilities.
    #[serde(rename = "updatePhoneNumberCapabilities")]
    UpdateCapabilities,
    /// The purchase of a reservation.
    ReservationPurchase,
}

/// A status in which an operation has not ended. The service mixes the two freely; neither says
/// anything about what comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PendingStatus {
    /// `notStarted`, which may well follow `running`.
    NotStarted,
    /// `running`.
    Running,
}

/// The error a failed operation carries.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OperationError {
    /// The service's code, such as `InternalError`.
    pub code: String,
    /// The text for people.
    pub message: String,
    /// The lower-case name of the parameter at fault, if one is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
}

impl OperationError {
    /// An error without a target.
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
            target: None,
        }
    }
}

/// Script of an operation: the status that each poll sees, and its end.
///
/// ```
/// use std::time::Duration;
///
/// use acs_emulator::{OperationScript, PendingStatus::{NotStarted, Running}};
///
/// // By poll count: this many see it pending, the next one sees its end.
/// let quick = OperationScript::succeeds_after([]);
/// let wavering = OperationScript::succeeds_after([Running, NotStarted, Running]);
/// let broken = OperationScript::fails_after([Running], "InternalError", "Out of luck.");
/// // By itself, whether somebody looks or not.
/// let steady = OperationScript::succeeds_in(Duration::from_secs(20));
/// // On request.
/// let endless = OperationScript::pending_until_told(Running);
/// # let _ = (quick, wavering, broken, steady, endless);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OperationScript {
    /// Status that the first polls see.
    pending: Vec<PendingStatus>,
    /// Status that later ones see. Without it, the first of them ends the operation.
    then: Option<PendingStatus>,
    /// Time after its start at which the operation ends by itself.
    pub(super) ends_after: Option<Duration>,
    pub(super) outcome: Result<(), OperationError>,
}

impl OperationScript {
    /// The first polls see `pending`, the next one takes the effect and sees `succeeded`.
    pub fn succeeds_after(pending: impl IntoIterator<Item = PendingStatus>) -> Self {
        Self {
            pending: pending.into_iter().collect(),
            then: None,
            ends_after: None,
            outcome: Ok(()),
        }
    }

    /// The first polls see `pending`, the next one `failed` with this error; the effect never
    /// happens.
    pub fn fails_after(
        pending: impl IntoIterator<Item = PendingStatus>,
        code: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self::succeeds_after(pending).failing(OperationError::new(code, message))
    }

    /// Every poll sees `running` until that much time has passed by the emulator's clock. Then the
    /// operation succeeds, whether somebody polls or not.
    pub fn succeeds_in(time: Duration) -> Self {
        Self {
            ends_after: Some(time),
            ..Self::pending_until_told(PendingStatus::Running)
        }
    }

    /// Like [`succeeds_in`](Self::succeeds_in), but the operation fails with this error.
    pub fn fails_in(time: Duration, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::succeeds_in(time).failing(OperationError::new(code, message))
    }

    /// The same, but failing with this error.
    pub(crate) fn failing(self, error: OperationError) -> Self {
        Self {
            outcome: Err(error),
            ..self
        }
    }

    /// Every poll sees `status` until [`Emulator::complete_operation`] or
    /// [`Emulator::fail_operation`] ends the operation.
    ///
    /// [`Emulator::complete_operation`]: crate::Emulator::complete_operation
    /// [`Emulator::fail_operation`]: crate::Emulator::fail_operation
    pub fn pending_until_told(status: PendingStatus) -> Self {
        Self {
            then: Some(status),
            ..Self::succeeds_after([])
        }
    }

    /// A sequence that the real service was seen to give for this kind of operation. If nobody
    /// polls, it ends by itself, as it does there.
    pub(crate) fn recorded(kind: OperationKind) -> Self {
        use PendingStatus::{NotStarted, Running};
        let pending = match kind {
            OperationKind::Search => vec![NotStarted, NotStarted, Running],
            OperationKind::Purchase => vec![Running, Running, NotStarted],
            OperationKind::Release => vec![NotStarted, Running, Running],
            OperationKind::UpdateCapabilities => vec![Running, Running, Running],
            OperationKind::ReservationPurchase => vec![Running, Running],
        };
        Self {
            ends_after: Some(UNATTENDED),
            ..Self::succeeds_after(pending)
        }
    }

    /// Returns the status that the poll after `polls` others sees. None if it sees the end.
    pub(super) fn seen_by(&self, polls: usize) -> Option<PendingStatus> {
        self.pending.get(polls).copied().or(self.then)
    }
}

/// The scripts in force, by kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Scripts(BTreeMap<OperationKind, OperationScript>);

impl Scripts {
    pub(crate) fn set(&mut self, kind: OperationKind, script: OperationScript) {
        self.0.insert(kind, script);
    }

    /// Has those of others as well, and rather than its own.
    pub(crate) fn extend(&mut self, others: &Self) {
        let others = others.0.iter().map(|(kind, it)| (*kind, it.clone()));
        self.0.extend(others);
    }

    /// Lets operations of this kind run as the real service's again.
    pub(crate) fn unset(&mut self, kind: OperationKind) {
        self.0.remove(&kind);
    }

    pub(crate) fn get(&self, kind: OperationKind) -> OperationScript {
        self.0
            .get(&kind)
            .cloned()
            .unwrap_or_else(|| OperationScript::recorded(kind))
    }
}
