//! Following an operation to its end.

use std::{pin::pin, time::Duration};

use futures::stream::{self, BoxStream, StreamExt as _};

use super::{Finished, OperationSnapshot, OperationStatus, Poller};
use crate::{
    Error, Result,
    deadline::{pause, within},
    error::Kind,
    http::Answer,
};

/// How many polls in a row may fail for a passing reason before the poller gives up.
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
        let waited = loop {
            match self.step().await {
                Ok(snapshot) if snapshot.status.is_final() => break self.finish(snapshot).await,
                Ok(_) => {}
                Err(error) if self.goes_on_after(&error) => {}
                Err(error) => break Err(error),
            }
        };
        waited.map_err(|error| {
            if error.is_operation_failed() || error.is_operation_cancelled() {
                return error;
            }
            // The service took the operation on, and how it ends cannot be read.
            let error = if error.is_unexpected_answer() {
                error.with_outcome_unknown()
            } else {
                error
            };
            error.with_continuation(self.continuation())
        })
    }

    /// One poll, after the wait that is due before it.
    async fn step(&mut self) -> Result<OperationSnapshot> {
        if self.may_be_done {
            self.may_be_done = false;
        } else {
            self.pause().await?;
        }
        let deadline = self.context.poller_options().deadline;
        let left = deadline.saturating_sub(self.stopwatch.elapsed());
        let polled = within(left, pin!(self.poll())).await;
        let Some(polled) = polled else {
            return Err(self.still_running(deadline, None));
        };
        if self.cancelled {
            self.cancelled(polled)
        } else {
            polled
        }
    }

    /// Whether to poll again after a poll that ended in `error`.
    ///
    /// An operation may be unknown for a moment after it began, until all of the service knows.
    fn goes_on_after(&self, error: &Error) -> bool {
        let may_pass = error.is_transient()
            || error.is_unexpected_answer()
            || error.is_not_found() && self.last.is_none() && !self.cancelled;
        may_pass && self.failures <= PATIENCE
    }

    /// What a poll means after the operation was cancelled: it may have ended before that.
    fn cancelled(&self, polled: Result<OperationSnapshot>) -> Result<OperationSnapshot> {
        match polled {
            Ok(snapshot) if snapshot.status.is_final() => Ok(snapshot),
            Err(error) if error.status() != Some(404) => Err(error),
            _ => {
                let error = Error::new(Kind::OperationCancelled, "the operation was cancelled");
                Err(error.with_operation_id(&*self.id))
            }
        }
    }

    async fn pause(&mut self) -> Result<()> {
        if self
            .last
            .as_ref()
            .is_some_and(|last| last.status.is_final())
        {
            return Ok(());
        }
        let (options, elapsed) = (self.context.poller_options(), self.stopwatch.elapsed());
        let asked = self.retry_after.take();
        let wait = options.wait(elapsed, asked);
        if elapsed.saturating_add(wait) > options.deadline {
            return Err(self.still_running(elapsed, asked));
        }
        pause(wait).await;
        self.stopwatch.add(wait);
        Ok(())
    }

    /// The poller's deadline comes before the operation's end.
    fn still_running(&self, elapsed: Duration, asked: Option<Duration>) -> Error {
        let asked = asked.map_or_else(String::new, |wait| {
            format!(", and the service asks to wait {wait:.0?} more")
        });
        let message = format!(
            "the operation was still running {elapsed:.0?} after it began{asked}; it goes on, \
             resume it by its continuation"
        );
        Error::new(Kind::StillRunning, message).with_operation_id(&*self.id)
    }

    async fn finish(&mut self, operation: OperationSnapshot) -> Result<T> {
        let id = operation.id.clone();
        let finished = async {
            match operation.status {
                OperationStatus::Failed => return Err(Error::operation_failed(operation.error)),
                OperationStatus::Cancelled => {
                    let message = "the operation was cancelled";
                    return Err(Error::new(Kind::OperationCancelled, message));
                }
                _ => {}
            }
            let resource = match self.kind.result_operation {
                Some(get) => self.result(get).await?,
                None => None,
            };
            (self.kind.finish)(Finished {
                operation,
                most: self.most,
                about: self.about.clone(),
                resource,
            })
        };
        finished.await.map_err(|error| error.with_operation_id(id))
    }

    /// Gets the result, which may be unknown for a moment after the operation has ended.
    async fn result(&self, operation_id: &str) -> Result<Option<Answer>> {
        let Some(url) = &self.result_url else {
            return Ok(None);
        };
        let get = self.context.operation(operation_id)?;
        let mut failures = 0;
        loop {
            let request = self.context.request_to(get, url.clone());
            match request.about(&self.id).answer().await {
                Err(error) if error.is_not_found() && failures < PATIENCE => {
                    failures += 1;
                    pause(self.context.poller_options().wait(Duration::ZERO, None)).await;
                }
                got => return got.map(Some),
            }
        }
    }

    /// Every poll as it is made, to the operation's end: a stream that ends with the final
    /// status. Await the poller afterwards for the result.
    ///
    /// A poll that fails is an item too; the stream goes on after one that may pass.
    pub fn progress(&mut self) -> BoxStream<'_, Result<OperationSnapshot>> {
        let steps = stream::unfold((self, false), |(poller, ended)| async move {
            if ended {
                return None;
            }
            let step = poller.step().await;
            let ended = match &step {
                Ok(snapshot) => snapshot.status.is_final(),
                Err(error) => !poller.goes_on_after(error),
            };
            Some((step, (poller, ended)))
        });
        steps.boxed()
    }
}
