//! Bodies, in and out.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::BodyFault;
use crate::wire::Content;

const MIB: usize = 1024 * 1024;
/// The longest body that is read.
const MAX_BODY: usize = MIB;
/// The longest one with a SIP configuration. By the document it may have 250 routes with 250 trunks
/// each, whose names may have 249 characters: 16 MiB.
const MAX_CONFIGURATION: usize = 32 * MIB;
/// How much more than it may be a body may have before its sender is cut off.
const MAX_DISCARDED: usize = 16 * MIB;
/// What all bodies together may take that are being read or answered.
const BUDGET: usize = 64 * MIB;

/// The longest body of a request for this path.
pub(super) fn longest(path: &str) -> usize {
    if path.starts_with("/sip") {
        MAX_CONFIGURATION
    } else {
        MAX_BODY
    }
}

/// The memory for the bodies of requests.
#[derive(Debug)]
pub(super) struct Budget(Semaphore);

impl Default for Budget {
    fn default() -> Self {
        Self(Semaphore::new(BUDGET))
    }
}

/// A body, and its share of the budget.
#[derive(Default)]
pub(super) struct Kept<'a> {
    pub(super) bytes: Bytes,
    _share: Option<SemaphorePermit<'a>>,
}

impl Budget {
    /// Reads a body. One that is too long is read on for a while, as many clients look for an answer
    /// only once they have sent everything.
    pub(super) async fn read(
        &self,
        mut body: Incoming,
        longest: usize,
    ) -> Result<Kept<'_>, BodyFault> {
        let (mut kept, mut share) = (BytesMut::new(), None::<SemaphorePermit<'_>>);
        let mut length = 0;
        while let Some(frame) = body.frame().await {
            let Ok(data) = frame.map_err(|_| BodyFault::Broken)?.into_data() else {
                continue;
            };
            length += data.len();
            if length <= longest {
                let more = self.take(data.len())?;
                match &mut share {
                    Some(share) => share.merge(more),
                    None => share = Some(more),
                }
                kept.extend_from_slice(&data);
            } else if length > longest + MAX_DISCARDED {
                break;
            }
        }
        if length > longest {
            return Err(BodyFault::TooLong);
        }
        Ok(Kept {
            bytes: kept.freeze(),
            _share: share,
        })
    }

    fn take(&self, bytes: usize) -> Result<SemaphorePermit<'_>, BodyFault> {
        let bytes = u32::try_from(bytes).map_err(|_| BodyFault::TooLong)?;
        self.0
            .try_acquire_many(bytes)
            .map_err(|_| BodyFault::NoRoom)
    }
}

/// The body of an answer: at most one piece, after which it may break off.
#[derive(Debug)]
pub(super) struct AnswerBody {
    piece: Option<Bytes>,
    /// Whether its length is told beforehand; it comes in chunks otherwise.
    sized: bool,
    end: End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Good,
    /// Breaks off, but not before what there is has gone out.
    BreaksOff,
    BreaksOffNow,
}

/// The answer was to break off.
#[derive(Debug, thiserror::Error)]
#[error("the answer was to break off")]
pub(super) struct BrokenOff;

impl AnswerBody {
    pub(super) fn whole(content: Content) -> Self {
        let (bytes, sized) = match content {
            Content::Sized(bytes) => (bytes, true),
            Content::Chunked(bytes) => (bytes, false),
        };
        Self {
            piece: Some(Bytes::from(bytes)).filter(|it| !it.is_empty()),
            sized,
            end: End::Good,
        }
    }

    /// The first half, and then nothing.
    pub(super) fn half(content: Content) -> Self {
        let whole = Self::whole(content);
        let half = |it: Bytes| it.slice(..it.len() / 2);
        Self {
            piece: whole.piece.map(half),
            sized: false,
            end: End::BreaksOff,
        }
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        if let Some(piece) = self.piece.take() {
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        match self.end {
            End::Good => Poll::Ready(None),
            End::BreaksOff => {
                self.end = End::BreaksOffNow;
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            End::BreaksOffNow => Poll::Ready(Some(Err(BrokenOff))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.piece.is_none() && self.end == End::Good
    }

    fn size_hint(&self) -> SizeHint {
        let length = self.piece.as_ref().map_or(0, |it| it.len() as u64);
        if self.sized {
            SizeHint::with_exact(length)
        } else {
            SizeHint::new()
        }
    }
}
