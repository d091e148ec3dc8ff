//! Releases a number. This cannot be undone.
//!
//! `cargo run --example release [NUMBER]`

use acs_examples::{Result, Service, argument_or};
use acs_phone_numbers::PhoneNumber;

#[tokio::main]
async fn main() -> Result<()> {
    let service = Service::from_environment().await?;
    service.permit("release a number for good")?;
    let client = service.phone_numbers()?;
    let number = PhoneNumber::new(argument_or("+14255550100"))?;

    // A number that is not owned would be accepted for release all the same: look first.
    client.get_purchased_phone_number(&number).await?;
    let poller = client.begin_release_phone_number(&number).await?;
    println!("Releasing {number}: {}", poller.operation_id());
    poller.await?;
    println!("Released");
    Ok(())
}
