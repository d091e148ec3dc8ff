//! Operations that the service took on and then failed at. Each says so, with the service's reason,
//! and leaves things as they were.

use acs_emulator::{
    OperationError, OperationKind, OperationScript,
    PendingStatus::{NotStarted, Running},
};
use acs_phone_numbers::{
    BrowseRequest, CapabilitiesUpdate, Error, OperationId, OperationStatus, PhoneNumber,
    PhoneNumberCapabilityType, PhoneNumberType, ReservationId, ReservationUpdate, ServiceError,
};
use acs_tests::{Emulated, Outcome};

use crate::values::{OWNED, found, in_stock, owns, refusal, toll_free, us};

/// A resource where every operation fails.
async fn unlucky() -> Outcome<Emulated> {
    let resource = Emulated::start().await?;
    for kind in [
        OperationKind::Search,
        OperationKind::Purchase,
        OperationKind::Release,
        OperationKind::UpdateCapabilities,
        OperationKind::ReservationPurchase,
    ] {
        fail(&resource, kind);
    }
    Ok(resource)
}

fn fail(resource: &Emulated, kind: OperationKind) {
    let script = OperationScript::fails_after([Running, NotStarted], "OutOfLuck", "Not today.");
    resource.emulator.set_operation_script(kind, script);
}

/// Whether an error tells of an operation that failed, and which.
fn assert_failed(error: &Error, prefix: &str) {
    assert!(error.is_operation_failed(), "{error}");
    assert!(
        !error.is_transient() && !error.is_outcome_unknown(),
        "{error}"
    );
    assert_eq!(error.code(), Some("OutOfLuck"));
    assert_eq!(error.status(), None);
    let id = error.operation_id().unwrap_or_default();
    assert!(id.starts_with(prefix), "{id}");
    assert!(
        error.to_string().contains("OutOfLuck: Not today."),
        "{error}"
    );
}

#[tokio::test]
async fn a_search() -> Outcome {
    let resource = unlucky().await?;
    let before = in_stock(&resource, "US");
    let request = toll_free("US", 2)?;
    let search = resource
        .numbers
        .begin_search_available_phone_numbers(&request)
        .await?;
    let error = refusal(search.await)?;
    assert_failed(&error, "search_");
    assert_eq!(in_stock(&resource, "US"), before);
    // Nobody asks for the result of a search that failed.
    assert!(
        !resource
            .asked()
            .iter()
            .any(|it| it.contains("GetSearchResult"))
    );
    Ok(())
}

#[tokio::test]
async fn a_search_for_more_than_there_is() -> Outcome {
    let resource = Emulated::start().await?;
    let found = found(&resource, "US", 200).await?;
    assert_eq!(found.phone_numbers.len(), 199);
    let request = toll_free("US", 1)?;
    let search = resource
        .numbers
        .begin_search_available_phone_numbers(&request)
        .await?;
    let error = refusal(search.await)?;
    assert!(error.is_operation_failed());
    assert_eq!(error.code(), Some("OutOfStock"));
    Ok(())
}

#[tokio::test]
async fn a_purchase_which_can_be_tried_again() -> Outcome {
    let resource = Emulated::start().await?;
    let (client, found) = (&resource.numbers, found(&resource, "US", 1).await?);
    fail(&resource, OperationKind::Purchase);
    let error = refusal(
        client
            .begin_purchase_phone_numbers(&found.search_id, None)
            .await?
            .await,
    )?;
    assert_failed(&error, "purchase_");
    assert!(!owns(&resource, &found.phone_numbers[0]));

    let fine = OperationScript::succeeds_after([]);
    resource
        .emulator
        .set_operation_script(OperationKind::Purchase, fine);
    client
        .begin_purchase_phone_numbers(&found.search_id, None)
        .await?
        .await?;
    assert!(owns(&resource, &found.phone_numbers[0]));
    Ok(())
}

#[tokio::test]
async fn a_release_and_a_change() -> Outcome {
    let resource = unlucky().await?;
    let (client, number) = (&resource.numbers, PhoneNumber::new(OWNED)?);
    let before = client.get_purchased_phone_number(&number).await?;
    let error = refusal(client.begin_release_phone_number(&number).await?.await)?;
    assert_failed(&error, "release_");
    let update = CapabilitiesUpdate::default().sms(PhoneNumberCapabilityType::None);
    let change = client
        .begin_update_phone_number_capabilities(&number, &update)
        .await?;
    assert_failed(&refusal(change.await)?, "capabilities_");
    assert_eq!(client.get_purchased_phone_number(&number).await?, before);
    Ok(())
}

#[tokio::test]
async fn a_purchase_of_a_reservation() -> Outcome {
    let resource = unlucky().await?;
    let client = &resource.numbers;
    let request = BrowseRequest::new(us()?, PhoneNumberType::TollFree);
    let offer = client.browse_available_phone_numbers(&request).await?;
    let id = ReservationId::new_random();
    client
        .create_or_update_reservation(&ReservationUpdate::new(id).add(&offer[0]))
        .await?;
    let error = refusal(client.begin_purchase_reservation(&id, None).await?.await)?;
    assert_failed(&error, "reservationPurchase_");
    assert!(!owns(&resource, &offer[0].phone_number));
    Ok(())
}

#[tokio::test]
async fn stepping_shows_the_failure_and_waiting_reports_it() -> Outcome {
    let resource = Emulated::start().await?;
    let endless = OperationScript::pending_until_told(Running);
    resource
        .emulator
        .set_operation_script(OperationKind::Release, endless);
    let number = PhoneNumber::new(OWNED)?;
    let mut release = resource.numbers.begin_release_phone_number(&number).await?;
    release.poll().await?;
    let reason = OperationError::new("Stuck", format!("The line {OWNED} is busy."));
    resource
        .emulator
        .fail_operation(release.operation_id(), reason)?;

    let seen = release.poll().await?;
    assert_eq!(*seen.status(), OperationStatus::Failed);
    let fault = seen.error().ok_or("the service gave a reason")?;
    assert_eq!(fault.code(), "Stuck");
    assert!(fault.message_with_numbers().contains(OWNED));
    assert!(!format!("{seen:?} {fault}").contains("8335550100"));
    let looked_up = OperationId::new(release.operation_id())?;
    let error = refusal(release.await)?;
    assert_eq!(error.code(), Some("Stuck"));
    assert!(!format!("{error} {error:?}").contains("8335550100"));

    // By its id it is an answer like any other.
    let operation = resource.numbers.get_operation(&looked_up).await?;
    assert_eq!(operation.status, OperationStatus::Failed);
    assert_eq!(
        operation.error.as_ref().map(ServiceError::code),
        Some("Stuck")
    );
    Ok(())
}
