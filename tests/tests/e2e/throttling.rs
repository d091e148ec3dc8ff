//! A service that has too much to do, and says when to come back.

use std::time::{Duration, Instant};

use acs_emulator::StatusCode;
use acs_phone_numbers::PhoneNumber;
use acs_sip_routing::{SipPort, Trunk};
use acs_tests::{Emulated, Outcome};

use crate::values::{OWNED, found, owns, refusal, toll_free};

const SECOND: Duration = Duration::from_secs(1);

/// Refuses this many requests, and wants to be left alone for so long after each.
fn throttle(resource: &Emulated, times: u64, wait: Duration) {
    resource
        .emulator
        .fail_next(times, StatusCode::TOO_MANY_REQUESTS, Some(wait));
}

#[tokio::test]
async fn a_read_comes_back_when_it_may() -> Outcome {
    let resource = Emulated::start().await?;
    throttle(&resource, 1, SECOND);
    let began = Instant::now();
    resource
        .numbers
        .get_purchased_phone_number(&PhoneNumber::new(OWNED)?)
        .await?;
    assert!(began.elapsed() >= SECOND);
    assert_eq!(
        resource.asked(),
        [
            "GET PhoneNumbers_GetByNumber 429",
            "GET PhoneNumbers_GetByNumber 200"
        ]
    );
    Ok(())
}

#[tokio::test]
async fn a_purchase_comes_back_too_as_it_was_surely_not_carried_out() -> Outcome {
    let resource = Emulated::start().await?;
    let found = found(&resource, "US", 1).await?;
    throttle(&resource, 1, SECOND);
    let began = Instant::now();
    let purchase = resource
        .numbers
        .begin_purchase_phone_numbers(&found.search_id, None)
        .await?;
    assert!(began.elapsed() >= SECOND);
    assert_eq!(
        resource.asked(),
        [
            "POST PhoneNumbers_PurchasePhoneNumbers 429",
            "POST PhoneNumbers_PurchasePhoneNumbers 202",
        ]
    );
    purchase.await?;
    assert!(owns(&resource, &found.phone_numbers[0]));
    Ok(())
}

#[tokio::test]
async fn in_the_end_somebody_has_to_be_told() -> Outcome {
    let resource = Emulated::start().await?;
    let number = PhoneNumber::new(OWNED)?;
    throttle(&resource, 10, Duration::ZERO);
    let error = refusal(resource.numbers.begin_release_phone_number(&number).await)?;
    // The last refusal may be about what an earlier request did.
    assert!(
        error.is_throttled() && error.is_outcome_unknown(),
        "{error}"
    );
    // No wait at all is no wish.
    assert_eq!(error.retry_after(), None);
    let tries = resource.asked().len();
    assert_eq!(tries, 4);
    let error = refusal(resource.numbers.get_purchased_phone_number(&number).await)?;
    assert!(error.is_throttled(), "{error}");
    assert!(owns(&resource, &number));
    Ok(())
}

#[tokio::test]
async fn nobody_waits_long_with_a_search_in_hand() -> Outcome {
    let resource = Emulated::start().await?;
    throttle(&resource, 1, Duration::from_secs(3600));
    let request = toll_free("US", 1)?;
    let error = refusal(
        resource
            .numbers
            .begin_search_available_phone_numbers(&request)
            .await,
    )?;
    assert!(error.is_throttled(), "{error}");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!(resource.asked().len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_poll_that_is_refused_is_made_again() -> Outcome {
    let resource = Emulated::start().await?;
    let request = toll_free("US", 1)?;
    let search = resource
        .numbers
        .begin_search_available_phone_numbers(&request)
        .await?;
    throttle(&resource, 2, Duration::ZERO);
    search.await?;
    Ok(())
}

#[tokio::test]
async fn a_change_of_trunks_comes_back_when_it_may() -> Outcome {
    let resource = Emulated::start().await?;
    let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
    resource.sip.set_trunk(&trunk).await?;
    resource.emulator.clear_requests();
    throttle(&resource, 1, Duration::ZERO);
    resource
        .emulator
        .fail_next(1, StatusCode::SERVICE_UNAVAILABLE, None);
    resource.sip.delete_trunk(trunk.fqdn()).await?;
    assert_eq!(
        resource.asked(),
        [
            "PATCH SipRouting_Update 429",
            "PATCH SipRouting_Update 503",
            "PATCH SipRouting_Update 200"
        ]
    );
    assert_eq!(resource.sip.list_trunks().await?, []);
    Ok(())
}
