//! Numbers that are chosen one by one, held together and bought together.

use std::time::Duration;

use acs_emulator::{Emulator, OffsetDateTime};
use acs_phone_numbers::{
    AvailablePhoneNumber, AvailablePhoneNumberStatus, BrowseRequest, ListReservationsOptions,
    PageSize, PhoneNumber, PhoneNumberCapabilityType, PhoneNumberPrefix, PhoneNumberType,
    PhoneNumbersReservation, ReservationId, ReservationStatus, ReservationUpdate,
    ReservationUpdateOutcome, Timestamp,
};
use acs_tests::{Emulated, Outcome};
use futures::TryStreamExt as _;

use crate::values::{found, in_stock, owns, refusal, us};

const MINUTE: Duration = Duration::from_secs(60);

/// Toll-free numbers that are on offer.
async fn on_offer(resource: &Emulated) -> Outcome<Vec<AvailablePhoneNumber>> {
    let request = BrowseRequest::new(us()?, PhoneNumberType::TollFree);
    Ok(resource
        .numbers
        .browse_available_phone_numbers(&request)
        .await?)
}

/// A reservation of these numbers, which must all be taken.
async fn reserve(resource: &Emulated, numbers: &[AvailablePhoneNumber]) -> Outcome<ReservationId> {
    let id = ReservationId::new_random();
    let update = numbers
        .iter()
        .fold(ReservationUpdate::new(id), ReservationUpdate::add);
    let made = resource
        .numbers
        .create_or_update_reservation(&update)
        .await?;
    assert_eq!(made.outcome, ReservationUpdateOutcome::Created);
    assert!(made.is_complete());
    Ok(id)
}

fn numbers(reservation: &PhoneNumbersReservation) -> Vec<&PhoneNumber> {
    reservation
        .phone_numbers
        .iter()
        .map(|it| &it.phone_number)
        .collect()
}

#[tokio::test]
async fn from_the_offer_to_the_purchase() -> Outcome {
    let resource = Emulated::start().await?;
    let client = &resource.numbers;
    let offer = on_offer(&resource).await?;
    let [one, two, three, ..] = offer.as_slice() else {
        return Err("there should be more on offer".into());
    };
    let id = reserve(&resource, &[one.clone(), two.clone()]).await?;
    let kept = client.get_reservation(&id).await?;
    assert_eq!((kept.id, &kept.status), (id, &ReservationStatus::Active));
    assert_eq!(numbers(&kept), [&one.phone_number, &two.phone_number]);
    let entry = kept
        .phone_number(&one.phone_number)
        .ok_or("it is in there")?;
    assert_eq!(entry.status, Some(AvailablePhoneNumberStatus::Reserved));

    let swap = ReservationUpdate::new(id)
        .remove(&one.phone_number)
        .add(three);
    let changed = client.create_or_update_reservation(&swap).await?;
    assert_eq!(changed.outcome, ReservationUpdateOutcome::Updated);
    // The service writes a number that it just added without a plus, which nobody is to notice.
    assert_eq!(
        numbers(&changed.reservation),
        [&two.phone_number, &three.phone_number]
    );
    assert!(in_stock(&resource, "US").contains(&one.phone_number.to_string()));

    let bought = client.begin_purchase_reservation(&id, None).await?.await?;
    assert_eq!(bought.reservation_id, Some(id));
    for number in [&two.phone_number, &three.phone_number] {
        let owned = client.get_purchased_phone_number(number).await?;
        assert_eq!(owned.phone_number, *number);
    }
    let done = client.get_reservation(&id).await?;
    assert_eq!(done.status, ReservationStatus::Completed);
    assert!(!owns(&resource, &one.phone_number));
    Ok(())
}

#[tokio::test]
async fn what_is_on_offer_can_do_at_least_what_was_asked() -> Outcome {
    let resource = Emulated::start().await?;
    let offer = on_offer(&resource).await?;
    assert_eq!(offer.len(), 25);
    let request = BrowseRequest::new(us()?, PhoneNumberType::TollFree)
        .sms(PhoneNumberCapabilityType::Outbound)
        .phone_number_prefix(PhoneNumberPrefix::new("1833")?);
    let offer = resource
        .numbers
        .browse_available_phone_numbers(&request)
        .await?;
    assert!(!offer.is_empty());
    for number in offer {
        assert!(number.phone_number.as_str().starts_with("+1833"));
        assert_eq!(
            number.capabilities.sms,
            PhoneNumberCapabilityType::InboundOutbound
        );
        assert_eq!(number.status, Some(AvailablePhoneNumberStatus::Available));
    }
    Ok(())
}

#[tokio::test]
async fn some_numbers_are_taken_and_others_not() -> Outcome {
    let resource = Emulated::start().await?;
    let offer = on_offer(&resource).await?;
    // Somebody else was quicker with the first.
    reserve(&resource, &offer[..1]).await?;
    let id = ReservationId::new_random();
    let update = offer[..2]
        .iter()
        .fold(ReservationUpdate::new(id), ReservationUpdate::add);
    let made = resource
        .numbers
        .create_or_update_reservation(&update)
        .await?;

    assert_eq!(made.outcome, ReservationUpdateOutcome::Partial);
    assert!(!made.is_complete());
    let failed: Vec<_> = made.reservation.failed().collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].phone_number, offer[0].phone_number);
    let reason = failed[0].error.as_ref().ok_or("there is a reason")?;
    assert_eq!(reason.code(), "FailedToReserveNumber");
    assert!(
        resource
            .asked()
            .last()
            .is_some_and(|it| it.ends_with("207"))
    );
    let kept = resource.numbers.get_reservation(&id).await?;
    assert_eq!(numbers(&kept), [&offer[1].phone_number]);
    Ok(())
}

