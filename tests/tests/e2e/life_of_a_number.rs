//! A number is found, bought, changed, used for a while and given back.

use std::time::Duration;

use acs_emulator::Emulator;
use acs_phone_numbers::{
    AreaCode, CapabilitiesUpdate, PhoneNumberCapabilityType as Can, PhoneNumberType, SearchId,
};
use acs_tests::{Emulated, Outcome};
use futures::TryStreamExt as _;

use crate::values::{found, in_stock, owns, refusal, toll_free};

#[tokio::test]
async fn from_the_search_to_the_release() -> Outcome {
    let resource = Emulated::start().await?;
    let client = &resource.numbers;

    let request = toll_free("US", 2)?.area_code(AreaCode::new("844")?);
    let search = client
        .begin_search_available_phone_numbers(&request)
        .await?;
    let found = search.await?;
    assert_eq!(found.phone_numbers.len(), 2);
    assert_eq!(found.phone_number_type, PhoneNumberType::TollFree);
    assert_eq!(found.error, None);
    let held = in_stock(&resource, "US");
    for number in &found.phone_numbers {
        assert!(number.as_str().starts_with("+1844"));
        assert!(!held.contains(&number.to_string()) && !owns(&resource, number));
    }
    assert_eq!(client.get_search_result(&found.search_id).await?, found);

    let bought = client
        .begin_purchase_phone_numbers(&found.search_id, None)
        .await?
        .await?;
    assert_eq!(bought.search_id, Some(found.search_id));
    let number = &found.phone_numbers[0];
    let owned = client.get_purchased_phone_number(number).await?;
    assert_eq!(owned.capabilities, found.capabilities);
    assert_eq!(owned.cost, found.cost);

    let update = CapabilitiesUpdate::default()
        .calling(Can::InboundOutbound)
        .sms(Can::Outbound);
    let changed = client
        .begin_update_phone_number_capabilities(number, &update)
        .await?
        .await?;
    assert_eq!(changed.phone_number, *number);
    assert_eq!(changed.capabilities.calling, Can::InboundOutbound);
    assert_eq!(changed.capabilities.sms, Can::Outbound);
    assert_eq!(client.get_purchased_phone_number(number).await?, changed);

    let all: Vec<_> = client
        .list_purchased_phone_numbers(None)
        .try_collect()
        .await?;
    assert_eq!(all.len(), 5);
    assert!(all.contains(&changed));

    let released = client.begin_release_phone_number(number).await?.await?;
    assert!(released.operation_id.as_str().starts_with("release_"));
    let gone = refusal(client.get_purchased_phone_number(number).await)?;
    assert!(gone.is_not_found());
    assert!(!gone.to_string().contains(number.digits()), "{gone}");
    assert!(in_stock(&resource, "US").contains(&number.to_string()));
    assert!(owns(&resource, &found.phone_numbers[1]));
    Ok(())
}

#[tokio::test]
async fn a_change_of_one_capability_leaves_the_other() -> Outcome {
    let resource = Emulated::start().await?;
    let found = found(&resource, "US", 1).await?;
    let purchase = resource
        .numbers
        .begin_purchase_phone_numbers(&found.search_id, None)
        .await?;
    purchase.await?;
    let update = CapabilitiesUpdate::default().sms(Can::InboundOutbound);
    let number = &found.phone_numbers[0];
    let change = resource
        .numbers
        .begin_update_phone_number_capabilities(number, &update)
        .await?;
    let changed = change.await?;
    assert_eq!(changed.capabilities.calling, Can::Outbound);
    assert_eq!(changed.capabilities.sms, Can::InboundOutbound);
    Ok(())
}

#[tokio::test]
async fn what_a_search_holds_becomes_free_in_time() -> Outcome {
    let resource = Emulated::built_by(Emulator::builder().manual_clock()).await?;
    let before = in_stock(&resource, "US");
    let found = found(&resource, "US", 3).await?;
    assert_eq!(in_stock(&resource, "US").len(), before.len() - 3);
    resource.emulator.advance(Duration::from_secs(17 * 60));
    assert_eq!(in_stock(&resource, "US"), before);
    let late = refusal(
        resource
            .numbers
            .begin_purchase_phone_numbers(&found.search_id, None)
            .await,
    )?;
    assert!(late.is_not_found());
    assert_eq!(late.target(), Some("searchid"));
    Ok(())
}

#[tokio::test]
async fn a_search_buys_once() -> Outcome {
    let resource = Emulated::start().await?;
    let found = found(&resource, "US", 1).await?;
    let client = &resource.numbers;
    client
        .begin_purchase_phone_numbers(&found.search_id, None)
        .await?
        .await?;
    let again = refusal(
        client
            .begin_purchase_phone_numbers(&found.search_id, None)
            .await,
    )?;
    assert!(again.is_not_found());
    let unknown = SearchId::new("some-invalid-id")?;
    assert!(refusal(client.begin_purchase_phone_numbers(&unknown, None).await)?.is_not_found());
    assert!(refusal(client.get_search_result(&unknown).await)?.is_not_found());
    Ok(())
}

#[tokio::test]
async fn what_is_not_sold_is_not_searched() -> Outcome {
    let resource = Emulated::start().await?;
    let nowhere = refusal(
        resource
            .numbers
            .begin_search_available_phone_numbers(&toll_free("AR", 1)?)
            .await,
    )?;
    assert_eq!(
        (nowhere.status(), nowhere.code()),
        (Some(400), Some("BadRequest"))
    );
    let unknown = refusal(
        resource
            .numbers
            .begin_search_available_phone_numbers(&toll_free("XX", 1)?)
            .await,
    )?;
    assert_eq!(unknown.code(), Some("InvalidInput"));
    assert_eq!(unknown.target(), Some("countrycode"));
    // Neither was repeated, for nothing about it can pass.
    assert_eq!(resource.asked().len(), 2);
    Ok(())
}
