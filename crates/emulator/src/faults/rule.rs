//! Rules of faults: the fault, the requests, the number of times.

use std::time::Duration;

use http::StatusCode;

use crate::operation::ServiceOperation;

/// Rule that injects a fault into some requests, for a number of times.
///
/// ```
/// use std::time::Duration;
///
/// use acs_emulator::{FaultRule, ServiceOperation, StatusCode};
///
/// // The next two searches are turned away.
/// let busy = FaultRule::status(StatusCode::TOO_MANY_REQUESTS)
///     .retry_after(Duration::from_secs(2))
///     .on(ServiceOperation::SearchAvailablePhoneNumbers)
///     .times(2);
/// // The third purchase is carried out, and nobody learns of it.
/// let unknown_outcome = FaultRule::reset_after_execution()
///     .on(ServiceOperation::PurchasePhoneNumbers)
///     .after(2)
///     .times(1);
/// // One request in ten takes its time, the same ones whenever the test runs.
/// let slow = FaultRule::delay(Duration::from_millis(300)).probability(0.1, 7);
/// # let _ = (busy, unknown_outcome, slow);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a rule does nothing until it is given to an emulator"]
pub struct FaultRule {
    pub(super) fault: Option<Fault>,
    pub(super) delay: Duration,
    pub(super) operation: Option<ServiceOperation>,
    pub(super) skip: u64,
    /// None for as long as the rule is there.
    pub(super) times: Option<u64>,
    pub(super) chance: Option<Chance>,
}

/// Fault of a request or its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// An answer that the service does not mean. The request has no effect.
    Status {
        status: StatusCode,
        retry_after: Option<Duration>,
    },
    /// No answer and no effect.
    ResetBefore,
    /// The effect and no answer.
    ResetAfter,
    /// The effect, and half the body.
    TruncatedBody,
    /// The effect, and a body that is no JSON.
    MalformedBody,
}

/// Probability with which a rule applies. It has a seed, so that the same requests are hit each time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Chance {
    pub(super) probability: f64,
    pub(super) seed: u64,
}

impl FaultRule {
    fn new(fault: Option<Fault>) -> Self {
        Self {
            fault,
            delay: Duration::ZERO,
            operation: None,
            skip: 0,
            times: None,
            chance: None,
        }
    }

    /// Answers with this status before anything else is looked at, and without any effect.
    pub fn status(status: StatusCode) -> Self {
        Self::new(Some(Fault::Status {
            status,
            retry_after: None,
        }))
    }

    /// Carries the request out, but not at once.
    pub fn delay(delay: Duration) -> Self {
        Self::new(None).delayed_by(delay)
    }

    /// Resets the connection instead of carrying the request out.
    pub fn reset_before_execution() -> Self {
        Self::new(Some(Fault::ResetBefore))
    }

    /// Carries the request out and resets the connection instead of answering: whoever asked cannot
    /// know.
    pub fn reset_after_execution() -> Self {
        Self::new(Some(Fault::ResetAfter))
    }

    /// Carries the request out and ends the connection half-way through the body of the answer. An
    /// answer without a body arrives whole.
    pub fn truncated_body() -> Self {
        Self::new(Some(Fault::TruncatedBody))
    }

    /// Carries the request out and puts something that is no JSON into the body of the answer. An
    /// answer without a body arrives as it is.
    pub fn malformed_body() -> Self {
        Self::new(Some(Fault::MalformedBody))
    }

    /// Adds `retry-after` to a [`status`](Self::status), rounded up to whole seconds. Other faults
    /// have no answer to add it to.
    pub fn retry_after(mut self, after: Duration) -> Self {
        if let Some(Fault::Status { retry_after, .. }) = &mut self.fault {
            *retry_after = Some(after);
        }
        self
    }

    /// Waits this long first.
    pub fn delayed_by(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Applies to this operation alone. A rule without one applies to every request, even to one that
    /// leads to no operation.
    pub fn on(mut self, operation: ServiceOperation) -> Self {
        self.operation = Some(operation);
        self
    }

    /// Lets this many requests pass that it would apply to.
    pub fn after(mut self, requests: u64) -> Self {
        self.skip = requests;
        self
    }

    /// Applies this many times and never again.
    pub fn times(mut self, times: u64) -> Self {
        self.times = Some(times);
        self
    }

    /// Applies with this probability, between 0 and 1; what lies outside is taken for the nearer of
    /// the two. The same seed picks the same requests, counted from when the rule was given.
    pub fn probability(mut self, probability: f64, seed: u64) -> Self {
        self.chance = Some(Chance {
            probability: probability.clamp(0.0, 1.0),
            seed,
        });
        self
    }
}
