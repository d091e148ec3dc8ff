//! Buying what may have been bought already: once, however often it is asked for.

use acs_phone_numbers::{BrowseRequest, PhoneNumberType, ReservationId, ReservationUpdate};
use acs_tests::{Emulated, Outcome, hard_of_hearing};

use crate::values::{found, owns, us};

/// Returns the number of purchases that were asked for, since the last time.
fn purchases(resource: &Emulated) -> usize {
    let asked = resource.asked().into_iter();
    asked.filter(|line| line.starts_with("POST ")).count()
}

#[tokio::test]
async fn a_search_is_bought_once() -> Outcome {
    let resource = Emulated::start().await?;
    let found = found(&resource, "US", 1).await?;
    for _ in 0..3 {
        let purchase = resource.numbers.purchase_or_find(&found.search_id, None);
        let bought = purchase.await?.await?;
        assert_eq!(
            bought.operation_id.as_str(),
            format!("purchase_{}", found.search_id)
        );
    }
    assert!(owns(&resource, &found.phone_numbers[0]));
    assert_eq!(purchases(&resource), 1);
    Ok(())
}

#[tokio::test]
async fn a_purchase_whose_answer_was_lost_is_found() -> Outcome {
    let resource = Emulated::start().await?;
    let found = found(&resource, "US", 1).await?;
    let client = resource.another_client(hard_of_hearing(1))?;
    client
        .purchase_or_find(&found.search_id, None)
        .await?
        .await?;
    assert!(owns(&resource, &found.phone_numbers[0]));
    assert_eq!(purchases(&resource), 1);
    Ok(())
}

/// Holds one number, and forgets in the record of requests how.
async fn reserved(resource: &Emulated) -> Outcome<ReservationId> {
    let request = BrowseRequest::new(us()?, PhoneNumberType::TollFree);
    let client = &resource.numbers;
    let offer = client.browse_available_phone_numbers(&request).await?;
    let id = ReservationId::new_random();
    let update = ReservationUpdate::new(id).add(&offer[0]);
    client.create_or_update_reservation(&update).await?;
    resource.emulator.clear_requests();
    Ok(id)
}

#[tokio::test]
async fn a_reservation_is_bought_once() -> Outcome {
    let resource = Emulated::start().await?;
    let id = reserved(&resource).await?;
    let client = resource.another_client(hard_of_hearing(1))?;
    let owned = resource.emulator.owned_numbers().len();
    for _ in 0..3 {
        let purchase = client.purchase_reservation_or_find(&id, None);
        purchase.await?.await?;
    }
    assert_eq!(resource.emulator.owned_numbers().len(), owned + 1);
    assert_eq!(purchases(&resource), 1);
    Ok(())
}
