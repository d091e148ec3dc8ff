//! Lists that come in pages.

mod loop_guard;

use std::{
    fmt,
    pin::Pin,
    str::FromStr,
    sync::Arc,
    task::{Context, Poll, ready},
    vec,
};

use futures::{
    future::BoxFuture,
    stream::{FusedStream, Stream, StreamExt as _},
};
use loop_guard::LoopGuard;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, de::DeserializeOwned};

use crate::{
    CallContext, InvalidValue, Result, Shown, debug_without_numbers, http::link, poller::expect,
    value::token,
};

/// One page of a list.
#[derive(Clone)]
pub struct Page<T> {
    /// The page's items, in the service's order.
    pub items: Vec<T>,
    next_link: Option<String>,
    continuation: Option<PageContinuation>,
}

impl<T> Page<T> {
    /// A page as it came, with the link to the next one.
    #[doc(hidden)]
    pub fn new(items: Vec<T>, next_link: Option<String>) -> Self {
        // An empty link is how some services say that there is no next page.
        let next_link = next_link.filter(|link| !link.is_empty());
        Self {
            items,
            next_link,
            continuation: None,
        }
    }

    /// Where the next page begins, or nothing after the last page.
    pub fn continuation(&self) -> Option<&PageContinuation> {
        self.continuation.as_ref()
    }
}

impl<T: fmt::Debug> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("items", &self.items)
            .field("next_link", &self.next_link.as_deref().map(Shown))
            .field("continuation", &self.continuation)
            .finish()
    }
}

/// A place between two pages of a list: a short string, for going on there later.
///
/// It holds no secret. It belongs to one list of one resource and API version, and is refused
/// anywhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct PageContinuation(Facts);

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Facts {
    list: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    filters: String,
    version: String,
    endpoint: String,
    next: String,
}

impl fmt::Display for PageContinuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&token::encode(&self.0)?)
    }
}

impl fmt::Debug for PageContinuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PageContinuation({})", Shown(&self.0.list))
    }
}

impl FromStr for PageContinuation {
    type Err = InvalidValue;

    fn from_str(text: &str) -> std::result::Result<Self, InvalidValue> {
        token::decode(text).map(Self)
    }
}

impl Serialize for PageContinuation {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PageContinuation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// What every request of one list has in common.
#[derive(Clone)]
pub struct ListCall {
    context: CallContext,
    operation_id: &'static str,
    filters: String,
    accept_language: Option<String>,
}

debug_without_numbers!(ListCall {
    context,
    operation_id,
    filters: text,
    accept_language: optional_text,
});

impl ListCall {
    /// The pages of the operation `operation_id`.
    pub fn new(context: CallContext, operation_id: &'static str) -> Self {
        Self {
            context,
            operation_id,
            filters: String::new(),
            accept_language: None,
        }
    }

    /// What tells this list from others of the same operation: a continuation of one is refused
    /// in another.
    #[must_use]
    pub fn filters(mut self, filters: impl Into<String>) -> Self {
        self.filters = filters.into();
        self
    }

    /// The language in which the service should name things, on every page.
    #[must_use]
    pub fn accept_language(mut self, language: Option<String>) -> Self {
        self.accept_language = language;
        self
    }
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
pub struct Pages<T> {
    state: State<T>,
    reader: Arc<dyn Reader<T>>,
    guard: LoopGuard,
}

enum State<T> {
    /// A page is on its way.
    Reading(BoxFuture<'static, Result<Page<T>>>),
    /// The next page is at this link and has not been asked for.
    Next(String),
    Done,
}

impl<T: Send + 'static> Pager<T> {
    /// A list whose first page `first` gets, and whose further pages are at the links in them.
    /// `split` takes a page apart.
    #[doc(hidden)]
    pub fn new<W: DeserializeOwned + 'static>(
        call: ListCall,
        first: impl Future<Output = Result<W>> + Send + 'static,
        split: fn(W) -> Page<T>,
    ) -> Self {
        let first = Box::pin(async move { first.await.map(split) });
        Self::start(Source { call, split }, State::Reading(first))
    }

