//! Read one trunk.
//!
//! `cargo run --example sip_get_trunk [FQDN]`

use acs_examples::{Result, Sample, println};
use acs_sip_routing::TrunkFqdn;

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Reads one trunk.")
        .argument("FQDN", "sbc1.contoso.com")
        .start()
        .await?;
    let client = service.sip_routing()?;
    let fqdn: TrunkFqdn = service.argument().parse()?;

    match client.get_trunk(&fqdn).await {
        Ok(trunk) => println!("{} listens on port {}", trunk.fqdn(), trunk.port()),
        Err(error) if error.is_not_found() => println!("{error}"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
