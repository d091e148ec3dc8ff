//! The families of errors.

use std::time::Duration;

use super::{Envelope, ServiceFault};
use crate::{InvalidValue, retry_after::retry_after};

/// Which family an error belongs to. Private: callers ask the predicates of `Error`.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A value was refused before anything was sent.
    InvalidValue(InvalidValue),
    /// No token could be had.
    Credential,
    /// No connection was made: the request did not leave.
    Connect,
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
    /// A list's next link leads back to a page that was read already.
    RepeatingLink,
    /// The long-running operation ended in failure.
    OperationFailed(Option<Box<ServiceFault>>),
    /// The long-running operation was cancelled by this program.
    OperationCancelled,
    /// The long-running operation did not end before the poller's deadline.
    StillRunning,
    /// A continuation does not fit here.
    ForeignContinuation,
}

/// What an error status came with.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) fault: Option<ServiceFault>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) correlation: Option<String>,
}

impl Refusal {
    /// Reads an error's body and headers; `header` looks one up.
    pub(crate) fn new<'a>(
        status: u16,
        body: &[u8],
        header: impl Fn(&'static str) -> Option<&'a str>,
    ) -> Self {
        Self {
            status,
            fault: serde_json::from_slice::<Envelope>(body)
                .ok()
                .map(|body| body.error),
            correlation: header("ms-cv").map(str::to_owned),
            retry_after: retry_after(header),
        }
    }
}
