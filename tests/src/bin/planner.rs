//! A program of its own that plans or applies a change of routing, so that a test can kill it in
//! between, or let two of them change the same resource.
//!
//! - `planner CONNECTION_STRING plan FQDN` plans to drain a trunk, writes the plan as one line of JSON
//!   and waits to be killed.
//! - `planner CONNECTION_STRING apply` reads such a line and applies the plan. It says what came of
//!   it in one word.

use std::{
    future, io,
    io::{Write as _, read_to_string},
};

use acs_sip_routing::{LastTrunk, Plan, SipRoutingClient};
use acs_tests::{Outcome, quick};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("an argument is missing");
    let client = SipRoutingClient::from_connection_string(&next()?, Some(quick()))?;
    match next()?.as_str() {
        "plan" => plan(&client, &next()?).await,
        "apply" => apply(&client).await,
        other => Err(format!("{other} is nothing to do").into()),
    }
}

async fn plan(client: &SipRoutingClient, fqdn: &str) -> Outcome {
    let fqdn = fqdn.parse()?;
    let plan = client
        .plan_edit(|current| current.drain_trunk(&fqdn, LastTrunk::Refuse))
        .await?;
    let mut out = io::stdout();
    writeln!(out, "{}", serde_json::to_string(&plan)?)?;
    out.flush()?;
    future::pending().await
}

async fn apply(client: &SipRoutingClient) -> Outcome {
    let plan: Plan = serde_json::from_str(&read_to_string(io::stdin())?)?;
    let word = match client.apply(&plan).await {
        Ok(applied) if applied.changed() => "changed",
        Ok(_) => "unchanged",
        Err(error) if error.is_stale() => "stale",
        Err(error) => return Err(error.into()),
    };
    writeln!(io::stdout(), "{word}")?;
    Ok(())
}
