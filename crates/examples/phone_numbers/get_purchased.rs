//! Look at one number that is owned.
//!
//! `cargo run --example get_purchased [NUMBER]`

use acs_examples::{Result, Sample, price, println, said};
use acs_phone_numbers::PhoneNumber;

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Shows one number of the resource.")
        .argument("NUMBER", "+14255550100")
        .start()
        .await?;
    let client = service.phone_numbers()?;
    let number = PhoneNumber::new(service.argument())?;

    match client.get_purchased_phone_number(&number).await {
        Ok(owned) => {
            println!(
                "{} ({}, {})",
                owned.phone_number, owned.country_code, owned.phone_number_type
            );
            println!("  for:           {}", owned.assignment_type);
            println!("  calling:       {}", owned.capabilities.calling);
            println!("  text messages: {}", owned.capabilities.sms);
            println!("  cost:          {}", price(owned.cost.as_ref()));
            println!("  owned since:   {}", said(owned.purchase_date));
        }
        Err(error) if error.is_not_found() => println!("The resource does not own {number}"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
