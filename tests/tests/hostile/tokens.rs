//! Tokens: one that cannot be had, and one that the service wants to be another.

use std::sync::{Arc, Mutex, PoisonError};

use acs_core::ClaimsChallenge;
use acs_phone_numbers::{ClientOptions, PhoneNumbersClient};
use acs_sip_routing::SipRoutingClient;
use acs_tests::{Answer, Outcome, SignedOut};
use async_trait::async_trait;
use azure_core::{
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    error::ErrorKind,
    time::{Duration, OffsetDateTime},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};

use crate::{
    clock::Clock,
    operation::OPERATIONS,
    options::deadlines,
    request::Request,
    server::{Clients, Server},
    service,
    stream::Tls,
};

const CLAIMS: &str = r#"{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}"#;

/// Notes the claims that it is asked for, and gives another token for them.
#[derive(Debug, Default)]
struct Claimed(Mutex<Vec<Option<String>>>);

impl Claimed {
    fn asked(&self) -> Vec<Option<String>> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

#[async_trait]
impl TokenCredential for Claimed {
    async fn get_token(
        &self,
        _: &[&str],
        options: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let challenge = options.as_ref().and_then(|options| {
            let context = &options.method_options.context;
            let challenge = context.value::<ClaimsChallenge>();
            challenge.map(|challenge| challenge.as_str().to_owned())
        });
        let token = if challenge.is_some() {
            "claimed"
        } else {
            "plain"
        };
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        asked.push(challenge);
        let expires = OffsetDateTime::now_utc() + Duration::hours(1);
        Ok(AccessToken::new(token, expires))
    }
}

/// Lets nobody in without the claims.
fn wants_claims(request: &Request) -> Answer {
    if request.header("authorization") == Some("Bearer claimed") {
        return service::answer(request);
    }
    let claims = BASE64_STANDARD.encode(CLAIMS);
    let challenge = format!(r#"Bearer realm="", error="insufficient_claims", claims="{claims}""#);
    Answer::status(401).header("www-authenticate", challenge)
}

fn options(tls: &Tls) -> Outcome<ClientOptions> {
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .tls_certs_only([tls.certificate.clone()])
        .build()?;
    Ok(deadlines().http_client(client))
}

fn clients(
    server: &Server,
    credential: &Arc<impl TokenCredential + 'static>,
    options: &ClientOptions,
) -> Outcome<Clients> {
    let (endpoint, options) = (server.endpoint(), Some(options.clone()));
    Ok(Clients {
        numbers: PhoneNumbersClient::new(&endpoint, Arc::clone(credential), options.clone())?,
        sip: SipRoutingClient::new(&endpoint, Arc::clone(credential), options)?,
    })
}

#[tokio::test]
async fn claims_are_answered_by_another_token() -> Outcome {
    let tls = Tls::new()?;
    let options = options(&tls)?;
    for operation in OPERATIONS {
        let clock = Clock::start();
        let server = Server::under_tls(&clock, &tls, [], wants_claims)?;
        let credential = Arc::new(Claimed::default());
        let clients = clients(&server, &credential, &options)?;
        let given = operation.call(&clients).await;
        given.map_err(|error| format!("{}: {error}", operation.id))?;
        assert_eq!(credential.asked(), [None, Some(CLAIMS.to_owned())]);
        assert_eq!(server.arrivals()?.len(), 2, "{}", operation.id);

        // The new token is kept.
        operation.call(&clients).await?;
        assert_eq!(credential.asked().len(), 2, "{}", operation.id);
        assert_eq!(server.arrivals()?.len(), 3, "{}", operation.id);
        assert!(clock.waits().is_empty(), "{}", operation.id);
    }
    Ok(())
}

#[tokio::test]
async fn claims_without_end_are_answered_once() -> Outcome {
    let tls = Tls::new()?;
    let options = options(&tls)?;
    for operation in OPERATIONS {
        let clock = Clock::start();
        let server = Server::under_tls(&clock, &tls, [], |_| {
            let claims = BASE64_STANDARD.encode(CLAIMS);
            let challenge = format!(r#"Bearer error="insufficient_claims", claims="{claims}""#);
            Answer::status(401).header("www-authenticate", challenge)
        })?;
        let clients = clients(&server, &Arc::new(Claimed::default()), &options)?;
        let error = operation.call(&clients).await.err();
        let error = error.ok_or("nobody is let in")?;
        assert!(error.is_unauthorized(), "{}: {error}", operation.id);
        assert_eq!(server.arrivals()?.len(), 2, "{}", operation.id);
    }
    Ok(())
}

#[tokio::test]
async fn without_a_token_nothing_is_sent() -> Outcome {
    let tls = Tls::new()?;
    let options = options(&tls)?;
    for kind in [
        ErrorKind::Credential,
        ErrorKind::Io,
        ErrorKind::Connection,
        ErrorKind::Other,
    ] {
        let credential = Arc::new(SignedOut(kind));
        for operation in OPERATIONS {
            let clock = Clock::start();
            let server = Server::under_tls(&clock, &tls, [], service::answer)?;
            let clients = clients(&server, &credential, &options)?;
            let error = operation.call(&clients).await.err();
            let error = error.ok_or("there is no token")?;
            let at = format!("{}: {error}", operation.id);
            assert!(error.is_credential() && error.is_unauthorized(), "{at}");
            assert!(!error.is_outcome_unknown(), "{at}");
            assert!(at.contains("nobody is signed in"), "{at}");
            assert!(server.arrivals()?.is_empty(), "{at}");
        }
    }
    Ok(())
}
