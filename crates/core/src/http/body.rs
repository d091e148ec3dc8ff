//! Bodies of answers: read whole, and within bounds.

use bytes::{Bytes, BytesMut};
use futures::{Stream, TryStreamExt as _};
use http::{StatusCode, header::CONTENT_ENCODING};
use serde::de::DeserializeOwned;

use super::Answer;
use crate::{Error, Result};

/// More than any answer of the service has; less than what would hurt.
const LARGEST: usize = 16 * 1024 * 1024;
/// The same for the reason that comes with an error.
const LARGEST_REASON: usize = 1024 * 1024;
/// A body up to this size cannot hold enough values to hurt.
const SMALL: usize = 1024 * 1024;
/// More values than the largest configuration of routes has: 250 routes with 250 trunks each.
const MOST_VALUES: usize = 1_000_000;

/// Reads the body of an answer. The status of an error is kept even if its body breaks off.
pub(crate) async fn read(
    status: StatusCode,
    body: impl Stream<Item = Result<Bytes>> + Unpin,
) -> Result<Bytes> {
    if status.is_success() {
        read_whole(body).await
    } else {
        Ok(read_reason(body).await)
    }
}

/// Reads all of `body`, without a copy if it comes in one piece.
async fn read_whole(mut body: impl Stream<Item = Result<Bytes>> + Unpin) -> Result<Bytes> {
    let first = bounded(body.try_next().await?.unwrap_or_default(), 0)?;
    let Some(second) = body.try_next().await? else {
        return Ok(first);
    };
    let mut whole = BytesMut::from(first);
    whole.extend_from_slice(&bounded(second, whole.len())?);
    while let Some(more) = body.try_next().await? {
        whole.extend_from_slice(&bounded(more, whole.len())?);
    }
    Ok(whole.freeze())
}

/// Reads as much of `body` as there is, within bounds.
async fn read_reason(mut body: impl Stream<Item = Result<Bytes>> + Unpin) -> Bytes {
    let mut reason = BytesMut::new();
    while let Ok(Some(part)) = body.try_next().await {
        let room = LARGEST_REASON - reason.len();
        if part.len() > room {
            reason.extend_from_slice(&part[..room]);
            break;
        }
        reason.extend_from_slice(&part);
    }
    reason.freeze()
}

fn bounded(part: Bytes, so_far: usize) -> Result<Bytes> {
    if so_far + part.len() <= LARGEST {
        return Ok(part);
    }
    Err(Error::unexpected_answer("the answer is larger than 16 MiB"))
}

/// Reads a value of the JSON in an answer, which `what` names in errors. A byte order mark is passed
/// over.
///
/// # Errors
/// When the answer is compressed, holds more values than memory should be given for, or is not the
/// JSON that it should be.
pub(crate) fn decode<T: DeserializeOwned>(what: &str, answer: &Answer) -> Result<T> {
    let body = answer.body();
    if let Some(encoding) = compression(answer) {
        return Err(Error::unexpected_answer(format!(
            "{what} is compressed ({encoding}), which was not asked for"
        )));
    }
    if body.len() > SMALL && body.split(|byte| *byte == b',').nth(MOST_VALUES).is_some() {
        let message = format!("{what} holds more than a million values");
        return Err(Error::unexpected_answer(message));
    }
    let json = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    serde_json::from_slice(json).map_err(|error| Error::unreadable(what, &error))
}

/// Names the compression of an answer, if there is one.
fn compression(answer: &Answer) -> Option<&str> {
    let named = answer.headers().get(CONTENT_ENCODING);
    let named = named
        .map(|value| value.to_str().unwrap_or("unknown").trim())
        .filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case("identity"));
    named.or_else(|| answer.body().starts_with(b"\x1F\x8B").then_some("gzip"))
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::{Error, http::Answer};

    fn answer(encoding: Option<&str>, body: &'static [u8]) -> Answer {
        let mut answer = http::Response::builder();
        if let Some(encoding) = encoding {
            answer = answer.header("content-encoding", encoding);
        }
        answer.body(body.into()).unwrap()
    }

    fn refusal(encoding: Option<&str>, body: &'static [u8]) -> Error {
        decode::<Vec<u8>>("the answer", &answer(encoding, body)).unwrap_err()
    }

    #[test]
    fn a_byte_order_mark_is_passed_over() {
        for body in [b"\xef\xbb\xbf[7]".as_slice(), b"[7]"] {
            for encoding in [None, Some("identity"), Some("")] {
                let read: Vec<u8> = decode("the answer", &answer(encoding, body)).unwrap();
                assert_eq!(read, [7]);
            }
        }
    }

    #[test]
    fn what_is_compressed_is_called_so() {
        for (encoding, body, name) in [
            (None, b"\x1f\x8b\x08\x00".as_slice(), "gzip"),
            (Some("gzip"), b"\x1f\x8b\x08\x00", "gzip"),
            (Some("br"), b"\x0b\x02\x80", "br"),
        ] {
            let error = refusal(encoding, body);
            assert!(error.is_unexpected_answer());
            assert_eq!(
                error.to_string(),
                format!("the answer is compressed ({name}), which was not asked for")
            );
        }
    }

    #[test]
    fn what_is_no_json_or_other_json_is_unreadable() {
        for body in [
            b"".as_slice(),
            b"{}",
            b"[7",
            b"\xef\xbb\xbf\xef\xbb\xbf[7]",
            b"<html>",
        ] {
            let error = refusal(None, body);
            assert!(error.is_unexpected_answer());
            assert!(error.to_string().contains("could not be read"), "{error}");
        }
    }
}
