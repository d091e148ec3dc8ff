//! Errors on their way through generated code.
//!
//! A generated method lets nothing but a `reqwest::Error` out of the pipeline, and those cannot
//! be made from outside. One that a body gave up on can: our error travels as its source.

use bytes::Bytes;
use futures::stream;

use super::Error;

/// `error`, as the only thing that generated code accepts.
pub(crate) async fn carry(error: Error) -> reqwest::Result<reqwest::Response> {
    let failing = stream::once(async { Err::<Bytes, Error>(error) });
    let response = http::Response::new(reqwest::Body::wrap_stream(failing));
    // The body is nothing but the error, so reading it always fails.
    let read = reqwest::Response::from(response).bytes().await;
    read.map(|bytes| http::Response::new(reqwest::Body::from(bytes)).into())
}

/// The error that travels in `carrier`, however deep.
pub(crate) fn find(carrier: &(dyn std::error::Error + 'static)) -> Option<Error> {
    let mut next = Some(carrier);
    while let Some(error) = next {
        if let Some(own) = error.downcast_ref::<Error>() {
            return Some(own.clone());
        }
        next = error.source();
    }
    None
}
