//! Exchange of an access key under living clients and pollers.

use std::sync::Arc;

use acs_emulator::{Emulator, OperationKind, OperationScript, PendingStatus::Running};
use acs_phone_numbers::{AccessKey, CallOptions, PhoneNumber, PhoneNumbersClient};
use acs_sip_routing::SipRoutingClient;
use acs_tests::{Emulated, Outcome, SignedOut, quick};
use azure_core::error::ErrorKind;

use crate::values::{OWNED, refusal, toll_free};

fn wrong() -> Outcome<AccessKey> {
    Ok(AccessKey::new("d3Jvbmc=")?)
}

#[tokio::test]
async fn a_client_and_its_clones_sign_with_the_new_key() -> Outcome {
    let emulator = Emulator::start().await?;
    let endpoint = emulator.endpoint();
    let numbers = PhoneNumbersClient::new(&endpoint, wrong()?, Some(quick()))?;
    let sip = SipRoutingClient::new(&endpoint, wrong()?, Some(quick()))?;
    let (clone, number) = (
        numbers.with_options(CallOptions::default()),
        PhoneNumber::new(OWNED)?,
    );
    for error in [
        refusal(numbers.get_purchased_phone_number(&number).await)?,
        refusal(clone.get_purchased_phone_number(&number).await)?,
        refusal(sip.get_configuration().await)?,
    ] {
        assert!(error.is_unauthorized() && !error.is_credential(), "{error}");
    }
    let right = AccessKey::new(emulator.access_key())?;
    clone.replace_access_key(right.clone())?;
    numbers.get_purchased_phone_number(&number).await?;
    clone.get_purchased_phone_number(&number).await?;
    sip.replace_access_key(right)?;
    sip.get_configuration().await?;
    Ok(())
}

#[tokio::test]
async fn a_poller_signs_with_the_new_key() -> Outcome {
    let endless = OperationScript::pending_until_told(Running);
    let builder = Emulator::builder().operation_script(OperationKind::Search, endless);
    let resource = Emulated::built_by(builder).await?;
    let (numbers, request) = (&resource.numbers, toll_free("US", 1)?);
    let mut search = numbers
        .begin_search_available_phone_numbers(&request)
        .await?;
    search.poll().await?;
    numbers.replace_access_key(wrong()?)?;
    let error = refusal(search.poll().await)?;
    assert!(error.is_unauthorized(), "{error}");

    let id = search.operation_id().to_owned();
    resource.emulator.complete_operation(&id)?;
    numbers.replace_access_key(AccessKey::new(resource.emulator.access_key())?)?;
    assert_eq!(search.await?.phone_numbers.len(), 1);
    Ok(())
}

#[test]
fn a_client_by_tokens_takes_no_key() -> Outcome {
    let endpoint = "https://contoso.communication.azure.com";
    let signed_out = Arc::new(SignedOut(ErrorKind::Credential));
    let numbers = PhoneNumbersClient::new(endpoint, signed_out, None)?;
    let error = refusal(numbers.replace_access_key(wrong()?))?;
    assert!(error.is_invalid_input(), "{error}");
    Ok(())
}
