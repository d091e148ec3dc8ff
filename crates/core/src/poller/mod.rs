//! Long-running operations: following one to its end, leaving it, coming back to it.

mod long_running;
mod schedule;
mod snapshot;
mod waiting;

use std::{fmt, future::IntoFuture, time::Duration};

use futures::future::BoxFuture;
use http::HeaderMap;
pub use long_running::{Finished, LongRunning};
pub use schedule::PollerOptions;
use snapshot::WireOperation;
pub use snapshot::{OperationSnapshot, OperationStatus};
use url::Url;

use crate::{
    Continuation, Error, Result,
    call::CallContext,
    deadline::Stopwatch,
    error::Kind,
    http::{body::decode, header, link, retry_after},
    privacy::Shown,
    value::{Facts, path_segment},
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
    id: String,
    status_url: Url,
    result_url: Option<Url>,
    last: Option<OperationSnapshot>,
    cancelled: bool,
    stopwatch: Stopwatch,
    /// The most things that the result may hold, where the request said how many.
    most: Option<u32>,
    /// The thing that the request was about, where the result names it.
    about: Option<String>,
    retry_after: Option<Duration>,
    /// Whether the operation may have ended long ago, so that the next poll need not wait.
    may_be_done: bool,
    /// How many polls in a row failed.
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
        let id = header(headers, "operation-id")
            .unwrap_or_default()
            .to_owned();
        let found = || -> Result<(Url, Option<Url>)> {
            let status = header(headers, "operation-location").ok_or_else(|| {
                Error::unexpected_answer("the answer has no Operation-Location header")
            })?;
            let result = match (kind.result_operation, header(headers, "location")) {
                (Some(_), Some(location)) => Some(context.resolve(location)?),
                _ => None,
            };
            Ok((context.resolve(status)?, result))
        };
        match found() {
            Ok((status_url, result_url)) => {
                let id = if id.is_empty() {
                    last_segment(&status_url)
                } else {
                    id
                };
                let mut poller = Self::new(context, kind, id, status_url, result_url);
                poller.retry_after = retry_after(headers);
                Ok(poller)
            }
            // The service has begun, and the caller holds nothing to follow it by.
            Err(error) if id.is_empty() => Err(error.with_outcome_unknown()),
            Err(error) => Err(error.with_outcome_unknown().with_operation_id(id)),
        }
    }

    /// Goes on where a poller left off that gave this continuation.
    ///
    /// # Errors
    /// When it belongs to another kind of operation, resource or API version.
    #[doc(hidden)]
    pub fn resume(
        context: CallContext,
        kind: &'static LongRunning<T>,
        continuation: &Continuation,
    ) -> Result<Self> {
        let facts = &continuation.0;
        check(&context, kind.kind, facts)?;
        let status_url = context.resolve(&facts.status)?;
        let result_url = facts
            .result
            .as_deref()
            .map(|path| context.resolve(path))
            .transpose()?;
        let poller = Self::new(context, kind, facts.id.clone(), status_url, result_url);
        Ok(Self {
            may_be_done: true,
            most: facts.most,
            about: facts.about.clone(),
            ..poller
        })
    }

    /// Follows the operation with this id, which is known to exist.
    ///
    /// # Errors
    /// When the id is none.
    #[doc(hidden)]
    pub fn known(context: CallContext, kind: &'static LongRunning<T>, id: &str) -> Result<Self> {
        let template = context.operation(GET_OPERATION)?.path;
        let path = template.replace("{operationId}", &path_segment(id));
        let status_url = context.resolve(&path)?;
        let poller = Self::new(context, kind, id.to_owned(), status_url, None);
        Ok(Self {
            may_be_done: true,
            ..poller
        })
    }

    fn new(
        context: CallContext,
        kind: &'static LongRunning<T>,
        id: String,
        status_url: Url,
        result_url: Option<Url>,
    ) -> Self {
        Self {
            context,
            kind,
            id,
            status_url,
            result_url,
            last: None,
            cancelled: false,
            stopwatch: Stopwatch::start(),
            most: None,
            about: None,
            retry_after: None,
            may_be_done: false,
            failures: 0,
        }
    }

    /// Says how many things the result may hold at most. More are not what was asked for.
    #[doc(hidden)]
    pub fn at_most(mut self, most: u32) -> Self {
        self.most = Some(most);
        self
    }

    /// Says which thing the result has to be about.
    #[doc(hidden)]
    pub fn about(mut self, thing: impl Into<String>) -> Self {
        self.about = Some(thing.into());
        self
    }

    /// The id of the operation.
    pub fn operation_id(&self) -> &str {
        &self.id
    }

    /// The operation as last seen, or nothing before the first poll.
    pub fn last(&self) -> Option<&OperationSnapshot> {
        self.last.as_ref()
    }

    /// What to keep in order to go on with the operation later, in this process or another.
    pub fn continuation(&self) -> Continuation {
        Continuation(Facts {
            kind: self.kind.kind.to_owned(),
            id: self.id.clone(),
            version: self.context.api_version().to_owned(),
            endpoint: self.context.endpoint().as_str().to_owned(),
            status: link::relative(&self.status_url),
            result: self.result_url.as_ref().map(link::relative),
            most: self.most,
            about: self.about.clone(),
        })
    }

    /// Asks once, now, how far the operation is.
    ///
    /// A finished operation is not asked about again. One that failed is reported as such, with
    /// its [`error`](OperationSnapshot::error); this method's own errors are about the asking.
    ///
    /// # Errors
    /// When the poll failed; the operation goes on, and polling again is fine.
    pub async fn poll(&mut self) -> Result<OperationSnapshot> {
        if let Some(last) = self.last.as_ref().filter(|last| last.status.is_final()) {
            return Ok(last.clone());
        }
        match self.ask().await {
            Ok(snapshot) => {
                self.failures = 0;
                self.last = Some(snapshot.clone());
                Ok(snapshot)
            }
            Err(error) => {
                self.failures += 1;
                self.retry_after = error.retry_after();
                Err(error.with_operation_id(&*self.id))
            }
        }
    }

    async fn ask(&mut self) -> Result<OperationSnapshot> {
        let url = self.status_url.clone();
        let get = self.context.operation(GET_OPERATION)?;
        let answer = self.context.request_to(get, url).about(&self.id).answer();
        let answer = answer.await?;
        let headers = answer.headers();
        self.retry_after = retry_after(headers);
        let operation: WireOperation = decode("the operation's status", &answer)?;
        // The status answer repeats the result's address; a resumed poller may not have it yet.
        if self.kind.result_operation.is_some() {
            let location = operation
                .resource_location
                .as_deref()
                .filter(|location| !location.is_empty())
                .or_else(|| header(headers, "location"));
            if let Some(location) = location {
                self.result_url = Some(self.context.resolve(location)?);
            }
        }
        if let Some(moved) = header(headers, "operation-location") {
            self.status_url = self.context.resolve(moved)?;
        }
        operation.into_snapshot(&self.id, self.kind.operation_type)
    }

    /// Asks the service to give the operation up. A search returns its numbers; a purchase that
    /// is under way may be past stopping.
    ///
    /// `DELETE /phoneNumbers/operations/{operationId}`.
    ///
    /// # Errors
    /// When the service refuses, or does not know the operation.
    pub async fn cancel(&mut self) -> Result<()> {
        let url = self.status_url.clone();
        // The address came from outside. The same method on a number would release it.
        let cancel = self.context.operation(CANCEL_OPERATION)?;
        if !cancel.has_path(url.path()) {
            let message = "the address of the operation is not one that an operation has";
            return Err(Error::unexpected_answer(message).with_operation_id(&*self.id));
        }
        let deleted = self.context.request_to(cancel, url).about(&self.id);
        let deleted = deleted.answer().await;
        deleted.map_err(|error| error.with_operation_id(&*self.id))?;
        self.cancelled = true;
        // It may have ended before: ask at once.
        self.may_be_done = true;
        Ok(())
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
            .field("operation_id", &Shown(&self.id))
            .field("last", &self.last)
            .finish_non_exhaustive()
    }
}

/// The id of an operation by its address, for an answer that names no id.
fn last_segment(url: &Url) -> String {
    url.path_segments()
        .and_then(Iterator::last)
        .unwrap_or_default()
        .to_owned()
}

/// Refuses a continuation of another kind, API version or resource.
fn check(context: &CallContext, kind: &str, facts: &Facts) -> Result<()> {
    expect("kind", kind, &facts.kind)?;
    expect("API version", context.api_version(), &facts.version)?;
    expect("endpoint", context.endpoint().as_str(), &facts.endpoint)?;
    for path in [Some(&facts.status), facts.result.as_ref()]
        .into_iter()
        .flatten()
    {
        let url = context.resolve(path)?;
        expect("link", &link::relative(&url), path)?;
    }
    Ok(())
}

/// Refuses a continuation whose `what` is not the one expected here.
pub(crate) fn expect(what: &str, expected: &str, found: &str) -> Result<()> {
    if expected == found {
        return Ok(());
    }
    let message = format!(
        "the continuation cannot be used here: its {what} is {found:?}, here it must be \
         {expected:?}"
    );
    Err(Error::new(Kind::ForeignContinuation, message))
}
