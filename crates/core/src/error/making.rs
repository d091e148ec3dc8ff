//! How errors come to be.

use std::fmt::Display;

use azure_core::error::ErrorKind as AzureKind;

use super::{Cause, Error, Inner, Kind, Refusal, ServiceFault, carrier};
use crate::{Continuation, InvalidValue, echo::Secret, redact::redact};

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

    pub(crate) fn credential(message: impl Display) -> Self {
        Self::new(Kind::Credential, message)
    }

    /// An answer that is not what the operation promises.
    #[doc(hidden)]
    pub fn unexpected_answer(message: impl Display) -> Self {
        Self::new(Kind::UnexpectedAnswer, message)
    }

    /// The error of an operation that must not be repeated. It may have been carried out also where
    /// the answer says so in a way that cannot be read.
    #[doc(hidden)]
    pub fn of_guarded<E>(error: progenitor_client::Error<E>) -> Self {
        match Self::from(error) {
            error if error.is_unexpected_answer() => error.with_outcome_unknown(),
            error => error,
        }
    }

    /// Something that an answer does not hold, which had to be looked through for it.
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
        let message = match &refusal.fault {
            Some(fault) => format!("the service answered {}: {fault}", refusal.status),
            None => format!("the service answered {} without saying why", refusal.status),
        };
        Self::new(Kind::Status(Box::new(refusal)), message)
    }

    pub(crate) fn operation_failed(fault: Option<ServiceFault>) -> Self {
        let message = match &fault {
            Some(fault) => format!("the operation failed: {fault}"),
            None => "the operation failed without saying why".to_owned(),
        };
        Self::new(Kind::OperationFailed(fault.map(Box::new)), message)
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

    pub(crate) fn with_client_request_id(mut self, id: Option<&str>) -> Self {
        self.0.client_request_id = id.map(str::to_owned);
        self
    }

    /// The same without what authorised the request, should the answer repeat it.
    pub(crate) fn without(mut self, secret: Secret<'_>) -> Self {
        secret.hide_in(&mut self.0.message);
        if let Kind::Status(refusal) = &mut self.0.kind
            && let Some(fault) = &mut refusal.fault
        {
            fault.change_texts(&mut |text| secret.hide_in(text));
        }
        self
    }

    pub(crate) fn with_outcome_unknown(mut self) -> Self {
        self.0.outcome_unknown = true;
        self
    }

    pub(crate) fn with_source(
        mut self,
        source: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
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
        // The retry policy wraps errors that come out of the policies below it.
        if let Some(own) = carrier::find(&error) {
            return own;
        }
        let (kind, what) = match error.kind() {
            AzureKind::Connection => (Kind::Connect, "no connection to the service"),
            AzureKind::Io => (Kind::Broken, "the connection broke"),
            AzureKind::Credential => (Kind::Credential, "no token"),
            _ => (Kind::NotCarriedOut, "the request was not carried out"),
        };
        Self::new(kind, format!("{what}: {}", chain_of(&error))).with_source(error)
    }
}

impl<E> From<progenitor_client::Error<E>> for Error {
    fn from(error: progenitor_client::Error<E>) -> Self {
        use progenitor_client::Error as Generated;
        match error {
            Generated::CommunicationError(error)
            | Generated::ResponseBodyError(error)
            | Generated::InvalidUpgrade(error) => carrier::find(&error).unwrap_or_else(|| {
                let message = format!("the request could not be built: {}", chain_of(&error));
                Self::new(Kind::NotCarriedOut, message)
            }),
            Generated::InvalidResponsePayload(_, error) => Self::unreadable("the answer", &error),
            Generated::UnexpectedResponse(response) => Self::unexpected_answer(format!(
                "the service answered {}, which this operation does not know",
                response.status().as_u16()
            )),
            // Errors of the service end in the pipeline, so this one is left for completeness.
            Generated::ErrorResponse(response) => Self::status_answered(Refusal {
                status: response.status().as_u16(),
                fault: None,
                retry_after: None,
                correlation: None,
            }),
            Generated::InvalidRequest(message) | Generated::Custom(message) => {
                let message = format!("the request could not be built: {message}");
                Self::new(Kind::NotCarriedOut, message)
            }
        }
    }
}

/// The texts of an error and of what caused it, each once.
pub(super) fn chain_of(error: &(dyn std::error::Error + 'static)) -> String {
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
