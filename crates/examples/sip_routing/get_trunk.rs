//! Read one trunk.
//!
//! `cargo run --example sip_get_trunk [FQDN]`

use acs_examples::{Result, Service, argument_or};
use acs_sip_routing::TrunkFqdn;

#[tokio::main]
async fn main() -> Result<()> {
    let service = Service::from_environment().await?;
    let client = service.sip_routing()?;
    let fqdn: TrunkFqdn = argument_or("sbc1.contoso.com").parse()?;

    match client.get_trunk(&fqdn).await {
        Ok(trunk) => println!("{} listens on port {}", trunk.fqdn(), trunk.port()),
        Err(error) if error.is_not_found() => println!("{error}"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
