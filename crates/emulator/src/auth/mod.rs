//! Authentication: signed requests and bearer tokens.

mod signature;
mod token;

use http::HeaderMap;
use http::header::AUTHORIZATION;
use time::OffsetDateTime;

pub(crate) use signature::AccessKey;
pub(crate) use token::{AUDIENCE, TokenIssuer};

/// Parts of a request that decide if it may pass.
#[derive(Clone, Copy)]
pub(crate) struct Credentials<'a> {
    pub(crate) method: &'a str,
    /// Path and query exactly as they came.
    pub(crate) target: &'a str,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
}

/// Reason for denying a request. The client only learns of the denial; this goes to the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Denial {
    #[error("there is no Authorization header")]
    Missing,
    #[error("the Authorization header is neither HMAC-SHA256 nor Bearer")]
    UnknownScheme,
    #[error("the HMAC-SHA256 header does not sign x-ms-date;host;x-ms-content-sha256")]
    OtherHeadersSigned,
    #[error("a signed header is missing or not text")]
    HeaderMissing,
    #[error("x-ms-content-sha256 is not the hash of the body")]
    BodyHash,
    #[error("x-ms-date is not a date as in Tue, 17 Jun 2025 16:40:21 GMT")]
    Date,
    #[error("x-ms-date is more than five minutes off")]
    Stale,
    #[error("the signature does not fit the request and the access key")]
    Signature,
    #[error("the token is not one of this emulator's")]
    Token,
    #[error("the token is for another audience")]
    Audience,
    #[error("the token has expired")]
    Expired,
}

/// Checks the credentials of requests to one emulator.
#[derive(Debug)]
pub(crate) struct Gatekeeper {
    pub(crate) key: AccessKey,
    pub(crate) tokens: TokenIssuer,
}

impl Gatekeeper {
    pub(crate) fn new(key: AccessKey) -> Self {
        Self {
            tokens: TokenIssuer::new(key.clone()),
            key,
        }
    }

    /// `wall_clock` is what the client's clock should show; `now` is the emulator's time, which
    /// tokens follow.
    pub(crate) fn check(
        &self,
        request: Credentials<'_>,
        wall_clock: OffsetDateTime,
        now: OffsetDateTime,
    ) -> Result<(), Denial> {
        let value = request.headers.get(AUTHORIZATION).ok_or(Denial::Missing)?;
        let value = value.to_str().map_err(|_| Denial::UnknownScheme)?;
        match value.split_once(' ') {
            Some(("HMAC-SHA256", parameters)) => {
                signature::check(&self.key, request, parameters, wall_clock)
            }
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("Bearer") => {
                self.tokens.check(token.trim(), AUDIENCE, now)
            }
            _ => Err(Denial::UnknownScheme),
        }
    }
}
