//! A reader that has seen enough.

use std::process::Stdio;

use acs_emulator::{Emulator, Stock};
use tokio::io::{AsyncBufReadExt as _, BufReader};

use crate::{
    buying::WANTED,
    place::{Outcome, Place, quick},
};

const MANY: &str = r#"{ "countries": [{
    "code": "US", "name": "United States", "callingCode": "1", "blocks": [], "offerings": [{
        "phoneNumberType": "tollFree", "assignmentType": "application", "amount": 2.0,
        "capabilities": { "calling": "inbound", "sms": "none" } }] }], "owned": [{
    "countryCode": "US", "phoneNumberType": "tollFree", "assignmentType": "application",
    "capabilities": { "calling": "inbound", "sms": "none" },
    "purchaseDate": "2025-04-01T00:00:00Z", "first": "+18335550000", "count": 9000 }] }"#;

#[tokio::test]
async fn ends_a_list_quietly() -> Outcome {
    let stock = Stock::from_json(MANY)?;
    let place = Place::built_by(quick(Emulator::builder()).stock(stock)).await?;
    for form in ["jsonl", "csv", "table", "json"] {
        let mut child = place
            .acs(&format!("numbers list -o {form}"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut lines = BufReader::new(child.stdout.take().ok_or("it writes")?).lines();
        assert!(lines.next_line().await?.is_some());
        drop(lines);
        let ended = child.wait_with_output().await?;
        assert_eq!(ended.status.code(), Some(0), "{form}");
        assert_eq!(String::from_utf8(ended.stderr)?, "", "{form}");
    }
    Ok(())
}

#[tokio::test]
async fn does_not_keep_a_purchase_from_the_journal() -> Outcome {
    let place = Place::start().await?;
    let mut child = place
        .acs(&format!("numbers buy {WANTED} --yes --max-cost 2"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    drop(child.stdout.take());
    assert_eq!(child.wait().await?.code(), Some(0));
    let kept = place.run("operations list").await?.json();
    assert_eq!(kept[0]["state"], "bought");
    Ok(())
}
