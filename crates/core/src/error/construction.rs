//! Making errors, and adding to them.

use std::{error::Error as StdError, fmt::Display};

use azure_core::error::ErrorKind as AzureKind;

use super::{Cause, Error, Inner, Kind, Obstacle, Refusal, ServiceError};
use crate::{
    InvalidValue,
    privacy::{Secret, redact},
    value::Continuation,
};

impl Error {
    pub(crate) fn new(kind: Kind, message: impl Display) -> Self {
        Self(Box::new(Inner {
            kind,
            message: redact(&message.to_string()).into_owned(),
            operation_id: None,
            client_request_id: None,
            outcome_unknown: false,
            continuation: None,
            cause: None,
        }))
    }

    /// An error of another library, whose texts are shown without numbers.
    pub(crate) fn caused(
        kind: Kind,
        what: &str,
        cause: impl StdError + Send + Sync + 'static,
    ) -> Self {
        Self::new(kind, format!("{what}: {}", chain_of(&cause))).with_source(cause)
    }

    /// An answer that is not what the operation promises.
    #[doc(hidden)]
    pub fn unexpected_answer(message: impl Display) -> Self {
        Self::new(Kind::UnexpectedAnswer, message)
    }

    /// Something that an answer does not hold, which has to be looked through for it.
    #[doc(hidden)]
    pub fn not_found(message: impl Display) -> Self {
        Self::new(Kind::Missing, message)
    }

    /// An answer that is JSON of another shape than `what` should have, or no JSON.
    pub(crate) fn unreadable(what: &str, error: &serde_json::Error) -> Self {
        let text = error.to_string();
        // Its other texts quote the value they stumbled over, which may be a phone number.
        let cause = match text
            .strip_prefix("missing field ")
            .and_then(|rest| rest.split(' ').next())
        {
            Some(field) => format!("it lacks {field}"),
            None if error.is_data() => "a value has another type than expected".to_owned(),
            None => "it is not whole JSON".to_owned(),
        };
        let (line, column) = (error.line(), error.column());
        let place = format!("line {line}, column {column}");
        Self::unexpected_answer(format!("{what} could not be read: {cause}, at {place}"))
    }

    pub(crate) fn status_answered(refusal: Refusal) -> Self {
        let message = match &refusal.service_error {
            Some(error) => format!("the service answered {}: {error}", refusal.status),
            None => format!("the service answered {} without saying why", refusal.status),
        };
        Self::new(Kind::Status(Box::new(refusal)), message)
    }

    pub(crate) fn operation_failed(error: Option<ServiceError>) -> Self {
        let message = match &error {
            Some(error) => format!("the operation failed: {error}"),
            None => "the operation failed without saying why".to_owned(),
        };
        Self::new(Kind::OperationFailed(error.map(Box::new)), message)
    }

    /// Says which long-running operation the error is about, unless it says so already.
    #[doc(hidden)]
    #[must_use]
    pub fn with_operation_id(mut self, id: impl Into<String>) -> Self {
        self.0.operation_id.get_or_insert_with(|| id.into());
        self
    }

    pub(crate) fn with_continuation(mut self, continuation: Continuation) -> Self {
        self.0.continuation = Some(continuation);
        self
    }

    pub(crate) fn with_client_request_id(mut self, id: &str) -> Self {
        self.0.client_request_id = Some(id.to_owned());
        self
    }

    /// Adds to the message what the client did about the error, or did not do.
    pub(crate) fn with_note(mut self, note: &str) -> Self {
        self.0.message.push_str("; ");
        self.0.message.push_str(note);
        self
    }

    /// Hides what authorised the request, should the answer repeat it.
    pub(crate) fn without(mut self, secret: Secret<'_>) -> Self {
        secret.hide_in(&mut self.0.message);
        if let Kind::Status(refusal) = &mut self.0.kind
            && let Some(error) = &mut refusal.service_error
        {
            error.change_texts(&mut |text| secret.hide_in(text));
        }
        self
    }

    /// Says that the request may have been carried out.
    #[doc(hidden)]
    #[must_use]
    pub fn with_outcome_unknown(mut self) -> Self {
        self.0.outcome_unknown = true;
        self
    }

    pub(crate) fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.cause = Some(Cause::new(source));
        self
    }

    pub(crate) fn kind(&self) -> &Kind {
        &self.0.kind
    }
}

impl From<InvalidValue> for Error {
    fn from(invalid: InvalidValue) -> Self {
        let message = invalid.to_string();
        Self::new(Kind::InvalidValue(invalid), message)
    }
}

impl From<azure_core::Error> for Error {
    fn from(error: azure_core::Error) -> Self {
        // One of ours may have gone through a caller's policies.
        if let Some(own) = own_error(&error) {
            return own;
        }
        let (kind, what) = match error.kind() {
            AzureKind::Connection => {
                let obstacle = match Obstacle::behind(&error) {
                    // Where to, only a transport of the caller's knows.
                    Obstacle::Refused => Obstacle::Passing,
                    obstacle => obstacle,
                };
                (Kind::Connect(obstacle), "no connection to the service")
            }
            AzureKind::Io => (Kind::Broken, "the connection broke"),
            AzureKind::Credential => (Kind::Credential, "no token"),
            _ => (Kind::NotCarriedOut, "the request was not carried out"),
        };
        Self::caused(kind, what, error)
    }
}

/// Finds an error of ours in `error`, however deep.
fn own_error(error: &(dyn StdError + 'static)) -> Option<Error> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(own) = error.downcast_ref::<Error>() {
            return Some(own.clone());
        }
        next = error.source();
    }
    None
}

/// Returns the texts of an error and of its causes, each once.
pub(super) fn chain_of(error: &(dyn StdError + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        next = cause.source();
    }
    text
}
