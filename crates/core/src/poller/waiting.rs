//! Following an operation to its end.

use std::{mem, pin::pin, time::Duration};

use futures::stream::{self, BoxStream, StreamExt as _};

use super::{Finished, OperationSnapshot, OperationStatus, Poller};
use crate::{
    Error, Result,
    deadline::{pause, within},
    error::Kind,
    http::Answer,
};

/// The number of polls in a row that may fail for a passing reason before the poller gives up.
const PATIENCE: u32 = 5;

/// Waiting for the end.
impl<T> Poller<T> {
    /// Follows the operation to its end and gets its result.
    ///
    /// The same as `.await`ing the poller, but it keeps the poller, for another try after a
    /// failed poll.
    ///
    /// # Errors
    /// - [`is_operation_failed`](Error::is_operation_failed): it ended in failure.
    /// - [`is_operation_cancelled`](Error::is_operation_cancelled): this poller cancelled it.
    /// - [`is_still_running`](Error::is_still_running): the deadline passed; it goes on.
    /// - any other: polling failed several times in a row, or for a reason that will not pass.
    ///
    /// All but the first two carry the [`continuation`](Error::continuation) to go on with.
    pub async fn wait(&mut self) -> Result<T> {
        let last = loop {
            if let (last, true) = self.step().await {
                break last;
            }
        };
        let waited = match last {
            Ok(operation) => self.finish(operation).await,
            Err(error) => Err(error),
        };
        waited.map_err(|error| {
            let error = error.with_operation_id(self.operation_id());
            if error.is_operation_failed() || error.is_operation_cancelled() {
                return error;
            }
            let error = error.with_continuation(self.continuation());
            // The service took the operation on, and how it ends cannot be read.
            if error.is_unexpected_answer() {
                return error.with_outcome_unknown();
            }
            error
        })
    }

    /// Streams every poll as it is made, to the operation's end: the last item is the final
    /// status. Await the poller afterwards for the result.
    ///
    /// A poll that fails is an item too; the stream goes on after one that may pass.
    pub fn progress(&mut self) -> BoxStream<'_, Result<OperationSnapshot>> {
        let steps = stream::unfold(Some(self), |poller| async move {
            let poller = poller?;
            let (step, is_last) = poller.step().await;
            Some((step, (!is_last).then_some(poller)))
        });
        steps.boxed()
    }

    /// Polls once, after the wait that is due before it. Also returns true if that was the last
    /// poll.
    async fn step(&mut self) -> (Result<OperationSnapshot>, bool) {
        let polled = self.poll_in_time().await;
        let is_last = match &polled {
            Ok(operation) => operation.status().is_final(),
            Err(error) => !self.goes_on_after(error),
        };
        let polled = polled.map_err(|error| error.with_operation_id(self.operation_id()));
        (polled, is_last)
    }

    /// Returns true if another poll may fare better than one that ended in `error`.
    ///
    /// An operation may be unknown for a moment after it began, until all of the service knows.
    fn goes_on_after(&self, error: &Error) -> bool {
        let may_pass = error.is_transient()
            || error.is_unexpected_answer()
            || error.is_not_found() && self.last.is_none() && !self.cancelled;
        may_pass && self.failures <= PATIENCE
    }

    async fn poll_in_time(&mut self) -> Result<OperationSnapshot> {
        let deadline = self.context.poller_options().limit();
        if !mem::take(&mut self.may_be_done) && self.end().is_none() {
            let (elapsed, asked) = (self.stopwatch.elapsed(), self.retry_after.take());
            let wait = self.context.poller_options().wait(elapsed, asked);
            if elapsed.saturating_add(wait) > deadline {
                return Err(still_running(elapsed, asked));
            }
            pause(wait).await;
            self.stopwatch.add(wait);
        }
        let left = deadline.saturating_sub(self.stopwatch.elapsed());
        let polled = within(left, pin!(self.poll())).await;
        match polled.ok_or_else(|| still_running(deadline, None))? {
            polled if !self.cancelled => polled,
            // It may have ended before it was cancelled.
            Ok(operation) if operation.status().is_final() => Ok(operation),
            Err(error) if error.status() != Some(404) => Err(error),
            _ => Err(cancelled()),
        }
    }

    async fn finish(&self, operation: OperationSnapshot) -> Result<T> {
        match operation.status() {
            OperationStatus::Failed => Err(Error::operation_failed(operation.error().cloned())),
            OperationStatus::Cancelled => Err(cancelled()),
            _ => (self.kind.finish)(Finished {
                id: &self.begun.id,
                asked: self.begun.asked.as_deref(),
                result: self.result().await?,
            }),
        }
    }

    /// Gets the result, if it has an address of its own. It may be unknown for a moment after the
    /// operation has ended.
    async fn result(&self) -> Result<Option<Answer>> {
        let (Some(get), Some(link)) = (self.kind.result_operation, &self.begun.result) else {
            return Ok(None);
        };
        for _ in 0..PATIENCE {
            match self.send(get, link).await {
                Err(error) if error.is_not_found() => {
                    pause(self.context.poller_options().wait(Duration::ZERO, None)).await;
                }
                got => return got.map(Some),
            }
        }
        self.send(get, link).await.map(Some)
    }
}

/// The poller's deadline comes before the operation's end.
fn still_running(elapsed: Duration, asked: Option<Duration>) -> Error {
    let asked = asked.map_or_else(String::new, |wait| {
        format!(", and the service asks to wait {wait:.0?} more")
    });
    let message = format!(
        "the operation was still running {elapsed:.0?} after it began{asked}; it goes on, \
         resume it by its continuation"
    );
    Error::new(Kind::StillRunning, message)
}

fn cancelled() -> Error {
    Error::new(Kind::OperationCancelled, "the operation was cancelled")
}
