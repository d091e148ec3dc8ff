//! Lists that come in pages.

mod loop_guard;

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use futures::stream::{self, BoxStream, Fuse, FusedStream, Stream, StreamExt as _};
use loop_guard::LoopGuard;
use serde::de::DeserializeOwned;

use crate::{CallContext, PageContinuation, Result};

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The page's items, in the service's order.
    pub items: Vec<T>,
    continuation: Option<PageContinuation>,
}

impl<T> Page<T> {
    /// The place where the next page begins, or nothing after the last page.
    pub fn continuation(&self) -> Option<&PageContinuation> {
        self.continuation.as_ref()
    }
}

/// The items of a page, and the link to the next one.
type Parts<T> = (Vec<T>, Option<String>);

/// The facts that all requests of one list have in common.
pub struct ListCall {
    /// The client's side of the requests.
    pub context: CallContext,
    /// The operation that lists.
    pub operation_id: &'static str,
    /// The name of the list: the operation, and the parts that tell its lists apart. A
    /// continuation of any other is refused.
    pub name: String,
    /// The language in which the service should name things, on every page.
    pub accept_language: Option<String>,
    /// The place of the next page; the first one has none.
    pub continue_from: Option<PageContinuation>,
}

/// A list that comes in pages: a stream of its items, one page in memory at a time.
///
/// Nothing is sent before the first item is asked for. After an error the stream ends; go on
/// with the last page's continuation.
pub struct Pager<T> {
    pages: Pages<T>,
    current: vec::IntoIter<T>,
}

/// A list that comes in pages: a stream of the pages.
pub struct Pages<T>(Fuse<BoxStream<'static, Result<Page<T>>>>);

impl<T: Send + 'static> Pager<T> {
    /// A list whose first page `first` gets, unless the call goes on with a later one, and whose
    /// further pages are at the links in them. `split` takes a page apart.
    ///
    /// A continuation of another list, resource or API version is reported as the first entry.
    #[doc(hidden)]
    pub fn new<W: DeserializeOwned + Send + 'static>(
        call: ListCall,
        first: impl Future<Output = Result<W>> + Send + 'static,
        split: fn(W) -> Result<Parts<T>>,
    ) -> Self {
        let guard = LoopGuard::new(call.continue_from.as_ref().map(|next| next.0.link.clone()));
        let begin = (call, guard, Some(first));
        let pages = stream::try_unfold(begin, move |(mut call, mut guard, first)| async move {
            let page = match (&call.continue_from, first) {
                (Some(next), _) => call.get(next).await?,
                (None, Some(first)) => first.await?,
                (None, None) => return Ok(None),
            };
            let (items, link) = split(page)?;
            call.continue_from = None;
            // An empty link is how some services say that there is no next page.
            if let Some(link) = link.filter(|link| !link.is_empty()) {
                let next = call.context.place(&call.name, &link)?;
                guard.check(&next.link, items.is_empty())?;
                call.continue_from = Some(PageContinuation(next));
            }
            let continuation = call.continue_from.clone();
            let page = Page {
                items,
                continuation,
            };
            Ok(Some((page, (call, guard, None))))
        });
        Self {
            pages: Pages(pages.boxed().fuse()),
            current: Vec::new().into_iter(),
        }
    }

    /// The pages instead of the items, from the page after the one that is being read.
    #[must_use]
    pub fn into_pages(self) -> Pages<T> {
        self.pages
    }
}

impl ListCall {
    /// Gets the page at a place of this list.
    async fn get<W: DeserializeOwned>(&self, next: &PageContinuation) -> Result<W> {
        let link = &next.0.link;
        self.context.check(&self.name, &next.0)?;
        let request = self.context.follow(self.operation_id, link)?;
        let language = self.accept_language.as_ref();
        let page = request.header("accept-language", language).send().await?;
        Ok(page.into_inner())
    }
}

impl<T> Stream for Pager<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.current.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_next_unpin(cx)) {
                Some(Ok(page)) => self.current = page.items.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

// Items are moved out of a vector and never pinned.
impl<T> Unpin for Pager<T> {}

impl<T> Stream for Pages<T> {
    type Item = Result<Page<T>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_next_unpin(cx)
    }
}

impl<T> FusedStream for Pages<T> {
    fn is_terminated(&self) -> bool {
        self.0.is_terminated()
    }
}

impl<T> fmt::Debug for Pager<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pager").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}
