//! Releases a number. This cannot be undone.
//!
//! `cargo run --example release [NUMBER]`

use acs_examples::{Result, Sample, finish, println};
use acs_phone_numbers::PhoneNumber;

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Releases a number. This cannot be undone.")
        .argument("NUMBER", "+14255550100")
        .changes("release a number for good")
        .start()
        .await?;
    let client = service.phone_numbers()?;
    let number = PhoneNumber::new(service.argument())?;

    // A number that is not owned would be accepted for release all the same: look first.
    client.get_purchased_phone_number(&number).await?;
    let poller = client.begin_release_phone_number(&number).await?;
    println!("Releasing {number}: {}", poller.operation_id());
    finish(poller).await?;
    println!("Released");
    Ok(())
}
