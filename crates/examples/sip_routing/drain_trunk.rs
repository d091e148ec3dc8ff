//! Take a trunk out of every route and delete it, in one request.
//!
//! `cargo run --example sip_drain_trunk [FQDN]`

use acs_examples::{Result, Service, argument_or};
use acs_sip_routing::{LastTrunk, TrunkFqdn};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Service::from_environment().await?;
    service.permit("take a trunk out of all routes and delete it")?;
    let client = service.sip_routing()?;
    let fqdn: TrunkFqdn = argument_or("sbc1.contoso.com").parse()?;

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
