//! Add one trunk, or change its port, and leave all others as they are.
//!
//! `cargo run --example sip_set_trunk [FQDN]`

use acs_examples::{Result, Sample, println};
use acs_sip_routing::{SipPort, Trunk};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Adds one trunk, or changes its port.")
        .argument("FQDN", "sbc4.contoso.com")
        .changes("add or change a trunk")
        .start()
        .await?;
    let client = service.sip_routing()?;

    let fqdn = service.argument().parse()?;
    let trunk = client
        .set_trunk(&Trunk::new(fqdn, SipPort::of::<5063>()))
        .await?;
    println!("{} listens on port {}", trunk.fqdn(), trunk.port());
    Ok(())
}
