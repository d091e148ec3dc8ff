//! `acs emulator`.

use std::process::Stdio;

use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::Command,
};

use crate::place::{ACS, Outcome, Place};

#[tokio::test]
async fn a_command_runs_beside_it() -> Outcome {
    let place = Place::start().await?;
    let line = format!("emulator start -- {ACS} numbers list --query length(@)");
    let ran = place.run_without_connection(&line, "").await?.ended(0);
    assert_eq!(ran.out, "3\n");
    let line = format!("emulator start -- {ACS} numbers get +14255550199");
    place.run_without_connection(&line, "").await?.ended(3);
    place
        .run_without_connection("emulator start -- no-such-program", "")
        .await?
        .ended(2);
    place
        .run_without_connection("emulator status", "")
        .await?
        .ended(3);
    Ok(())
}

#[tokio::test]
async fn it_is_looked_after_from_elsewhere() -> Outcome {
    let place = Place::start().await?;
    let mut emulator = Command::new(ACS)
        .args(["emulator", "start"])
        .env_clear()
        .envs(place.folders())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let mut lines = BufReader::new(emulator.stdout.take().ok_or("it speaks")?).lines();
    let line = lines.next_line().await?.ok_or("it speaks")?;
    let ready: serde_json::Value = serde_json::from_str(&line)?;

    let run = |line| place.run_without_connection(line, "");
    assert_eq!(
        run("emulator status").await?.ended(0).json()["endpoint"],
        ready["endpoint"]
    );
    let line = "emulator clock --set 2026-01-31T12:00:00Z --stop";
    assert_eq!(run(line).await?.ended(0).json()["running"], false);
    let moved = run("emulator clock --advance 16m").await?.ended(0).json();
    assert!(
        moved["now"]
            .as_str()
            .is_some_and(|now| now.starts_with("2026-01-31T12:16:00"))
    );
    run("emulator clock --set yesterday").await?.ended(2);

    let faults = run("emulator fault status --status 429 --times 2")
        .await?
        .ended(0)
        .json();
    assert_eq!(faults[0]["rule"]["status"], 429);
    run("emulator fault nonsense").await?.ended(2);
    assert_eq!(run("emulator fault --clear").await?.ended(0).out, "[]\n");
    assert_eq!(run("emulator requests").await?.ended(0).out, "[]\n");
    run("emulator reset").await?.ended(0);

    let id = emulator.id().ok_or("it runs")?.to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .await?
            .success()
    );
    assert_eq!(emulator.wait().await?.code(), Some(0));
    run("emulator status").await?.ended(3);
    Ok(())
}
