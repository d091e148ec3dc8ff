//! Read what only the preview of direct routing has: health and settings of trunks, and the routes
//! that the service finds for a number. It changes nothing.
//!
//! `cargo run --example sip_preview [NUMBER]`

use acs_examples::{Result, Service, argument_or};
use acs_sip_routing::{ApiVersion, DialledNumber};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Service::from_environment().await?;
    let client = service
        .sip_routing()?
        .with_api_version(ApiVersion::V2024_11_15Preview);

    for domain in client.list_domains().await? {
        println!("domain {}, enabled: {}", domain.name(), domain.is_enabled());
    }
    for health in client.list_trunk_health().await? {
        println!(
            "trunk {}: {}, certificate {}, pings {}",
            health.fqdn, health.overall, health.tls, health.ping
        );
    }
    let configuration = client.get_configuration().await?;
    for trunk in &configuration.trunks {
        println!("trunk {} takes calls: {:?}", trunk.fqdn(), trunk.enabled());
    }

    let number = DialledNumber::new(argument_or("+14255550123"))?;
    let routes = client
        .test_routes_with_number(&number, &configuration)
        .await?;
    println!("{} routes match:", routes.len());
    for (route, place) in routes.iter().zip(1..) {
        println!("  {place}. {}", route.name());
    }
    Ok(())
}
