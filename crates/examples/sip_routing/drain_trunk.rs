//! Take a trunk out of every route and delete it, in one request.
//!
//! `cargo run --example sip_drain_trunk [FQDN]`

use acs_examples::{Result, Sample, print, println};
use acs_sip_routing::{LastTrunk, TrunkFqdn};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Takes a trunk out of every route and deletes it, in one request.")
        .argument("FQDN", "sbc1.contoso.com")
        .changes("take a trunk out of all routes and delete it")
        .start()
        .await?;
    let client = service.sip_routing()?;
    let fqdn: TrunkFqdn = service.argument().parse()?;

    // Refused where it is the last trunk of a route: calls would be lost.
    let plan = client
        .plan_edit(|current| current.drain_trunk(&fqdn, LastTrunk::Refuse))
        .await?;
    print!("{}", plan.diff());
    let applied = client.apply(&plan).await?;
    println!(
        "{fqdn} is gone; {} left",
        applied.configuration().trunks.len()
    );
    Ok(())
}
