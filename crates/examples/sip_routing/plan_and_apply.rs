//! Change trunks and routes in one request, after a look at the difference, and change them back.
//!
//! `cargo run --example sip_plan_and_apply`

use acs_examples::{Result, Sample, print, println};
use acs_sip_routing::{Position, Route, SipPort, Trunk};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Changes trunks and routes in one request, and changes them back.")
        .changes("change trunks and routes, and change them back")
        .start()
        .await?;
    let client = service.sip_routing()?;

    let new = Trunk::new("sbc4.contoso.com".parse()?, SipPort::TLS);
    let germany = Route::new("Germany".parse()?, r"^\+49[1-9]\d{3,12}$".parse()?)
        .with_trunks([new.fqdn().clone()])?;
    let plan = client
        .plan_edit(|current| {
            current
                .with_trunk(new)?
                .insert_route(germany, Position::First)
        })
        .await?;
    print!("{}", plan.diff());
    for warning in plan.warnings() {
        println!("warning: {warning}");
    }
    for reroute in plan.reroute_examples() {
        println!("for example {reroute}");
    }

    match client.apply(&plan).await {
        Ok(applied) => {
            println!("\nDone. Now back:");
            let back = applied.plan_rollback();
            print!("{}", back.diff());
            client.apply(&back).await?;
        }
        Err(error) if error.is_stale() => println!("somebody else was faster; plan again"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
