//! Finding out what became of what was interrupted.

use acs_emulator::{
    FaultRule, OperationKind, OperationScript, PendingStatus, ServiceOperation, StatusCode,
};

use crate::{
    buying::WANTED,
    place::{Outcome, Place},
};

#[tokio::test]
async fn a_request_that_may_be_on_its_way_is_not_given_up_at_once() -> Outcome {
    let place = Place::start().await?;
    let lost = FaultRule::reset_before_execution().on(ServiceOperation::ReleasePhoneNumber);
    place.emulator.add_fault(lost.times(1));
    place
        .run("numbers release +14255550100 --confirm +14255550100")
        .await?
        .ended(7);
    let ran = place.run("operations resume 1").await?.ended(7);
    assert!(ran.err.contains("do not repeat it"), "{ran:?}");
    let ran = place
        .run("operations resume --all --settle-after 0s")
        .await?
        .ended(0);
    assert_eq!(ran.json()[0]["state"], "not released");
    assert_eq!(
        place.asked(ServiceOperation::ReleasePhoneNumber),
        1,
        "it is never sent again"
    );
    Ok(())
}

#[tokio::test]
async fn a_purchase_that_goes_on_without_a_continuation_is_waited_for_in_time() -> Outcome {
    let place = Place::start().await?;
    let endless = OperationScript::pending_until_told(PendingStatus::Running);
    place
        .emulator
        .set_operation_script(OperationKind::Purchase, endless);
    let lost = FaultRule::reset_after_execution().on(ServiceOperation::PurchasePhoneNumbers);
    place.emulator.add_fault(lost.times(1));
    let unseen = FaultRule::status(StatusCode::FORBIDDEN).on(ServiceOperation::GetOperation);
    // The search is polled once, and the purchase looked up once before it is sent.
    place.emulator.add_fault(unseen.after(2).times(1));
    place
        .run(&format!("numbers buy {WANTED} --yes --max-cost 2"))
        .await?
        .ended(7);
    let ran = place
        .run("operations resume 1 --timeout 1s")
        .await?
        .ended(11);
    assert!(ran.err.contains("acs operations wait 1"), "{ran:?}");
    assert_eq!(place.asked(ServiceOperation::PurchasePhoneNumbers), 1);
    Ok(())
}

#[tokio::test]
async fn a_change_is_seen_by_what_the_number_can_do() -> Outcome {
    let place = Place::start().await?;
    let lost = FaultRule::reset_after_execution().on(ServiceOperation::UpdateCapabilities);
    place.emulator.add_fault(lost.times(1));
    place
        .run("numbers update +18335550100 --calling inbound")
        .await?
        .ended(7);
    let found = place.run("operations resume 1").await?.ended(0).json();
    assert_eq!(found["state"], "changed");
    Ok(())
}

#[tokio::test]
async fn operations_of_another_resource_are_left_alone() -> Outcome {
    let place = Place::start().await?;
    let other = Place::start().await?;
    place
        .run(&format!(
            "numbers buy {WANTED} --yes --max-cost 2 --no-wait"
        ))
        .await?
        .ended(0);
    let file = other.file("other.txt", &other.emulator.connection_string())?;
    let elsewhere = format!("--connection-string-file {}", file.display());
    let ran = place
        .run(&format!("operations resume --all {elsewhere}"))
        .await?
        .ended(0);
    assert!(
        ran.err.contains("1 more are pending on other resources"),
        "{ran:?}"
    );
    let ran = place
        .run(&format!("operations wait 1 {elsewhere}"))
        .await?
        .ended(2);
    assert!(
        ran.err.contains("use the profile of that resource"),
        "{ran:?}"
    );
    place.run("operations resume --all").await?.ended(0);
    Ok(())
}

#[tokio::test]
async fn operations_that_were_begun_elsewhere_can_be_followed() -> Outcome {
    let place = Place::start().await?;
    let other = tempfile::tempdir()?;
    let line = format!("numbers buy {WANTED} --yes --max-cost 2 --no-wait");
    let mut elsewhere = place.acs(&line);
    elsewhere.env("ACS_STATE_DIR", other.path());
    let begun = crate::place::end(elsewhere, "").await?.ended(0).json();
    let id = begun["operationId"].as_str().unwrap_or_default();
    let shown = place
        .run(&format!("operations get {id}"))
        .await?
        .ended(0)
        .json();
    assert_eq!(shown["operationType"], "purchase");
    let ended = place
        .run(&format!("operations wait {id}"))
        .await?
        .ended(0)
        .json();
    assert_eq!(ended["status"], "succeeded");
    Ok(())
}

#[tokio::test]
async fn what_has_ended_can_be_forgotten() -> Outcome {
    let place = Place::start().await?;
    let empty = place.run("operations prune").await?.ended(0).json();
    assert_eq!(empty["forgotten"], 0);
    place
        .run("numbers release +14255550100 --confirm +14255550100")
        .await?
        .ended(0);
    assert_eq!(place.run("operations prune").await?.json()["forgotten"], 0);
    assert_eq!(
        place.run("operations prune --older-than 0s").await?.json()["forgotten"],
        1
    );
    Ok(())
}

#[tokio::test]
async fn a_search_that_nobody_waited_for_can_be_bought_later() -> Outcome {
    let place = Place::start().await?;
    place
        .run(&format!("numbers search {WANTED} --no-wait"))
        .await?
        .ended(0);
    let found = place.run("operations wait 1").await?.ended(0).json();
    let id = found["searchId"].as_str().unwrap_or_default();
    place
        .run(&format!("numbers buy --search-id {id} --yes --max-cost 2"))
        .await?
        .ended(0);
    Ok(())
}
