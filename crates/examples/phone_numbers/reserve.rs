//! Choose numbers oneself: browse what is on offer, reserve some, buy them together.
//!
//! `cargo run --example reserve`

use acs_examples::{Result, Sample, finish, println};
use acs_phone_numbers::{
    BrowseRequest, CountryCode, PhoneNumberType, ReservationId, ReservationUpdate,
};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Browses numbers, reserves two of them, and buys them together.")
        .changes("buy two phone numbers")
        .start()
        .await?;
    let client = service.phone_numbers()?;

    let request = BrowseRequest::new(CountryCode::new("US")?, PhoneNumberType::TollFree);
    let on_offer = client.browse_available_phone_numbers(&request).await?;
    println!("{} on offer", on_offer.len());

    let id = ReservationId::new_random();
    let update = on_offer
        .iter()
        .take(2)
        .fold(ReservationUpdate::new(id), ReservationUpdate::add);
    let result = client.create_or_update_reservation(&update).await?;
    if !result.is_complete() {
        println!("Somebody else was quicker with some of them: nothing is bought");
        return Ok(client.delete_reservation(&id).await?);
    }
    for number in &result.reservation.phone_numbers {
        println!("  reserved: {}", number.phone_number);
    }

    finish(client.begin_purchase_reservation(&id, None).await?).await?;
    let bought = client.get_reservation(&id).await?;
    println!("Reservation {id} is {}", bought.status);
    Ok(())
}
