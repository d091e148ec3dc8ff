//! What kinds of long-running operation there are, and what they end in.

use std::fmt;

use serde::de::DeserializeOwned;

use super::OperationSnapshot;
use crate::{
    Error, Result,
    http::{Answer, body::decode},
    privacy::Shown,
};

/// What a kind of long-running operation ends in.
#[derive(Debug)]
pub struct LongRunning<T: 'static> {
    /// The name of the kind. It goes into continuations, so it must not change.
    pub kind: &'static str,
    /// The service's word for the kind. An answer about an operation of another is no answer.
    pub operation_type: &'static str,
    /// The operation that gets the result, where the result has an address of its own.
    pub result_operation: Option<&'static str>,
    /// Makes the result.
    pub finish: fn(Finished) -> Result<T>,
}

/// A long-running operation that succeeded, and its result where it has an address of its own.
pub struct Finished {
    /// The operation as last seen.
    pub operation: OperationSnapshot,
    /// The most things that the result may hold, where the request said how many.
    pub most: Option<u32>,
    /// The thing that the request was about, where the result names it.
    pub about: Option<String>,
    pub(super) resource: Option<Answer>,
}

/// Says of the result only how many bytes it has.
impl fmt::Debug for Finished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finished")
            .field("operation", &self.operation)
            .field("most", &self.most)
            .field("about", &self.about.as_deref().map(Shown))
            .field(
                "resource",
                &self.resource.as_ref().map(|it| it.body().len()),
            )
            .finish()
    }
}

impl Finished {
    /// The result, read as `W`.
    ///
    /// # Errors
    /// When there is none, or it is not a `W`.
    pub fn resource<W: DeserializeOwned>(&self) -> Result<W> {
        let Some(answer) = &self.resource else {
            return Err(Error::unexpected_answer(
                "the operation has no address of its result",
            ));
        };
        decode("the operation's result", answer)
    }
}
