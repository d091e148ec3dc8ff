//! The three ways to say who is calling.
//!
//! `cargo run --example authenticate`

use acs_examples::{Result, Sample, println};
use acs_phone_numbers::{ConnectionString, PhoneNumbersClient};
use futures::TryStreamExt as _;

#[tokio::main]
async fn main() -> Result<()> {
    let service =
        Sample::new("Signs in by connection string, by key, and with Microsoft Entra ID.")
            .start()
            .await?;

    if let Some(text) = service.connection_string() {
        println!("\nBy connection string, as the portal shows it");
        let client = PhoneNumbersClient::from_connection_string(&text, None)?;
        count_numbers(&client).await?;

        println!("\nBy endpoint and access key, where the two are kept apart");
        let parts = ConnectionString::new(&text)?;
        let client = PhoneNumbersClient::new(parts.endpoint.as_str(), parts.access_key, None)?;
        count_numbers(&client).await?;
    }

    if let Some(access) = service.token_access()? {
        println!("\nBy Microsoft Entra ID, with any credential of azure_identity");
        let options = Some(access.options);
        let client = PhoneNumbersClient::new(&access.endpoint, access.credential, options)?;
        count_numbers(&client).await?;
    }
    Ok(())
}

async fn count_numbers(client: &PhoneNumbersClient) -> Result<()> {
    let owned: Vec<_> = client
        .list_purchased_phone_numbers(None)
        .try_collect()
        .await?;
    println!("  {} owns {} numbers", client.endpoint(), owned.len());
    Ok(())
}
