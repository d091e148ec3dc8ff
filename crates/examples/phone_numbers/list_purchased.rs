//! List all numbers that are owned, page by page behind the scenes.
//!
//! `cargo run --example list_purchased`

use acs_examples::{Result, Sample, println};
use futures::TryStreamExt as _;

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Lists all numbers of the resource.")
        .start()
        .await?;
    let client = service.phone_numbers()?;

    let mut count = 0;
    let mut owned = client.list_purchased_phone_numbers(None);
    while let Some(number) = owned.try_next().await? {
        println!(
            "{:<15} {} {}",
            number.phone_number, number.country_code, number.phone_number_type
        );
        count += 1;
    }
    println!("{count} in all");
    Ok(())
}
