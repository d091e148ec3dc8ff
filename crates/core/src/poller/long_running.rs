//! Kinds of long-running operation, and what they end in.

use serde::de::DeserializeOwned;

use crate::{
    Error, Result,
    http::{Answer, body::decode},
};

/// A kind of long-running operation.
#[derive(Debug)]
pub struct LongRunning<T: 'static> {
    /// The service's word for the kind. An answer about an operation of another is no answer, and
    /// a continuation of another is refused.
    pub kind: &'static str,
    /// The operation that gets the result, where the result has an address of its own.
    pub result_operation: Option<&'static str>,
    /// Makes the result.
    pub finish: fn(Finished<'_>) -> Result<T>,
}

/// A long-running operation that succeeded, and its result where it has an address of its own.
pub struct Finished<'p> {
    /// The id of the operation.
    pub id: &'p str,
    /// The part of the request that the result is held against, where there is one.
    pub asked: Option<&'p str>,
    pub(super) result: Option<Answer>,
}

impl Finished<'_> {
    /// The result, read as `W`.
    ///
    /// # Errors
    /// When there is none, or it is not a `W`.
    pub fn result<W: DeserializeOwned>(&self) -> Result<W> {
        let missing = || Error::unexpected_answer("the operation has no address of its result");
        decode(
            "the operation's result",
            self.result.as_ref().ok_or_else(missing)?,
        )
    }
}
