//! Replace all trunks and all routes.
//!
//! `cargo run --example sip_replace`

use acs_examples::{Result, Sample, println};
use acs_sip_routing::{Route, SipPort, Trunk};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Replaces all trunks and all routes.")
        .changes("replace all trunks and routes")
        .start()
        .await?;
    let client = service.sip_routing()?;

    let sbc1 = Trunk::new("sbc1.contoso.com".parse()?, SipPort::of::<5061>());
    let sbc2 = Trunk::new("sbc2.contoso.com".parse()?, SipPort::of::<5062>());
    // The service refuses a route over a trunk that is not there, and to delete a trunk that a
    // route uses: first what is new, then the routes, then what is no longer used.
    client.set_trunk(&sbc1).await?;
    client.set_trunk(&sbc2).await?;
    let routes = client
        .set_routes(&[
            Route::new("United States".parse()?, r"^\+1[0-9]{10}$".parse()?)
                .with_description("Over either trunk, the first one first".parse()?)
                .with_trunks([sbc1.fqdn().clone(), sbc2.fqdn().clone()])?,
            Route::new("all others".parse()?, "^.*$".parse()?)
                .with_trunks([sbc2.fqdn().clone()])?,
        ])
        .await?;
    for route in routes {
        println!("{}: {}", route.name(), route.number_pattern());
    }
    let trunks = client.set_trunks(&[sbc1, sbc2]).await?;
    println!("{} trunks", trunks.len());
    Ok(())
}
