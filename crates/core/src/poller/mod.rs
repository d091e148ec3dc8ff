//! Long-running operations: following one to its end, leaving it, coming back to it.

mod long_running;
mod snapshot;
mod waiting;

use std::{fmt, future::IntoFuture, time::Duration};

use futures::future::BoxFuture;
use http::HeaderMap;
pub use long_running::{Finished, LongRunning};
use serde_json::{Map, Value};
use snapshot::text;
pub use snapshot::{OperationSnapshot, OperationStatus};

use crate::{
    Continuation, Error, Result,
    call::CallContext,
    deadline::Stopwatch,
    http::{Answer, body::decode, header, retry_after},
    privacy::Shown,
    value::{Begun, path_segment},
};

/// The operation that asks how far a long-running operation is.
const GET_OPERATION: &str = "get_operation";
/// The operation that cancels one.
const CANCEL_OPERATION: &str = "cancel_operation";

/// Follows one long-running operation.
///
/// `.await` it for the result, or go step by step with [`poll`](Self::poll) or
/// [`progress`](Self::progress); stepping first and awaiting later is fine.
///
/// Dropping a poller changes nothing at the service: the operation goes on. Keep its
/// [`continuation`](Self::continuation) to come back to it, in another process if need be.
#[must_use = "the operation goes on without its poller, but its result is not seen"]
pub struct Poller<T: 'static> {
    context: CallContext,
    kind: &'static LongRunning<T>,
    begun: Begun,
    last: Option<OperationSnapshot>,
    cancelled: bool,
    stopwatch: Stopwatch,
    retry_after: Option<Duration>,
    /// True if the operation may have ended long ago, so that the next poll need not wait.
    may_be_done: bool,
    /// The number of polls in a row that failed.
    failures: u32,
}

impl<T> Poller<T> {
    /// Follows the operation that an answer with status 202 announced in its headers.
    ///
    /// # Errors
    /// When the headers lack the operation's address, or it leads away from the service. The
    /// operation is under way all the same; the error carries its id where the headers have it.
    #[doc(hidden)]
    pub fn accepted(
        context: CallContext,
        kind: &'static LongRunning<T>,
        headers: &HeaderMap,
    ) -> Result<Self> {
        let id = header(headers, "operation-id").filter(|id| !id.is_empty());
        let follow = || {
            let link = header(headers, "operation-location").ok_or_else(|| {
                Error::unexpected_answer("the answer has no Operation-Location header")
            })?;
            let id = id.unwrap_or_else(|| last_segment(link));
            let mut poller = Self::at(context, kind, id, link)?;
            poller.note(headers, None)?;
            poller.may_be_done = false;
            Ok(poller)
        };
        // The service has begun, and the caller may hold nothing to follow it by.
        follow().map_err(|error: Error| {
            let error = error.with_outcome_unknown();
            match id {
                Some(id) => error.with_operation_id(id),
                None => error,
            }
        })
    }

    /// Follows the operation with this id, which is known to exist.
    ///
    /// # Errors
    /// When the id is none.
    #[doc(hidden)]
    pub fn known(context: CallContext, kind: &'static LongRunning<T>, id: &str) -> Result<Self> {
        let link = address(&context, GET_OPERATION, id)?;
        Self::at(context, kind, id, &link)
    }

    fn at(
        context: CallContext,
        kind: &'static LongRunning<T>,
        id: &str,
        link: &str,
    ) -> Result<Self> {
        let begun = Begun {
            id: id.to_owned(),
            place: context.place(kind.kind, link)?,
            ..Begun::default()
        };
        Self::resume(context, kind, &Continuation(begun))
    }

    /// Goes on where a poller left off that gave this continuation.
    ///
    /// # Errors
    /// When it belongs to another kind of operation, resource or API version.
    #[doc(hidden)]
    pub fn resume(
        context: CallContext,
        kind: &'static LongRunning<T>,
        Continuation(begun): &Continuation,
    ) -> Result<Self> {
        context.check(kind.kind, &begun.place)?;
        if let Some(result) = &begun.result {
            context.local(result)?;
        }
        Ok(Self {
            context,
            kind,
            begun: begun.clone(),
            last: None,
            cancelled: false,
            stopwatch: Stopwatch::start(),
            retry_after: None,
            may_be_done: true,
            failures: 0,
        })
    }

    /// Keeps the part of the request that the result is held against in the end.
    #[doc(hidden)]
    pub fn asked(mut self, asked: impl Into<String>) -> Self {
        self.begun.asked = Some(asked.into());
        self
    }

