//! Hold a change to a file of numbers and where they have to go, and to a clean check.
//!
//! `cargo run --example sip_expectations`

use acs_examples::{Result, Service};
use acs_sip_routing::{Allowed, Expectations, LastTrunk, Plan, TrunkFqdn};

/// Numbers that matter, with the trunks that have to take them. It lives beside the routing.
const NUMBERS: &str = r#"
"+14255550100" = { via = ["sbc1.contoso.com"], down = { "sbc1.contoso.com" = { via = ["sbc2.contoso.com"] } } }
"+493055501" = { via = ["sbc2.contoso.com"] }
"#;

/// Findings that are intended. They are part of the document of the routing.
const ALLOW: &str = r#"
[allow]
"sbc1.contoso.com" = ["unused-trunk"] # during maintenance
"#;

#[tokio::main]
async fn main() -> Result<()> {
    let service = Service::from_environment().await?;
    service.permit("take the calls of a trunk away, if nothing speaks against it")?;
    let client = service.sip_routing()?;
    let expectations = Expectations::from_toml(NUMBERS)?;
    let allowed = Allowed::from_toml(ALLOW)?;

    let fqdn: TrunkFqdn = "sbc1.contoso.com".parse()?;
    let plan: Plan = client
        .plan_edit(|current| current.suspend_trunk(&fqdn, LastTrunk::LeaveRouteEmpty))
        .await?;
    for finding in allowed.left_of(plan.warnings()) {
        println!("{finding}");
    }
    match client.apply_expecting(&plan, &expectations).await {
        Ok(applied) => println!("suspended: {}", applied.changed()),
        Err(error) => {
            println!("{error}");
            for broken in error.broken_expectations() {
                println!("  {broken}");
            }
        }
    }
    Ok(())
}
