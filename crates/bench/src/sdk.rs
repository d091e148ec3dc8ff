//! The calls as a user of the client makes them.

use acs_phone_numbers::{AccessKey, PhoneNumber, PhoneNumbersClient};
use futures::TryStreamExt as _;

use crate::{KEY, Result};

pub(crate) fn client(address: &str) -> Result<PhoneNumbersClient> {
    Ok(PhoneNumbersClient::new(
        address,
        AccessKey::new(KEY)?,
        None,
    )?)
}

pub(crate) async fn get(client: &PhoneNumbersClient, count: usize) -> Result<()> {
    let number = PhoneNumber::new("+14255550100")?;
    for _ in 0..count {
        let owned = client.get_purchased_phone_number(&number).await?;
        if owned.phone_number != number {
            return Err("the answer is about another number".into());
        }
    }
    Ok(())
}

pub(crate) async fn list(client: &PhoneNumbersClient, count: usize) -> Result<()> {
    let mut numbers = client.list_purchased_phone_numbers(None);
    let mut seen = 0;
    while let Some(owned) = numbers.try_next().await? {
        seen += usize::from(!owned.phone_number.as_str().is_empty());
    }
    if seen == count {
        Ok(())
    } else {
        Err(format!("{seen} of {count} numbers came").into())
    }
}
