//! Buys what a search found, in a process that may end at any moment: it says on its output how to
//! go on, and then waits for the end of the purchase. Another can go on where it was.
//!
//! Its arguments are the endpoint and the access key, and then either `buy` and the id of the
//! search, or `resume` and what another said.

use acs_phone_numbers::{AccessKey, PhoneNumbersClient, SearchId};
use acs_tests::{Outcome, quick};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("an argument is missing");
    let (endpoint, key) = (next()?, AccessKey::new(&next()?)?);
    let client = PhoneNumbersClient::new(&endpoint, key, Some(quick()))?;
    let purchase = match (next()?.as_str(), next()?) {
        ("buy", search) => {
            let search = SearchId::new(search)?;
            client.begin_purchase_phone_numbers(&search, None).await?
        }
        ("resume", kept) => client.resume_purchase_phone_numbers(&kept.parse()?)?,
        (other, _) => return Err(format!("{other} is not what it can do").into()),
    };
    println!("{}", purchase.continuation());
    let bought = purchase.await?;
    println!("{}", bought.operation_id);
    Ok(())
}
