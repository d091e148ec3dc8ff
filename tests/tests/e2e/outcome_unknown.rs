//! An answer that is lost, where doing it again could cost money: nothing is done twice, and there
//! is a way to find out what was done.

use acs_emulator::StatusCode;
use acs_phone_numbers::{
    BrowseRequest, OperationStatus, OperatorInformationOptions, PhoneNumber, PhoneNumberType,
    ReservationId, ReservationUpdate,
};
use acs_tests::{Emulated, Outcome, hard_of_hearing};

use crate::values::{OWNED, found, owns, refusal, toll_free, us};

#[tokio::test]
async fn a_purchase_that_was_not_carried_out() -> Outcome {
    let resource = Emulated::start().await?;
    let (client, found) = (&resource.numbers, found(&resource, "US", 1).await?);
    resource
        .emulator
        .fail_next(1, StatusCode::INTERNAL_SERVER_ERROR, None);
    let error = refusal(
        client
            .begin_purchase_phone_numbers(&found.search_id, None)
            .await,
    )?;
    assert!(
        error.is_outcome_unknown() && error.is_server_error(),
        "{error}"
    );
    let expected = format!("purchase_{}", found.search_id);
    assert_eq!(error.operation_id(), Some(expected.as_str()));
    assert_eq!(
        resource.asked(),
        ["POST PhoneNumbers_PurchasePhoneNumbers 500"]
    );

    assert_eq!(client.find_purchase(&found.search_id).await?, None);
    assert!(!owns(&resource, &found.phone_numbers[0]));
    client
        .begin_purchase_phone_numbers(&found.search_id, None)
        .await?
        .await?;
    assert!(owns(&resource, &found.phone_numbers[0]));
    Ok(())
}

#[tokio::test]
async fn a_purchase_that_was_carried_out() -> Outcome {
    let resource = Emulated::start().await?;
    let client = resource.another_client(hard_of_hearing(1))?;
    let found = found(&resource, "US", 1).await?;
    let error = refusal(
        client
            .begin_purchase_phone_numbers(&found.search_id, None)
            .await,
    )?;
    assert!(error.is_outcome_unknown(), "{error}");
    assert_eq!(
        resource.asked(),
        ["POST PhoneNumbers_PurchasePhoneNumbers 202"]
    );

    let mut operation = client
        .find_purchase(&found.search_id)
        .await?
        .ok_or("it is under way")?;
    assert_eq!(Some(operation.id.as_str()), error.operation_id());
    while !operation.status.is_final() {
        operation = client.get_operation(&operation.id).await?;
    }
    assert_eq!(operation.status, OperationStatus::Succeeded);
    assert!(owns(&resource, &found.phone_numbers[0]));
    Ok(())
}

#[tokio::test]
async fn a_purchase_of_a_reservation_that_was_carried_out() -> Outcome {
    let resource = Emulated::start().await?;
    let request = BrowseRequest::new(us()?, PhoneNumberType::TollFree);
    let offer = resource
        .numbers
        .browse_available_phone_numbers(&request)
        .await?;
    let id = ReservationId::new_random();
    let update = ReservationUpdate::new(id).add(&offer[0]);
    resource
        .numbers
        .create_or_update_reservation(&update)
        .await?;
    assert_eq!(resource.numbers.find_reservation_purchase(&id).await?, None);
    resource.emulator.clear_requests();

    let client = resource.another_client(hard_of_hearing(1))?;
    let error = refusal(client.begin_purchase_reservation(&id, None).await)?;
    assert!(error.is_outcome_unknown(), "{error}");
    assert_eq!(
        resource.asked(),
        ["POST PhoneNumbers_PurchaseReservation 202"]
    );
    let operation = client
        .find_reservation_purchase(&id)
        .await?
        .ok_or("it is under way")?;
    assert_eq!(Some(operation.id.as_str()), error.operation_id());
    Ok(())
}

#[tokio::test]
async fn a_release_a_search_and_a_paid_question() -> Outcome {
    let resource = Emulated::start().await?;
    let (client, number) = (&resource.numbers, PhoneNumber::new(OWNED)?);
    resource
        .emulator
        .fail_next(3, StatusCode::INTERNAL_SERVER_ERROR, None);
    let details = OperatorInformationOptions::default();
    let numbers = [number.clone()];
    for error in [
        refusal(client.begin_release_phone_number(&number).await)?,
        refusal(
            client
                .begin_search_available_phone_numbers(&toll_free("US", 1)?)
                .await,
        )?,
        refusal(
            client
                .search_operator_information(&numbers, Some(details))
                .await,
        )?,
    ] {
        assert!(error.is_outcome_unknown(), "{error}");
        let text = error.to_string();
        assert!(text.contains("it may have been carried out"), "{text}");
        // Nobody knows an id to look it up by.
        assert_eq!(error.operation_id(), None);
        assert!(!text.contains("look up"), "{text}");
    }
    assert_eq!(
        resource.asked(),
        [
            "DELETE PhoneNumbers_ReleasePhoneNumber 500",
            "POST PhoneNumbers_SearchAvailablePhoneNumbers 500",
            "POST PhoneNumbers_OperatorInformationSearch 500",
        ]
    );
    Ok(())
}

#[tokio::test]
async fn what_may_be_done_twice_is_done_twice() -> Outcome {
    let resource = Emulated::start().await?;
    let client = resource.another_client(hard_of_hearing(1))?;
    let id = ReservationId::new_random();
    let made = client
        .create_or_update_reservation(&ReservationUpdate::new(id))
        .await?;
    assert!(made.is_complete());
    assert_eq!(
        resource.asked(),
        [
            "PATCH PhoneNumbers_CreateOrUpdateReservation 201",
            "PATCH PhoneNumbers_CreateOrUpdateReservation 200",
        ]
    );
    resource
        .emulator
        .fail_next(2, StatusCode::BAD_GATEWAY, None);
    assert_eq!(client.get_reservation(&id).await?.id, id);
    assert_eq!(resource.asked().len(), 3);
    Ok(())
}
