//! Releasing: the word that has to be typed, and several numbers.

use acs_emulator::{FaultRule, ServiceOperation, StatusCode};

use crate::place::{Outcome, Place};

#[tokio::test]
async fn wants_the_number_or_the_count() -> Outcome {
    let place = Place::start().await?;
    for line in [
        "numbers release +14255550100",
        "numbers release +14255550100 --confirm 1",
        "numbers release +14255550100 --confirm +15035550100",
        "numbers release +14255550100 +15035550100 --confirm +14255550100",
    ] {
        let ran = place.run(line).await?.ended(13);
        assert!(ran.err.contains("--confirm"), "{ran:?}");
    }
    assert!(place.emulator.requests().is_empty());
    place
        .run("numbers release +14255550100 --confirm +14255550100")
        .await?
        .ended(0);
    place
        .run("numbers release +15035550100 +18335550100 --confirm 2")
        .await?
        .ended(0);
    assert!(place.emulator.owned_numbers().is_empty());
    Ok(())
}

#[tokio::test]
async fn what_was_done_before_a_failure_is_told() -> Outcome {
    let place = Place::start().await?;
    let refused = FaultRule::status(StatusCode::FORBIDDEN);
    place
        .emulator
        .add_fault(refused.on(ServiceOperation::ReleasePhoneNumber).after(1));
    let line = "numbers release +14255550100 +15035550100 --confirm 2";
    let ran = place.run(line).await?.ended(14);
    assert_eq!(ran.json()[0]["phoneNumber"], "+14255550100");
    assert!(ran.err.contains("1 of 2 numbers were released"), "{ran:?}");
    Ok(())
}

#[tokio::test]
async fn an_outcome_that_is_not_known_is_found_out() -> Outcome {
    let place = Place::start().await?;
    let lost = FaultRule::reset_after_execution().on(ServiceOperation::ReleasePhoneNumber);
    place.emulator.add_fault(lost.times(1));
    let ran = place
        .run("numbers release +14255550100 --confirm +14255550100")
        .await?
        .ended(7);
    assert!(ran.err.contains("operations resume 1"), "{ran:?}");
    assert!(ran.err.contains("Pending: release 1 (unknown)"), "{ran:?}");

    let found = place.run("operations resume --all").await?.ended(0).json();
    assert_eq!(found[0]["state"], "released");
    assert_eq!(place.asked(ServiceOperation::ReleasePhoneNumber), 1);
    Ok(())
}
