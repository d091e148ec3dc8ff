//! Keep the routing as a file that people can edit, and bring it back.
//!
//! `cargo run --example sip_import_export`

use acs_examples::{Result, Service};
use acs_sip_routing::SipConfiguration;

#[tokio::main]
async fn main() -> Result<()> {
    let service = Service::from_environment().await?;
    service.permit("change the description of a route")?;
    let client = service.sip_routing()?;

    let current = client.get_configuration().await?;
    let exported = current.to_toml()?;
    println!("{exported}");
    assert_eq!(SipConfiguration::from_json(&current.to_json()?)?, current);

    // A slip of the pen is found where it is.
    let slip = exported.replacen("5061", "506100", 1);
    if let Err(error) = SipConfiguration::from_toml(&slip) {
        println!("{error}\n");
    }

    let with_note = "# Agreed with the carrier\n[[routes]]\ndescription = \"for all\"";
    let edited = exported.replacen("[[routes]]", with_note, 1);
    let plan = client.plan(&SipConfiguration::from_toml(&edited)?).await?;
    print!("{}", plan.diff());
    let applied = client.apply(&plan).await?;

    // Changes that others make are written into the file, and its comments stay.
    let renamed = applied.configuration().rename_route(0, "first".parse()?)?;
    let file = renamed.update_toml(&edited)?;
    assert!(file.contains("# Agreed with the carrier"));
    Ok(())
}
