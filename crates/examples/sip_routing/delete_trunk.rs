//! Delete one trunk. The service refuses while a route still uses it.
//!
//! `cargo run --example sip_delete_trunk [FQDN]`

use acs_examples::{Result, Service, argument_or};
use acs_sip_routing::TrunkFqdn;

#[tokio::main]
async fn main() -> Result<()> {
    let service = Service::from_environment().await?;
    service.permit("delete a trunk")?;
    let client = service.sip_routing()?;
    let fqdn: TrunkFqdn = argument_or("sbc3.contoso.com").parse()?;

    client.delete_trunk(&fqdn).await?;
    println!("{fqdn} is gone; {} left", client.list_trunks().await?.len());
    Ok(())
}
