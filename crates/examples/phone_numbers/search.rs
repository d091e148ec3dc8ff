//! Let the service pick numbers, and hold them.
//!
//! `cargo run --example search`

use acs_examples::{Result, Sample, finish, price, println, said};
use acs_phone_numbers::{
    CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilities, PhoneNumberCapabilityType,
    PhoneNumberType, Quantity, SearchRequest,
};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Lets the service pick two numbers, and holds them.")
        .changes("use up one of the week's searches")
        .start()
        .await?;
    // A search costs nothing, but a resource may make only a few of them a week.
    let client = service.phone_numbers()?;

    let request = SearchRequest::new(
        CountryCode::new("US")?,
        PhoneNumberType::TollFree,
        PhoneNumberAssignmentType::Application,
        PhoneNumberCapabilities::new(
            PhoneNumberCapabilityType::Outbound,
            PhoneNumberCapabilityType::None,
        ),
    )
    .quantity(Quantity::of::<2>());

    let poller = client
        .begin_search_available_phone_numbers(&request)
        .await?;
    println!("Searching: {}", poller.operation_id());
    // Prints each step of `poller.progress()`, and then awaits the poller.
    let found = finish(poller).await?;

    println!(
        "Found, and on hold until {}:",
        said(found.search_expires_by)
    );
    for number in &found.phone_numbers {
        println!("  {number}");
    }
    println!("Each costs {}.", price(found.cost.as_ref()));
    Ok(())
}
