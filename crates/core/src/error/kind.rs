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

/// Proof that a failed try gives about its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// The request did not arrive.
    NotSent,
    /// The service itself refused the request.
    Refused,
    /// None: the request may have been carried out.
    None,
}

impl Kind {
    /// Returns the word for telemetry, the proof about the request, and true if the same request
    /// may succeed a little later. It is one table, so that no new kind can miss one of them.
    fn facts(&self) -> (&'static str, Proof, bool) {
        match self {
            Self::InvalidValue(_) => ("invalid_value", Proof::NotSent, false),
            Self::Credential => ("credential", Proof::NotSent, false),
            Self::Connect(obstacle) => {
                let passing = *obstacle == Obstacle::Passing;
                ("connect", Proof::NotSent, passing)
            }
            Self::Broken => ("connection_broken", Proof::None, true),
            Self::Timeout => ("timeout", Proof::None, true),
            Self::Status(refusal) => ("status", refusal.proof(), refusal.may_pass()),
            Self::Missing => ("missing", Proof::None, false),
            Self::NotCarriedOut => ("not_carried_out", Proof::None, false),
            Self::UnexpectedAnswer => ("unexpected_answer", Proof::None, false),
            Self::ForeignOrigin => ("foreign_origin", Proof::None, false),
            Self::EndlessList => ("endless_list", Proof::None, false),
            Self::OperationFailed(_) => ("operation_failed", Proof::None, false),
            Self::OperationCancelled => ("operation_cancelled", Proof::None, false),
            Self::StillRunning => ("still_running", Proof::None, false),
            Self::ForeignContinuation => ("foreign_continuation", Proof::None, false),
        }
    }

    pub(crate) fn family(&self) -> &'static str {
        self.facts().0
    }

    pub(crate) fn proof(&self) -> Proof {
        self.facts().1
    }

    pub(crate) fn may_pass(&self) -> bool {
        self.facts().2
    }
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
    /// Returns true if the answer has an error code of the service.
    pub(crate) fn is_of_the_service(&self) -> bool {
        self.service_error
            .as_ref()
            .is_some_and(|error| !error.code().is_empty())
    }

    /// Returns the proof that the status gives. Anything between here and the service can answer
    /// with one, and do so after the service was done; only a code of the service's own tells
    /// that it is the service that refuses.
    fn proof(&self) -> Proof {
        match self.status {
            _ if !self.is_of_the_service() => Proof::None,
            408 => Proof::None,
            503 if self.retry_after.is_some() => Proof::Refused,
            400..500 => Proof::Refused,
            _ => Proof::None,
        }
    }

    fn may_pass(&self) -> bool {
        matches!(self.status, 408 | 429 | 500 | 502 | 503 | 504)
    }
}
