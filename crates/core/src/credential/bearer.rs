//! Tokens of Microsoft Entra ID, kept until they are nearly over.

use std::{fmt, sync::Arc};

use azure_core::{
    credentials::{TokenCredential, TokenRequestOptions},
    http::{ClientMethodOptions, Context},
    time::{Duration, OffsetDateTime},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use futures::lock::Mutex;
use http::{HeaderMap, HeaderValue, header::WWW_AUTHENTICATE};

use crate::{Error, Result, error::Kind, http::header};

/// A token is renewed this long before it ends.
const RENEWAL: Duration = Duration::minutes(5);

/// Claims that the service wants a token to have.
///
/// They come with a 401, after somebody signed out or moved, for example. A credential finds them
/// in the context of the options it is asked with, and asks for a token with these claims. One that
/// knows nothing of them is asked all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimsChallenge(pub(crate) String);

impl ClaimsChallenge {
    /// Returns the claims as JSON.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads the challenge of an answer, if it has one.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let challenge = header(headers, WWW_AUTHENTICATE.as_str())?;
        if !challenge.contains("insufficient_claims") {
            return None;
        }
        let (_, rest) = challenge.split_once("claims=\"")?;
        let (claims, _) = rest.split_once('"')?;
        let claims = STANDARD.decode(claims).ok()?;
        String::from_utf8(claims).ok().map(Self)
    }
}

/// Token of one credential for one scope.
pub(crate) struct Bearer {
    credential: Arc<dyn TokenCredential>,
    scope: String,
    kept: Mutex<Option<Kept>>,
}

struct Kept {
    header: HeaderValue,
    expires_on: OffsetDateTime,
}

/// Shows the scope alone: what a credential shows of itself may be its token.
impl fmt::Debug for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bearer")
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

impl Bearer {
    pub(super) fn new(credential: Arc<dyn TokenCredential>, scope: String) -> Self {
        Self {
            credential,
            scope,
            kept: Mutex::new(None),
        }
    }

    /// Returns the header with the token: the one that is kept, unless it is nearly over or
    /// `challenge` asks for another.
    pub(super) async fn header(&self, challenge: Option<&ClaimsChallenge>) -> Result<HeaderValue> {
        // Held while a token is fetched, so that many calls at once fetch one.
        let mut kept = self.kept.lock().await;
        let now = OffsetDateTime::now_utc();
        let left = kept.as_ref().map(|kept| kept.expires_on - now);
        if challenge.is_some() || left.is_none_or(|left| left < RENEWAL) {
            match self.fetch(challenge).await {
                Ok(fetched) => *kept = Some(fetched),
                // The one that is kept still serves.
                Err(_) if challenge.is_none() && left.is_some_and(Duration::is_positive) => {}
                Err(error) => return Err(error),
            }
        }
        let header = kept.as_ref().map(|kept| kept.header.clone());
        header.ok_or_else(|| Error::new(Kind::Credential, "no token"))
    }

    /// Forgets a token that the service does not accept.
    pub(super) async fn forget(&self) {
        *self.kept.lock().await = None;
    }

    async fn fetch(&self, challenge: Option<&ClaimsChallenge>) -> Result<Kept> {
        let mut context = Context::new();
        if let Some(challenge) = challenge {
            context.insert(challenge.clone());
        }
        let options = TokenRequestOptions {
            method_options: ClientMethodOptions { context },
        };
        let token = self
            .credential
            .get_token(&[&self.scope], Some(options))
            .await
            .map_err(|error| Error::caused(Kind::Credential, "no token", error))?;
        let header = format!("Bearer {}", token.token.secret());
        let mut header = HeaderValue::from_str(&header).map_err(|_| {
            let message = "the credential's token holds characters that no header can carry";
            Error::new(Kind::Credential, message)
        })?;
        // No `Debug` shows it then.
        header.set_sensitive(true);
        Ok(Kept {
            header,
            expires_on: token.expires_on,
        })
    }
}