    /// The rest of a list, from where a page's continuation says.
    ///
    /// # Errors
    /// When the continuation belongs to another list, resource or API version.
    #[doc(hidden)]
    pub fn resume<W: DeserializeOwned + 'static>(
        call: ListCall,
        continuation: &PageContinuation,
        split: fn(W) -> Page<T>,
    ) -> Result<Self> {
        let facts = &continuation.0;
        expect("list", call.operation_id, &facts.list)?;
        expect("filter", &call.filters, &facts.filters)?;
        expect("API version", call.context.api_version(), &facts.version)?;
        expect(
            "endpoint",
            call.context.endpoint().as_str(),
            &facts.endpoint,
        )?;
        let mut pager = Self::start(Source { call, split }, State::Next(facts.next.clone()));
        // A page that leads back to itself gives itself away at once, not when it was read twice.
        pager.pages.guard.check(&facts.next, false)?;
        Ok(pager)
    }

    fn start<W: DeserializeOwned + 'static>(source: Source<T, W>, state: State<T>) -> Self {
        let guard = LoopGuard::default();
        Self {
            pages: Pages {
                state,
                reader: Arc::new(source),
                guard,
            },
            current: Vec::new().into_iter(),
        }
    }

    /// The pages instead of the items, from the page after the one that is being read.
    #[must_use]
    pub fn into_pages(self) -> Pages<T> {
        self.pages
    }
}

impl<T: Send + 'static> Stream for Pager<T> {
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
impl<T> Unpin for Pages<T> {}

impl<T: Send + 'static> Stream for Pages<T> {
    type Item = Result<Page<T>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let State::Next(link) = &self.state {
            let read = Arc::clone(&self.reader).read(link.clone());
            self.state = State::Reading(read);
        }
        let State::Reading(reading) = &mut self.state else {
            return Poll::Ready(None);
        };
        let read = ready!(reading.as_mut().poll(cx));
        self.state = State::Done;
        Poll::Ready(Some(read.and_then(|page| self.turn(page))))
    }
}

impl<T: Send + 'static> Pages<T> {
    /// Takes note of where the next page is.
    fn turn(&mut self, mut page: Page<T>) -> Result<Page<T>> {
        let Some(link) = page.next_link.take() else {
            return Ok(page);
        };
        let continuation = self.reader.continuation(&link)?;
        self.guard
            .check(&continuation.0.next, page.items.is_empty())?;
        self.state = State::Next(continuation.0.next.clone());
        page.continuation = Some(continuation);
        Ok(page)
    }
}

impl<T: Send + 'static> FusedStream for Pages<T> {
    fn is_terminated(&self) -> bool {
        matches!(self.state, State::Done)
    }
}

impl<T> fmt::Debug for Pager<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pager")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match &self.state {
            State::Reading(_) => "reading",
            State::Next(_) => "next page to come",
            State::Done => "done",
        };
        f.debug_struct("Pages")
            .field("state", &state)
            .finish_non_exhaustive()
    }
}

/// Reads a page by its link. It hides the type that a page has on the wire.
trait Reader<T>: Send + Sync {
    fn read(self: Arc<Self>, link: String) -> BoxFuture<'static, Result<Page<T>>>;
    fn continuation(&self, link: &str) -> Result<PageContinuation>;
}

struct Source<T, W> {
    call: ListCall,
    split: fn(W) -> Page<T>,
}

impl<T: Send + 'static, W: DeserializeOwned + 'static> Reader<T> for Source<T, W> {
    fn read(self: Arc<Self>, link: String) -> BoxFuture<'static, Result<Page<T>>> {
        Box::pin(async move {
            let ListCall {
                context,
                operation_id,
                accept_language,
                ..
            } = &self.call;
            let url = context.resolve(&link)?;
            let operation = context.operation(operation_id)?;
            let page = context
                .request_to(operation, url)
                .header("accept-language", accept_language.as_ref())
                .send()
                .await?;
            Ok((self.split)(page.into_inner()))
        })
    }

    fn continuation(&self, link: &str) -> Result<PageContinuation> {
        let ListCall {
            context,
            operation_id,
            filters,
            ..
        } = &self.call;
        let url = context.resolve(link)?;
        Ok(PageContinuation(Facts {
            list: (*operation_id).to_owned(),
            filters: filters.clone(),
            version: context.api_version().to_owned(),
            endpoint: context.endpoint().as_str().to_owned(),
            next: link::relative(&url),
        }))
    }
}
