//! Idempotency: which operations may be sent again, and what proves that a try had no effect.

use crate::{
    Error,
    call::Operation,
    error::{Kind, Obstacle},
};

/// A service as the runtime sees it. Each client crate has one, as a `static`.
#[derive(Debug)]
pub struct Service {
    /// The name of the client's crate, for the `User-Agent` header.
    pub crate_name: &'static str,
    /// The version of the client's crate.
    pub crate_version: &'static str,
    /// The API version that continuations belong to.
    pub api_version: &'static str,
    /// The service's operations, from the generated crate.
    pub operations: &'static [&'static Operation],
    /// The idempotency of each operation.
    pub idempotency: fn(operation_id: &str) -> Idempotency,
}

impl Service {
    pub(crate) fn operation(&self, id: &str) -> Option<&'static Operation> {
        let mut operations = self.operations.iter().copied();
        operations.find(|operation| operation.id == id)
    }
}

/// Idempotency of an operation: it decides when a request is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Idempotency {
    /// Doing it twice is the same as doing it once: retried after any failure that may pass.
    Idempotent,
    /// Doing it twice could cost money, lose a number or undo a change: retried only if the
    /// request surely did not arrive (no connection was made), or if the service itself, by its
    /// own code, refused it for now (429, or 503 with a time to come back).
    NotIdempotent,
}

/// What a failed try proves about the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// It did not arrive.
    NotSent,
    /// The service itself refused it.
    Refused,
    /// None: it may have been carried out.
    None,
}

impl Proof {
    pub(super) fn of(error: &Error) -> Self {
        match error.kind() {
            Kind::InvalidValue(_) | Kind::Credential | Kind::Connect(_) => Self::NotSent,
            // Anything between here and the service can answer with a status, and do so after the
            // service was done. Only its own code tells that it is the service that refuses.
            Kind::Status(refusal) if refusal.is_of_the_service() => match refusal.status {
                408 => Self::None,
                503 if refusal.retry_after.is_some() => Self::Refused,
                400..500 => Self::Refused,
                _ => Self::None,
            },
            Kind::Status(_)
            | Kind::Broken
            | Kind::Timeout
            | Kind::Missing
            | Kind::NotCarriedOut
            | Kind::UnexpectedAnswer
            | Kind::ForeignOrigin
            | Kind::EndlessList
            | Kind::OperationFailed(_)
            | Kind::OperationCancelled
            | Kind::StillRunning
            | Kind::ForeignContinuation => Self::None,
        }
    }
}

impl Idempotency {
    /// Returns true if a request that ended in `error` may be sent again.
    pub(super) fn allows_retry(self, error: &Error) -> bool {
        match self {
            Self::Idempotent => error.is_transient(),
            Self::NotIdempotent => match Proof::of(error) {
                Proof::NotSent => matches!(error.kind(), Kind::Connect(Obstacle::Passing)),
                Proof::Refused => matches!(error.status(), Some(429 | 503)),
                Proof::None => false,
            },
        }
    }
}
