//! Calling with a token.

use std::sync::Arc;

use acs_emulator::Emulator;
use acs_phone_numbers::{ClientOptions, Endpoint, default_credential};
use azure_core::{
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    time::{Duration, OffsetDateTime},
};

use crate::{Failure, Result};

/// Parts for a call with a token.
#[derive(Debug)]
pub struct TokenAccess {
    /// The address, `https` in any case: a token does not travel in the open.
    pub endpoint: String,
    /// Source of tokens.
    pub credential: Arc<dyn TokenCredential>,
    /// Other options that the client needs.
    pub options: ClientOptions,
}

impl TokenAccess {
    /// To a real resource, as who is signed in.
    pub(crate) fn signed_in(endpoint: &Endpoint) -> Result<Self> {
        Ok(Self {
            endpoint: endpoint.to_string(),
            credential: default_credential()?,
            options: ClientOptions::default(),
        })
    }

    /// To an emulator, with a token that it gave out, over a connection that trusts the
    /// certificate it made.
    pub(crate) fn emulated(emulator: &Emulator) -> Result<Self> {
        let (Some(endpoint), Some(ca)) = (emulator.https_endpoint(), emulator.ca_certificate())
        else {
            return Err(Failure::because("the emulator was started without TLS"));
        };
        let certificate = reqwest::Certificate::from_pem(ca.as_bytes())?;
        let client = reqwest::Client::builder()
            .tls_certs_only([certificate])
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self {
            endpoint,
            credential: Arc::new(LocalToken(emulator.token())),
            options: ClientOptions::default().http_client(client),
        })
    }
}

/// A token that is at hand.
struct LocalToken(String);

impl std::fmt::Debug for LocalToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LocalToken(…)")
    }
}

#[async_trait::async_trait]
impl TokenCredential for LocalToken {
    async fn get_token(
        &self,
        _: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let expires = OffsetDateTime::now_utc() + Duration::hours(1);
        Ok(AccessToken::new(self.0.clone(), expires))
    }
}
