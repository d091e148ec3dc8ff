//! Leave a long-running operation, and come back to it with nothing but a short string: what a
//! program does that may be stopped at any moment.
//!
//! `cargo run --example resume_after_crash`

use acs_examples::{Result, Service};
use acs_phone_numbers::{
    CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilities, PhoneNumberCapabilityType,
    PhoneNumberType, SearchRequest,
};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Service::from_environment().await?;
    service.permit("buy a phone number")?;
    let request = SearchRequest::new(
        CountryCode::new("US")?,
        PhoneNumberType::TollFree,
        PhoneNumberAssignmentType::Application,
        PhoneNumberCapabilities::new(
            PhoneNumberCapabilityType::Outbound,
            PhoneNumberCapabilityType::None,
        ),
    );

    // The first process begins a purchase, writes the continuation down, and is gone.
    let kept = {
        let client = service.phone_numbers()?;
        let found = client
            .begin_search_available_phone_numbers(&request)
            .await?
            .await?;
        let poller = client
            .begin_purchase_phone_numbers(&found.search_id, None)
            .await?;
        println!("Buying {} numbers", found.phone_numbers.len());
        poller.continuation().to_string()
    };
    println!("Kept: {kept}");

    // The second process has a client of its own, and the string.
    let client = service.phone_numbers()?;
    let bought = client
        .resume_purchase_phone_numbers(&kept.parse()?)?
        .await?;
    println!("Bought, once: {}", bought.operation_id);
    Ok(())
}
