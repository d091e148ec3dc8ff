//! Killed at any moment: nothing is bought twice, and nothing is bought that `operations list` does
//! not know. `ACS_KILLS` says how often; without it a few dozen times.

use std::{collections::BTreeSet, process::Stdio, time::Duration};

use acs_emulator::{Emulator, ServiceOperation, Stock};

use crate::{
    buying::WANTED,
    place::{Outcome, Place, quick},
};

/// Longer than a purchase takes here, so that some live.
const LONGEST: u64 = 120;

const STOCK: &str = r#"{ "countries": [{ "code": "US", "name": "United States", "callingCode": "1",
    "offerings": [{ "phoneNumberType": "tollFree", "assignmentType": "application", "amount": 2.0,
        "capabilities": { "calling": "inbound+outbound", "sms": "none" } }],
    "blocks": [{ "phoneNumberType": "tollFree", "areaCode": "833", "first": "+18332000000",
        "count": 20000 }] }] }"#;

#[tokio::test]
async fn nothing_is_bought_twice_or_without_being_known() -> Outcome {
    let kills = std::env::var("ACS_KILLS")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(30);
    let place = Place::built_by(quick(Emulator::builder()).stock(Stock::from_json(STOCK)?)).await?;
    let mut random = fastrand::Rng::with_seed(15);
    let (mut purchases, mut lived) = (0, 0);
    for _ in 0..kills {
        let mut buyer = place
            .acs(&format!("numbers buy {WANTED} --yes --max-cost 2"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        // Real time, since it is a real process that has to die somewhere on its way.
        let life = Duration::from_millis(random.u64(0..LONGEST));
        match tokio::time::timeout(life, buyer.wait()).await {
            Ok(_) => lived += 1,
            Err(_) => buyer.kill().await?,
        }
        let recovered = place
            .run("operations resume --all --settle-after 0s")
            .await?;
        assert_eq!(recovered.code, Some(0), "{recovered:?}");
        purchases += place.asked(ServiceOperation::PurchasePhoneNumbers);
        place.emulator.clear_requests();
    }
    let kept = place.run("operations list -o json").await?.json();
    let entries = kept.as_array().ok_or("it is a list")?;
    assert!(entries.len() <= kills);
    let bought = entries.iter().filter(|entry| entry["state"] == "bought");
    let bought: Vec<_> = bought
        .filter_map(|entry| entry["phoneNumbers"][0].as_str())
        .collect();
    let different: BTreeSet<_> = bought.iter().map(ToString::to_string).collect();
    let owned: BTreeSet<_> = place.emulator.owned_numbers().into_iter().collect();
    assert_eq!(different, owned, "what the journal knows is what is owned");
    assert_eq!(bought.len(), owned.len());
    assert!(purchases >= owned.len() && lived <= kills);
    println!("{kills} runs, {lived} lived, {} bought", owned.len());
    Ok(())
}
