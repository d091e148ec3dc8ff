//! Ask the service which routes numbers of one's own match, and compare that with what is simulated
//! here. Nothing is changed.
//!
//! `cargo run --example sip_compare [NUMBER]`

use acs_examples::{Result, Service, argument_or};
use acs_sip_routing::{ApiVersion, DialledNumber};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Service::from_environment().await?;
    let client = service
        .sip_routing()?
        .with_api_version(ApiVersion::V2024_11_15Preview);
    let configuration = client.get_configuration().await?;
    let numbers = [
        DialledNumber::new(argument_or("+14255550100"))?,
        DialledNumber::new("+493055501")?,
        DialledNumber::new("911")?,
    ];
    let comparison = client
        .compare_with_simulation(&numbers, &configuration)
        .await?;
    print!("{comparison}");
    Ok(())
}
