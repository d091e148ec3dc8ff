//! Sending a request that must not be sent twice.

use crate::{Entry, Journal, JournalError, State};

/// Answer to a request, as far as the journal is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The operation began.
    Begun {
        /// The service's id of the operation.
        operation_id: String,
        /// Way to go on with it.
        continuation: String,
    },
    /// The service refused, or the request surely did not arrive.
    NotDone(String),
    /// Nobody knows.
    Unknown(String),
}

impl Answer {
    /// Returns the answer to a request that began an operation.
    pub fn begun(operation_id: impl Into<String>, continuation: impl Into<String>) -> Self {
        Self::Begun {
            operation_id: operation_id.into(),
            continuation: continuation.into(),
        }
    }
}

impl Journal {
    /// Sends a request once: writes down that it is sent, carries `request` out, and writes down
    /// what came of it before anybody waits for the operation's end.
    ///
    /// A process that ends in between leaves the entry as [`State::Sent`].
    ///
    /// # Errors
    /// When the entry cannot become `sent`: then nothing was sent. When the answer could not be
    /// written down: then the entry stays `sent`, and recovery finds out.
    pub async fn send<T>(
        &mut self,
        entry: &mut Entry,
        request: impl Future<Output = (Answer, T)>,
    ) -> Result<T, JournalError> {
        self.advance(entry, State::Sent)?;
        let (answer, result) = request.await;
        match self.write_down(entry, answer) {
            // Another process was faster to find out what became of it.
            Err(error) if error.is_moved() => {}
            written => written?,
        }
        Ok(result)
    }

    fn write_down(&mut self, entry: &mut Entry, answer: Answer) -> Result<(), JournalError> {
        match answer {
            Answer::Begun {
                operation_id,
                continuation,
            } => self.keep_continuation(entry, &operation_id, &continuation),
            Answer::NotDone(note) => self.end(entry, State::NotDone, Some(note)),
            Answer::Unknown(note) => self.end(entry, State::Unknown, Some(note)),
        }
    }
}
