//! Change what a number can do.
//!
//! `cargo run --example update_capabilities [NUMBER]`

use acs_examples::{Result, Service, argument_or};
use acs_phone_numbers::{CapabilitiesUpdate, PhoneNumber, PhoneNumberCapabilityType};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Service::from_environment().await?;
    service.permit("change what a number can do")?;
    let client = service.phone_numbers()?;
    let number = PhoneNumber::new(argument_or("+14255550100"))?;

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
    let after = poller.await?.capabilities;
    println!(
        "{number} after:  calling {}, text messages {}",
        after.calling, after.sms
    );
    Ok(())
}
