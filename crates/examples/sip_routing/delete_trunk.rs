//! Delete one trunk. The service refuses while a route still uses it.
//!
//! `cargo run --example sip_delete_trunk [FQDN]`

use acs_examples::{Result, Sample, println};
use acs_sip_routing::TrunkFqdn;

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Deletes one trunk, unless a route uses it.")
        .argument("FQDN", "sbc3.contoso.com")
        .changes("delete a trunk")
        .start()
        .await?;
    let client = service.sip_routing()?;
    let fqdn: TrunkFqdn = service.argument().parse()?;

    client.delete_trunk(&fqdn).await?;
    println!("{fqdn} is gone; {} left", client.list_trunks().await?.len());
    Ok(())
}
