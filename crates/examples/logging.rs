//! See what the clients do: `AZURE_LOG_LEVEL`, and changing the level at run time.
//!
//! `AZURE_LOG_LEVEL=info cargo run --example logging`

use acs_examples::{Result, Sample, println};
use acs_phone_numbers::{
    PhoneNumber,
    logging::{self, LogLevel},
};

#[tokio::main]
async fn main() -> Result<()> {
    // From here on, as much as AZURE_LOG_LEVEL says goes to standard error.
    logging::init()?;
    let service = Sample::new("Shows what the clients log at each level.")
        .argument("NUMBER", "+14255550100")
        .start()
        .await?;
    let numbers = service.phone_numbers()?;
    let number = PhoneNumber::new(service.argument())?;

    println!("\nOne call with as much as AZURE_LOG_LEVEL says.\n");
    numbers.get_purchased_phone_number(&number).await?;

    println!("\nThe same call with all there is to see. The number is not part of it.\n");
    logging::set_level(LogLevel::Verbose);
    numbers.get_purchased_phone_number(&number).await?;

    println!("\nThe same call with one line.\n");
    logging::set_level(LogLevel::Info);
    numbers.get_purchased_phone_number(&number).await?;

    println!("\nAnd in silence.\n");
    logging::set_level(LogLevel::Off);
    numbers.get_purchased_phone_number(&number).await?;
    Ok(())
}
