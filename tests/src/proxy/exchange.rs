//! One request on its way through a proxy, and its answer on the way back.

use std::{future, io, pin::Pin, sync::Arc, task};

use futures::FutureExt as _;
use http::{HeaderMap, Request, Response, header};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};

use super::{Exchange, Fault, Shared};
use crate::{Clock, Outcome};

/// From here to the service.
pub(super) struct Way {
    pub(super) shared: Arc<Shared>,
    pub(super) clock: Clock,
    pub(super) service: reqwest::Client,
    pub(super) endpoint: String,
}

/// The body of an answer, or its first half.
pub(super) struct AnswerBody {
    rest: Full<Bytes>,
    /// The length that is announced, where less comes.
    announced: Option<u64>,
    /// True once the bytes were handed over; they may go out before the end.
    gone: bool,
}

impl Way {
    /// Takes a request along; an error closes the connection.
    pub(super) async fn exchange(
        &self,
        request: Request<Incoming>,
    ) -> Outcome<Response<AnswerBody>> {
        let fault = self.shared.state().drawn.pop_front().flatten();
        let line = format!("{} {}", request.method(), request.uri().path());
        let answer = match fault {
            Some(fault) if fault.is_before() => None,
            _ => Some(self.forward(request).await?),
        };
        self.shared.state().history.push(Exchange {
            request: Some(line),
            fault,
            answered: answer.as_ref().map(|it| it.status().as_u16()),
        });
        match (fault, answer) {
            (None, Some(answer)) => Ok(answer.map(AnswerBody::whole)),
            (Some(Fault::CutShort), Some(answer)) => Ok(answer.map(AnswerBody::half)),
            (Some(Fault::Late), _) => {
                self.clock.pass_deadline();
                // The client leaves, and this with its connection.
                future::pending().await
            }
            (fault, _) => match fault.and_then(Fault::answer) {
                Some(answer) => Ok(answer.map(AnswerBody::whole)),
                None => Err(closed().into()),
            },
        }
    }

    /// Has the request carried out.
    async fn forward(&self, request: Request<Incoming>) -> Outcome<Response<Full<Bytes>>> {
        let (parts, body) = request.into_parts();
        let target = parts.uri.path_and_query().map_or("/", |it| it.as_str());
        let body = body.collect().await?.to_bytes();
        let answer = self
            .service
            .request(parts.method, format!("{}{target}", self.endpoint))
            .headers(end_to_end(parts.headers))
            .body(body)
            .send()
            .await?;
        let (status, headers) = (answer.status(), end_to_end(answer.headers().clone()));
        let mut passed_on = Response::new(Full::from(answer.bytes().await?));
        (*passed_on.status_mut(), *passed_on.headers_mut()) = (status, headers);
        Ok(passed_on)
    }
}

/// The headers without those that are between two neighbours.
fn end_to_end(mut headers: HeaderMap) -> HeaderMap {
    for name in [
        header::CONNECTION,
        header::TRANSFER_ENCODING,
        header::CONTENT_LENGTH,
    ] {
        headers.remove(name);
    }
    headers
}

fn closed() -> io::Error {
    io::ErrorKind::ConnectionAborted.into()
}

impl AnswerBody {
    fn whole(rest: Full<Bytes>) -> Self {
        Self {
            rest,
            announced: None,
            gone: false,
        }
    }

    /// Half of the body. What has none is cut off all the same: something is announced that does not
    /// come.
    fn half(whole: Full<Bytes>) -> Self {
        let bytes = whole
            .collect()
            .now_or_never()
            .and_then(Result::ok)
            .map(http_body_util::Collected::to_bytes)
            .unwrap_or_default();
        let announced = u64::try_from(bytes.len()).unwrap_or(u64::MAX).max(2);
        Self {
            rest: Full::from(bytes.slice(..bytes.len() / 2)),
            announced: Some(announced),
            gone: false,
        }
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut task::Context<'_>,
    ) -> task::Poll<Option<io::Result<Frame<Bytes>>>> {
        let rest = Pin::new(&mut self.rest).poll_frame(context);
        let rest = rest.map_err(|never| match never {});
        match rest {
            task::Poll::Ready(None) if self.announced.is_some() => {
                if self.gone {
                    return task::Poll::Ready(Some(Err(closed())));
                }
                self.gone = true;
                context.waker().wake_by_ref();
                task::Poll::Pending
            }
            rest => rest,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.announced.is_none() && self.rest.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        match self.announced {
            Some(length) => SizeHint::with_exact(length),
            None => self.rest.size_hint(),
        }
    }
}
