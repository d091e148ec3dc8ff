//! Add one trunk, or change its port, and leave all others as they are.
//!
//! `cargo run --example sip_set_trunk [FQDN]`

use acs_examples::{Result, Service, argument_or};
use acs_sip_routing::{SipPort, Trunk};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Service::from_environment().await?;
    service.permit("add or change a trunk")?;
    let client = service.sip_routing()?;

    let fqdn = argument_or("sbc4.contoso.com").parse()?;
    let trunk = client
        .set_trunk(&Trunk::new(fqdn, SipPort::of::<5063>()))
        .await?;
    println!("{} listens on port {}", trunk.fqdn(), trunk.port());
    Ok(())
}
