//! Long-running operations: a script, and an effect that takes place when it succeeds.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::script::{OperationError, OperationKind, OperationScript, PendingStatus};
use super::{Due, ROOM, Refusal, State, Tracked};
use crate::model::{Capabilities, PhoneNumber};

/// How long operations that have ended can be looked at.
const KEPT: Duration = Duration::days(30);

/// An operation of the resource.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Operation {
    pub(crate) id: String,
    /// What the service says about its creation, which may be that of something else.
    #[serde(with = "time::serde::rfc3339")]
    pub(crate) created: OffsetDateTime,
    pub(crate) effect: Effect,
    pub(crate) progress: Progress,
    #[serde(with = "time::serde::rfc3339")]
    pub(crate) started: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339::option")]
    pub(super) ended: Option<OffsetDateTime>,
    pub(super) script: OperationScript,
    polls: usize,
}

/// What an operation does once it succeeds.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Effect {
    /// The search's result can be read.
    Search { id: String },
    /// The search's numbers are owned.
    Purchase { search: String },
    /// The number is owned no more. There is none if the request did not hold one.
    Release { number: Option<PhoneNumber> },
    /// The number has other capabilities.
    Update {
        number: PhoneNumber,
        capabilities: Capabilities,
    },
    /// The reservation's numbers are owned.
    PurchaseReservation { id: String },
}

impl Effect {
    pub(crate) fn kind(&self) -> OperationKind {
        match self {
            Self::Search { .. } => OperationKind::Search,
            Self::Purchase { .. } => OperationKind::Purchase,
            Self::Release { .. } => OperationKind::Release,
            Self::Update { .. } => OperationKind::UpdateCapabilities,
            Self::PurchaseReservation { .. } => OperationKind::ReservationPurchase,
        }
    }

    /// What stands before the id of the thing in the id of the operation.
    fn prefix(&self) -> &'static str {
        match self {
            Self::Search { .. } => "search",
            Self::Purchase { .. } => "purchase",
            Self::Release { .. } => "release",
            Self::Update { .. } => "capabilities",
            Self::PurchaseReservation { .. } => "reservationPurchase",
        }
    }
}

/// How far an operation has got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Progress {
    Pending(PendingStatus),
    Succeeded,
    Failed(OperationError),
}

impl Operation {
    pub(super) fn is_pending(&self) -> bool {
        matches!(self.progress, Progress::Pending(_))
    }

    /// When it ends by itself, if it is to.
    pub(super) fn deadline(&self) -> Option<OffsetDateTime> {
        let after = Duration::try_from(self.script.ends_after?).ok()?;
        Some(self.started.saturating_add(after))
    }
}

/// All operations, and the ends of those that have ended, the earliest first.
#[derive(Clone, Debug)]
pub(super) struct Operations {
    pub(super) all: Tracked<Operation>,
    pub(super) ended: VecDeque<(OffsetDateTime, String)>,
}

impl Operations {
    pub(super) fn new(tracks: bool) -> Self {
        Self {
            all: Tracked::new(tracks),
            ended: VecDeque::new(),
        }
    }

    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.ended.clear();
    }

    pub(super) fn forget_old(&mut self, now: OffsetDateTime) {
        while self.ended.front().is_some_and(|(at, _)| *at + KEPT <= now) {
            self.forget_oldest();
        }
    }

    /// Makes room for one more, if need be by forgetting the one that ended first.
    fn make_room(&mut self) -> Result<(), Refusal> {
        if self.all.len() >= ROOM && !self.forget_oldest() {
            return Err(Refusal::TooMany);
        }
        Ok(())
    }

    fn forget_oldest(&mut self) -> bool {
        let Some((_, id)) = self.ended.pop_front() else {
            return false;
        };
        self.all.remove(&id);
        true
    }
}

