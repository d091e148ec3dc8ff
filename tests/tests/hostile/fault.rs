//! Faults: all that can go wrong between a request and its answer.

use std::{io, time::Duration};

use azure_core::time::{OffsetDateTime, to_rfc7231};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::{clock::Clock, stream::Stream};

/// Wish of an answer to be left alone for a while, and the words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryAfter {
    Unsaid,
    Seconds,
    Date,
}

/// The wait that [`RetryAfter`] asks for, and more than a client waits by itself at first.
pub(crate) const ASKED_WAIT: Duration = Duration::from_secs(20);

/// Fault between a request and its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nobody listens.
    Refused,
    /// The connection is reset, and the request was not read.
    ResetUnread,
    /// The connection is reset once the request was read.
    ResetRead,
    /// The connection is closed in good order once the request was read.
    ClosedRead,
    /// An answer of this status, without a body: anything on the way could have sent it.
    Status(u16, RetryAfter),
    /// An answer of this status by the service itself, with a code of its own.
    OwnStatus(u16, RetryAfter),
    /// The head of an answer, half of its body, and the end of the connection.
    CutOff,
    /// The same with a body in chunks.
    CutOffInChunks,
    /// Nothing at all, while the connection stays open.
    Silence,
    /// The head of an answer, half of its body, and then nothing.
    Stalled,
    /// The head of an answer, and its body a byte at a time, without end.
    Dripping,
    /// Something that is no HTTP.
    Garbage,
}

impl Fault {
    /// Every fault, in the order in which it comes in the life of a request.
    pub(crate) const ALL: [Self; 31] = [
        Self::Refused,
        Self::ResetUnread,
        Self::ResetRead,
        Self::ClosedRead,
        Self::Status(408, RetryAfter::Unsaid),
        Self::Status(408, RetryAfter::Seconds),
        Self::Status(408, RetryAfter::Date),
        Self::Status(429, RetryAfter::Unsaid),
        Self::Status(429, RetryAfter::Seconds),
        Self::Status(429, RetryAfter::Date),
        Self::Status(500, RetryAfter::Unsaid),
        Self::Status(500, RetryAfter::Seconds),
        Self::Status(502, RetryAfter::Unsaid),
        Self::Status(503, RetryAfter::Unsaid),
        Self::Status(503, RetryAfter::Seconds),
        Self::Status(503, RetryAfter::Date),
        Self::Status(504, RetryAfter::Unsaid),
        Self::OwnStatus(408, RetryAfter::Unsaid),
        Self::OwnStatus(429, RetryAfter::Unsaid),
        Self::OwnStatus(429, RetryAfter::Seconds),
        Self::OwnStatus(429, RetryAfter::Date),
        Self::OwnStatus(500, RetryAfter::Unsaid),
        Self::OwnStatus(503, RetryAfter::Unsaid),
        Self::OwnStatus(503, RetryAfter::Seconds),
        Self::OwnStatus(503, RetryAfter::Date),
        Self::CutOff,
        Self::CutOffInChunks,
        Self::Silence,
        Self::Stalled,
        Self::Dripping,
        Self::Garbage,
    ];

