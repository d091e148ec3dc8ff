//! Long-running operations: watched, left alone, taken up again and cancelled.

use std::time::Duration;

use acs_emulator::{
    Emulator, OperationKind, OperationScript,
    PendingStatus::{NotStarted, Running},
};
use acs_phone_numbers::{
    BrowseRequest, CapabilitiesUpdate, Continuation, Error, OperationId, OperationStatus,
    PhoneNumber, PhoneNumberCapabilityType, PhoneNumberOperationType, PhoneNumberType,
    PollerOptions, ReservationId, ReservationUpdate,
};
use acs_tests::{Emulated, Outcome, quick};
use futures::{StreamExt as _, TryStreamExt as _};

use crate::values::{OWNED, found, in_stock, owns, refusal, toll_free, us};

/// A resource where operations of this kind end when they are told to.
async fn with_endless(kind: OperationKind) -> Outcome<Emulated> {
    let endless = OperationScript::pending_until_told(Running);
    Emulated::built_by(Emulator::builder().operation_script(kind, endless)).await
}

#[tokio::test]
async fn progress_goes_back_and_forth_and_then_ends() -> Outcome {
    let script = OperationScript::succeeds_after([Running, NotStarted, Running]);
    let builder = Emulator::builder().operation_script(OperationKind::Search, script);
    let resource = Emulated::built_by(builder).await?;
    let request = toll_free("US", 1)?;
    let mut search = resource
        .numbers
        .begin_search_available_phone_numbers(&request)
        .await?;
    let seen: Vec<_> = search
        .progress()
        .map_ok(|it| it.status().clone())
        .try_collect()
        .await?;
    assert_eq!(
        seen,
        [
            OperationStatus::Running,
            OperationStatus::NotStarted,
            OperationStatus::Running,
            OperationStatus::Succeeded,
        ]
    );
    resource.emulator.clear_requests();
    assert_eq!(search.await?.phone_numbers.len(), 1);
    // The end was seen already, so only the result is read.
    assert_eq!(resource.asked(), ["GET PhoneNumbers_GetSearchResult 200"]);
    Ok(())
}

#[tokio::test]
async fn another_client_takes_up_a_search() -> Outcome {
    let resource = with_endless(OperationKind::Search).await?;
    let request = toll_free("US", 1)?;
    let mut search = resource
        .numbers
        .begin_search_available_phone_numbers(&request)
        .await?;
    assert_eq!(*search.poll().await?.status(), OperationStatus::Running);
    let id = search.operation_id().to_owned();
    let kept = search.continuation().to_string();
    drop(search);
    assert!(!kept.contains(resource.emulator.access_key()));
    resource.emulator.complete_operation(&id)?;

    let kept: Continuation = kept.parse()?;
    assert_eq!(kept.operation_id(), id);
    let other = resource.another_client(quick())?;
    let found = other.resume_search_available_phone_numbers(&kept)?.await?;
    assert_eq!(found.phone_numbers.len(), 1);
    Ok(())
}

#[tokio::test]
async fn another_client_takes_up_what_has_no_result_of_its_own() -> Outcome {
    let resource = Emulated::start().await?;
    let other = resource.another_client(quick())?;
    let found = found(&resource, "US", 1).await?;
    let client = &resource.numbers;

    let purchase = client
        .begin_purchase_phone_numbers(&found.search_id, None)
        .await?;
    let kept = purchase.continuation().to_string();
    drop(purchase);
    let bought = other.resume_purchase_phone_numbers(&kept.parse()?)?.await?;
    assert_eq!(bought.search_id, Some(found.search_id));

    let number = &found.phone_numbers[0];
    let update = CapabilitiesUpdate::default().calling(PhoneNumberCapabilityType::Inbound);
    let change = client
        .begin_update_phone_number_capabilities(number, &update)
        .await?;
    let kept = change.continuation().to_string();
    drop(change);
    let changed = other
        .resume_update_phone_number_capabilities(&kept.parse()?)?
        .await?;
    assert_eq!(
        changed.capabilities.calling,
        PhoneNumberCapabilityType::Inbound
    );

    let release = client.begin_release_phone_number(number).await?;
    let kept = release.continuation().to_string();
    drop(release);
    other.resume_release_phone_number(&kept.parse()?)?.await?;
    assert!(!owns(&resource, number));

    let request = BrowseRequest::new(us()?, PhoneNumberType::TollFree);
    let offer = client.browse_available_phone_numbers(&request).await?;
    let id = ReservationId::new_random();
    let update = ReservationUpdate::new(id).add(&offer[0]);
    client.create_or_update_reservation(&update).await?;
    let purchase = client.begin_purchase_reservation(&id, None).await?;
    let kept = purchase.continuation().to_string();
    drop(purchase);
    let bought = other.resume_purchase_reservation(&kept.parse()?)?.await?;
    assert_eq!(bought.reservation_id, Some(id));
    Ok(())
}

