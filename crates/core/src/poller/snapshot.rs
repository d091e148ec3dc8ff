//! A long-running operation at one moment.

use std::fmt;

use serde::Deserialize;

use crate::{ServiceFault, Timestamp, redact::redact};

/// A long-running operation as the service described it at one moment.
#[derive(Clone, PartialEq, Eq)]
pub struct OperationSnapshot {
    pub(crate) id: String,
    pub(crate) operation_type: String,
    pub(crate) status: OperationStatus,
    pub(crate) created_date_time: Option<Timestamp>,
    pub(crate) error: Option<ServiceFault>,
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
    pub fn error(&self) -> Option<&ServiceFault> {
        self.error.as_ref()
    }
}

/// The texts are whatever the service sent, so they are looked through for numbers.
impl fmt::Debug for OperationSnapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OperationSnapshot")
            .field("id", &redact(&self.id))
            .field("operation_type", &redact(&self.operation_type))
            .field("status", &self.status)
            .field("created_date_time", &self.created_date_time)
            .field("error", &self.error)
            .finish()
    }
}

/// How far a long-running operation is.
///
/// `NotStarted` and `Running` mean the same: not done yet. The service reports them in any
/// order, also `Running` before `NotStarted`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    /// A status that this version does not know; it counts as not done yet.
    Unknown(String),
}

impl OperationStatus {
    /// Whether nothing more will happen.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed)
    }

    /// The status as the service writes it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::NotStarted => "notStarted",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Unknown(status) => status,
        }
    }
}

impl From<String> for OperationStatus {
    fn from(status: String) -> Self {
        match status.as_str() {
            "notStarted" => Self::NotStarted,
            "running" => Self::Running,
            "succeeded" => Self::Succeeded,
            "failed" => Self::Failed,
            _ => Self::Unknown(status),
        }
    }
}

impl fmt::Display for OperationStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An operation as it comes over the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WireOperation {
    status: String,
    #[serde(default)]
    operation_type: String,
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    pub(crate) resource_location: Option<String>,
    #[serde(default)]
    created_date_time: Option<Timestamp>,
    #[serde(default)]
    error: Option<ServiceFault>,
}

impl WireOperation {
    /// The snapshot, under `id` where the answer has none.
    pub(crate) fn into_snapshot(self, id: &str) -> OperationSnapshot {
        OperationSnapshot {
            id: self.id.unwrap_or_else(|| id.to_owned()),
            operation_type: self.operation_type,
            status: self.status.into(),
            created_date_time: self.created_date_time,
            error: self.error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_no_number_where_an_id_should_be() {
        let json = r#"{"status":"running","operationType":"tel:+14155550100"}"#;
        let operation: WireOperation = serde_json::from_str(json).unwrap();
        let snapshot = operation.into_snapshot("+14155550100");
        let text = format!("{snapshot:?}");
        assert!(!text.contains("4155550100"), "{text}");
        assert!(text.contains("Running"), "{text}");
        assert_eq!(snapshot.id(), "+14155550100", "asked by name");
    }
}
