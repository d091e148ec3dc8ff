//! Read the trunks and routes of a resource.
//!
//! `cargo run --example sip_retrieve`

use acs_examples::{Result, Sample, println};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Reads all trunks and routes.").start().await?;
    let client = service.sip_routing()?;

    println!("Trunks:");
    for trunk in client.list_trunks().await? {
        println!("  {}:{}", trunk.fqdn(), trunk.port());
    }
    println!("Routes, the first that fits decides:");
    for route in client.list_routes().await? {
        println!(
            "  {} {} over {} trunks",
            route.name(),
            route.number_pattern(),
            route.trunks().len()
        );
    }
    Ok(())
}
