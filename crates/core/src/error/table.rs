//! The predicates by their names.

use super::Error;

/// A question that an error answers, by its name.
type Predicate = (&'static str, fn(&Error) -> bool);

pub(super) const PREDICATES: [Predicate; 20] = [
    ("is_connect", Error::is_connect),
    ("is_connection_lost", Error::is_connection_lost),
    ("is_credential", Error::is_credential),
    ("is_forbidden", Error::is_forbidden),
    ("is_foreign_continuation", Error::is_foreign_continuation),
    ("is_foreign_origin", Error::is_foreign_origin),
    ("is_invalid_input", Error::is_invalid_input),
    ("is_not_carried_out", Error::is_not_carried_out),
    ("is_not_found", Error::is_not_found),
    ("is_operation_cancelled", Error::is_operation_cancelled),
    ("is_operation_failed", Error::is_operation_failed),
    ("is_outcome_unknown", Error::is_outcome_unknown),
    ("is_rejected", Error::is_rejected),
    ("is_server_error", Error::is_server_error),
    ("is_still_running", Error::is_still_running),
    ("is_throttled", Error::is_throttled),
    ("is_timeout", Error::is_timeout),
    ("is_transient", Error::is_transient),
    ("is_unauthorized", Error::is_unauthorized),
    ("is_unexpected_answer", Error::is_unexpected_answer),
];

impl Error {
    /// The names of the predicates that hold, for a log or a metric.
    ///
    /// ```
    /// use acs_core::{Error, PhoneNumber};
    ///
    /// let error = Error::from(PhoneNumber::new("425-555-0100").unwrap_err());
    /// assert_eq!(error.predicates().collect::<Vec<_>>(), ["is_invalid_input"]);
    /// ```
    pub fn predicates(&self) -> impl Iterator<Item = &'static str> + use<'_> {
        let holding = PREDICATES.iter().filter(|(_, holds)| holds(self));
        holding.map(|(name, _)| *name)
    }
}
