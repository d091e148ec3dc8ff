//! The whole story in one program: find a number, hold it, buy it, configure it, list what is
//! owned, connect telephony of one's own, and give the number back.
//!
//! `cargo run --example quickstart`

use acs_examples::{Result, Service};
use acs_phone_numbers::{
    CapabilitiesUpdate, CountryCode, PhoneNumber, PhoneNumberAssignmentType,
    PhoneNumberCapabilities, PhoneNumberCapabilityType, PhoneNumberSearchResult, PhoneNumberType,
    PhoneNumbersClient, SearchRequest,
};
use acs_sip_routing::{Route, SipPort, SipRoutingClient, Trunk};
use futures::TryStreamExt as _;

#[tokio::main]
async fn main() -> Result<()> {
    let service = Service::from_environment().await?;
    service.permit("buy a phone number, replace all trunks and routes, and release the number")?;
    let numbers = service.phone_numbers()?;
    let routing = service.sip_routing()?;

    println!("\n1. Search for a toll-free number in the US, and hold it");
    let found = search(&numbers).await?;
    let number = &found.phone_numbers[0];
    println!(
        "   {number} for {:.2} {} a month",
        found.cost.amount, found.cost.currency_code
    );
    println!("   on hold until {}", found.search_expires_by);

    println!("\n2. Buy it");
    numbers
        .begin_purchase_phone_numbers(&found.search_id, None)
        .await?
        .await?;
    let bought = numbers.get_purchased_phone_number(number).await?;
    println!(
        "   {} is ours since {}",
        bought.phone_number, bought.purchase_date
    );

    println!("\n3. Configure it: calls both ways, text messages out");
    let update = CapabilitiesUpdate::default()
        .calling(PhoneNumberCapabilityType::InboundOutbound)
        .sms(PhoneNumberCapabilityType::Outbound);
    let poller = numbers
        .begin_update_phone_number_capabilities(number, &update)
        .await?;
    let configured = poller.await?;
    let capabilities = &configured.capabilities;
    println!(
        "   calling: {}, text messages: {}",
        capabilities.calling, capabilities.sms
    );

    println!("\n4. List what is owned");
    let mut owned = numbers.list_purchased_phone_numbers(None);
    while let Some(owned) = owned.try_next().await? {
        println!(
            "   {:<15} {:<11} {}",
            owned.phone_number, owned.phone_number_type, owned.country_code
        );
    }

    println!("\n5. Connect telephony of one's own");
    connect(&routing).await?;

    println!("\n6. Give the number back");
    release(&numbers, number).await
}

async fn search(numbers: &PhoneNumbersClient) -> Result<PhoneNumberSearchResult> {
    let request = SearchRequest::new(
        CountryCode::new("US")?,
        PhoneNumberType::TollFree,
        PhoneNumberAssignmentType::Application,
        PhoneNumberCapabilities::new(
            PhoneNumberCapabilityType::InboundOutbound,
            PhoneNumberCapabilityType::None,
        ),
    );
    Ok(numbers
        .begin_search_available_phone_numbers(&request)
        .await?
        .await?)
}

async fn connect(routing: &SipRoutingClient) -> Result<()> {
    let first = Trunk::new("sbc1.contoso.com".parse()?, SipPort::new(5061)?);
    let second = Trunk::new("sbc2.contoso.com".parse()?, SipPort::new(5061)?);
    for trunk in routing.set_trunks(&[first.clone(), second.clone()]).await? {
        println!("   trunk {}:{}", trunk.fqdn(), trunk.port());
    }
    let domestic = Route::new("domestic".parse()?, r"^\+1[2-9][0-9]{9}$".parse()?)
        .with_trunks([first.fqdn().clone(), second.fqdn().clone()])?;
    let elsewhere = Route::new("elsewhere".parse()?, r"^\+[0-9]{7,15}$".parse()?)
        .with_trunks([second.fqdn().clone()])?;
    for route in routing.set_routes(&[domestic, elsewhere]).await? {
        let trunks: Vec<_> = route.trunks().iter().map(ToString::to_string).collect();
        println!(
            "   {:<10} {:<20} over {}",
            route.name(),
            route.number_pattern(),
            trunks.join(", ")
        );
    }
    Ok(())
}

async fn release(numbers: &PhoneNumbersClient, number: &PhoneNumber) -> Result<()> {
    numbers.begin_release_phone_number(number).await?.await?;
    match numbers.get_purchased_phone_number(number).await {
        Err(error) if error.is_not_found() => println!("   {number} is no longer ours"),
        Err(error) => return Err(error.into()),
        Ok(_) => println!("   {number} is released, but still listed"),
    }
    Ok(())
}
