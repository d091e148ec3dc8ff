//! Ask the service which routes your numbers match, and compare that with what is simulated
//! here. Nothing is changed.
//!
//! `cargo run --example sip_compare [NUMBER]`

use acs_examples::{Result, Sample, print};
use acs_sip_routing::{ApiVersion, DialledNumber};

#[tokio::main]
async fn main() -> Result<()> {
    let about = "Asks the service which routes numbers match, and compares that with a simulation.";
    let service = Sample::new(about)
        .argument("NUMBER", "+14255550100")
        .start()
        .await?;
    let client = service
        .sip_routing()?
        .with_api_version(ApiVersion::V2024_11_15Preview);
    let configuration = client.get_configuration().await?;
    let numbers = [
        DialledNumber::new(service.argument())?,
        DialledNumber::new("+493055501")?,
        DialledNumber::new("911")?,
    ];
    let comparison = client
        .compare_with_simulation(&numbers, &configuration)
        .await?;
    print!("{comparison}");
    Ok(())
}