#[tokio::test]
async fn a_continuation_fits_its_own_operation_and_resource_only() -> Outcome {
    let resource = Emulated::start().await?;
    let found = found(&resource, "US", 1).await?;
    let client = &resource.numbers;
    let purchase = client
        .begin_purchase_phone_numbers(&found.search_id, None)
        .await?;
    let kept = purchase.continuation();
    let stranger = Emulated::start().await?;
    resource.emulator.clear_requests();
    for error in [
        refusal(client.resume_search_available_phone_numbers(&kept))?,
        refusal(client.resume_purchase_reservation(&kept))?,
        refusal(stranger.numbers.resume_purchase_phone_numbers(&kept))?,
    ] {
        assert!(error.is_foreign_continuation(), "{error}");
    }
    let none = "bm90IG91cnM".parse::<Continuation>().map_err(Error::from);
    assert!(refusal(none)?.is_invalid_input());
    assert!(resource.asked().is_empty() && stranger.asked().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_cancelled_search_gives_its_numbers_back() -> Outcome {
    let resource = with_endless(OperationKind::Search).await?;
    let before = in_stock(&resource, "US");
    let request = toll_free("US", 5)?;
    let mut search = resource
        .numbers
        .begin_search_available_phone_numbers(&request)
        .await?;
    search.poll().await?;
    assert_eq!(in_stock(&resource, "US").len(), before.len() - 5);
    search.cancel().await?;
    assert_eq!(in_stock(&resource, "US"), before);

    let id = OperationId::new(search.operation_id())?;
    let cancelled = refusal(search.await)?;
    assert!(cancelled.is_operation_cancelled());
    assert_eq!(cancelled.operation_id(), Some(id.as_str()));
    assert!(refusal(resource.numbers.get_operation(&id).await)?.is_not_found());
    Ok(())
}

#[tokio::test]
async fn an_operation_is_read_and_cancelled_by_its_id() -> Outcome {
    let resource = with_endless(OperationKind::Search).await?;
    let before = in_stock(&resource, "US");
    let request = toll_free("US", 1)?;
    let search = resource
        .numbers
        .begin_search_available_phone_numbers(&request)
        .await?;
    let id = OperationId::new(search.operation_id())?;
    let operation = resource.numbers.get_operation(&id).await?;
    assert_eq!(operation.id, id);
    assert_eq!(operation.operation_type, PhoneNumberOperationType::Search);
    assert_eq!(operation.status, OperationStatus::Running);
    assert_eq!(operation.last_action_date_time, None);
    resource.numbers.cancel_operation(&id).await?;
    assert_eq!(in_stock(&resource, "US"), before);
    // Somebody else cancelled it, so for the poller the operation is not there.
    assert!(refusal(search.await)?.is_not_found());
    Ok(())
}

#[tokio::test]
async fn a_poller_that_is_dropped_loses_nothing() -> Outcome {
    let resource = with_endless(OperationKind::Release).await?;
    let number = PhoneNumber::new(OWNED)?;
    let release = resource.numbers.begin_release_phone_number(&number).await?;
    let id = release.operation_id().to_owned();
    drop(release);
    assert!(owns(&resource, &number));
    resource.emulator.complete_operation(&id)?;
    assert!(!owns(&resource, &number));
    let operation = resource
        .numbers
        .get_operation(&OperationId::new(id)?)
        .await?;
    assert_eq!(operation.status, OperationStatus::Succeeded);
    Ok(())
}

#[tokio::test]
async fn after_the_deadline_the_operation_goes_on() -> Outcome {
    let resource = with_endless(OperationKind::Release).await?;
    let hasty = PollerOptions::default()
        .fixed_interval(Duration::from_millis(1))
        .deadline(Duration::from_millis(20));
    let client = resource.another_client(quick().poller(hasty))?;
    let number = PhoneNumber::new(OWNED)?;
    let mut release = client.begin_release_phone_number(&number).await?;
    let error = refusal(release.wait().await)?;
    assert!(
        error.is_still_running() && !error.is_operation_failed(),
        "{error}"
    );
    assert_eq!(error.operation_id(), Some(release.operation_id()));

    resource
        .emulator
        .complete_operation(release.operation_id())?;
    let kept = release.continuation();
    resource.numbers.resume_release_phone_number(&kept)?.await?;
    assert!(!owns(&resource, &number));
    Ok(())
}

#[tokio::test]
async fn a_poll_that_fails_is_not_the_end() -> Outcome {
    let resource = Emulated::start().await?;
    let request = toll_free("US", 1)?;
    let mut search = resource
        .numbers
        .begin_search_available_phone_numbers(&request)
        .await?;
    // A call makes four tries, so one poll fails altogether, and the next one at first.
    resource
        .emulator
        .fail_next(5, acs_emulator::StatusCode::BAD_GATEWAY, None);
    let seen: Vec<_> = search.progress().collect().await;
    let failed = seen.iter().filter(|it| it.is_err()).count();
    assert_eq!(failed, 1, "{seen:?}");
    assert!(seen.last().is_some_and(Result::is_ok));
    assert_eq!(search.await?.phone_numbers.len(), 1);
    Ok(())
}
