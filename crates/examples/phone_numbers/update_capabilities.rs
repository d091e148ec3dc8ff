//! Change what a number can do.
//!
//! `cargo run --example update_capabilities [NUMBER]`

use acs_examples::{Result, Sample, finish, println};
use acs_phone_numbers::{CapabilitiesUpdate, PhoneNumber, PhoneNumberCapabilityType};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Changes the capabilities of a number.")
        .argument("NUMBER", "+14255550100")
        .changes("change what a number can do")
        .start()
        .await?;
    let client = service.phone_numbers()?;
    let number = PhoneNumber::new(service.argument())?;

    let before = client
        .get_purchased_phone_number(&number)
        .await?
        .capabilities;
    println!(
        "{number} before: calling {}, text messages {}",
        before.calling, before.sms
    );

    // What is not named stays as it is.
    let update = CapabilitiesUpdate::default().calling(PhoneNumberCapabilityType::Inbound);
    let poller = client
        .begin_update_phone_number_capabilities(&number, &update)
        .await?;
    let after = finish(poller).await?.capabilities;
    println!(
        "{number} after:  calling {}, text messages {}",
        after.calling, after.sms
    );
    Ok(())
}
