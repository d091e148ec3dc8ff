//! Some countries' numbers are sold only to those who agree not to resell them.

use acs_phone_numbers::{
    BrowseRequest, CountryCode, PhoneNumberType, PurchaseOptions, ReservationId, ReservationUpdate,
};
use acs_tests::{Emulated, Outcome};

use crate::values::{found, owns, refusal};

#[tokio::test]
async fn a_search_says_whether_it_takes_an_agreement() -> Outcome {
    let resource = Emulated::start().await?;
    let client = &resource.numbers;
    let found = found(&resource, "FR", 1).await?;
    assert_eq!(found.is_agreement_to_not_resell_required, Some(true));
    for options in [
        None,
        Some(PurchaseOptions::default().agree_to_not_resell(false)),
    ] {
        let error = refusal(
            client
                .begin_purchase_phone_numbers(&found.search_id, options)
                .await,
        )?;
        assert_eq!(
            (error.status(), error.code()),
            (Some(400), Some("BadRequest"))
        );
        assert!(
            error.to_string().contains("Do not resell agreement"),
            "{error}"
        );
        assert!(!owns(&resource, &found.phone_numbers[0]));
    }
    let agreed = PurchaseOptions::default().agree_to_not_resell(true);
    client
        .begin_purchase_phone_numbers(&found.search_id, Some(agreed))
        .await?
        .await?;
    assert!(owns(&resource, &found.phone_numbers[0]));
    Ok(())
}

#[tokio::test]
async fn where_none_is_needed_it_does_not_matter() -> Outcome {
    let resource = Emulated::start().await?;
    for agree in [true, false] {
        let found = found(&resource, "US", 1).await?;
        assert_eq!(found.is_agreement_to_not_resell_required, Some(false));
        let options = Some(PurchaseOptions::default().agree_to_not_resell(agree));
        let client = &resource.numbers;
        client
            .begin_purchase_phone_numbers(&found.search_id, options)
            .await?
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_reservation_takes_an_agreement_too() -> Outcome {
    let resource = Emulated::start().await?;
    let client = &resource.numbers;
    let request = BrowseRequest::new(CountryCode::new("FR")?, PhoneNumberType::TollFree);
    let offer = client.browse_available_phone_numbers(&request).await?;
    let id = ReservationId::new_random();
    let update = ReservationUpdate::new(id).add(&offer[0]);
    assert!(
        client
            .create_or_update_reservation(&update)
            .await?
            .is_complete()
    );

    let error = refusal(client.begin_purchase_reservation(&id, None).await)?;
    assert_eq!(
        (error.status(), error.code()),
        (Some(400), Some("BadRequest"))
    );
    assert!(
        error.to_string().contains("Consent not provided"),
        "{error}"
    );
    let agreed = PurchaseOptions::default().agree_to_not_resell(true);
    client
        .begin_purchase_reservation(&id, Some(agreed))
        .await?
        .await?;
    assert!(owns(&resource, &offer[0].phone_number));
    Ok(())
}
