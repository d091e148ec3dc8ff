//! Buying: the question, the limit, and the journal.

use acs_emulator::{FaultRule, OperationKind, OperationScript, PendingStatus, ServiceOperation};
use serde_json::json;

use crate::place::{Outcome, Place};

pub(crate) const WANTED: &str = "--country US --type tollFree --calling inbound";

#[tokio::test]
async fn whoever_knows_the_cost_need_not_be_asked() -> Outcome {
    let place = Place::start().await?;
    let ran = place
        .run(&format!("numbers buy {WANTED} --yes --max-cost 2USD"))
        .await?
        .ended(0);
    let number = ran.json()[0]["phoneNumber"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    assert!(place.emulator.owned_numbers().contains(&number));
    let kept = place.run("operations list").await?.ended(0).json();
    assert_eq!(kept[0]["state"], "bought");
    assert_eq!(kept[0]["phoneNumbers"], json!([number]));
    assert_eq!(
        kept[0]["monthlyCost"],
        json!({ "amount": "2.00", "currency": "USD" })
    );
    Ok(())
}

#[tokio::test]
async fn nothing_is_sent_that_nobody_could_confirm() -> Outcome {
    let place = Place::start().await?;
    let ran = place.run(&format!("numbers buy {WANTED}")).await?.ended(13);
    assert!(ran.err.contains("--yes --max-cost"), "{ran:?}");
    assert!(place.emulator.requests().is_empty());
    Ok(())
}

#[tokio::test]
async fn what_costs_more_than_allowed_is_not_bought() -> Outcome {
    let place = Place::start().await?;
    for limit in ["3.99", "4EUR"] {
        let line = format!("numbers buy {WANTED} --quantity 2 --yes --max-cost {limit}");
        let ran = place.run(&line).await?.ended(13);
        assert!(ran.err.contains("nothing was bought"), "{ran:?}");
    }
    assert_eq!(place.asked(ServiceOperation::PurchasePhoneNumbers), 0);
    let kept = place.run("operations list --query [].state -o tsv").await?;
    assert_eq!(kept.out, "not bought\nnot bought\n");
    Ok(())
}

#[tokio::test]
async fn an_agreement_is_never_assumed() -> Outcome {
    let place = Place::start().await?;
    let line = "numbers buy --country FR --type tollFree --calling inbound --yes --max-cost 100";
    let ran = place.run(line).await?.ended(13);
    assert!(ran.err.contains("--agree-to-not-resell"), "{ran:?}");
    place
        .run(&format!("{line} --agree-to-not-resell"))
        .await?
        .ended(0);
    Ok(())
}

#[tokio::test]
async fn a_search_and_a_reservation_can_be_bought() -> Outcome {
    let place = Place::start().await?;
    let before = place.emulator.owned_numbers().len();
    let found = place
        .run(&format!("numbers search {WANTED} --quantity 2"))
        .await?
        .ended(0)
        .json();
    let id = found["searchId"].as_str().unwrap_or_default();
    place
        .run(&format!("numbers buy --search-id {id} --yes --max-cost 4"))
        .await?
        .ended(0);
    // Once more is the same purchase.
    place
        .run(&format!("numbers buy --search-id {id} --yes --max-cost 4"))
        .await?
        .ended(0);

    let line = "numbers reserve create --country US --type tollFree --quantity 2";
    let held = place.run(line).await?.ended(0).json();
    let id = held["id"].as_str().unwrap_or_default();
    place
        .run(&format!(
            "numbers buy --reservation {id} --yes --max-cost 3"
        ))
        .await?
        .ended(13);
    place
        .run(&format!(
            "numbers buy --reservation {id} --yes --max-cost 4"
        ))
        .await?
        .ended(0);
    assert_eq!(place.emulator.owned_numbers().len(), before + 4);
    Ok(())
}

#[tokio::test]
async fn a_dry_run_shows_the_request_and_sends_nothing() -> Outcome {
    let place = Place::start().await?;
    let shown = place
        .run(&format!("numbers buy {WANTED} --dry-run"))
        .await?
        .ended(0)
        .json();
    assert_eq!(
        (&shown["method"], &shown["body"]["quantity"]),
        (&json!("POST"), &json!(1))
    );
    let shown = place
        .run("numbers buy --search-id s1 --dry-run")
        .await?
        .ended(0)
        .json();
    assert_eq!(shown["body"], json!({ "searchId": "s1" }));
    let shown = place
        .run("numbers release +14255550100 --dry-run")
        .await?
        .ended(0)
        .json();
    assert_eq!(shown["method"], "DELETE");
    assert!(place.emulator.requests().is_empty());
    assert!(
        !place.folder().join("state").exists(),
        "there is nothing to keep"
    );
    Ok(())
}

#[tokio::test]
async fn what_nobody_waits_for_can_be_waited_for_later() -> Outcome {
    let place = Place::start().await?;
    let endless = OperationScript::pending_until_told(PendingStatus::Running);
    place
        .emulator
        .set_operation_script(OperationKind::Purchase, endless);
    let line = format!("numbers buy {WANTED} --yes --max-cost 2 --no-wait");
    let begun = place.run(&line).await?.ended(0);
    assert!(
        begun.err.contains("Pending: purchase 1 (sent)"),
        "{begun:?}"
    );
    place.run("operations wait 1 --timeout 1s").await?.ended(11);
    place
        .run("operations resume --all --no-wait")
        .await?
        .ended(11);

    let operation = begun.json()["operationId"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    place.emulator.complete_operation(&operation)?;
    let ended = place.run("operations wait 1").await?.ended(0).json();
    assert_eq!(ended["state"], "bought");
    let ran = place.run("numbers list").await?.ended(0);
    assert!(!ran.err.contains("Pending"), "{ran:?}");
    Ok(())
}

#[tokio::test]
async fn an_operation_that_fails_is_a_purchase_that_did_not_happen() -> Outcome {
    let place = Place::start().await?;
    let endless = OperationScript::pending_until_told(PendingStatus::Running);
    place
        .emulator
        .set_operation_script(OperationKind::Purchase, endless);
    let line = format!("numbers buy {WANTED} --yes --max-cost 2 --no-wait");
    let begun = place.run(&line).await?.ended(0).json();
    let operation = begun["operationId"].as_str().unwrap_or_default();
    let error = acs_emulator::OperationError::new("InternalError", "no luck");
    place.emulator.fail_operation(operation, error)?;
    place.run("operations wait 1").await?.ended(8);
    let kept = place.run("operations list").await?.json();
    assert_eq!(kept[0]["state"], "not bought");
    Ok(())
}

#[tokio::test]
async fn an_answer_that_is_lost_is_looked_up() -> Outcome {
    let place = Place::start().await?;
    place.emulator.add_fault(
        FaultRule::reset_after_execution()
            .on(ServiceOperation::PurchasePhoneNumbers)
            .times(1),
    );
    place
        .run(&format!("numbers buy {WANTED} --yes --max-cost 2"))
        .await?
        .ended(0);
    assert_eq!(place.asked(ServiceOperation::PurchasePhoneNumbers), 1);
    Ok(())
}
