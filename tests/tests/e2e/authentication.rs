//! Who is calling. Tokens travel over TLS only, which the emulator does not speak; here they are
//! merely seen not to travel without it.

use std::sync::Arc;

use acs_emulator::Emulator;
use acs_phone_numbers::{AccessKey, PhoneNumber, PhoneNumbersClient};
use acs_sip_routing::SipRoutingClient;
use acs_tests::{Emulated, Outcome, SignedIn, quick};
use azure_core::credentials::TokenCredential;

use crate::values::{OWNED, refusal};

#[tokio::test]
async fn a_connection_string_is_enough() -> Outcome {
    let resource = Emulated::start().await?;
    resource
        .numbers
        .get_purchased_phone_number(&PhoneNumber::new(OWNED)?)
        .await?;
    resource.sip.get_configuration().await?;
    assert_eq!(
        resource.asked(),
        ["GET PhoneNumbers_GetByNumber 200", "GET SipRouting_Get 200"]
    );
    Ok(())
}

#[tokio::test]
async fn an_address_and_a_key_are_enough() -> Outcome {
    let emulator = Emulator::builder()
        .access_key("b25lJ3Mgb3duIGtleQ==")
        .start()
        .await?;
    let (endpoint, key) = (emulator.endpoint(), AccessKey::new(emulator.access_key())?);
    let numbers = PhoneNumbersClient::new(&endpoint, key.clone(), Some(quick()))?;
    numbers
        .get_purchased_phone_number(&PhoneNumber::new(OWNED)?)
        .await?;
    SipRoutingClient::new(&endpoint, key, Some(quick()))?
        .list_trunks()
        .await?;
    for request in emulator.requests() {
        assert_eq!(request.status, 200);
        assert_eq!(request.header("authorization"), Some("HMAC-SHA256"));
        assert!(request.header("x-ms-client-request-id").is_some());
    }
    Ok(())
}

#[tokio::test]
async fn a_wrong_key_is_refused_once() -> Outcome {
    let emulator = Emulator::start().await?;
    let (endpoint, key) = (emulator.endpoint(), AccessKey::new("d3Jvbmc=")?);
    let numbers = PhoneNumbersClient::new(&endpoint, key.clone(), Some(quick()))?;
    let number = PhoneNumber::new(OWNED)?;
    let sip = SipRoutingClient::new(&endpoint, key, Some(quick()))?;
    for error in [
        refusal(numbers.get_purchased_phone_number(&number).await)?,
        refusal(numbers.begin_release_phone_number(&number).await)?,
        refusal(sip.set_routes(&[]).await)?,
    ] {
        assert!(
            error.is_unauthorized() && !error.is_outcome_unknown(),
            "{error}"
        );
        assert_eq!((error.status(), error.code()), (Some(401), Some("Denied")));
        assert!(
            error.to_string().contains("check the credential"),
            "{error}"
        );
        assert!(error.correlation_id().is_some());
    }
    assert_eq!(emulator.requests().len(), 3);
    assert!(emulator.owned_numbers().contains(&OWNED.to_owned()));
    Ok(())
}

#[tokio::test]
async fn every_request_of_an_operation_is_signed_anew() -> Outcome {
    let resource = Emulated::start().await?;
    let release = resource
        .numbers
        .begin_release_phone_number(&PhoneNumber::new(OWNED)?)
        .await?;
    release.await?;
    let requests = resource.emulator.requests();
    assert!(requests.len() > 2);
    assert!(
        requests
            .iter()
            .all(|it| it.header("authorization") == Some("HMAC-SHA256"))
    );
    assert!(requests.iter().all(|it| it.status < 300));
    Ok(())
}

#[tokio::test]
async fn a_token_does_not_travel_in_the_clear() -> Outcome {
    let emulator = Emulator::start().await?;
    let credential: Arc<dyn TokenCredential> = Arc::new(SignedIn(emulator.token()));
    let error = refusal(PhoneNumbersClient::new(
        &emulator.endpoint(),
        credential,
        Some(quick()),
    ))?;
    assert!(error.is_invalid_input(), "{error}");
    assert!(!format!("{error} {error:?}").contains(&emulator.token()));
    assert!(!error.is_transient(), "{error}");
    assert!(emulator.requests().is_empty());
    Ok(())
}