    /// The id of the operation.
    pub fn operation_id(&self) -> &str {
        &self.begun.id
    }

    /// The operation as last seen, or nothing before the first poll.
    pub fn last(&self) -> Option<&OperationSnapshot> {
        self.last.as_ref()
    }

    /// The text to keep in order to go on with the operation later, in this process or another.
    pub fn continuation(&self) -> Continuation {
        Continuation(self.begun.clone())
    }

    /// Asks once, now, how far the operation is.
    ///
    /// A finished operation is not asked about again. One that failed is reported as such, with
    /// its [`error`](OperationSnapshot::error); this method's own errors are about the asking.
    ///
    /// # Errors
    /// When the poll failed; the operation goes on, and polling again is fine.
    pub async fn poll(&mut self) -> Result<OperationSnapshot> {
        if let Some(end) = self.end() {
            return Ok(end.clone());
        }
        let asked = self.ask().await;
        match &asked {
            Ok(operation) => {
                self.failures = 0;
                self.last = Some(operation.clone());
            }
            Err(error) => {
                self.failures += 1;
                self.retry_after = error.retry_after();
            }
        }
        asked.map_err(|error| error.with_operation_id(self.operation_id()))
    }

    /// The operation as it ended.
    fn end(&self) -> Option<&OperationSnapshot> {
        self.last().filter(|last| last.status().is_final())
    }

    async fn ask(&mut self) -> Result<OperationSnapshot> {
        let link = &self.begun.place.link;
        let answer = self.send(GET_OPERATION, link).await?;
        let status: Map<String, Value> = decode("the operation's status", &answer)?;
        let operation = OperationSnapshot::read(&status, &self.begun.id, self.kind.kind)?;
        // The status repeats the result's address; a resumed poller may not have it yet.
        self.note(answer.headers(), text(&status, "resourceLocation"))?;
        Ok(operation)
    }

    /// Takes note of when to ask again, and where the operation and its result are.
    fn note(&mut self, headers: &HeaderMap, result: Option<&str>) -> Result<()> {
        self.retry_after = retry_after(headers);
        if let Some(moved) = header(headers, "operation-location") {
            self.begun.place.link = self.context.local(moved)?;
        }
        if self.kind.result_operation.is_some()
            && let Some(link) = result.or_else(|| header(headers, "location"))
        {
            self.begun.result = Some(self.context.local(link)?);
        }
        Ok(())
    }

    /// Asks the service to give the operation up. A search returns its numbers; a purchase that
    /// is under way may be past stopping.
    ///
    /// `DELETE /phoneNumbers/operations/{operationId}`.
    ///
    /// # Errors
    /// When the service refuses, or does not know the operation.
    pub async fn cancel(&mut self) -> Result<()> {
        // Not at the address from outside: the same method on a number would release it.
        let link = address(&self.context, CANCEL_OPERATION, self.operation_id())?;
        self.send(CANCEL_OPERATION, &link).await?;
        self.cancelled = true;
        // It may have ended before: ask at once.
        self.may_be_done = true;
        Ok(())
    }

    async fn send(&self, operation: &str, link: &str) -> Result<Answer> {
        let id = self.operation_id();
        let sent = async {
            let request = self.context.follow(operation, link)?;
            request.about(id).answer().await
        };
        sent.await.map_err(|error| error.with_operation_id(id))
    }
}

impl<T: Send> IntoFuture for Poller<T> {
    type Output = Result<T>;
    type IntoFuture = BoxFuture<'static, Result<T>>;

    fn into_future(mut self) -> Self::IntoFuture {
        Box::pin(async move { self.wait().await })
    }
}

impl<T> fmt::Debug for Poller<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poller")
            .field("kind", &self.kind.kind)
            .field("operation_id", &Shown(self.operation_id()))
            .field("last", &self.last)
            .finish_non_exhaustive()
    }
}

/// The link by which `operation` asks for the long-running operation `id`, or cancels it.
///
/// # Errors
/// When nothing can have this id, since the link would lead to something else.
fn address(context: &CallContext, operation: &str, id: &str) -> Result<String> {
    let template = context.operation(operation)?.path;
    let link = template.replace("{operationId}", &path_segment(id));
    if id.is_empty() || context.local(&link)? != link {
        return Err(Error::unexpected_answer("the id of the operation is none"));
    }
    Ok(link)
}

/// The id of an operation by its address, for an answer that names no id.
fn last_segment(link: &str) -> &str {
    let path = link.split('?').next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}
