//! Progress of one call: its tries, and their possible effects.

use std::sync::{Mutex, MutexGuard, PoisonError};

use http::HeaderValue;

use crate::{Error, error::Proof, privacy::Secret};

/// Progress of one call. Its tries may be under way while others look at it.
#[derive(Debug, Default)]
pub(super) struct Progress(Mutex<Tries>);

#[derive(Debug, Default)]
struct Tries {
    /// Requests that were handed to the transport.
    sent: u32,
    /// Requests of which it is not proven that they never arrived.
    arrived: u32,
    /// True while nothing proves that the last request had no effect.
    is_open: bool,
    /// Signature or token of the last request.
    authorization: Option<HeaderValue>,
}

impl Progress {
    /// Takes note that a request is handed to the transport.
    pub(super) fn begin(&self, authorization: Option<HeaderValue>) {
        let mut tries = self.tries();
        tries.sent += 1;
        tries.arrived += 1;
        tries.is_open = true;
        tries.authorization = authorization;
    }

    /// Takes note of the proof in the error of a try.
    pub(super) fn settle(&self, error: &Error) {
        let mut tries = self.tries();
        match error.kind().proof() {
            Proof::NotSent if tries.is_open => {
                tries.arrived -= 1;
                tries.is_open = false;
            }
            Proof::Refused => tries.is_open = false,
            Proof::NotSent | Proof::None => {}
        }
    }

    /// Returns true if the request may have been carried out, should the call end in an error now.
    ///
    /// After a second request even a refusal proves nothing: it may be about what the first one
    /// did.
    pub(super) fn may_be_done(&self) -> bool {
        let tries = self.tries();
        tries.is_open || tries.arrived > 1
    }

    /// Returns the number of requests that were handed to the transport.
    pub(super) fn sent(&self) -> u32 {
        self.tries().sent
    }

    /// Lets `work` have the signature or the token of the last request.
    pub(super) fn with_secret<T>(&self, work: impl FnOnce(Option<Secret<'_>>) -> T) -> T {
        let authorization = self.tries().authorization.clone();
        let text = authorization.as_ref().map(|value| value.to_str());
        work(text.and_then(Result::ok).and_then(Secret::in_header))
    }

    fn tries(&self) -> MutexGuard<'_, Tries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
