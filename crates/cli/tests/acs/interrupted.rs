//! Ctrl-C without a terminal: the signal alone.

use std::process::Stdio;

use acs_emulator::{OperationKind, OperationScript, PendingStatus};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, ChildStderr, Command},
};

use crate::{
    buying::WANTED,
    place::{Outcome, Place},
};

type Lines = tokio::io::Lines<BufReader<ChildStderr>>;

/// Starts to buy, and says at each answer what was asked.
fn buyer(place: &Place) -> Outcome<(Child, Lines)> {
    let mut child = place
        .acs(&format!("-v numbers buy {WANTED} --yes --max-cost 2"))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let said = child.stderr.take().ok_or("it speaks")?;
    Ok((child, BufReader::new(said).lines()))
}

/// Reads until a line has this in it, and returns that line.
async fn until(said: &mut Lines, word: &str) -> Outcome<String> {
    loop {
        let line = said.next_line().await?.ok_or("it speaks")?;
        if line.contains(word) {
            return Ok(line);
        }
    }
}

async fn interrupt(child: &Child) -> Outcome {
    let id = child.id().ok_or("it runs")?.to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status().await?;
    assert!(sent.success());
    Ok(())
}

#[tokio::test]
async fn the_first_says_how_to_go_on_and_the_second_stops() -> Outcome {
    let place = Place::start().await?;
    let endless = OperationScript::pending_until_told(PendingStatus::Running);
    place
        .emulator
        .set_operation_script(OperationKind::Purchase, endless);
    let (mut child, mut said) = buyer(&place)?;
    until(&mut said, "purchase_phone_numbers").await?;
    interrupt(&child).await?;
    until(&mut said, "`acs operations resume 1`").await?;
    until(&mut said, "again to stop").await?;
    interrupt(&child).await?;
    assert_eq!(child.wait().await?.code(), Some(130));

    let kept = place.run("operations list").await?.json();
    assert_eq!(kept[0]["state"], "sent");
    let operation = kept[0]["operationId"].as_str().unwrap_or_default();
    place.emulator.complete_operation(operation)?;
    let found = place.run("operations resume --all").await?.ended(0).json();
    assert_eq!(found[0]["state"], "bought");
    Ok(())
}

#[tokio::test]
async fn before_anything_was_sent_the_first_one_stops() -> Outcome {
    let place = Place::start().await?;
    let endless = OperationScript::pending_until_told(PendingStatus::Running);
    place
        .emulator
        .set_operation_script(OperationKind::Search, endless);
    let (mut child, mut said) = buyer(&place)?;
    until(&mut said, "search_available_phone_numbers").await?;
    interrupt(&child).await?;
    assert_eq!(child.wait().await?.code(), Some(130));
    let kept = place.run("operations list").await?.json();
    assert_eq!(kept[0]["state"], "not bought");
    Ok(())
}
