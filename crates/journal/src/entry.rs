//! Entries.

use std::{fmt, num::ParseIntError, str::FromStr};

use time::OffsetDateTime;

use crate::{Kind, State, Subject};

/// Id of an entry. Ids count upwards, and none is used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub(crate) i64);

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for EntryId {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// Request that somebody has decided on.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Intent {
    pub(crate) resource: String,
    pub(crate) kind: Kind,
    pub(crate) subject: Subject,
}

impl Intent {
    /// Decides on a request to a resource, which is known by its endpoint.
    pub fn new(resource: impl Into<String>, kind: Kind, subject: Subject) -> Self {
        Self {
            resource: resource.into(),
            kind,
            subject,
        }
    }
}

/// Line of the journal: a request, and how far it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub(crate) id: EntryId,
    pub(crate) resource: String,
    pub(crate) kind: Kind,
    pub(crate) state: State,
    pub(crate) subject: Subject,
    pub(crate) operation_id: Option<String>,
    pub(crate) continuation: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) created: OffsetDateTime,
    pub(crate) sent: Option<OffsetDateTime>,
    pub(crate) updated: OffsetDateTime,
}

impl Entry {
    /// Returns the id.
    pub fn id(&self) -> EntryId {
        self.id
    }

    /// Returns the endpoint of the resource.
    pub fn resource(&self) -> &str {
        &self.resource
    }

    /// Returns the kind.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Returns the state.
    pub fn state(&self) -> State {
        self.state
    }

    /// Returns the subject.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// Returns the service's id of the operation, once it is known.
    pub fn operation_id(&self) -> Option<&str> {
        self.operation_id.as_deref()
    }

    /// Returns the continuation of the operation, once there is one.
    pub fn continuation(&self) -> Option<&str> {
        self.continuation.as_deref()
    }

    /// Returns the reason for its end, where there is something to say.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Returns the time at which it was decided on.
    pub fn created(&self) -> OffsetDateTime {
        self.created
    }

    /// Returns the time at which the request was sent.
    pub fn sent(&self) -> Option<OffsetDateTime> {
        self.sent
    }

    /// Returns the time of the last change.
    pub fn updated(&self) -> OffsetDateTime {
        self.updated
    }
}
