//! Killed at any moment: nothing is bought twice, and nothing is bought that `operations list` does
//! not know. `ACS_KILLS` says how often; without it a few dozen times.

use std::{
    collections::BTreeSet,
    process::Stdio,
    time::{Duration, Instant},
};

use acs_emulator::{Emulator, ServiceOperation, Stock};

use crate::{
    buying::WANTED,
    place::{Outcome, Place, quick},
};

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
    let line = format!("numbers buy {WANTED} --yes --max-cost 2");
    let mut whole = Duration::ZERO;
    let (mut purchases, mut lived) = (0, 0);
    for _ in 0..kills {
        let begun = Instant::now();
        let mut buyer = place
            .acs(&line)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        // Real time, since it is a real process that has to die somewhere on its way: up to a little
        // more than the last one took that lived. The first one lives.
        let time = whole.mul_f64(random.f64() * 1.1);
        let time = if whole.is_zero() { Duration::MAX } else { time };
        if tokio::time::timeout(time, buyer.wait()).await.is_ok() {
            (whole, lived) = (begun.elapsed(), lived + 1);
        } else {
            buyer.kill().await?;
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
    let (runs, bought) = (entries.len(), owned.len());
    println!("{kills} runs, {lived} lived, {runs} came to the journal, {bought} bought");
    Ok(())
}
