//! The list of owned numbers, page by page, and numbers that are not in it.

use acs_phone_numbers::{
    CapabilitiesUpdate, ListPurchasedPhoneNumbersOptions, PageSize, PhoneNumber,
    PhoneNumberCapabilityType, Skip,
};
use acs_tests::{Emulated, Outcome, quick};
use futures::TryStreamExt as _;

use crate::values::refusal;

#[tokio::test]
async fn pages_change_how_often_is_asked_and_not_what_is_listed() -> Outcome {
    let resource = Emulated::start().await?;
    let owned = resource.emulator.owned_numbers();
    for (size, requests) in [(1, 3), (2, 2), (3, 1), (100, 1)] {
        let options = ListPurchasedPhoneNumbersOptions::default().page_size(PageSize::new(size)?);
        let listed = resource.numbers.list_purchased_phone_numbers(Some(options));
        let listed = listed.map_ok(|it| it.phone_number.to_string());
        assert_eq!(listed.try_collect::<Vec<_>>().await?, owned);
        assert_eq!(resource.asked().len(), requests, "pages of {size}");
    }
    let options = ListPurchasedPhoneNumbersOptions::default().skip(Skip::of::<2>());
    let rest = resource.numbers.list_purchased_phone_numbers(Some(options));
    let rest: Vec<_> = rest
        .map_ok(|it| it.phone_number.to_string())
        .try_collect()
        .await?;
    assert_eq!(rest, owned[2..]);
    Ok(())
}

#[tokio::test]
async fn another_client_reads_the_rest_of_a_list() -> Outcome {
    let resource = Emulated::start().await?;
    let options = ListPurchasedPhoneNumbersOptions::default().page_size(PageSize::of::<1>());
    let mut pages = resource
        .numbers
        .list_purchased_phone_numbers(Some(options))
        .into_pages();
    let first = pages.try_next().await?.ok_or("there is a first page")?;
    let kept = first
        .continuation()
        .ok_or("there is a second page")?
        .to_string();
    drop(pages);

    let options = ListPurchasedPhoneNumbersOptions::default().continue_from(kept.parse()?);
    let rest = resource
        .another_client(quick())?
        .list_purchased_phone_numbers(Some(options));
    let rest: Vec<_> = rest
        .map_ok(|it| it.phone_number.to_string())
        .try_collect()
        .await?;
    assert_eq!(rest, resource.emulator.owned_numbers()[1..]);
    Ok(())
}

#[tokio::test]
async fn a_number_of_somebody_else_cannot_be_touched() -> Outcome {
    let resource = Emulated::start().await?;
    let client = &resource.numbers;
    let foreign = PhoneNumber::new("+18445550100")?;
    assert!(refusal(client.get_purchased_phone_number(&foreign).await)?.is_not_found());

    let update = CapabilitiesUpdate::default().sms(PhoneNumberCapabilityType::None);
    let change = client
        .begin_update_phone_number_capabilities(&foreign, &update)
        .await;
    let forbidden = refusal(change)?;
    assert!(forbidden.is_forbidden());
    assert_eq!(forbidden.code(), Some("InsufficientPermissions"));

    // The service takes this on, and fails at it.
    let release = client.begin_release_phone_number(&foreign).await?;
    let failed = refusal(release.await)?;
    assert!(failed.is_operation_failed());
    assert_eq!(failed.code(), Some("InsufficientPermissions"));
    assert!(
        failed
            .operation_id()
            .is_some_and(|id| id.starts_with("release_"))
    );
    Ok(())
}

#[tokio::test]
async fn a_number_cannot_do_more_than_is_sold() -> Outcome {
    let resource = Emulated::start().await?;
    let number = PhoneNumber::new("+15035550100")?;
    let update = CapabilitiesUpdate::default().sms(PhoneNumberCapabilityType::InboundOutbound);
    let change = resource
        .numbers
        .begin_update_phone_number_capabilities(&number, &update)
        .await;
    assert_eq!(refusal(change)?.status(), Some(400));
    Ok(())
}
