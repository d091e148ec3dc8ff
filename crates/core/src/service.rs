//! What tells one service from another.

use crate::Operation;

/// A service as the runtime sees it. Each client crate has one, as a `static`.
#[derive(Debug)]
pub struct Service {
    /// The name of the client's crate, for the `User-Agent` header.
    pub crate_name: &'static str,
    /// The version of the client's crate.
    pub crate_version: &'static str,
    /// The API version that every request names.
    pub api_version: &'static str,
    /// The service's operations, from the generated crate.
    pub operations: &'static [Operation],
    /// Which operations may be sent again when it is not known what became of them.
    pub resend: fn(operation_id: &str) -> Resend,
}

impl Service {
    pub(crate) fn operation(&self, id: &str) -> Option<&'static Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }
}

/// Whether a request may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Resend {
    /// Doing it twice is the same as doing it once: after any failure that may pass.
    Always,
    /// Doing it twice could cost money or lose a number: only if it surely did not arrive (no
    /// connection was made) or was surely refused (429, or 503 with `Retry-After`).
    IfNotArrived,
}
