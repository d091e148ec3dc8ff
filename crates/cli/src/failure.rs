//! Failing: an exit code, a text and particulars.

use std::{fmt, io};

use acs_core::{Error, InvalidValue};
use acs_journal::JournalError;
use serde_json::{Map, Value, json};

use crate::exit::Exit;

/// Result of a command.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// Failure of a command.
#[derive(Debug)]
pub(crate) struct Failure(Box<Inner>);

#[derive(Debug)]
struct Inner {
    exit: Exit,
    message: String,
    hint: Option<String>,
    particulars: Map<String, Value>,
    is_quiet: bool,
    code: Option<u8>,
}

impl Failure {
    /// A failure in words of our own.
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            exit,
            message: message.into(),
            hint: None,
            particulars: Map::new(),
            is_quiet: false,
            code: None,
        }))
    }

    /// An end that needs no words, such as a reader that has seen enough.
    pub(crate) fn quiet(exit: Exit) -> Self {
        let mut failure = Self::new(exit, "");
        failure.0.is_quiet = true;
        failure
    }

    /// The end of a command that acs ran, with a code that is not ours.
    pub(crate) fn of_command(code: u8) -> Self {
        let mut failure = Self::quiet(Exit::Other);
        failure.0.code = Some(code);
        failure
    }

    /// Says what to do next.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// Ends with another code.
    #[must_use]
    pub(crate) fn exit_with(mut self, exit: Exit) -> Self {
        self.0.exit = exit;
        self
    }

    /// Adds a particular, for errors as JSON.
    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.particulars.insert(name.to_owned(), value.into());
        self
    }

    /// Returns the exit code as a number.
    pub(crate) fn code(&self) -> u8 {
        self.0.code.unwrap_or_else(|| self.0.exit.code())
    }

    /// Returns the exit code.
    pub(crate) fn exit(&self) -> Exit {
        self.0.exit
    }

    /// Returns true if there is nothing to say.
    pub(crate) fn is_quiet(&self) -> bool {
        self.0.is_quiet
    }

    /// Returns the failure as JSON.
    pub(crate) fn to_json(&self) -> Value {
        let inner = &self.0;
        let mut error = Map::new();
        error.insert("exitCode".to_owned(), json!(inner.exit.code()));
        error.insert("name".to_owned(), json!(inner.exit.name()));
        error.insert("message".to_owned(), json!(inner.message));
        if let Some(hint) = &inner.hint {
            error.insert("hint".to_owned(), json!(hint));
        }
        error.extend(inner.particulars.clone());
        json!({ "error": error })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        for (name, value) in &self.0.particulars {
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            write!(f, "\n  {name}: {value}")?;
        }
        match &self.0.hint {
            Some(hint) => write!(f, "\nhint: {hint}"),
            None => Ok(()),
        }
    }
}

/// Returns the exit code for what a call reports.
fn exit_of(error: &Error) -> Exit {
    if error.is_outcome_unknown() {
        return Exit::OutcomeUnknown;
    }
    if error.is_invalid_input() || error.is_foreign_continuation() {
        return Exit::Usage;
    }
    if error.is_still_running() {
        return Exit::StillRunning;
    }
    if error.is_operation_failed() || error.is_operation_cancelled() {
        return Exit::OperationFailed;
    }
    if error.is_unauthorized() {
        return Exit::Credential;
    }
    if error.is_not_found() {
        return Exit::NotFound;
    }
    if is_out_of_reach(error) {
        return Exit::Unreachable;
    }
    match error.status() {
        Some(400..500) => Exit::Refused,
        _ => Exit::Other,
    }
}

fn is_out_of_reach(error: &Error) -> bool {
    error.is_throttled()
        || error.is_connect()
        || error.is_connection_lost()
        || error.is_timeout()
        || error.is_server_error()
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let mut failure = Self::new(exit_of(&error), error.to_string());
        let texts = [
            ("code", error.code()),
            ("operationId", error.operation_id()),
            ("correlationId", error.correlation_id()),
            ("clientRequestId", error.client_request_id()),
        ];
        if let Some(status) = error.status() {
            failure = failure.with("status", status);
        }
        for (name, text) in texts {
            if let Some(text) = text {
                // The service's own words may have a number in them.
                failure = failure.with(name, acs_core::Shown(text).to_string());
            }
        }
        if let Some(wait) = error.retry_after() {
            failure = failure.with("retryAfterSeconds", wait.as_secs());
        }
        failure
    }
}

impl From<InvalidValue> for Failure {
    fn from(invalid: InvalidValue) -> Self {
        Error::from(invalid).into()
    }
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Self {
        Self::new(Exit::Other, error.to_string())
    }
}

/// Writing to standard output failed.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::quiet(Exit::Done);
        }
        Self::new(
            Exit::Other,
            format!("the output cannot be written: {error}"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_has_seen_enough_is_no_failure() {
        let failure = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert!(failure.is_quiet() && failure.exit() == Exit::Done);
    }

    #[test]
    fn has_the_same_particulars_in_both_forms() {
        let failure = Failure::new(Exit::NotFound, "no such thing")
            .hint("look elsewhere")
            .with("status", 404);
        let text = "no such thing\n  status: 404\nhint: look elsewhere";
        assert_eq!(failure.to_string(), text);
        let expected = json!({ "error": {
            "exitCode": 3, "name": "not-found", "message": "no such thing",
            "hint": "look elsewhere", "status": 404,
        } });
        assert_eq!(failure.to_json(), expected);
    }

    #[test]
    fn invalid_input_is_usage() {
        let invalid = acs_core::PhoneNumber::new("0100").unwrap_err();
        assert_eq!(Failure::from(invalid).exit(), Exit::Usage);
    }
}
