//! Idempotency of operations, which decides when a request is sent again.

use super::Operation;
use crate::{Error, error::Proof};

/// A service as the runtime sees it. Each client crate has one, as a `static`.
#[derive(Debug)]
pub struct Service {
    /// The name of the client's crate, for the `User-Agent` header.
    pub crate_name: &'static str,
    /// The version of the client's crate.
    pub crate_version: &'static str,
    /// The API version that continuations belong to.
    pub api_version: &'static str,
    /// The service's operations, from the generated crate.
    pub operations: &'static [&'static Operation],
    /// The idempotency of each operation.
    pub idempotency: fn(operation_id: &str) -> Idempotency,
}

impl Service {
    pub(crate) fn operation(&self, id: &str) -> Option<&'static Operation> {
        let mut operations = self.operations.iter().copied();
        operations.find(|operation| operation.id == id)
    }
}

/// Idempotency of an operation: it decides when a request is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Idempotency {
    /// Doing it twice is the same as doing it once: retried after any failure that may pass.
    Idempotent,
    /// Doing it twice could cost money, lose a number or undo a change: retried only if the
    /// request surely did not arrive (no connection was made), or if the service itself, by its
    /// own code, refused it for now (429, or 503 with a time to come back).
    NotIdempotent,
}

impl Idempotency {
    /// Returns true if a request that ended in `error` may be sent again.
    pub(super) fn allows_retry(self, error: &Error) -> bool {
        let passing = error.is_transient();
        match (self, error.kind().proof()) {
            (Self::Idempotent, _) | (Self::NotIdempotent, Proof::NotSent) => passing,
            (Self::NotIdempotent, Proof::Refused) => matches!(error.status(), Some(429 | 503)),
            (Self::NotIdempotent, Proof::None) => false,
        }
    }
}
