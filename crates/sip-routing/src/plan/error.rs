//! Reasons why a plan was not carried out, or not as planned.

use std::{error::Error as StdError, fmt};

use acs_core::{Error, Shown};

use super::Diff;
#[cfg(feature = "simulation")]
use crate::BrokenExpectation;
use crate::SipConfiguration;

/// The reason why a plan was not carried out, or not as planned.
///
/// Ask the predicates what happened; where none holds, nothing was changed. The text may be logged:
/// it has no numbers. [`changes`](Self::changes) have the patterns, which may hold some.
///
/// ```no_run
/// # use acs_sip_routing::{Plan, SipRoutingClient};
/// # async fn example(client: SipRoutingClient, plan: Plan) -> Result<(), Box<dyn std::error::Error>> {
/// let mut outcome = client.apply(&plan).await;
/// if outcome.as_ref().is_err_and(|error| error.is_outcome_unknown()) {
///     // What was made already is not made twice.
///     outcome = client.apply(&plan).await;
/// }
/// if let Err(error) = &outcome
///     && let Some(changes) = error.changes()
/// {
///     println!("the service has something else:\n{changes}");
/// }
/// outcome?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ApplyError(Box<Kind>);

#[derive(Clone, Debug)]
enum Kind {
    #[cfg(feature = "simulation")]
    Unexpected {
        broken: Vec<BrokenExpectation>,
    },
    OtherResource {
        planned: String,
    },
    Stale {
        current: SipConfiguration,
        since: Diff,
    },
    NotAsPlanned {
        current: SipConfiguration,
        off: Diff,
        cause: Option<Error>,
    },
    Service {
        error: Error,
        sent: bool,
        unchanged: bool,
    },
}

/// Making.
impl ApplyError {
    pub(crate) fn other_resource(planned: &str) -> Self {
        Self(Box::new(Kind::OtherResource {
            planned: Shown(planned).to_string(),
        }))
    }

    pub(crate) fn stale(planned: &SipConfiguration, current: SipConfiguration) -> Self {
        let since = Diff::between(planned, &current);
        Self(Box::new(Kind::Stale { current, since }))
    }

    pub(crate) fn not_as_planned(
        planned: &SipConfiguration,
        current: SipConfiguration,
        cause: Option<Error>,
    ) -> Self {
        let off = Diff::between(planned, &current);
        Self(Box::new(Kind::NotAsPlanned {
            current,
            off,
            cause,
        }))
    }

    #[cfg(feature = "simulation")]
    pub(crate) fn unexpected(broken: Vec<BrokenExpectation>) -> Self {
        Self(Box::new(Kind::Unexpected { broken }))
    }

    /// A failure before anything was sent.
    pub(crate) fn before_sending(error: Error) -> Self {
        Self(Box::new(Kind::Service {
            error,
            sent: false,
            unchanged: true,
        }))
    }

    /// A failure of the request that makes the change. `unchanged`: it is known that nothing came of
    /// it.
    pub(crate) fn of_change(error: Error, unchanged: bool) -> Self {
        Self(Box::new(Kind::Service {
            error,
            sent: true,
            unchanged,
        }))
    }
}

/// Predicates.
impl ApplyError {
    /// The configuration is not the one that the plan was made for: somebody else has changed it.
    /// Nothing of the plan was done. [`changes`](Self::changes) says what they did.
    /// [`Plan::rebase`](crate::Plan) onto [`current`](Self::current), or plan again.
    pub fn is_stale(&self) -> bool {
        matches!(*self.0, Kind::Stale { .. })
    }

    /// The plan was made for another resource. Nothing was sent.
    pub fn is_for_other_resource(&self) -> bool {
        matches!(*self.0, Kind::OtherResource { .. })
    }

    /// The change was sent, and the service does not have what was planned: somebody else has made
    /// a change at the same time, and may have overwritten this one. [`changes`](Self::changes) says
    /// what is off. Plan again from [`current`](Self::current).
    pub fn is_not_as_planned(&self) -> bool {
        matches!(*self.0, Kind::NotAsPlanned { .. })
    }

    /// It is not known whether the change was made: the request failed, and so did reading what
    /// the service has. Apply the same plan again: what was made already is not made twice.
    pub fn is_outcome_unknown(&self) -> bool {
        matches!(
            *self.0,
            Kind::Service {
                sent: true,
                unchanged: false,
                ..
            }
        )
    }

    /// The expectations that the plan would break, if that is why it was not carried out. Nothing was
    /// sent.
    #[cfg(feature = "simulation")]
    pub fn broken_expectations(&self) -> &[BrokenExpectation] {
        match &*self.0 {
            Kind::Unexpected { broken } => broken,
            _ => &[],
        }
    }

    /// The error of a request.
    pub fn service_error(&self) -> Option<&Error> {
        match &*self.0 {
            Kind::Service { error, .. } => Some(error),
            Kind::NotAsPlanned { cause, .. } => cause.as_ref(),
            _ => None,
        }
    }

    /// The configuration that the service has instead of the expected one.
    pub fn current(&self) -> Option<&SipConfiguration> {
        match &*self.0 {
            Kind::Stale { current, .. } | Kind::NotAsPlanned { current, .. } => Some(current),
            _ => None,
        }
    }

    /// The differences between the expected configuration and that of the service.
    pub fn changes(&self) -> Option<&Diff> {
        match &*self.0 {
            Kind::Stale { since: changes, .. } | Kind::NotAsPlanned { off: changes, .. } => {
                Some(changes)
            }
            _ => None,
        }
    }
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            #[cfg(feature = "simulation")]
            Kind::Unexpected { broken } => write!(
                f,
                "the plan breaks {} of the expectations; nothing was sent",
                broken.len()
            ),
            Kind::OtherResource { planned } => {
                write!(f, "the plan is for another resource, {planned}; nothing was sent")
            }
            Kind::Stale { .. } => f.write_str(
                "the configuration was changed since the plan was made; nothing of the plan was done; \
                 rebase it or plan again",
            ),
            Kind::NotAsPlanned { .. } => f.write_str(
                "the configuration is not as planned after the change: somebody else changes it, \
                 too; compare and plan again",
            ),
            Kind::Service {
                error, sent: false, ..
            } => write!(f, "nothing was sent: {error}"),
            Kind::Service {
                error,
                unchanged: true,
                ..
            } => write!(f, "nothing was changed: {error}"),
            Kind::Service { error, .. } => write!(
                f,
                "it is not known whether the change was made; apply the same plan again to find \
                 out: {error}"
            ),
        }
    }
}

impl StdError for ApplyError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.service_error().map(|error| error as _)
    }
}