    /// Returns its name in the table.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Refused => "connection refused".to_owned(),
            Self::ResetUnread => "reset, request unread".to_owned(),
            Self::ResetRead => "reset, request read".to_owned(),
            Self::ClosedRead => "closed, request read".to_owned(),
            Self::Status(status, asked) => format!("{status}{}", asked.name()),
            Self::OwnStatus(status, asked) => format!("own {status}{}", asked.name()),
            Self::CutOff => "body cut off".to_owned(),
            Self::CutOffInChunks => "body cut off in chunks".to_owned(),
            Self::Silence => "no answer".to_owned(),
            Self::Stalled => "body stalls".to_owned(),
            Self::Dripping => "body drips".to_owned(),
            Self::Garbage => "no HTTP".to_owned(),
        }
    }

    /// Returns true if the request surely had no effect: it did not get to the service, or the
    /// service itself says that it will not take it now. Where anything else goes wrong, these
    /// tests take the worst for granted: that the service had done what it was asked.
    pub(crate) fn has_no_effect(self) -> bool {
        matches!(self, Self::Refused | Self::ResetUnread) || self.is_refused_for_now()
    }

    /// Returns true if the service itself asks to come back later, which any request may do.
    pub(crate) fn is_refused_for_now(self) -> bool {
        match self {
            Self::OwnStatus(429, _) => true,
            Self::OwnStatus(503, asked) => asked != RetryAfter::Unsaid,
            _ => false,
        }
    }

    /// Returns true if a client can know that it had no effect.
    pub(crate) fn is_known_to_have_no_effect(self) -> bool {
        self.has_no_effect() && self != Self::ResetUnread
    }

    /// Returns true if the wait until the next try is the service's choice.
    pub(crate) fn asks_to_wait(self) -> bool {
        match self {
            Self::Status(429 | 503, asked) | Self::OwnStatus(429 | 503, asked) => {
                asked != RetryAfter::Unsaid
            }
            _ => false,
        }
    }

    /// Returns true if it ends only when the client has had enough.
    pub(crate) fn needs_deadline(self) -> bool {
        matches!(self, Self::Silence | Self::Stalled | Self::Dripping)
    }

    /// Lets it happen on a connection, once the request was read if it ever is. The connection is
    /// of no use afterwards, unless there was an answer.
    pub(crate) async fn happen(self, stream: &mut impl Stream, clock: &Clock) -> io::Result<()> {
        match self {
            Self::Refused | Self::ClosedRead => Ok(()),
            Self::ResetUnread | Self::ResetRead => stream.reset_at_end(),
            Self::Status(status, asked) => refuse(stream, status, asked, "").await,
            Self::OwnStatus(status, asked) => refuse(stream, status, asked, OWN_CODE).await,
            Self::CutOff => stream.write_all(HALF).await,
            Self::CutOffInChunks => stream.write_all(HALF_IN_CHUNKS).await,
            Self::Silence => wait_for_deadline(stream, clock).await,
            Self::Stalled => {
                stream.write_all(HALF).await?;
                wait_for_deadline(stream, clock).await
            }
            Self::Dripping => drip(stream, clock).await,
            Self::Garbage => {
                stream
                    .write_all(b"SSH-2.0-OpenSSH_9.9\r\n\0\0\x03\xff")
                    .await
            }
        }
    }
}

impl RetryAfter {
    fn name(self) -> &'static str {
        match self {
            Self::Unsaid => "",
            Self::Seconds => ", Retry-After: seconds",
            Self::Date => ", Retry-After: date",
        }
    }

    fn header(self) -> String {
        match self {
            Self::Unsaid => String::new(),
            Self::Seconds => format!("retry-after: {}\r\n", ASKED_WAIT.as_secs()),
            Self::Date => {
                let date = to_rfc7231(&(OffsetDateTime::now_utc() + ASKED_WAIT));
                format!("retry-after: {date}\r\n")
            }
        }
    }
}

const HALF: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 4096\r\n\r\n{\"phoneNumbers\":[";
const HALF_IN_CHUNKS: &[u8] =
    b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n400\r\n{\"phoneNumbers\":[";

/// The service's own words, in which only it refuses.
const OWN_CODE: &str = r#"{"error":{"code":"NotNow","message":"Come back later."}}"#;

/// Answers with this status and body.
async fn refuse(
    stream: &mut impl Stream,
    status: u16,
    asked: RetryAfter,
    body: &str,
) -> io::Result<()> {
    let (length, asked) = (body.len(), asked.header());
    let answer =
        format!("HTTP/1.1 {status} Whatever\r\n{asked}content-length: {length}\r\n\r\n{body}");
    stream.write_all(answer.as_bytes()).await
}

/// Lets time go by until the client has had enough and closes the connection.
async fn wait_for_deadline(stream: &mut impl Stream, clock: &Clock) -> io::Result<()> {
    clock.pass_deadline();
    wait_for_end(stream).await
}

async fn wait_for_end(stream: &mut impl Stream) -> io::Result<()> {
    stream.read_u8().await.map(|_| ()).or_else(expect_end)
}

/// Never quite lets the client down: a byte comes every ten seconds.
async fn drip(stream: &mut impl Stream, clock: &Clock) -> io::Result<()> {
    stream
        .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n")
        .await?;
    while !clock.pass(Duration::from_secs(10)) {
        stream.write_all(b" ").await?;
        tokio::task::yield_now().await;
    }
    wait_for_end(stream).await
}

/// The client went, as it should.
fn expect_end(error: io::Error) -> io::Result<()> {
    match error.kind() {
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::ConnectionReset
        | io::ErrorKind::BrokenPipe => Ok(()),
        _ => Err(error),
    }
}
