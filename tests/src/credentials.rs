//! Credentials of users who are signed in, or not.

use std::fmt;

use async_trait::async_trait;
use azure_core::{
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    error::ErrorKind,
    time::{Duration, OffsetDateTime},
};

/// Somebody who is signed in, with the same token each time. `Debug` does not show it, as those of
/// `azure_identity` do not, because that of a client shows its credential.
pub struct SignedIn(pub String);

impl fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignedIn(…)")
    }
}

#[async_trait]
impl TokenCredential for SignedIn {
    async fn get_token(
        &self,
        _: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let expires = OffsetDateTime::now_utc() + Duration::hours(1);
        Ok(AccessToken::new(self.0.clone(), expires))
    }
}

/// Nobody who is signed in: there is no token to give, and this kind of error says so.
#[derive(Debug)]
pub struct SignedOut(pub ErrorKind);

#[async_trait]
impl TokenCredential for SignedOut {
    async fn get_token(
        &self,
        _: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let kind = self.0.clone();
        Err(azure_core::Error::with_message(kind, "nobody is signed in"))
    }
}
