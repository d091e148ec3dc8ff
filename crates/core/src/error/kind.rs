//! The families of errors.

use std::time::Duration;

use super::{Obstacle, ServiceError};
use crate::{InvalidValue, debug_without_numbers};

/// Family of an error. Private: callers ask the predicates of `Error`.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A value was refused before anything was sent.
    InvalidValue(InvalidValue),
    /// No token could be obtained.
    Credential,
    /// No connection was made: the request did not leave.
    Connect(Obstacle),
    /// The connection broke after the request may have left.
    Broken,
    /// A deadline passed.
    Timeout,
    /// The service answered with an error status.
    Status(Box<Refusal>),
    /// The answer does not hold what was looked for in it.
    Missing,
    /// A policy or the transport would not carry the request out.
    NotCarriedOut,
    /// The answer is not what the operation promises.
    UnexpectedAnswer,
    /// A link in an answer points to another origin.
    ForeignOrigin,
    /// A list does not end: its links lead back, or to ever more empty pages.
    EndlessList,
    /// The long-running operation ended in failure.
    OperationFailed(Option<Box<ServiceError>>),
    /// The long-running operation was cancelled.
    OperationCancelled,
    /// The long-running operation did not end before the poller's deadline.
    StillRunning,
    /// A continuation does not fit here.
    ForeignContinuation,
}

/// Error status, and the particulars that came with it.
#[derive(Clone)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) service_error: Option<ServiceError>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) correlation: Option<String>,
}

debug_without_numbers!(Refusal {
    status,
    service_error,
    retry_after,
    correlation: optional_text
});

impl Refusal {
    /// Returns true if the service itself says so, by a code of its own. Anything between here
    /// and the service can answer with a status.
    pub(crate) fn is_of_the_service(&self) -> bool {
        self.service_error
            .as_ref()
            .is_some_and(|error| !error.code().is_empty())
    }
}
