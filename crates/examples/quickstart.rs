//! The whole story in one program: find a number, hold it, buy it, configure it, list the owned
//! numbers, connect your own telephony, and release the number.
//!
//! `cargo run --example quickstart`

use acs_examples::{Failure, Result, Sample, Started, finish, price, println, said};
use acs_phone_numbers::{
    CapabilitiesUpdate, CountryCode, PhoneNumber, PhoneNumberAssignmentType,
    PhoneNumberCapabilities, PhoneNumberCapabilityType, PhoneNumberSearchResult, PhoneNumberType,
    PhoneNumbersClient, SearchRequest,
};
use acs_sip_routing::{Route, SipPort, SipRoutingClient, Trunk};
use futures::TryStreamExt as _;

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new(
        "Finds a number, holds, buys, configures and releases it, and connects two trunks.",
    )
    .argument("DOMAIN", "contoso.com")
    .changes("buy a phone number and release it, and set two trunks and the routes")
    .start()
    .await?;
    let numbers = service.phone_numbers()?;

    println!("\n1. Search for a toll-free number in the US, and hold it");
    let found = search(&numbers).await?;
    let number = found
        .phone_numbers
        .first()
        .ok_or_else(|| Failure::because("none in stock"))?;
    println!("   {number} for {}", price(found.cost.as_ref()));
    println!("   on hold until {}", said(found.search_expires_by));

    println!("\n2. Buy it");
    let purchase = numbers.begin_purchase_phone_numbers(&found.search_id, None);
    finish(purchase.await?).await?;
    let bought = numbers.get_purchased_phone_number(number).await?;
    println!(
        "   {} is ours since {}",
        bought.phone_number,
        said(bought.purchase_date)
    );

    // Whatever happens from here on, the number is released.
    let used = use_number(&service, &numbers, number).await;
    println!("\n6. Release the number");
    release(&numbers, number).await?;
    used
}

async fn use_number(
    service: &Started,
    numbers: &PhoneNumbersClient,
    number: &PhoneNumber,
) -> Result<()> {
    println!("\n3. Configure it: calls both ways, text messages out");
    let update = CapabilitiesUpdate::default()
        .calling(PhoneNumberCapabilityType::InboundOutbound)
        .sms(PhoneNumberCapabilityType::Outbound);
    let poller = numbers
        .begin_update_phone_number_capabilities(number, &update)
        .await?;
    let capabilities = finish(poller).await?.capabilities;
    println!(
        "   calling: {}, text messages: {}",
        capabilities.calling, capabilities.sms
    );

    println!("\n4. List what is owned");
    let mut owned = numbers.list_purchased_phone_numbers(None);
    while let Some(owned) = owned.try_next().await? {
        let (number, kind) = (owned.phone_number, owned.phone_number_type);
        println!("   {number:<15} {kind:<11} {}", owned.country_code);
    }

    println!("\n5. Connect your own telephony");
    connect(&service.sip_routing()?, service.argument()).await
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
    finish(
        numbers
            .begin_search_available_phone_numbers(&request)
            .await?,
    )
    .await
}

/// On a real resource, name a domain of yours that is verified for it:
/// `-- --for-real example.com`. The trunks are `sbc1` and `sbc2` below it.
async fn connect(routing: &SipRoutingClient, domain: &str) -> Result<()> {
    let first = Trunk::new(format!("sbc1.{domain}").parse()?, SipPort::of::<5061>());
    let second = Trunk::new(format!("sbc2.{domain}").parse()?, SipPort::of::<5061>());
    for trunk in [&first, &second] {
        let trunk = routing.set_trunk(trunk).await?;
        println!("   trunk {}:{}", trunk.fqdn(), trunk.port());
    }
    let domestic = Route::new("domestic".parse()?, r"^\+1[2-9][0-9]{9}$".parse()?)
        .with_trunks([first.fqdn().clone(), second.fqdn().clone()])?;
    let elsewhere = Route::new("elsewhere".parse()?, r"^\+[0-9]{7,15}$".parse()?)
        .with_trunks([second.fqdn().clone()])?;
    for route in routing.set_routes(&[domestic, elsewhere]).await? {
        let trunks: Vec<_> = route.trunks().iter().map(ToString::to_string).collect();
        let (name, pattern) = (route.name(), route.number_pattern());
        println!(
            "   route {name:<10} {pattern:<20} over {}",
            trunks.join(", ")
        );
    }
    Ok(())
}

async fn release(numbers: &PhoneNumbersClient, number: &PhoneNumber) -> Result<()> {
    finish(numbers.begin_release_phone_number(number).await?).await?;
    match numbers.get_purchased_phone_number(number).await {
        Err(error) if error.is_not_found() => println!("   {number} is no longer ours"),
        Err(error) => return Err(error.into()),
        Ok(_) => println!("   {number} is released, but still listed"),
    }
    Ok(())
}