impl State {
    pub(crate) fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.operations.all.values()
    }

    /// Refuses what would start an operation when there are too many. To be asked before anything is
    /// changed.
    pub(super) fn room_for_an_operation(&mut self) -> Result<(), Refusal> {
        self.operations.make_room()
    }

    /// Starts an operation on the thing called `id` and returns the operation's own id. `created` is
    /// what it says about its creation.
    pub(super) fn start(
        &mut self,
        effect: Effect,
        id: &str,
        created: OffsetDateTime,
        now: OffsetDateTime,
    ) -> String {
        let operation_id = format!("{}_{id}", effect.prefix());
        let operation = Operation {
            id: operation_id.clone(),
            created,
            started: now,
            ended: None,
            script: self.scripts.get(effect.kind()),
            effect,
            progress: Progress::Pending(PendingStatus::NotStarted),
            polls: 0,
        };
        if let Some(at) = operation.deadline() {
            self.agenda.add(at, Due::Operation, &operation_id);
        }
        if self.operations.all.contains(&operation_id) {
            // The second purchase of one search has the id of the first, which failed.
            self.operations.ended.retain(|(_, it)| *it != operation_id);
        }
        self.operations.all.insert(operation_id.clone(), operation);
        operation_id
    }

    /// Looks at an operation; looking is what moves it on.
    pub(crate) fn poll(&mut self, id: &str, now: OffsetDateTime) -> Result<Operation, Refusal> {
        let operation = self.operation(id)?;
        if operation.is_pending() {
            match operation.script.seen_by(operation.polls) {
                Some(status) => {
                    if let Some(operation) = self.operations.all.get_mut(id) {
                        operation.progress = Progress::Pending(status);
                        operation.polls += 1;
                    }
                }
                None => self.end_operation(id, operation.script.outcome.clone(), now)?,
            }
        }
        self.operation(id).cloned()
    }

    pub(crate) fn operation(&self, id: &str) -> Result<&Operation, Refusal> {
        self.operations.all.get(id).ok_or(Refusal::UnknownOperation)
    }

    /// Ends a pending operation at once; one that has ended stays as it is.
    pub(crate) fn end_operation(
        &mut self,
        id: &str,
        outcome: Result<(), OperationError>,
        now: OffsetDateTime,
    ) -> Result<(), Refusal> {
        let operation = self.operation(id)?;
        if !operation.is_pending() {
            return Ok(());
        }
        let effect = operation.effect.clone();
        let progress = match outcome.and_then(|()| self.apply(&effect, now)) {
            Ok(()) => Progress::Succeeded,
            Err(error) => {
                self.undo(&effect, now);
                Progress::Failed(error)
            }
        };
        if let Some(operation) = self.operations.all.get_mut(id) {
            operation.progress = progress;
            operation.ended = Some(now);
            self.operations.ended.push_back((now, id.to_owned()));
        }
        Ok(())
    }

    /// Ends an operation that was to end by `at`, if it has not ended otherwise.
    pub(super) fn end_by_itself(&mut self, id: &str, at: OffsetDateTime) {
        let Ok(operation) = self.operation(id) else {
            return;
        };
        if operation.deadline() == Some(at) {
            let outcome = operation.script.outcome.clone();
            // It has just been there.
            self.end_operation(id, outcome, at).ok();
        }
    }

    /// Forgets a pending operation, whose effect then never happens. One that has ended stays.
    pub(crate) fn cancel(&mut self, id: &str, now: OffsetDateTime) -> Result<(), Refusal> {
        let operation = self.operation(id)?;
        if operation.is_pending() {
            let effect = operation.effect.clone();
            self.operations.all.remove(id);
            self.undo(&effect, now);
        }
        Ok(())
    }

    fn apply(&mut self, effect: &Effect, now: OffsetDateTime) -> Result<(), OperationError> {
        match effect {
            Effect::Search { id } => self.finish_search(id, now),
            Effect::Purchase { search } => self.finish_purchase(search, now),
            Effect::Release { number } => self.finish_release(*number),
            Effect::Update {
                number,
                capabilities,
            } => self.finish_update(*number, *capabilities),
            Effect::PurchaseReservation { id } => self.finish_reservation_purchase(id, now),
        }
    }

    /// Takes back what the start of an operation did.
    fn undo(&mut self, effect: &Effect, now: OffsetDateTime) {
        match effect {
            Effect::Search { id } => self.drop_search(id),
            Effect::Purchase { search } => self.reopen_search(search),
            Effect::PurchaseReservation { id } => self.reopen_reservation(id),
            Effect::Release { .. } | Effect::Update { .. } => {}
        }
        self.settle(now);
    }
}
