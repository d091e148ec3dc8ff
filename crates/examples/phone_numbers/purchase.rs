//! Buy the numbers that a search holds, and never twice.
//!
//! `cargo run --example purchase`, on a real resource with `-- --for-real --agree`

use acs_examples::{Failure, Result, Sample, finish, println};
use acs_phone_numbers::{
    CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilities, PhoneNumberCapabilityType,
    PhoneNumberType, PurchaseOptions, SearchRequest,
};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Buys the numbers that a search holds, and never twice.")
        .flag("agree", "Agree not to resell the numbers")
        .changes("buy a phone number")
        .start()
        .await?;
    let client = service.phone_numbers()?;

    // Numbers of France are sold only to those who agree not to resell them.
    let request = SearchRequest::new(
        CountryCode::new("FR")?,
        PhoneNumberType::TollFree,
        PhoneNumberAssignmentType::Application,
        PhoneNumberCapabilities::new(
            PhoneNumberCapabilityType::Inbound,
            PhoneNumberCapabilityType::None,
        ),
    );
    let found = finish(
        client
            .begin_search_available_phone_numbers(&request)
            .await?,
    )
    .await?;
    for number in &found.phone_numbers {
        println!("Found {number}");
    }
    // Whether you agree is for you to say, never for a program to assume.
    let agree = service.is_emulated() || service.flag("agree");
    if found.is_agreement_to_not_resell_required == Some(true) && !agree {
        let reason = "These may not be resold. If you agree to that, add `--agree`.";
        return Err(Failure::because(reason));
    }

    // Written down before the request, this id finds the purchase again, whatever happens. A real
    // program keeps it where it survives: in a file, a row, a queue.
    println!("Kept: {}", found.search_id);

    // It looks for the purchase first, and buys only if there is none. A program that was killed
    // calls it once more with the same id.
    let options = PurchaseOptions::default().agree_to_not_resell(agree);
    let purchase = client.purchase_or_find(&found.search_id, Some(options));
    let bought = finish(purchase.await?).await?;
    println!("Bought: {}", bought.operation_id);
    Ok(())
}
