//! Check the routing and see where numbers go, without a call.
//!
//! `cargo run --example sip_check_and_simulate [NUMBER]`

use acs_examples::{Result, Service, argument_or};
use acs_sip_routing::{DialledNumber, Position, Route, Simulator, SipPort, Trunk};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Service::from_environment().await?;
    let current = service.sip_routing()?.get_configuration().await?;

    // A change on paper, with three mistakes in it.
    let fourth = Trunk::new("sbc4.contoso.com".parse()?, SipPort::of::<5063>());
    let emergency = Route::new("emergency".parse()?, "^(112|911)".parse()?);
    let late = Route::new("United States".parse()?, r"^\+1\d{10}$".parse()?)
        .with_trunks([fourth.fqdn().clone()])?;
    let desired = current
        .with_trunk(fourth)?
        .insert_route(emergency, Position::First)?
        .insert_route(late, Position::Last)?;
    for finding in desired.check() {
        let (level, code) = (finding.level(), finding.problem().code());
        println!("{level} {code}: {}", finding.text_with_number());
    }

    let numbers: [DialledNumber; 3] = [
        argument_or("+14255550100").parse()?,
        "+493055501".parse()?,
        "911".parse()?,
    ];
    let simulator = Simulator::new(&desired);
    println!("\n{}", simulator.simulate_all(&numbers));

    println!("With sbc1.contoso.com down:");
    let simulator = simulator.down(["sbc1.contoso.com".parse()?]);
    for attempt in simulator.simulate(&numbers[0]).attempts() {
        let state = if attempt.is_down() {
            "down"
        } else {
            "takes the call"
        };
        println!("  {}: {state}", attempt.trunk());
    }
    Ok(())
}
