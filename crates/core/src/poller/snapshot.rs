//! A long-running operation at one moment.

use std::fmt;

use serde::Deserialize;

use crate::{
    Error, Result, ServiceError, Timestamp, debug_without_numbers, privacy::Shown, value::tolerant,
};

/// A long-running operation as the service described it at one moment.
#[derive(Clone, PartialEq, Eq)]
pub struct OperationSnapshot {
    pub(crate) id: String,
    pub(crate) operation_type: String,
    pub(crate) status: OperationStatus,
    pub(crate) created_date_time: Option<Timestamp>,
    pub(crate) error: Option<ServiceError>,
}

impl OperationSnapshot {
    /// The operation's id, for example `search_7afbcec4-…`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What the operation does, in the service's word, for example `releasePhoneNumber`.
    pub fn operation_type(&self) -> &str {
        &self.operation_type
    }

    /// How far it is.
    pub fn status(&self) -> &OperationStatus {
        &self.status
    }

    /// When it was created. For a purchase this is the moment of the search or the reservation
    /// that is bought.
    pub fn created_date_time(&self) -> Option<Timestamp> {
        self.created_date_time
    }

    /// Why it failed, once it has.
    pub fn error(&self) -> Option<&ServiceError> {
        self.error.as_ref()
    }
}

debug_without_numbers!(OperationSnapshot {
    id: text,
    operation_type: text,
    status,
    created_date_time,
    error,
});

/// How far a long-running operation is.
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
    /// Whether nothing more will happen.
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

/// Operation as it comes over the wire. All but the status can be done without.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireOperation {
    #[serde(default, deserialize_with = "tolerant")]
    status: Option<String>,
    #[serde(default, deserialize_with = "tolerant")]
    operation_type: Option<String>,
    #[serde(default, deserialize_with = "tolerant")]
    id: Option<String>,
    #[serde(default, deserialize_with = "tolerant")]
    pub(super) resource_location: Option<String>,
    #[serde(default, deserialize_with = "tolerant")]
    created_date_time: Option<Timestamp>,
    #[serde(default, deserialize_with = "tolerant")]
    error: Option<ServiceError>,
}

impl WireOperation {
    /// Returns the snapshot of the operation `id`, whose type the service calls `operation_type`.
    ///
    /// # Errors
    /// When it has no status, or is about another operation.
    pub(super) fn into_snapshot(self, id: &str, operation_type: &str) -> Result<OperationSnapshot> {
        let differs = |found: &Option<String>, expected: &str| {
            let mut found = found.iter().filter(|found| !found.is_empty());
            found.any(|found| !found.eq_ignore_ascii_case(expected))
        };
        if differs(&self.id, id) || differs(&self.operation_type, operation_type) {
            return Err(Error::unexpected_answer(
                "the answer is about another operation than the one asked about",
            ));
        }
        let Some(status) = self.status.filter(|status| !status.is_empty()) else {
            return Err(Error::unexpected_answer(
                "the answer does not say what the status of the operation is",
            ));
        };
        Ok(OperationSnapshot {
            id: id.to_owned(),
            operation_type: self.operation_type.unwrap_or_default(),
            status: status.into(),
            created_date_time: self.created_date_time,
            error: self.error,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_no_number_where_an_id_should_be() {
        let json = r#"{"status":"running","operationType":"tel:+14155550100"}"#;
        let operation: WireOperation = serde_json::from_str(json).unwrap();
        let kind = "tel:+14155550100";
        let snapshot = operation.into_snapshot("+14155550100", kind).unwrap();
        let strange = OperationStatus::from("tel:+14155550100".to_owned());
        let text = format!("{snapshot:?} {strange:?}");
        assert!(!text.contains("4155550100"), "{text}");
        assert!(text.contains("Running"), "{text}");
        assert_eq!(snapshot.id(), "+14155550100", "asked by name");
    }

    fn read(json: &str) -> Result<OperationSnapshot> {
        let operation: WireOperation = serde_json::from_str(json).unwrap();
        operation.into_snapshot("search_1", "search")
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
