//! Keep the routing as a file that people can edit, and bring it back.
//!
//! `cargo run --example sip_import_export`

use acs_examples::{Failure, Result, Sample, print, println};
use acs_sip_routing::SipConfiguration;

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Writes the routing as TOML, edits it, and brings it back.")
        .changes("change the description of a route")
        .start()
        .await?;
    let client = service.sip_routing()?;

    let current = client.get_configuration().await?;
    let exported = current.to_toml()?;
    println!("{exported}");
    assert_eq!(SipConfiguration::from_json(&current.to_json()?)?, current);

    // A slip of the pen is found where it is.
    let slip = exported.replacen("sipSignalingPort = ", "sipSignalingPort = 99", 1);
    if let Err(error) = SipConfiguration::from_toml(&slip) {
        println!("{error}\n");
    }

    let Some(first) = current.routes.first() else {
        let reason = "The resource has no route to describe. `sip_replace` sets some.";
        return Err(Failure::because(reason));
    };
    // Somebody wrote a comment into the file. Changes are written around it.
    let annotated = format!("# Agreed with the carrier\n{exported}");
    let note = match first.description().map(ToString::to_string) {
        Some(note) if note == "for all" => "for everybody",
        _ => "for all",
    };
    let note = note.parse()?;
    let described = current.change_route(0, |route| route.with_description(note))?;
    let edited = described.update_toml(&annotated)?;
    assert!(edited.contains("# Agreed with the carrier"));

    let plan = client.plan(&SipConfiguration::from_toml(&edited)?).await?;
    print!("{}", plan.diff());
    let applied = client.apply(&plan).await?;
    println!("changed: {}", applied.changed());
    Ok(())
}
