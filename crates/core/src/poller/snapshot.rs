//! A long-running operation at one moment.

use std::fmt;

use serde::Deserialize as _;
use serde_json::{Map, Value};

use crate::{Error, Result, ServiceError, Timestamp, debug_without_numbers, privacy::Shown};

/// A long-running operation as the service described it at one moment.
#[derive(Clone, PartialEq, Eq)]
pub struct OperationSnapshot {
    id: String,
    operation_type: &'static str,
    status: OperationStatus,
    created_date_time: Option<Timestamp>,
    error: Option<ServiceError>,
}

impl OperationSnapshot {
    /// The operation's id, for example `search_7afbcec4-…`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The service's word for what the operation does, for example `releasePhoneNumber`.
    pub fn operation_type(&self) -> &str {
        self.operation_type
    }

    /// The status by then.
    pub fn status(&self) -> &OperationStatus {
        &self.status
    }

    /// The time at which it was created. For a purchase this is the time of the search or the
    /// reservation that is bought.
    pub fn created_date_time(&self) -> Option<Timestamp> {
        self.created_date_time
    }

    /// The service's reason, once it has failed.
    pub fn error(&self) -> Option<&ServiceError> {
        self.error.as_ref()
    }
}

debug_without_numbers!(OperationSnapshot {
    id: text,
    operation_type,
    status,
    created_date_time,
    error,
});

/// The status of a long-running operation.
///
/// `NotStarted` and `Running` mean the same: not done yet. The service reports them in any
/// order, also `Running` before `NotStarted`.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OperationStatus {
    /// Waiting, or between two steps.
    NotStarted,
    /// Under way.
    Running,
    /// Done.
    Succeeded,
    /// Ended without having done what it was asked for.
    Failed,
    /// Given up on request.
    Cancelled,
    /// A status that this version does not know; it counts as not done yet.
    Unknown(String),
}

impl OperationStatus {
    /// Returns true if nothing more will happen.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed | Self::Cancelled)
    }

    /// The status as the service writes it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::NotStarted => "notStarted",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Unknown(status) => status,
        }
    }
}

impl From<String> for OperationStatus {
    fn from(status: String) -> Self {
        // The service has changed letter case before, and both spellings of the last are in use.
        match status.to_ascii_lowercase().as_str() {
            "notstarted" => Self::NotStarted,
            "running" => Self::Running,
            "succeeded" => Self::Succeeded,
            "failed" => Self::Failed,
            "cancelled" | "canceled" => Self::Cancelled,
            _ => Self::Unknown(status),
        }
    }
}

impl fmt::Debug for OperationStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotStarted => f.write_str("NotStarted"),
            Self::Running => f.write_str("Running"),
            Self::Succeeded => f.write_str("Succeeded"),
            Self::Failed => f.write_str("Failed"),
            Self::Cancelled => f.write_str("Cancelled"),
            Self::Unknown(status) => f.debug_tuple("Unknown").field(&Shown(status)).finish(),
        }
    }
}

impl fmt::Display for OperationStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl OperationSnapshot {
    /// Reads the operation `id` of this kind from a status answer. All of it but the status can be
    /// done without.
    ///
    /// # Errors
    /// When it has no status, or is about another operation.
    pub(super) fn read(answer: &Map<String, Value>, id: &str, kind: &'static str) -> Result<Self> {
        for (field, expected) in [("id", id), ("operationType", kind)] {
            if text(answer, field).is_some_and(|found| !found.eq_ignore_ascii_case(expected)) {
                let problem = "the answer is about another operation than the one asked about";
                return Err(Error::unexpected_answer(problem));
            }
        }
        let status = text(answer, "status").ok_or_else(|| {
            Error::unexpected_answer("the answer does not say what the status of the operation is")
        })?;
        let created = text(answer, "createdDateTime");
        let error = answer.get("error");
        Ok(Self {
            id: id.to_owned(),
            operation_type: kind,
            status: status.to_owned().into(),
            created_date_time: created.and_then(|time| time.parse().ok()),
            error: error.and_then(|error| ServiceError::deserialize(error).ok()),
        })
    }
}

/// Returns the text of a field, if it has one that is not empty.
pub(super) fn text<'a>(answer: &'a Map<String, Value>, field: &str) -> Option<&'a str> {
    let text = answer.get(field).and_then(Value::as_str);
    text.filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_no_number_where_an_id_should_be() {
        let answer = serde_json::from_str(r#"{"status":"running"}"#).unwrap();
        let snapshot = OperationSnapshot::read(&answer, "+14155550100", "search").unwrap();
        let strange = OperationStatus::from("tel:+14155550100".to_owned());
        let text = format!("{snapshot:?} {strange:?}");
        assert!(!text.contains("4155550100"), "{text}");
        assert!(text.contains("Running"), "{text}");
        assert_eq!(snapshot.id(), "+14155550100", "asked by name");
    }

    fn read(json: &str) -> Result<OperationSnapshot> {
        let answer = serde_json::from_str(json).unwrap();
        OperationSnapshot::read(&answer, "search_1", "search")
    }

    #[test]
    fn needs_a_status_and_nothing_else() {
        for odd in ["null", "7", r#""""#, "[1]", r#"{"a":1}"#] {
            for field in [
                "operationType",
                "id",
                "createdDateTime",
                "resourceLocation",
                "error",
            ] {
                // Text that is not empty names another operation.
                let json = format!(r#"{{"status":"Succeeded","{field}":{odd}}}"#);
                let read = read(&json).map(|snapshot| snapshot.status);
                assert_eq!(read.unwrap(), OperationStatus::Succeeded, "{json}");
            }
            let json = format!(r#"{{"id":"search_1","status":{odd}}}"#);
            assert!(read(&json).unwrap_err().is_unexpected_answer(), "{json}");
        }
    }

    #[test]
    fn is_about_the_operation_that_was_asked_about() {
        assert!(read(r#"{"status":"succeeded","id":"SEARCH_1","operationType":"Search"}"#).is_ok());
        for other in [r#""id":"search_2""#, r#""operationType":"purchase""#] {
            let json = format!(r#"{{"status":"succeeded",{other}}}"#);
            assert!(read(&json).unwrap_err().is_unexpected_answer(), "{json}");
        }
    }

    #[test]
    fn letter_case_makes_no_status() {
        for (text, status) in [
            ("NOTSTARTED", OperationStatus::NotStarted),
            ("Succeeded", OperationStatus::Succeeded),
            ("Canceled", OperationStatus::Cancelled),
            ("cancelled", OperationStatus::Cancelled),
        ] {
            assert_eq!(OperationStatus::from(text.to_owned()), status);
        }
    }
}