#[tokio::test]
async fn every_change_renews_the_time_up_to_a_limit() -> Outcome {
    let start = OffsetDateTime::UNIX_EPOCH;
    let resource = Emulated::built_by(Emulator::builder().manual_clock_at(start)).await?;
    let minutes = |count: u32| Timestamp::from(start + MINUTE * count);
    let id = reserve(&resource, &on_offer(&resource).await?[..1]).await?;
    let mut expires = resource.numbers.get_reservation(&id).await?.expires_at;
    assert_eq!(expires, Some(minutes(15)));
    for count in 1..=11 {
        resource.emulator.advance(10 * MINUTE);
        let nothing = ReservationUpdate::new(id);
        let renewed = resource
            .numbers
            .create_or_update_reservation(&nothing)
            .await?;
        expires = renewed.reservation.expires_at;
        assert_eq!(expires, Some(minutes((10 * count + 15).min(120))));
    }
    resource.emulator.advance(10 * MINUTE);
    let kept = resource.numbers.get_reservation(&id).await?;
    assert_eq!(kept.status, ReservationStatus::Expired);
    Ok(())
}

#[tokio::test]
async fn a_reservation_that_expired_is_of_no_more_use() -> Outcome {
    let resource = Emulated::built_by(Emulator::builder().manual_clock()).await?;
    let client = &resource.numbers;
    let offer = on_offer(&resource).await?;
    let id = reserve(&resource, &offer[..2]).await?;
    resource.emulator.advance(16 * MINUTE);

    let kept = client.get_reservation(&id).await?;
    assert_eq!(kept.status, ReservationStatus::Expired);
    assert!(in_stock(&resource, "US").contains(&offer[0].phone_number.to_string()));
    let add = ReservationUpdate::new(id).add(&offer[2]);
    for error in [
        refusal(client.begin_purchase_reservation(&id, None).await)?,
        refusal(client.create_or_update_reservation(&add).await)?,
        refusal(client.delete_reservation(&id).await)?,
    ] {
        assert_eq!(
            (error.status(), error.code()),
            (Some(400), Some("BadRequest"))
        );
    }
    assert!(!owns(&resource, &offer[0].phone_number));
    Ok(())
}

#[tokio::test]
async fn a_deleted_reservation_lets_go_of_its_numbers() -> Outcome {
    let resource = Emulated::start().await?;
    let client = &resource.numbers;
    let before = in_stock(&resource, "US");
    let id = reserve(&resource, &on_offer(&resource).await?[..3]).await?;
    assert_eq!(in_stock(&resource, "US").len(), before.len() - 3);
    client.delete_reservation(&id).await?;
    assert_eq!(in_stock(&resource, "US"), before);
    for error in [
        refusal(client.get_reservation(&id).await)?,
        refusal(client.delete_reservation(&id).await)?,
        refusal(client.begin_purchase_reservation(&id, None).await)?,
    ] {
        assert!(error.is_not_found());
        assert_eq!(error.code(), Some("ReservationNotFound"));
    }
    Ok(())
}

#[tokio::test]
async fn an_empty_reservation_can_be_made_but_not_bought() -> Outcome {
    let resource = Emulated::start().await?;
    let id = reserve(&resource, &[]).await?;
    assert!(
        resource
            .numbers
            .get_reservation(&id)
            .await?
            .phone_numbers
            .is_empty()
    );
    let error = refusal(resource.numbers.begin_purchase_reservation(&id, None).await)?;
    assert_eq!(error.status(), Some(400));
    Ok(())
}

#[tokio::test]
async fn what_a_search_holds_cannot_be_reserved() -> Outcome {
    let resource = Emulated::start().await?;
    let offer = on_offer(&resource).await?;
    let found = found(&resource, "US", 200).await?;
    assert!(found.phone_numbers.contains(&offer[0].phone_number));
    let update = ReservationUpdate::new(ReservationId::new_random()).add(&offer[0]);
    let made = resource
        .numbers
        .create_or_update_reservation(&update)
        .await?;
    assert_eq!(made.outcome, ReservationUpdateOutcome::Partial);
    Ok(())
}

#[tokio::test]
async fn reservations_are_listed_by_their_expiry() -> Outcome {
    let resource = Emulated::built_by(Emulator::builder().manual_clock()).await?;
    let mut made = Vec::new();
    for _ in 0..5 {
        made.push(reserve(&resource, &[]).await?);
        resource.emulator.advance(4 * MINUTE);
    }
    resource.emulator.clear_requests();
    let options = ListReservationsOptions::default().page_size(PageSize::of::<2>());
    let listed = resource.numbers.list_reservations(Some(options));
    let mut listed: Vec<_> = listed.try_collect().await?;
    // The resource has one from before.
    listed.retain(|it| made.contains(&it.id));
    assert_eq!(listed.iter().map(|it| it.id).collect::<Vec<_>>(), made);
    let expired = listed
        .iter()
        .filter(|it| it.status == ReservationStatus::Expired);
    assert_eq!(expired.count(), 2);
    assert_eq!(resource.asked().len(), 4);
    Ok(())
}
