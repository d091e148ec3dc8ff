//! Buy in a program that may be stopped at any moment, and go on in another process with nothing but
//! the id of the search.
//!
//! `cargo run --example resume_after_crash`

use acs_examples::{Result, Sample, finish, println};
use acs_phone_numbers::{
    CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilities, PhoneNumberCapabilityType,
    PhoneNumberType, SearchId, SearchRequest,
};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Buys a number and finds the purchase again in another process.")
        .changes("buy a phone number")
        .start()
        .await?;
    let request = SearchRequest::new(
        CountryCode::new("US")?,
        PhoneNumberType::TollFree,
        PhoneNumberAssignmentType::Application,
        PhoneNumberCapabilities::new(
            PhoneNumberCapabilityType::Outbound,
            PhoneNumberCapabilityType::None,
        ),
    );

    // The first process writes the id of the search down before it buys, and is gone before it knows
    // what came of it.
    let kept = {
        let client = service.phone_numbers()?;
        let found = finish(
            client
                .begin_search_available_phone_numbers(&request)
                .await?,
        )
        .await?;
        let kept = found.search_id.to_string();
        println!("Kept: {kept}");
        let poller = client.purchase_or_find(&found.search_id, None).await?;
        // Dropping it does not stop the operation.
        drop(poller);
        kept
    };

    // The second process has a client of its own, and the id. It finds the purchase, and would have
    // bought only if there were none.
    let client = service.phone_numbers()?;
    let search_id = SearchId::new(kept)?;
    let bought = finish(client.purchase_or_find(&search_id, None).await?).await?;
    println!("Bought, once: {}", bought.operation_id);
    Ok(())
}
