//! Plans outlive the program that made them.

use std::process::Stdio;

use acs_sip_routing::Plan;
use acs_tests::{Emulated, Outcome};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    process::{Child, Command},
};

use crate::sip_plans::{fqdn, having, three_trunks};

/// A program that plans to drain a trunk and has written down the plan.
async fn planned(resource: &Emulated, trunk: usize) -> Outcome<(Child, String)> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_planner"))
        .args([resource.emulator.connection_string(), "plan".to_owned()])
        .arg(fqdn(trunk)?.as_str())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let out = child.stdout.take().ok_or("it has no output")?;
    let mut line = String::new();
    BufReader::new(out).read_line(&mut line).await?;
    Ok((child, line))
}

/// What a new program says of a plan when it has applied it.
async fn applied(resource: &Emulated, plan: &str) -> Outcome<String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_planner"))
        .args([resource.emulator.connection_string(), "apply".to_owned()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let mut to = child.stdin.take().ok_or("it has no input")?;
    to.write_all(plan.as_bytes()).await?;
    drop(to);
    let output = child.wait_with_output().await?;
    Ok(String::from_utf8(output.stdout)?)
}

#[tokio::test]
async fn a_plan_survives_a_kill_before_it_is_applied() -> Outcome {
    let before = three_trunks()?;
    let resource = having(&before).await?;
    let (mut child, text) = planned(&resource, 3).await?;
    child.kill().await?;
    assert_eq!(resource.asked(), ["GET SipRouting_Get 200"]);
    assert!(
        resource
            .sip
            .get_configuration()
            .await?
            .is_equivalent(&before)
    );

    assert_eq!(applied(&resource, &text).await?, "changed\n");
    // Nobody knows whether that was done, so it is done again.
    assert_eq!(applied(&resource, &text).await?, "unchanged\n");
    let plan: Plan = serde_json::from_str(&text)?;
    let now = resource.sip.get_configuration().await?;
    assert!(now.is_equivalent(plan.after()) && now.trunk(&fqdn(3)?).is_none());
    let changes = resource.asked();
    let changes = changes.iter().filter(|it| it.starts_with("PATCH"));
    assert_eq!(changes.count(), 1);

    let back = serde_json::to_string(&plan.plan_rollback())?;
    assert_eq!(applied(&resource, &back).await?, "changed\n");
    assert!(
        resource
            .sip
            .get_configuration()
            .await?
            .is_equivalent(&before)
    );
    Ok(())
}

#[tokio::test]
async fn of_two_programs_with_plans_the_second_is_refused() -> Outcome {
    let resource = having(&three_trunks()?).await?;
    let (_one, first) = planned(&resource, 3).await?;
    let (_other, second) = planned(&resource, 1).await?;
    assert_eq!(applied(&resource, &second).await?, "changed\n");
    assert_eq!(applied(&resource, &first).await?, "stale\n");
    let now = resource.sip.get_configuration().await?;
    assert!(now.trunk(&fqdn(3)?).is_some() && now.trunk(&fqdn(1)?).is_none());
    Ok(())
}
