//! Let the service pick numbers, and hold them.
//!
//! `cargo run --example search`

use acs_examples::{Result, Service, price, said};
use acs_phone_numbers::{
    CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilities, PhoneNumberCapabilityType,
    PhoneNumberType, Quantity, SearchRequest,
};
use futures::StreamExt as _;

#[tokio::main]
async fn main() -> Result<()> {
    let service = Service::from_environment().await?;
    // A search costs nothing, but a resource may make only a few of them a week.
    service.permit("use up one of the week's searches")?;
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

    let mut poller = client
        .begin_search_available_phone_numbers(&request)
        .await?;
    println!("Searching: {}", poller.operation_id());
    let mut progress = poller.progress();
    while let Some(step) = progress.next().await {
        println!("  {}", step?.status());
    }
    drop(progress);
    let found = poller.await?;

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
