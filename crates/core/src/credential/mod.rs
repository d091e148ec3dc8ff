//! Credentials: an access key, or a sign-in with Microsoft Entra ID.

mod access_key;
mod bearer;
mod connection_string;
#[cfg(not(target_family = "wasm"))]
mod default_credential;
mod digest;
mod signature;

use std::{
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

pub use access_key::AccessKey;
use azure_core::credentials::TokenCredential;
use bearer::Bearer;
pub use bearer::ClaimsChallenge;
pub use connection_string::ConnectionString;
#[cfg(not(target_family = "wasm"))]
pub use default_credential::default_credential;
use http::{HeaderName, HeaderValue, header::AUTHORIZATION};

use crate::{Error, InvalidValue, Result, error::Kind, http::Outgoing};

/// Proof of who is calling.
#[derive(Clone)]
#[non_exhaustive]
pub enum Credential {
    /// The resource's own key. Every request is signed with it.
    AccessKey(AccessKey),
    /// A token of Microsoft Entra ID, from any credential of `azure_identity` or your own.
    ///
    /// Tokens travel over `https` only, to this machine too.
    Token(Arc<dyn TokenCredential>),
}

impl From<AccessKey> for Credential {
    fn from(key: AccessKey) -> Self {
        Self::AccessKey(key)
    }
}

impl From<Arc<dyn TokenCredential>> for Credential {
    fn from(credential: Arc<dyn TokenCredential>) -> Self {
        Self::Token(credential)
    }
}

impl<T: TokenCredential + 'static> From<Arc<T>> for Credential {
    fn from(credential: Arc<T>) -> Self {
        Self::Token(credential)
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AccessKey(key) => fmt::Debug::fmt(key, f),
            Self::Token(_) => f.write_str("Token(…)"),
        }
    }
}

/// Credential at work: it lets requests in.
#[derive(Debug)]
pub(crate) enum Authorizer {
    Key(RwLock<AccessKey>),
    Token(Bearer),
}

impl Authorizer {
    /// Makes one of a credential; tokens are asked for `scope`.
    pub(crate) fn new(credential: Credential, scope: String) -> Self {
        match credential {
            Credential::AccessKey(key) => Self::Key(RwLock::new(key)),
            Credential::Token(credential) => Self::Token(Bearer::new(credential, scope)),
        }
    }

    /// Returns the headers that let a request in.
    pub(crate) async fn prove(
        &self,
        request: &Outgoing,
        challenge: Option<&ClaimsChallenge>,
    ) -> Result<Vec<(HeaderName, HeaderValue)>> {
        match self {
            Self::Key(key) => {
                let key = key.read().unwrap_or_else(PoisonError::into_inner).clone();
                signature::sign(&key, request).map_err(|error| {
                    let message = "the request could not be signed";
                    Error::caused(Kind::NotCarriedOut, message, error)
                })
            }
            Self::Token(bearer) => {
                let header = bearer.header(challenge).await?;
                Ok(vec![(AUTHORIZATION, header)])
            }
        }
    }

    /// Returns true if it signs in by tokens.
    pub(crate) fn is_by_token(&self) -> bool {
        matches!(self, Self::Token(_))
    }

    /// Takes note that the service does not accept what it was given.
    pub(crate) async fn refused(&self) {
        if let Self::Token(bearer) = self {
            bearer.forget().await;
        }
    }

    /// Signs with another key from now on.
    pub(crate) fn replace_key(&self, with: AccessKey) -> Result<()> {
        let Self::Key(key) = self else {
            let problem = "is of no use to a client that signs in by tokens";
            let hint = "make a client with an access key";
            return Err(InvalidValue::new("access key", problem)
                .with_hint(hint)
                .into());
        };
        *key.write().unwrap_or_else(PoisonError::into_inner) = with;
        Ok(())
    }
}
