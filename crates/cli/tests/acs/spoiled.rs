//! Answers that are spoiled after the service has done its work: the exit code tells the truth, and
//! recovery finds it out.

use std::collections::BTreeSet;

use acs_emulator::{FaultRule, ServiceOperation};

use crate::{
    buying::WANTED,
    place::{Outcome, Place},
};

const RUNS: u64 = 8;

#[tokio::test]
async fn nothing_is_bought_twice_or_without_being_known() -> Outcome {
    let place = Place::start().await?;
    let before: BTreeSet<_> = place.emulator.owned_numbers().into_iter().collect();
    for seed in 0..RUNS {
        let faults = [
            FaultRule::reset_after_execution().probability(0.3, seed),
            FaultRule::truncated_body().probability(0.3, seed + 100),
            FaultRule::malformed_body().probability(0.2, seed + 200),
            FaultRule::reset_before_execution().probability(0.2, seed + 300),
        ];
        for fault in faults {
            place
                .emulator
                .add_fault(fault.on(ServiceOperation::PurchasePhoneNumbers));
        }
        let bought = place
            .run(&format!("numbers buy {WANTED} --yes --max-cost 2"))
            .await?;
        assert!(matches!(bought.code, Some(0 | 6 | 7)), "{bought:?}");
        place.emulator.clear_faults();
        place
            .run("operations resume --all --settle-after 0s")
            .await?
            .ended(0);
    }
    let kept = place
        .run("operations list --query [?state=='bought'].phoneNumbers[]")
        .await?;
    let kept: BTreeSet<_> = serde_json::from_str::<Vec<String>>(&kept.out)?
        .into_iter()
        .collect();
    let owned: BTreeSet<_> = place.emulator.owned_numbers().into_iter().collect();
    let bought: BTreeSet<_> = owned.difference(&before).cloned().collect();
    assert_eq!(kept, bought);
    assert!(!bought.is_empty());
    Ok(())
}
