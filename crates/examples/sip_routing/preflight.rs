//! Look at the trunks themselves before the first call: their names in the DNS, their ports, their
//! certificates, and if they speak SIP. Nothing is changed.
//!
//! `cargo run --example sip_preflight`

use acs_examples::{Result, Sample, print, println};
use acs_sip_routing::{ApiVersion, Preflight, Timestamp};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Looks at the trunks themselves before the first call.")
        .start()
        .await?;
    let client = service.sip_routing()?;
    let configuration = client.get_configuration().await?;

    // The service takes a trunk only below one of the resource's domains, which the preview tells.
    let preview = client.with_api_version(ApiVersion::V2024_11_15Preview);
    let preflight = Preflight::new().domains(preview.list_domains().await?);
    if service.is_emulated() {
        println!("The emulator's trunks are made up, so there is nobody at their names.");
    }
    let reports = preflight.run(&configuration, Timestamp::now()).await;
    for report in &reports {
        print!("{report}");
    }
    let ready = reports.iter().filter(|report| report.is_ready()).count();
    println!("{ready} of {} trunks are ready", reports.len());
    Ok(())
}
