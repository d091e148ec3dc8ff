//! The one error type, and how to tell what happened.

mod cause;
mod construction;
mod kind;
mod obstacle;
mod predicates;
mod service_error;

use std::{fmt, time::Duration};

use cause::Cause;
pub(crate) use kind::{Kind, Proof, Refusal};
pub(crate) use obstacle::Obstacle;
pub use service_error::ServiceError;

use crate::{InvalidValue, Shown, value::Continuation};

/// The result of everything in this workspace that can fail.
pub type Result<T> = std::result::Result<T, Error>;

/// Error of a call, with advice on what to do next.
///
/// Ask the predicates what happened; ask the accessors for the particulars. The text holds no
/// phone number, key or token and may be logged;
/// [`service_error`](Self::service_error) leads to the service's own words.
///
/// ```
/// use acs_core::{Error, PhoneNumber};
///
/// let error = Error::from(PhoneNumber::new("0100").unwrap_err());
/// assert!(error.is_invalid_input());
/// assert_eq!(error.status(), None);
/// ```
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: Kind,
    message: String,
    operation_id: Option<String>,
    client_request_id: Option<String>,
    outcome_unknown: bool,
    continuation: Option<Continuation>,
    cause: Option<Cause>,
}

/// Particulars.
impl Error {
    /// Returns the HTTP status, where the service answered with an error.
    pub fn status(&self) -> Option<u16> {
        self.refusal().map(|refusal| refusal.status)
    }

    /// Returns the error in the service's own words, if it gave one.
    pub fn service_error(&self) -> Option<&ServiceError> {
        match &self.0.kind {
            Kind::OperationFailed(service_error) => service_error.as_deref(),
            Kind::Status(refusal) => refusal.service_error.as_ref(),
            _ => None,
        }
    }

    /// Returns the service's code, for example `NotFound` or `MissingTrunk`: that of the innermost
    /// service error, which is the precise one.
    pub fn code(&self) -> Option<&str> {
        self.service_error()
            .map(|service_error| service_error.innermost().code())
    }

    /// Returns the parameter that the service complains about, in lower case, for example `searchid`.
    pub fn target(&self) -> Option<&str> {
        self.service_error().and_then(ServiceError::target)
    }

    /// Returns the value that was refused before anything was sent.
    pub fn invalid_value(&self) -> Option<&InvalidValue> {
        match &self.0.kind {
            Kind::InvalidValue(invalid) => Some(invalid),
            _ => None,
        }
    }

    /// Returns the time that the service asks to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        self.refusal().and_then(|refusal| refusal.retry_after)
    }

    /// Returns the id of the long-running operation that this is about, where it is known, to look
    /// the operation up by.
    pub fn operation_id(&self) -> Option<&str> {
        self.0.operation_id.as_deref()
    }

    /// Returns the continuation to resume the operation by, if a [`Poller`](crate::Poller) stopped
    /// following one that may still be running.
    pub fn continuation(&self) -> Option<&Continuation> {
        self.0.continuation.as_ref()
    }

    /// Returns the error of `azure_core` that is behind this one, as it came: unlike
    /// [`source`](std::error::Error::source), it may name phone numbers. Keep it out of logs.
    pub fn azure_error_with_numbers(&self) -> Option<&azure_core::Error> {
        self.0.cause.as_ref().and_then(Cause::as_azure)
    }

    /// Returns the id that this client gave the request (`x-ms-client-request-id`).
    pub fn client_request_id(&self) -> Option<&str> {
        self.0.client_request_id.as_deref()
    }

    /// Returns the id under which the service's support finds the request (`MS-CV`).
    pub fn correlation_id(&self) -> Option<&str> {
        self.refusal()
            .and_then(|refusal| refusal.correlation.as_deref())
    }

    fn refusal(&self) -> Option<&Refusal> {
        match &self.0.kind {
            Kind::Status(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// Returns advice on what to do next, in a few words, where there is something to say.
    fn advice(&self) -> Option<&'static str> {
        if self.is_outcome_unknown() {
            return Some(match self.operation_id() {
                Some(_) => {
                    "it may have been carried out: look it up by the operation id before \
                            you repeat it"
                }
                None => "it may have been carried out",
            });
        }
        match &self.0.kind {
            Kind::Status(refusal) => match refusal.status {
                401 => Some("check the credential and this machine's clock"),
                403 => {
                    Some("check that the resource owns the number and that the caller may do this")
                }
                429 => Some("wait before the next request"),
                _ => None,
            },
            Kind::Connect(obstacle) => Some(match obstacle {
                Obstacle::Passing | Obstacle::SetUp => "check the endpoint and the network",
                Obstacle::Refused => "check the endpoint: nothing listens there",
                Obstacle::Certificate => {
                    "check the endpoint, this machine's clock and its certificate authorities"
                }
                Obstacle::Proxy => "check the user and the password of the proxy",
            }),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            // Its limit is in our own words, in which there are no numbers to hide.
            Kind::InvalidValue(invalid) => invalid.fmt(f)?,
            _ => f.write_str(&self.0.message)?,
        }
        match self.advice() {
            Some(advice) => write!(f, "; {advice}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("message", &self.0.message)
            .field("kind", &self.0.kind)
            .field("operation_id", &self.operation_id().map(Shown))
            .field("client_request_id", &self.client_request_id().map(Shown))
            .field("outcome_unknown", &self.0.outcome_unknown)
            .field("cause", &self.0.cause)
            .finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.cause.as_ref().map(|cause| cause as _)
    }
}

#[cfg(test)]
mod tests;
