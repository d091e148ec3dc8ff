//! What kinds of long-running operation there are, and what they end in.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::OperationSnapshot;
use crate::{Error, Result};

/// What a kind of long-running operation ends in.
#[derive(Debug)]
pub struct LongRunning<T: 'static> {
    /// The name of the kind. It goes into continuations, so it must not change.
    pub kind: &'static str,
    /// The operation that gets the result, where the result has an address of its own.
    pub result_operation: Option<&'static str>,
    /// Makes the result.
    pub finish: fn(Finished) -> Result<T>,
}

/// A long-running operation that succeeded, and its result where it has an address of its own.
#[derive(Debug)]
pub struct Finished {
    /// The operation as last seen.
    pub operation: OperationSnapshot,
    pub(super) resource: Option<Bytes>,
}

impl Finished {
    /// The result, read as `W`.
    ///
    /// # Errors
    /// When there is none, or it is not a `W`.
    pub fn resource<W: DeserializeOwned>(&self) -> Result<W> {
        let Some(body) = &self.resource else {
            return Err(Error::unexpected_answer(
                "the operation has no address of its result",
            ));
        };
        serde_json::from_slice(body)
            .map_err(|error| Error::unreadable("the operation's result", &error))
    }
}
