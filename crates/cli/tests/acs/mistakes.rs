//! Every kind of mistake: its exit code, its words, and the same as JSON.

use acs_emulator::{Emulator, FaultRule, StatusCode};

use crate::place::{Outcome, Place, Ran, quick};

/// Ids that differ from run to run.
const IDS: [&str; 2] = ["correlationId", "clientRequestId"];

/// The words of a run, without those that differ from run to run.
fn said(line: &str, ran: &Ran) -> String {
    let lines = ran.err.lines().filter(|line| {
        !IDS.iter()
            .any(|id| line.contains(id) && !line.starts_with('{'))
    });
    let err: Vec<_> = lines.map(without_ids).collect();
    let code = ran.code.unwrap_or_default();
    format!("$ acs {line}\n{}{}\n? {code}\n\n", ran.out, err.join("\n"))
}

fn without_ids(line: &str) -> String {
    let Ok(mut json) = serde_json::from_str::<serde_json::Value>(line) else {
        return line.to_owned();
    };
    for id in IDS {
        json["error"]
            .as_object_mut()
            .map(|error| error.shift_remove(id));
    }
    json.to_string()
}

#[tokio::test]
async fn on_the_command_line() -> Outcome {
    let place = Place::start().await?;
    let mut all = String::new();
    for line in [
        "",
        "numbrs list",
        "numbers lst",
        "numbers list --limt 3",
        "numbers get",
        "numbers get 14255550100",
        "numbers get +1425555010a",
        "numbers list --columns price",
        "numbers list --query [?",
        "numbers list -o xml",
        "numbers search --country USA --type tollFree",
        "numbers search --country US --type tolfree",
        "numbers buy",
        "numbers buy --country US",
        "numbers buy --country US --type tollFree --yes",
        "numbers buy --country US --type tollFree --yes --max-cost cheap",
        "numbers buy --country US --type tollFree --search-id s1 --yes --max-cost 1",
        "numbers buy --search-id a/b --yes --max-cost 1",
        "numbers buy --reservation r1 --yes --max-cost 1",
        "numbers update +14255550100",
        "numbers areas US --type tollFree --locality Anchorage",
        "numbers release",
        "numbers release +14255550100 +14255550100 --confirm 2",
        "numbers list --profile nobody",
        "operations wait 99",
        "operations resume",
        "operations prune --older-than 3",
        "explain 12",
        "numbers list -o json --limt 3",
        "numbers get 1 -o jsonl",
    ] {
        let ran = place.run(line).await?;
        all.push_str(&said(line, &ran));
    }
    assert!(place.emulator.requests().is_empty(), "nothing was sent");
    insta::assert_snapshot!(all);
    Ok(())
}

#[tokio::test]
async fn at_the_service() -> Outcome {
    let place = Place::built_by(quick(Emulator::builder()).seed(1)).await?;
    let mut all = String::new();
    for line in [
        "numbers get +14255550199",
        "numbers get +14255550199 -o json --query x",
        "numbers search --country XX --type tollFree --calling inbound",
        "numbers search --country US --type mobile --calling inbound",
        "numbers buy --search-id nobody --yes --max-cost 1",
        "numbers release +14255550199 --confirm +14255550199",
        "numbers update +14255550199 --calling inbound",
        "operations get purchase_nobody",
        "operations cancel purchase_nobody",
        "numbers reserve get 6a5d1f2e-0f46-4b08-9b2a-2b1bb1b7b7e3",
    ] {
        let ran = place.run(line).await?;
        all.push_str(&said(line, &ran));
    }
    insta::assert_snapshot!(all);
    Ok(())
}

#[tokio::test]
async fn when_the_service_is_busy_or_does_not_know_who_asks() -> Outcome {
    let place = Place::start().await?;
    // Longer than anybody waits.
    let wait = std::time::Duration::from_secs(3600);
    place
        .emulator
        .add_fault(FaultRule::status(StatusCode::TOO_MANY_REQUESTS).retry_after(wait));
    place.run("numbers list").await?.ended(6);
    place.emulator.clear_faults();

    place
        .emulator
        .add_fault(FaultRule::status(StatusCode::UNAUTHORIZED));
    let ran = place.run("numbers list").await?.ended(4);
    assert!(ran.err.contains("credential"), "{ran:?}");
    place.emulator.clear_faults();

    place
        .emulator
        .add_fault(FaultRule::status(StatusCode::FORBIDDEN));
    place.run("numbers list").await?.ended(5);
    Ok(())
}

#[tokio::test]
async fn when_nobody_is_there() -> Outcome {
    let place = Place::start().await?;
    let nobody = "endpoint=http://127.0.0.1:1;accesskey=c2VjcmV0";
    let file = place.file("nobody.txt", nobody)?;
    let line = format!("numbers list --connection-string-file {}", file.display());
    let ran = place.run(&line).await?.ended(6);
    assert!(ran.err.contains("nothing listens there"), "{ran:?}");
    Ok(())
}
